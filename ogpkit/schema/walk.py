"""One way through what a declared class says: over its fields, or over the values of one of its entities.

Whoever needs every field of a class, every text of a document or the value at a key path asks here. A new sort of value is then
known everywhere at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import TypeAlias, cast

import attrs

from ogpkit.model.annotations import Reference, TextFormat
from ogpkit.model.keypath import KeyPath
from ogpkit.model.translated import Translated
from ogpkit.schema.fields import Field, Shape, Sort, fields_of

Leaf: TypeAlias = tuple[KeyPath, object, Shape]
"""Where a value stands, the value, and the shape that is declared for it."""

Walk: TypeAlias = Callable[[object, KeyPath], Iterator[Leaf]]


def walk_fields(entity: type, at: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Field]]:
    """Yield every field of a class and of the tables in it, each with the keys that lead to it.

    Args:
        at: The keys that lead to the class itself.
    """
    for field in fields_of(entity):
        here = (*at, field.key)
        yield here, field
        if nested := field.shape.nested():
            yield from walk_fields(nested, here)


def find_value(entity: object, path: KeyPath) -> object:
    """Return the value at a key path of an entity, or None where the entity holds none."""
    here = entity
    for key in path:
        if isinstance(key, int):
            here = here[key] if isinstance(here, tuple) and key < len(here) else None
        elif isinstance(here, Mapping):
            here = here.get(key)
        elif attrs.has(type(here)) and not isinstance(here, Translated):
            here = next((getattr(here, field.name) for field in fields_of(type(here)) if field.key == key), None)
        else:
            return None
    return here


def walk_values(entity: object, is_wanted: Callable[[Shape], bool], at: KeyPath = ()) -> Iterator[Leaf]:
    """Yield the values of an entity, of its tables and of its lists that are not the default of their field.

    Args:
        is_wanted: Tells by the shape of a value whether it is yielded; a declared function, since the way through a class is
            worked out once for it.
        at: The key path of the entity itself.
    """
    walk = _find_walk(type(entity), is_wanted)
    return walk(entity, at) if walk else iter(())


def walk_texts(entity: object, at: KeyPath = ()) -> Iterator[tuple[KeyPath, Translated]]:
    """Yield every text of an entity that may be in several languages and says anything; addresses are none."""
    for path, value, _shape in walk_values(entity, _is_translated_prose, at):
        if isinstance(value, Translated) and value:
            yield path, value


def walk_prose(entity: object, at: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Yield every text that people read, in each of its languages; addresses, names of documents and identifiers are none."""
    for path, value, _shape in walk_values(entity, is_prose, at):
        yield from split_languages(value, path)


def split_languages(value: object, at: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Yield a text in each of its languages with its key path; nothing for what is no text."""
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, Translated):
        if value.plain is not None:
            yield at, value.plain
        yield from (((*at, language), text) for language, text in value.by_language.items())


def is_prose(shape: Shape) -> bool:
    """Tell whether a value is a text that people read, and neither an address nor the name of something."""
    is_text = shape.sort in (Sort.TEXT, Sort.TRANSLATED)
    return is_text and shape.meaning(TextFormat) is None and shape.meaning(Reference) is None


def _is_translated_prose(shape: Shape) -> bool:
    return shape.sort is Sort.TRANSLATED and is_prose(shape)


def _find_walk(entity: type, is_wanted: Callable[[Shape], bool]) -> Walk | None:
    """Return the way to the wanted values of a class; None where it has none."""
    return _make_known_walk(entity, is_wanted)


@cache
def _make_known_walk(entity: type, is_wanted: Callable[[Shape], bool]) -> Walk | None:
    routes = tuple(
        (field.name, field.key, field.default, walk)
        for field in fields_of(entity)
        if (walk := _find_way(field.shape, is_wanted)) is not None
    )

    def walk_table(table: object, at: KeyPath) -> Iterator[Leaf]:
        for name, key, default, walk in routes:
            value = getattr(table, name)
            if value is not None and value != default:
                yield from walk(value, (*at, key))

    return walk_table if routes else None


def _find_way(shape: Shape, is_wanted: Callable[[Shape], bool]) -> Walk | None:
    if shape.table is not None:
        return _find_walk(shape.table, is_wanted)
    if shape.item is not None:
        inner = _find_way(shape.item, is_wanted)
        return inner and (_walk_each_item(inner) if shape.sort is Sort.LIST else _walk_each_entry(inner))
    return (lambda value, at: iter(((at, value, shape),))) if is_wanted(shape) else None


def _walk_each_item(inner: Walk) -> Walk:
    def walk_list(value: object, at: KeyPath) -> Iterator[Leaf]:
        for number, item in enumerate(cast("tuple[object, ...]", value)):
            yield from inner(item, (*at, number))

    return walk_list


def _walk_each_entry(inner: Walk) -> Walk:
    def walk_entries(value: object, at: KeyPath) -> Iterator[Leaf]:
        for key, item in cast("Mapping[str, object]", value).items():
            yield from inner(item, (*at, key))

    return walk_entries
