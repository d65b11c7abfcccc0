"""What a new file holds."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from ogpkit.devkit.testing.strategies import entities
from ogpkit.model import Commitment, Country, Cycle, GrandChallenge, Milestone, Translated
from ogpkit.schema.constraints import check_values
from ogpkit.schema.convert import entity_values, read_entity


def test_only_what_differs_from_the_defaults_is_written_in_order():
    commitment = Commitment(
        milestones=(Milestone(id="a", title=Translated("A"), due=date(2012, 12, 31)),),
        title=Translated.of({"es": "Uno", "en": "One"}),
        challenge=GrandChallenge.PUBLIC_RESOURCES,
    )
    data = entity_values(commitment)
    assert data == {
        "title": {"es": "Uno", "en": "One"},
        "challenge": "public-resources",
        "milestones": [{"id": "a", "title": "A", "due": date(2012, 12, 31)}],
    }
    assert list(data) == ["title", "challenge", "milestones"]
    assert type(data["challenge"]) is str


def test_keys_are_those_of_the_file(small, everything):
    assert entity_values(read_entity(small | {"from": "KE"}, everything))["from"] == "KE"


def test_a_required_value_is_always_written(everything):
    assert entity_values(everything(text="", translated=Translated("")))["text"] == ""


def test_a_text_that_no_file_can_say_is_refused(everything):
    with pytest.raises(ValueError, match="either plain or"):
        entity_values(everything(text="a", translated=Translated("a", {"en": "b"})))


@given(data=st.data())
@settings(max_examples=15)  # whole entities, each of dozens of fields
@pytest.mark.parametrize("entity", [Commitment, Cycle, Country])
def test_what_is_written_reads_the_same(entity, data):
    thing = data.draw(entities(entity))
    assert read_entity(entity_values(thing), entity) == thing
    assert check_values(thing) == ()


@given(data=st.data())
def test_every_sort_of_field_survives_a_real_file(data, everything):
    thing = data.draw(entities(everything))
    assert read_entity(tomllib.loads(tomli_w.dumps(entity_values(thing))), everything) == thing
    assert check_values(thing) == ()
