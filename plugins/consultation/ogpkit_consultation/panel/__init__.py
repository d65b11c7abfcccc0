"""The consultation panel: principles, calendar, inbox, forum, peers, participation, import and report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

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

STYLES: Final = Path(__file__).with_name("panel.tcss").read_text("utf-8")


def make_consultation_panel(desk: EditSession, place: Place) -> Widget:
    """Make the panel.

    Args:
        place: The cycle.
    """
    return ConsultationPanel(desk, place)


class ConsultationPanel(Vertical):
    """Consultation of a cycle, part by part."""

    DEFAULT_CSS = STYLES

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
