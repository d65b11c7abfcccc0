"""Mapping files as people see them: as a form, as a first draft, and what first comes in by one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ogpkit_commitments
from ogpkit.api import Place, Plugins
from ogpkit.api.testing import WorkspaceBuilder
from ogpkit.exchange.sheet_mapping_files import (
    UnreadableEntry,
    draft_mapping,
    format_entries,
    list_description_fields,
    list_first_records,
    read_entries,
    write_mapping,
)
from ogpkit.schema.fields import Sort, fields_of
from ogpkit.schema.sheet_levels import SheetDescription
from ogpkit.workspace.toml import parse_toml
from ogpkit_commitments.exchange import PLAN_SHEET

CYCLE = 'edition = "roadmap-2011"\nstart = 2012-04-01\nend = 2014-03-31\n'
PLACE = Place(country="CA", cycle="2012-2014")
SHEET = b"""\
Code;Titel;Wann;Bemerkung;;
C1;Wasser;31.12.2012;"gut # so";;x
C2;Luft;30.6.2013;schlecht;;
"""
VALUES = {
    "commitment": {"key": "Code", "fields": {"title.en": "Titel"}},
    "milestone": {"key": "Titel", "fields": {"title.en": "Titel", "due": "Wann"}},
    "ignore": ["Bemerkung", "F"],
}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    plugins = Plugins.of({"commitments": ogpkit_commitments})
    builder = WorkspaceBuilder(tmp_path_factory.mktemp("canada"), plugins)
    builder.file("countries/CA/country.toml", 'name = "Canada"\n')
    return builder.file("countries/CA/cycles/2012-2014/cycle.toml", CYCLE).workspace


@pytest.fixture(scope="module")
def reading(workspace):
    return PLAN_SHEET.importer.read_columns(SHEET, workspace, PLACE, None)


def test_the_form_has_every_field_of_the_declaration_but_ignored_columns():
    fields = list_description_fields(["encoding"])
    assert {one.key for one in fields} == {one.key for one in fields_of(SheetDescription)} - {"ignore"}
    assert fields[0].key == "encoding"
    assert not any(one.shape.sort is Sort.MAPPING for one in fields)


@pytest.mark.parametrize(
    ("key", "table", "lines"),
    [
        ("words", {"In Progress": "limited"}, ["In Progress = limited"]),
        ("months", {"fall": 11, "été": 8}, ["fall = 11", "été = 8"]),
        ("only", {"Country": ["Kenya", "Ghana"]}, ["Country = Kenya; Ghana"]),
        (
            "values",
            {"Status": {"On track": "substantial", "NR": ""}},
            ["Status = On track = substantial", "Status = NR = "],
        ),
    ],
)
def test_a_table_is_written_in_lines_and_read_from_them(key, table, lines):
    assert format_entries(table) == lines
    assert read_entries(key, lines) == table


@pytest.mark.parametrize(("key", "line"), [("words", "limited"), ("words", " = x"), ("months", "fall = soon")])
def test_a_line_that_is_no_entry_is_refused_with_what_to_write(key, line):
    with pytest.raises(UnreadableEntry, match="Write"):
        read_entries(key, [line])


_WORD = st.text(st.characters(categories=["L", "N", "P"], exclude_characters="=;"), min_size=1, max_size=8)


@given(st.dictionaries(_WORD, st.dictionaries(_WORD, _WORD, min_size=1), min_size=1))
def test_a_table_of_words_survives_the_form(table):
    assert read_entries("values", format_entries(table)) == table


def test_a_mapping_is_written_as_a_file_that_says_the_same():
    values = {**VALUES, "values": {"Wann": {"bald": ""}}, "title": 'A "plan"'}
    assert parse_toml(write_mapping(values)) == values


def test_a_draft_has_a_line_for_every_column(reading):
    draft = draft_mapping(reading, {})
    for heading in ("Code", "Titel", "Wann", "Bemerkung"):
        assert f'# ? = "{heading}"  # ' in draft
    assert '# ? = "Bemerkung"  # gut # so; schlecht' in draft
    assert '# ignore = ["F"]' in draft
    assert '#   "title.en": Title (en)' in draft


def test_a_draft_that_somebody_goes_on_with_is_a_mapping(reading, workspace):
    draft = draft_mapping(reading, {})
    draft = draft.replace("# key = ?", 'key = "Code"').replace('# ? = "Titel"', '"title.en" = "Titel"')
    draft = draft.replace('# ? = "Wann"', '# "Wann"').replace('# ignore = ["F"]', 'ignore = ["F", "Bemerkung", "Wann"]')
    found = PLAN_SHEET.read(SHEET, workspace, PLACE, draft.encode())
    assert found.not_understood == ()
    assert [path.rpartition("/")[2] for path in found.files] == ["c1.toml", "c2.toml"]


def test_what_is_known_stands_in_a_draft_and_is_no_comment(reading):
    draft = draft_mapping(reading, VALUES)
    assert parse_toml(draft.encode()) == VALUES
    assert "# ? =" not in draft


def test_nothing_in_a_draft_acts_on_a_terminal(workspace):
    sheet = "Co\u202ede;Titel\nC1\u202e;a\n".encode()
    reading = PLAN_SHEET.importer.read_columns(sheet, workspace, PLACE, None)
    values = {"commitment": {"key": "Co\u202ede"}}
    draft = draft_mapping(reading, values)
    assert "\u202e" not in draft
    assert parse_toml(draft.encode())["commitment"]["key"] == "Co\u202ede"


def test_what_first_comes_in_is_shown_by_the_names_of_its_fields(reading, workspace):
    found = PLAN_SHEET.read(SHEET, workspace, PLACE, write_mapping(VALUES))
    lines = list(list_first_records(found, reading, 1))
    assert lines[0] == "countries/CA/cycles/2012-2014/commitments/c1.toml"
    assert lines[1:] == [
        "  Title (en): Wasser",
        "  • Identifier: wasser",
        "    Title (en): Wasser",
        "    Due: 2012-12-31",
    ]
