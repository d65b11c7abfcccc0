"""The account of a sheet's cells: each is imported, left out by a decision that somebody has declared, or reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.plugins.cell_count import CellCount
from ogpkit.plugins.contributions import ImportProblem
from ogpkit.schema.cell_format import is_empty_cell
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from ogpkit.exchange.sheet_columns import MatchedSheet
    from ogpkit.exchange.sheet_lines import SheetValue
    from ogpkit.exchange.sheets import Sheet
    from ogpkit.schema.cell_format import CellFormat


class CellAccount:
    """Account of what becomes of each cell of a sheet while it is read; what nobody has spoken for is reported in the end."""

    def __init__(self, sheet: Sheet, find_form: Callable[[str], CellFormat]) -> None:
        """Open the account.

        Args:
            sheet: The sheet.
            find_form: Gives how the cells under a heading are written, for words that mean nothing.
        """
        self._sheet = sheet
        self._find_form = find_form
        self._taken: dict[int, set[str]] = {}
        self._refused: dict[int, set[str]] = {}
        self._left_rows: set[int] = set()
        self._refused_rows: set[int] = set()

    def take(self, row: int, *headings: str) -> None:
        """Note cells that are understood."""
        self._taken.setdefault(row, set()).update(headings)

    def leave_row(self, row: int) -> None:
        """Note a row that is left out with a word about it."""
        self._left_rows.add(row)

    def refuse(self, row: int, headings: Iterable[str]) -> None:
        """Note cells that are reported together."""
        self._refused.setdefault(row, set()).update(headings)

    def refuse_row(self, row: int) -> None:
        """Note a row that is reported as a whole."""
        self._refused_rows.add(row)

    def close(
        self, problems: Iterable[ImportProblem], ignored: Collection[str], *, is_complete: bool
    ) -> tuple[CellCount, tuple[ImportProblem, ...]]:
        """Return how many cells had which fate, and a problem for each of which nobody has said anything.

        Args:
            problems: What was not understood.
            ignored: The headings of columns that are left out.
            is_complete: Whether the rows were read at all.
        """
        named = {(one.row, one.column) for one in problems}
        unsaid: list[ImportProblem] = []
        imported, left_out, reported = 0, self._sheet.left_out, 0
        for _row, column in self._sheet.faults:
            left_out, reported = (left_out + 1, reported) if column in ignored else (left_out, reported + 1)
        for row, heading, cell in _list_own_cells(self._sheet):
            is_refused = row in self._refused_rows or heading in self._refused.get(row, ())
            if heading in ignored or row in self._left_rows:
                left_out += 1
            elif is_refused or (row, heading) in named or (0, heading) in named:
                reported += 1
            elif heading in self._taken.get(row, ()):
                imported += 1
            elif is_empty_cell(cell, self._find_form(heading)):
                left_out += 1
            else:
                reported += 1
                if is_complete:
                    message = _("ogpkit does not know what to do with this cell.")
                    unsaid.append(ImportProblem(row=row, column=heading, message=message))
        return CellCount(imported=imported, left_out=left_out, reported=reported), tuple(unsaid)


def _list_own_cells(sheet: Sheet) -> Iterator[tuple[int, str, SheetValue]]:
    """Yield the cells in which something stands of their own, each with its row and heading; those with a fault count apart."""
    for row, cells in sheet.rows:
        for heading, cell in cells.items():
            if cell not in (None, "") and (row, heading) not in sheet.filled and (row, heading) not in sheet.faults:
                yield row, heading, cell


def count_cells(sheet: Sheet, taken: Mapping[int, Collection[str]], problems: Iterable[ImportProblem]) -> CellCount:
    """Return the account of a sheet whose rows somebody reads in a way of their own.

    Args:
        taken: The headings of the cells that say what is in the files of the import, by row.
        problems: What was not understood; of a row of which nothing is taken, one counts for all its cells, and one of the
            headings counts for the sheet.
    """
    named = {(one.row, one.column) for one in problems}
    refused = {row for row, _column in named} - taken.keys()
    imported, left_out, reported = 0, sheet.left_out, len(sheet.faults)
    for row, heading, _cell in _list_own_cells(sheet):
        if not refused.isdisjoint((0, row)) or (row, heading) in named:
            reported += 1
        elif heading in taken.get(row, ()):
            imported += 1
        else:
            left_out += 1
    return CellCount(imported=imported, left_out=left_out, reported=reported)


def describe_columns(sheet: Sheet, matched: MatchedSheet, *, is_open: bool) -> Iterator[str]:
    """Yield what columns become where their headings do not say it, and which are left out.

    Args:
        is_open: Whether nobody has said that the others do not matter, so that what stands in them is told too.
    """
    for column in (*matched.names.values(), *(one for _level, several in matched.levels for one in several)):
        if column.heading != column.column.heading and not column.is_wording:
            yield sanitize_line(f"{column.heading} → {column.column.heading}")
    for heading in matched.ignored:
        yield sanitize_line(f"{heading} → {_('left out')}")
    apart = frozenset(matched.ignored) if is_open else frozenset()
    for one in sheet.problems:
        if one.column in apart:
            where = _("row {row}, {column}").format(row=one.row, column=one.column)
            yield sanitize_line(f"{where}: {one.message}")
