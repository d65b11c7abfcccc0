"""The page “Quarter” of a cycle: which reports are missing, by department."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters, on
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, DataTable, Select, Static

from ogpkit.api.text import _
from ogpkit.api.ui import LiveWidget, RecordTable, plain_content
from ogpkit_ca.beginning import begin, begin_all
from ogpkit_ca.tables import quarter_table
from ogpkit_ca.tracker import Tracker, no_tracker, tracker

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from ogpkit.api import Place
    from ogpkit.api.editing import EditSession


class QuarterPanel(LiveWidget, Vertical):
    """One quarter's reports by department; Enter or a click opens a report, and begins it where there is none."""

    DEFAULT_CSS = """
    QuarterPanel {
        .tools { height: 1; margin: 0 1; }
        .tools Select { width: 18; }
        .tools Button { margin-left: 2; }
        .summary { height: auto; padding: 0 1; text-style: bold; }
        DataTable { height: 1fr; }
    }
    """

    summary_label = getters.query_one(".summary", Static)

    def __init__(self, desk: EditSession, place: Place) -> None:
        """Show the last quarter that has ended.

        Args:
            place: The cycle.
        """
        super().__init__(desk, place)
        found = self._tracker
        self._period = found.last_period if found else ""

    def compose(self) -> ComposeResult:
        """Yield the quarter, what is missing in all, and a table of the departments."""
        found = self._tracker
        periods = found.part.periods if found else ()
        with Horizontal(classes="tools"):
            yield Select(
                [(period, period) for period in reversed(periods)],
                value=self._period or Select.NULL,
                prompt=_("Quarter"),
                compact=True,
                classes="period",
            )
            yield Button(_("Begin the missing reports"), compact=True, classes="begin")
        yield Static("", classes="summary")
        titles = (_("Department"), _("Owed"), _("Reported"), _("Missing"), _("Missing indicators"))
        yield RecordTable(titles, classes="first")

    @property
    def _tracker(self) -> Tracker | None:
        return tracker(self.desk.workspace, self.place.country, self.place.cycle)

    def show(self) -> None:
        """Say what is missing in the quarter, in all and by department."""
        found, shown = self._tracker, self.query_one(RecordTable)
        summary = self.summary_label
        if found is None:
            shown.clear()
            summary.update(no_tracker())
            return
        table = quarter_table(found, self._period)
        shown.fill_by_key({str(row[0]): [str(cell) for cell in row] for row in table.rows}, 60)
        missing = [row for row in table.rows if row[3]]
        said = _("{period}: {missing} of {all} departments have not reported on all their indicators")
        summary.update(plain_content(said.format(period=self._period, missing=len(missing), all=len(table.rows))))

    @on(Select.Changed, ".period")
    def _choose(self, event: Select.Changed) -> None:
        event.stop()
        if isinstance(event.value, str) and event.value != self._period:
            self._period = event.value
            self.show()

    @on(DataTable.RowSelected)
    def _open(self, event: DataTable.RowSelected) -> None:
        event.stop()
        found = self._tracker
        if found is not None:
            path = begin(self.desk, found, found.of_department(self._period, str(event.row_key.value)))
            self.open(path)

    @on(Button.Pressed, ".begin")
    def _begin(self, event: Button.Pressed) -> None:
        event.stop()
        self.notify(plain_content(begin_all(self.desk, self.place, self._period)).plain, markup=False)
