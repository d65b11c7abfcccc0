"""Tables: one value, three forms, in none of which a cell can act."""

from __future__ import annotations

import csv
import json
from datetime import date
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.text.i18n import use_language
from ogpkit.text.inline import LangText
from ogpkit.text.phrase import Phrase, phrase_parts, say_days, write_day
from ogpkit.text.tables import Table, table_csv, table_json, table_text

SCORES = Table(
    ("country", "points", "eligible", "on"),
    [("Kenya", 13, True, date(2011, 9, 20)), ("Georgia, the country", 8.5, False, None)],
    ("Country", "Points", "Eligible", "Day"),
)


def test_a_table_as_aligned_columns_where_there_is_no_terminal():
    assert table_text(SCORES, terminal=False).splitlines() == [
        "Country               Points  Eligible  Day",
        "Kenya                     13  yes       2011-09-20",
        "Georgia, the country     8.5  no",
    ]


def test_a_table_in_a_terminal_stays_within_its_width_and_loses_no_letter():
    text = table_text(SCORES, terminal=True, width=40)
    assert max(len(line) for line in text.splitlines()) <= 40
    assert all(word in text for word in ("Kenya", "Georgia,", "country", "13", "8.5"))


def test_letters_that_are_two_columns_wide_keep_the_columns_straight():
    lines = table_text(Table(("name", "x"), [("日本", "a"), ("Peru", "b")]), terminal=False).splitlines()
    assert lines == ["name  x", "日本  a", "Peru  b"]


def test_a_table_without_rows_has_its_heads():
    assert table_text(Table(("a", "b"), []), terminal=False) == "a  b"
    assert table_csv(Table(("a", "b"), [])) == "a,b\n"
    assert table_json(Table(("a", "b"), [])) == "[]\n"


def test_a_table_for_sheets():
    assert table_csv(SCORES).splitlines() == [
        "country,points,eligible,on",
        "Kenya,13,true,2011-09-20",
        '"Georgia, the country",8.5,false,',
    ]


def test_a_table_for_programs_keeps_numbers_numbers():
    assert json.loads(table_json(SCORES)) == [
        {"country": "Kenya", "points": 13, "eligible": True, "on": "2011-09-20"},
        {"country": "Georgia, the country", "points": 8.5, "eligible": False, "on": None},
    ]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1+cmd",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "＝1+1",
        '=HYPERLINK("x")',
        "--1",
        "+",
        "-1;2",
    ],
)
def test_no_text_becomes_a_formula(text):
    [[cell]] = list(csv.reader(StringIO(table_csv(Table(("a",), [(text,)]))), strict=True))[1:]
    assert cell.startswith("'")


@pytest.mark.parametrize("cell", [-5, -2.5, "-5", "+3", "-2.5", "-2,5", "12", "x=1"])
def test_numbers_and_other_texts_stay_as_they_are(cell):
    assert table_csv(Table(("a",), [(cell,)])).splitlines()[1].strip('"') == str(cell)


def test_a_head_cannot_be_a_formula_either():
    assert table_csv(Table(("=a",), [])) == "'=a\n"


CELLS = st.text() | st.integers() | st.booleans() | st.none() | st.dates() | st.floats(allow_nan=False)
TABLES = st.integers(1, 3).flatmap(
    lambda width: st.builds(
        Table,
        st.lists(st.text(), min_size=width, max_size=width, unique=True),
        st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=3),
    )
)
ACTING = {chr(code) for code in [*range(9), *range(0x0B, 0x20), *range(0x7F, 0xA0), 0x202E, 0x2066, 0x2028]}


@given(TABLES, st.booleans())
def test_nothing_in_a_cell_acts_in_a_terminal(table, terminal):
    for text in (table_text(table, terminal=terminal, width=60), table_csv(table), table_json(table)):
        assert not ACTING & set(text)


@given(TABLES)
def test_a_line_stays_a_line_and_the_json_says_what_the_cells_say(table):
    assert len(table_text(table, terminal=False).split("\n")) == len(table.rows) + 1
    read = json.loads(table_json(table))
    for record, row in zip(read, table.rows, strict=True):
        assert [cell for cell in record.values() if isinstance(cell, str)] == [
            cell.isoformat() if isinstance(cell, date) else cell for cell in row if isinstance(cell, str | date)
        ]


@given(TABLES)
def test_the_sheet_has_every_row_and_no_formula(table):
    rows = list(csv.reader(StringIO(table_csv(table)), strict=True))
    assert len(rows) in (len(table.rows) + 1, len(table.rows))
    for read, row in zip(rows[1:], table.rows, strict=False):
        for cell, value in zip(read, row, strict=False):
            if isinstance(value, str):
                assert not cell.lstrip().startswith(("=", "@", "\t"))


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("It was published on 2013-05-20.", "It was published on May 20, 2013."),
        ("Open from 2012-01-01 to 2012-02-01, 32 days.", "Open from January 1, 2012 to February 1, 2012, 32 days."),
        ("“2012-04-01” is not a day of `2012-04-01`, nor of « 2012-04-01 ».",) * 2,
        ("The file countries/KE/eligibility/2011-11-28.toml is missing.",) * 2,
        ("The draft 2012-04-01-final has changed; 2012-13-45 is not a day.",) * 2,
    ],
)
def test_days_in_a_sentence_are_written_out_and_what_it_quotes_is_not(said, shown):
    assert say_days(said, "en") == shown


def test_days_are_written_in_the_language_in_use():
    with use_language("fr"):
        assert write_day(date(2012, 4, 1)) == "1 avril 2012"
    with use_language("sw"):  # ogpkit's own words are English there
        assert write_day(date(2012, 4, 1)) == "April 1, 2012"


def test_a_text_from_a_file_keeps_its_language_and_its_days():
    said = say_days(Phrase(["Since 2012-04-01: ", LangText("2012-04-01 ფორუმი", "ka")]), "en")
    assert tuple(phrase_parts(said)) == ("Since April 1, 2012: ", LangText("2012-04-01 ფორუმი", "ka"))
