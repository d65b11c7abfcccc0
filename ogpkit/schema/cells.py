"""From the cell of a sheet to the value of a field: the one reader of numbers, days, yes and no, choices and lists.

A workbook gives values (a number, a day, true) and a CSV file gives texts; both mean the same here.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import cache, cached_property
from math import isfinite
from typing import Final, TypeAlias

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.model.annotations import Length, Reference, TextFormat
from ogpkit.model.identifiers import is_language
from ogpkit.model.vocabulary import Choice
from ogpkit.schema.fields import Shape, Sort
from ogpkit.text.dates import parse_loose_date
from ogpkit.text.i18n import _, catalog_languages, translate, use_language
from ogpkit.text.normalize import fold
from ogpkit.text.sanitize import sanitize_line

CellValue: TypeAlias = str | float | int | bool | date | None
"""What a cell may hold; an empty one holds None."""

_YES: Final = "yes true 1 x si oui ndiyo sim ja да نعم კი დიახ 예 네"
_NO: Final = "no false 0 non hapana nao nein нет لا არა 아니요 아니오"
_TRUTHS: Final = {fold(word): value for value, words in ((True, _YES), (False, _NO)) for word in words.split()}
"""What stands for yes and no, without accents, in the languages in which plans are written."""

_NAMED_IN: Final = ("en", "fr", "es", "pt", "ar", "sw", "ka", "ru", "ko")
"""The languages in which the name of a language is understood."""

_FREE: Final = frozenset({Sort.TEXT, Sort.TRANSLATED, Sort.LIST, Sort.MAPPING})
"""What holds words of its own, which `CellFormat.words` does not explain; the items of a list are looked at one by one."""

_CODES: Final = frozenset({TextFormat.COUNTRY, TextFormat.LANGUAGE, TextFormat.IDENTIFIER, TextFormat.MAIL})
_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T, ].*)?", re.DOTALL)
_COMMON: Final = re.compile(r"(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4})(?:[, T].*)?", re.DOTALL)
_NUMBERED: Final = re.compile(r"(?:[a-z]|\d{1,2})[.)]\s*(.+)", re.DOTALL | re.IGNORECASE)
_MONTHS: Final = 12


class UnreadableCell(OgpkitError):
    """Raised when a cell cannot be the value that its column is for."""


class AmbiguousDay(UnreadableCell):
    """Raised when a cell can be two days, and nobody has said whether the day or the month comes first."""


class DateForm(Choice):
    """How a sheet writes days."""

    DAY = "day", "year-month-day"
    MONTH = "month", "year-month, the last day of which is meant"
    SEASON = "season", "a season or month and a year in words"
    YEAR = "year", "a year, the last day of which is meant"


class DayOrder(Choice):
    """How a sheet writes days such as 03/04/2012."""

    UNKNOWN = "unknown", "Not known"
    DAY_FIRST = "day-first", "The day comes first"
    MONTH_FIRST = "month-first", "The month comes first"


@attrs.frozen(kw_only=True)
class CellFormat:
    """How the cells of a sheet are written, where they do not say.

    Attributes:
        dates: How it writes days.
        order: How it writes days such as 03/04/2012.
        months: The month, from 1 to 12, that a word means at the end of which something is due, for days in words.
        words: What words of the sheet mean: the value of a choice or a field, by the word.
        empty: Words that mean that nothing is known, such as `NR`.
    """

    dates: DateForm = DateForm.DAY
    order: DayOrder = DayOrder.UNKNOWN
    months: Mapping[str, int] = attrs.field(factory=dict, hash=False)
    words: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    empty: tuple[str, ...] = ()

    @cached_property
    def meanings(self) -> Mapping[str, str]:
        """Return what words mean, by the word without what people leave out."""
        return {normalize_word(word): value for word, value in self.words.items()}


PLAIN_FORMAT: Final = CellFormat()
"""Days as year-month-day, or as a day that can be only one."""


def is_empty_cell(cell: CellValue, form: CellFormat = PLAIN_FORMAT) -> bool:
    """Tell whether a cell says nothing; 0 and no say something."""
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return True
    return bool(form.empty) and normalize_word(str(cell)) in map(normalize_word, form.empty)


def parse_cell(cell: CellValue, shape: Shape, form: CellFormat = PLAIN_FORMAT) -> object:
    """Return the value that a cell stands for, as TOML would give it.

    Args:
        cell: The cell; not empty.
        shape: What its field asks for.

    Raises:
        UnreadableCell: It cannot be one.
    """
    if form.words and shape.sort not in _FREE:
        cell = _find_meaning(cell, form)
    return _READERS.get(shape.sort, _parse_text)(cell, shape, form)


def _find_meaning(cell: CellValue, form: CellFormat) -> CellValue:
    return form.meanings.get(normalize_word(str(cell)), cell)


def normalize_word(text: str) -> str:
    """Return a text without what people leave out: case, accents, punctuation."""
    return " ".join(re.findall(r"\w+", fold(text).replace("_", " ")))


def cell_string(cell: CellValue) -> str:
    """Return what a CSV file would hold in the place of a workbook's cell: 12 for 12.0, a day as year-month-day."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date) else str(cell).strip()


