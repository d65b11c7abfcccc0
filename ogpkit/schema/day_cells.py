"""Days out of cells: in figures in any order, as the number under which a sheet keeps them, and in words."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from ogpkit.schema.cell_format import (
    PLAIN_FORMAT,
    AmbiguousDay,
    CellValue,
    DateForm,
    DayOrder,
    NoDay,
    UnreadableCell,
    cell_string,
    quote_cell,
)
from ogpkit.text.dates import count_from_1904, parse_loose_date
from ogpkit.text.deadlines import end_of_month, read_deadline
from ogpkit.text.figures import write_plain_figures
from ogpkit.text.i18n import N_, _

if TYPE_CHECKING:
    from ogpkit.schema.cell_format import CellFormat

_TIME: Final = (
    r"(?:[T,\s]+[^\d\s]{0,8}\s*\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?"
    r"\s*[^\d\s]{0,6}(?:\s*[^\d\s]{0,6}[+-]?\d{1,2}(?::?\d{2})?)?)?"
)
"""A time of day behind a day, with its half of the day and its zone."""

_ISO: Final = re.compile(rf"(\d{{4}})\s?[-/.]\s?(\d{{1,2}})\s?[-/.]\s?(\d{{1,2}})\.?{_TIME}")
_COMMON: Final = re.compile(rf"(\d{{1,2}})\s?([-/.])\s?(\d{{1,2}})\s?\2\s?(\d{{4}})\.?{_TIME}")
_SHORT: Final = re.compile(r"\d{1,2}([-/. '])\s?(?:\d{1,2}|[^\W\d_]+\.?)\s?\1\s?'?\d{2}")
_BUDDHIST: Final = re.compile(r"(?:พ\.ศ\.|b\.?e\.?)\s*|\s*(?:b\.?\s?e\.?|พ\.ศ\.)$", re.IGNORECASE)
_AFTER: Final = 543
"""How many years the Buddhist calendar is ahead."""

_KNOWN_YEARS: Final = range(1800, 2200)
_MONTHS: Final = 12

_LACKS: Final = {
    DateForm.MONTH: N_('If the sheet has months, write `dates = "month"` in the mapping.'),
    DateForm.YEAR: N_('If the sheet has years, write `dates = "year"` in the mapping.'),
    DateForm.SEASON: N_('If the sheet has dates in words, write `dates = "season"` in the mapping.'),
}
"""What to do about a cell that says less than a day."""


def parse_day(cell: CellValue, form: CellFormat = PLAIN_FORMAT) -> date:
    """Return the day that a cell means; the time of day is left out.

    Raises:
        UnreadableCell: It is no day, or it could be two.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = " ".join(write_plain_figures(cell_string(cell)).split())
    found = _read_figures(text, cell, form) or _read_counted(text, form) or _read_words(text, form)
    if found is None:
        raise NoDay(_explain_no_day(text, cell, form))
    return found


def _read_figures(text: str, cell: CellValue, form: CellFormat) -> date | None:
    """Return the day of a text in figures.

    Raises:
        UnreadableCell: It could be two, or it is of a calendar that is not known.
    """
    plain = _BUDDHIST.sub("", text)
    ahead = _AFTER if plain != text else 0
    try:
        if found := _ISO.fullmatch(plain):
            return _make_day(int(found[1]) - ahead, int(found[2]), int(found[3]), cell)
        if found := _COMMON.fullmatch(plain):
            order = DayOrder.DAY_FIRST if found[2] == "." and form.order is DayOrder.UNKNOWN else form.order
            return _order_day(int(found[1]), int(found[3]), int(found[4]) - ahead, order, cell)
    except ValueError:  # no calendar has it
        return None
    if _SHORT.fullmatch(plain):
        message = _("The year in “{cell}” has two digits, so the century is not clear. Write four digits: 2012-01-31.")
        raise UnreadableCell(message.format(cell=quote_cell(cell)))
    return None


