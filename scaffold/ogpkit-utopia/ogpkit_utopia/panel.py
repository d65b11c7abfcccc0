"""The page “Costs” of a cycle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters
from textual.containers import Vertical
from textual.widgets import DataTable, Static

from ogpkit.api.content import Commitment
from ogpkit.api.text import _
from ogpkit.api.ui import LiveWidget, RecordTable
from ogpkit_utopia.costs import costs_table

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from ogpkit.api.text import Table


class CostsPanel(LiveWidget, Vertical):
    """Costs of the commitments of a cycle; Enter or a click opens one."""

    DEFAULT_CSS = """
    CostsPanel {
        DataTable { height: 1fr; }
        .total { height: 1; padding: 0 1; text-style: bold; }
    }
    """

    total_label = getters.query_one(".total", Static)

    def compose(self) -> ComposeResult:
        """Yield the total above the table."""
        yield Static("", classes="total")
        yield RecordTable(self._table().titles, classes="first")

    def show(self) -> None:
        """Fill the table, and say what all commitments cost together."""
        table = self._table()
        rows = {str(row[0]): ["" if cell is None else str(cell) for cell in row] for row in table.rows}
        self.query_one(RecordTable).fill_by_key(rows, 40)
        total = sum(cost for _id, _title, cost, _line in table.rows if isinstance(cost, int))
        self.total_label.update(_("Together: {total}").format(total=total))

    def _table(self) -> Table:
        return costs_table(self.desk.workspace, self.place.country, self.place.cycle)

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Open the commitment."""
        here = self.place.country, self.place.cycle
        document = self.desk.workspace.one(Commitment, *here, str(event.row_key.value))
        if document is not None:
            self.open(document.path)
