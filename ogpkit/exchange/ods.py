"""Sheets of OpenDocument workbooks, as LibreOffice writes them: gone through as they stand, within the bounds of every workbook.

A cell or a row can be said to stand there a thousand million times; nothing is repeated before it is known to be worth it.
"""

from __future__ import annotations

from datetime import date
from math import isfinite
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

import attrs

from ogpkit.exchange.incoming import NotAnArchive, unpack_archive
from ogpkit.exchange.xlsx_bounds import (
    MOST_COLUMNS,
    MOST_FAILED,
    MOST_ROWS,
    Attributes,
    NotAWorkbook,
    Walk,
    go_through,
    limit,
    refuse_failed,
)
from ogpkit.schema.cell_format import Percentage

if TYPE_CHECKING:
    from ogpkit.schema.cell_format import CellValue

_CONTENT: Final = "content.xml"
_CELLS: Final = ("table-cell", "covered-table-cell")
_BESIDE: Final = frozenset({"annotation", "frame", "custom-shape", "g", "shapes", "tracked-changes"})
"""Elements whose text does not stand in a cell: remarks, pictures, what was there before."""


@attrs.define(kw_only=True)
class OdsSheet:
    """A sheet of an OpenDocument workbook; rows and columns count from one.

    Attributes:
        name: Its name.
        is_hidden: Whether nobody sees it.
        cells: The values of its cells, by row and column; those in which nothing stands are left out.
        no_value: Cells with a formula that gives no value, with the name of the error.
        merged: Cells that are merged into one: the first and the last.
        hidden_rows: The rows that nobody sees.
        hidden_columns: The columns that nobody sees.
    """

    name: str
    is_hidden: bool = False
    cells: dict[int, dict[int, CellValue]] = attrs.field(factory=dict)
    no_value: dict[tuple[int, int], str] = attrs.field(factory=dict)
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = attrs.field(factory=list)
    hidden_rows: set[int] = attrs.field(factory=set)
    hidden_columns: set[int] = attrs.field(factory=set)


def read_ods(data: bytes) -> list[OdsSheet]:
    """Return the sheets of an OpenDocument workbook in their order, those that are hidden behind the others.

    Raises:
        NotAWorkbook: It is none.
        TooLarge: It is larger than anything that is taken in.
    """
    walk = _Content()
    try:
        parts = unpack_archive(data, lambda name: name == _CONTENT)
        go_through(parts[_CONTENT], walk)
    except (NotAnArchive, expat.ExpatError, KeyError, ValueError) as error:
        raise NotAWorkbook from error
    if not walk.sheets:
        raise NotAWorkbook
    return sorted(walk.sheets, key=lambda sheet: sheet.is_hidden)


@attrs.define
class _Content(Walk):
    """The sheets that the content of a workbook has."""

    sheets: list[OdsSheet] = attrs.field(factory=list)
    hidden_styles: set[str] = attrs.field(factory=set)
    style: str = ""
    row: int = 0
    rows: int = 1
    column: int = 0
    letters: int = 0
    last: tuple[int, int] = (0, 0)
    cell: Attributes | None = None
    said: list[str] = attrs.field(factory=list)
    beside: int = 0

    def begin(self, name: str, given: Attributes) -> None:
        if self.beside or name in _BESIDE:
            self.beside += 1
        elif name == "style":
            self.style = given.get("style:name", "")
        elif name == "table-properties" and given.get("table:display") == "false":
            self.hidden_styles.add(self.style)
        elif name == "table":
            is_hidden = given.get("table:style-name", "") in self.hidden_styles
            self.sheets.append(OdsSheet(name=given.get("table:name", ""), is_hidden=is_hidden))
            self.row = self.column = self.letters = 0
            self.last = (0, 0)
        elif name == "table-column":
            self._pass_columns(given)
        elif name == "table-row":
            self._begin_row(given)
        elif name in _CELLS:
            self.cell, self.said = given, []
        elif self.cell is not None:
            self._begin_text(name, given)

    def _pass_columns(self, given: Attributes) -> None:
        first, self.column = self.column + 1, self.column + _count(given, "columns-repeated")
        if _is_hidden(given):
            self.sheets[-1].hidden_columns.update(range(first, min(self.column, MOST_COLUMNS) + 1))

    def _begin_row(self, given: Attributes) -> None:
        self.row, self.rows, self.column = self.row + 1, _count(given, "rows-repeated"), 0
        if _is_hidden(given):
            last = min(self.row + self.rows - 1, MOST_ROWS)
            self.sheets[-1].hidden_rows.update(range(self.row, last + 1))

    def _begin_text(self, name: str, given: Attributes) -> None:
        if name == "p" and self.said:
            self.said.append("\n")
        elif name == "s":
            self.said.append(" " * min(int(given.get("text:c", 1)), MOST_COLUMNS))
        elif name in ("tab", "line-break"):
            self.said.append("\t" if name == "tab" else "\n")

    def handle_text(self, text: str) -> None:
        if self.cell is not None and not self.beside:
            self.said.append(text)

    def end(self, name: str) -> None:
        if self.beside:
            self.beside -= 1
        elif name == "table-row":
            self.row += self.rows - 1
        elif name in _CELLS and self.cell is not None:
            given, self.cell = self.cell, None
            first, self.column = self.column + 1, self.column + _count(given, "columns-repeated")
            self._put(first, given, "".join(self.said))

    def _put(self, first: int, given: Attributes, said: str) -> None:
        sheet = self.sheets[-1]
        across, down = _count(given, "columns-spanned"), _count(given, "rows-spanned")
        if across > 1 or down > 1:
            sheet.merged.append(((self.row, first), (self.row + down - 1, first + across - 1)))
        is_error = given.get("calcext:value-type") == "error"
        is_waiting = "table:formula" in given and "office:value-type" not in given
        value = None if is_error or is_waiting else _read_value(given, said)
        if not (is_error or is_waiting) and (value is None or value == ""):
            return
        last_row, last_column = self.row + self.rows - 1, self.column
        self.letters += len(said) * self.rows * (last_column - first + 1)
        self.last = max(self.last[0], last_row), max(self.last[1], last_column)
        limit(*self.last, self.letters)
        for row in range(self.row, last_row + 1):
            for column in range(first, last_column + 1):
                if value is not None:
                    sheet.cells.setdefault(row, {})[column] = value
                elif len(sheet.no_value) >= MOST_FAILED:
                    raise refuse_failed()
                else:
                    sheet.no_value[row, column] = said if is_error else ""


def _count(given: Attributes, what: str) -> int:
    return max(int(given.get(f"table:number-{what}", 1)), 1)


def _is_hidden(given: Attributes) -> bool:
    return given.get("table:visibility", "visible") != "visible"


def _read_value(given: Attributes, said: str) -> CellValue:
    sort = given.get("office:value-type", "string")
    if sort in ("float", "currency", "percentage"):
        number = float(given["office:value"])
        whole = int(number) if isfinite(number) and number.is_integer() else number
        return Percentage(number) if sort == "percentage" else whole
    if sort == "boolean":
        return given.get("office:boolean-value") == "true"
    if sort == "date":
        try:
            return date.fromisoformat(given.get("office:date-value", "")[:10])
        except ValueError:
            return said
    return said or given.get("office:string-value", "")
