"""What the parts of the plan panel have in common: they follow every change at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.widget import Widget

from ogpkit_commitments.plan import ActionPlan, plan_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from ogpkit.contributions import Place
    from ogpkit.desk import Desk


class Following(VerticalScroll):
    """A part of the panel that shows itself anew after every change at the desk."""

    def __init__(self, desk: Desk, place: Place) -> None:
        """Follow a cycle.

        Args:
            desk: The workspace.
            place: The cycle.
        """
        super().__init__(can_focus=False)
        self.desk = desk
        self.place = place
        self._stop: Callable[[], None] | None = None

    def on_mount(self) -> None:
        """Show it, and follow every change."""
        self._stop = self.desk.subscribe(self.follow)
        self.call_after_refresh(self.follow)

    def on_unmount(self) -> None:
        """Follow no longer."""
        if self._stop:
            self._stop()

    @property
    def plan(self) -> ActionPlan | None:
        """The plan as it is now."""
        return plan_of(self.desk.workspace, self.place.country, self.place.cycle)

    def follow(self) -> None:
        """Show the plan as it is now; a part that nobody sees waits until somebody does."""
        if not self.is_attached or not all(
            node.display for node in self.ancestors_with_self if isinstance(node, Widget)
        ):
            return
        plan = self.plan
        if plan is not None:
            self.show(plan)

    def show(self, plan: ActionPlan) -> None:
        """Show the plan.

        Args:
            plan: The plan.
        """
