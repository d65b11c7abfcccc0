"""Texts from files and plugins on their way to the screen: never markup, never control characters."""

from __future__ import annotations

from rich.text import Text
from textual.content import Content

from ogpkit.untrusted import on_one_line, shown


def plain(text: str) -> Content:
    """A text as it is, whatever brackets or escape sequences are in it.

    Args:
        text: Any text.
    """
    return Content(shown(text))


def line_text(text: str, room: int = 0) -> Text:
    """A text on one line, in the form that trees and tables take.

    Args:
        text: Any text.
        room: The number of letters after which it is cut off; 0 for no limit.
    """
    return Text(plain_line(text, room).plain)


def plain_line(text: str, room: int = 0) -> Content:
    """A text on one line.

    Args:
        text: Any text.
        room: The number of letters after which it is cut off; 0 for no limit.
    """
    line = on_one_line(text)
    return Content(line if not room or len(line) <= room else line[: room - 1] + "…")
