"""What the columns of somebody's sheet become: what comes into question, what is recognized, what a person says of it."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ogpkit_commitments
from ogpkit.api import Place, Plugins
from ogpkit.api.output import xlsx_bytes
from ogpkit.api.testing import WorkspaceBuilder
from ogpkit.api.text import Table
from ogpkit.exchange.sheet_matching import (
    MatchCount,
    count_matches,
    find_meanings,
    leave_column_out,
    match_column,
)
from ogpkit_commitments.exchange import PLAN_SHEET

CYCLE = 'edition = "roadmap-2011"\nstart = 2012-04-01\nend = 2014-03-31\n'
PLACE = Place(country="CA", cycle="2012-2014")

FRENCH = """\
Plan d'action 2012-2014;;;;;;;
Réf.;Engagement;Ministère;Jalon;Échéance;Transparence ?;Remarques;
E1;Publier les recettes;Mines;Carte;31/12/2012;oui;rien;à revoir
E1;Publier les recettes;Mines;Toutes les régions;31/03/2013;oui;;
E2;Ouvrir le budget;Trésor;Budget en ligne;30/06/2012;non;à voir;
"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    plugins = Plugins.of({"commitments": ogpkit_commitments})
    builder = WorkspaceBuilder(tmp_path_factory.mktemp("canada"), plugins)
    builder.file("countries/CA/country.toml", 'name = "Canada"\nlanguages = ["fr"]\n')
    return builder.file("countries/CA/cycles/2012-2014/cycle.toml", CYCLE).workspace


@pytest.fixture(scope="module")
def read(workspace):
    def read(data, said=None):
        return PLAN_SHEET.importer.read_columns(data, workspace, PLACE, said)

    return read


@pytest.fixture(scope="module")
def meanings(read):
    """What the columns of the French sheet can become, by name."""
    return {one.name: one for one in read(FRENCH.encode()).meanings}


def test_each_column_has_its_heading_and_what_its_first_cells_say(read):
    reading = read(FRENCH.encode())
    assert [one.heading for one in reading.columns][:3] == ["Réf.", "Engagement", "Ministère"]
    assert reading.columns[0].samples == ("E1", "E2")
    assert reading.columns[3].samples == ("Carte", "Toutes les régions", "Budget en ligne")


def test_the_headings_are_found_below_a_title(read):
    assert read(FRENCH.encode()).suggested == {"heading_row": 2}


def test_a_column_without_a_heading_is_there_by_its_letter(read):
    last = read(FRENCH.encode()).columns[-1]
    assert (last.heading, last.is_headed) == ("H", False)
    assert "these rows have content: 3" in last.samples[0]


def test_what_ogpkit_recognizes_is_filled_in(read):
    sheet = b"commitment.id,Baseline (fr),Weather,milestone.id,milestone.due\nc1,Eau,fine,m1,2012-12-31\n"
    suggested = read(sheet).suggested
    assert suggested["commitment"] == {"key": "commitment.id", "fields": {"baseline.fr": "Baseline (fr)"}}
    assert suggested["milestone"] == {"key": "milestone.id", "fields": {"due": "milestone.due"}}


def test_the_fields_of_all_levels_have_the_languages_of_the_country(meanings):
    assert meanings["commitment.title.fr"].label == "Commitments: Title (fr)"
    assert meanings["milestone.key"].label == "Milestones: Identifier"
    assert meanings["commitment.principles=transparency"].title == "Principles: Transparency, yes or no"


def test_two_columns_may_have_the_same_heading(read):
    assert [one.heading for one in read(b"Code,Note,Note\n1,a,b\n").columns] == ["Code", "Note", "Note (2)"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "This sheet is empty."),
        (b"PK\x03\x04 no workbook", "ogpkit cannot read this workbook"),
        (b"\xd0\xcf\x11\xe0 old or locked", "old format"),
        ("Код;Обязательство\n1;Открыть бюджет\n".encode("cp1251"), "encoding"),
    ],
)
def test_a_wrong_sheet_is_explained_and_has_no_columns(read, data, said):
    reading = read(data)
    assert said in reading.trouble
    assert reading.columns == ()


def test_the_encoding_can_be_said_and_the_cells_are_read_anew(read):
    data = "Код;Обязательство\n1;Открыть бюджет страны\n".encode("cp1251")
    assert "windows-1251" in read(data).choices["encoding"]
    reading = read(data, {"encoding": "windows-1251"})
    assert reading.trouble == ""
    assert [one.heading for one in reading.columns] == ["Код", "Обязательство"]


