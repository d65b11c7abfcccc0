"""The lines of a sheet as they stand in a file: CSV in the shapes that spreadsheet programs write, XLSX and OpenDocument."""

from __future__ import annotations

import csv
import re
from datetime import date, datetime
from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.exchange.encodings import UnknownEncoding, detect_encoding
from ogpkit.exchange.incoming import LARGEST_FILE, MEGABYTE, TooLarge
from ogpkit.exchange.ods import read_ods
from ogpkit.exchange.xlsx_bounds import NoSuchSheet, NotAWorkbook, limit, limit_workbook, list_sheets, refuse_name
from ogpkit.schema.cell_format import Percentage
from ogpkit.schema.sheet_levels import Delimiter
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import clean_text
from ogpkit.text.tables import restore_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ogpkit.schema.sheet_levels import SheetDescription

_OLD: Final = b"\xd0\xcf\x11\xe0"
"""How workbooks begin that are older than XLSX, or are locked with a password."""

_LONGEST_LINE: Final = 4 * MEGABYTE
"""Letters of a line of CSV: more than a cell may have, many times over."""

_OPEN_DOCUMENT: Final = b"application/vnd.oasis.opendocument"
"""What stands near the beginning of the sheets that LibreOffice writes unless it is told otherwise, and of its other files."""

_MOST_SHEETS: Final = 20
"""Sheets of a workbook in which headings are looked for."""

SheetValue = str | float | int | bool | date | None
"""What a cell may hold; an empty one holds None."""

Area = tuple[tuple[int, int], tuple[int, int]]
"""Cells that are merged into one: the row and the column of the first and of the last, counting from one."""


class NoSheet(OgpkitError):
    """Raised when a file is no sheet, or not in a form that can be read."""


@attrs.frozen(kw_only=True)
class SheetLines:
    """A sheet as it stands in a file.

    Attributes:
        lines: Its rows from the top, each with its number as spreadsheet programs count them.
        name: Its name in a workbook.
        others: The names of the other sheets of the workbook.
        no_value: Cells whose value nobody knows, as `BoundedWorkbook` has them.
        merged: Cells that are merged into one.
        hidden_rows: The rows that nobody sees.
        hidden_columns: The columns that nobody sees, counting from one.
        is_since_1904: Whether its days are counted from 1904 on.
    """

    lines: list[tuple[int, list[SheetValue]]]
    name: str = ""
    others: tuple[str, ...] = ()
    no_value: Mapping[tuple[int, int], str] = attrs.field(factory=dict)
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_since_1904: bool = False


def read_lines(data: bytes, description: SheetDescription) -> Iterator[SheetLines]:
    """Yield every way in which a file can be meant, the likeliest first: sheet by sheet, or by what separates its cells.

    Args:
        data: The file.
        description: What somebody said of it.

    Raises:
        NoSheet: It is no sheet, or it has no sheet of the name.
    """
    if data.startswith(_OLD):
        raise NoSheet(_("This workbook has an old format. Save it as XLSX, then import that file."))
    if data.startswith(b"PK") and _OPEN_DOCUMENT in data[:200]:
        yield from _read_ods(data, description.sheet)
    elif data.startswith(b"PK"):
        yield from _read_workbook(data, description.sheet)
    else:
        yield from _read_csv(data, description)


def list_sheet_names(data: bytes) -> tuple[str, ...]:
    """Return the names of the sheets of a workbook; none where a file is no workbook that can be read."""
    try:
        if data.startswith(b"PK") and _OPEN_DOCUMENT in data[:200]:
            return tuple(sheet.name for sheet in read_ods(data))
        return tuple(list_sheets(data)) if data.startswith(b"PK") else ()
    except (NotAWorkbook, TooLarge):
        return ()


def _read_workbook(data: bytes, wanted: str) -> Iterator[SheetLines]:
    try:
        names = list_sheets(data)
    except (NotAWorkbook, TooLarge) as error:
        raise _refuse_workbook(error) from error
    several = [wanted] if wanted or len(names) <= 1 else names[:_MOST_SHEETS]
    for number, name in enumerate(several):
        try:
            found = _read_xlsx(data, name)
        except NoSheet:
            if number:  # what is no sheet of cells, such as a chart
                continue
            raise
        yield attrs.evolve(found, others=tuple(other for other in names if other != found.name))


def _read_ods(data: bytes, wanted: str) -> Iterator[SheetLines]:
    try:
        sheets = read_ods(data)
    except (NotAWorkbook, TooLarge) as error:
        raise _refuse_workbook(error) from error
    names = [sheet.name for sheet in sheets]
    for sheet in sheets[:_MOST_SHEETS] if not wanted else [one for one in sheets if one.name.strip() == wanted.strip()]:
        yield SheetLines(
            lines=[(row, _list_cells(sheet.cells.get(row, {}))) for row in range(1, max(sheet.cells, default=0) + 1)],
            name=sheet.name,
            others=tuple(name for name in names if name != sheet.name),
            no_value=sheet.no_value,
            merged=tuple(sheet.merged),
            hidden_rows=frozenset(sheet.hidden_rows),
            hidden_columns=frozenset(sheet.hidden_columns),
        )
    if wanted and wanted.strip() not in map(str.strip, names):
        raise _refuse_workbook(refuse_name(wanted, names))


