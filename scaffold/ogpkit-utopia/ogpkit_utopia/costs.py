"""What the commitments of a cycle cost: a table for the page, the command and exports, and the sum above it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import Scope, Section, TableColumn, TableSection, TableView, TextSection
from ogpkit.api.content import Commitment
from ogpkit.api.text import N_, _
from ogpkit_utopia.model import Budget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api import Place, TableRow
    from ogpkit.api.content import Document, Workspace


def list_costed(workspace: Workspace, place: Place) -> Iterator[Document[Commitment]]:
    """Yield the commitments of a cycle that say what they cost.

    Args:
        place: The cycle.
    """
    for document in workspace.all(Commitment, place.country, place.cycle):
        if document.extension(Budget) is not None:
            yield document


def _get_budget(row: TableRow[Commitment]) -> Budget:
    return row.extension(Budget) or Budget()


COSTS: Final = TableView(
    name="utopia-costs",
    title="Costs",
    scope=Scope.CYCLE,
    entity=Commitment,
    rows=list_costed,
    columns=(
        TableColumn("commitment", derive=lambda row: row.id, label=N_("Commitment")),
        "title",
        TableColumn("cost", derive=lambda row: _get_budget(row).cost, label=N_("Cost")),
        TableColumn("budget_line", derive=lambda row: _get_budget(row).budget_line, label=N_("Line of the budget")),
    ),
    command="utopia costs",
    help="Show what the commitments of a cycle cost.",
)
"""One row for each commitment that says what it costs."""


def write_total(workspace: Workspace, place: Place) -> Iterator[str]:
    """Yield what all commitments of a cycle cost together.

    Args:
        place: The cycle.
    """
    budgets = [document.extension(Budget) for document in list_costed(workspace, place)]
    total = sum(budget.cost or 0 for budget in budgets if budget is not None)
    yield _("Together: {total}").format(total=total)


SECTIONS: Final[tuple[Section, ...]] = (TextSection(write=write_total), TableSection(table=COSTS))
"""The page “Costs” of a cycle: the sum above the table; Enter or a click opens a commitment."""
