"""What a declared class says about its fields.

An entity is declared once, as a documented attrs class. Codec, form, schema, import columns, tables and reference ask
this module, and no other, what its fields are.
"""

from __future__ import annotations

import re
import sys
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from inspect import cleandoc, get_annotations
from typing import Annotated, Final, Protocol, TypeVar

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.model.annotations import Audience, Bounds, DayBounds, InWords, Length, Reference, TextFormat
from ogpkit.model.translated import Translated
from ogpkit.model.vocabulary import Choice

M = TypeVar("M")


class Sort(Enum):
    """Sort of a value, in the terms of a TOML file."""

    TEXT = "text"
    TRANSLATED = "translated"
    WHOLE = "whole"
    NUMBER = "number"
    TRUTH = "truth"
    DATE = "date"
    MOMENT = "moment"
    CHOICE = "choice"
    TABLE = "table"
    LIST = "list"
    MAPPING = "mapping"


_PLAIN: Final[dict[object, Sort]] = {
    str: Sort.TEXT,
    Translated: Sort.TRANSLATED,
    int: Sort.WHOLE,
    float: Sort.NUMBER,
    bool: Sort.TRUTH,
    date: Sort.DATE,
    datetime: Sort.MOMENT,
}

_LABELS: Final = {"id": "Identifier", "url": "Web address"}
"""What people read before the values of keys that are no words of theirs."""

_TEXTS: Final = frozenset({Sort.TEXT, Sort.TRANSLATED})

_FITTING: Final[dict[type, frozenset[Sort]]] = {
    Bounds: frozenset({Sort.WHOLE, Sort.NUMBER}),
    DayBounds: frozenset({Sort.DATE}),
    InWords: frozenset({Sort.DATE}),
    Reference: frozenset({Sort.TEXT}),
    TextFormat: _TEXTS,
    Length: _TEXTS,
}

_TAKEN: Final = frozenset({"attrs", "cl", "converter", "typevar_map"})
"""Names that `cattrs.gen` keeps for itself, so that no attribute can bear them."""


class UnsupportedField(OgpkitError):
    """Raised when a declared class has a field that no file could hold; for plugin authors.

    Attributes:
        entity: The class.
        field: The name of the field.
    """

    def __init__(self, entity: type, field: str, reason: str) -> None:
        """Say which field cannot be supported.

        Args:
            entity: The class.
            field: The name of the field.
            reason: What does not work, and what does.
        """
        super().__init__(f"{entity.__module__}.{entity.__qualname__}.{field}: {reason}")
        self.entity = entity
        self.field = field


@attrs.frozen(kw_only=True)
class Shape:
    """Shape of a value of a field: what it is, with what its annotations say of it.

    Attributes:
        sort: What it is.
        meanings: What stands beside the type in `Annotated`, for example `Bounds` or `TextFormat`.
        choices: The allowed values, for a choice.
        item: The shape of each value, for a list or a mapping.
        table: The attrs class, for a table.
    """

    sort: Sort
    meanings: tuple[object, ...] = ()
    choices: tuple[Choice, ...] = ()
    item: Shape | None = None
    table: type | None = None

    def meaning(self, kind: type[M]) -> M | None:
        """Return the first meaning of a kind, or None.

        Args:
            kind: The class of meaning, for example `Bounds`.
        """
        return next((meaning for meaning in self.meanings if isinstance(meaning, kind)), None)

    def nested(self) -> type | None:
        """Return the attrs class of the table that the value is, or that its items are."""
        return self.item.nested() if self.item else self.table


@attrs.frozen(kw_only=True)
class Field:
    """One field of a declared class.

    Attributes:
        owner: The class that declares it.
        name: The name of the attribute.
        key: The key in the file: `metadata["key"]`, or else the name without an underscore at its end.
        shape: What its value is.
        required: Whether the file must give it.
        optional: Whether it may be None, which in a file means: left out.
        default: The value when the file leaves it out; `attrs.NOTHING` for a required field.
        metadata: What the class says beside, for example a `label`.
    """

    owner: type
    name: str
    key: str
    shape: Shape
    required: bool
    optional: bool
    default: object
    metadata: Mapping[str, object] = attrs.field(factory=dict, hash=False)

    @property
    def label(self) -> str:
        """Return what a person reads before the value, in English; it passes through `ogpkit.text.i18n._` when it is shown."""
        given = self.metadata.get("label") or _LABELS.get(self.key)
        words = self.key.replace("_", " ").replace("-", " ")
        return str(given) if given else words[:1].upper() + words[1:]

    @property
    def help(self) -> str:
        """Return what the class says about it in English: its metadata, or else its docstring; or an empty string."""
        return str(self.metadata.get("help") or attribute_docs(self.owner).get(self.name, ""))


