"""All keys, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Button, Static

from ogpkit.app.keys import GROUPS, find_usual_keys, format_key
from ogpkit.app.safe_text import plain_content
from ogpkit.app.screens.dialog import Dialog
from ogpkit.text.i18n import N_, _, join_list
from ogpkit.text.sanitize import sanitize_path
from ogpkit.workspace.user_files import find_user_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

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
    N_("In tables"): {
        N_("Space, Ctrl+A"): N_("Mark a row, mark all rows"),
        N_("E, A"): N_("Change the cell, or act: for all marked rows at once"),
        N_("C, X, V"): N_("Copy rows, cut them, paste them below the cursor"),
        N_("Y"): N_("Copy the cell"),
        N_("S, /"): N_("Sort by the column, filter the rows"),
    },
    N_("On Today"): {
        N_("1 to 5"): N_("Go to a group of lines"),
        N_("Space, A"): N_("Mark a line, mark all lines of the same sort"),
        N_("Enter, O"): N_("Do what the line or the marked lines say, open the file"),
    },
    N_("In forms"): {
        N_("Tab, Shift+Tab"): N_("Next and previous field"),
        N_("Enter"): N_("Confirm what you typed, open a list of choices, expand a section"),
        N_("Ctrl+O, Ctrl+Up"): N_("Go to the next section, to the section before"),
        N_("Ctrl+L"): N_("Write a long text in a large editor, and go back to the form"),
        N_("A letter"): N_("In a list of choices: the next one that begins with it"),
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

    def __init__(self, about: Sequence[str] = (), find_keys: Callable[[str], Sequence[str]] | None = None) -> None:
        """Explain.

        Args:
            about: What there is to know where one is, in lines.
            find_keys: Gives the keys that do something now; the usual ones when left out.
        """
        super().__init__()
        self._about = about
        self._find_keys = find_keys or find_usual_keys

    def compose(self) -> ComposeResult:
        """Yield the list and a button."""
        with Vertical(classes="dialog keys"):
            with VerticalScroll():
                keys = _list_keys(self._find_keys)
                yield Static(plain_content("\n".join((*self._about, *([""] if self._about else ()), *keys))))
            yield Button(_("Close (Esc)"), variant="primary", compact=True)

    @on(Button.Pressed)
    def action_close(self) -> None:
        """Close."""
        self.dismiss()


def _list_keys(find_keys: Callable[[str], Sequence[str]]) -> Iterator[str]:
    for heading, keys in GROUPS.items():
        yield _(heading)
        for key in keys:
            names = ", ".join(map(format_key, find_keys(key.action))) or _("no key")
            yield f"  {names:<16} {_(key.help)}"
        yield ""
    for heading, others in _ELSEWHERE.items():
        yield _(heading)
        yield from (f"  {_(names):<16} {_(what)}" for names, what in others.items())
        yield ""
    if (file := find_user_settings()) is not None:
        said = _("To set your own keys, write them into {file}, for example:")
        yield said.format(file=sanitize_path(str(file)))
        yield from ("", "  [keys]", '  undo = "ctrl+k"', "")
        names = join_list(key.action.replace("_", "-") for keys in GROUPS.values() for key in keys)
        yield _("The names are: {names}.").format(names=names)
        yield ""
    yield _("You can also use the mouse everywhere. Everything is saved automatically.")
