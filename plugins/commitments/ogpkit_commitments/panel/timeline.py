"""Milestones over time."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from textual import getters
from textual.widgets import Static

from ogpkit.api.text import _, current_language
from ogpkit.api.ui import plain_content
from ogpkit_commitments.panel.part import PlanPart
from ogpkit_commitments.timeline import draw_plan

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from ogpkit_commitments.plan import ActionPlan


MOST: Final = 1000
"""Lines that are drawn."""


class Timeline(PlanPart):
    """Milestones over time, with today's line."""

    drawing_label = getters.query_one(".drawing", Static)

    def compose(self) -> ComposeResult:
        """Yield one drawing, and what its signs mean."""
        yield Static("", classes="drawing")
        yield Static(
            plain_content(_("█ complete  ▓ substantial  ▒ limited  ░ not started  x withdrawn  ! late  │ today")),
            classes="legend",
        )

    def show_plan(self, plan: ActionPlan) -> None:
        """Draw the plan."""
        width = max(self.size.width - 3, 40)
        lines = list(
            islice(draw_plan(plan, width, width // 3, current_language(), self.desk.workspace.today), MOST + 1)
        )
        if len(lines) > MOST:
            lines[MOST:] = [_("… and more: the whole plan is in “ogpkit plan export”.")]
        self.drawing_label.update(plain_content("\n".join(lines)))

    def on_resize(self) -> None:
        """Draw it for the new width."""
        self.follow()
