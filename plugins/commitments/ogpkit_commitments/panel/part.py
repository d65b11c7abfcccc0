"""What the parts of the plan panel have in common: they show the plan as it is now."""

from __future__ import annotations

from textual.containers import VerticalScroll

from ogpkit.api.ui import LiveWidget
from ogpkit_commitments.plan import ActionPlan, plan_of


class PlanPart(LiveWidget, VerticalScroll, can_focus=False):
    """Part of the panel that shows the plan anew after every change at the desk."""

    @property
    def plan(self) -> ActionPlan | None:
        """Return the plan as it is now."""
        return plan_of(self.desk.workspace, self.place.country, self.place.cycle)

    def show(self) -> None:
        """Show the plan as it is now; where there is none, what was shown stays."""
        plan = self.plan
        if plan is not None:
            self.show_plan(plan)

    def show_plan(self, plan: ActionPlan) -> None:
        """Show the plan."""
