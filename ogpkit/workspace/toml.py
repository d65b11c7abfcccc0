"""TOML as text and as data: parsing, serializing, and whether two values say the same."""

from __future__ import annotations

import re
import tomllib
from datetime import datetime, time
from typing import Final, cast

from ogpkit.errors import OgpkitError
from ogpkit.text.i18n import _, marked
from ogpkit.workspace.toml_hints import slip


def is_same(one: object, other: object) -> bool:
    """Whether two values are of one type and say the same; `1`, `1.0` and `true` differ, `nan` is itself.

    Args:
        one: A TOML value.
        other: Another.
    """
    if type(one) is not type(other):
        return False
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(is_same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(is_same, one, other))
    if isinstance(one, float):
        return repr(one) == repr(other)
    if isinstance(one, datetime | time) and isinstance(other, datetime | time):
        return one.isoformat() == other.isoformat()
    return one == other


try:
    from tomledit import Document
except ImportError:  # a platform without its wheel reads more slowly
    Document = None  # type: ignore[assignment, misc]

_PLACE: Final = re.compile(r"(?:\ATOML parse error at |\(at )line (\d+), column (\d+)\)?(?=\n|\Z)")

_MERGED: Final = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)

_QUICK: Final = 100_000
"""Characters up to which a text is read a second time, for a better word about what is wrong with it."""

_IN_WORDS: Final = (
    ("recursi", marked("there are too many brackets within brackets, or too many dots in a key")),
    ("duplicate key", marked("the same key stands here twice")),
    ("overwrite a value", marked("the same key stands here twice")),
    ("cannot declare", marked("this table was declared before")),
    ("cannot extend value", marked("this key has a value already, and cannot be a table as well")),
    ("immutable namespace", marked("this key has a value already, and cannot be a table as well")),
    ("illegal character '\\n'", marked("this text is not closed: a quotation mark is missing")),
    ("keys cannot be empty", marked("a key is missing here")),
    ("missing comma", marked("a comma is missing before this, or the bracket that closes the list or table")),
    ("visible characters", marked("there is a character here that a text cannot hold; take it out")),
    ("illegal character", marked("there is a character here that a text cannot hold; take it out")),
    ("invalid basic string", marked("this text is not closed: a quotation mark is missing")),
    ("invalid literal string", marked("this text is not closed: a quotation mark is missing")),
    ("invalid multi-line", marked("this text is not closed: three quotation marks are missing")),
    ("unterminated string", marked("this text is not closed: a quotation mark is missing")),
    ("escape", marked("a \\ in a text has a meaning of its own; write two of them: \\\\")),
    ("unicode", marked("a \\ in a text has a meaning of its own; write two of them: \\\\")),
    ("unescaped", marked("a \\ in a text has a meaning of its own; write two of them: \\\\")),
    ("hex value", marked("a \\ in a text has a meaning of its own; write two of them: \\\\")),
    ("invalid boolean", marked("true and false are written in small letters; a text needs quotation marks around it")),
    (
        "invalid float",
        marked(
            "this is no number; a date is written as year-month-day, for example 2012-04-01, a text in quotation marks"
        ),
    ),
    ("string values must be quoted", marked("a value is missing here, or a text needs quotation marks around it")),
    ("invalid value", marked("a value is missing here, or a text needs quotation marks around it")),
    ("invalid date", marked("this is no date; write it as year-month-day, for example 2012-04-01")),
    ("invalid time", marked("this is no time; write it as hour:minute:second, for example 09:30:00")),
    ("leading zero", marked("a number must not begin with a zero")),
    ("invalid fraction", marked("a digit is missing after the point")),
    ("overflow", marked("this number is too large")),
    ("unquoted key", marked("a key with other letters than a-z, digits, - and _ needs quotation marks around it")),
    ("extra `=`", marked("there is one equals sign too many")),
    ("extra comma", marked("there is one comma too many")),
    ("carriage return", marked("there is half a line ending here; save the file with an editor")),
    ("unexpected key or value", marked("there is something here that does not belong on this line")),
    ("expected newline", marked("there is something here that does not belong on this line")),
    ("expected nothing", marked("there is something here that does not belong")),
    ("key with no value", marked("after a key come an equals sign and a value")),
    ("expected '='", marked("after a key come an equals sign and a value")),
    ("invalid key-value pair", marked("a key is missing here")),
    ("invalid statement", marked("a key is missing here")),
    ("missing table open", marked("a bracket stands here that belongs to nothing")),
    ("unclosed array", marked("this list is not closed: a ] is missing")),
    ("unclosed table", marked("this table's heading is not closed: a ] is missing")),
    ("table declaration", marked("this table's heading is not closed: a ] is missing")),
    ("unclosed inline table", marked("this table is not closed: a } is missing")),
)
"""What the parsers say, in lower case, and what it means to a coordinator; the first that fits counts."""


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
        before = source[: error.start].decode("utf-8").removeprefix("\ufeff")
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
    text = text_of(source).replace("\r\n", "\n")  # a text says the same with either line ending
    try:
        if Document is None:
            return tomllib.loads(text)
        return cast("dict[str, object]", Document.parse(text).value)
    except ValueError as error:
        raise _explained(str(error), text) from None
    except RecursionError:
        raise _explained("recursion", text) from None


def _explained(said: str, text: str) -> NotToml:
    merged = _MERGED.search(text)
    if merged:
        line = text.count("\n", 0, merged.start()) + 1
        return NotToml(line, 1, _("two versions of the file stand here, which git could not merge; keep one of them"))
    found = [(_place(said, text), said)]
    if "recursi" not in said and len(text) < _QUICK:
        found.append(_of_the_other(text))
    (line, column), words = min(found, key=lambda one: one[0][0])
    meant = slip(text, line, column) if len(text) < _QUICK else None
    if meant is not None:
        return NotToml(line, column, meant)
    parser_s_own = re.sub(r"\s*\(at .*\)$", "", words.strip().rsplit("\n", 1)[-1])
    known = next((words for key, words in _IN_WORDS if key in parser_s_own.lower()), None)
    return NotToml(line, column, _(known) if known else parser_s_own)


def _of_the_other(text: str) -> tuple[tuple[int, int], str]:
    """What the standard library says and where: of a text that is not closed one parser sees the end, one the next text."""
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return _place(str(error), text), str(error)
    except (RecursionError, ValueError):
        pass
    return (text.count("\n") + 2, 1), ""


def _place(said: str, text: str) -> tuple[int, int]:
    place = _PLACE.search(said)
    return (int(place[1]), int(place[2])) if place else (text.count("\n") + 1, 1)
