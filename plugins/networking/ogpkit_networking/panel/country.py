"""A country's cases, and what it has shared with others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual import getters, on
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, DataTable, Static

from ogpkit.api import stage_title
from ogpkit.api.text import N_, _, current_language
from ogpkit.api.ui import LiveWidget, RecordTable, plain_content, start_action
from ogpkit_networking.cases import find_last_day, get_maturity, get_stage, list_cases, request_of
from ogpkit_networking.stages import CASE_STAGES
from ogpkit_networking.standing import list_statuses

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from ogpkit.api.content import Document
    from ogpkit_networking.model import Case

STYLES: Final = Path(__file__).with_name("country.tcss").read_text("utf-8")


_COLUMNS: Final = (N_("Case"), N_("Stage"), N_("Last"), N_("Maturity"), N_("Request"))


class CountryCases(LiveWidget, Vertical):
    """Requests of a country, newest first."""

    DEFAULT_CSS = STYLES

    said_label = getters.query_one(".said", Static)

    def compose(self) -> ComposeResult:
        """Yield what is to be said of the country, then its cases."""
        yield Static("", classes="said")
        with Horizontal(classes="tools"):
            yield Button(_("Request expertise"), compact=True, classes="new")
        yield RecordTable(_(title) for title in _COLUMNS)

    def show(self) -> None:
        """List the cases."""
        workspace = self.desk.workspace
        said = [standing.headline for standing in list_statuses(workspace, self.place)]
        self.said_label.update(plain_content("\n".join(said) or _("No expertise has been sought yet.")))
        newest_first = reversed(list_cases(workspace, self.place.country))
        self.query_one(RecordTable).fill_by_key({one.path: self._format_row(one) for one in newest_first}, 60)

    def _format_row(self, document: Document[Case]) -> tuple[str, ...]:
        case, workspace = document.entity, self.desk.workspace
        return (
            document.id,
            stage_title(CASE_STAGES, document, workspace, get_stage(case)),
            find_last_day(case).isoformat(),
            _(get_maturity(case).label),
            request_of(case).best(current_language(), workspace.language, "en"),
        )

    @on(DataTable.RowSelected)
    def _open_selected(self, event: DataTable.RowSelected) -> None:
        event.stop()
        self.open(str(event.row_key.value))

    @on(Button.Pressed, ".new")
    def _begin(self, event: Button.Pressed) -> None:
        event.stop()
        start_action(self, self.desk, "networking-new", self.place)
