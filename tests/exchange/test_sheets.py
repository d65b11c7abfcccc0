"""Sheets as people have them: where the headings stand, which rows count, and that every cell has a fate."""

from __future__ import annotations

from io import BytesIO

import pytest
import xlsxwriter

from ogpkit.exchange.sheet_lines import NoSheet
from ogpkit.exchange.sheets import read_sheet
from ogpkit.schema.sheet_levels import Delimiter, HiddenCells, LevelMapping, SheetExplanation

FIELDS = {"title.en": "Title", "lead": "Lead"}


def describe(**said):
    level = LevelMapping(key="Code", fields=said.pop("fields", FIELDS))
    return SheetExplanation(levels=(("commitment", level),), **said)


def book(*sheets, change=lambda _book, _sheet: None):
    """A workbook of sheets, each a name and its rows."""
    out = BytesIO()
    with xlsxwriter.Workbook(out) as made:
        for name, rows in sheets:
            sheet = made.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, ["" if cell is None else cell for cell in row])
            change(made, sheet)
    return out.getvalue()


def rows(sheet):
    return {number: tuple(row.values()) for number, row in sheet.rows}


HEADINGS = ("Code", "Title", "Lead")
FIRST = ("C1", "Open budget", "Treasury")
SECOND = ("C2", "Open data", "ICT")


def test_the_headings_of_a_mapping_are_found_on_another_sheet():
    sheet = read_sheet(book(("Read me", [("How to fill this in",)]), ("Plan", [HEADINGS, FIRST])), describe())
    assert rows(sheet) == {2: FIRST}
    assert sheet.notes == ("ogpkit reads the sheet “Plan”, but not these sheets: Read me.",)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_headings_of_a_mapping_are_found_below_titles(form):
    lines = [("National action plan, 2012",), ("Updated, June",), (), HEADINGS, FIRST]
    text = "\n".join(";".join(line) for line in lines)
    sheet = read_sheet(text.encode() if form == "csv" else book(("Plan", lines)), describe())
    assert rows(sheet) == {5: FIRST}
    assert "The headings are in row 4. The rows above are not imported." in sheet.notes


def test_a_row_that_has_most_of_the_headings_is_taken_for_them():
    sheet = read_sheet(b"Plan\nCode,Title,Ministry\nC1,Open budget,Treasury\n", describe())
    assert sheet.headings == ("Code", "Title", "Ministry")


def test_several_rows_make_the_headings_and_a_merged_cell_counts_for_all():
    def merge(made, sheet):
        sheet.merge_range("B1:C1", "Commitment", made.add_format())
        sheet.merge_range("A1:A2", "Code", made.add_format())

    data = book(("Plan", [(), (None, "Title", "Lead"), FIRST]), change=merge)
    fields = {"title.en": "Commitment Title", "lead": "Commitment Lead"}
    sheet = read_sheet(data, describe(heading_rows=2, fields=fields))
    assert sheet.headings == ("Code", "Commitment Title", "Commitment Lead")
    assert rows(sheet) == {3: FIRST}


def test_line_breaks_in_headings_are_for_the_eye_alone():
    data = b'Code,"Title","Lead\nministry"\nC1,Open budget,Treasury\n'
    sheet = read_sheet(data, describe(fields={"title.en": "Title", "lead": "Lead ministry"}))
    assert sheet.headings[2] == "Lead ministry"


def test_rows_below_the_last_one_are_left_out():
    sheet = read_sheet(
        b"Code,Title,Lead\nC1,Open budget,Treasury\n\nTotal,1,\nSource: a ministry\n", describe(last_row=3)
    )
    assert rows(sheet) == {2: FIRST}
    assert sheet.left_out == 3
    assert sheet.notes == ("Rows left out after the last row: 4–5.",)


def test_rows_are_chosen_by_what_stands_in_a_column():
    data = (
        b"Country,Code,Title,Status\nKenya,C1,Open budget,Active\nGhana,C1,Other,Active\n"
        b" KENYA ,C2,Open data,Withdrawn\nTotal rows,3,,\n"
    )
    said = {"only": {"Country": ("Kenya", "Total*")}, "leave_out": {"Status": ("Withdrawn",), "Country": ("total*",)}}
    sheet = read_sheet(data, describe(fields={"title.en": "Title"}, **said))
    assert [number for number, _row in sheet.rows] == [2]
    assert sheet.left_out == 10
    assert set(sheet.notes) == {
        "Rows left out by “Country” (2): 3, 5.",
        "Rows left out by “Status” (1): 4.",
    }


