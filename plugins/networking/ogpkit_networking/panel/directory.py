"""The directory of providers, with search."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual import getters, on
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, DataTable, Input, Select, Static

from ogpkit.api.content import GrandChallenge
from ogpkit.api.text import N_, _, _n, join_list
from ogpkit.api.ui import LiveWidget, RecordTable, plain_line
from ogpkit_networking.app_commands import create_provider
from ogpkit_networking.directory import Wanted, find_providers, format_topics
from ogpkit_networking.edition import get_usual_rules
from ogpkit_networking.model import Provider

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from ogpkit.api.content import Document

STYLES: Final = Path(__file__).with_name("directory.tcss").read_text("utf-8")


_COLUMNS: Final = (N_("Name"), N_("Kind"), N_("Expertise"), N_("Works in"), N_("Languages"))

MOST: Final = 200
"""Providers that are listed at once; the search finds the others."""


class Directory(LiveWidget, Vertical):
    """Table with a row for each provider; what one types must be in what the directory says of it, in any of its languages."""

    DEFAULT_CSS = STYLES

    challenge_select = getters.query_one(".challenge", Select)
    count_label = getters.query_one(".count", Static)
    text_input = getters.query_one(".text", Input)

    def compose(self) -> ComposeResult:
        """Yield search and tools above the table."""
        with Horizontal(classes="search"):
            yield Input(placeholder=_("Search: a topic, a name, a country, a language"), compact=True, classes="text")
            challenges = [(_(one.label), one.value) for one in GrandChallenge]
            yield Select(challenges, prompt=_("Any grand challenge"), compact=True, classes="challenge")
            yield Button(_("New"), compact=True, classes="new")
        yield RecordTable(_(title) for title in _COLUMNS)
        yield Static("", classes="count")

    @on(Input.Changed)
    @on(Select.Changed)
    def _filter(self, event: Input.Changed | Select.Changed) -> None:
        event.stop()
        self.follow()

    @on(DataTable.RowSelected)
    def _open_selected(self, event: DataTable.RowSelected) -> None:
        event.stop()
        self.open(str(event.row_key.value))

    @on(Button.Pressed, ".new")
    def _begin(self, event: Button.Pressed) -> None:
        event.stop()
        self.try_action(lambda: self.open(create_provider(self.desk)))

    def show(self) -> None:
        """List the providers that are wanted."""
        choice = self.challenge_select
        wanted = Wanted(
            text=self.text_input.value,
            challenge=None if choice.is_blank() else GrandChallenge(str(choice.value)),
        )
        kept = find_providers(self.desk.workspace, wanted)
        self.query_one(RecordTable).fill_by_key({one.path: self._format_row(one) for one in kept[:MOST]}, 48)
        everybody = len(self.desk.workspace.all(Provider))
        count = _n("{shown} of {all} provider", "{shown} of {all} providers", everybody)
        said = count.format(shown=len(kept), all=everybody)
        if len(kept) > MOST:
            said += " · " + _("the first {most} are listed: type to narrow them down").format(most=MOST)
        self.count_label.update(plain_line(said))

    def _format_row(self, document: Document[Provider]) -> tuple[str, ...]:
        provider, part = document.entity, get_usual_rules(self.desk.workspace)
        name = provider.name if provider.ready else f"{provider.name} ({_('not ready')})"
        return (
            name,
            _(provider.kind.label),
            format_topics(provider, part),
            join_list(provider.countries) or _("anywhere"),
            join_list(provider.languages),
        )
