"""Days and deadlines in words: “31 December 2013”, “Q3 2013”, “from spring 2012 to winter 2013”.

A deadline is understood whole or not at all: a word that is not listed, a second deadline or a year of two figures makes it
one that only a person understands. Libraries for days in words guess on such texts; a guess here would be a wrong deadline.
"""

from __future__ import annotations

import re
import tomllib
from calendar import monthrange
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.text.dates import DASHES
from ogpkit.text.figures import write_plain_figures
from ogpkit.text.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LANGUAGES: Final = (
    *("en", "fr", "es", "pt", "ar", "ar_LB", "ar_MA", "ar_DZ", "sw", "ka", "ru", "ko"),
    *("az", "bg", "cs", "da", "de", "el", "et", "fi", "fil", "hr", "hu", "hy", "id", "it", "lt", "lv", "mk"),
    *("nb", "nl", "pl", "ro", "sk", "sq", "sr", "sr_Latn", "sv", "tr", "uk"),
)
"""Languages of the members of OGP whose names of months are understood; a name that is that of two months is none."""

_SORTS: Final = {
    "end": "E",
    "by": "B",
    "from": "F",
    "from_or_of": "f",
    "to": "T",
    "quarter": "Q",
    "half": "H",
    "nothing": "",
    "ordinals": "O",
    "quarters": "q",
    "halves": "h",
    "months": "M",
}
"""What a list of words says, as one letter of the patterns below; Y is a year, N another number, S a word of the sheet."""

_LONGEST: Final = 200
"""Letters of a cell that can be a deadline; a longer one is a text."""

_CENTURIES: Final = range(1900, 2200)
_MONTHS: Final = 12
_LATE: Final = range(10, 13)
"""Months of which nobody knows in which of two years they are meant: “winter 2012-13”, where winter ends in December."""

_WHOLE: Final = re.compile(r"(?P<before>W?[BT]?E?)(?P<core>[NOMSQHqh]*Y|Y[NOMSQHqh]*)(?P<after>[EB]?)")
_PART: Final = re.compile(r"[NOMSQHqh]+")
_YEARS: Final = re.compile(r"[BT]?S(?P<first>Y)D(?P<last>[YN])")
_HANGUL: Final = re.compile("[\u1100-\u11ff]")
_COUNTED: Final = {fold("월"): "M", "月": "M", fold("일"): "N", "日": "N", fold("년"): "Y", "年": "Y"}
"""What stands behind the number of a month, a day and a year in Korean, Chinese and Japanese."""


@attrs.frozen
class Deadline:
    """Day that words mean.

    Attributes:
        day: The day; of a month, a quarter or a year the last one.
        is_exact: Whether the words name the day itself.
        is_month: Whether they name a month.
    """

    day: date
    is_exact: bool = False
    is_month: bool = False


@attrs.frozen
class _Word:
    """Word of a deadline.

    Attributes:
        sort: What it says, as a letter of the patterns.
        number: The number, the month or the year that it says.
    """

    sort: str
    number: int = 0


def read_deadline(text: str, months: Mapping[str, int] | None = None) -> Deadline | None:
    """Return the day that words mean; None where they mean none, or may mean two.

    Args:
        text: For example `By the end of 2013`, `31 déc. 2013`, `2013년 3분기` or `From spring 2012 to winter 2013`.
        months: What further words mean, for example seasons: the month at the end of which something is due; from 13 on in
            the year after.
    """
    words = _split_words(text, months or {}) if len(text) <= _LONGEST else None
    if not words:
        return None
    return _read_point(words) or _read_span(words) or _read_range(words)


def end_of_month(year: int, month: int) -> date:
    """Return the last day of a month.

    Args:
        month: From 1 to 12; from 13 on it lies in the year after.
    """
    year, month = year + (month - 1) // _MONTHS, (month - 1) % _MONTHS + 1
    return date(year, month, monthrange(year, month)[1])


def _read_point(words: list[_Word]) -> Deadline | None:
    """Return a single deadline: a day, a month, a quarter, a half, a season or a year."""
    sorts = "".join(word.sort for word in words)
    if sorts in ("NDMDY", "EDY", "EDMY"):  # 31-Dec-2013, end-2013
        return _read_point([word for word in words if word.sort != "D"])
    found = _WHOLE.fullmatch(sorts)
    if not found:
        return None
    core = words[found.start("core") : found.end("core")]
    year = next(word.number for word in core if word.sort == "Y")
    rest = [word for word in core if word.sort != "Y"]
    if not rest:
        is_due_by = "B" in found[0] or "T" in found[0]
        return Deadline(date(year, 12, 31)) if "E" in found[0] or not is_due_by else None
    point = _read_part(rest, year)
    if point is None or (point.is_exact and "E" in found[0]) or ("W" in found[0] and not point.is_exact):
        return None
    return point


def _read_part(words: list[_Word], year: int) -> Deadline | None:
    """Return a deadline within a year."""
    sorts = "".join(word.sort for word in words)
    number = next((word.number for word in words if word.sort in "NO"), 0)
    own = next((word.number for word in words if word.sort in "MSqh"), 0)
    if sorts in ("NM", "OM", "MN", "MO"):
        return Deadline(date(year, own, number), is_exact=True) if 1 <= number <= monthrange(year, own)[1] else None
    if sorts in ("M", "S"):
        return Deadline(end_of_month(year, own), is_month=sorts == "M")
    if sorts in ("q", "h"):
        return Deadline(end_of_month(year, own * (3 if sorts == "q" else 6)))
    if re.fullmatch("[NO][QH]|[QH][NO]", sorts):
        length = 3 if "Q" in sorts else 6
        return Deadline(end_of_month(year, number * length)) if 1 <= number * length <= _MONTHS else None
    return None


