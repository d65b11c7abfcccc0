"""What departments owe, for the calendar and for the overview of a cycle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import DueDate, DueDates, Place, Scope, Status, StatusSource, Verdict
from ogpkit.api.content import Cycle
from ogpkit.api.text import _, _n
from ogpkit_ca.edition import end_of
from ogpkit_ca.rules.examples import SECTION
from ogpkit_ca.tracker import DepartmentQuarter, tracker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Workspace


def obligations(workspace: Workspace) -> Iterator[DueDate]:
    """Yield a report for each department and quarter; met when all its indicators are in it."""
    for cycle in workspace.all(Cycle):
        found = tracker(workspace, cycle.country, cycle.cycle)
        for period in found.part.periods if found else ():
            for one in found.quarter(period) if found else ():
                if one.owed and found:
                    here = Place(country=cycle.country, cycle=cycle.cycle, path=one.path)
                    yield DueDate(
                        title=_("Quarterly report of {department} on {period}").format(
                            department=one.department, period=period
                        ),
                        due=found.part.due(period),
                        place=here,
                        section=SECTION,
                        done=None if one.missing else end_of(period),
                    )


def standings(workspace: Workspace, place: Place) -> Iterator[Status]:
    """Yield how many reports on the last quarter are there.

    Args:
        place: The cycle.
    """
    found = tracker(workspace, place.country, place.cycle)
    if found is None or not found.departments:
        return
    period = found.last_period
    quarter = [one for one in found.quarter(period) if one.owed]
    missing = [one for one in quarter if one.missing]
    is_late = found.part.due(period) < workspace.today
    yield Status(
        verdict=Verdict.GOOD if not missing else Verdict.BAD if is_late else Verdict.ATTENTION,
        headline=_("{done} of {all} quarterly reports on {period}").format(
            done=len(quarter) - len(missing), all=len(quarter), period=period
        ),
        shown_by=tuple(
            Place(country=place.country, cycle=place.cycle, path=one.path)
            for one in quarter
            if one.path in workspace.documents
        ),
        missing=tuple(map(_said, missing)),
    )


def _said(one: DepartmentQuarter) -> str:
    count = len(one.missing)
    said = _n("{department}: {count} indicator", "{department}: {count} indicators", count)
    return said.format(department=one.department, count=count)


OBLIGATIONS: Final = DueDates(name="quarterly-reports", derive=obligations)
"""A report for each department and quarter."""

STANDINGS: Final = StatusSource(
    name="quarterly-reports", title="Quarterly reports", scope=Scope.CYCLE, derive=standings
)
"""How many reports on the last quarter are there."""
