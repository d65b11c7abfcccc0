"""Texts on their way to the screen: never markup, never control characters, each in the direction in which it is read.

Some terminals put letters of right-to-left scripts in order by themselves, most do not; for those the app does it, line by
line. What the environment tells of the terminal decides, and `OGPKIT_BIDI=terminal` or `OGPKIT_BIDI=app` where it tells wrong.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, chop_cells
from rich.text import Text
from textual.content import Content
from textual.widgets import Static

from ogpkit.text.sanitize import sanitize, sanitize_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def plain_content(text: str) -> Content:
    """Return a text as it is, whatever brackets or escape sequences are in it.

    Args:
        text: Any text.
    """
    return Content(sanitize(text))


def line_text(text: str, room: int = 0) -> Text:
    """Return a text on one line, in the form that trees and tables take.

    Args:
        text: Any text.
        room: The number of letters after which it is cut off; 0 for no limit.
    """
    return Text(plain_line(text, room).plain)


def plain_line(text: str, room: int = 0) -> Content:
    """Return a text on one line.

    Args:
        text: Any text.
        room: The number of letters after which it is cut off; 0 for no limit.
    """
    line = sanitize_line(text)
    return Content(line if not room or len(line) <= room else line[: room - 1] + "…")


def escape_line(text: str) -> str:
    """Return a text on one line for where the framework takes a text for markup.

    Args:
        text: Any text.
    """
    return plain_line(text).markup


_VTE: Final = 5800
"""The version of VTE, the terminal of GNOME and others, from which on it orders letters."""


def has_bidi_support(environment: Mapping[str, str]) -> bool:
    """Tell whether the terminal puts letters that are read from right to left in order by itself.

    Args:
        environment: The variables that tell of the terminal.
    """
    said = environment.get("OGPKIT_BIDI", "")
    if said in ("terminal", "app"):
        return said == "terminal"
    vte = environment.get("VTE_VERSION", "")
    if vte.isdecimal():
        return int(vte) >= _VTE
    return bool(environment.get("KONSOLE_VERSION")) or environment.get("TERM_PROGRAM") in ("Apple_Terminal", "mlterm")


@cache
def _orders_by_itself() -> bool:
    return has_bidi_support(os.environ)


@contextmanager
def keep_reading_order() -> Iterator[None]:
    """Leave letters in the order in which they are read for a while: for programs that read aloud."""
    before = dict(os.environ)
    os.environ["OGPKIT_BIDI"] = "terminal"
    _orders_by_itself.cache_clear()
    try:
        yield
    finally:
        os.environ.pop("OGPKIT_BIDI")
        os.environ.update(before)
        _orders_by_itself.cache_clear()


def order_letters(line: str, *, right_to_left: bool = True, by_itself: bool | None = None) -> str:
    """Return a line with its letters in the order in which the terminal is to show them; nothing in it can act.

    Args:
        right_to_left: Whether the line as a whole is read from right to left.
        by_itself: Whether the terminal orders letters by itself; None finds out.
    """
    harmless = sanitize(line)
    if harmless.isascii() or (_orders_by_itself() if by_itself is None else by_itself):
        return harmless
    from bidi import get_display  # noqa: PLC0415  few texts need it

    return str(get_display(harmless, base_dir="R" if right_to_left else "L"))


def text_excerpt(text: str, room: int, *, right_to_left: bool = False, by_itself: bool | None = None) -> str:
    """Return the beginning of a text on one line, its letters in order.

    Args:
        room: How many letters at most.
        right_to_left: Whether it is read from right to left.
        by_itself: As in `order_letters`.
    """
    line = sanitize_line(text)
    cut = line if len(line) <= room else line[: room - 1] + "…"
    return order_letters(cut, right_to_left=right_to_left, by_itself=by_itself)


def align_lines(text: str, width: int, *, right_to_left: bool, by_itself: bool | None = None) -> str:
    """Return a text in lines of a width, at the side where reading begins, its letters in order.

    Args:
        width: How many columns there are.
        right_to_left: Whether it is read from right to left.
        by_itself: As in `order_letters`.
    """
    lines = (
        order_letters(line, right_to_left=right_to_left, by_itself=by_itself)
        for line in _break_lines(sanitize(text), width)
    )
    if not right_to_left:
        return "\n".join(lines)
    return "\n".join(" " * max(width - cell_len(line), 0) + line for line in lines)


def _break_lines(text: str, width: int) -> Iterator[str]:
    """Yield the lines of a text, broken between words before their letters are put in order."""
    for paragraph in text.expandtabs(4).split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if cell_len(longer) <= width:
                line = longer
                continue
            if line:
                yield line
            *full, line = chop_cells(word, width) or [""]
            yield from full
        yield line


class PlainText(Static):
    """Widget that shows a text from a file, an import or a plugin, in which nothing acts as markup."""

    def __init__(self, text: str = "", *, classes: str | None = None) -> None:
        """Show a text.

        Args:
            text: Any text.
            classes: The widget's style classes.
        """
        super().__init__(plain_content(text), classes=classes)

    def say(self, text: str) -> None:
        """Show another text.

        Args:
            text: Any text.
        """
        self.update(plain_content(text))
