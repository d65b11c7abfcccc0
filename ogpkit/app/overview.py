"""All countries at a glance: sorted by any column, filtered as one types."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.widgets import DataTable, Input, Static

from ogpkit.app.going import GoTo
from ogpkit.app.places import SIGNS, name_of
from ogpkit.app.plain import line_text
from ogpkit.contributions import Place, Scope, Verdict
from ogpkit.language import _, _n

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from ogpkit.desk import Desk

_ORDER = tuple(Verdict)


class Overview(Vertical):
    """A row a country, a column a mechanism."""

    def __init__(self, desk: Desk, _place: Place) -> None:
        """Show a workspace.

        Args:
            desk: The workspace.
        """
        super().__init__()
        self._desk = desk
        self._sorted_by = 0
        self._reverse = False
        self._rows: list[tuple[str, tuple[tuple[str, str], ...]]] = []
        self._speakers = {
            owned.plugin: owned.value.title for owned in desk.plugins.standings if owned.value.scope is Scope.COUNTRY
        }
        self._stop: Callable[[], None] | None = None

    def compose(self) -> ComposeResult:
        """A filter above the table."""
        yield Input(placeholder=_("Type to filter: a name, a code, a verdict"), id="filter")
        table: DataTable[object] = DataTable(cursor_type="row", zebra_stripes=True)
        yield table
        yield Static("", classes="count")

    def on_mount(self) -> None:
        """Fill the table and follow every change."""
        table = self.query_one(DataTable)
        for title in (_("Country"), _("Code"), *(_(title) for title in self._speakers.values()), _("Problems")):
            table.add_column(line_text(title))
        self._stop = self._desk.subscribe(self._read)
        self._read()

    def on_unmount(self) -> None:
        """Follow no longer."""
        if self._stop:
            self._stop()

    @on(Input.Changed, "#filter")
    def _filtered(self) -> None:
        self._show()

    @on(Input.Submitted, "#filter")
    def _entered(self) -> None:
        self.query_one(DataTable).focus()

    @on(DataTable.HeaderSelected)
    def _sort(self, event: DataTable.HeaderSelected) -> None:
        self._reverse = not self._reverse if event.column_index == self._sorted_by else False
        self._sorted_by = event.column_index
        self._show()

    @on(DataTable.RowSelected)
    def _chosen(self, event: DataTable.RowSelected) -> None:
        self.post_message(GoTo(Place(country=str(event.row_key.value))))

    def sort_next(self) -> None:
        """Sort by the next column."""
        self._sorted_by = (self._sorted_by + 1) % len(self.query_one(DataTable).ordered_columns)
        self._reverse = False
        self._show()

    def _read(self) -> None:
        if not self.is_attached:
            return
        counts: dict[str, int] = {}
        for finding in self._desk.findings:
            parts = finding.path.split("/")
            if parts[0] == "countries" and len(parts) > 1:
                counts[parts[1]] = counts.get(parts[1], 0) + 1
        self._rows = [(country, self._cells(country, counts)) for country in self._desk.workspace.countries]
        self._show()

    def _cells(self, country: str, counts: dict[str, int]) -> tuple[tuple[str, str], ...]:
        """The cells of a country: what is shown, and what it is sorted by."""
        name = name_of(self._desk.workspace, country)
        cells = [(name, _folded(name)), (country, country)]
        said = self._desk.standings(Place(country=country))
        for plugin in self._speakers:
            own = [owned.value for owned in said if owned.plugin == plugin]
            text = "; ".join(f"{SIGNS[one.verdict]} {one.headline}" for one in own) or "–"
            cells.append((text, f"{_ORDER.index(own[0].verdict) if own else 9}{text}"))
        cells.append((str(counts.get(country, 0)), f"{counts.get(country, 0):06}"))
        return tuple(cells)

    def _show(self) -> None:
        wanted = _folded(self.query_one("#filter", Input).value).split()
        kept = [
            (country, cells)
            for country, cells in self._rows
            if all(any(word in _folded(text) for text, _key in cells) for word in wanted)
        ]
        column = min(self._sorted_by, len(self._speakers) + 2)
        kept.sort(key=lambda row: row[1][column][1], reverse=self._reverse)
        table = self.query_one(DataTable)
        cursor = table.cursor_row
        table.clear()
        for country, cells in kept:
            table.add_row(*(line_text(text, 48) for text, _key in cells), key=country)
        table.move_cursor(row=min(cursor, max(len(kept) - 1, 0)))
        count = _n("{shown} of {all} country", "{shown} of {all} countries", len(self._rows))
        self.query_one(".count", Static).update(count.format(shown=len(kept), all=len(self._rows)))


def _folded(text: str) -> str:
    """A text without case and accents, so that `cote` finds Côte d'Ivoire."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()
