"""Sheets of LibreOffice in its own form: what they say, what is hidden or merged in them, and what has no value."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from datetime import date
from io import BytesIO

import pytest
import xlsxwriter

from ogpkit.exchange.sheet_lines import NoSheet, list_sheet_names
from ogpkit.exchange.sheets import read_sheet
from ogpkit.schema.sheet_levels import HiddenCells, SheetDescription

STYLES = '<style:style style:name="away"><style:table-properties table:display="false"/></style:style>'


def ods(*tables, kind="spreadsheet"):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}", zipfile.ZIP_STORED)
        archive.writestr("content.xml", f"<office:document-content>{STYLES}{''.join(tables)}</office:document-content>")
    return out.getvalue()


def table(*rows, name="Plan", more=""):
    return f'<table:table table:name="{name}" {more}>{"".join(rows)}</table:table>'


def row(*cells, more=""):
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def text(*lines, more=""):
    said = "".join(f"<text:p>{line}</text:p>" for line in lines)
    return f'<table:table-cell office:value-type="string" {more}>{said}</table:table-cell>'


HEADS = row(text("Code"), text("Title"), text("Due"), text("Share"))
END = row(more='table:number-rows-repeated="1048570"')


def value(sort, said, shown=""):
    place = "value" if sort in ("float", "percentage", "currency") else f"{sort}-value"
    return f'<table:table-cell office:value-type="{sort}" office:{place}="{said}"><text:p>{shown}</text:p></table:table-cell>'


def test_values_come_as_values_and_texts_as_texts():
    first = row(
        value("float", "7"),
        text("Two<text:s text:c='2'/>regions", "of<text:tab/>four"),
        value("date", "2012-12-31T00:00:00"),
        value("percentage", "0.5"),
    )
    sheet = read_sheet(ods(table(HEADS, first, END)))
    assert sheet.headings == ("Code", "Title", "Due", "Share")
    assert [tuple(cells.values()) for _number, cells in sheet.rows] == [
        (7, "Two  regions\nof\tfour", date(2012, 12, 31), 0.5)
    ]


def test_what_is_repeated_stands_in_every_cell_and_empty_rows_count():
    empty = '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
    twice = row(text("x", more='table:number-columns-repeated="2"'), more='table:number-rows-repeated="2"')
    sheet = read_sheet(ods(table(HEADS, empty, twice, END)))
    assert {number: (cells["Code"], cells["Title"]) for number, cells in sheet.rows} == {5: ("x", "x"), 6: ("x", "x")}


def test_remarks_and_pictures_are_not_what_a_cell_says():
    remark = "<office:annotation><text:p>Really?</text:p></office:annotation>"
    cell = f'<table:table-cell office:value-type="string">{remark}<text:p>C1</text:p></table:table-cell>'
    sheet = read_sheet(ods(table(HEADS, row(cell))))
    assert sheet.rows[0][1]["Code"] == "C1"


def test_cells_without_a_value_are_named():
    failed = text("#DIV/0!", more='table:formula="of:=1/0" calcext:value-type="error"')
    waiting = '<table:table-cell table:formula="of:=A1"/>'
    sheet = read_sheet(ods(table(HEADS, row(text("C1"), failed, waiting))))
    assert set(sheet.faults) == {(2, "Title"), (2, "Due")}


def test_merged_and_hidden_cells_are_known():
    merged = text("C1", more='table:number-rows-spanned="2"')
    rows = row(merged, text("a")), row("<table:covered-table-cell/>", text("b"), more='table:visibility="filter"')
    columns = '<table:table-column/><table:table-column table:number-columns-repeated="2" table:visibility="collapse"/>'
    data = ods(table(columns, HEADS, *rows))
    sheet = read_sheet(data)
    assert [cells["Code"] for _number, cells in sheet.rows] == ["C1", "C1"]
    assert sheet.notes == ("Hidden rows, imported: 3.", "Hidden columns, imported: Title, Due.")
    sheet = read_sheet(data, SheetDescription(hidden=HiddenCells.LEAVE_OUT))
    assert sheet.headings == ("Code", "Share")
    assert sheet.left_out == 2


def test_a_sheet_is_chosen_by_its_name_and_a_hidden_one_comes_last():
    lists = table(row(text("a")), name="Lists", more='table:style-name="away"')
    data = ods(lists, table(HEADS, row(text("C1")), name="Plan"))
    assert read_sheet(data).headings[0] == "Code"
    assert read_sheet(data, SheetDescription(sheet="Lists")).headings == ("a",)
    with pytest.raises(NoSheet, match="It has: Plan, Lists"):
        read_sheet(data, SheetDescription(sheet="Plans"))


def test_its_sheets_can_be_named_before_one_is_read():
    data = ods(table(row(text("a")), name="Notes"), table(row(text("b")), name="Plan"))
    assert list_sheet_names(data) == ("Notes", "Plan")
    assert list_sheet_names(b"PK no workbook") == list_sheet_names(b"a,b") == ()


@pytest.mark.parametrize(
    "data", [ods(kind="text"), ods("<broken"), ods(table(row('<table:table-cell office:value-type="float"/>')))]
)
def test_what_is_no_sheet_is_refused(data):
    with pytest.raises(NoSheet, match="Save it again as XLSX"):
        read_sheet(data)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not there")
def test_what_libreoffice_makes_of_a_workbook_says_the_same(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "plan.xlsx") as book:
        sheet = book.add_worksheet("Plan")
        sheet.write_row(0, 0, ("Code", "Title", "Due", "Share", "Cost", "Open"))
        sheet.merge_range("A2:A3", "C1", book.add_format())
        sheet.write_row(1, 1, ("Öffne\nden Haushalt  jetzt",))
        sheet.write_datetime(1, 2, date(2012, 12, 31), book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_number(1, 3, 0.5, book.add_format({"num_format": "0 %"}))
        sheet.write_row(2, 1, ("'=1", None, None, 1234.5, True))
        sheet.write_formula(4, 1, "=1/0", None, "#DIV/0!")
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(4, 4, None, None, {"hidden": True})
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "ods", "plan.xlsx"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=120,
    )
    theirs, ours = (read_sheet((tmp_path / name).read_bytes()) for name in ("plan.xlsx", "plan.ods"))
    assert [(number, {k: v for k, v in cells.items() if v is not None}) for number, cells in ours.rows] == [
        (number, {k: v for k, v in cells.items() if v is not None}) for number, cells in theirs.rows
    ]
    assert ours.notes == theirs.notes
    assert ours.filled == theirs.filled
    assert set(ours.faults) == set(theirs.faults) == {(5, "Title")}
