"""All milestones of a plan as a table, edited in place."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from textual import getters, on
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, DataTable, Input, Select, Static

from ogpkit.api import OgpkitError
from ogpkit.api.content import MilestoneStatus
from ogpkit.api.editing import Change, RemoveValue, SetValue
from ogpkit.api.text import _, current_language
from ogpkit.api.ui import RecordTable, plain_content, plain_line
from ogpkit_commitments.edition import get_rules
from ogpkit_commitments.indicators import add_indicators
from ogpkit_commitments.panel.part import PlanPart
from ogpkit_commitments.progress import is_at_risk, is_late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from ogpkit.api import Place
    from ogpkit.api.content import Milestone
    from ogpkit.api.editing import EditSession
    from ogpkit_commitments.edition import CommitmentsPart
    from ogpkit_commitments.plan import ActionPlan


MOST: Final = 2000
"""Milestones that are listed."""


class MilestoneTable(PlanPart):
    """Table with a row for each milestone; below it the chosen one is changed."""

    trouble_label = getters.query_one(".trouble", Static)
    status_select = getters.query_one(".status", Select)
    due_input = getters.query_one(".due", Input)
    completed_input = getters.query_one(".completed", Input)
    evidence_input = getters.query_one(".evidence", Input)
    what_label = getters.query_one(".what", Static)

    def __init__(self, desk: EditSession, place: Place) -> None:
        """Follow a cycle.

        Args:
            place: The cycle.
        """
        super().__init__(desk, place)
        self._rows: list[tuple[str, int, Milestone]] = []
        self._displayed: tuple[str, int, Milestone] | None = None

    def compose(self) -> ComposeResult:
        """Yield table above, the chosen milestone below."""
        titles = (_("Commitment"), _("Milestone"), _("Due"), _("Status"), _("Completed"), "")
        yield RecordTable(titles)
        with Vertical(classes="edit"):
            yield Static("", classes="what")
            with Horizontal():
                options = [(_(one.label), one.value) for one in MilestoneStatus]
                yield Select(options, allow_blank=False, compact=True, classes="status")
                yield Input(placeholder=_("Due"), compact=True, classes="due")
                yield Input(placeholder=_("Completed"), compact=True, classes="completed")
                yield Input(placeholder=_("Evidence: an address"), compact=True, classes="evidence")
                yield Button(_("Apply"), compact=True, classes="apply")
            yield Static("", classes="trouble")

    def show_plan(self, plan: ActionPlan) -> None:
        """Fill the table."""
        self._rows = [
            (document.path, position, milestone)
            for document in plan.commitments
            for position, milestone in enumerate(document.entity.milestones)
        ][:MOST]
        names = {document.path: document.entity.number or document.id for document in plan.commitments}
        part = get_rules(plan.cycle.entity.edition, self.desk.workspace)
        rows = ((names[path][:12], *self._format_row(milestone, part)) for path, _position, milestone in self._rows)
        self.query_one(RecordTable).fill(rows, max(self.size.width - 56, 20))
        self._show_chosen()

    def _format_row(self, written: Milestone, part: CommitmentsPart) -> tuple[str, ...]:
        milestone, today = add_indicators(written), self.desk.workspace.today
        sign = _("late") if is_late(milestone, today) else _("at risk") if is_at_risk(milestone, part, today) else ""
        return (
            milestone.title.best(current_language(), self.desk.workspace.language, "en"),
            milestone.due.isoformat() if milestone.due else "",
            _(milestone.status.label),
            milestone.completed.isoformat() if milestone.completed else "",
            sign,
        )

    @on(DataTable.RowHighlighted)
    def _show_highlighted(self) -> None:
        self._show_chosen()

    @on(DataTable.RowSelected)
    def _focus_status(self) -> None:
        self.status_select.focus()

    def _find_chosen(self) -> tuple[str, int, Milestone] | None:
        return self.query_one(RecordTable).chosen(self._rows)

    def _show_chosen(self) -> None:
        chosen = self._find_chosen()
        self.query_one(".edit").display = chosen is not None
        if chosen is None or chosen == self._displayed:  # what somebody has begun to type stays
            return
        self._displayed = chosen
        milestone = chosen[2]
        self.what_label.update(plain_line(milestone.title.best(current_language(), "en")))
        self.status_select.value = milestone.status.value
        self.due_input.value = milestone.due.isoformat() if milestone.due else ""
        self.completed_input.value = milestone.completed.isoformat() if milestone.completed else ""
        self.evidence_input.value = " ".join(milestone.evidence)
        self.trouble_label.update("")

    @on(Button.Pressed, ".apply")
    @on(Input.Submitted)
    def _apply(self, event: Button.Pressed | Input.Submitted) -> None:
        event.stop()
        chosen = self._find_chosen()
        if chosen is None:
            return
        path, position, milestone = chosen
        trouble = self.trouble_label
        try:
            changes = tuple(self._list_changes(("milestones", position), milestone))
            if changes:
                title = _("Change the milestone “{title}”").format(title=milestone.title.best(current_language(), "en"))
                self.desk.settle()
                self.desk.change(path, changes, title)
                self.desk.settle()
        except ValueError:
            trouble.update(_("A day is written as year-month-day, for example 2012-12-15. Nothing was changed."))
            trouble.display = True
        except OgpkitError as error:
            trouble.update(plain_content(str(error)))
            trouble.display = True

    def _list_changes(self, at: tuple[str, int], milestone: Milestone) -> Iterator[Change]:
        """Yield the smallest changes from what the file says to what stands in the fields."""
        wanted: dict[str, object] = {
            "status": self.status_select.value,
            "due": _parse_day(self.due_input.value),
            "completed": _parse_day(self.completed_input.value),
            "evidence": self.evidence_input.value.split() or None,
        }
        there: dict[str, object] = {
            "status": milestone.status.value,
            "due": milestone.due,
            "completed": milestone.completed,
            "evidence": list(milestone.evidence) or None,
        }
        for key, value in wanted.items():
            if value != there[key]:
                yield RemoveValue((*at, key)) if value is None else SetValue((*at, key), value)


def _parse_day(text: str) -> date | None:
    return date.fromisoformat(text.strip()) if text.strip() else None
