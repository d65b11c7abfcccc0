"""The cycle of an action plan that somebody else numbers: the databases of OGP know plans by country, number and year."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from ogpkit.model.cycle import Cycle
from ogpkit.workspace.rule_sets import get_submission_day

if TYPE_CHECKING:
    from ogpkit.workspace.content import Workspace


@attrs.frozen(kw_only=True)
class PlanCycle:
    """Cycle of an action plan.

    Attributes:
        id: The identifier of the cycle.
        start: The day on which it begins, where nothing says better.
        end: Its last day, likewise.
        is_new: Whether the workspace does not have it yet.
    """

    id: str
    start: date
    end: date
    is_new: bool


def find_plan_cycle(
    workspace: Workspace, country: str, number: str, year: int, end_year: int | None = None
) -> PlanCycle:
    """Return the cycle of an action plan: the one in the workspace that was submitted in its year, else a new one.

    A plan's first and last day are not in the databases. A new cycle begins on 1 January of the year of submission; a first plan
    runs to the end of the following year, a later one for a year longer.

    Args:
        country: The country's identifier.
        number: Which plan of the country it is, from 1.
        year: The year in which it was submitted.
        end_year: The year in which it ends, where that is known.
    """
    cycles = sorted(workspace.all(Cycle, country), key=lambda one: get_submission_day(one.entity))
    same_number = cycles[int(number) - 1 :][:1] if number.isdigit() and int(number) else []
    found = next((one for one in cycles if get_submission_day(one.entity).year == year), None)
    if found is None:
        # the databases do not always agree on the year: the plan of that number may be a year off
        found = next((one for one in same_number if abs(get_submission_day(one.entity).year - year) == 1), None)
    if found is not None:
        return PlanCycle(id=found.cycle, start=found.entity.start, end=found.entity.end, is_new=False)
    last = end_year or year + (1 if number == "1" else 2)
    return PlanCycle(id=f"{year}-{last}", start=date(year, 1, 1), end=date(last, 12, 31), is_new=True)
