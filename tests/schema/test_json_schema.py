"""JSON Schemas accept what ogpkit accepts, and tell editors the rest."""

from __future__ import annotations

import tomllib
from typing import Annotated

import attrs
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.devkit.testing.strategies import entities
from ogpkit.model import Bounds, Commitment, Country, Cycle, Translated
from ogpkit.schema.constraints import check_values
from ogpkit.schema.convert import entity_values, read_entity
from ogpkit.schema.fields import UnsupportedField
from ogpkit.schema.json_schema import json_schema, json_value

DRAFTS = {"2020-12": jsonschema.Draft202012Validator, "draft-07": jsonschema.Draft7Validator}

COUNTRY = """
name.en = "Country X"
name.es = "País X"
languages = ["es"]
joined = 2011-09-20

[contact]
institution = "Office of the President"
email = "ogp@example.org"
"""

CYCLE = """
edition = "roadmap-2011"
start = 2012-04-01
end = 2013-03-31
challenges = ["public-resources"]

[[efforts]]
challenge = "public-resources"
summary.en = "EITI member since 2008."
url = "https://example.org/eiti"

[plan]
url.en = "https://example.org/plan-en.pdf"

[declaration]
endorsed = 2012-04-17

[[history]]
stage = "consultation"
on = 2011-12-01
"""

COMMITMENT = """
title.en = "Publish mining revenues"
challenge = "public-resources"
principles = ["transparency"]

[[milestones]]
id = "portal"
title.en = "Map online"
due = 2012-12-31
evidence = ["https://example.org/map"]
"""

FILES = [(Country, COUNTRY), (Cycle, CYCLE), (Commitment, COMMITMENT)]


@attrs.frozen
class Canada:
    """What Canada asks of a commitment.

    Attributes:
        score: How far it reaches.
    """

    score: Annotated[int, Bounds(0, 5)] = 0


def validator(entity, draft="2020-12", **options):
    return DRAFTS[draft](json_schema(entity, title="A file", draft=draft, **options))


def accepts(schema, text):
    return schema.is_valid(json_value(tomllib.loads(text)))


@pytest.mark.parametrize("draft", DRAFTS)
@pytest.mark.parametrize("entity", [Country, Cycle, Commitment])
def test_a_schema_is_one_by_its_own_draft(entity, draft):
    schema = json_schema(entity, title="A file", draft=draft, extensions={("canada",): Canada})
    DRAFTS[draft].check_schema(schema)
    assert schema["$schema"] == DRAFTS[draft].META_SCHEMA["$schema"]


@pytest.mark.parametrize("draft", DRAFTS)
@pytest.mark.parametrize(("entity", "text"), FILES)
def test_good_files_are_accepted(entity, text, draft):
    validator(entity, draft).validate(json_value(tomllib.loads(text)))


@pytest.mark.parametrize("draft", DRAFTS)
@pytest.mark.parametrize(
    ("entity", "text"),
    [
        (Country, 'languages = ["es"]'),
        (Country, 'name = "X"\nlanguages = "es"'),
        (Country, 'name = "X"\nlanguages = ["Spanish"]'),
        (Country, 'name = "X"\nnmae = "Y"'),
        (Country, 'name = "X"\nlevel = "regional"'),
        (Country, "name = 3"),
        (Country, "name = {}"),
        (Country, 'name.english = "X"'),
        (Country, 'name = "X"\ncontact.phone = "1"'),
        (Country, 'name = "X"\ncontact.email = "nobody"'),
        (Commitment, 'title = "X"\n[[milestones]]\ntitle = "no id"'),
        (Commitment, 'title = "X"\n[[milestones]]\nid = "a b"\ntitle = "X"'),
        (Commitment, 'title = "X"\n[[milestones]]\nid = "a"\ntitle = "X"\nevidence = ["javascript:x"]'),
        (Cycle, CYCLE.replace("2012-04-01", "true")),
        (Cycle, CYCLE.replace("https://example.org/plan-en.pdf", "plan.pdf")),
    ],
)
def test_wrong_files_are_not(entity, text, draft):
    assert not accepts(validator(entity, draft), text)


