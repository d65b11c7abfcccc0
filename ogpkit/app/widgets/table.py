"""Tables and lists of texts that are filled anew after every change, while the cursor stays where it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widgets import DataTable, OptionList

from ogpkit.app.safe_text import line_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from textual.widgets.option_list import Option

T = TypeVar("T")


class RecordTable(DataTable[object]):
    """Rows of texts, one of which is chosen; whatever stands in a text, nothing in it acts."""

    def __init__(self, titles: Iterable[str], *, classes: str | None = None) -> None:
        """Make an empty table.

        Args:
            titles: What stands above the columns, in the person's language.
            classes: The widget's style classes.
        """
        super().__init__(cursor_type="row", zebra_stripes=True, cursor_foreground_priority="css", classes=classes)
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


class ChoiceList(OptionList):
    """Widget that lists lines; the highlighted one is written in one colour, which can be read on its background."""

    def render_line(self, y: int) -> Strip:
        """Return a line as it is drawn, the highlighted one without colours of its own.

        Args:
            y: Its number from the top of what is shown.
        """
        strip = super().render_line(y)
        segments = list(strip)
        at = segments[0].style.meta.get("option") if segments and segments[0].style is not None else None
        if at is None or at != self.highlighted:
            return strip
        colour = Style(color=self.get_component_rich_style("option-list--option-highlighted").color)
        if self.app.native_ansi_color:  # nobody knows the terminal's own colours, so that they change places
            colour = Style(color="default", bgcolor="default", reverse=True, bold=self.has_focus)
        return Strip(
            [Segment(one.text, (one.style or Style.null()) + colour, one.control) for one in segments],
            strip.cell_length,
        )

    def refill(self, options: Sequence[Option]) -> None:
        """Show other lines; the highlighted one stays where it was, or is the nearest one that can be chosen.

        Args:
            options: The lines.
        """
        at = self.highlighted or 0
        self.clear_options()
        self.add_options(options)
        places = [number for number, option in enumerate(options) if not option.disabled]
        if places:
            self.highlighted = min(places, key=lambda number: abs(number - at))
