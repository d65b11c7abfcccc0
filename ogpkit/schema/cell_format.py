"""How the cells of a sheet are written, and what they hold before anything of them is understood."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Final, TypeAlias

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.model.vocabulary import Choice
from ogpkit.text.dates import DASHES
from ogpkit.text.normalize import fold
from ogpkit.text.sanitize import sanitize_line

CellValue: TypeAlias = str | float | int | bool | date | None
"""What a cell may hold; an empty one holds None."""


class Percentage(float):
    """Number of a workbook that is shown per cent: 0.45, which a person sees as 45 %."""

    @property
    def per_cent(self) -> float:
        """Return how many per cent it is."""
        return round(self * 100, 9)  # what a sheet calculates is off by a hair


_DASH: Final = re.compile(f"[{DASHES}—]")


class UnreadableCell(OgpkitError):
    """Raised when a cell cannot be the value that its column is for."""


class AmbiguousDay(UnreadableCell):
    """Raised when a cell can be two days, and nobody has said whether the day or the month comes first."""


class NoDay(UnreadableCell):
    """Raised when a cell is no day at all."""


class DateForm(Choice):
    """How a sheet writes days."""

    DAY = "day", "year-month-day"
    MONTH = "month", "year-month, which means the last day of the month"
    SEASON = "season", "a month, a quarter, a half or a season and a year in words, which means its last day"
    YEAR = "year", "a year, which means its last day"


class DayOrder(Choice):
    """How a sheet writes days such as 03/04/2012."""

    UNKNOWN = "unknown", "Not known"
    DAY_FIRST = "day-first", "The day comes first"
    MONTH_FIRST = "month-first", "The month comes first"
    ISO = "iso", "The year comes first"


class DecimalMark(Choice):
    """What stands before the fraction of a number such as 1.234."""

    UNKNOWN = "unknown", "Not known"
    COMMA = "comma", "A comma"
    POINT = "point", "A point"

    @property
    def sign(self) -> str:
        """Return the mark itself; empty where it is not known."""
        return {DecimalMark.COMMA: ",", DecimalMark.POINT: "."}.get(self, "")


@attrs.frozen(kw_only=True)
class CellFormat:
    """How the cells of a sheet are written, where they do not say.

    Attributes:
        dates: How it writes days.
        order: How it writes days such as 03/04/2012.
        months: For dates in words: the month that each word stands for. Something is due at the end of that month. Months
            from 13 on are in the year after.
        numbers: What stands before the fraction of its numbers.
        words: What words of the sheet mean: the value of a choice or a field, by the word.
        values: What words of this column mean, in texts and lists too; nothing is known where the value is empty.
        separator: What stands between the items of this column's cells; a text has each on a line of its own, or after a comma.
        empty: Words that mean that nothing is known, such as `NR`.
        is_since_1904: Whether its days are counted from 1904 on, as in workbooks of old Macintosh computers.
    """

    dates: DateForm = DateForm.DAY
    order: DayOrder = DayOrder.UNKNOWN
    months: Mapping[str, int] = attrs.field(factory=dict, hash=False)
    numbers: DecimalMark = DecimalMark.UNKNOWN
    words: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    values: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    separator: str = ""
    empty: tuple[str, ...] = ()
    is_since_1904: bool = False

    @cached_property
    def meanings(self) -> Mapping[str, str]:
        """Return what words mean, by the word without what people leave out."""
        return {normalize_mark(word): value for word, value in self.words.items()}

    @cached_property
    def column_meanings(self) -> Mapping[str, str]:
        """Return what words of this column mean, by the word without what people leave out."""
        return {normalize_mark(word): value for word, value in self.values.items()}

    @cached_property
    def silences(self) -> frozenset[str]:
        """Return the words that mean that nothing is known, without what people leave out."""
        said = {word for word, value in (*self.meanings.items(), *self.column_meanings.items()) if not value}
        return frozenset({*map(normalize_mark, self.empty), *said})


PLAIN_FORMAT: Final = CellFormat()
"""Days as year-month-day, or as a day that can be only one."""


def is_empty_cell(cell: CellValue, form: CellFormat = PLAIN_FORMAT) -> bool:
    """Tell whether a cell says nothing; 0 and no say something."""
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return True
    return bool(form.silences) and normalize_mark(cell_string(cell)) in form.silences


def normalize_word(text: str) -> str:
    """Return a text without what people leave out: case, accents, punctuation."""
    return " ".join(re.findall(r"\w+", fold(text).replace("_", " ")))


def normalize_mark(text: str) -> str:
    """Return a text without what people leave out; one of marks alone, such as a dash, as it is, with every dash the same."""
    return normalize_word(text) or _DASH.sub("-", "".join(text.split()))


def cell_string(cell: CellValue) -> str:
    """Return what a CSV file would hold in the place of a workbook's cell: 12 for 12.0, a day as year-month-day."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Percentage):
        return f"{cell.per_cent:.10g} %"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date) else str(cell).strip()


def quote_cell(cell: CellValue) -> str:
    """Return a cell as a message says it."""
    return sanitize_line(cell_string(cell))
