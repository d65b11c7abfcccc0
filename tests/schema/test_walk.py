"""One way through a declared class: every field, every value, every text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated

import attrs

from ogpkit.model import Commitment, Indicator, Milestone, Reflection, Translated
from ogpkit.model.annotations import Reference, WebAddress
from ogpkit.schema.fields import Sort
from ogpkit.schema.walk import find_value, walk_fields, walk_prose, walk_texts, walk_values

ENGLISH_AND_ARABIC = Translated.of({"en": "Open contracts", "ar": "عقود مفتوحة"})


@attrs.frozen(kw_only=True)
class Visit:
    """A visit.

    Attributes:
        title: What it was about.
        place: Where.
        case: The case.
        url: Where to read of it.
        notes: What was said, by town.
        days: The days.
    """

    title: Translated
    place: str = ""
    case: Annotated[str, Reference("case")] = ""
    url: WebAddress | None = None
    notes: Mapping[str, str] = attrs.field(factory=dict)
    days: tuple[date, ...] = ()


def make_commitment():
    indicator = Indicator(id="i1", title=Translated.of("수질 자료"))
    milestone = Milestone(
        id="m1", title=ENGLISH_AND_ARABIC, evidence=("https://example.org/a",), indicators=(indicator,)
    )
    return Commitment(
        title=Translated.of("ღია მონაცემები"),
        lead="Ministère de l’Eau",
        reflects=Reflection(transparency=Translated.of({"fr": "Les contrats"})),
        milestones=(milestone,),
    )


def test_fields_come_with_the_keys_that_lead_to_them():
    keys = [".".join(path) for path, _field in walk_fields(Commitment)]
    assert keys[0] == "title"
    assert "reflects.open_data" in keys
    assert keys.index("milestones") < keys.index("milestones.indicators") < keys.index("milestones.indicators.due")


def test_every_text_in_several_languages_is_found_wherever_it_stands():
    assert dict(walk_texts(make_commitment())) == {
        ("title",): Translated.of("ღია მონაცემები"),
        ("reflects", "transparency"): Translated.of({"fr": "Les contrats"}),
        ("milestones", 0, "title"): ENGLISH_AND_ARABIC,
        ("milestones", 0, "indicators", 0, "title"): Translated.of("수질 자료"),
    }


def test_what_people_read_is_given_language_by_language_without_addresses():
    found = dict(walk_prose(make_commitment()))
    assert found[("milestones", 0, "title", "ar")] == "عقود مفتوحة"
    assert found[("lead",)] == "Ministère de l’Eau"
    assert ("milestones", 0, "id") not in found
    assert not any("https" in text for text in found.values())


def test_names_of_documents_are_no_prose_and_entries_of_a_mapping_are():
    visit = Visit(title=Translated.of("x"), case="001", url="https://example.org", notes={"Kisumu": "مرحبا"})
    assert dict(walk_prose(visit)) == {("title",): "x", ("notes", "Kisumu"): "مرحبا"}


def test_values_of_one_shape_alone_are_visited():
    visit = Visit(title=Translated.of("x"), days=(date(2024, 2, 29), date(2024, 3, 1)))
    found = [(path, value) for path, value, _shape in walk_values(visit, is_day)]
    assert found == [(("days", 0), date(2024, 2, 29)), (("days", 1), date(2024, 3, 1))]


def is_day(shape):
    return shape.sort is Sort.DATE


def test_a_value_is_found_again_at_its_key_path():
    commitment = make_commitment()
    for path, value in walk_texts(commitment):
        assert find_value(commitment, path) == value
    assert find_value(commitment, ("milestones", 1, "title")) is None
    assert find_value(commitment, ("lead", "en")) is None
