"""Beginning the reports of a quarter: one file a department, with its indicators and what it said of them before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.api import Action, ActionResult, Place, Scope
from ogpkit.api.text import N_, _n
from ogpkit_ca.model import QuarterlyReport, Update
from ogpkit_ca.tracker import DepartmentQuarter, NoTracker, Tracker, no_tracker, tracker

if TYPE_CHECKING:
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


def begin(session: EditSession, found: Tracker, one: DepartmentQuarter) -> str:
    """Begin a department's report, unless it is there.

    Args:
        one: The department and quarter.

    Returns:
        The path of the report.
    """
    if one.path not in session.workspace.documents:
        session.create(one.path, begun(found, one))
    return one.path


def begin_all(session: EditSession, place: Place, period: str = "") -> str:
    """Begin the reports of all departments on a quarter.

    Args:
        place: The cycle.
        period: The quarter; the last one that has ended when left out.
    """
    found = tracker(session.workspace, place.country, place.cycle)
    if found is None:
        return no_tracker()
    period = period or found.last_period
    wanted = [one for one in found.quarter(period) if one.owed and one.path not in session.workspace.documents]
    for one in wanted:
        begin(session, found, one)
    count = len(wanted)
    said = _n("{count} report on {period} is created.", "{count} reports on {period} are created.", count)
    return said.format(count=count, period=period)


@attrs.frozen(kw_only=True)
class NewReport:
    """A report of one department on one quarter.

    Attributes:
        department: The department.
        period: The quarter, for example 2022-12.
    """

    department: str
    period: str


def begin_report(session: EditSession, place: Place, parameters: NewReport) -> ActionResult:
    """Begin a department's report on a quarter, and go to it.

    Args:
        place: The cycle.

    Raises:
        NoTracker: The edition of the cycle has none.
    """
    found = tracker(session.workspace, place.country, place.cycle)
    if found is None:
        raise NoTracker(no_tracker())
    path = begin(session, found, found.of_department(parameters.period, parameters.department))
    return ActionResult(message="", place=Place(country=place.country, cycle=place.cycle, path=path))


@attrs.frozen(kw_only=True)
class NewReports:
    """The reports of all departments on one quarter.

    Attributes:
        period: The quarter, for example 2022-12. The default is the last quarter that has ended.
    """

    period: str = ""


def begin_reports(session: EditSession, place: Place, parameters: NewReports) -> str:
    """Begin the reports of all departments on a quarter.

    Args:
        place: The cycle.
    """
    return begin_all(session, place, parameters.period)


BEGIN_REPORT: Final = Action(
    name="canada-begin-report",
    title=N_("Start the report"),
    help=N_("Start the report of a department on a quarter, and go to it."),
    scope=Scope.CYCLE,
    is_in_palette=False,
    parameters=NewReport,
    run=begin_report,
    of_row=("department", "period"),
)
"""Start the report of one department."""

BEGIN_REPORTS: Final = Action(
    name="begin-reports",
    title=N_("Start the missing reports"),
    help=N_("Create a file for each department whose report is missing."),
    scope=Scope.CYCLE,
    parameters=NewReports,
    run=begin_reports,
)
"""Begin the reports of all departments."""
