"""All keys, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from ogpkit.app.keys import GROUPS, spoken_key
from ogpkit.app.safe_text import plain
from ogpkit.text.i18n import _, marked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType

_ELSEWHERE: Final[Mapping[str, Mapping[str, str]]] = {
    marked("In lists and trees"): {
        marked("Arrows"): marked("Move"),
        marked("Enter"): marked("Open what the cursor is on"),
        marked("Space"): marked("Unfold a country in the tree"),
        marked("Letters"): marked("Filter the overview of countries"),
    },
    marked("In forms"): {
        marked("Tab, Shift+Tab"): marked("Next and previous field"),
        marked("Enter"): marked("Take over what was typed, open a list of choices, unfold a section"),
        marked("T, Up, Down"): marked("In a date: today, a day later, a day earlier"),
    },
}
"""The keys of widgets, which are the framework's own."""


class KeyHelp(ModalScreen[None]):
    """A list of keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", marked("Close"), id="ogpkit.help.close"),
        Binding("f1", "close", marked("Close"), show=False, id="ogpkit.help.close.also"),
    ]

    def compose(self) -> ComposeResult:
        """The list and a button."""
        with Vertical(classes="dialog keys"):
            with VerticalScroll():
                yield Static(plain("\n".join(_lines())))
            yield Button(_("Close (Esc)"), variant="primary", compact=True)

    @on(Button.Pressed)
    def action_close(self) -> None:
        """Close."""
        self.dismiss()


def _lines() -> Iterator[str]:
    for heading, keys in GROUPS.items():
        yield _(heading)
        for key in keys:
            names = ", ".join(spoken_key(name) for name in key.keys.split(",")) if key.keys else _("Ctrl+P only")
            yield f"  {names:<16} {_(key.help)}"
        yield ""
    for heading, others in _ELSEWHERE.items():
        yield _(heading)
        yield from (f"  {_(names):<16} {_(what)}" for names, what in others.items())
        yield ""
    yield _("The mouse works everywhere as well. Everything is saved by itself.")
