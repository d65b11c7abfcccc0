"""The outline of a text in TOML that cannot be read: texts over several lines, headings and keys, told by their marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN: Final = re.compile(
    r"""
    \"{3} (?: \\. | [^\\] )*? \"{3,5} | '{3} .*? '{3,5} # texts over several lines
    | \"{3} | '{3} # their opening marks, where they are not closed
    | " (?: \\. | [^"\\\n] )* " | ' [^'\n]* '
    | \#[^\n]* | [\[\]{}]
    """,
    re.DOTALL | re.VERBOSE,
)
"""A text, a comment or a bracket."""

_HEADING: Final = re.compile(r"^[ \t]*(\[\[?)[ \t]*([^\[\]\n=]+?)[ \t]*\]\]?[ \t]*$", re.MULTILINE)
_KEY: Final = re.compile(r"""^[ \t]*([\w.-]+|"[^"\n]*"|'[^'\n]*')[ \t]*=""", re.MULTILINE)
_LINES: Final = ('"""', "'''")
_NEXT_KEY: Final = re.compile(r"\n[ \t]*[\w.-]+[ \t]*=[ \t]*\Z")

DEEPEST: Final = 80
"""Brackets within brackets, and parts of a key, that the parser reads."""


class Heading(NamedTuple):
    """Heading of a table, or of one item of a list of tables.

    Attributes:
        line: Where, counting from one.
        name: As it is written.
        is_item: Whether it stands in double brackets.
    """

    line: int
    name: str
    is_item: bool


def find_open_text(text: str, before: int) -> int | None:
    """Return where a text over several lines begins whose closing marks are missing, or None.

    The marks may be missing although the text ends: then the next text's opening marks have closed it, in a line that has
    nothing but a key and an equals sign before them.

    Args:
        text: The text of the file.
        before: Where reading stopped, in characters from the start.
    """
    for token in TOKEN.finditer(text):
        if token.start() > before:
            return None
        if token[0] in _LINES:
            return token.start()
        if token[0].startswith(_LINES) and token.end() <= before and _NEXT_KEY.search(token[0].rstrip("\"'")):
            return token.start()
    return None


def find_too_deep(text: str) -> int | None:
    """Return where there are more brackets within brackets, or dots in a key, than can be read; None where there are not.

    Args:
        text: The text of the file.
    """
    depth = 0
    for token in TOKEN.finditer(text):
        if token[0] in "[{":
            depth += 1
            if depth > DEEPEST:
                return token.start()
        elif token[0] in "]}":
            depth = max(0, depth - 1)
    key = next((key for key in _KEY.finditer(_blank_texts(text)) if key[1].count(".") >= DEEPEST), None)
    return key.start(1) if key else None


def list_headings(text: str) -> list[Heading]:
    """Return the headings of a text.

    Args:
        text: The text of the file.
    """
    outline = _blank_texts(text)
    return [
        Heading(outline.count("\n", 0, found.start(2)) + 1, found[2], is_item=len(found[1]) > 1)
        for found in _HEADING.finditer(outline)
    ]


def list_keys(text: str, line: int) -> Iterator[tuple[int, str]]:
    """Yield the keys of the table in which a line stands, each with its line, up to that line.

    Args:
        text: The text of the file.
        line: Counting from one.
    """
    first = max((heading.line for heading in list_headings(text) if heading.line < line), default=0)
    outline = _blank_texts(text).split("\n")
    for number in range(first + 1, line + 1):
        found = _KEY.match(outline[number - 1])
        if found:
            yield number, found[1]


def _blank_texts(text: str) -> str:
    """Return a text in which texts over several lines and comments are blank, and everything else is where it was."""
    return TOKEN.sub(
        lambda token: re.sub(r"[^\n]", " ", token[0]) if token[0].startswith((*_LINES, "#")) else token[0], text
    )
