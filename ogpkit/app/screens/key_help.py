"""All keys, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Button, Static

from ogpkit.app.keys import GROUPS, format_key
from ogpkit.app.safe_text import plain_content
from ogpkit.app.screens.dialog import Dialog
from ogpkit.text.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

_ELSEWHERE: Final[Mapping[str, Mapping[str, str]]] = {
    N_("In lists and trees"): {
        N_("Arrows"): N_("Move"),
        N_("Enter"): N_("Open the highlighted line"),
        N_("Space"): N_("Expand a country in the tree"),
        N_("Letters"): N_("Filter the overview of countries"),
    },
    N_("In the list of problems"): {
        N_("Enter"): N_("Go to the field"),
        N_("W, X"): N_("Explain the problem, fix it after a look at what changes"),
    },
    N_("In forms"): {
        N_("Tab, Shift+Tab"): N_("Next and previous field"),
        N_("Enter"): N_("Confirm what you typed, open a list of choices, expand a section"),
        N_("Ctrl+O, Ctrl+Up"): N_("Go to the next section, to the section before"),
        N_("Ctrl+L"): N_("Write a long text in a large editor, and go back to the form"),
        N_("T, Up, Down"): N_("In a date: today, one day later, one day earlier"),
    },
}
"""The keys of widgets, which are the framework's own."""


class KeyHelp(Dialog[None]):
    """What there is to know where one is, and the list of keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", N_("Close"), id="ogpkit.help.close"),
        Binding("f1", "close", N_("Close"), show=False, id="ogpkit.help.close.also"),
    ]

    def __init__(self, about: Sequence[str] = ()) -> None:
        """Explain.

        Args:
            about: What there is to know where one is, in lines.
        """
        super().__init__()
        self._about = about

    def compose(self) -> ComposeResult:
        """Yield the list and a button."""
        with Vertical(classes="dialog keys"):
            with VerticalScroll():
                yield Static(plain_content("\n".join((*self._about, *([""] if self._about else ()), *_list_keys()))))
            yield Button(_("Close (Esc)"), variant="primary", compact=True)

    @on(Button.Pressed)
    def action_close(self) -> None:
        """Close."""
        self.dismiss()


def _list_keys() -> Iterator[str]:
    for heading, keys in GROUPS.items():
        yield _(heading)
        for key in keys:
            names = ", ".join(format_key(name) for name in key.keys.split(",")) if key.keys else _("no key")
            yield f"  {names:<16} {_(key.help)}"
        yield ""
    for heading, others in _ELSEWHERE.items():
        yield _(heading)
        yield from (f"  {_(names):<16} {_(what)}" for names, what in others.items())
        yield ""
    yield _("You can also use the mouse everywhere. Everything is saved automatically.")
