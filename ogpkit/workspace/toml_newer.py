"""What TOML 1.1 allows and 1.0 does not: ogpkit reads it, most other programs refuse the file."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

from ogpkit.workspace.toml_structure import TOKEN

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORTH_A_LOOK: Final = tuple(map(re.compile, (rb"\{[^}\n]*\n", rb"\\[ex]", rb":\d\d(?![:\d])", rb",\s*\}")))
"""Each begins with a letter for which a file is quickly looked through."""
_ESCAPE: Final = re.compile(r"(?<!\\)(?:\\\\)*(\\[ex])")
_NO_SECONDS: Final = re.compile(r"(?<![\d:+-])(?:\d{4}-\d\d-\d\d[Tt ])?\d\d:\d\d(?:[Zz]|[+-]\d\d:\d\d)?(?![:\d])")
_COMMA: Final = re.compile(r",\s*\Z")


class NewerSyntax(Enum):
    """What needs TOML 1.1."""

    SEVERAL_LINES = "several-lines"
    LAST_COMMA = "last-comma"
    ESCAPE = "escape"
    NO_SECONDS = "no-seconds"


class NewerPlace(NamedTuple):
    """Place that needs TOML 1.1.

    Attributes:
        syntax: What stands there.
        start: The first character.
        end: The first one after it.
    """

    syntax: NewerSyntax
    start: int
    end: int


def may_have_newer_syntax(source: bytes) -> bool:
    """Tell whether a file has anything that may need TOML 1.1, or may only look so within a text; most have nothing.

    Args:
        source: Its bytes.
    """
    return any(pattern.search(source) for pattern in _WORTH_A_LOOK)


def find_newer_syntax(text: str) -> Iterator[NewerPlace]:
    """Yield every place that needs TOML 1.1, in the order of the text.

    Args:
        text: A text that TOML 1.1 can read.
    """
    opened: list[str] = []
    before = 0
    for token in TOKEN.finditer(text):
        is_in_table = opened[-1:] == ["{"]
        yield from _look_between(text, before, token.start(), is_in_table=is_in_table)
        yield from _look_at(token, text[before : token.start()], is_in_table=is_in_table)
        if token[0] in "[{":
            opened.append(token[0])
        elif token[0] in "]}" and opened:
            opened.pop()
        before = token.end()
    yield from _look_between(text, before, len(text), is_in_table=False)


def _look_at(token: re.Match[str], before: str, *, is_in_table: bool) -> Iterator[NewerPlace]:
    comma = _COMMA.search(before) if token[0] == "}" else None
    if comma:
        place = token.start() - len(before) + comma.start()
        yield NewerPlace(NewerSyntax.LAST_COMMA, place, place + 1)
    if is_in_table and token[0].startswith("#"):
        yield NewerPlace(NewerSyntax.SEVERAL_LINES, token.start(), token.end())
    if token[0].startswith('"'):
        for found in _ESCAPE.finditer(token[0]):
            yield NewerPlace(NewerSyntax.ESCAPE, token.start() + found.start(1), token.start() + found.end(1))


def _look_between(text: str, start: int, end: int, *, is_in_table: bool) -> Iterator[NewerPlace]:
    if is_in_table:
        for found in re.finditer(r"\n", text[start:end]):
            yield NewerPlace(NewerSyntax.SEVERAL_LINES, start + found.start(), start + found.end())
    for found in _NO_SECONDS.finditer(text, start, end):
        yield NewerPlace(NewerSyntax.NO_SECONDS, found.start(), found.end())


def blank_newer_syntax(source: bytes) -> bytes:
    """Return a file with as many bytes, in which TOML 1.0 finds every key and value at the same place.

    Args:
        source: The bytes of the file.
    """
    if not may_have_newer_syntax(source):
        return source
    text = source.decode("latin-1")
    places = list(find_newer_syntax(text))
    for syntax, start, end in places:
        instead = {NewerSyntax.ESCAPE: "_", NewerSyntax.NO_SECONDS: "1"}.get(syntax, " ")
        text = text[:start] + instead * (end - start) + text[end:]
    return text.encode("latin-1") if places else source
