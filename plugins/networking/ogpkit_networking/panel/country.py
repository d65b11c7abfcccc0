"""A country's cases, and what it has shared with others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import on
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, DataTable, Static

from ogpkit.app.following import Following
from ogpkit.app.plain import line_text, plain
from ogpkit.language import _, marked, spoken
from ogpkit.stages import title_of
from ogpkit_networking.app_commands import new_request
from ogpkit_networking.cases import cases, last_day, maturity_of, request_of, stage_of
from ogpkit_networking.stages import CASE_STAGES
from ogpkit_networking.standing import standings

if TYPE_CHECKING:
    from textual.app import ComposeResult

_COLUMNS: Final = (marked("Case"), marked("Stage"), marked("Last"), marked("Maturity"), marked("Request"))


class CountryCases(Following, Vertical):
    """The requests of a country, newest first."""

    DEFAULT_CSS = """
    CountryCases {
        .said { height: auto; padding: 0 1; }
        .tools { height: 1; }
        DataTable { height: 1fr; }
    }
    """

    def compose(self) -> ComposeResult:
        """What is to be said of the country, then its cases."""
        yield Static("", classes="said")
        with Horizontal(classes="tools"):
            yield Button(_("Request expertise"), compact=True, classes="new")
        table: DataTable[object] = DataTable(cursor_type="row", zebra_stripes=True)
        yield table

    def on_mount(self) -> None:
        """Make the columns."""
        table = self.query_one(DataTable)
        for title in _COLUMNS:
            table.add_column(line_text(_(title)))

    def show(self) -> None:
        """List the cases."""
        workspace = self.desk.workspace
        said = [standing.headline for standing in standings(workspace, self.place)]
        self.query_one(".said", Static).update(plain("\n".join(said) or _("No expertise has been sought yet.")))
        table = self.query_one(DataTable)
        at = table.cursor_row
        table.clear()
        for one in reversed(cases(workspace, self.place.country)):
            case = one.entity
            cells = (
                one.id,
                title_of(CASE_STAGES, one, workspace, stage_of(case)),
                last_day(case).isoformat(),
                _(maturity_of(case).label),
                request_of(case).best(spoken(), workspace.language, "en"),
            )
            table.add_row(*(line_text(cell, 60) for cell in cells), key=one.path)
        table.move_cursor(row=min(at, max(table.row_count - 1, 0)), animate=False)

    @on(DataTable.RowSelected)
    def _opened(self, event: DataTable.RowSelected) -> None:
        event.stop()
        self.open(str(event.row_key.value))

    @on(Button.Pressed, ".new")
    def _begun(self, event: Button.Pressed) -> None:
        event.stop()
        self.attempt(lambda: self.open(new_request(self.desk, self.place)))
