"""From what somebody typed to a value of the file, or to a sentence that says why not."""

from __future__ import annotations

import re
from datetime import date, datetime
from math import isfinite
from typing import TYPE_CHECKING, Final

from ogpkit.errors import OgpkitError
from ogpkit.model import Bounds
from ogpkit.schema.fields import Shape, Sort
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize, sanitize_line
from ogpkit.workspace.layout import format_literal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


_THOUSANDS: Final = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}")
"""A thousand in English, and one with three decimals in French and Spanish."""

_GREATEST_WHOLE: Final = 2**63 - 1


class InvalidInput(OgpkitError):
    """Raised when what was typed cannot stand in the file."""


def parse_value(text: str, shape: Shape) -> object:
    """Return the value that a text stands for.

    Args:
        text: What was typed; not blank.
        shape: What the field asks for.

    Raises:
        InvalidInput: It cannot be one; the message says what can.
    """
    return _READERS.get(shape.sort, _parse_text)(text, shape)


def _parse_text(text: str, _shape: Shape) -> object:
    return text


def _parse_integer(text: str, shape: Shape) -> object:
    try:
        value = int(text.replace(" ", ""))
    except ValueError:
        value = None
    if value is None or not _is_inside(value, shape):
        raise InvalidInput(
            _("“{text}” is not a whole number{bounds}. Use digits only.").format(
                text=sanitize_line(text), bounds=_describe_bounds(shape)
            )
        )
    return value


def _parse_number(text: str, shape: Shape) -> object:
    if _THOUSANDS.fullmatch(text.strip()):
        raise InvalidInput(
            _("“{text}” could mean two numbers. Write {whole} or {part}.").format(
                text=sanitize_line(text), whole=text.strip().replace(",", ""), part=text.strip().replace(",", ".")
            )
        )
    try:
        value = float(text.replace(" ", "").replace(",", "."))
    except ValueError:
        value = float("nan")
    if not isfinite(value) or not _is_inside(value, shape):
        raise InvalidInput(
            _("“{text}” is not a number{bounds}. Write a number, for example 6.18.").format(
                text=sanitize_line(text), bounds=_describe_bounds(shape)
            )
        )
    return value


def _is_inside(value: float, shape: Shape) -> bool:
    least, greatest = _ends(shape)
    return (least is None or value >= least) and (greatest is None or value <= greatest)


def _ends(shape: Shape) -> tuple[float | None, float | None]:
    """Return the least and the greatest number allowed; a whole number must also be one that TOML can hold."""
    bounds = shape.meaning(Bounds) or Bounds()
    if shape.sort is not Sort.WHOLE:
        return bounds.least, bounds.greatest
    return (
        -_GREATEST_WHOLE if bounds.least is None else bounds.least,
        _GREATEST_WHOLE if bounds.greatest is None else bounds.greatest,
    )


def _describe_bounds(shape: Shape) -> str:
    bounds = shape.meaning(Bounds) or Bounds()
    least, greatest = bounds.least, bounds.greatest
    if least is None and greatest is None:
        return ""
    if greatest is None:
        return " " + _("of {least} or more").format(least=f"{least:g}")
    if least is None:
        return " " + _("of {greatest} or less").format(greatest=f"{greatest:g}")
    return " " + _("from {least} to {greatest}").format(least=f"{least:g}", greatest=f"{greatest:g}")


def _parse_date(text: str, _shape: Shape) -> object:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InvalidInput(
            _("“{text}” is not a date. Write year-month-day, for example 2012-04-01.").format(text=sanitize_line(text))
        ) from None


def _parse_datetime(text: str, _shape: Shape) -> object:
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        raise InvalidInput(
            _("“{text}” is not a date with a time. Write both, for example 2012-04-01T09:30.").format(
                text=sanitize_line(text)
            )
        ) from None


_READERS: Final[Mapping[Sort, Callable[[str, Shape], object]]] = {
    Sort.WHOLE: _parse_integer,
    Sort.NUMBER: _parse_number,
    Sort.DATE: _parse_date,
    Sort.MOMENT: _parse_datetime,
}


def format_value(value: object) -> str:
    """Return a value of the file as it is shown in a line.

    Args:
        value: A plain TOML value; None for a key that is not there.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict):
        return format_literal(value)
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def restore_marks(typed: str, before: object) -> str:
    """Return what was typed, with the marks back that could only be shown by their number: nobody meant to change those.

    Args:
        typed: What was typed.
        before: The value that was shown before.
    """
    for mark in set(format_value(before)):
        if sanitize(mark) != mark:
            typed = typed.replace(sanitize(mark), mark)
    return typed
