"""Data that fit become entities; data that do not are never made to."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, time
from typing import Any

import attrs
import pytest
import tomledit
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.devkit.testing.strategies import entities, texts
from ogpkit.model import Commitment, Country, Cycle, GrandChallenge, Level, Principle, Translated
from ogpkit.schema import convert as fast
from ogpkit.schema.convert import entity_values, read_entity
from ogpkit.schema.diagnose import diagnose
from ogpkit.schema.mismatch import Mismatches, MismatchSort

COMMITMENT = """
title.en = "Publish mining revenues and concessions by region"
title.es = "Publicar ingresos y concesiones mineras por región"
challenge = "public-resources"
principles = ["transparency", "participation"]   # and "accountability"
level = "subnational"
partners = ["Regional governments"]
start = 2012-04-01

[[milestones]]
id = "portal"
title = "Map online"
due = 2012-12-31
"""


@pytest.mark.parametrize("parse", [tomllib.loads, lambda text: tomledit.loads(text).value], ids=["tomllib", "tomledit"])
def test_a_commitment_reads_the_same_from_either_parser(parse):
    commitment = read_entity(parse(COMMITMENT), Commitment)
    assert commitment.title.by_language["es"].startswith("Publicar")
    assert commitment.challenge is GrandChallenge.PUBLIC_RESOURCES
    assert commitment.principles == (Principle.TRANSPARENCY, Principle.PARTICIPATION)
    assert commitment.level is Level.SUBNATIONAL
    assert commitment.start == date(2012, 4, 1)
    assert commitment.milestones[0].title == Translated("Map online")
    assert commitment.end is None


def test_every_sort_of_field_is_read(full, everything, colour):
    entity = read_entity(full, everything)
    assert entity.number == 4.0
    assert type(entity.number) is float
    assert entity.moment == datetime(2012, 4, 1, 9, 30, tzinfo=UTC)
    assert entity.colour is colour.DARK_BLUE
    assert entity.grid == ((1, 2), ())
    assert entity.from_ == "KE"
    assert entity.by_name["first"].id == "three"


def test_an_entity_does_not_change_with_the_data_it_was_read_from(full, everything):
    entity = read_entity(full, everything)
    full["translated"]["en"] = "Two"
    full["counts"]["a"] = 2
    assert entity.translated.by_language["en"] == "One"
    assert entity.counts == {"a": 1}


MOMENT = datetime(2012, 4, 1, 9, 30, tzinfo=UTC)
DAY = date(2012, 4, 1)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *(("text", value) for value in (1, True, 1.5, DAY, [], {}, ["a"])),
        *(("truth", value) for value in ("true", "no", 0, 1, 1.0, [])),
        *(("whole", value) for value in ("3", True, 3.0, DAY, [3])),
        *(("number", value) for value in ("3", True, float("nan"), float("inf"), -float("inf"), 10**400, [3])),
        *(("day", value) for value in ("2012-04-01", MOMENT, time(9), 2012)),
        *(("moment", value) for value in ("2012-04-01T09:30:00Z", DAY, time(9), 0)),
        *(("colour", value) for value in ("RED", "Red", "", 1, True, ["red"], {})),
        *(
            ("translated", value)
            for value in ({}, {"xq": "a"}, {"EN": "a"}, {"en": 1}, {"en": {"es": "a"}}, ["a"], 1, {"": "a"})
        ),
        *(("inners", value) for value in ({"id": "a"}, "", [[]], ["a"], [{"id": 1}], [{}], [{"id": "a", "x": 1}])),
        *(("inner", value) for value in ([{"id": "a"}], "", [], "id", {}, {"id": "a", "x": 1})),
        *(("counts", value) for value in ({"a": "1"}, [], "a", {"a": True})),
        *(("grid", value) for value in ([1], [[1], ["a"]], {}, "ab")),
        ("from_", "KE"),
        ("extra", 1),
    ],
    ids=repr,
)
def test_nothing_is_made_to_fit(key, value, small, everything):
    with pytest.raises(Mismatches) as caught:
        read_entity(small | {key: value}, everything)
    assert caught.value.found
    assert all(mismatch.at[0] == key for mismatch in caught.value.found)
    assert all(mismatch.message and mismatch.remedy for mismatch in caught.value.found)


@attrs.frozen
class Positive:
    """A class that refuses some values itself."""

    number: int = attrs.field(validator=attrs.validators.ge(1))


@attrs.frozen
class Holder:
    """It holds one that refuses."""

    inner: Positive


def test_a_value_that_a_validator_of_the_class_refuses_is_a_mismatch():
    with pytest.raises(Mismatches) as caught:
        read_entity({"inner": {"number": 0}}, Holder)
    (mismatch,) = caught.value.found
    assert mismatch.sort is MismatchSort.REFUSED
    assert mismatch.at == ("inner", "number")


@attrs.frozen
class Broken:
    """A class with a mistake in its code."""

    number: int

    def __attrs_post_init__(self):
        raise KeyError("a bug")


def test_a_mistake_in_a_class_is_not_blamed_on_the_file():
    with pytest.raises(KeyError, match="a bug"):
        read_entity({"number": 1}, Broken)


values: st.SearchStrategy[Any] = st.recursive(
    st.none().map(lambda _: time(9))
    | st.booleans()
    | st.integers(-5, 5)
    | st.just(10**400)
    | st.floats()
    | st.dates()
    | st.datetimes()
    | texts()
    | st.sampled_from(["red", "2012-04-01", "true", "12", "KE", "national"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(texts() | st.sampled_from(["en", "id", "title"]), inner, max_size=2)
    ),
    max_leaves=4,
)


def places(value: object, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [at, *(deeper for key, item in items for deeper in places(item, (*at, key)))]


@st.composite
def damaged(draw, entity):
    """What a file of a class may hold, with one to three places overwritten, taken out or added."""
    data = entity_values(draw(entities(entity)))
    for _ in range(draw(st.integers(0, 3))):
        *way, last = draw(st.sampled_from([place for place in places(data) if place] or [("x",)]))
        holder: Any = data
        for step in way:
            holder = holder[step]
        match draw(st.sampled_from(["overwrite", "take out", "add"])):
            case "overwrite":
                holder[last] = draw(values)
            case "take out" if last in holder or isinstance(holder, list):
                del holder[last]
            case _ if isinstance(holder, dict):
                holder[draw(texts())] = draw(values)
    return data


@given(data=st.data())
@pytest.mark.parametrize("entity", [Commitment, Cycle, Country])
def test_the_fast_pass_fails_exactly_when_the_second_pass_finds_something(entity, data):
    table = data.draw(damaged(entity))
    found = list(diagnose(table, entity, construct=lambda _data, _entity: None))
    try:
        fast._get_structure(entity)(table, entity)
    except (fast._Unfit, KeyError, TypeError, ValueError, OverflowError):
        assert found
    else:
        assert not found


@given(data=st.data())
def test_the_two_passes_agree_on_every_sort_of_field(data, everything):
    table = data.draw(damaged(everything))
    found = list(diagnose(table, everything, construct=lambda _data, _entity: None))
    if found:
        with pytest.raises(Mismatches) as caught:
            read_entity(table, everything)
        assert list(caught.value.found) == found
    else:
        entity = read_entity(table, everything)
        assert read_entity(entity_values(entity), everything) == entity
