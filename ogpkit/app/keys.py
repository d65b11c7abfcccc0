"""The keys of the app: function keys and a few letters with Ctrl, such as every terminal passes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs
from textual.binding import Binding, BindingType

from ogpkit.text.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@attrs.frozen
class Key:
    """Something that one can do everywhere.

    Attributes:
        keys: The keys that do it, the one to be shown first; empty for what only the palette offers.
        action: What the shell calls it.
        title: What the bottom line calls it, in English.
        help: The same in a sentence, for the list of keys and the palette, in English.
        shown: Whether the bottom line names it.
        words: Other words by which people look for it, in English.
    """

    keys: str
    action: str
    title: str
    help: str
    shown: bool = False
    words: str = ""


GROUPS: Final[Mapping[str, Sequence[Key]]] = {
    N_("Moving around"): (
        Key(
            "f3",
            "go_today",
            N_("Today"),
            N_("Go to Today: what needs you now, and the status of your plans"),
            shown=True,
            words=N_("overdue late due deadline agenda tasks to do home start"),
        ),
        Key("f9", "go_back", N_("Back"), N_("Go back to where you were before"), shown=True),
        Key("escape", "go_up", N_("Up"), N_("Go up: from a file to its cycle or country, then to all countries")),
        Key("ctrl+n", "next_page", N_("Next page"), N_("Show the next page of this place")),
        Key("f2", "toggle_tree", N_("Tree"), N_("Show or hide the tree of countries and files"), shown=True),
        Key(
            "ctrl+p",
            "command_palette",
            N_("Find"),
            N_("Find any action, country, file or page by its name"),
            shown=True,
        ),
        Key(
            "ctrl+f",
            "search_texts",
            N_("Search texts"),
            N_("Search all texts of the workspace as you type"),
            words=N_("find full text word grep look for"),
        ),
    ),
    N_("Editing"): (
        Key(
            "f6,ctrl+z",
            "undo",
            N_("Undo"),
            N_("Undo the last change"),
            shown=True,
            words=N_("take back revert mistake"),
        ),
        Key("f7,ctrl+y", "redo", N_("Redo"), N_("Redo the last change that you undid")),
        Key(
            "ctrl+r",
            "show_changes",
            N_("Changes"),
            N_("List your last changes and undo back to one of them"),
            words=N_("history undo revert log what was done"),
        ),
        Key(
            "f12",
            "open_editor",
            N_("Editor"),
            N_("Open this file or text in your own editor"),
            words=N_("vim nano emacs external text editor source toml"),
        ),
        Key("f8", "decide", N_("Decide"), N_("Choose a version of a file that you and another program both changed")),
        Key("", "save_now", N_("Save"), N_("Save now; ogpkit also saves automatically after each change")),
    ),
    N_("Viewing"): (
        Key(
            "f4",
            "toggle_problems",
            N_("Problems"),
            N_("Show or hide the list of problems"),
            shown=True,
            words=N_("errors warnings check findings mistakes"),
        ),
        Key("f5", "sort", N_("Sort"), N_("Sort the countries in reverse order, then by the next column")),
        Key(
            "f1,question_mark",
            "show_keys",
            N_("Help"),
            N_("Explain this field and page, and show all keys"),
            shown=True,
            words=N_("shortcuts keyboard help"),
        ),
        Key("", "copy_page", N_("Copy page"), N_("Copy this page as text"), words=N_("clipboard copy text")),
        Key(
            "ctrl+t",
            "show_tours",
            N_("Tours"),
            N_("Show the tours that explain ogpkit step by step"),
            words=N_("tutorial learn training introduction guide"),
        ),
        Key("ctrl+g", "go_on_tour", N_("Continue"), N_("Continue the tour: go to the next step, or back to its page")),
        Key("f10,ctrl+q", "leave", N_("Quit"), N_("Quit ogpkit; everything is saved"), shown=True),
    ),
}
"""Every key of the shell, under the heading of the list of keys; each action is in the palette as well."""

SWALLOWED: Final = frozenset(
    {
        *("ctrl+c", "ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+s", "ctrl+enter", "ctrl+backspace"),
        *("shift+enter", "ctrl+tab", "f11"),
    }
)
"""Keys that many terminals keep for themselves; none of them is bound."""

_SPOKEN: Final[Mapping[str, str]] = {
    "question_mark": "?",
    "escape": N_("Esc"),
    "ctrl": N_("Ctrl"),
    "alt": N_("Alt"),
    "shift": N_("Shift"),
}


def format_key(key: str) -> str:
    """Return a key as it stands on a keyboard, for example `Ctrl+P`.

    Args:
        key: As the framework calls it.
    """
    parts = (_(_SPOKEN[part]) if part in _SPOKEN else part.upper() for part in key.split("+"))
    return "+".join(parts)


def find_usual_keys(action: str) -> tuple[str, ...]:
    """Return the keys that do something where a person has set no others.

    Args:
        action: What the shell calls it.
    """
    usual = next((key.keys for keys in GROUPS.values() for key in keys if key.action == action), "")
    return tuple(filter(None, usual.split(",")))


def list_bindings() -> list[BindingType]:
    """Return the bindings of the shell, each with an identifier that a person's own keymap can name."""
    ordered = sorted((key for keys in GROUPS.values() for key in keys if key.keys), key=_place_in_line)
    made: list[BindingType] = []
    for one in ordered:
        first, *others = one.keys.split(",")
        made.append(_make_binding(one, first, shown=one.shown))
        made.extend(_make_binding(one, key, shown=False, suffix=".also") for key in others)
    return made


def _make_binding(one: Key, key: str, *, shown: bool, suffix: str = "") -> Binding:
    return Binding(
        key,
        one.action,
        _(one.title),
        show=shown,
        key_display=format_key(key),
        tooltip=_(one.help),
        id=f"ogpkit.{one.action}{suffix}",
        priority=key not in ("escape", "question_mark", "ctrl+z", "ctrl+y"),
    )


def _place_in_line(key: Key) -> tuple[bool, int]:
    first = key.keys.split(",")[0]
    return not first.startswith("f"), int(first[1:]) if first[0] == "f" and first[1:].isdigit() else 0
