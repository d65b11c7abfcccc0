"""Sheets from elsewhere and for elsewhere: CSV in the shapes that spreadsheet programs write, and XLSX.

A text that a spreadsheet program would take for a formula is written as a text, and read back as it was.
"""

from __future__ import annotations

import csv
import re
from codecs import getincrementaldecoder
from collections import Counter
from datetime import date, datetime
from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit import serve_old_names
from ogpkit.errors import OgpkitError
from ogpkit.exchange.incoming import LARGEST_FILE, MEGABYTE, TooLarge
from ogpkit.exchange.xlsx_bounds import MOST_ROWS, NoSuchSheet, NotAWorkbook, limit, limit_workbook
from ogpkit.plugins.contributions import ImportProblem
from ogpkit.text.blocks import Share
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import clean_text, for_xml, sanitize_line
from ogpkit.text.tables import table_csv

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ogpkit.text.tables import Table

if not TYPE_CHECKING:
    __getattr__ = serve_old_names(__name__, "Cell")


_FORMULA: Final = ("'=", "'+", "'-", "'@", "'\t", "'\r")
_OLD: Final = b"\xd0\xcf\x11\xe0"
"""How workbooks begin that are older than XLSX, or are locked with a password."""

_LONGEST_HEADING: Final = 60
"""Letters of a heading that are said."""

_LONGEST_LINE: Final = 4 * MEGABYTE
"""Letters of a line of CSV: more than a cell may have, many times over."""

_OPEN_DOCUMENT: Final = b"application/vnd.oasis.opendocument"
"""What stands near the beginning of the sheets that LibreOffice writes unless it is told otherwise."""

_LONGEST_NAME: Final = 31
_MOST_LETTERS: Final = 32_767
"""What a cell of a workbook holds at most."""

SheetValue = str | float | int | bool | date | None
"""What a cell may hold; an empty one holds None."""


class NoSheet(OgpkitError):
    """Raised when a file is no sheet, or not in a form that can be read."""


