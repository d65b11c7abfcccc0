"""Which control edits which sort of value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.app.forms.choices import OneOf, SomeOf
from ogpkit.app.forms.country_choices import CountryLine
from ogpkit.app.forms.languages import InLanguages
from ogpkit.app.forms.text_inputs import Line, Lines
from ogpkit.model import Form, Length, Refers
from ogpkit.schema.fields import Shape, Sort

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ogpkit.app.forms.control import Control, Surroundings


def _text_control(shape: Shape, value: object) -> type[Control]:
    if shape.meaning(Refers):
        return OneOf
    if shape.meaning(Form) is Form.COUNTRY:
        return CountryLine
    is_long = shape.meaning(Length) is Length.LONG or (isinstance(value, str) and "\n" in value)
    return Lines if is_long else Line


def _list_control(shape: Shape, _value: object) -> type[Control]:
    item = shape.item
    return SomeOf if item and (item.choices or item.meaning(Refers)) else Lines


CONTROLS: Final[Mapping[Sort, Callable[[Shape, object], type[Control]]]] = {
    Sort.TEXT: _text_control,
    Sort.TRANSLATED: lambda _shape, _value: InLanguages,
    Sort.WHOLE: lambda _shape, _value: Line,
    Sort.NUMBER: lambda _shape, _value: Line,
    Sort.TRUTH: lambda _shape, _value: OneOf,
    Sort.DATE: lambda _shape, _value: Line,
    Sort.MOMENT: lambda _shape, _value: Line,
    Sort.CHOICE: lambda _shape, _value: OneOf,
    Sort.LIST: _list_control,
}
"""Tables, mappings and lists of tables are not here: they are sections of the form."""


def control_for(shape: Shape, value: object, around: Surroundings, hint: str = "") -> Control:
    """Make the control for a value.

    Args:
        shape: What the field asks for.
        value: The value in the file; None where there is none.
        around: What else is to be known.
        hint: What holds while nothing is given.
    """
    return CONTROLS[shape.sort](shape, value)(shape, value, around, hint)
