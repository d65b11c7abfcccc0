"""Beginning the reports of a quarter: one file a department, with its indicators and what it said of them before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import AppCommand, Scope
from ogpkit.api.text import N_, _n
from ogpkit_ca.model import QuarterlyReport, Update
from ogpkit_ca.tracker import DepartmentQuarter, Tracker, no_tracker, tracker

if TYPE_CHECKING:
    from ogpkit.api import Place
    from ogpkit.api.editing import EditSession


def begun(found: Tracker, one: DepartmentQuarter) -> QuarterlyReport:
    """Return a report with every indicator that is owed, and the status that it had before.

    Args:
        one: The department and quarter.
    """

    def status(indicator: str) -> Update:
        before = [update for period, update in found.updates(indicator) if period < one.period]
        return Update(id=indicator, status=before[-1].status if before else None)

    return QuarterlyReport(indicators=tuple(map(status, one.owed)))


def begin(desk: EditSession, found: Tracker, one: DepartmentQuarter) -> str:
    """Begin a department's report, unless it is there.

    Args:
        one: The department and quarter.

    Returns:
        The path of the report.
    """
    if one.path not in desk.workspace.documents:
        desk.create(one.path, begun(found, one))
    return one.path


def begin_all(desk: EditSession, place: Place, period: str = "") -> str:
    """Begin the reports of all departments on a quarter.

    Args:
        place: The cycle.
        period: The quarter; the last one that has ended when left out.
    """
    found = tracker(desk.workspace, place.country, place.cycle)
    if found is None:
        return no_tracker()
    period = period or found.last_period
    wanted = [one for one in found.quarter(period) if one.owed and one.path not in desk.workspace.documents]
    for one in wanted:
        begin(desk, found, one)
    count = len(wanted)
    said = _n("{count} report on {period} is begun.", "{count} reports on {period} are begun.", count)
    return said.format(count=count, period=period)


BEGIN_REPORTS: Final = AppCommand(
    name="begin-reports",
    title=N_("Begin the reports on the last quarter"),
    help=N_("One file for each department that owes one"),
    scope=Scope.CYCLE,
    run=begin_all,
)
"""Begin the reports of all departments."""
