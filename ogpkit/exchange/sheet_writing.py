"""Tables as sheets for elsewhere: CSV, and XLSX with typed cells.

A text that a spreadsheet program would take for a formula is written as a text, and read back as it was.
"""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.text.i18n import _, current_language, message_language
from ogpkit.text.inline import Share
from ogpkit.text.sanitize import for_xml, sanitize_line
from ogpkit.text.scripts import is_rtl
from ogpkit.text.tables import mark_apostrophes, table_csv

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ogpkit.text.tables import Table

_LONGEST_NAME: Final = 31

_LEAST: Final = 10
_WIDEST: Final = 48
"""Between how many letters the width of a column is."""

_LONGEST_LIST: Final = 255
"""How many letters the values have at most that a workbook offers in a cell."""

_ROOM: Final = 1000
"""For how many new rows below the last one a cell offers its values."""

_SHORTENED: Final = 8000
"""Letters of a note; none is longer, but for one of a plugin that means harm."""

_LEGIBLE: Final = 200
"""How many letters stand beside each other at most on a page of this size; wider sheets are printed on several."""

_LINE: Final = 15
_HIGHEST: Final = 405
"""Points that a line needs, and that a row can have."""

_A4: Final = 9
"""What workbooks call this size of paper."""

LONGEST_CELL: Final = 32_766
"""What ogpkit writes into a cell of a workbook at most, in UTF-16. It holds one more: a text of that length was cut off."""


class TooLongForCell(OgpkitError):
    """Raised when a text is longer than the cell of a workbook can be."""


def csv_bytes(table: Table) -> bytes:
    """Return a table as a CSV file that spreadsheet programs open with the right letters."""
    return table_csv(table).encode("utf-8-sig")


