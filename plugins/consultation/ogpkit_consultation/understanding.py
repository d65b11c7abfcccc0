"""Understanding what the cells of a form's export mean: columns, groups, languages, days, yes and no."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import OgpkitError
from ogpkit.api.content import Choice, fields_of, is_language, parse_toml
from ogpkit.api.text import _, fold, sanitize_line, use_language
from ogpkit_consultation.model import Comment, Group

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOT_IMPORTED: Final = frozenset({"response", "source"})
_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_COMMON: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[, T].*)?")
_NAMED_IN: Final = ("en", "fr", "es", "pt", "ar", "sw", "ka", "ru")
_MONTHS: Final = 12


class NotUnderstandable(OgpkitError):
    """Raised when a cell cannot be the value that its column is for."""


class DayOrder(Choice):
    """How a sheet writes days such as 03/04/2012."""

    UNKNOWN = "unknown", "Not known"
    DAY_FIRST = "day-first", "The day comes first"
    MONTH_FIRST = "month-first", "The month comes first"


def list_fields() -> tuple[str, ...]:
    """Return the fields of a comment that a sheet can give, from its declaration."""
    return tuple(field.key for field in fields_of(Comment) if field.key not in _NOT_IMPORTED)


def find_field(heading: str) -> str | None:
    """Return the field of a comment that a heading means, or None.

    Args:
        heading: The heading of a column, in any language that is known.
    """
    return _read_headings().get(_normalize(heading))


def group_named(said: str) -> Group:
    """Return the group that somebody named.

    Args:
        said: For example `civil-society`, `NGO` or `Sociedad civil`.

    Raises:
        NotUnderstandable: It is nobody's name.
    """
    found = _read_groups().get(_normalize(said))
    if found is None:
        raise NotUnderstandable(
            _("“{said}” is no group; they are: {known}.").format(
                said=sanitize_line(said), known=", ".join(group.value for group in Group)
            )
        )
    return found


def parse_language_name(said: str) -> str:
    """Return the code of a language that somebody named.

    Args:
        said: For example `sw`, `Swahili` or `العربية`.

    Raises:
        NotUnderstandable: It is no language.
    """
    code = said.strip().replace("_", "-").split("-")[0].lower()
    if is_language(code):
        return code
    found = _read_languages().get(_normalize(said))
    if found is None:
        raise NotUnderstandable(_("“{said}” is no language.").format(said=sanitize_line(said)))
    return found


def parse_truth(said: object) -> bool:
    """Tell whether a cell says yes or no.

    Args:
        said: A cell.

    Raises:
        NotUnderstandable: It is neither.
    """
    if isinstance(said, bool):
        return said
    word = _normalize(str(said))
    for value, words in ((True, _read_data()["truths"]["yes"]), (False, _read_data()["truths"]["no"])):
        if word in map(_normalize, words):
            return value
    raise NotUnderstandable(_("“{said}” is neither yes nor no.").format(said=sanitize_line(str(said))))


def parse_day(said: object, order: DayOrder) -> date:
    """Return the day that a cell means.

    Args:
        said: A day, or a text that begins with one; the time of day is left out.
        order: How days such as 03/04/2012 are written.

    Raises:
        NotUnderstandable: It is no day, or it could be two.
    """
    if isinstance(said, datetime):
        return said.date()
    if isinstance(said, date):
        return said
    text = str(said).strip()
    try:
        if found := _ISO.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _COMMON.fullmatch(text):
            return _order_day(int(found[1]), int(found[2]), int(found[3]), order)
    except ValueError:
        pass
    raise NotUnderstandable(
        _("“{said}” is no day; write year-month-day, for example 2012-01-31.").format(said=sanitize_line(text))
    )


def _order_day(one: int, two: int, year: int, order: DayOrder) -> date:
    if one > _MONTHS or one == two or (order is DayOrder.DAY_FIRST and two <= _MONTHS):
        return date(year, two, one)
    if two > _MONTHS or order is DayOrder.MONTH_FIRST:
        return date(year, one, two)
    raise NotUnderstandable(
        _("{first}/{second}/{year} can be two days: say with --days whether the day or the month comes first.").format(
            first=one, second=two, year=year
        )
    )


def _normalize(text: str) -> str:
    """Return a text without what people leave out: case, accents, punctuation."""
    return " ".join(re.findall(r"\w+", fold(text).replace("_", " ")))


@cache
def _read_data() -> Mapping[str, Any]:
    return parse_toml((Path(__file__).parent / "headings.toml").read_bytes())


@cache
def _read_headings() -> Mapping[str, str]:
    known: dict[str, str] = {}
    for field in fields_of(Comment):
        if field.key in _NOT_IMPORTED:
            continue
        labels = list(_translate_label(field.label))
        for heading in (field.key, *labels, *_read_data()["fields"].get(field.key, ())):
            known.setdefault(_normalize(heading), field.key)
    return known


@cache
def _read_groups() -> Mapping[str, Group]:
    known: dict[str, Group] = {}
    for group in Group:
        for name in (group.value, *_translate_label(group.label), *_read_data()["groups"].get(group.value, ())):
            known.setdefault(_normalize(name), group)
    return known


def _translate_label(label: str) -> tuple[str, ...]:
    said = [label]
    for language in ("fr", "es"):
        with use_language(language):
            said.append(_(label))
    return tuple(said)


@cache
def _read_languages() -> Mapping[str, str]:
    from babel import Locale  # noqa: PLC0415  few commands need it

    known: dict[str, str] = {}
    for language in _NAMED_IN:
        for code, name in Locale.parse(language).languages.items():
            if is_language(code):
                known.setdefault(_normalize(name), code)
    return known
