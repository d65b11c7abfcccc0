"""The reporting panels: both reports on a cycle, and the comparison over several."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual import getters
from textual.containers import Vertical
from textual.widgets import Static

from ogpkit.api.text import _, format_phrase
from ogpkit.api.ui import LiveWidget, SubTabs, plain_content
from ogpkit_reporting.panel.comparison import ComparisonTable
from ogpkit_reporting.panel.own import OwnReport
from ogpkit_reporting.panel.questionnaire import Questionnaire
from ogpkit_reporting.panel.remarks import Remarks
from ogpkit_reporting.panel.steps import Steps
from ogpkit_reporting.reports import Reports, find_reports
from ogpkit_reporting.standing import describe_reports

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

    from ogpkit.api import Place
    from ogpkit.api.editing import EditSession

STYLES: Final = Path(__file__).with_name("panel.tcss").read_text("utf-8")


def make_reports_panel(desk: EditSession, place: Place) -> Widget:
    """Make the panel of a cycle.

    Args:
        place: The cycle.
    """
    return ReportsPanel(desk, place)


def make_comparison_panel(desk: EditSession, place: Place) -> Widget:
    """Make the panel that compares over several cycles.

    Args:
        place: A country, or nothing for the whole workspace.
    """
    return ComparisonTable(desk, place)


class ReportsPanel(LiveWidget, Vertical):
    """Both reports on a cycle."""

    DEFAULT_CSS = STYLES

    summary_label = getters.query_one(".summary", Static)

    def compose(self) -> ComposeResult:
        """Yield a summary above the parts."""
        yield Static("", classes="summary")
        yield SubTabs(
            self.desk,
            self.place,
            {
                OwnReport: _("Self-assessment"),
                Steps: _("Steps"),
                Questionnaire: _("Questionnaire"),
                Remarks: _("Remarks"),
                ComparisonTable: _("Comparison"),
            },
        )

    def show(self) -> None:
        """Say where both reports are."""
        reports = find_reports(self.desk.workspace, self.place.country, self.place.cycle)
        self.summary_label.update(plain_content("\n".join(_summarize_reports(reports, self.desk))))


def _summarize_reports(reports: Reports, desk: EditSession) -> tuple[str, ...]:
    if reports.plan is None:
        return (_("This cycle has no cycle.toml that can be read."),)
    if not reports.part.months:
        return (_("The edition of this cycle says nothing about reports."),)
    return tuple(
        format_phrase(
            _("{report}: {where} · due about {day}"),
            report=one.title,
            where=one.stands,
            day=one.due.isoformat() if one.due else "–",
        )
        for one in describe_reports(reports, desk.workspace)
    )