def _list_cells(cells: Mapping[int, SheetValue]) -> list[SheetValue]:
    values = (cells.get(column) for column in range(1, max(cells, default=0) + 1))
    return [convert_text(value) if isinstance(value, str) else value for value in values]


def _read_xlsx(data: bytes, name: str) -> SheetLines:
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415  only sheets of this form need it

    try:
        bounded = limit_workbook(data, name)
        sheet = CalamineWorkbook.from_filelike(BytesIO(bounded.data)).get_sheet_by_name(bounded.name)
        rows = [[_convert_cell(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    except (TooLarge, NoSuchSheet, NotAWorkbook, CalamineError, ValueError, IndexError, OverflowError) as error:
        raise _refuse_workbook(error) from error
    for row, column in bounded.no_value:
        if row <= len(rows) and column <= len(rows[row - 1]):
            rows[row - 1][column - 1] = None
    for row, column in bounded.shares:
        if (
            row <= len(rows)
            and column <= len(rows[row - 1])
            and isinstance(cell := rows[row - 1][column - 1], int | float)
        ):
            rows[row - 1][column - 1] = Percentage(cell)
    return SheetLines(
        lines=list(enumerate(rows, 1)),
        name=bounded.name,
        no_value=bounded.no_value,
        merged=tuple(((r + 1, c + 1), (s + 1, d + 1)) for (r, c), (s, d) in sheet.merged_cell_ranges or ()),
        hidden_rows=bounded.hidden_rows,
        hidden_columns=bounded.hidden_columns,
        is_since_1904=bounded.is_since_1904,
    )


def _refuse_workbook(error: Exception) -> NoSheet:
    if isinstance(error, TooLarge | NoSuchSheet):
        return NoSheet(str(error))
    return NoSheet(_("ogpkit cannot read this workbook. Save it again as XLSX."))


def _convert_cell(cell: object) -> SheetValue:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, str):
        return convert_text(cell)
    return cell if isinstance(cell, int | float | bool | date) else None


def convert_text(cell: str) -> str | None:
    """Return what a cell with a text says; None where it says nothing."""
    return restore_text(clean_text(cell)).strip() or None


def _read_csv(data: bytes, description: SheetDescription) -> Iterator[SheetLines]:
    if len(data) > LARGEST_FILE:
        raise NoSheet(_("This sheet is too large. Split it into several files and import each."))
    try:
        encoding = detect_encoding(data, description.encoding)
    except UnknownEncoding as error:
        raise NoSheet(str(error)) from error
    with TextIOWrapper(BytesIO(data), encoding, newline="") as text:
        head = text.readline(_LONGEST_LINE)
        named = re.fullmatch(r"sep=([,;\t|])\s*", head)  # a line that spreadsheet programs write, read and do not show
        start = text.tell() if named else 0
        text.seek(start)
        if description.delimiter is not None:
            separators = [description.delimiter.value]
        else:
            separators = [named[1]] if named else _list_separators(_limit_lines(text))
        for separator in separators:
            text.seek(start)
            yield SheetLines(lines=_split_lines(text, separator))


def _list_separators(lines: Iterable[str]) -> list[str]:
    """Return what can separate the cells, the likeliest first: what stands most often in the first line that has any."""
    possible = [one.value for one in Delimiter]
    for line in lines:
        bare = re.sub(r'"[^"]*"', "", line)
        if any(one in bare for one in possible):
            return sorted((one for one in possible if one in bare), key=bare.count, reverse=True) + [
                one for one in possible if one not in bare
            ]
    return possible[:1]


def _split_lines(text: TextIOWrapper, separator: str) -> list[tuple[int, list[SheetValue]]]:
    lines: list[tuple[int, list[SheetValue]]] = []
    reader = csv.reader(_limit_lines(text), delimiter=separator, strict=True)
    try:
        widest, letters = 0, 0
        for number, cells in enumerate(reader, 1):
            while cells and not cells[-1].strip():  # lines that end in many commas have no more columns for that
                cells.pop()
            widest, letters = max(widest, len(cells)), letters + sum(map(len, cells))
            limit(len(lines) + 1, widest, letters)
            lines.append((number, [convert_text(cell) for cell in cells]))
    except TooLarge as error:
        raise NoSheet(str(error)) from error
    except csv.Error as error:
        if "field larger" in str(error):
            raise _refuse_long_line(reader.line_num) from error
        raise NoSheet(
            _("This is not a CSV file: line {line} has a quotation mark that is not closed.").format(
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
    message = _("Line {line} has a cell of more than {most} characters. Shorten it, or correct its quotation marks.")
    return NoSheet(message.format(line=line, most=f"{csv.field_size_limit():,}"))
