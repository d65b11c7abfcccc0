"""From bytes to TOML values, with a place for what is wrong."""

from __future__ import annotations

import re
import tomllib
from typing import Final, cast

from ogpkit.errors import OgpkitError
from ogpkit.language import _, marked

try:
    from tomledit import Document
except ImportError:  # a platform without its wheel reads more slowly
    Document = None  # type: ignore[assignment, misc]

_DEEPEST: Final = 64
"""Brackets within brackets that a plan file may have; parsers recurse, and nothing sensible comes near."""

_PLACE: Final = re.compile(r"line (\d+), column (\d+)")

_IN_WORDS: Final = (
    ("duplicate key", marked("the same key stands here twice")),
    ("overwrite a value", marked("the same key stands here twice")),
    ("cannot declare", marked("this table was declared before")),
    ("cannot extend value", marked("this key has a value already, and cannot be a table as well")),
    ("invalid basic string", marked("this text is not closed: a quotation mark is missing")),
    ("unterminated string", marked("this text is not closed: a quotation mark is missing")),
    ("string values must be quoted", marked("a text needs quotation marks around it")),
    ("invalid date", marked("this is no date; write it as year-month-day, for example 2012-04-01")),
    ("missing value", marked("a value is missing after the equals sign")),
    ("expected nothing", marked("there is something here that does not belong")),
    ("key with no value", marked("an equals sign and a value are missing after this key")),
    ("unclosed array", marked("this list is not closed: a ] is missing")),
    ("unclosed table", marked("this table's heading is not closed: a ] is missing")),
    ("unclosed inline table", marked("this table is not closed: a } is missing")),
)


class NotUtf8(OgpkitError):
    """A file that is not in UTF-8.

    Attributes:
        line: Where the first such byte stands, counting from one.
        column: In characters, counting from one.
    """

    def __init__(self, line: int, column: int) -> None:
        """Name the place.

        Args:
            line: The line.
            column: The column.
        """
        self.line = line
        self.column = column
        super().__init__(_("This file is not in UTF-8. Open it in an editor and save it with the encoding UTF-8."))


class NotToml(OgpkitError):
    """A file that TOML cannot read.

    Attributes:
        line: Where, counting from one.
        column: In characters, counting from one.
        reason: Why, in the user's language as far as it is a common mistake.
    """

    def __init__(self, line: int, column: int, reason: str) -> None:
        """Name the place and the reason.

        Args:
            line: The line.
            column: The column.
            reason: Why it cannot be read.
        """
        self.line = line
        self.column = column
        self.reason = reason
        super().__init__(reason)


def text_of(source: bytes) -> str:
    """The text of a file, without a byte order mark.

    Args:
        source: Its bytes.

    Raises:
        NotUtf8: The bytes are not UTF-8.
    """
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError as error:
        before = source[: error.start].decode("utf-8", "replace")
        raise NotUtf8(before.count("\n") + 1, len(before) - before.rfind("\n")) from None
    return text.removeprefix("\ufeff")


def parse(source: bytes) -> dict[str, object]:
    """The values of a TOML file.

    Args:
        source: Its bytes; a byte order mark is tolerated.

    Raises:
        NotUtf8: The bytes are not UTF-8.
        NotToml: The text is not TOML.
    """
    text = text_of(source)
    _refuse_depth(text)
    try:
        if Document is None:
            return tomllib.loads(text)
        return cast("dict[str, object]", Document.parse(text).value)
    except ValueError as error:
        raise _explained(str(error), text) from None


def _refuse_depth(text: str) -> None:
    """Refuse texts with so many brackets in a row of openings that a recursive parser could run out of stack."""
    if text.count("[") + text.count("{") <= _DEEPEST:
        return
    depth = 0
    for found in re.finditer(r"[\[\]{}\n]", text):
        letter = found[0]
        depth = depth + 1 if letter in "[{" else max(depth - 1, 0) if letter in "]}" else depth
        if depth > _DEEPEST:
            line = text.count("\n", 0, found.start()) + 1
            column = found.start() - text.rfind("\n", 0, found.start())
            raise NotToml(line, column, _("there are too many brackets within brackets"))


def _explained(said: str, text: str) -> NotToml:
    place = _PLACE.search(said)
    line, column = (int(place[1]), int(place[2])) if place else (text.count("\n") + 1, 1)
    parser_s_own = re.sub(r"\s*\(at .*\)$", "", said.strip().rsplit("\n", 1)[-1])
    known = next((words for key, words in _IN_WORDS if key in said.lower()), None)
    return NotToml(line, column, _(known) if known else parser_s_own)