def xlsx_bytes(tables: Mapping[str, Table], title: str = "", author: str = "") -> bytes:
    """Return tables as an XLSX file: one sheet a table, typed cells, filters, the headings always in sight and on paper.

    Args:
        tables: Each table by the name of its sheet.
        title: What the file is called in its properties.
        author: Who issues it.

    Raises:
        TooLongForCell: A text is longer than a cell can be; nothing is cut off.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415  only this form needs it

    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(out, options) as workbook:
        # the same content gives the same bytes
        known = {"title": for_xml(title)[:255], "author": for_xml(author)[:255], "created": datetime(2000, 1, 1)}  # noqa: DTZ001
        workbook.set_properties(known)
        look = {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8EEF2", "bottom": 1}
        bold = workbook.add_format(look)
        formats = _Formats(
            text=workbook.add_format({"text_wrap": True, "valign": "top"}),
            day=workbook.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
            share=workbook.add_format({"num_format": "0 %", "valign": "top"}),
        )
        for name, table in tables.items():
            sheet = workbook.add_worksheet(sheet_name(name))
            _set_page(sheet)
            for column, heading in enumerate(table.titles or table.columns):
                sheet.write_string(0, column, _limit_text(for_xml(heading), name, 1, heading), bold)
            for row, cells in enumerate(table.rows, 1):
                for column, cell in enumerate(cells):
                    if cell is None or cell == "" or formats.write(sheet, row, column, cell):
                        continue
                    said = _limit_text(mark_apostrophes(for_xml(str(cell))), name, row + 1, table.columns[column])
                    sheet.write_string(row, column, said, formats.text)
            sheet.autofilter(0, 0, max(len(table.rows), 1), max(len(table.columns) - 1, 0))
            _fit(sheet, table)
            _offer_choices(sheet, table)
        for name, table in tables.items():
            if table.notes:
                _write_notes(workbook.add_worksheet(sheet_name(_("Read me"))), name, table, bold, formats.text)
    return out.getvalue()


@attrs.frozen
class _Formats:
    """How cells of each sort look.

    Attributes:
        text: Texts, numbers, yes and no.
        day: Days.
        share: Shares of a whole.
    """

    text: Any
    day: Any
    share: Any

    def write(self, sheet: Any, row: int, column: int, cell: object) -> bool:
        """Write a cell that is no text with its type, and tell whether it was one."""
        if isinstance(cell, bool):
            sheet.write_boolean(row, column, cell, self.text)
        elif isinstance(cell, int | float):
            sheet.write_number(row, column, cell, self.text)
        elif isinstance(cell, Share):
            sheet.write_number(row, column, cell.percent / 100, self.share)
        elif isinstance(cell, date):
            sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), self.day)  # noqa: DTZ001
        else:
            return False
        return True


def _set_page(sheet: Any) -> None:
    """Set how a sheet is seen and printed: from right to left where its language runs so, on A4, with headings and numbers."""
    if is_rtl(message_language(current_language())):
        sheet.right_to_left()
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.repeat_rows(0)
    sheet.set_footer("&C&A · &P / &N")


def _fit(sheet: Any, table: Table) -> None:
    """Give columns and rows the room that their texts need, and all columns one page of paper where that can be read."""
    widths = _find_widths(table)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for row, cells in enumerate(table.rows, 1):
        _set_height(sheet, row, cells, widths)
    if sum(widths) <= _LEGIBLE:
        sheet.fit_to_pages(1, 0)


def _offer_choices(sheet: Any, table: Table) -> None:
    """Let cells of a column with few values offer these; what somebody writes otherwise is asked about, and not refused."""
    for column, note in enumerate(table.notes):
        values = [value for value, _label in note.choices]
        if values and not note.is_list and len(",".join(values)) <= _LONGEST_LIST:
            rules = {"validate": "list", "source": values, "error_type": "warning", "ignore_blank": True}
            sheet.data_validation(1, column, len(table.rows) + _ROOM, column, rules)


def _write_notes(sheet: Any, name: str, table: Table, bold: Any, text: Any) -> None:
    """Write the sheet that says what another one is, and what each of its columns means."""
    _set_page(sheet)
    sheet.freeze_panes(0, 0)
    how = (
        _("The sheet “{sheet}” can be imported into ogpkit again.").format(sheet=name),
        _("You can change cells, add rows, sort and filter."),
        _("Do not change the names in row 1. ogpkit finds the columns by them."),
        _("An empty cell leaves the file unchanged."),
    )
    for row, line in enumerate(how):
        sheet.write_string(row, 0, for_xml(line))
    heads = (_("Column"), _("Name"), _("What it means"), _("Allowed values"))
    first = len(how) + 1
    for column, head in enumerate(heads):
        sheet.write_string(first, column, for_xml(head), bold)
        sheet.set_column(column, column, _WIDEST)
    sheet.fit_to_pages(1, 0)
    for row, (heading, note) in enumerate(zip(table.columns, table.notes, strict=True), first + 1):
        values = [f"{value}: {label}" for value, label in note.choices]
        if note.is_list:
            values.append(_("Several values: write each in a line of the cell."))
        for column, said in enumerate((heading, note.label, note.help, "\n".join(values))):
            sheet.write_string(row, column, for_xml(said)[:_SHORTENED], text)
        _set_height(sheet, row, (note.help, "\n".join(values)), (_WIDEST, _WIDEST))
    sheet.repeat_rows(first)


def _find_widths(table: Table) -> list[int]:
    """Return how wide each column is: as its longest line, within bounds; longer lines are broken."""
    columns = zip(table.titles or table.columns, *table.rows, strict=True)
    return [
        min(max(_LEAST, *(len(line) + 2 for cell in cells for line in _write_lines(cell))), _WIDEST)
        for cells in columns
    ]


def _set_height(sheet: Any, row: int, cells: Iterable[object], widths: Iterable[int]) -> None:
    """Make room for the lines of a row: not every program does that by itself for texts that are broken."""
    lines = 1
    for cell, width in zip(cells, widths, strict=True):
        if isinstance(cell, str) and (len(cell) > width or "\n" in cell):
            lines = max(lines, sum(1 + len(line) // int(1.1 * width) for line in _write_lines(cell)))
    if lines > 1:
        sheet.set_row(row, min(_LINE * lines, _HIGHEST))


def _write_lines(cell: object) -> list[str]:
    return [""] if cell is None else str(cell)[:LONGEST_CELL].split("\n")


def count_units(text: str) -> int:
    """Return how long a text is as workbooks count: a letter outside the first plane of Unicode is two units long."""
    return len(text) + sum(letter > "\uffff" for letter in text if not text.isascii())


def _limit_text(text: str, sheet: str, row: int, column: str) -> str:
    if count_units(text) > LONGEST_CELL:
        message = _(
            "The text in row {row}, column “{column}” of the sheet “{sheet}” is too long for a workbook, which allows {most} "
            "characters in a cell. Export a CSV file instead, or shorten the text."
        )
        raise TooLongForCell(
            message.format(row=row, column=sanitize_line(column), sheet=sanitize_line(sheet), most=f"{LONGEST_CELL:,}")
        )
    return text


def sheet_name(name: str, room: int = 0) -> str:
    """Return a name that a workbook takes: 31 letters at most, as UTF-16 counts them, and none of the few that it refuses.

    Args:
        name: What the sheet should be called.
        room: How many letters are to be left for something behind it.
    """
    letters = "".join("-" if letter in r"[]:*?/\'" else letter for letter in for_xml(name))
    while len(letters.encode("utf-16-le")) > 2 * (_LONGEST_NAME - room):
        letters = letters[:-1]
    return letters or "Sheet"
