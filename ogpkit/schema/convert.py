"""Conversion between what TOML gives and frozen entities, in both directions.

Reading is strict (a text is never a number, a number never a truth value) and fast.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from math import isfinite
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar, cast

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, override

from ogpkit.model.translated import Translated
from ogpkit.schema.diagnose import diagnose
from ogpkit.schema.fields import Shape, Sort, fields_of
from ogpkit.schema.mismatch import Mismatches
from ogpkit.schema.suggest import is_known_language

if TYPE_CHECKING:
    from ogpkit.model.keypath import KeyPath

E = TypeVar("E")

Hook: TypeAlias = Callable[[Any, Any], Any]
"""Takes a value from TOML and a type, which cattrs passes and nothing here needs; gives the value for the entity."""


_NO_LANGUAGE: Final[Mapping[str, str]] = {}
"""Shared by all plain texts, of which a workspace has hundreds of thousands."""


class _Unfit(Exception):
    """Raised when a value is not what its field takes; which and why, the second pass finds out."""


def read_entity(data: dict[str, object], entity: type[E], at: KeyPath = ()) -> E:
    """Make an entity of what a TOML file holds.

    Args:
        data: The file's top-level table, as a parser gives it.
        entity: The attrs class that declares what such a file holds.
        at: Where the table stands that is read, when it is not the whole file.

    Raises:
        Mismatches: The data do not fit; it carries every mismatch in them.
        UnsupportedField: The class has a field that no file could hold.
    """
    try:
        return cast("E", _get_structure(entity)(data, entity))
    except (_Unfit, KeyError, TypeError, ValueError, OverflowError):
        found = tuple(diagnose(data, entity, construct=_construct, at=at))
        if not found:
            raise
    raise Mismatches(found)


def _get_structure(entity: type) -> Hook:
    """Return the function that makes entities of a class; it stops at the first value that does not fit."""
    return _generate_structure(entity)


@cache
def _generate_structure(entity: type) -> Hook:
    overrides: dict[str, Any] = {
        field.name: override(rename=field.key, struct_hook=_make_hook(field.shape)) for field in fields_of(entity)
    }
    structure: Hook = make_dict_structure_fn(entity, _make_converter(), _cattrs_detailed_validation=False, **overrides)
    knows = frozenset(field.key for field in fields_of(entity)).issuperset

    def convert_table(table: Any, _type: object) -> object:
        if type(table) is dict and knows(table):  # cattrs would make a set of the keys of each table first
            return structure(table, entity)
        raise _Unfit

    return convert_table


@cache
def _make_converter() -> Converter:
    """Return one converter for all classes: making it costs more than making all their functions."""
    return Converter(detailed_validation=False)


def _construct(data: dict[str, object], entity: type) -> object:
    return _get_structure(entity)(data, entity)


def _convert_text(value: object, _type: object) -> object:
    if type(value) is str:
        return value
    raise _Unfit


def _convert_boolean(value: object, _type: object) -> object:
    if type(value) is bool:
        return value
    raise _Unfit


def _convert_integer(value: object, _type: object) -> object:
    if type(value) is int:
        return value
    raise _Unfit


def _convert_number(value: Any, _type: object) -> float:
    if (type(value) is float and isfinite(value)) or type(value) is int:
        return float(value)
    raise _Unfit


def _convert_date(value: object, _type: object) -> object:
    if type(value) is date:
        return value
    raise _Unfit


def _convert_datetime(value: object, _type: object) -> object:
    if type(value) is datetime:
        return value
    raise _Unfit


def _convert_translated(value: object, _type: object) -> Translated:
    if type(value) is str:
        return Translated(value, _NO_LANGUAGE)
    if type(value) is not dict or not value:
        raise _Unfit
    for language, text in value.items():
        if type(text) is not str or not is_known_language(language):
            raise _Unfit
    return Translated(None, dict(value))


def _make_choice_hook(shape: Shape) -> Hook:
    members: Mapping[object, object] = {choice.value: choice for choice in shape.choices}

    def convert_choice(value: object, _type: object) -> object:
        if type(value) is str:
            return members[value]
        raise _Unfit

    return convert_choice


def _list(shape: Shape) -> Hook:
    item = _make_hook(_find_item_shape(shape))

    def convert_items(value: object, _type: object) -> object:
        if type(value) is list:
            return tuple([item(one, None) for one in value])
        raise _Unfit

    return convert_items


def _make_mapping_hook(shape: Shape) -> Hook:
    item = _make_hook(_find_item_shape(shape))

    def convert_values(value: object, _type: object) -> object:
        if type(value) is dict:
            return {key: item(one, None) for key, one in value.items()}
        raise _Unfit

    return convert_values


def _make_table_hook(shape: Shape) -> Hook:
    return _get_structure(cast("type", shape.table))


def _find_item_shape(shape: Shape) -> Shape:
    return cast("Shape", shape.item)


_PLAIN: Final[Mapping[Sort, Hook]] = {
    Sort.TEXT: _convert_text,
    Sort.TRANSLATED: _convert_translated,
    Sort.WHOLE: _convert_integer,
    Sort.NUMBER: _convert_number,
    Sort.TRUTH: _convert_boolean,
    Sort.DATE: _convert_date,
    Sort.MOMENT: _convert_datetime,
}
_COMPOUND: Final[Mapping[Sort, Callable[[Shape], Hook]]] = {
    Sort.CHOICE: _make_choice_hook,
    Sort.TABLE: _make_table_hook,
    Sort.LIST: _list,
    Sort.MAPPING: _make_mapping_hook,
}


def _make_hook(shape: Shape) -> Hook:
    return _PLAIN.get(shape.sort) or _COMPOUND[shape.sort](shape)


def entity_values(entity: object) -> dict[str, object]:
    """Return what a new file holds of an entity; reading it gives the same entity.

    Keys are in the order of declaration. A value that equals its field's default is left out, and so is None.

    Args:
        entity: An instance of a declared class.

    Raises:
        ValueError: A translated text is plain and one text a language at once, which no file can say.
    """
    values = ((field, getattr(entity, field.name)) for field in fields_of(type(entity)))
    return {field.key: toml_value(value) for field, value in values if value is not None and value != field.default}


def toml_value(value: object) -> object:
    """Return a value of an entity as TOML has it.

    Args:
        value: The value of a field, or an item of it.

    Raises:
        ValueError: As `entity_values`.
    """
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Translated):
        return _normalize_form(value)
    if isinstance(value, tuple):
        return [toml_value(item) for item in value]
    if isinstance(value, Mapping):
        return {key: toml_value(item) for key, item in value.items()}
    return entity_values(value) if attrs.has(type(value)) else value


def _normalize_form(text: Translated) -> object:
    if text.plain is None:
        return dict(text.by_language)
    if text.by_language:
        raise ValueError("a text is either plain or one text a language")
    return text.plain


def extend_entity(there: E | None, new: E, default: str) -> E:
    """Return what an entity says after a new one was said: of what the new one does not speak, it says what it said.

    A text in several languages keeps those in which nothing new is said.

    Args:
        there: The entity as it is; None where there is none.
        new: Its values that are the default of their field say nothing.
        default: The language of plain strings in the workspace.
    """
    values: dict[str, object] = {}
    for field in fields_of(type(new)):
        said, before = getattr(new, field.name), getattr(there, field.name, None)
        if isinstance(said, Translated) and not said and not field.required:
            said = field.default
        if isinstance(said, Translated) and isinstance(before, Translated):
            said = before.with_texts(said, default)
        if there is None or said != field.default:
            values[field.name] = said
    return cast("E", attrs.evolve(cast("Any", there or new), **values))