def _make_day(year: int, month: int, day: int, cell: CellValue) -> date:
    if year not in _KNOWN_YEARS:
        message = _(
            "“{cell}” has the year {year}, which cannot be right. If it is from another calendar, write the date in the "
            "Gregorian "
            "calendar: 2012-01-31."
        )
        raise UnreadableCell(message.format(cell=quote_cell(cell), year=year))
    return date(year, month, day)


def _order_day(one: int, two: int, year: int, order: DayOrder, cell: CellValue) -> date:
    readings = [(month, day) for day, month in dict.fromkeys(((one, two), (two, one))) if month <= _MONTHS]
    if order is DayOrder.DAY_FIRST:
        wanted = (two, one)
    elif order is DayOrder.MONTH_FIRST:
        wanted = (one, two)
    elif order is DayOrder.ISO:
        message = _("“{cell}” does not begin with the year. The order of dates for this sheet is year first.")
        raise UnreadableCell(message.format(cell=quote_cell(cell)))
    elif len(readings) > 1:
        days = [_make_day(year, month, day, cell).isoformat() for month, day in readings]
        message = _(
            "“{cell}” could be {first} or {second}. Say which comes first, with --days day-first or --days month-first, or with "
            '`order = "day-first"` in the mapping.'
        )
        raise AmbiguousDay(message.format(cell=quote_cell(cell), first=days[0], second=days[1]))
    else:
        wanted = readings[0] if readings else (two, one)
    if wanted not in readings and readings:
        meant = _make_day(year, *readings[0], cell).isoformat()
        message = _("“{cell}” can only be {day}, but this sheet is set to another order of day and month.")
        raise UnreadableCell(message.format(cell=quote_cell(cell), day=meant))
    return _make_day(year, *wanted, cell)


def _read_counted(text: str, form: CellFormat) -> date | None:
    """Return the day of the number under which a sheet keeps it; what stands behind the point is the time of day."""
    found = re.fullmatch(r"(\d{4,5})(?:\.\d+)?", text)
    if not found:
        return None
    number = int(found[1])
    return parse_loose_date(count_from_1904(number) if form.is_since_1904 else number)


def _read_words(text: str, form: CellFormat) -> date | None:
    if form.dates is DateForm.YEAR and re.fullmatch(r"\d{4}", text):
        return date(int(text), 12, 31) if int(text) in _KNOWN_YEARS else None
    month = _read_month(text)
    is_year = month is not None and month.month == (month.year + 1) % 100  # 2011-12 may be two years
    if (form.dates is DateForm.MONTH or (form.dates is DateForm.SEASON and not is_year)) and month is not None:
        return month
    if not re.search(r"[^\W\d_]", text) and form.dates is not DateForm.SEASON:
        return None
    found = read_deadline(text, form.months)
    if found is None:
        return None
    is_enough = found.is_exact or form.dates is DateForm.SEASON or (form.dates is DateForm.MONTH and found.is_month)
    return found.day if is_enough else None


def _read_month(text: str) -> date | None:
    if found := re.fullmatch(r"(\d{4})[-/.](\d{1,2})", text):
        year, month = int(found[1]), int(found[2])
    elif found := re.fullmatch(r"(\d{1,2})[-/.](\d{4})", text):
        year, month = int(found[2]), int(found[1])
    else:
        return None
    return end_of_month(year, month) if 1 <= month <= _MONTHS and year in _KNOWN_YEARS else None


def _explain_no_day(text: str, cell: CellValue, form: CellFormat) -> str:
    """Return why a cell is no day, and what to do."""
    if form.dates is DateForm.DAY:
        message = _("“{said}” is not a date. Write year-month-day, for example 2012-01-31.")
    else:
        message = _("“{said}” is not a date in the form {form}.")
    said = message.format(said=quote_cell(cell), form=_(form.dates.label))
    for other, remedy in _LACKS.items():
        if other is not form.dates and form.dates is DateForm.DAY and _has_form(text, other):
            return f"{said} {_(remedy)}"
    return said


def _has_form(text: str, form: DateForm) -> bool:
    if form is DateForm.YEAR:
        return bool(re.fullmatch(r"\d{4}", text)) and int(text) in _KNOWN_YEARS
    return _read_month(text) is not None if form is DateForm.MONTH else read_deadline(text) is not None
