"""All keys, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from ogpkit.app.keys import KEYS
from ogpkit.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType


class KeyHelp(ModalScreen[None]):
    """A list of keys; any of Escape, F1 and Enter closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape,f1", "dismiss", "Close")]

    def compose(self) -> ComposeResult:
        """The list and a button."""
        with VerticalScroll(classes="dialog"):
            yield Static("\n".join(_lines()), markup=False)
            yield Button(_("Close"), variant="primary")

    def on_button_pressed(self) -> None:
        """Close."""
        self.dismiss()


def _lines() -> Iterator[str]:
    yield _("Everywhere")
    for key, _action, title, _shown in KEYS:
        yield f"  {key.replace(',', ', ').upper():<16} {_(title)}"
    yield f"  {'CTRL+P':<16} " + _("Find any action, country or file by its name")
    yield ""
    yield _("In lists and trees")
    yield f"  {_('arrows'):<16} " + _("Move")
    yield f"  {_('Enter'):<16} " + _("Open; in a tree the space bar unfolds")
    yield ""
    yield _("In forms")
    yield f"  {'TAB, SHIFT+TAB':<16} " + _("Next and previous field")
    yield f"  {_('Enter'):<16} " + _("Take over what was typed; it is saved by itself")
    yield ""
    yield _("The mouse works everywhere as well.")
