"""The types of TOML in the words of a person: what stands in a file, what should, and how to mend it."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from math import isfinite
from typing import TYPE_CHECKING, Final

from ogpkit.schema.fields import Shape, Sort
from ogpkit.text.dates import DASHES, parse_loose_date
from ogpkit.text.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_TYPES: Final[Mapping[Sort, tuple[type, ...]]] = {
    Sort.TEXT: (str,),
    Sort.TRANSLATED: (str, dict),
    Sort.WHOLE: (int,),
    Sort.NUMBER: (float, int),
    Sort.TRUTH: (bool,),
    Sort.DATE: (date,),
    Sort.MOMENT: (datetime,),
    Sort.CHOICE: (str,),
    Sort.TABLE: (dict,),
    Sort.LIST: (list,),
    Sort.MAPPING: (dict,),
}

_WANTED: Final[Mapping[Sort, str]] = {
    Sort.TEXT: N_("a text in quotes"),
    Sort.TRANSLATED: N_("a text in quotes, or a table with one text for each language"),
    Sort.WHOLE: N_("a whole number without quotes, for example 12"),
    Sort.NUMBER: N_("a number without quotes, for example 6.18"),
    Sort.TRUTH: N_("true or false without quotes"),
    Sort.DATE: N_("a date without quotes, for example 2012-04-01"),
    Sort.MOMENT: N_("a date and time without quotes, for example 2012-04-01T09:30:00Z"),
    Sort.TABLE: N_("a table"),
    Sort.LIST: N_("a list"),
    Sort.MAPPING: N_("a table"),
}

_FOUND: Final[Mapping[type, str]] = {
    str: N_("a text"),
    bool: N_("true or false"),
    int: N_("a whole number"),
    float: N_("a number"),
    date: N_("a date"),
    datetime: N_("a date with a time"),
    time: N_("a time"),
    list: N_("a list"),
    dict: N_("a table"),
}

_TRUTHS: Final[Mapping[str, str]] = {"true": "true", "yes": "true", "false": "false", "no": "false"}
_QUOTED: Final[Mapping[Sort, str]] = {
    Sort.WHOLE: r"[+-]?(?:0|[1-9][0-9]{0,17})",
    Sort.NUMBER: r"[+-]?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,17})?",
}


def is_type(value: object, sort: Sort) -> bool:
    """Tell whether a value is of a type that a sort of field takes; true and false are no numbers, a time is no date.

    Args:
        value: What a parser gives.
        sort: The sort of the field.
    """
    return type(value) in _TYPES[sort]


def is_number(value: object) -> bool:
    """Tell whether a number can be reckoned with: neither infinite nor undefined, nor too large.

    Args:
        value: A number as a parser gives it.
    """
    try:
        return isinstance(value, int | float) and isfinite(value)
    except OverflowError:
        return False


def describe_wanted_type(shape: Shape) -> str:
    """Return what a field takes, translated.

    Args:
        shape: The shape of its value.
    """
    if shape.sort is Sort.CHOICE:
        return _("one of {allowed}").format(allowed=", ".join(f'"{choice.value}"' for choice in shape.choices))
    return _(_WANTED[shape.sort])


def describe_found_type(value: object) -> str:
    """Return what a value is, translated.

    Args:
        value: What a parser gives.
    """
    return _(_FOUND.get(type(value), N_("something else")))


def describe_found_in_form(value: object) -> str:
    """Return what a value is, translated, as a form calls it.

    Args:
        value: What a parser gives.
    """
    return _("a group of values") if isinstance(value, dict) else describe_found_type(value)


def suggest_remedy(value: object, shape: Shape) -> tuple[str, str | None]:
    """Return what to do about a value of the wrong type, translated, and what should stand there if that can be told.

    Args:
        value: What a parser gives.
        shape: What the field takes.
    """
    if isinstance(value, str) and (unquoted := _strip_quotes(value.strip(), shape.sort)):
        return _("Remove the quotes: {value}").format(value=unquoted), unquoted
    if shape.sort is Sort.DATE and (on_day := _suggest_day(value)):
        return on_day
    return _suggest_form(value, shape), None


def _suggest_day(value: object) -> tuple[str, str | None] | None:
    if isinstance(value, datetime):
        day = value.date().isoformat()
        return _("Leave the time out: {value}").format(value=day), day
    meant = parse_loose_date(_straighten(value))
    return (_("Write {wanted}.").format(wanted=meant.isoformat()), None) if meant else None


def _suggest_form(value: object, shape: Shape) -> str:
    if shape.sort is Sort.TEXT and not isinstance(value, list | dict):
        return _("Put it in quotes.")
    if shape.sort is Sort.LIST and shape.item and is_type(value, shape.item.sort):
        return _list_of_one(shape.item, value)
    if shape.sort is Sort.TABLE and isinstance(value, list) and all(isinstance(item, dict) for item in value):
        return _("Write its heading in single brackets, because there is only one.")
    return _("Write {wanted}.").format(wanted=describe_wanted_type(shape))


def coerce_obvious(value: object, shape: Shape) -> tuple[object, bool]:
    """Return a value of the right type for one of the wrong type, as far as it can be told, and whether it says the very same.

    Args:
        value: What a parser gives.
        shape: What the field takes.

    Returns:
        The value, or None where nobody can tell; and whether nothing of what was said is lost or guessed.
    """
    if shape.sort is Sort.LIST:
        fits = shape.item is not None and is_type(value, shape.item.sort) and not isinstance(value, dict)
        return ([value], not _may_be_several(value)) if fits else (None, False)
    if isinstance(value, str):
        text = value.strip()
        unquoted = _strip_quotes(text, shape.sort)
        return (
            (None, False)
            if unquoted is None
            else (_parse_unquoted(unquoted, shape.sort), text.lower() not in ("yes", "no"))
        )
    if isinstance(value, datetime):
        return (value.date(), value.time() == time()) if shape.sort is Sort.DATE else (None, False)
    if shape.sort is Sort.TEXT and isinstance(value, bool | int):
        return (str(value).lower(), isinstance(value, bool))  # 0x10 and 1_000 have lost their spelling
    if shape.sort is Sort.TEXT and isinstance(value, date):
        return value.isoformat(), True
    return None, False


def _parse_unquoted(text: str, sort: Sort) -> object:
    """Return the value that an unquoted text stands for in a file."""
    if sort is Sort.TRUTH:
        return text == "true"
    if sort in (Sort.DATE, Sort.MOMENT):
        return (date if sort is Sort.DATE else datetime).fromisoformat(text)
    return int(text) if re.fullmatch(_QUOTED[Sort.WHOLE], text) else float(text)


def _straighten(value: object) -> object:
    """Return a text with hyphens for the dashes of a word processor."""
    return re.sub(f"[{DASHES}]", "-", value) if isinstance(value, str) else value


def _may_be_several(value: object) -> bool:
    """Tell whether a text may name several things: nobody but its author knows where one ends."""
    return isinstance(value, str) and bool(re.search(r"[,;/&\n،؛、]", value))


def _list_of_one(item: Shape, value: object) -> str:
    if item.sort in (Sort.TABLE, Sort.MAPPING):
        return _("Write the name of the table in double brackets, for example [[milestones]].")
    if _may_be_several(value):
        return _('Put square brackets around it, and quotation marks around each name: ["…", "…"].')
    return _("Put square brackets around it.")


def _strip_quotes(text: str, sort: Sort) -> str | None:
    if sort is Sort.TRUTH:
        return _TRUTHS.get(text.lower())
    if sort in _QUOTED:
        return text if re.fullmatch(_QUOTED[sort], text) else None
    parse: Callable[[str], date] | None = {Sort.DATE: date.fromisoformat, Sort.MOMENT: datetime.fromisoformat}.get(sort)
    if parse is None:
        return None
    try:
        return parse(text).isoformat()
    except ValueError:
        return None