@attrs.frozen
class Sheet:
    """First table of a sheet file as it was read: its headings, and its rows below them.

    Attributes:
        headings: The headings, from left to right.
        rows: The rows below them, each with its number as spreadsheet programs count them.
        problems: Cells that are not in the rows, although something stands in them: under no heading, or with a formula
            that gives nothing.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, SheetValue]], ...]
    problems: tuple[ImportProblem, ...] = ()


def read_sheet(data: bytes, name: str = "", heading_row: int | None = None) -> Sheet:
    """Read a sheet of an XLSX file, or a CSV file.

    Cells of a workbook come as values (a number, a day, true), those of a CSV file as texts.

    Args:
        data: The file; CSV in UTF-8 or in Windows' Western code page, with commas, semicolons or tabs.
        name: The name of the sheet in a workbook; the first one when left out.
        heading_row: The row of the headings, counting from one; the first one that is not empty when left out.

    Raises:
        NoSheet: It is neither, it has no such sheet, or two columns have the same heading.
    """
    lines, no_value = _read_lines(data, name)
    lines = [(number, cells) for number, cells in lines if any(cell not in (None, "") for cell in cells)]
    if heading_row is not None:
        lines = [(number, cells) for number, cells in lines if number >= heading_row]
    if not lines:
        raise NoSheet(_("There is nothing in this sheet."))
    headings = tuple(str("" if cell is None else cell).strip() for cell in lines[0][1])
    twice = next((heading for heading, count in Counter(headings).items() if heading and count > 1), None)
    if twice is not None:
        message = _("Two columns have the heading “{heading}”; rename one.")
        raise NoSheet(message.format(heading=sanitize_line(twice)[:_LONGEST_HEADING]))
    return Sheet(
        headings=tuple(heading for heading in headings if heading),
        rows=tuple(
            (number, {heading: cell for heading, cell in zip(headings, cells, strict=False) if heading})
            for number, cells in lines[1:]
        ),
        problems=(*_find_loose_cells(headings, lines[1:]), *_find_failed_cells(headings, no_value)),
    )


def read_sheet_rows(data: bytes) -> Iterator[tuple[int, Sequence[SheetValue]]]:
    """Yield the rows of the first sheet as they stand, each with its number: for sheets whose headings come again in between.

    Args:
        data: The file, as `read_sheet` takes it.

    Raises:
        NoSheet: It is no sheet.
    """
    yield from _read_lines(data, "")[0]


def _read_lines(data: bytes, name: str) -> tuple[list[tuple[int, Sequence[SheetValue]]], Mapping[tuple[int, int], str]]:
    if data.startswith(_OLD):
        raise NoSheet(_("This workbook is in an old form. Save it as XLSX, then take that in."))
    if data.startswith(b"PK") and _OPEN_DOCUMENT in data[:200]:
        raise NoSheet(_("This is an OpenDocument file (such as .ods). Save it as XLSX, then take that in."))
    return _read_xlsx(data, name) if data.startswith(b"PK") else (_read_csv(data), {})


def _find_loose_cells(
    headings: Sequence[str], lines: Iterable[tuple[int, Sequence[SheetValue]]]
) -> Iterator[ImportProblem]:
    """Yield the first cell of each column that has no heading."""
    found: dict[int, int] = {}
    for number, cells in lines:
        for position, cell in enumerate(cells):
            if cell not in (None, "") and not (position < len(headings) and headings[position]):
                found.setdefault(position, number)
    for position, number in sorted(found.items()):
        message = _("This cell stands under no heading. Give its column a heading, or empty it.")
        yield ImportProblem(row=number, column=_format_letters(position + 1), message=message)


def _find_failed_cells(headings: Sequence[str], no_value: Mapping[tuple[int, int], str]) -> Iterator[ImportProblem]:
    for (row, column), said in no_value.items():
        heading = headings[column - 1] if column <= len(headings) and headings[column - 1] else _format_letters(column)
        if said:
            message = _("The formula of this cell gives {error}. Mend it, or write its value in its place.")
        else:
            message = _("The formula of this cell was never worked out. Open the sheet, save it, and import it again.")
        yield ImportProblem(row=row, column=heading, message=message.format(error=sanitize_line(said)))


def _format_letters(column: int) -> str:
    """Return what spreadsheet programs call a column: A for the first."""
    letters = ""
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def _read_xlsx(data: bytes, name: str) -> tuple[list[tuple[int, Sequence[SheetValue]]], Mapping[tuple[int, int], str]]:
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415  only sheets of this form need it

    try:
        bounded = limit_workbook(data, name)
        sheet = CalamineWorkbook.from_filelike(BytesIO(bounded.data)).get_sheet_by_name(bounded.name)
        rows = [[_convert_cell(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    except (TooLarge, NoSuchSheet) as error:
        raise NoSheet(str(error)) from error
    except (NotAWorkbook, CalamineError, ValueError, IndexError, OverflowError) as error:
        raise NoSheet(_("This workbook cannot be read; save it again as XLSX.")) from error
    for (row, column), said in bounded.no_value.items():
        if said and row <= len(rows) and column <= len(rows[row - 1]):
            rows[row - 1][column - 1] = None
    _fill_merged_cells(rows, sheet.merged_cell_ranges or ())
    return [(number, row) for number, row in enumerate(rows, 1)], bounded.no_value


def _fill_merged_cells(rows: list[list[SheetValue]], merged: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Let a cell that is merged over several rows count for all of them in which something else stands."""
    says_something = [any(cell not in (None, "") for cell in row) for row in rows]
    for (first, column), (last, _last_column) in list(merged)[:MOST_ROWS]:
        if first >= len(rows) or column >= len(rows[first]):
            continue
        for row in range(first + 1, min(last + 1, len(rows))):
            if not says_something[row] or rows[row][column] not in (None, ""):
                break
            rows[row][column] = rows[first][column]


def _convert_cell(cell: object) -> SheetValue:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, str):
        return _convert_text(cell)
    return cell if isinstance(cell, int | float | bool | date) else None


def _convert_text(cell: str) -> str | None:
    text = clean_text(cell).strip()
    return (text[1:] if text.startswith(_FORMULA) else text) or None