def fields_of(entity: type) -> tuple[Field, ...]:
    """Return the fields of a declared class, in the order of their declaration.

    Args:
        entity: An attrs class.

    Raises:
        UnsupportedField: A field, here or in a nested table, is of a type that a file cannot hold.
    """
    return _list_fields(entity)


def field_audience(field: Field, holder: Audience) -> Audience:
    """Return for whom a field is.

    Args:
        holder: For whom the table is that holds it, or what its kind says.
    """
    said = field.shape.meaning(Audience)
    if said is not None:
        return said
    return Audience.INTERNAL if field.shape.meaning(TextFormat) is TextFormat.MAIL else holder


@cache
def _list_fields(entity: type) -> tuple[Field, ...]:
    _refuse_circles(entity, ())
    return _list_declared(entity)


def class_summary(entity: type) -> str:
    """Return the first paragraph of a class's docstring, on one line.

    Args:
        entity: An attrs class.
    """
    first, _, _ = cleandoc(entity.__doc__ or "").partition("\n\n")
    return " ".join(first.split())


def undocumented_fields(entity: type, *, nested: bool = False) -> tuple[str, ...]:
    """Return the fields about which the class's docstring says nothing.

    Args:
        entity: An attrs class.
        nested: Whether the fields of nested tables count too; they are named `table.field`.
    """
    return tuple(_find_undocumented(entity, nested=nested))


def _find_undocumented(entity: type, *, nested: bool) -> Iterator[str]:
    for field in fields_of(entity):
        if not field.help:
            yield field.name
        table = field.shape.nested()
        if nested and table is not None:
            yield from (f"{field.name}.{name}" for name in _find_undocumented(table, nested=True))


def _refuse_circles(entity: type, trail: tuple[type, ...]) -> None:
    """Refuse a table that holds itself: it has no end in a form, a column or a reference."""
    for field in _list_declared(entity):
        table = field.shape.nested()
        if table is None:
            continue
        if table in (*trail, entity):
            raise UnsupportedField(entity, field.name, f"{table.__name__} would hold itself")
        _refuse_circles(table, (*trail, entity))


@cache
def _list_declared(entity: type) -> tuple[Field, ...]:
    if not attrs.has(entity):
        raise UnsupportedField(entity, "", "this is not an attrs class")
    try:
        hints = _resolve_hints(entity)
    except NameError as error:
        raise UnsupportedField(entity, str(error.name), f"cannot be resolved: {error}") from error
    fields = tuple(_make_field(entity, attribute, hints) for attribute in attrs.fields(entity) if attribute.init)
    for field in fields:
        if sum(other.key == field.key for other in fields) > 1:
            raise UnsupportedField(entity, field.name, f"the key `{field.key}` is used twice")
    return fields


def _resolve_hints(entity: type) -> dict[str, object]:
    """Return the annotations of a class and of those that it inherits from, as types.

    Each annotation of a module is worked out once: there are a few dozen, on more than a thousand fields.
    """
    return {
        name: _resolve_hint(sys.modules.get(owner.__module__), said) if isinstance(said, str) else said
        for owner in reversed(entity.__mro__)
        for name, said in get_annotations(owner).items()
    }


@cache
def _resolve_hint(module: types.ModuleType | None, annotation: str) -> object:
    holder = type("Holder", (), {"__annotations__": {"it": annotation}, "__module__": getattr(module, "__name__", "")})
    return typing.get_type_hints(holder, include_extras=True)["it"]


def _make_field(entity: type, attribute: attrs.Attribute[object], hints: Mapping[str, object]) -> Field:
    name = attribute.name
    if name in _TAKEN:
        raise UnsupportedField(entity, name, f"this name is taken; `{name}_` has the same key in the file")
    shape, optional = _Reader(entity, name).read_shape(hints[name])
    default = _find_default(entity, attribute)
    if optional and default is not None:
        raise UnsupportedField(entity, name, "a field that may be None needs None as its default")
    return Field(
        owner=entity,
        name=name,
        key=str(attribute.metadata.get("key") or name.removesuffix("_")),
        shape=shape,
        required=default is attrs.NOTHING,
        optional=optional,
        default=default,
        metadata=attribute.metadata,
    )


def _find_default(entity: type, attribute: attrs.Attribute[object]) -> object:
    given: object = attribute.default
    if not isinstance(given, _FACTORY):
        return given
    if given.takes_self:
        raise UnsupportedField(entity, attribute.name, "a default may not depend on other fields")
    return given.factory()


