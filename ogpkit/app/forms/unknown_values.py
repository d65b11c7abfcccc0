"""What stands in a file and cannot be edited field by field: unknown keys, and other values in the place of tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import getters, on
from textual.containers import Horizontal
from textual.widgets import Button, Static

from ogpkit.app.forms.section import Section
from ogpkit.app.safe_text import plain_line
from ogpkit.text.i18n import _
from ogpkit.workspace.layout import format_literal
from ogpkit.workspace.patch import RemoveValue

if TYPE_CHECKING:
    from textual.app import ComposeResult

_ROOM: Final = 200
"""Letters of the value that are shown."""


class UnknownValue(Section):
    """Value as it stands in the file, with what is wrong with it; it can be taken away."""

    as_it_stands_label = getters.query_one(".as-it-stands", Static)

    def compose(self) -> ComposeResult:
        """Yield the value and what can be done with it."""
        with Horizontal(classes="absent"):
            yield Static(plain_line(self.label), classes="name")
            yield Button(_("Remove"), classes="remove", compact=True)
        yield Static(plain_line(self._format_value(), _ROOM), classes="as-it-stands")
        yield Static("", classes="trouble")

    def take(self, value: object) -> None:
        """Show another value."""
        super().take(value)
        self.as_it_stands_label.update(plain_line(self._format_value(), _ROOM))

    def _format_value(self) -> str:
        return format_literal(self.row.value)

    @on(Button.Pressed, ".remove")
    def _remove(self, event: Button.Pressed) -> None:
        event.stop()
        self.ask(RemoveValue(self.at), _("Remove {label}"), self.at[:-1])