def _read_csv(data: bytes) -> list[tuple[int, Sequence[SheetValue]]]:
    lines: list[tuple[int, Sequence[SheetValue]]] = []
    with TextIOWrapper(BytesIO(data), _detect_encoding(data), newline="") as text:
        head = text.readline(_LONGEST_LINE)
        named = re.fullmatch(r"sep=([,;\t])\s*", head)  # a line that spreadsheet programs write and read
        if not named:
            text.seek(0)
        delimiter = named[1] if named else max(",;\t", key=re.sub(r'"[^"]*"', "", head).count)
        reader = csv.reader(_limit_lines(text), delimiter=delimiter, strict=True)
        try:
            widest, letters = 0, 0
            for number, cells in enumerate(reader, 2 if named else 1):
                while cells and not cells[-1].strip():  # lines that end in many commas have no more columns for that
                    cells.pop()
                widest, letters = max(widest, len(cells)), letters + sum(map(len, cells))
                limit(len(lines) + 1, widest, letters)
                lines.append((number, [_convert_text(cell) for cell in cells]))
        except TooLarge as error:
            raise NoSheet(str(error)) from error
        except csv.Error as error:
            if "field larger" in str(error):
                raise _refuse_long_line(reader.line_num) from error
            raise NoSheet(
                _("This is no CSV file: line {line} has a quotation mark that is not closed.").format(
                    line=reader.line_num
                )
            ) from error
    return lines


def _limit_lines(text: TextIOWrapper) -> Iterator[str]:
    """Yield the lines of a text one by one, so that no more of it than a line is held as letters.

    Raises:
        NoSheet: A line is longer than any that is taken in.
    """
    number = 0
    while line := text.readline(_LONGEST_LINE):
        number += 1
        if len(line) == _LONGEST_LINE:
            raise _refuse_long_line(number)
        yield line


def _refuse_long_line(line: int) -> NoSheet:
    message = _("Line {line} has a cell of more than {most} letters; shorten it, or mend its quotation marks.")
    return NoSheet(message.format(line=line, most=f"{csv.field_size_limit():,}"))


def _detect_encoding(data: bytes) -> str:
    if len(data) > LARGEST_FILE:
        raise NoSheet(_("This sheet is too large. Split it into several files and take in each."))
    if b"\0" not in data:
        for encoding in ("utf-8-sig", "cp1252"):
            if is_text_in(data, encoding):
                return encoding
    raise NoSheet(_("This is no CSV file in UTF-8; save the sheet as “CSV UTF-8” or as XLSX."))


def is_text_in(data: bytes, encoding: str) -> bool:
    """Tell whether some bytes are text in an encoding; they are looked at in pieces, and never held as letters in whole."""
    decoder = getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(data), MEGABYTE):
            decoder.decode(data[start : start + MEGABYTE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def csv_bytes(table: Table) -> bytes:
    """Return a table as a CSV file that spreadsheet programs open with the right letters."""
    return table_csv(table).encode("utf-8-sig")


def xlsx_bytes(tables: Mapping[str, Table]) -> bytes:
    """Return tables as an XLSX file: one sheet a table, typed cells, filters, the headings always in sight.

    Args:
        tables: Each table by the name of its sheet.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415  only this form needs it

    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(out, options) as workbook:
        workbook.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001  the same content gives the same bytes
        bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        text = workbook.add_format({"text_wrap": True, "valign": "top"})
        day = workbook.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        share = workbook.add_format({"num_format": "0 %", "valign": "top"})
        for name, table in tables.items():
            sheet = workbook.add_worksheet(sheet_name(name))
            sheet.freeze_panes(1, 0)
            for column, heading in enumerate(table.titles or table.columns):
                sheet.write_string(0, column, for_xml(heading)[:_MOST_LETTERS], bold)
            for row, cells in enumerate(table.rows, 1):
                for column, cell in enumerate(cells):
                    if isinstance(cell, bool):
                        sheet.write_boolean(row, column, cell, text)
                    elif isinstance(cell, int | float):
                        sheet.write_number(row, column, cell, text)
                    elif isinstance(cell, Share):
                        sheet.write_number(row, column, cell.percent / 100, share)
                    elif isinstance(cell, date):
                        sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001
                    elif cell is not None and cell != "":
                        sheet.write_string(row, column, for_xml(str(cell))[:_MOST_LETTERS], text)
            sheet.autofilter(0, 0, max(len(table.rows), 1), max(len(table.columns) - 1, 0))
            sheet.set_column(0, max(len(table.columns) - 1, 0), 24)
    return out.getvalue()


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
