"""Whatever files say, the check comes to an end with findings, not with a traceback."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.storage.new_file import table_lines

HERE = Path(__file__).parent
spec = importlib.util.spec_from_file_location("one_check", HERE / "one_check.py")
one_check = importlib.util.module_from_spec(spec)
spec.loader.exec_module(one_check)

SEEDS = sorted((HERE / "seeds").iterdir())


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.name)
def test_what_fuzzing_began_with_or_found_holds(seed):
    one_check.look(seed.read_bytes())


@given(st.binary(max_size=200))
def test_any_bytes(data):
    one_check.look(data)


KEYS = st.sampled_from(
    [
        *(
            "name",
            "languages",
            "level",
            "joined",
            "contact",
            "email",
            "edition",
            "start",
            "end",
            "challenges",
            "efforts",
        ),
        *(
            "challenge",
            "summary",
            "plan",
            "url",
            "history",
            "stage",
            "on",
            "title",
            "milestones",
            "id",
            "due",
            "status",
        ),
        *("indicators", "benchmark", "principles", "reflects", "published", "verdict", "points", "criteria", "years"),
        *(
            "workspace",
            "exclude",
            "check",
            "select",
            "ignore",
            "per-file-ignores",
            "min-severity",
            "baseline",
            "plugins",
        ),
        *("source", "audit_report", "fiscal_transparency", "citizen_engagement", "civil_liberties", "en", "fr", "x y"),
    ]
)
LEAVES = (
    st.none().map(lambda _none: "")
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats()
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.text(max_size=12)
    | st.sampled_from(
        ["roadmap-2011", "criteria-2014", "public-resources", "eligible", "en", "OGP003", "**", "countries/**"]
    )
)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
)


@given(st.integers(0, 5), st.dictionaries(KEYS, VALUES, max_size=8))
def test_any_values_of_toml(number, table):
    text = "\n".join(table_lines(table))
    one_check.look(bytes([number]) + text.encode("utf-8", "surrogatepass"))


@given(
    st.integers(0, 5),
    st.lists(st.sampled_from(SEEDS), min_size=1, max_size=1),
    st.integers(0, 400),
    st.binary(max_size=6),
)
def test_a_right_file_with_a_piece_exchanged(number, seed, place, piece):
    source = seed[0].read_bytes()[1:]
    place %= len(source) + 1
    one_check.look(bytes([number]) + source[:place] + piece + source[place + len(piece) :])
