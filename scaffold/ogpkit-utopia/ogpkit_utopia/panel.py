"""The page “Costs” of a cycle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.widgets import DataTable, Static

from ogpkit.app.panels import GoTo, line_text
from ogpkit.contributions import Place
from ogpkit.language import _
from ogpkit.model import Commitment
from ogpkit_utopia.costs import costs_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from ogpkit.desk import Desk


class CostsPanel(Vertical):
    """What the commitments of a cycle cost; Enter or a click opens one."""

    DEFAULT_CSS = """
    CostsPanel {
        DataTable { height: 1fr; }
        .total { height: 1; padding: 0 1; text-style: bold; }
    }
    """

    def __init__(self, desk: Desk, place: Place) -> None:
        """Show a cycle.

        Args:
            desk: The workspace.
            place: The cycle.
        """
        super().__init__()
        self._desk = desk
        self._place = place
        self._stop: Callable[[], None] | None = None

    def compose(self) -> ComposeResult:
        """The total above the table."""
        yield Static("", classes="total")
        yield DataTable(cursor_type="row", classes="first")

    def on_mount(self) -> None:
        """Make the columns, and follow every change at the desk."""
        table = costs_table(self._desk.workspace, self._place.country, self._place.cycle)
        self.query_one(DataTable).add_columns(*table.titles)
        self._stop = self._desk.subscribe(self._show)
        self._show()

    def on_unmount(self) -> None:
        """Follow no longer."""
        if self._stop:
            self._stop()

    def _show(self) -> None:
        shown = self.query_one(DataTable)
        table = costs_table(self._desk.workspace, self._place.country, self._place.cycle)
        shown.clear()
        for row in table.rows:
            shown.add_row(*(line_text("" if cell is None else str(cell), 40) for cell in row), key=str(row[0]))
        total = sum(cost for _id, _title, cost, _line in table.rows if isinstance(cost, int))
        self.query_one(".total", Static).update(_("Together: {total}").format(total=total))

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Open the commitment.

        Args:
            event: The row.
        """
        country, cycle = self._place.country, self._place.cycle
        document = self._desk.workspace.one(Commitment, country, cycle, str(event.row_key.value))
        if document is not None:
            self.post_message(GoTo(Place(country=country, cycle=cycle, path=document.path)))
