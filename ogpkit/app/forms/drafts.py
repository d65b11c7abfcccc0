"""From what somebody typed to a value of the file, or to a sentence that says why not."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from ogpkit.errors import OgpkitError
from ogpkit.fields import Shape, Sort
from ogpkit.language import _
from ogpkit.model import Bounds
from ogpkit.untrusted import on_one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class NotAValue(OgpkitError):
    """What was typed cannot stand in the file."""


def value_of(text: str, shape: Shape) -> object:
    """The value that a text stands for.

    Args:
        text: What was typed; not blank.
        shape: What the field asks for.

    Raises:
        NotAValue: It cannot be one; the message says what can.
    """
    return _READERS.get(shape.sort, _text)(text, shape)


def _text(text: str, _shape: Shape) -> object:
    return text


def _whole(text: str, shape: Shape) -> object:
    try:
        return int(text.replace(" ", ""))
    except ValueError:
        raise NotAValue(
            _("“{text}” is no whole number{bounds}. Write digits only.").format(
                text=on_one_line(text), bounds=_bounds(shape)
            )
        ) from None


def _number(text: str, shape: Shape) -> object:
    try:
        value = float(text.replace(" ", "").replace(",", "."))
    except ValueError:
        value = float("nan")
    bounds = shape.meaning(Bounds)
    inside = bounds is None or (
        (bounds.least is None or value >= bounds.least) and (bounds.greatest is None or value <= bounds.greatest)
    )
    if value != value or abs(value) == float("inf") or not inside:  # noqa: PLR0124  not a number
        raise NotAValue(
            _("“{text}” is no number{bounds}. Write for example 6.18.").format(
                text=on_one_line(text), bounds=_bounds(shape)
            )
        )
    return value


def _bounds(shape: Shape) -> str:
    bounds = shape.meaning(Bounds)
    if bounds is None or bounds.least is None or bounds.greatest is None:
        return ""
    return " " + _("from {least} to {greatest}").format(least=f"{bounds.least:g}", greatest=f"{bounds.greatest:g}")


def _date(text: str, _shape: Shape) -> object:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise NotAValue(
            _("“{text}” is no date. Write year-month-day, for example 2012-04-01.").format(text=on_one_line(text))
        ) from None


def _moment(text: str, _shape: Shape) -> object:
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        raise NotAValue(
            _("“{text}” is no date with a time. Write for example 2012-04-01T09:30.").format(text=on_one_line(text))
        ) from None


_READERS: Final[Mapping[Sort, Callable[[str, Shape], object]]] = {
    Sort.WHOLE: _whole,
    Sort.NUMBER: _number,
    Sort.DATE: _date,
    Sort.MOMENT: _moment,
}


def written(value: object) -> str:
    """A value of the file as it is shown in a line.

    Args:
        value: A plain TOML value; None for a key that is not there.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
