"""The consultation panel: principles, calendar, inbox, forum, peers, participation, import and report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical

from ogpkit.api.text import _
from ogpkit.api.ui import SubTabs
from ogpkit_consultation.panel.calendar import Calendar
from ogpkit_consultation.panel.forum import ForumPage
from ogpkit_consultation.panel.inbox import Inbox
from ogpkit_consultation.panel.intake import IntakePage
from ogpkit_consultation.panel.participation import Participation
from ogpkit_consultation.panel.peers import PeerPage
from ogpkit_consultation.panel.principles import Principles
from ogpkit_consultation.panel.report import Report

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

    from ogpkit.api import Place
    from ogpkit.api.editing import EditSession


def make_consultation_panel(desk: EditSession, place: Place) -> Widget:
    """Make the panel.

    Args:
        place: The cycle.
    """
    return ConsultationPanel(desk, place)


class ConsultationPanel(Vertical):
    """Consultation of a cycle, part by part."""

    DEFAULT_CSS = """
    ConsultationPanel {
        TabPane { padding: 0; }
        DataTable { height: 1fr; min-height: 3; }
        .tools, .meeting, .how { height: 1; }
        .tools Button, .how Button, .meeting Button { margin-right: 1; min-width: 8; }
        .principles, .forum, .charts, .told { height: auto; padding: 0 1; }
        .legend, .count { height: 1; color: $text-muted; padding: 0 1; }
        .tools .count { width: 1fr; }
        .trouble { height: auto; padding: 0 1; display: none; }
        .meeting .on { width: 14; margin-right: 1; }
        .meeting .minutes { width: 1fr; margin-right: 1; }
        .how .file { width: 1fr; margin-right: 1; }
        .how .encoding { width: 24; }
        .how { margin: 0 1; }
        .how .tongue { width: 11; }
        .how .received { width: 23; margin: 0 1; }
        .how .days { width: 17; margin-right: 1; }
        Inbox .filters { height: 1; }
        Inbox .words { width: 1fr; margin: 0 1; }
        Inbox .filters .count { width: auto; }
        Inbox .filters Select { width: 1fr; }
        .reading { height: 25%; min-height: 3; border-top: solid $panel; padding: 0 1; }
        .reading .author { height: auto; text-style: bold; }
        .reading .text { height: auto; }
        .answering, .acting { height: auto; }
        .answering Horizontal, .acting Horizontal { height: 1; }
        .answering TextArea { height: 3; }
        .answering .outcome { width: 20; }
        .answering .about { width: 1fr; margin: 0 1; }
        .answering .written-in { width: 7; margin-right: 1; }
        .answering Button, .acting Button { min-width: 8; margin-right: 1; }
        .acting .words { width: 1fr; margin: 0 1; }
    }
    """

    def __init__(self, desk: EditSession, place: Place) -> None:
        """Show a cycle.

        Args:
            place: The cycle.
        """
        super().__init__()
        self._desk = desk
        self._place = place

    def compose(self) -> ComposeResult:
        """Yield a tab for each part."""
        yield SubTabs(
            self._desk,
            self._place,
            {
                Principles: _("Principles"),
                Calendar: _("Calendar"),
                Inbox: _("Comments"),
                ForumPage: _("Forum"),
                PeerPage: _("Peers"),
                Participation: _("Participation"),
                IntakePage: _("Import"),
                Report: _("Report"),
            },
        )
