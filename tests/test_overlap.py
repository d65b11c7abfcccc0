"""Two path patterns overlap when some path is of both."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.kinds import PathPattern
from ogpkit.overlap import overlap


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("ogpkit.toml", "ogpkit.toml", True),
        ("ogpkit.toml", "{id}.toml", True),
        ("a/{id}.toml", "b/{id}.toml", False),
        ("a/{id}.toml", "a/b/{id}.toml", False),
        ("a/{year}.toml", "a/{id}.toml", True),
        ("a/{year}.toml", "a/{country}.toml", False),
        ("a/{year}.toml", "a/index.toml", False),
        ("a/{year}.toml", "a/2011.toml", True),
        ("countries/{country}/country.toml", "countries/XX/{id}.toml", True),
        ("countries/{country}/country.toml", "countries/{id}/treaty.toml", False),
        ("{country}/a.toml", "KE-nairobi/a.toml", True),
        ("{country}/a.toml", "kenya/a.toml", False),
        ("plan-{id}.toml", "{id}-final.toml", True),
        ("plan-{id}.toml", "report-{id}.toml", False),
        ("a/ñandú.toml", "a/{id}.toml", True),
        ("a/ñandú.toml", "a/nandu.toml", False),
        ("{id}.toml", ".toml", False),
    ],
)
def test_overlap(one, other, expected):
    assert overlap(PathPattern(one), PathPattern(other)) is expected
    assert overlap(PathPattern(other), PathPattern(one)) is expected


PIECES = st.sampled_from(["a", "b", "2011", "KE", "-", "é", "{country}", "{year}", "{id}"])
PATTERNS = (
    st.lists(st.lists(PIECES, min_size=1, max_size=3).map("".join), min_size=1, max_size=3)
    .map(lambda parts: "/".join(parts) + ".toml")
    .filter(lambda text: all(text.count(name) < 2 for name in ("{country}", "{year}", "{id}")))
)
NAMES = st.fixed_dictionaries(
    {
        "country": st.sampled_from(["KE", "ke", "KE-x"]),
        "year": st.sampled_from(["2011", "2012"]),
        "id": st.sampled_from(["a", "b", "2011", "KE", "KE-x", "é", "a-b", "aKE", "2011KE"]),
    }
)


@given(PATTERNS, PATTERNS, NAMES)
def test_a_path_that_is_of_both_patterns_is_never_overlooked(one, other, names):
    path = PathPattern(one).path(names)
    if PathPattern(other).match(path) is not None:
        assert overlap(PathPattern(one), PathPattern(other))
