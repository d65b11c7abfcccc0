"""What Utopia asks of its commitments beyond the rules of the Partnership."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Example, Problem, Rule
from ogpkit.api.content import Commitment
from ogpkit.api.text import N_, _
from ogpkit_utopia.model import Budget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace

_PATH: Final = "countries/XX/cycles/2012-2013/commitments/portal.toml"
_RIGHT: Final = 'title = "A portal"\n\n[utopia]\ncost = 120000\nbudget_line = "4.2.1"\n'
_WRONG: Final = 'title = "A portal"\n\n[utopia]\ncost = 120000\n'


def names_its_budget_line(document: Document[Commitment], _workspace: Workspace) -> Iterator[Problem]:
    """Find costs for which no line of the budget is named.

    Args:
        _workspace: Where it lies.
    """
    budget = document.extension(Budget)
    if budget is not None and budget.cost and not budget.budget_line:
        yield Problem(
            message=_("This commitment costs {cost}, but has no budget line.").format(cost=budget.cost),
            remedy=_("Add `budget_line`: the line of the national budget that pays for it."),
            at=("utopia", "budget_line"),
        )


RULES: Final[tuple[Rule[Any], ...]] = (
    Rule(
        code="UTO001",
        title=N_("What a commitment costs is in the budget"),
        section="Utopia 1",
        explanation=N_("A commitment without a budget cannot be kept. Name the budget line that pays for it."),
        entity=Commitment,
        check=names_its_budget_line,
        wrong=Example(files={_PATH: _WRONG}),
        right=Example(files={_PATH: _RIGHT}),
    ),
)
"""All rules of this plugin."""
