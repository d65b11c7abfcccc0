"""The commitments of a plan as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import getters, on
from textual.containers import Horizontal
from textual.widgets import Button, DataTable, Input, Static

from ogpkit.api.text import N_, _, _n, current_language, fold
from ogpkit.api.ui import RecordTable, text_bar
from ogpkit_commitments.editing import begin, copy, move
from ogpkit_commitments.edition import get_rules
from ogpkit_commitments.panel.part import PlanPart
from ogpkit_commitments.progress import measure_progress

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from ogpkit.api import Place
    from ogpkit.api.editing import EditSession
    from ogpkit_commitments.plan import ActionPlan

_COLUMNS: Final = (
    *(N_("No."), N_("Commitment"), N_("Done"), N_("Late")),
    *(N_("Ends"), N_("Grand challenge"), N_("Lead")),
)

MOST: Final = 200
"""Commitments that are listed at once; the filter finds the others."""


class CommitmentTable(PlanPart):
    """Commitments, sorted by any column and filtered as one types."""

    count_label = getters.query_one(".count", Static)
    filter_input = getters.query_one(".filter", Input)

    def __init__(self, desk: EditSession, place: Place) -> None:
        """Follow a cycle.

        Args:
            place: The cycle.
        """
        super().__init__(desk, place)
        self._sorted_by = 0
        self._reverse = False
        self._rows: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = []

    def compose(self) -> ComposeResult:
        """Yield filter, tools, table, count."""
        yield Input(placeholder=_("Type to filter the commitments"), compact=True, classes="filter")
        with Horizontal(classes="tools"):
            for name, label in (
                ("open", _("Open")),
                ("new", _("New")),
                ("copy", _("Copy")),
                ("up", _("Earlier")),
                ("down", _("Later")),
                ("delete", _("Delete")),
            ):
                yield Button(label, name=name, compact=True, classes=name)
        yield RecordTable(_(title) for title in _COLUMNS)
        yield Static("", classes="count")

    def show_plan(self, plan: ActionPlan) -> None:
        """Read the rows."""
        part, today = get_rules(plan.cycle.entity.edition, self.desk.workspace), self.desk.workspace.today
        rows: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = []
        for document in plan.commitments:
            commitment = document.entity
            found = measure_progress(commitment.milestones, part, today)
            done = "–" if found.share is None else f"{text_bar(found.share, 100, 10)} {round(found.share):>3} %"
            cells = (
                commitment.number,
                commitment.title.best(current_language(), self.desk.workspace.language, "en"),
                done,
                str(len(found.late)) if found.late else "",
                commitment.end.isoformat() if commitment.end else "",
                _(commitment.challenge.label) if commitment.challenge else "",
                commitment.lead,
            )
            rows.append((document.path, cells, tuple(map(fold, cells))))
        self._rows = rows
        self._fill()

    def _fill(self) -> None:
        words = fold(self.filter_input.value).split()
        kept = [row for row in self._rows if all(word in "\n".join(row[2]) for word in words)]
        if self._sorted_by or self._reverse:
            kept.sort(key=lambda row: row[2][self._sorted_by], reverse=self._reverse)
        self.query_one(RecordTable).fill_by_key({path: cells for path, cells, _folded in kept[:MOST]}, 56)
        count = _n("{shown} of {all} commitment", "{shown} of {all} commitments", len(self._rows))
        said = count.format(shown=len(kept), all=len(self._rows))
        if len(kept) > MOST:
            said += " · " + _("the first {most} are listed: type to narrow them down").format(most=MOST)
        self.count_label.update(said)

    @on(Input.Changed, ".filter")
    def _filter(self, event: Input.Changed) -> None:
        event.stop()
        self._fill()

    @on(DataTable.HeaderSelected)
    def _sort(self, event: DataTable.HeaderSelected) -> None:
        self._reverse = not self._reverse if event.column_index == self._sorted_by else False
        self._sorted_by = event.column_index
        self._fill()

    @on(DataTable.RowSelected)
    def _open_selected(self, event: DataTable.RowSelected) -> None:
        self.open(str(event.row_key.value))

    @on(Button.Pressed)
    def _press_tool(self, event: Button.Pressed) -> None:
        event.stop()
        path, tool = self.query_one(RecordTable).chosen_key, str(event.button.name)
        if path or tool == "new":
            self.try_action(lambda: self._do(tool, path))

    def _do(self, tool: str, path: str) -> None:
        match tool:
            case "new":
                self.open(begin(self.desk, self.place.country, self.place.cycle))
            case "open":
                self.open(path)
            case "copy":
                self.open(copy(self.desk, path))
            case "delete":
                self.desk.delete(path)
                self.notify(_("Deleted. F6 brings it back."), markup=False)
            case "up" | "down":
                move(self.desk, path, -1 if tool == "up" else 1)
