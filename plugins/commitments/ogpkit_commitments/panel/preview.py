"""The plan as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs
from textual.widgets import Markdown

from ogpkit.api.output import render_markdown
from ogpkit.api.text import _, current_language
from ogpkit_commitments.panel.part import PlanPart
from ogpkit_commitments.paper import plan_writing

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from ogpkit_commitments.plan import ActionPlan


MOST: Final = 100
"""Commitments that are shown."""


class Preview(PlanPart):
    """Plan as a document, in the language that is chosen."""

    def compose(self) -> ComposeResult:
        """Yield one document."""
        yield Markdown("", open_links=False)

    def show_plan(self, plan: ActionPlan) -> None:
        """Set the document."""
        part = attrs.evolve(plan, commitments=plan.commitments[:MOST])
        text = render_markdown(plan_writing(part, self.desk.workspace, current_language()))
        if len(plan.commitments) > MOST:
            text += "\n" + _("… and more: the whole plan is in “ogpkit plan export”.") + "\n"
        self.query_one(Markdown).update(text)