def _quote(cell: CellValue) -> str:
    return sanitize_line(cell_string(cell))


def _parse_text(cell: CellValue, shape: Shape, _form: CellFormat) -> object:
    text = cell_string(cell)
    if shape.meaning(TextFormat) is TextFormat.LANGUAGE:
        return parse_language(text)
    if shape.meaning(Length) is Length.LONG or shape.meaning(TextFormat) is not None:
        return text
    return " ".join(
        part.strip() for part in text.splitlines() if part.strip()
    )  # lines within a cell are for the eye alone


def parse_language(text: str) -> str:
    """Return the code of a language that somebody named.

    Args:
        text: For example `sw`, `Swahili` or `العربية`.

    Raises:
        UnreadableCell: It is no language.
    """
    if is_language(text):
        return text
    code = text.strip().replace("_", "-").split("-")[0].lower()
    found = code if is_language(code) else _read_languages().get(normalize_word(text))
    if found is None:
        raise UnreadableCell(_("“{said}” is no language.").format(said=_quote(text)))
    return found


@cache
def _read_languages() -> Mapping[str, str]:
    from babel import Locale  # noqa: PLC0415  few sheets need it

    known: dict[str, str] = {}
    for language in _NAMED_IN:
        for code, name in Locale.parse(language).languages.items():
            if is_language(code):
                known.setdefault(normalize_word(name), code)
    return known


def _parse_whole(cell: CellValue, _shape: Shape, _form: CellFormat) -> object:
    number = None if isinstance(cell, bool) else _read_number(cell)
    if number is None or not number.is_integer():
        raise UnreadableCell(_("“{cell}” is no whole number.").format(cell=_quote(cell)))
    return int(number)


def _parse_number(cell: CellValue, _shape: Shape, _form: CellFormat) -> object:
    number = None if isinstance(cell, bool) else _read_number(cell)
    if number is None:
        raise UnreadableCell(_("“{cell}” is no number.").format(cell=_quote(cell)))
    return number


def _read_number(cell: CellValue) -> float | None:
    """Return a number as countries write it: 1234.5, 1,234.5, 1.234,5 or 1 234,5; None where it is none."""
    text = re.sub(r"(?<=\d)[\s'’٬](?=\d{3})", "", cell_string(cell)).replace("٫", ".")
    comma, point = text.rfind(","), text.rfind(".")
    if comma >= 0 and point >= 0:
        text = text.replace(",", "") if point > comma else text.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"[+-]?[1-9]\d{0,2},\d{3}", text):
        raise UnreadableCell(
            _("“{cell}” can be two numbers; write {whole} or {fraction}.").format(
                cell=_quote(cell), whole=text.replace(",", ""), fraction=text.replace(",", ".")
            )
        )
    elif text.count(",") == 1:
        text = text.replace(",", ".")
    elif re.fullmatch(r"[+-]?\d{1,3}([,.]\d{3}){2,}", text):
        text = re.sub(r"[,.]", "", text)
    try:
        number = float(text)
    except ValueError:
        return None
    return number if isfinite(number) and "_" not in text else None


