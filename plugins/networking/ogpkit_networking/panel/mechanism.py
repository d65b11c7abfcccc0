"""The page of the whole mechanism: board, directory, figures, committee."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters, on
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Static

from ogpkit.api import NoParameters, Place
from ogpkit.api.text import _, list_block_lines
from ogpkit.api.ui import LiveWidget, SubTabs, TableList, plain_content
from ogpkit_networking.beginning import begin_committees
from ogpkit_networking.card import write_mechanism
from ogpkit_networking.kinds import COMMITTEE
from ogpkit_networking.panel.board import Board
from ogpkit_networking.panel.directory import Directory
from ogpkit_networking.views import MEASURES

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from ogpkit.api import TableView
    from ogpkit.api.editing import EditSession

STYLES: Final = Path(__file__).with_name("mechanism.tcss").read_text("utf-8")


class Figures(TableList):
    """Measures of all cases."""

    VIEW: ClassVar[TableView | None] = MEASURES


class Committee(LiveWidget, Vertical):
    """Who governs the mechanism."""

    lines_label = getters.query_one(".lines", Static)

    def compose(self) -> ComposeResult:
        """Yield a text, and the way to the file."""
        with Horizontal(classes="tools"):
            yield Button(_("Open its file"), compact=True, classes="open")
        with VerticalScroll():
            yield Static("", classes="lines")

    def show(self) -> None:
        """Say who governs the mechanism."""
        self.lines_label.update(plain_content("\n".join(list_block_lines(write_mechanism(self.desk.workspace)))))

    @on(Button.Pressed, ".open")
    def _open_file(self, event: Button.Pressed) -> None:
        event.stop()
        open_committee(self, COMMITTEE.pattern.text)


def open_committee(page: LiveWidget, path: str) -> None:
    """Go to the file of a committee; one that is not there is begun.

    Args:
        page: The page that asks.
    """
    there = path in page.desk.workspace.documents
    if there or page.try_action(lambda: begin_committees(page.desk, Place(), NoParameters())):
        page.open(path)


class Mechanism(Vertical):
    """Mechanism: its cases, those who can help, how well it works, who governs it."""

    DEFAULT_CSS = STYLES

    def __init__(self, desk: EditSession, place: Place) -> None:
        """Show a workspace.

        Args:
            place: The whole workspace.
        """
        super().__init__()
        self._desk = desk
        self._place = place

    def compose(self) -> ComposeResult:
        """Yield a tab a part."""
        yield SubTabs(
            self._desk,
            self._place,
            {
                Board: _("Cases"),
                Directory: _("Providers"),
                Figures: _("Figures"),
                Committee: _("Committee"),
            },
        )
