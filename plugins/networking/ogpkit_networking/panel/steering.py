"""The OGP Steering Committee, year by year (Roadmap III)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual import getters, on
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Select, Static

from ogpkit.api.text import _, list_block_lines
from ogpkit.api.ui import LiveWidget, plain_content
from ogpkit_networking.card import write_steering
from ogpkit_networking.committees import SteeringCommittee, list_years
from ogpkit_networking.kinds import STEERING
from ogpkit_networking.panel.mechanism import open_committee

if TYPE_CHECKING:
    from textual.app import ComposeResult

STYLES: Final = Path(__file__).with_name("steering.tcss").read_text("utf-8")


class Steering(LiveWidget, Vertical):
    """Who sits in the committee and who chairs it, in the year that is chosen."""

    DEFAULT_CSS = STYLES

    year_select = getters.query_one(".year", Select)
    lines_label = getters.query_one(".lines", Static)

    def compose(self) -> ComposeResult:
        """Yield the year above the members."""
        with Horizontal(classes="tools"):
            yield Select([], prompt=_("Year"), compact=True, classes="year")
            yield Button(_("Open its file"), compact=True, classes="open")
        with VerticalScroll():
            yield Static("", classes="lines")

    def show(self) -> None:
        """Say who sits in the committee."""
        years = self._list_years()
        choice = self.year_select
        chosen = choice.value if isinstance(choice.value, int) and choice.value in years else years[-1]
        with self.prevent(Select.Changed):
            choice.set_options([(str(year), year) for year in years])
            choice.value = chosen
        self.lines_label.update(
            plain_content("\n".join(list_block_lines(write_steering(self.desk.workspace, year=chosen))))
        )

    def _list_years(self) -> tuple[int, ...]:
        found = self.desk.workspace.one(SteeringCommittee)
        return (list_years(found.entity) if found else ()) or (self.desk.workspace.today.year,)

    @on(Select.Changed, ".year")
    def _choose_year(self, event: Select.Changed) -> None:
        event.stop()
        self.follow()

    @on(Button.Pressed, ".open")
    def _open_file(self, event: Button.Pressed) -> None:
        event.stop()
        open_committee(self, STEERING.pattern.text)