def test_the_sheets_of_a_workbook_can_be_chosen(read):
    data = xlsx_bytes({"Notes": Table(["Note"], [["x"]]), "Plan": Table(["Code"], [["1"]])})
    assert list(read(data).choices["sheet"]) == ["Notes", "Plan"]
    assert [one.heading for one in read(data, {"sheet": "Plan"}).columns] == ["Code"]


def test_a_value_that_cannot_stand_in_a_mapping_is_explained(read):
    assert "heading_row" in read(FRENCH.encode(), {"heading_row": "second"}).trouble


def test_a_column_becomes_a_field_and_then_another(meanings):
    values = match_column({"heading_row": 2}, "Engagement", meanings["commitment.title.fr"])
    assert values == {"heading_row": 2, "commitment": {"fields": {"title.fr": "Engagement"}}}
    assert find_meanings(values, "Engagement") == ("commitment.title.fr",)
    values = match_column(values, "Engagement", meanings["commitment.key"])
    assert values == {"heading_row": 2, "commitment": {"key": "Engagement"}}


def test_a_text_is_made_of_several_columns_and_of_one_again(meanings):
    values = match_column({}, "What", meanings["commitment.description.fr"])
    values = match_column(values, "How", meanings["commitment.description.fr"])
    assert values == {"commitment": {"joined": {"description.fr": ["What", "How"]}}}
    assert match_column(values, "What", None) == {"commitment": {"fields": {"description.fr": "How"}}}


def test_a_day_is_made_of_one_column_so_the_other_is_open_again(meanings):
    values = match_column({}, "Échéance", meanings["milestone.due"])
    values = match_column(values, "Fin", meanings["milestone.due"])
    assert values == {"milestone": {"fields": {"due": "Fin"}}}
    assert find_meanings(values, "Échéance") == ()


def test_a_column_can_become_a_second_field_too(meanings):
    values = match_column({}, "Jalon", meanings["milestone.key"])
    values = match_column(values, "Jalon", meanings["milestone.title.fr"], is_added=True)
    assert find_meanings(values, "Jalon") == ("milestone.key", "milestone.title.fr")


def test_a_column_of_yes_and_no_stands_for_an_item_of_a_list(meanings):
    values = match_column({}, "Transparence ?", meanings["commitment.principles=transparency"])
    assert values == {"commitment": {"flags": {"principles": {"Transparence ?": "transparency"}}}}
    assert match_column(values, "Transparence ?", None) == {}


def test_how_many_columns_are_matched_left_out_and_open(read, meanings):
    reading = read(FRENCH.encode())
    assert count_matches(reading, {}) == MatchCount(matched=0, left_out=0, open=8)
    values = leave_column_out(match_column({}, "Réf.", meanings["commitment.key"]), "Remarques")
    assert count_matches(reading, values) == MatchCount(matched=1, left_out=1, open=6)
    assert count_matches(reading, {**values, "ignore_others": True}) == MatchCount(matched=1, left_out=7, open=0)


def test_a_column_that_is_left_out_can_be_wanted_again(meanings):
    values = leave_column_out({"ignore": ["Other"]}, "Remarques")
    assert values["ignore"] == ["Other", "Remarques"]
    values = match_column(values, "Remarques", meanings["commitment.lead"])
    assert values == {"ignore": ["Other"], "commitment": {"fields": {"lead": "Remarques"}}}


def test_a_table_that_explains_no_level_is_left_alone():
    values = {"values": {"fields": {"Réf.": "1"}}, "months": {"key": 3}}
    assert find_meanings(values, "Réf.") == ()
    assert match_column(values, "Réf.", None) == values


@given(st.data())
def test_whatever_is_chosen_a_column_becomes_what_was_chosen_last(meanings, data):
    values: dict = {}
    chosen = {}
    for _turn in range(data.draw(st.integers(1, 12))):
        heading = data.draw(st.sampled_from(["A", "B", "C"]))
        meaning = data.draw(st.sampled_from([None, *meanings.values()]))
        before = copy.deepcopy(values)
        values, old = match_column(values, heading, meaning), values
        assert old == before
        chosen[heading] = meaning
        assert find_meanings(values, heading) == ((meaning.name,) if meaning else ())
    for heading, meaning in chosen.items():
        assert set(find_meanings(values, heading)) <= ({meaning.name} if meaning else set())