def _read_span(words: list[_Word]) -> Deadline | None:
    """Return a deadline in a year that has two, such as “FY 2026-27”, where a word says when such a year ends."""
    found = _YEARS.fullmatch("".join(word.sort for word in words))
    if not found:
        return None
    first, last = words[found.start("first")].number, words[found.start("last")].number
    month = words[found.start("first") - 1].number
    if last not in (first + 1, (first + 1) % 100) or month in _LATE:
        return None
    return Deadline(end_of_month(first + 1, (month - 1) % _MONTHS + 1))


def _read_range(words: list[_Word]) -> Deadline | None:
    """Return the end of a time from one deadline to another."""
    sorts = "".join(word.sort for word in words)
    for place in (found.start() for found in re.finditer("[TD]", sorts)):
        first, last = words[:place], words[place + 1 :]
        end = _read_point(last)
        if first and first[0].sort == "F":
            first = first[1:]
        if end is None or not first:
            continue
        begin = _read_point(first) or _fill_up(first, end)
        is_year = last[-1].sort == "Y" and len(last) == 1
        if begin is not None and begin.day <= end.day and (not is_year or [one.sort for one in first] == ["Y"]):
            return Deadline(end.day)
    return None


def _fill_up(words: list[_Word], end: Deadline) -> Deadline | None:
    """Return the beginning of a time that has its month or its year from its end: “January to March 2013”, “1-15 May 2013”."""
    if [word.sort for word in words] == ["N"] and end.is_exact and words[0].number in range(1, end.day.day):
        return Deadline(end.day.replace(day=words[0].number))
    is_part = _PART.fullmatch("".join(word.sort for word in words))
    return _read_part(words, end.day.year) if is_part else None


def _split_words(text: str, months: Mapping[str, int]) -> list[_Word] | None:
    """Return what the words of a text say; None where one of them is not known."""
    plain = fold(write_plain_figures(text).replace("’", "'"))
    known = _read_known_words()
    own = {fold(word.replace("’", "'")): _Word("S", month) for word, month in months.items()}
    pattern = _compile_words((*own, *known)) if own else _compile_known_words()
    found: list[_Word] = []
    place = 0
    while place < len(plain):
        match = pattern.match(plain, place)
        if match is None:
            return None
        place = match.end()
        said = match.lastgroup
        if said == "counted":
            found.append(_Word(_COUNTED[match["mark"]], int(match["figures"])))
        elif said == "number":
            if len(match["number"]) not in (1, 2, 4):
                return None
            is_year = int(match["number"]) in _CENTURIES
            if len(match["number"]) == 4 and not is_year:  # noqa: PLR2004  a year of a calendar that is not ours
                return None
            found.append(_Word("Y" if is_year else "N", int(match["number"])))
        elif said == "dash":
            found.append(_Word("D"))
        elif said == "word":
            word = own.get(match["word"]) or known[match["word"]]
            sort = ("F" if not found else "") if word.sort == "f" else word.sort
            if sort:
                found.append(_Word(sort, word.number))
    return found


def _compile_words(words: tuple[str, ...]) -> re.Pattern[str]:
    phrases = "|".join(map(_write_pattern, sorted(words, key=len, reverse=True)))
    marks = "|".join(map(re.escape, _COUNTED))
    return re.compile(
        rf"(?P<word>{phrases})|(?P<counted>(?P<figures>\d{{1,4}})\s*(?P<mark>{marks}))|(?P<number>\d+)"
        rf"|(?P<dash>[{DASHES}-])|(?P<nothing>[\s,.،()'])"
    )


def _write_pattern(word: str) -> str:
    """Return the pattern of a word: no other letter stands beside it, except in Korean, where words hang together."""
    before = r"(?<!\d)" if word[0].isdecimal() else r"(?<![^\W\d_])"
    after = r"(?!\d)" if word[-1].isdecimal() else r"(?![^\W\d_])"
    escaped = re.escape(word)
    return escaped if _HANGUL.search(word) else f"{before}{escaped}{after}"


@cache
def _compile_known_words() -> re.Pattern[str]:
    return _compile_words(tuple(_read_known_words()))


@cache
def _read_known_words() -> Mapping[str, _Word]:
    given: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    known = dict(_read_calendar_words())
    for name, sort in _SORTS.items():
        if name in given["words"]:
            known |= {fold(word): _Word(sort) for word in given["words"][name]}
        else:
            known |= {fold(word): _Word(sort, int(number)) for number, words in given[name].items() for word in words}
    return known


def _read_calendar_words() -> Iterator[tuple[str, _Word]]:
    """Yield the names of months and of days of the week, as CLDR has them."""
    from babel import Locale  # noqa: PLC0415  few sheets need it

    months: dict[str, set[int]] = {}
    days: set[str] = set()
    for language in _LANGUAGES:
        locale = Locale.parse(language)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[context][width].items():
                    months.setdefault(fold(name).strip(". "), set()).add(number)
                days |= {fold(name).strip(". ") for name in locale.days[context][width].values()}
    yield from ((name, _Word("W")) for name in days if len(name) > 1)
    for name, numbers in months.items():
        if len(numbers) == 1 and len(name) > 1 and not re.search(r"\d", name):
            yield name, _Word("M", min(numbers))
