"""A table of texts that is filled anew after every change, while the cursor stays where it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from textual.widgets import DataTable

from ogpkit.app.safe_text import line_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

T = TypeVar("T")


class RecordTable(DataTable[object]):
    """Rows of texts, one of which is chosen; whatever stands in a text, nothing in it acts."""

    def __init__(self, titles: Iterable[str], *, classes: str | None = None) -> None:
        """Make an empty table.

        Args:
            titles: What stands above the columns, in the person's language.
            classes: The widget's style classes.
        """
        super().__init__(cursor_type="row", zebra_stripes=True, classes=classes)
        self._titles = tuple(titles)

    def on_mount(self) -> None:
        """Make the columns."""
        for title in self._titles:
            self.add_column(line_text(title))

    def fill(self, rows: Iterable[Sequence[str]], room: int) -> None:
        """Fill it anew; the cursor stays at its place from the top.

        Args:
            rows: The texts of each row.
            room: The letters after which a text is cut off.
        """
        before = self.cursor_row
        self._fill(((None, row) for row in rows), room)
        self._go_to(before)

    def fill_by_key(self, rows: Mapping[str, Sequence[str]], room: int) -> None:
        """Fill it anew with rows that have a key; the cursor stays in the row of the same key while it is there.

        Args:
            rows: The texts of each row, by its key.
            room: The letters after which a text is cut off.
        """
        before, key = self.cursor_row, self.chosen_key
        self._fill(rows.items(), room)
        self._go_to([*rows].index(key) if key in rows else before)

    @property
    def chosen_key(self) -> str:
        """Return the key of the row in which the cursor is; empty without rows."""
        return str(self.ordered_rows[self.cursor_row].key.value) if 0 <= self.cursor_row < self.row_count else ""

    def chosen(self, rows: Sequence[T]) -> T | None:
        """Return what the row in which the cursor is stands for.

        Args:
            rows: What each row stands for, as it was filled.
        """
        return rows[self.cursor_row] if 0 <= self.cursor_row < len(rows) else None

    def _fill(self, rows: Iterable[tuple[str | None, Sequence[str]]], room: int) -> None:
        self.clear()
        for key, row in rows:
            self.add_row(*(line_text(cell, room) for cell in row), key=key)

    def _go_to(self, row: int) -> None:
        self.move_cursor(row=min(max(row, 0), max(self.row_count - 1, 0)))
