"""A plan and its progress as tables, for the command line and for sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api.text import Table
from ogpkit_commitments.edition import get_rules
from ogpkit_commitments.progress import (
    Progress,
    list_milestones,
    measure_by_challenge,
    measure_by_principle,
    measure_progress,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Workspace
    from ogpkit_commitments.plan import ActionPlan


def build_progress_table(plan: ActionPlan, workspace: Workspace) -> Table:
    """Return progress by cycle, challenge, principle, commitment and milestone.

    Args:
        workspace: Where it lies.
    """
    columns = ("of", "name", "milestones", "complete", "percent", "planned", "late", "at_risk")
    return Table(columns, [(of, name, *_list_figures(found)) for of, name, found in _list_parts(plan, workspace)])


def _list_parts(plan: ActionPlan, workspace: Workspace) -> Iterator[tuple[str, str, Progress]]:
    part, today = get_rules(plan.cycle.entity.edition, workspace), workspace.today
    yield (
        "cycle",
        plan.cycle.cycle,
        measure_progress(list_milestones(one.entity for one in plan.commitments), part, today),
    )
    for challenge, found in measure_by_challenge(plan, part, today).items():
        yield "challenge", challenge.value, found
    for principle, found in measure_by_principle(plan, part, today).items():
        yield "principle", principle.value, found
    for document in plan.commitments:
        yield "commitment", document.id, measure_progress(document.entity.milestones, part, today)
        for milestone in document.entity.milestones:
            yield "milestone", f"{document.id}/{milestone.id}", measure_progress((milestone,), part, today)


def _list_figures(found: Progress) -> tuple[object, ...]:
    return (
        found.milestones,
        found.complete,
        None if found.share is None else round(found.share, 1),
        None if found.planned is None else round(found.planned, 1),
        len(found.late),
        len(found.at_risk),
    )
