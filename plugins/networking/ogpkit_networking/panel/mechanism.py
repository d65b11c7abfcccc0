"""The page of the whole mechanism: board, directory, figures, committee."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual import getters, on
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Static

from ogpkit.api import Place
from ogpkit.api.text import _, current_language
from ogpkit.api.ui import LiveWidget, SubTabs, plain_content
from ogpkit_networking.app_commands import begin_committees
from ogpkit_networking.card import format_mechanism
from ogpkit_networking.cases import list_cases
from ogpkit_networking.edition import get_usual_rules
from ogpkit_networking.kinds import COMMITTEE
from ogpkit_networking.measures import measure_cases
from ogpkit_networking.panel.board import Board
from ogpkit_networking.panel.directory import Directory
from ogpkit_networking.tables import measure_lines

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from ogpkit.api.editing import EditSession

STYLES: Final = Path(__file__).with_name("mechanism.tcss").read_text("utf-8")


class Figures(LiveWidget, Vertical):
    """Measures of all cases."""

    lines_label = getters.query_one(".lines", Static)

    def compose(self) -> ComposeResult:
        """Yield one text."""
        with VerticalScroll():
            yield Static("", classes="lines")

    def show(self) -> None:
        """Say how the mechanism works."""
        workspace = self.desk.workspace
        titles = {
            name: stage.title.best(current_language(), "en")
            for name, stage in get_usual_rules(workspace).stages.items()
        }
        lines = measure_lines(measure_cases(list_cases(workspace), workspace), titles)
        self.lines_label.update(plain_content("\n".join(lines)))


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
        self.lines_label.update(plain_content("\n".join(format_mechanism(self.desk.workspace))))

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
    if there or page.try_action(lambda: begin_committees(page.desk, Place())):
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
