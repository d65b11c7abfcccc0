"""Documents as workbooks: one sheet for each sort of table, typed cells, filters, and no formula."""

import re
import zipfile
from datetime import date
from io import BytesIO

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from ogpkit.exchange.sheet_lines import read_lines
from ogpkit.exchange.xlsx import render_xlsx
from ogpkit.schema.sheet_levels import SheetDescription
from ogpkit.text.blocks import Grid, Heading, KeyValues, Paragraph, TextDocument
from ogpkit.text.i18n import use_language
from ogpkit.text.inline import LangText, Share
from ogpkit.text.sanitize import for_xml

PLAN = TextDocument(
    title="Plan",
    subtitle="2012",
    language="en",
    blocks=[
        Heading("Commitments"),
        Heading("Maps", level=2),
        KeyValues([("Lead", "Ministry"), ("End", date(2014, 3, 31))]),
        Heading("Baseline", level=3),
        Paragraph([LangText("نص", "ar")]),
        Grid(("What", "Due", "Done"), [("Two regions", date(2012, 12, 31), Share(62.5))], caption="Milestones"),
        Heading("Budget", level=2),
        KeyValues([("Lead", "Treasury"), ("Open", True)]),
        Grid(("What", "Due", "Done"), [("=1+1", None, 3)], caption="Milestones"),
    ],
)


def sheets(writing):
    book = CalamineWorkbook.from_filelike(BytesIO(render_xlsx(writing)))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def parts(writing):
    with zipfile.ZipFile(BytesIO(render_xlsx(writing))) as package:
        return {name: package.read(name).decode() for name in package.namelist() if name.endswith(".xml")}


def test_tables_with_the_same_headings_share_one_sheet():
    assert sheets(PLAN)["Milestones"] == [
        ["About", "What", "Due", "Done"],
        ["Maps", "Two regions", date(2012, 12, 31), 0.625],
        ["Budget", "=1+1", "", 3.0],
    ]


def test_each_fact_has_a_row():
    assert sheets(PLAN)["Facts"] == [
        ["About", "Field", "Value"],
        ["Maps", "Lead", "Ministry"],
        ["Maps", "End", date(2014, 3, 31)],
        ["Budget", "Lead", "Treasury"],
        ["Budget", "Open", True],
    ]


def test_texts_keep_their_language():
    assert sheets(PLAN)["Text"] == [["About", "Text", "Language"], ["Plan", "2012", "en"], ["Maps", "نص", "ar"]]


def test_every_sheet_can_be_filtered_and_keeps_its_headings_in_sight():
    found = [text for name, text in parts(PLAN).items() if name.startswith("xl/worksheets/")]
    assert len(found) == 3
    assert all("<autoFilter " in text and 'state="frozen"' in text for text in found)


def test_an_arabic_workbook_runs_from_right_to_left(monkeypatch):
    monkeypatch.setattr("ogpkit.text.i18n.has_catalog", lambda language: language == "ar")
    directions = {}
    for language in ("ar", "en"):
        with use_language(language):
            found = parts(attrs.evolve(PLAN, language=language, author="Ministry of Planning"))
        directions[language] = {
            'rightToLeft="1"' in text for name, text in found.items() if name.startswith("xl/worksheets/")
        }
        assert "<dc:creator>Ministry of Planning</dc:creator>" in found["docProps/core.xml"]
    assert directions == {"ar": {True}, "en": {False}}


def test_columns_fit_their_texts_and_are_printed_under_headings():
    grid = Grid(("No", "What"), [(1, "word " * 40)])
    found = parts(TextDocument(title="T", language="en", blocks=[grid]))
    sheet = found["xl/worksheets/sheet2.xml"]
    assert [float(width) // 1 for width in re.findall(r'<col [^>]*width="([\d.]+)"', sheet)] == [10, 48]
    assert "_xlnm.Print_Titles" in found["xl/workbook.xml"]
    assert 'fitToHeight="0"' in sheet


def test_names_of_sheets_can_be_told_apart():
    grids = [
        Grid((f"Column {n}",), [(n,)], caption=caption)
        for n, caption in enumerate(["Text", "TEXT", "a" * 40, "a" * 50, "[]:*?/\\"])
    ]
    names = list(sheets(TextDocument(title="T", language="en", blocks=grids)))
    assert len({name.casefold() for name in names}) == len(names) == 6


@given(st.text(st.characters(exclude_categories=()), max_size=40))
@settings(max_examples=40)
def test_no_text_is_a_formula_or_breaks_the_file(text):
    for start in ("=", "+", "-", "@", "\t=", ""):
        grid = Grid((start + text, "b"), [(start + text, 1)], caption=start + text)
        writing = TextDocument(title=start + text, language="en", blocks=[Heading(start + text), grid])
        assert sheets(writing)
        assert not any("<f>" in part for name, part in parts(writing).items() if name.startswith("xl/worksheets/"))


def test_what_must_not_act_is_text(everything, evil):
    assert any(
        cell.startswith('<script>alert("x")')
        for rows in sheets(everything(evil)).values()
        for row in rows
        for cell in map(str, row)
    )


def test_the_same_document_gives_the_same_bytes():
    assert render_xlsx(PLAN) == render_xlsx(PLAN)


@pytest.mark.parametrize("letter", ["a", "\N{BAR CHART}", "\x07"])
def test_a_text_longer_than_a_cell_goes_on_below(letter):
    text = letter * 70_000
    blocks = [Heading("Texts", level=2), Paragraph([text])]
    writing = TextDocument(title="Plan", subtitle="", language="en", blocks=blocks)
    lines = next(read_lines(render_xlsx(writing), SheetDescription())).lines
    pieces = [str(cells[1]).strip("…") for _number, cells in lines if cells[0] == "Texts"]
    assert len(pieces) > 2
    assert "".join(pieces) == for_xml(text)
