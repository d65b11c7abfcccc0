"""The table of updates by department and quarter, its sheet, and the page of the portal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import Page, Pages, Scope, SheetImport, SheetLevel, TableColumn, TableView, Verdict
from ogpkit.api.content import Cycle
from ogpkit.api.text import N_, Grid, _, current_language
from ogpkit_gb.model import UPDATE, Register, Report, Status, Update

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api import TableRow
    from ogpkit.api.content import Workspace

_TONES: Final = {Status.GREEN: Verdict.GOOD, Status.AMBER: Verdict.ATTENTION, Status.RED: Verdict.BAD}


def _judge(row: TableRow[Report]) -> Verdict:
    return _TONES.get(row.item.status, Verdict.UNKNOWN) if row.item.status else Verdict.UNKNOWN


UPDATES: Final = TableView(
    name="uk-updates",
    title=N_("Updates of departments"),
    scope=Scope.CYCLE,
    entity=Update,
    within="reports",
    columns=(
        TableColumn("quarter", derive=lambda row: row.id, label=N_("Quarter")),
        "department",
        TableColumn("status", tone=_judge),
        "narrative",
        "recovery",
    ),
    open_data=True,
    panel=True,
    order=40,
)
"""How every department stood in each quarter."""

SHEET: Final = SheetImport(
    name="uk-updates",
    title=N_("Updates of departments from a sheet"),
    kind=UPDATE,
    scope=Scope.CYCLE,
    levels=(SheetLevel(), SheetLevel(name="report", within="reports", key=("department",))),
)
"""What departments send in as a sheet: a column `quarter`, and the columns of a report."""


def render_pages(workspace: Workspace, _language: str) -> Iterator[Page]:
    """Yield a page with the status of each department in each quarter, for every cycle that has updates."""
    for cycle in workspace.all(Cycle):
        updates = workspace.all(Update, cycle.country, cycle.cycle)
        if updates:
            yield _make_page(workspace, cycle.country, cycle.cycle)


def _make_page(workspace: Workspace, country: str, cycle: str) -> Page:
    updates = workspace.all(Update, country, cycle)
    register = workspace.one(Register, country)
    names = {one.id: one.name for one in register.entity.departments} if register else {}
    told = {(report.department, one.id): report.status for one in updates for report in one.entity.reports}
    rows = [
        (name.best(current_language(), workspace.language), *(_say(told.get((id, one.id))) for one in updates))
        for id, name in names.items()
    ]
    grid = Grid((_("Department"), *(one.id for one in updates)), rows)
    return Page(address=f"{country}/{cycle}/updates", title=_("Updates of departments"), blocks=(grid,))


def _say(status: Status | None) -> str:
    return _(status.label) if status else _("No report")


PAGES: Final = Pages(name="uk-updates", title="Updates of departments", render=render_pages)
"""How every department stood in each quarter, for everybody."""
