"""The reporting panels: both reports on a cycle, and the comparison over several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.widgets import Static, TabbedContent, TabPane

from ogpkit.app.plain import plain
from ogpkit.language import _
from ogpkit_reporting.due import independent_due, self_assessment_due
from ogpkit_reporting.panel.comparison import ComparisonTable
from ogpkit_reporting.panel.following import Following
from ogpkit_reporting.panel.own import OwnReport
from ogpkit_reporting.panel.questionnaire import Questionnaire
from ogpkit_reporting.panel.remarks import Remarks
from ogpkit_reporting.panel.steps import Steps
from ogpkit_reporting.reports import Reports, reports_on
from ogpkit_reporting.standing import where_independent, where_own

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.widget import Widget

    from ogpkit.contributions import Place
    from ogpkit.desk import Desk


def reports_panel(desk: Desk, place: Place) -> Widget:
    """Make the panel of a cycle.

    Args:
        desk: The workspace.
        place: The cycle.
    """
    return ReportsPanel(desk, place)


def comparison_panel(desk: Desk, place: Place) -> Widget:
    """Make the panel that compares over several cycles.

    Args:
        desk: The workspace.
        place: A country, or nothing for the whole workspace.
    """
    return ComparisonTable(desk, place)


class ReportsPanel(Vertical):
    """Both reports on a cycle."""

    DEFAULT_CSS = """
    ReportsPanel {
        TabbedContent, ContentSwitcher, TabPane, Following { height: 1fr; }
        .summary { height: auto; padding: 0 1; text-style: bold; }
        .tools, .line { height: 1; }
        .tools Button, .line Button { margin-right: 1; min-width: 8; }
        .edit { dock: bottom; height: auto; padding: 0 1; }
        .what { height: auto; text-style: bold; }
        .missing { height: auto; max-height: 6; }
        .history { height: auto; padding: 0 1; }
        .past { height: 1fr; }
        Following { overflow: hidden; }
        DataTable { height: 1fr; }
        .on { width: 14; margin-right: 1; }
        .who { width: 24; margin-right: 1; }
        .grow { width: 1fr; margin-right: 1; }
        .stage { width: 26; margin-right: 1; }
        .completion, .timely, .sort { width: 20; margin-right: 1; }
        .answering { height: auto; }
        .answering .left { width: 3fr; height: auto; }
        .answering .right { width: 2fr; height: auto; }
        .proof { height: 4; }
        .reasons { height: auto; }
        .thread { height: auto; padding: 0 1; }
    }
    """

    def __init__(self, desk: Desk, place: Place) -> None:
        """Show a cycle.

        Args:
            desk: The workspace.
            place: The cycle.
        """
        super().__init__()
        self._desk = desk
        self._place = place
        self._stop: Callable[[], None] | None = None

    def compose(self) -> ComposeResult:
        """A summary above the parts."""
        yield Static("", classes="summary")
        with TabbedContent():
            for title, part in (
                (_("Self-assessment"), OwnReport),
                (_("Steps"), Steps),
                (_("Questionnaire"), Questionnaire),
                (_("Remarks"), Remarks),
                (_("Comparison"), ComparisonTable),
            ):
                with TabPane(title):
                    yield part(self._desk, self._place)

    @on(TabbedContent.TabActivated)
    def _turned_to(self, event: TabbedContent.TabActivated) -> None:
        for part in event.pane.query(Following):
            self.call_after_refresh(part.follow)

    def on_mount(self) -> None:
        """Follow every change."""
        self._stop = self._desk.subscribe(self._summarise)
        self._summarise()

    def on_unmount(self) -> None:
        """Follow no longer."""
        if self._stop:
            self._stop()

    def _summarise(self) -> None:
        if not self.is_attached:
            return
        reports = reports_on(self._desk.workspace, self._place.country, self._place.cycle)
        self.query_one(".summary", Static).update(plain("\n".join(_summary(reports, self._desk))))


def _summary(reports: Reports, desk: Desk) -> tuple[str, ...]:
    if reports.plan is None:
        return (_("This cycle has no cycle.toml that can be read."),)
    cycle, part = reports.plan.entity, reports.part
    if not part.months:
        return (_("The edition of this cycle says nothing about reports."),)
    return (
        _("Self-assessment: {where} · due about {day}").format(
            where=where_own(reports), day=self_assessment_due(cycle, part).isoformat()
        ),
        _("Independent report: {where} · due about {day}").format(
            where=where_independent(reports, desk.workspace), day=independent_due(cycle, part).isoformat()
        ),
    )
