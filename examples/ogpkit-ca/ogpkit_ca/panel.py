"""The page “Quarter” of a cycle: which reports are missing, by quarter and department."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import Scope, Section, TableColumn, TableRow, TableSection, TableView, TextSection, Verdict
from ogpkit.api.text import N_, _
from ogpkit_ca.tracker import DepartmentQuarter, no_tracker, tracker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api import Place
    from ogpkit.api.content import Workspace


def write_summary(workspace: Workspace, place: Place) -> Iterator[str]:
    """Yield how many departments have not reported on the last quarter that has ended.

    Args:
        place: The cycle.
    """
    found = tracker(workspace, place.country, place.cycle)
    if found is None:
        yield no_tracker()
        return
    owing = [one for one in found.quarter(found.last_period) if one.owed]
    said = _("{period}: {missing} of {all} departments have not reported on all their indicators")
    missing = sum(bool(one.missing) for one in owing)
    yield said.format(period=found.last_period, missing=missing, all=len(owing))


def list_quarters(workspace: Workspace, place: Place) -> Iterator[TableRow[DepartmentQuarter]]:
    """Yield what each department owes, the last quarter that has ended first, then those before it, then those to come.

    Args:
        place: The cycle.
    """
    found = tracker(workspace, place.country, place.cycle)
    if found is None:
        return
    ended = found.part.ended(workspace.today)
    for period in (*reversed(ended), *(one for one in found.part.periods if one not in ended)):
        for one in found.quarter(period):
            if one.owed:
                document = found.report(period, one.department)
                yield TableRow(item=one, workspace=workspace, place=place, document=document)


QUARTERS: Final = TableView(
    name="canada-quarters",
    title=N_("Quarterly reports"),
    scope=Scope.CYCLE,
    rows=list_quarters,
    columns=(
        TableColumn("period", derive=lambda row: row.item.period, label=N_("Quarter")),
        TableColumn("department", derive=lambda row: row.item.department, label=N_("Department")),
        TableColumn("owed", derive=lambda row: len(row.item.owed), label=N_("Required")),
        TableColumn("reported", derive=lambda row: len(row.item.given), label=N_("Reported")),
        TableColumn(
            "missing",
            derive=lambda row: len(row.item.missing),
            label=N_("Missing"),
            tone=lambda row: Verdict.BAD if row.item.missing else Verdict.GOOD,
        ),
        TableColumn("indicators", derive=lambda row: row.item.missing, label=N_("Missing indicators")),
    ),
)
"""What each department owes and has reported, quarter by quarter."""

SECTIONS: Final[tuple[Section, ...]] = (
    TextSection(write=write_summary),
    TableSection(table=QUARTERS, actions=("canada-begin-report", "begin-reports")),
)
"""The summary above the table; Enter opens a report, and begins it where there is none."""