def parse_truth(cell: CellValue) -> bool:
    """Tell whether a cell says yes or no, in a language in which plans are written.

    Raises:
        UnreadableCell: It says neither.
    """
    if isinstance(cell, bool):
        return cell
    found = _TRUTHS.get(normalize_word(cell_string(cell)))
    if found is None:
        raise UnreadableCell(_("“{cell}” is neither yes nor no.").format(cell=_quote(cell)))
    return found


def parse_choice(cell: CellValue, choices: Iterable[Choice]) -> str:
    """Return the value of a choice that a cell means: the value itself, or its label in any language of ogpkit.

    Args:
        choices: The allowed values, all of one class.

    Raises:
        UnreadableCell: It is none of them, or it can be two.
    """
    allowed = tuple(choices)
    text = cell_string(cell)
    known = _read_choices(type(allowed[0])) if allowed else {}
    found = known.get(normalize_word(text), frozenset())
    if not found and (numbered := _NUMBERED.fullmatch(text)):  # "b. Limited", as the lists of questionnaires are
        found = known.get(normalize_word(numbered[1]), frozenset())
    if len(found) == 1:
        return next(iter(found))
    raise UnreadableCell(
        _("“{cell}” is not one of {allowed}.").format(
            cell=_quote(cell), allowed=", ".join(one.value for one in allowed)
        )
    )


@cache
def _read_choices(choice: type[Choice]) -> Mapping[str, frozenset[str]]:
    """Return the values that a word can mean; a value or an English label goes before a label in another language."""
    known = {normalize_word(one.label): frozenset({one.value}) for one in choice}
    known |= {normalize_word(one.value): frozenset({one.value}) for one in choice}
    others: dict[str, frozenset[str]] = {}
    for language in catalog_languages():
        with use_language(language):
            for one in choice:
                word = normalize_word(translate(one.label, type(one)))
                others[word] = others.get(word, frozenset()) | {one.value}
    return {**others, **known}


def _parse_date(cell: CellValue, _shape: Shape, form: CellFormat) -> object:
    return parse_day(cell, form)


