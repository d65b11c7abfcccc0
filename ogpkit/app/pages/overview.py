"""All countries at a glance: sorted by any column, filtered as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs
from rich.cells import cell_len
from textual import getters, on
from textual.containers import Vertical
from textual.widgets import DataTable, Input, Static

from ogpkit.app.live import LiveWidget
from ogpkit.app.places import Navigate
from ogpkit.app.safe_text import line_text, plain_line
from ogpkit.app.session import app_session
from ogpkit.app.summary import get_glance
from ogpkit.app.widgets.line_input import LineInput
from ogpkit.plugins.discovery import CORE
from ogpkit.plugins.places import VERDICT_SIGNS, Place, Scope, Verdict
from ogpkit.text.i18n import _, _n, current_language, join_list
from ogpkit.text.normalize import fold
from ogpkit.workspace.countries import country_name

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from ogpkit.editing.session import WorkspaceSession
    from ogpkit.plugins.editing_protocol import EditSession

_URGENCY: Final = (Verdict.BAD, Verdict.ATTENTION, Verdict.UNKNOWN, Verdict.GOOD)
_LEAST: Final = 30
"""Letters of a headline that are shown however little room there is."""

_AROUND: Final = 4
"""Columns that the frame of a cell and the scroll bar take."""


@attrs.frozen
class Cell:
    """Content of a cell, and what it is sorted and found by.

    Attributes:
        text: What is shown.
        key: What it is sorted by.
        folded: The text without case and accents.
    """

    text: str
    key: tuple[float, str]
    folded: str

    @classmethod
    def of(cls, text: str, rank: float = 0) -> Cell:
        """Make a cell.

        Args:
            text: What is shown.
            rank: What it is sorted by before its text.
        """
        bare = fold(text)
        return cls(text, (rank, bare), bare)


class Overview(LiveWidget, Vertical):
    """Table with a row for each country and a column for each mechanism."""

    desk: WorkspaceSession

    filter_input = getters.query_one("#filter", Input)
    count_label = getters.query_one(".count", Static)

    def __init__(self, desk: EditSession, _place: Place) -> None:
        """Show a workspace."""
        super().__init__(app_session(desk))
        self._sorted_by = 0
        self._reverse = False
        self._rows: list[tuple[str, tuple[Cell, ...]]] = []
        speakers = [owned for owned in self.desk.plugins.standings if owned.value.scope is Scope.COUNTRY]
        speakers.sort(key=lambda owned: owned.plugin == CORE)  # what a country says of itself comes last
        self._speakers = {owned.plugin: owned.value.title for owned in speakers}

    def compose(self) -> ComposeResult:
        """Yield a filter above the table."""
        yield LineInput(placeholder=_("Type to filter by name, code or result"), id="filter")
        table: DataTable[object] = DataTable(
            cursor_type="row", zebra_stripes=True, cursor_foreground_priority="css", classes="first"
        )
        yield table
        yield Static("", classes="count")

    def on_mount(self) -> None:
        """Let the keyboard act on the table."""
        self.query_one(DataTable).focus()

    def on_resize(self) -> None:
        """Cut long headlines off where there is little room."""
        self._show()

    def on_key(self, event: events.Key) -> None:
        """Let letters typed anywhere in the table go to the filter."""
        field = self.filter_input
        if self.query_one(DataTable).has_focus and (event.key == "backspace" or _is_letter(event)):
            event.stop()
            field.value = field.value[:-1] if event.key == "backspace" else field.value + (event.character or "")

    @on(Input.Changed, "#filter")
    def _handle_filter(self) -> None:
        self._show()

    @on(Input.Submitted, "#filter")
    def _handle_enter(self) -> None:
        self.query_one(DataTable).focus()

    @on(DataTable.HeaderSelected)
    def _sort(self, event: DataTable.HeaderSelected) -> None:
        self.sort_by(event.column_index)

    @on(DataTable.RowSelected)
    def _handle_choice(self, event: DataTable.RowSelected) -> None:
        self.post_message(Navigate(Place(country=str(event.row_key.value))))

    def sort_by(self, column: int) -> None:
        """Sort by a column; once more turns the order round.

        Args:
            column: Its number from the left, from zero.
        """
        self._reverse = not self._reverse if column == self._sorted_by else False
        self._sorted_by = column
        self._show()

    def sort_next(self) -> None:
        """Sort by the same column the other way round, then by the next column."""
        if not self._reverse:
            self.sort_by(self._sorted_by)
        else:
            self.sort_by((self._sorted_by + 1) % len(self._titles))

    @property
    def _titles(self) -> tuple[str, ...]:
        return (_("Country"), _("Code"), _("Problems"), *(_(title) for title in self._speakers.values()))

    def show(self) -> None:
        """Read every row; the table is filled anew where one has changed."""
        counts = get_glance(self.desk).count_problems()
        rows = [(country, self._list_cells(country, counts[country])) for country in self.desk.workspace.countries]
        if rows != self._rows:
            self._rows = rows
            self._show()

    def _list_cells(self, country: str, problems: int) -> tuple[Cell, ...]:
        cells = [Cell.of(country_name(self.desk.workspace, country, current_language())), Cell.of(country)]
        none = "–" if self.desk.is_checked else "…"
        cells.append(Cell.of(str(problems) if problems else none, problems))
        said = get_glance(self.desk).collect_statuses(Place(country=country))
        for plugin in self._speakers:
            own = [owned.value for owned in said if owned.plugin == plugin]
            text = join_list((f"{VERDICT_SIGNS[one.verdict]} {one.headline}" for one in own), "; ") or "–"
            cells.append(Cell.of(text, min((_URGENCY.index(one.verdict) for one in own), default=len(_URGENCY))))
        return tuple(cells)

    def _show(self) -> None:
        wanted = fold(self.filter_input.value).split()
        kept = [
            (country, cells)
            for country, cells in self._rows
            if all(any(word in cell.folded for cell in cells) for word in wanted)
        ]
        column = self._sorted_by
        kept.sort(key=lambda row: row[1][column].key, reverse=self._reverse)
        self._fill([(country, [cell.text for cell in cells]) for country, cells in kept])
        count = _n("{shown} of {all} country", "{shown} of {all} countries", len(self._rows))
        said = count.format(shown=len(kept), all=len(self._rows))
        self.count_label.update(plain_line(f"{said} · {_('Enter: open · F5: sort · letters: filter')}"))

    def _fill(self, rows: list[tuple[str, list[str]]]) -> None:
        table = self.query_one(DataTable)
        at = table.cursor_row
        before = table.ordered_rows[at].key.value if 0 <= at < table.row_count else None
        room = self._measure_headlines()
        drawn = [(country, [line_text(text, room) for text in texts]) for country, texts in rows]
        table.clear(columns=True)  # a column keeps the width of what was in it before
        for number, title in enumerate(self._titles):
            sign = ("▼" if self._reverse else "▲") if number == self._sorted_by else " "
            label = line_text(f"{title} {sign}")
            # the table itself measures later, and may draw what it holds before that
            widths = (label.cell_len, *(cells[number].cell_len for _country, cells in drawn))
            table.add_column(label, width=max(widths))
        for country, cells in drawn:
            table.add_row(*cells, key=country)
        there = [country for country, _texts in rows]
        if rows:
            table.move_cursor(row=there.index(before) if before in there else 0, animate=False)

    def _measure_headlines(self) -> int:
        """Return how many letters there are for what each mechanism says: what names, codes and numbers leave, in equal parts."""
        first = [self._titles[:3], *(tuple(cell.text for cell in cells[:3]) for _country, cells in self._rows)]
        taken = sum(max(cell_len(row[number]) for row in first) + _AROUND for number in range(3))
        return max(_LEAST, (self.size.width - taken) // max(len(self._speakers), 1) - _AROUND)


def _is_letter(event: events.Key) -> bool:
    return event.is_printable and event.character not in (None, "?")
