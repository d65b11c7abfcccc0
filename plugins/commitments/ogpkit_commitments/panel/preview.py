"""The plan as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Markdown

from ogpkit.language import spoken
from ogpkit_commitments.exporting import as_markdown
from ogpkit_commitments.panel.following import Following

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from ogpkit_commitments.plan import ActionPlan


class Preview(Following):
    """The plan as a document, in the language that is chosen."""

    def compose(self) -> ComposeResult:
        """One document."""
        yield Markdown("", open_links=False)

    def show(self, plan: ActionPlan) -> None:
        """Set the document.

        Args:
            plan: The plan.
        """
        self.query_one(Markdown).update(as_markdown(plan, self.desk.workspace, spoken()))
