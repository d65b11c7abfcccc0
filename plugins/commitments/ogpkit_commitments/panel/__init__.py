"""The plan panel: commitments, milestones, timeline, expectations, stages, and the plan as a document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual import getters
from textual.containers import Vertical
from textual.widgets import Static

from ogpkit.api.text import _, _n, text_bar
from ogpkit.api.ui import LiveWidget, SubTabs, make_table_list, plain_content
from ogpkit_commitments.edition import get_rules
from ogpkit_commitments.panel.commitments import CommitmentTable
from ogpkit_commitments.panel.expectations import Expectations
from ogpkit_commitments.panel.preview import Preview
from ogpkit_commitments.panel.stages import Stages
from ogpkit_commitments.panel.timeline import Timeline
from ogpkit_commitments.plan import ActionPlan, plan_of
from ogpkit_commitments.progress import list_milestones, measure_progress
from ogpkit_commitments.views import MILESTONES

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

    from ogpkit.api import Place
    from ogpkit.api.editing import EditSession

STYLES: Final = Path(__file__).with_name("panel.tcss").read_text("utf-8")


def plan_panel(desk: EditSession, place: Place) -> Widget:
    """Make the panel.

    Args:
        place: The cycle.
    """
    return PlanPanel(desk, place)


class PlanPanel(LiveWidget, Vertical):
    """Plan of a cycle."""

    DEFAULT_CSS = STYLES

    summary_label = getters.query_one(".summary", Static)

    def compose(self) -> ComposeResult:
        """Yield a summary above the parts."""
        yield Static("", classes="summary")
        yield SubTabs(
            self.desk,
            self.place,
            {
                CommitmentTable: _("Commitments"),
                make_table_list(MILESTONES): _("Milestones"),
                Timeline: _("Timeline"),
                Expectations: _("Expectations"),
                Stages: _("Stages"),
                Preview: _("Preview"),
            },
        )

    def show(self) -> None:
        """Sum the plan up."""
        plan = plan_of(self.desk.workspace, self.place.country, self.place.cycle)
        said = _summarize_plan(plan, self.desk) if plan else _("This cycle has no cycle.toml that can be read.")
        self.summary_label.update(plain_content(said))


def _summarize_plan(plan: ActionPlan, desk: EditSession) -> str:
    part = get_rules(plan.cycle.entity.edition, desk.workspace)
    found = measure_progress(list_milestones(one.entity for one in plan.commitments), part, desk.workspace.today)
    count = _n("{count} commitment", "{count} commitments", len(plan.commitments)).format(count=len(plan.commitments))
    if found.share is None:
        return count
    said = _("{done} of {all} milestones complete").format(done=found.complete, all=found.milestones)
    planned = "" if found.planned is None else " · " + _("planned by now {share} %").format(share=round(found.planned))
    return f"{text_bar(found.share, 100, 16)} {round(found.share)} % · {count} · {said}{planned}"
