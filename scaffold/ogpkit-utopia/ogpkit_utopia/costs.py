"""What the commitments of a cycle cost, for the page and for the command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api.content import Commitment
from ogpkit.api.text import Table, _, current_language
from ogpkit_utopia.model import Budget

if TYPE_CHECKING:
    from ogpkit.api.content import Workspace


def costs_table(workspace: Workspace, country: str, cycle: str) -> Table:
    """Return one row for each commitment that says what it costs.

    Args:
        country: The country's identifier.
        cycle: The cycle's identifier.
    """
    rows = [
        (
            document.id,
            document.entity.title.best(current_language(), workspace.language),
            budget.cost,
            budget.budget_line,
        )
        for document in workspace.all(Commitment, country, cycle)
        if (budget := document.extension(Budget)) is not None
    ]
    titles = (_("Commitment"), _("Title"), _("Cost"), _("Line of the budget"))
    return Table(("commitment", "title", "cost", "budget_line"), rows, titles)