@given(data=st.data())
@pytest.mark.parametrize("draft", DRAFTS)
@pytest.mark.parametrize("entity", [Country, Cycle, Commitment])
def test_what_reading_and_checking_accept_the_schema_accepts(entity, draft, data):
    file = entity_values(data.draw(entities(entity)))
    assert check_values(read_entity(file, entity)) == ()
    validator(entity, draft).validate(json_value(file))


def test_editors_get_labels_help_choices_and_defaults():
    schema = json_schema(Commitment, title="A commitment")
    assert schema["title"] == "A commitment"
    assert "commitment of a country's action plan" in schema["description"].casefold()
    assert schema["required"] == ["title"]
    assert schema["properties"]["level"] == {
        "title": "Level",
        "description": "Where it takes effect (Roadmap VII). Leave it out if it is not known.",
        "type": "string",
        "enum": ["national", "subnational", "local"],
        "x-taplo": {"docs": {"enumValues": ["National", "Sub-national", "Local"]}},
    }
    assert schema["properties"]["start"]["format"] == "date"


TABLES_OF_CYCLE = {"CycleRules", "Effort", "Plan", "Refresh", "Declaration", "Step"}


def test_nested_tables_stand_where_the_draft_wants_them():
    assert set(json_schema(Cycle, title="A cycle")["$defs"]) == TABLES_OF_CYCLE
    assert set(json_schema(Cycle, title="A cycle", draft="draft-07")["definitions"]) == TABLES_OF_CYCLE


def test_tables_that_others_add_are_accepted_where_they_belong_and_checked():
    schema = validator(Commitment, extensions={("canada",): Canada, ("milestones", "canada"): Canada})
    assert accepts(schema, COMMITMENT)
    assert accepts(schema, COMMITMENT + "canada.score = 5")
    assert not accepts(schema, COMMITMENT + "canada.score = 6")
    assert not accepts(schema, "canada.score = 6\n" + COMMITMENT)
    assert accepts(schema, "canada.score = 0\n" + COMMITMENT)
    assert not accepts(validator(Commitment, extensions={("canada",): Canada}), COMMITMENT + "canada.score = 5")


@pytest.mark.parametrize("path", [(), ("title",), ("nowhere", "canada"), ("title", "canada"), ("milestones", "id")])
def test_a_table_without_a_place_is_refused(path):
    with pytest.raises(UnsupportedField, match="no place"):
        json_schema(Commitment, title="A commitment", extensions={path: Canada})


def nested(summary, **fields):
    cls = type("Part", (), {"__annotations__": fields, "__doc__": summary})
    return attrs.frozen(cls)


def test_two_classes_of_one_name_do_not_get_mixed_up():
    first, second = nested("First.", a=str), nested("Second.", b=int)
    both = attrs.frozen(type("Both", (), {"__annotations__": {"x": first, "y": second, "z": tuple[first, ...]}}))
    schema = validator(both)
    assert set(schema.schema["$defs"]) == {"Part", "Part2"}
    assert schema.is_valid({"x": {"a": "1"}, "y": {"b": 1}, "z": [{"a": "2"}]})
    assert not schema.is_valid({"x": {"b": 1}, "y": {"b": 1}, "z": []})


def test_bounds_are_limits():
    schema = json_schema(Canada, title="Canada")
    assert schema["properties"]["score"] == {
        "title": "Score",
        "description": "How far it reaches.",
        "default": 0,
        "type": "integer",
        "minimum": 0,
        "maximum": 5,
    }


def test_a_translated_text_is_a_text_or_one_text_a_language():
    schema = validator(attrs.frozen(type("Titled", (), {"__annotations__": {"title": Translated}})))
    assert schema.is_valid({"title": "One"})
    assert schema.is_valid({"title": {"en": "One", "zh-Hant": "一"}})
    assert not schema.is_valid({"title": {"en": 1}})
