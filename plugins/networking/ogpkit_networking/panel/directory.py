"""The directory of providers, with search."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widgets import Button

from ogpkit.api.text import _
from ogpkit.api.ui import TableList, start_action
from ogpkit_networking.views import PROVIDERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from ogpkit.api import TableView


class Directory(TableList):
    """Every provider; what one types must be in what the directory says of it, in any of its languages."""

    VIEW: ClassVar[TableView | None] = PROVIDERS

    def compose_tools(self) -> Iterator[Widget]:
        """Yield a way to add a provider."""
        yield Button(_("New"), compact=True, classes="new")

    @on(Button.Pressed, ".new")
    def _begin(self, event: Button.Pressed) -> None:
        event.stop()
        start_action(self, self.desk, "networking-provider", self.place)
