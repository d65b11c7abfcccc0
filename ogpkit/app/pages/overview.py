"""All countries at a glance: sorted by any column, filtered as one types, with small bars and in a wide terminal as tiles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs
from rich.text import Text
from textual import getters, on
from textual.containers import Vertical
from textual.widgets import DataTable, Input, Static

from ogpkit.app.background import let_keys_pass, run_in_background
from ogpkit.app.design import find_colour
from ogpkit.app.live import LiveWidget
from ogpkit.app.places import Navigate, describe_standings
from ogpkit.app.safe_text import line_text, plain_line, text_excerpt
from ogpkit.app.session import app_session
from ogpkit.app.summary import get_status_cache
from ogpkit.app.widgets.line_input import LineInput
from ogpkit.app.widgets.table_columns import AROUND, LEAST_ROOM, fit_columns
from ogpkit.editing.agenda import find_open_cycles
from ogpkit.plugins.discovery import CORE
from ogpkit.plugins.places import VERDICT_SIGNS, VERDICT_STATES, Place, Progress, Scope, Verdict
from ogpkit.text.i18n import _, _n, current_language, join_list
from ogpkit.text.normalize import fold
from ogpkit.text.scripts import contains_rtl
from ogpkit.text.tables import text_bar
from ogpkit.workspace.countries import country_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from ogpkit.editing.session import WorkspaceSession
    from ogpkit.plugins.editing_protocol import EditSession

_URGENCY: Final = (Verdict.BAD, Verdict.ATTENTION, Verdict.UNKNOWN, Verdict.GOOD)
_ALWAYS: Final = 4
"""Columns that are never left out: name, code, problems, and how far the plan is."""

_BAR: Final = 8
"""Letters of a small bar."""

_BARS_FROM: Final = 90
"""Columns of the page from which what mechanisms say has a bar too."""

_TILES_FROM: Final = 120
"""Columns of the terminal from which countries are shown as tiles too."""

_TILE: Final = 20
"""Letters of a tile."""


@attrs.frozen
class Cell:
    """Content of a cell, and what it is sorted and found by.

    Attributes:
        text: What is shown.
        key: What it is sorted by.
        folded: The text without case and accents.
        progress: How far something is, for a small bar before the text.
    """

    text: str
    key: tuple[float, str]
    folded: str
    progress: Progress | None = None

    @classmethod
    def of(cls, text: str, rank: float = 0, progress: Progress | None = None) -> Cell:
        """Make a cell.

        Args:
            text: What is shown.
            rank: What it is sorted by before its text.
            progress: How far something is.
        """
        bare = fold(text)
        return cls(text, (rank, bare), bare, progress)

    def draw(self, room: int, *, has_bar: bool) -> Text:
        """Return it as it is shown.

        Args:
            room: The letters after which its text is cut off.
            has_bar: Whether there is room for its bar.
        """
        text = line_text(self.text, room)
        if self.progress is None or not has_bar:
            return text
        return Text(f"{text_bar(self.progress.share, 1, _BAR, self.progress.planned)} ").append_text(text)


@attrs.frozen
class CountryRow:
    """Row of a country.

    Attributes:
        country: Its identifier.
        cells: Its cells.
        verdict: How it stands as a whole.
    """

    country: str
    cells: tuple[Cell, ...]
    verdict: Verdict


class Overview(LiveWidget, Vertical):
    """Table with a row for each country and a column for each mechanism; below it, where there is room, a tile for each."""

    session: WorkspaceSession

    filter_input = getters.query_one("#filter", Input)
    count_label = getters.query_one(".count", Static)
    table = getters.query_one(".first", DataTable)
    tiles = getters.query_one(".tiles", DataTable)

    def __init__(self, session: EditSession, _place: Place) -> None:
        """Show a workspace."""
        super().__init__(app_session(session))
        self._sorted_by = 0
        self._reverse = False
        self._shows_all = False
        self._seen: tuple[int, ...] = ()
        self._rows: list[CountryRow] = []
        self._tiles: list[str] = []
        self._plans: dict[str, Progress] = {}
        speakers = [owned for owned in self.session.plugins.standings if owned.value.scope is Scope.COUNTRY]
        speakers.sort(key=lambda owned: owned.plugin == CORE)  # what a country says of itself comes last
        self._speakers = {owned.plugin: owned.value.title for owned in speakers}

    def compose(self) -> ComposeResult:
        """Yield a filter above the table."""
        yield LineInput(placeholder=_("Type to filter by name, code or result"), id="filter")
        table: DataTable[object] = DataTable(
            cursor_type="row", zebra_stripes=True, cursor_foreground_priority="css", classes="first"
        )
        yield table
        yield DataTable(show_header=False, cursor_type="cell", cursor_foreground_priority="css", classes="tiles")
        yield Static("", classes="count")

    def on_mount(self) -> None:
        """Let the keyboard act on the table."""
        self.table.focus()

    def on_resize(self) -> None:
        """Choose what there is room for."""
        self._show()

    def on_key(self, event: events.Key) -> None:
        """Let letters typed in the table or the tiles go to the filter, and Right show the columns that are left out."""
        field, table = self.filter_input, self.table
        if table.has_focus and event.key in ("right", "left") and (event.key == "right") is not self._shows_all:
            is_at_edge = event.key == "right" or not table.scroll_x
            if is_at_edge and (self._shows_all or len(self._seen) < len(self._titles)):
                event.stop()
                event.prevent_default()
                self._shows_all = not self._shows_all
                self._show()
        elif (table.has_focus or self.tiles.has_focus) and (event.key == "backspace" or _is_letter(event)):
            event.stop()
            field.value = field.value[:-1] if event.key == "backspace" else field.value + (event.character or "")

    @on(Input.Changed, "#filter")
    def _handle_filter(self) -> None:
        self._show()

    @on(Input.Submitted, "#filter")
    def _handle_enter(self) -> None:
        self.table.focus()

    @on(DataTable.HeaderSelected)
    def _sort(self, event: DataTable.HeaderSelected) -> None:
        self.sort_by(self._seen[event.column_index])

    @on(DataTable.CellSelected, ".tiles")
    def _handle_tile(self, event: DataTable.CellSelected) -> None:
        number = event.coordinate.row * len(self.tiles.columns) + event.coordinate.column
        if number < len(self._tiles):
            self.post_message(Navigate(Place(country=self._tiles[number])))

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
        return (_("Country"), _("Code"), _("Problems"), _("Plan"), *(_(title) for title in self._speakers.values()))

    def show(self) -> None:
        """Read every row; the table is filled anew where one has changed."""
        self._read_rows()
        run_in_background(self, self._measure_plans, name="plans", group="plans", exclusive=True)

    async def _measure_plans(self) -> None:
        """Find how far the newest open plan of each country is; the keys have their turn after each country."""
        session, found = self.session, dict[str, Progress]()
        for country in session.workspace.countries:
            await let_keys_pass(self)
            for cycle in reversed(find_open_cycles(session.workspace, session.plugins, Place(country=country))):
                said = get_status_cache(session).collect_statuses(Place(country=country, cycle=cycle.cycle))
                progress = next((one.value.progress for one in said if one.value.progress is not None), None)
                if progress is not None:
                    found[country] = progress
                    break
        if found != self._plans and self.is_attached:
            self._plans = found
            self._read_rows()

    def _read_rows(self) -> None:
        counts = get_status_cache(self.session).count_problems()
        rows = [self._make_row(country, counts[country]) for country in self.session.workspace.countries]
        if rows != self._rows:
            self._rows = rows
            self._show()

    def _make_row(self, country: str, problems: int) -> CountryRow:
        said = get_status_cache(self.session).collect_statuses(Place(country=country))
        verdict, _words = describe_standings(said, self.session.plugins.standings)
        return CountryRow(country, self._list_cells(country, problems), verdict)

    def _list_cells(self, country: str, problems: int) -> tuple[Cell, ...]:
        cells = [Cell.of(country_name(self.session.workspace, country, current_language())), Cell.of(country)]
        none = "–" if self.session.is_checked else "…"
        cells.append(Cell.of(str(problems) if problems else none, problems))
        plan = self._plans.get(country)
        percent = _("{share} %").format(share=round(100 * plan.share)) if plan is not None else "–"
        cells.append(Cell.of(percent, plan.share if plan is not None else -1, plan))
        said = get_status_cache(self.session).collect_statuses(Place(country=country))
        for plugin in self._speakers:
            own = [owned.value for owned in said if owned.plugin == plugin]
            text = join_list((f"{VERDICT_SIGNS[one.verdict]} {one.headline}" for one in own), "; ") or "–"
            progress = next((one.progress for one in own if one.progress is not None), None)
            rank = min((_URGENCY.index(one.verdict) for one in own), default=len(_URGENCY))
            cells.append(Cell.of(text, rank, progress))
        return tuple(cells)

    def _show(self) -> None:
        wanted = fold(self.filter_input.value).split()
        kept = [row for row in self._rows if all(any(word in cell.folded for cell in row.cells) for word in wanted)]
        column = self._sorted_by
        kept.sort(key=lambda row: row.cells[column].key, reverse=self._reverse)
        left_out = self._fill(kept)
        self._fill_tiles(kept)
        count = _n("{shown} of {all} country", "{shown} of {all} countries", len(self._rows))
        said = [count.format(shown=len(kept), all=len(self._rows))]
        if not self._rows:
            said = [_("There is no country yet. Press F3 to add a country.")]
        elif left_out:
            said.append(_("Right shows: {names}").format(names=join_list(left_out)))
        self.count_label.update(plain_line(" · ".join((*said, _("Enter: open · F5: sort · letters: filter")))))

    def _fill(self, rows: Sequence[CountryRow]) -> Sequence[str]:
        """Show rows in the table, and return the titles of the columns for which there is no room."""
        table, width = self.table, self.size.width
        at = table.cursor_row
        before = table.ordered_rows[at].key.value if 0 <= at < table.row_count else None
        has_bars = width >= _BARS_FROM
        most = max(width // 2, LEAST_ROOM)
        drawn = [
            [cell.draw(most, has_bar=has_bars or number < _ALWAYS) for number, cell in enumerate(row.cells)]
            for row in rows
        ]
        signs = {self._sorted_by: "▼" if self._reverse else "▲"}
        heads = [line_text(f"{title} {signs.get(number, ' ')}") for number, title in enumerate(self._titles)]
        widths = [max((cells[number].cell_len for cells in drawn), default=0) for number in range(len(heads))]
        stays = [number < _ALWAYS for number in range(len(heads))]
        room = width - table.styles.scrollbar_size_vertical if width and not self._shows_all else 0
        least = LEAST_ROOM + (_BAR + 1) * has_bars
        fit = fit_columns(widths, [head.cell_len for head in heads], stays, room, most, least)
        self._seen = fit.numbers
        table.clear(columns=True)  # a column keeps the width of what was in it before
        for number in fit.numbers:
            # the table itself measures later, and may draw what it holds before that
            table.add_column(heads[number], width=max(heads[number].cell_len, min(widths[number], fit.room)))
        for row, cells in zip(rows, drawn, strict=True):
            for number in fit.numbers:
                cells[number].truncate(max(fit.room, heads[number].cell_len), overflow="ellipsis")
            table.add_row(*(cells[number] for number in fit.numbers), key=row.country)
        there = [row.country for row in rows]
        if rows:
            table.move_cursor(row=there.index(before) if before in there else 0, animate=False)
        return [title for number, title in enumerate(self._titles) if number not in fit.numbers]

    def _fill_tiles(self, rows: Sequence[CountryRow]) -> None:
        """Show the same countries as tiles with their sign and colour, where the terminal is wide."""
        tiles = self.tiles
        tiles.display = bool(rows) and self.app.size.width >= _TILES_FROM
        if not tiles.display:
            return
        across = max((self.size.width - tiles.styles.scrollbar_size_vertical) // (_TILE + AROUND), 1)
        at = tiles.cursor_coordinate
        tiles.clear(columns=True)
        for number in range(across):
            tiles.add_column(str(number), width=_TILE)
        for first in range(0, len(rows), across):
            tiles.add_row(*map(self._draw_tile, rows[first : first + across]))
        self._tiles = [row.country for row in rows]
        tiles.move_cursor(row=at.row, column=at.column, animate=False)

    def _draw_tile(self, row: CountryRow) -> Text:
        name = country_name(self.session.workspace, row.country, current_language())
        said = text_excerpt(f"{row.country} {name}", _TILE - 2, right_to_left=contains_rtl(name))
        drawn = line_text(f"{VERDICT_SIGNS[row.verdict]} {said}")
        drawn.stylize(find_colour(self.app, VERDICT_STATES[row.verdict]), 0, 2 + len(row.country))
        return drawn


def _is_letter(event: events.Key) -> bool:
    return event.is_printable and event.character not in (None, "?")