def test_the_first_row_of_a_block_counts_for_the_rows_below_it():
    data = b"Code,Title,Lead\nC1,Open budget,A\n,,B\n,Total,9\nC2,,C\n,Open data,D\n,,E\n"
    said = describe(fill_down=("Code", "Title"), leave_out={"Title": ("Total",)})
    assert rows(read_sheet(data, said)) == {
        2: ("C1", "Open budget", "A"),
        3: ("C1", "Open budget", "B"),
        5: ("C2", None, "C"),
        6: ("C2", "Open data", "D"),
        7: ("C2", "Open data", "E"),
    }


def hide(_made, sheet):
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.set_column(2, 2, None, None, {"hidden": True})


@pytest.mark.parametrize(
    ("hidden", "expected", "note"),
    [
        (None, {2: FIRST, 3: SECOND}, "Hidden rows, imported: 3."),
        (HiddenCells.TAKE, {2: FIRST, 3: SECOND}, "Hidden columns, imported: Lead."),
        (HiddenCells.LEAVE_OUT, {2: FIRST[:2]}, "Hidden rows, left out: 3."),
    ],
)
def test_hidden_rows_and_columns_are_said(hidden, expected, note):
    data = book(("Plan", [HEADINGS, FIRST, SECOND]), change=hide)
    sheet = read_sheet(data, describe(fields={"title.en": "Title"}, hidden=hidden))
    assert {number: tuple(row.values()) for number, row in sheet.rows} == expected
    assert note in sheet.notes
    assert sheet.left_out == (4 if hidden is HiddenCells.LEAVE_OUT else 0)


def test_a_hidden_sheet_is_not_taken_for_the_first_one():
    data = book(("Lists", [("a",)]), ("Plan", [HEADINGS, FIRST]), change=lambda _made, sheet: hide_sheet(sheet))
    assert read_sheet(data).headings == HEADINGS


def hide_sheet(sheet):
    if sheet.get_name() == "Lists":
        sheet.hide()
    else:
        sheet.activate()
        sheet.set_first_sheet()


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_what_separates_cells_is_found_or_said(separator):
    lines = [separator.join(("Code", '"Title, a; b | c"', "Lead")), separator.join(("C1", "x", "y"))]
    data = "\n".join(lines).encode()
    for said in (describe(), describe(delimiter=Delimiter(separator))):
        assert read_sheet(data, said).headings == ("Code", "Title, a; b | c", "Lead")
    named = f"sep={separator}\r\n".encode() + data
    assert [number for number, _row in read_sheet(named, describe()).rows] == [2]


def test_rows_are_counted_as_spreadsheet_programs_do():
    data = b'sep=;\nCode;Title;Lead\n"C1";"Open\nbudget";Treasury\n\n\nC2;"a\r\n\r\nb";ICT\n'
    assert [number for number, _row in read_sheet(data, describe()).rows] == [2, 5]


def test_every_cell_under_no_heading_is_named():
    sheet = read_sheet(b"Code,,Lead\nC1,a,b,c\nC2,d,,e,f\n")
    found = [(one.row, one.column) for one in sheet.problems]
    assert sorted(found) == [(2, "B"), (2, "D"), (3, "B"), (3, "D"), (3, "E")]


def test_of_many_cells_under_no_heading_the_last_are_named_together():
    sheet = read_sheet(b"Code,\n" + b"a,b\n" * 150)
    assert len(sheet.problems) == 101
    assert sheet.problems[-1].message == "The same is true of these rows: 102–151."


def test_the_second_of_two_headings_can_be_named_in_a_mapping():
    said = describe(fields={"title.en": "Title", "lead": "Title (2)"})
    assert rows(read_sheet(b"Code,Title,Title\nC1,a,b\n", said)) == {2: ("C1", "a", "b")}
    with pytest.raises(NoSheet, match="Two columns"):
        read_sheet(b"Code,Title,Title\nC1,a,b\n")


def test_cells_without_a_value_are_named_wherever_they_stand():
    def fail(_made, sheet):
        for place in ("B2", "C2", "B3", "E9"):
            sheet.write_formula(place, "=1/0", None, "#DIV/0!")

    sheet = read_sheet(book(("Plan", [HEADINGS, ("C1",), ("C2",)]), change=fail))
    assert sorted(sheet.faults) == [(2, "Lead"), (2, "Title"), (3, "Title"), (9, "E")]


def test_a_text_that_fills_its_cell_may_have_been_cut_off():
    sheet = read_sheet(book(("Plan", [HEADINGS, ("C1", "a" * 32_767, "\N{BAR CHART}" * 16_000)])))
    assert list(sheet.faults) == [(2, "Title")]


def test_a_mapping_says_the_encoding():
    data = "Code;Title;Lead\nC1;Відкритий бюджет;Міністерство\n".encode("cp1251")
    with pytest.raises(NoSheet, match="windows-1251 gives “C1;Відкритий"):
        read_sheet(data, describe())
    assert rows(read_sheet(data, describe(encoding="windows-1251")))[2][1] == "Відкритий бюджет"
