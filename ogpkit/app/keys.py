"""The keys of the app: the letters and function keys that every terminal passes on."""

from __future__ import annotations

from typing import Final

from textual.binding import Binding, BindingType

from ogpkit.language import marked

KEYS: Final[tuple[tuple[str, str, str, bool], ...]] = (
    ("f1", "show_keys", marked("Keys"), True),
    ("f2", "toggle_tree", marked("Countries"), True),
    ("f3", "go_overview", marked("Overview"), True),
    ("f4", "toggle_problems", marked("Problems"), True),
    ("f5", "sort", marked("Sort"), False),
    ("f6,ctrl+z", "undo", marked("Undo"), True),
    ("f7,ctrl+y", "redo", marked("Redo"), True),
    ("f8", "decide", marked("Decide a conflict"), False),
    ("f9", "go_back", marked("Back"), True),
    ("f10,ctrl+q", "leave", marked("Leave"), True),
)
"""Each key, what it does, what it is called, and whether the bottom line names it."""

SWALLOWED: Final = frozenset(
    {"ctrl+c", "ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+s", "ctrl+enter", "ctrl+backspace"}
)
"""Keys that many terminals keep for themselves; none of them is bound."""


def bindings() -> list[BindingType]:
    """The bindings of the shell, each with an identifier that a person's own keymap can name."""
    return [
        Binding(key, action, marked(title), show=shown, id=f"ogpkit.{action}", priority=key.startswith("f"))
        for key, action, title, shown in KEYS
    ]
