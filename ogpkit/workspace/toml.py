"""TOML as text and as data: parsing, serializing, and whether two values say the same."""

from __future__ import annotations

import re
import tomllib
from datetime import datetime, time
from typing import TYPE_CHECKING, Final, cast

from ogpkit.errors import OgpkitError
from ogpkit.text.i18n import N_, _
from ogpkit.workspace.toml_hints import explain_duplicate, explain_syntax_error, name_other_format
from ogpkit.workspace.toml_structure import find_open_text, find_too_deep

if TYPE_CHECKING:
    from ogpkit.model.keypath import KeyPath


def is_same(one: object, other: object) -> bool:
    """Tell whether two values are of one type and say the same; `1`, `1.0` and `true` differ, `nan` is itself.

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

_MERGED: Final = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: |$)", re.MULTILINE)
_WHOLE: Final = re.compile(r"\s*<{7} .*^>{7} [^\n]*\s*", re.MULTILINE | re.DOTALL)
_BETWEEN: Final = "======="
"""What git writes between two versions of some lines."""

_QUICK: Final = 100_000
"""Characters up to which a text is read a second time, for a better word about what is wrong with it."""

_IN_WORDS: Final = (
    ("recursi", N_("there are too many nested brackets, or too many dots in a key")),
    ("duplicate key", N_("the same key appears here twice")),
    ("overwrite a value", N_("the same key appears here twice")),
    ("cannot declare", N_("the same table appears here twice")),
    ("cannot extend value", N_("this key already has a value, so it cannot be a table")),
    ("immutable namespace", N_("this key already has a value, so it cannot be a table")),
    ("illegal character '\\n'", N_("this text is not closed: a quotation mark is missing")),
    ("keys cannot be empty", N_("a key is missing here")),
    ("missing comma", N_("a comma is missing before this, or the bracket that closes the list or table")),
    ("visible characters", N_("a text cannot contain this character; delete it")),
    ("illegal character", N_("a text cannot contain this character; delete it")),
    ("invalid basic string", N_("this text is not closed: a quotation mark is missing")),
    ("invalid literal string", N_("this text is not closed: a quotation mark is missing")),
    ("invalid multi-line", N_("this text is not closed: three quotation marks are missing")),
    ("unterminated string", N_("this text is not closed: a quotation mark is missing")),
    ("escape", N_("a \\ in a text has a special meaning; write two of them: \\\\")),
    ("unicode", N_("a \\ in a text has a special meaning; write two of them: \\\\")),
    ("unescaped", N_("a \\ in a text has a special meaning; write two of them: \\\\")),
    ("hex value", N_("a \\ in a text has a special meaning; write two of them: \\\\")),
    ("invalid boolean", N_("write true and false in small letters; a text needs quotation marks around it")),
    (
        "invalid float",
        N_(
            "this is not a number; write a date as year-month-day, for example 2012-04-01, and a text in quotation marks"
        ),
    ),
    ("string values must be quoted", N_("a value is missing here, or a text needs quotation marks around it")),
    ("invalid value", N_("a value is missing here, or a text needs quotation marks around it")),
    ("invalid date", N_("this is not a date; write it as year-month-day, for example 2012-04-01")),
    ("invalid time", N_("this is not a time; write it as hour:minute:second, for example 09:30:00")),
    ("leading zero", N_("a number cannot begin with a zero")),
    ("invalid fraction", N_("a digit is missing after the point")),
    ("overflow", N_("this number is too large")),
    ("unquoted key", N_("a key can have only the letters a-z, digits, - and _")),
    ("extra `=`", N_("there is one equals sign too many")),
    ("extra comma", N_("there is one comma too many")),
    ("carriage return", N_("the end of this line is damaged; save the file again with an editor")),
    ("unexpected key or value", N_("this part does not belong on this line")),
    ("expected newline", N_("this part does not belong on this line")),
    ("expected nothing", N_("this part does not belong here")),
    ("key with no value", N_("a key needs an equals sign and a value after it")),
    ("missing assignment", N_("a key needs an equals sign and a value after it")),
    ("expected '='", N_("a key needs an equals sign and a value after it")),
    ("invalid key-value pair", N_("a key is missing here")),
    ("invalid statement", N_("a key is missing here")),
    ("missing table open", N_("this bracket has no partner")),
    ("unclosed array", N_("this list is not closed: a ] is missing")),
    ("unclosed table", N_("this table's heading is not closed: a ] is missing")),
    ("table declaration", N_("this table's heading is not closed: a ] is missing")),
    ("unclosed inline table", N_("this table is not closed: a } is missing")),
)
"""What the parsers say, in lower case, and what it means to a coordinator; the first that fits counts."""


class NotUtf8(OgpkitError):
    """Raised when a file is not in UTF-8.

    Attributes:
        line: Where the first such byte stands, counting from one.
        column: In characters, counting from one.
        reason: What the file is instead, in the user's language.
    """

    def __init__(self, line: int, column: int, other: str = "") -> None:
        """Name the place.

        Args:
            other: What the file is, where it is none of text at all, translated.
        """
        self.line = line
        self.column = column
        self.reason = f"{other[:1].upper()}{other[1:]}." if other else _("The encoding is wrong.")
        super().__init__(
            _("A plan file is plain text. Keep this file elsewhere, or add it to exclude in ogpkit.toml.")
            if other
            else _("This file is not in UTF-8. Open it in an editor and save it with the encoding UTF-8.")
        )


class NotToml(OgpkitError):
    """Raised when TOML cannot read a file.

    Attributes:
        line: Where, counting from one.
        column: In characters, counting from one.
        reason: Why, in the user's language as far as it is a common mistake.
    """

    def __init__(self, line: int, column: int, reason: str) -> None:
        """Name the place and the reason.

        Args:
            reason: Why it cannot be read.
        """
        self.line = line
        self.column = column
        self.reason = reason
        super().__init__(reason)


def decode_toml(source: bytes) -> str:
    """Return the text of a file, without a byte order mark.

    Raises:
        NotUtf8: The bytes are not UTF-8.
    """
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError as error:
        before = source[: error.start].decode("utf-8").removeprefix("\ufeff")
        raise NotUtf8(before.count("\n") + 1, len(before) - before.rfind("\n"), name_other_format(source)) from None
    return text.removeprefix("\ufeff")


def parse_toml(source: bytes) -> dict[str, object]:
    """Return the values of a TOML file.

    Args:
        source: Its bytes; a byte order mark is tolerated.

    Raises:
        NotUtf8: The bytes are not UTF-8.
        NotToml: The text is not TOML.
    """
    text = decode_toml(source).replace("\r\n", "\n")  # a text says the same with either line ending
    if b"<<<<<<< " in source and _MERGED.search(text):  # within a text, TOML would take it for words
        raise _explain("", text)
    try:
        if Document is None:
            return tomllib.loads(text)
        return cast("dict[str, object]", Document.parse(text).value)
    except ValueError as error:
        raise _explain(str(error), text) from None
    except RecursionError:
        raise _explain("recursion", text) from None


def _explain(said: str, text: str) -> NotToml:
    merged = _MERGED.search(text)
    if merged:
        is_whole = _WHOLE.fullmatch(text) is not None
        return _report_merge(text.count("\n", 0, merged.start()) + 1, is_whole=is_whole)
    if "recursi" in said:
        deep = find_too_deep(text)
        return NotToml(*(_place(said, text) if deep is None else _count_place(text, deep)), _put_in_words(said))
    found = [(_place(said, text), said)]
    if len(text) < _QUICK:
        found.append(_parse_with_other(text))
    (line, column), words = min(found, key=lambda one: one[0][0])
    if len(text) >= _QUICK:
        return NotToml(line, column, _put_in_words(words))
    lines = text.split("\n")
    if lines[line - 1 : line] == [_BETWEEN]:
        return _report_merge(line)
    opening = find_open_text(text, sum(len(one) + 1 for one in lines[: line - 1]) + column - 1)
    if opening is not None:
        return NotToml(
            *_count_place(text, opening), _("this text is not closed: three quotation marks are missing at its end")
        )
    meant = explain_duplicate(text, line) if _is_duplicate(words) else explain_syntax_error(text, line, column)
    return NotToml(line, column, meant or _put_in_words(words))


def _report_merge(line: int, *, is_whole: bool = False) -> NotToml:
    """Say how two versions become one, so that nobody's words are lost: two people may have begun two things under one name."""
    if is_whole:
        both = _(
            "git could not merge two versions of this file. If they are about two things, such as two comments, keep both: move "
            "one into a new file with another name."
        )
    else:
        both = _(
            "git could not merge two versions of these lines. If each adds something, such as a milestone, keep both, one after "
            "the other. Give each its own id."
        )
    rest = _("If they are about the same thing, combine what both say. Then delete the lines with {signs}")
    return NotToml(line, 1, f"{both} {rest.format(signs='<<<<<<<, =======, >>>>>>>')}")


def _is_duplicate(words: str) -> bool:
    return any(said in words.lower() for said in ("duplicate", "cannot declare", "overwrite"))


def _put_in_words(words: str) -> str:
    """Return what a parser says as people say it, as far as it is known."""
    parser_s_own = re.sub(r"\s*\(at .*\)$", "", words.strip().rsplit("\n", 1)[-1])
    known = next((words for key, words in _IN_WORDS if key in parser_s_own.lower()), None)
    return _(known) if known else parser_s_own


def _count_place(text: str, place: int) -> tuple[int, int]:
    """Return line and column of a character."""
    return text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)


def _parse_with_other(text: str) -> tuple[tuple[int, int], str]:
    """Return what the standard library says and where.

    Of a text that is not closed one parser sees the end, one the next text.
    """
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


def find_toml_value(values: object, at: KeyPath) -> object:
    """Return the value at a place of what a file says; None where there is none.

    Args:
        values: What the file says, or a part of it.
        at: The key path within it.
    """
    for part in at:
        if isinstance(values, dict) and isinstance(part, str):
            values = values.get(part)
        elif isinstance(values, list) and isinstance(part, int) and part < len(values):
            values = values[part]
        else:
            return None
    return values
