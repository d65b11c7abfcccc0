"""Days as people write them: in the order of the home country, or as the number under which a sheet keeps them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

WRITTEN: Final = re.compile(
    r"(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\w.])|(\d{4})([./-])(\d{1,2})\6(\d{1,2})(?![\w.])"
)
"""A day in figures, in whatever order."""

DASHES: Final = "‐-―−"
"""The dashes and hyphens that word processors write for a hyphen, as a pattern has them in square brackets."""

_FIRST: Final = date(1899, 12, 30)
"""The day from which sheets count."""

_LATER: Final = (date(1904, 1, 1) - _FIRST).days

_COUNTED: Final = range(25_569, 73_051)
"""The numbers of the days from 1970 to 2099; another one is no day that somebody meant."""


def parse_matched_date(found: re.Match[str]) -> date | None:
    """Return the day that is meant, where there is but one: 14/01/2014 is one, 04/01/2014 is two.

    Args:
        found: A match of `WRITTEN`.
    """
    first, sign, second, year, whole, _sign, month, last = found.groups()
    if whole:
        days: set[date | None] = {_make_date(whole, month, last)}
    elif len(year) != 4:  # noqa: PLR2004  nobody knows the century
        return None
    else:
        days = {_make_date(year, second, first)} | ({_make_date(year, first, second)} if sign != "." else set())
    days.discard(None)
    return days.pop() if len(days) == 1 else None


def parse_loose_date(value: object) -> date | None:
    """Return the day that a text or a number stands for, where it stands for one.

    Args:
        value: What stands where a day belongs.
    """
    if isinstance(value, str):
        found = WRITTEN.fullmatch(value.strip())
        return parse_matched_date(found) if found else None
    if isinstance(value, int) and value in _COUNTED:
        return _FIRST + timedelta(value)
    return None


def count_from_1904(number: int) -> int:
    """Return the number of a day of a sheet that counts from 1904 on, as if it counted from 1900 on."""
    return number + _LATER


def _make_date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
