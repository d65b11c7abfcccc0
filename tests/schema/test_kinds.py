"""Which kind claims which path."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.model import Commitment, Country
from ogpkit.schema.kinds import Extension, Kind, Kinds, PathPattern

COUNTRY = Kind(
    name="country", entity=Country, pattern="countries/{country}/country.toml", title="Country", titles="Countries"
)
COMMITMENT = Kind(
    name="commitment",
    entity=Commitment,
    pattern="countries/{country}/cycles/{cycle}/commitments/{id}.toml",
    title="Commitment",
    titles="Commitments",
)


def test_an_example_is_a_text_or_a_file(tmp_path):
    file = tmp_path / "country.toml"
    file.write_text('name = "Kiribati · Āria"\n', "utf-8")
    kinds = [attrs.evolve(COUNTRY, example=one) for one in (file, file.read_text("utf-8"))]
    assert [kind.example for kind in kinds] == ['name = "Kiribati · Āria"\n'] * 2


def test_a_path_gives_the_names_in_it():
    found = COMMITMENT.pattern.match("countries/XX/cycles/2012-2013/commitments/budget.toml")
    assert found == {"country": "XX", "cycle": "2012-2013", "id": "budget"}


@pytest.mark.parametrize(
    "path",
    [
        "countries/XX/commitments/budget.toml",
        "countries/XX/cycles/a/b/commitments/c.toml",
        "x/countries/XX/country.toml",
    ],
)
def test_a_path_of_another_shape_is_not_claimed(path):
    assert Kinds([COUNTRY, COMMITMENT]).match_path(path) is None


def test_a_pattern_and_its_names_make_the_path_again():
    pattern = PathPattern("countries/{country}/eligibility/{year}.toml")
    assert pattern.fill({"country": "GE", "year": "2014"}) == "countries/GE/eligibility/2014.toml"
    assert pattern.match("countries/GE/eligibility/recent.toml") is None


def test_kinds_are_found_by_name_and_by_class():
    kinds = Kinds([COUNTRY, COMMITMENT])
    assert kinds.by_name("commitment") is COMMITMENT
    assert kinds.for_entity(Country) is COUNTRY
    assert kinds.by_name("treaty") is None
    assert [kind.name for kind in kinds] == ["commitment", "country"]


def test_an_extension_waits_for_its_kind():
    budget = Extension(table="budget", kind="commitment", entity=Country)
    assert Kinds([COUNTRY], [budget]).extensions("commitment") == (budget,)
    assert Kinds([COUNTRY], [budget]).extensions("country") == ()
    assert Extension(table="canada", kind="commitment", entity=Country, within="milestones").path == (
        "milestones",
        "canada",
    )


def test_an_extension_may_stand_in_the_items_of_a_list_within_a_list():
    deep = Extension(table="canada", kind="commitment", entity=Country, within="milestones.indicators")
    assert deep.path == ("milestones", "indicators", "canada")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("ogpkit.toml", "ogpkit.toml", True),
        ("ogpkit.toml", "{id}.toml", True),
        ("a/{id}.toml", "b/{id}.toml", False),
        ("a/{id}.toml", "a/b/{id}.toml", False),
        ("a/{year}.toml", "a/{id}.toml", True),
        ("a/{year}.toml", "a/{country}.toml", True),  # no file is of both; what a placeholder means is not asked
        ("a/{year}.toml", "a/index.toml", True),
        ("a/{year}.toml", "a/2011.toml", True),
        ("countries/{country}/country.toml", "countries/XX/{id}.toml", True),
        ("countries/{country}/country.toml", "countries/{id}/treaty.toml", False),
        ("a/{id}.toml", "a/{id}.notes.toml", True),
        ("a/a/x.toml", "a/aa/x.toml", False),
        ("{country}/a.toml", "KE-nairobi/a.toml", True),
        ("{country}/a.toml", "kenya/a.toml", True),
        ("plan-{id}.toml", "{id}-final.toml", True),
        ("plan-{id}.toml", "report-{id}.toml", False),
        ("a/ñandú.toml", "a/{id}.toml", True),
        ("a/ñandú.toml", "a/nandu.toml", False),
        ("{id}.toml", ".toml", True),
    ],
)
def test_two_patterns_may_overlap_unless_fixed_letters_differ(one, other, expected):
    assert PathPattern(one).can_overlap(PathPattern(other)) is expected
    assert PathPattern(other).can_overlap(PathPattern(one)) is expected


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
    path = PathPattern(one).fill(names)
    if PathPattern(other).match(path) is not None:
        assert PathPattern(one).can_overlap(PathPattern(other))
