"""From the cell of a sheet to the value of a field: the one reader of numbers, days, yes and no, choices and lists.

A workbook gives values (a number, a day, true) and a CSV file gives texts; both mean the same here.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.model.annotations import Bounds, Length, Reference, TextFormat
from ogpkit.model.identifiers import is_language
from ogpkit.schema.cell_format import (
    PLAIN_FORMAT,
    AmbiguousDay,
    CellFormat,
    CellValue,
    UnreadableCell,
    cell_string,
    is_empty_cell,
    normalize_mark,
    normalize_word,
    quote_cell,
)
from ogpkit.schema.day_cells import parse_day
from ogpkit.schema.fields import Shape, Sort
from ogpkit.schema.number_cells import read_number
from ogpkit.text.figures import write_plain_figures
from ogpkit.text.i18n import _, catalog_languages, translate, use_language
from ogpkit.text.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ogpkit.model.vocabulary import Choice

_YES: Final = (
    "yes true y 1 x ✓ ✔ ☑ ✅ si vrai verdadero verdadeiro oui ndiyo sim ja да истина نعم صحيح კი დიახ 예 네 참"
)
_NO: Final = "no false n 0 non faux falso hapana nao nein нет ложь لا خطأ არა 아니요 아니오 거짓 ☐ ✗ ✘ ❌"
_TRUTHS: Final = {fold(word): value for value, words in ((True, _YES), (False, _NO)) for word in words.split()}
"""What stands for yes and no, without accents, in the languages in which plans are written."""

_SILENCES: Final = frozenset(
    normalize_mark(word)
    for word in (
        *(
            "-",
            "--",
            "---",
            "?",
            "…",
            "...",
            ".",
            "/",
            "*",
            "#N/A",
            "NA",
            "N/A",
            "N.A.",
            "NR",
            "NS",
            "NSP",
            "ND",
            "N/D",
            "S/D",
            "TBD",
            "TBC",
            "TBA",
        ),
        *(
            "none",
            "nil",
            "null",
            "unknown",
            "not specified",
            "none specified",
            "unspecified",
            "not stated",
            "not available",
        ),
        *(
            "not applicable",
            "no data",
            "to be determined",
            "to be confirmed",
            "not reported",
            "no value",
            "blank",
            "empty",
        ),
        *(
            "aucun",
            "aucune",
            "inconnu",
            "non précisé",
            "non spécifié",
            "non disponible",
            "sans objet",
            "à déterminer",
            "néant",
        ),
        *(
            "ninguno",
            "ninguna",
            "desconocido",
            "no especificado",
            "sin especificar",
            "no disponible",
            "sin datos",
            "no aplica",
        ),
        *("por definir", "nenhum", "não especificado", "não disponível", "sem dados", "não se aplica", "a definir"),
        *("لا يوجد", "غير محدد", "غير معروف", "غير متوفر", "لا ينطبق", "არ არის", "უცნობია", "არ არის მითითებული"),
        *("нет данных", "не указано", "неизвестно", "не определено", "없음", "해당없음", "해당 없음", "미정"),
    )
)
"""What people often write where nothing is known. It is never left out unasked: a message says how to."""

_NAMED_IN: Final = ("en", "fr", "es", "pt", "ar", "sw", "ka", "ru", "ko")
"""The languages in which the name of a language is understood."""

_FREE: Final = frozenset({Sort.TEXT, Sort.TRANSLATED, Sort.LIST, Sort.MAPPING})
"""What holds words of its own, which `CellFormat.words` does not explain; the items of a list are looked at one by one."""

_CODES: Final = frozenset({TextFormat.COUNTRY, TextFormat.LANGUAGE, TextFormat.IDENTIFIER, TextFormat.MAIL})
_NUMBERED: Final = re.compile(r"(?:[a-z]|\d{1,2})[.)]\s*(.+)", re.DOTALL | re.IGNORECASE)


def parse_cell(cell: CellValue, shape: Shape, form: CellFormat = PLAIN_FORMAT) -> object:
    """Return the value that a cell stands for, as TOML would give it.

    Args:
        cell: The cell; not empty.
        shape: What its field asks for.

    Raises:
        UnreadableCell: It cannot be one.
    """
    if form.separator and shape.sort in (Sort.TEXT, Sort.TRANSLATED, Sort.LIST):
        return _parse_separated(cell, shape, form)
    if form.column_meanings or (form.words and shape.sort not in _FREE):
        cell = _find_meaning(cell, shape, form)
    try:
        return _READERS.get(shape.sort, _parse_text)(cell, shape, form)
    except AmbiguousDay:
        raise
    except UnreadableCell as error:
        if shape.sort not in _FREE and may_mean_nothing(cell):
            remedy = _("If it means “not known”, add it to `empty` in the mapping.")
            raise UnreadableCell(f"{error} {remedy}") from error
        raise


def _parse_separated(cell: CellValue, shape: Shape, form: CellFormat) -> object:
    """Return the items of a cell: as a list, or as a text."""
    whole = attrs.evolve(form, separator="")
    items = [item for item in map(str.strip, cell_string(cell).split(form.separator)) if not is_empty_cell(item, form)]
    found: list[Any] = [parse_cell(item, shape, whole) for item in items]
    if shape.sort is Sort.LIST:
        return [one for several in found for one in several]
    return ("\n" if shape.meaning(Length) is Length.LONG else ", ").join(map(str, found))


def _find_meaning(cell: CellValue, shape: Shape, form: CellFormat) -> CellValue:
    word = normalize_mark(cell_string(cell))
    own = form.column_meanings.get(word)
    return own if own is not None else cell if shape.sort in _FREE else form.meanings.get(word, cell)


def may_mean_nothing(cell: CellValue) -> bool:
    """Tell whether people often write a cell so where nothing is known."""
    return isinstance(cell, str) and normalize_mark(cell) in _SILENCES


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
        raise UnreadableCell(_("“{said}” is not a language.").format(said=quote_cell(text)))
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


def _parse_whole(cell: CellValue, shape: Shape, form: CellFormat) -> object:
    number = read_number(cell, form, is_share=_counts_per_cent(shape))
    if number is None or not number.is_integer():
        raise UnreadableCell(_("“{cell}” is not a whole number.").format(cell=quote_cell(cell)))
    return int(number)


def _parse_number(cell: CellValue, shape: Shape, form: CellFormat) -> object:
    number = read_number(cell, form, is_share=_counts_per_cent(shape))
    if number is None:
        raise UnreadableCell(_("“{cell}” is not a number.").format(cell=quote_cell(cell)))
    return number


def _counts_per_cent(shape: Shape) -> bool:
    bounds = shape.meaning(Bounds)
    return bounds is not None and bounds.unit == "percent"


def parse_truth(cell: CellValue) -> bool:
    """Tell whether a cell says yes or no, in a language in which plans are written.

    Raises:
        UnreadableCell: It says neither.
    """
    if isinstance(cell, bool):
        return cell
    found = _TRUTHS.get(normalize_mark(write_plain_figures(cell_string(cell))))
    if found is None:
        raise UnreadableCell(_("“{cell}” is not yes or no.").format(cell=quote_cell(cell)))
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
    message = _("“{cell}” is not one of {allowed}. Choose one of them, or add this word to `words` in the mapping.")
    raise UnreadableCell(message.format(cell=quote_cell(cell), allowed=", ".join(one.value for one in allowed)))


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


def _parse_moment(cell: CellValue, _shape: Shape, _form: CellFormat) -> object:
    try:
        return datetime.fromisoformat(cell_string(cell))
    except ValueError:
        message = _("“{cell}” is not a date with a time. Write it in this form: 2012-01-31T09:30:00Z.")
        raise UnreadableCell(message.format(cell=quote_cell(cell))) from None


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
            raise UnreadableCell(_("Write “{line}” as a name, a colon and a value.").format(line=quote_cell(line)))
        found[key.strip()] = parse_cell(value.strip(), shape.item, form) if shape.item else value.strip()
    return found


_READERS: Final[Mapping[Sort, Callable[[CellValue, Shape, CellFormat], object]]] = {
    Sort.WHOLE: _parse_whole,
    Sort.NUMBER: _parse_number,
    Sort.TRUTH: lambda cell, _shape, _form: parse_truth(cell),
    Sort.CHOICE: lambda cell, shape, _form: parse_choice(cell, shape.choices),
    Sort.DATE: lambda cell, _shape, form: parse_day(cell, form),
    Sort.MOMENT: _parse_moment,
    Sort.LIST: _parse_list,
    Sort.MAPPING: _parse_mapping,
}