def parse_day(cell: CellValue, form: CellFormat = PLAIN_FORMAT) -> date:
    """Return the day that a cell means; the time of day is left out.

    Raises:
        UnreadableCell: It is no day, or it could be two.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = cell_string(cell)
    found = _read_day(text, form) or _DATES[form.dates](text, form)
    if found is None and (text.isascii() and text.isdigit()):
        found = parse_loose_date(int(text))
    if found is None and form.dates is DateForm.DAY:
        message = _("“{said}” is no day; write year-month-day, for example 2012-01-31.")
        raise UnreadableCell(message.format(said=_quote(text)))
    if found is None:
        message = _("“{cell}” is no date written as {form}.")
        raise UnreadableCell(message.format(cell=_quote(text), form=_(form.dates.label)))
    return found


def _read_day(text: str, form: CellFormat) -> date | None:
    try:
        if found := _ISO.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _COMMON.fullmatch(text):
            order = DayOrder.DAY_FIRST if "." in found[0][: found.start(3)] else form.order
            return _order_day(int(found[1]), int(found[2]), int(found[3]), order)
    except ValueError:
        pass
    return None


def _order_day(one: int, two: int, year: int, order: DayOrder) -> date:
    if one > _MONTHS or one == two or (order is DayOrder.DAY_FIRST and two <= _MONTHS):
        return date(year, two, one)
    if two > _MONTHS or order is DayOrder.MONTH_FIRST:
        return date(year, one, two)
    message = _("{first}/{second}/{year} can be two days: say whether the day or the month comes first.")
    raise AmbiguousDay(message.format(first=one, second=two, year=year))


def _parse_moment(cell: CellValue, _shape: Shape, _form: CellFormat) -> object:
    try:
        return datetime.fromisoformat(cell_string(cell))
    except ValueError:
        message = _("“{cell}” is no moment; write it as 2012-01-31T09:30:00Z.")
        raise UnreadableCell(message.format(cell=_quote(cell))) from None


def end_of_month(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def _parse_month(text: str, _form: CellFormat) -> date | None:
    found = re.fullmatch(r"([12]\d{3})-(\d{1,2})", text)
    return end_of_month(int(found[1]), int(found[2])) if found and 1 <= int(found[2]) <= _MONTHS else None


def _parse_season(text: str, form: CellFormat) -> date | None:
    year = re.search(r"\b([12]\d{3})\b", text)
    words = text.casefold()
    months = [month for word, month in form.months.items() if re.search(rf"\b{re.escape(word.casefold())}\b", words)]
    return end_of_month(int(year[1]), months[0]) if year and months and 1 <= months[0] <= _MONTHS else None


def _parse_year(text: str, _form: CellFormat) -> date | None:
    return date(int(text), 12, 31) if re.fullmatch(r"[12]\d{3}", text) else None


def _parse_list(cell: CellValue, shape: Shape, form: CellFormat) -> object:
    items = [part.strip() for part in re.split(_find_separator(shape), cell_string(cell)) if part.strip()]
    kept = [item for item in items if not is_empty_cell(item, form)]
    return [parse_cell(item, shape.item, form) for item in kept] if shape.item else kept


def _find_separator(shape: Shape) -> str:
    """Return what stands between the values of a list: a line or a semicolon; what can hold no comma, also by one."""
    item = shape.item
    if item is None or item.sort is Sort.NUMBER:
        return r"[\n;]"
    form = item.meaning(TextFormat)
    if form is TextFormat.WEBPAGE:
        return r"[\s;]+"
    is_name = form in _CODES or item.meaning(Reference) is not None
    has_no_comma = is_name or item.sort not in (Sort.TEXT, Sort.CHOICE)
    labels = item.sort is Sort.CHOICE and not any("," in one.label for one in item.choices)
    return r"[\n;,]" if has_no_comma or labels else r"[\n;]"


def _parse_mapping(cell: CellValue, shape: Shape, form: CellFormat) -> object:
    """Return a table that a cell holds as one line for each key: `name: value`."""
    found: dict[str, object] = {}
    for line in filter(str.strip, cell_string(cell).splitlines()):
        key, colon, value = line.partition(":")
        if not colon or not key.strip():
            raise UnreadableCell(_("Write “{line}” as a name, a colon and a value.").format(line=_quote(line)))
        found[key.strip()] = parse_cell(value.strip(), shape.item, form) if shape.item else value.strip()
    return found


_DATES: Final[Mapping[DateForm, Callable[[str, CellFormat], date | None]]] = {
    DateForm.DAY: lambda _text, _form: None,
    DateForm.MONTH: _parse_month,
    DateForm.SEASON: _parse_season,
    DateForm.YEAR: _parse_year,
}

_READERS: Final[Mapping[Sort, Callable[[CellValue, Shape, CellFormat], object]]] = {
    Sort.WHOLE: _parse_whole,
    Sort.NUMBER: _parse_number,
    Sort.TRUTH: lambda cell, _shape, _form: parse_truth(cell),
    Sort.CHOICE: lambda cell, shape, _form: parse_choice(cell, shape.choices),
    Sort.DATE: _parse_date,
    Sort.MOMENT: _parse_moment,
    Sort.LIST: _parse_list,
    Sort.MAPPING: _parse_mapping,
}
