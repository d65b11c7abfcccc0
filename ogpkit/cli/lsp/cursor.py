"""What somebody is typing: a key, a value or a heading, told from the text before the cursor, which is seldom whole TOML."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

import attrs

_TOKEN: Final = re.compile(
    r"""
    (?P<string> \"{3} (?: \\. | [^\\] )*? (?: \"{3,5} | \Z ) | '{3} .*? (?: '{3,5} | \Z )
        | " (?: \\. | [^"\\\n] )* (?: " | (?=\n) | \Z ) | ' [^'\n]* (?: ' | (?=\n) | \Z ) )
    | (?P<comment> \#[^\n]* )
    | (?P<end> \n )
    | (?P<mark> [\[\]{}=,.] )
    | (?P<word> [^\s\[\]{}=,."'\#]+ )
    """,
    re.DOTALL | re.VERBOSE,
)
_STATEMENT: Final = re.compile(r'[ \t]*(?:(?:[\w.-]+|"[^"\n]*")[ \t]*=|\[\[?[A-Za-z_][\w.-]*\])')
"""The start of a line that begins something new, whatever was left open above it."""

_QUOTES: Final = ('"""', "'''", '"', "'")


class Role(Enum):
    """What is being typed."""

    KEY = "key"
    VALUE = "value"
    HEADING = "heading"
    COMMENT = "comment"


@attrs.frozen(kw_only=True)
class Cursor:
    """Place at which somebody types.

    Attributes:
        role: What is being typed.
        names: The keys that lead there, without the numbers of items: of a value its own key included.
        start: The character at which the word begins that is being typed; behind the quotation mark of a text.
        prefix: What of the word is before the cursor.
        quote: The quotation marks that are open; empty where none are.
        is_line_start: Whether a heading could stand here instead.
    """

    role: Role
    names: tuple[str, ...]
    start: int
    prefix: str
    quote: str = ""
    is_line_start: bool = False


def read_cursor(text: str, offset: int) -> Cursor:
    """Return what is being typed at a place of a text.

    Args:
        text: The text of a file, whole TOML or not.
        offset: The place, in characters.
    """
    reader = _Reader(text, offset)
    for token in _TOKEN.finditer(text, 0, offset):
        reader.take(token)
    return reader.conclude()


class _Reader:
    """Reads the tokens before a cursor; of what was read only what leads to the cursor is kept."""

    def __init__(self, text: str, offset: int) -> None:
        self._text = text
        self._offset = offset
        self._table: tuple[str, ...] = ()
        self._heading: list[str] | None = None
        self._open: list[tuple[str, tuple[str, ...]]] = []
        self._keys: list[str] = []
        self._is_value = False
        self._is_whole = True  # whether the last key is closed by a dot
        self._last: re.Match[str] | None = None

    def take(self, token: re.Match[str]) -> None:
        """Take a token in."""
        self._last = token
        kind, text = token.lastgroup, token[0]
        if kind == "end":
            self._end_line(token.end())
        elif kind == "mark":
            self._take_mark(text)
        elif kind in ("word", "string") and not self._is_value:
            keys = self._keys if self._heading is None else self._heading
            if self._is_whole:
                keys.append(_unquote(text))
            self._is_whole = False

    def _end_line(self, end: int) -> None:
        self._heading = None
        is_inside = bool(self._open) and not (self._open[-1][0] == "[" and _STATEMENT.match(self._text, end))
        if not is_inside:
            self._open, self._keys, self._is_value, self._is_whole = [], [], False, True

    def _take_mark(self, mark: str) -> None:
        if self._heading is not None:
            self._take_in_heading(mark)
        elif mark == "[" and not self._is_value and not self._open and not self._keys:
            self._heading, self._is_whole = [], True
        elif mark == "=" and not self._is_value:
            self._is_value = True
        elif mark == "." and not self._is_value:
            self._is_whole = True
        elif mark in "[{" and self._is_value:
            self._open.append((mark, tuple(self._keys)))
            if mark == "{":
                self._keys, self._is_value, self._is_whole = [], False, True
        elif mark in "]}" and self._open:
            self._keys, self._is_value = list(self._open.pop()[1]), True
        elif mark == "," and self._open and self._open[-1][0] == "{":
            self._keys, self._is_value, self._is_whole = [], False, True

    def _take_in_heading(self, mark: str) -> None:
        if mark == "]":
            self._table = tuple(self._heading or ()) or self._table
            self._keys, self._is_whole = [], True
        elif mark == ".":
            self._is_whole = True

    def conclude(self) -> Cursor:
        """Return what the tokens lead to."""
        last = self._last if self._last is not None and self._last.end() == self._offset else None
        if last is not None and last.lastgroup == "comment":
            return Cursor(role=Role.COMMENT, names=self._table, start=last.start(), prefix=last[0])
        is_word = last is not None and last.lastgroup in ("word", "string")
        word, start = (last[0], last.start()) if last is not None and is_word else ("", self._offset)
        quote = next((mark for mark in _QUOTES if word.startswith(mark)), "")
        inner, start = word[len(quote) :], start + len(quote)
        if self._heading is not None:
            line = self._text.rfind("\n", 0, self._offset) + 1
            return Cursor(role=Role.HEADING, names=(), start=line, prefix=self._text[line : self._offset].lstrip())
        above = (*self._table, *(key for mark, keys in self._open if mark == "{" for key in keys))
        if self._is_value:
            return Cursor(role=Role.VALUE, names=(*above, *self._keys), start=start, prefix=inner, quote=quote)
        keys = self._keys[:-1] if is_word and not self._is_whole else self._keys
        return Cursor(
            role=Role.KEY,
            names=(*above, *keys),
            start=start,
            prefix=inner,
            quote=quote,
            is_line_start=not keys and not self._open,
        )


def _unquote(text: str) -> str:
    return text[1:-1] if text[:1] in ('"', "'") and text[-1:] == text[:1] and len(text) > 1 else text