@attrs.frozen
class _Reader:
    """Reads the annotation of one field.

    Attributes:
        entity: The class.
        name: The name of the field, for what is wrong with it.
    """

    entity: type
    name: str

    def read_shape(self, annotation: object, meanings: tuple[object, ...] = ()) -> tuple[Shape, bool]:
        """Return the shape that an annotation stands for, and whether None is allowed beside it."""
        origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
        if origin is Annotated:
            return self.read_shape(arguments[0], (*arguments[1:], *meanings))
        if origin in (typing.Union, types.UnionType):
            return self._read_optional(annotation, arguments, meanings), True
        return self._verify(self._read_sort(annotation, origin, arguments, meanings)), False

    def _read_optional(self, annotation: object, arguments: tuple[object, ...], meanings: tuple[object, ...]) -> Shape:
        others = [argument for argument in arguments if argument is not type(None)]
        if len(others) != 1 or len(arguments) != 2:  # noqa: PLR2004  X | None
            raise self._refuse(f"{annotation} is more than one type; only `… | None` is supported")
        return self.read_shape(others[0], meanings)[0]

    def _read_sort(
        self, annotation: object, origin: object, arguments: tuple[object, ...], meanings: tuple[object, ...]
    ) -> Shape:
        if sort := _PLAIN.get(annotation):
            return Shape(sort=sort, meanings=meanings)
        if origin is tuple and len(arguments) == 2 and arguments[1] is ...:  # noqa: PLR2004  tuple[X, ...]
            return Shape(sort=Sort.LIST, meanings=meanings, item=self._read_item(arguments[0]))
        if origin is _MAPPING and arguments[0] is str:
            return Shape(sort=Sort.MAPPING, meanings=meanings, item=self._read_item(arguments[1]))
        if isinstance(annotation, type) and issubclass(annotation, Choice):
            return Shape(sort=Sort.CHOICE, meanings=meanings, choices=tuple(annotation))
        if isinstance(annotation, type) and attrs.has(annotation):
            return Shape(sort=Sort.TABLE, meanings=meanings, table=annotation)
        raise self._refuse(
            f"{annotation} is not supported; use str, Translated, int, float, bool, date, datetime, a Choice, "
            "an attrs class, tuple[X, ...] or Mapping[str, X]",
        )

    def _read_item(self, annotation: object) -> Shape:
        shape, optional = self.read_shape(annotation)
        if optional:
            raise self._refuse("a list or a table in a file cannot hold None")
        return shape

    def _verify(self, shape: Shape) -> Shape:
        for meaning in shape.meanings:
            sorts = _FITTING.get(type(meaning))
            if sorts is not None and shape.sort not in sorts:
                raise self._refuse(
                    f"{meaning} says nothing about a {shape.sort.value}; put it beside the type of the value"
                )
        return shape

    def _refuse(self, reason: str) -> UnsupportedField:
        return UnsupportedField(self.entity, self.name, reason)


class _Factory(Protocol):
    """Factory as `attrs.Factory` makes it; attrs declares it as a function, which says nothing about its attributes."""

    factory: Callable[[], object]
    takes_self: bool


_FACTORY: Final = typing.cast("type[_Factory]", attrs.Factory)
_MAPPING: Final = typing.get_origin(Mapping[str, str])
_SECTION: Final = re.compile(r"^Attributes:[ ]*\n((?:[ \t]+.*(?:\n|$)|\n)+)", re.MULTILINE)
_ENTRY: Final = re.compile(r"(\w+)(?: \([^)]*\))?:(.*)", re.DOTALL)


@cache
def attribute_docs(entity: type) -> Mapping[str, str]:
    """Return what the `Attributes:` sections of a class and of those that it inherits from say about each name.

    Args:
        entity: The class.
    """
    found: dict[str, str] = {}
    for owner in reversed(entity.__mro__):
        section = _SECTION.search(cleandoc(owner.__dict__.get("__doc__") or ""))
        if section:
            found |= dict(_parse_entries(cleandoc("\n" + section[1])))
    return found


def _parse_entries(section: str) -> Iterator[tuple[str, str]]:
    for entry in re.split(r"\n(?=\S)", section):
        if found := _ENTRY.match(entry):
            yield found[1], " ".join(found[2].split())


TITLE_KEYS: Final = ("title", "name")
"""The keys of what people call a document or an item, the likelier one first."""


def find_title_field(entity: type) -> Field | None:
    """Return the field with what people call a document or an item; None where it has neither a title nor a name.

    Args:
        entity: Its class.
    """
    texts = {field.key: field for field in fields_of(entity) if field.shape.sort in (Sort.TEXT, Sort.TRANSLATED)}
    return next((texts[key] for key in TITLE_KEYS if key in texts), None)


def is_named_by_title(entity: type) -> bool:
    """Tell whether the items of a class must have an identifier, and have a title from which it can be made.

    Args:
        entity: The class.
    """
    own = next((field for field in fields_of(entity) if field.key == "id"), None)
    is_asked = own is not None and own.required and own.shape.meaning(TextFormat) is TextFormat.IDENTIFIER
    return is_asked and find_title_field(entity) is not None
