"""The plan panel: commitments, milestones, timeline, expectations, stages, and the plan as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.widgets import Static, TabbedContent, TabPane

from ogpkit.app.plain import plain
from ogpkit.app.widgets.bar import bar
from ogpkit.language import _, _n
from ogpkit_commitments.edition import part_of
from ogpkit_commitments.panel.commitments import CommitmentTable
from ogpkit_commitments.panel.expectations import Expectations
from ogpkit_commitments.panel.following import Following
from ogpkit_commitments.panel.milestones import MilestoneTable
from ogpkit_commitments.panel.preview import Preview
from ogpkit_commitments.panel.stages import Stages
from ogpkit_commitments.panel.timeline import Timeline
from ogpkit_commitments.plan import ActionPlan, plan_of
from ogpkit_commitments.progress import milestones_of, progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.widget import Widget

    from ogpkit.contributions import Place
    from ogpkit.desk import Desk


def plan_panel(desk: Desk, place: Place) -> Widget:
    """Make the panel.

    Args:
        desk: The workspace.
        place: The cycle.
    """
    return PlanPanel(desk, place)


class PlanPanel(Vertical):
    """The plan of a cycle."""

    DEFAULT_CSS = """
    PlanPanel {
        TabbedContent, ContentSwitcher, TabPane, Following { height: 1fr; }
        .summary { height: auto; padding: 0 1; text-style: bold; }
        .filter { height: 1; margin: 0 1; }
        .tools { height: 1; }
        .tools Button { margin-right: 1; min-width: 8; }
        .edit { dock: bottom; height: 3; padding: 0 1; }
        .edit .what { height: 1; text-style: bold; }
        .edit Horizontal { height: 1; }
        .edit .status { width: 22; }
        .edit .due, .edit .completed { width: 14; margin-left: 1; }
        .edit .evidence { width: 1fr; margin: 0 1; }
        MilestoneTable DataTable { height: 1fr; }
        .step { height: 3; }
        .step .stage { width: 34; }
        .step .on { width: 16; }
        .step .by { width: 1fr; }
        .count, .legend { height: 1; color: $text-muted; padding: 0 1; }
        .history, .expectations, .drawing, .missing { padding: 0 1; height: auto; }
        CommitmentTable DataTable { height: 1fr; }
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
        """A summary above the parts."""
        yield Static("", classes="summary")
        with TabbedContent():
            for title, part in (
                (_("Commitments"), CommitmentTable),
                (_("Milestones"), MilestoneTable),
                (_("Timeline"), Timeline),
                (_("Expectations"), Expectations),
                (_("Stages"), Stages),
                (_("Preview"), Preview),
            ):
                with TabPane(title):
                    yield part(self._desk, self._place)

    @on(TabbedContent.TabActivated)
    def _turned_to(self, event: TabbedContent.TabActivated) -> None:
        for part in event.pane.query(Following):
            self.call_after_refresh(part.follow)

    def on_mount(self) -> None:
        """Follow every change."""
        self._stop = self._desk.subscribe(self._summarise)
        self._summarise()

    def on_unmount(self) -> None:
        """Follow no longer."""
        if self._stop:
            self._stop()

    def _summarise(self) -> None:
        plan = plan_of(self._desk.workspace, self._place.country, self._place.cycle)
        if not self.is_attached:
            return
        if plan is None:
            self.query_one(".summary", Static).update(_("This cycle has no cycle.toml that can be read."))
            return
        self.query_one(".summary", Static).update(plain(_summary(plan, self._desk)))


def _summary(plan: ActionPlan, desk: Desk) -> str:
    part = part_of(plan.cycle.entity.edition, desk.workspace)
    found = progress(milestones_of(one.entity for one in plan.commitments), part, desk.workspace.today)
    count = _n("{count} commitment", "{count} commitments", len(plan.commitments)).format(count=len(plan.commitments))
    if found.share is None:
        return count
    said = _("{done} of {all} milestones complete").format(done=found.complete, all=found.milestones)
    planned = "" if found.planned is None else " · " + _("planned by now {share} %").format(share=round(found.planned))
    return f"{bar(found.share, 100, 16)} {round(found.share)} % · {count} · {said}{planned}"
