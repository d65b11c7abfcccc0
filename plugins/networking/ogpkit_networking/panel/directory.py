"""The directory of providers, with search."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.widgets import Button, Select

from ogpkit.api.content import GrandChallenge
from ogpkit.api.text import _
from ogpkit.api.ui import TableList
from ogpkit_networking.app_commands import create_provider
from ogpkit_networking.directory import Wanted, find_providers
from ogpkit_networking.views import PROVIDERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.widget import Widget

    from ogpkit.api import TableRow, TableView
    from ogpkit_networking.model import Provider


class Directory(TableList):
    """Every provider; what one types must be in what the directory says of it, in any of its languages."""

    VIEW: ClassVar[TableView | None] = PROVIDERS

    challenge_select = getters.query_one(".challenge", Select)

    def compose_tools(self) -> Iterator[Widget]:
        """Yield a choice of challenges, and a way to add a provider."""
        challenges = [(_(one.label), one.value) for one in GrandChallenge]
        yield Select(challenges, prompt=_("Any grand challenge"), compact=True, classes="challenge")
        yield Button(_("New"), compact=True, classes="new")

    def list_rows(self) -> Sequence[TableRow[Provider]]:
        """Return the providers that serve the challenge that was chosen."""
        choice = self.challenge_select
        challenge = None if choice.is_blank() else GrandChallenge(str(choice.value))
        kept = {one.path for one in find_providers(self.desk.workspace, Wanted(challenge=challenge))}
        return [row for row in super().list_rows() if row.document and row.document.path in kept]

    @on(Select.Changed, ".challenge")
    def _filter_by_challenge(self, event: Select.Changed) -> None:
        event.stop()
        self.follow()

    @on(Button.Pressed, ".new")
    def _begin(self, event: Button.Pressed) -> None:
        event.stop()
        self.try_action(lambda: self.open(create_provider(self.desk)))
