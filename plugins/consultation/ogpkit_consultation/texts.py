"""The texts of a document, wherever they stand in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ogpkit.api.content import Reference, Sort, TextFormat, Translated, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Field, KeyPath


def list_translated(entity: object, at: KeyPath = ()) -> Iterator[tuple[KeyPath, Translated]]:
    """Yield every text that may be in several languages, with its key path; addresses are none.

    Args:
        entity: An instance of a declared class.
        at: The key path of the entity itself.
    """
    for path, value, field in _walk_values(entity, at):
        if isinstance(value, Translated) and field.shape.meaning(TextFormat) is None:
            yield path, value


def list_written(entity: object, at: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Yield every text that people read, in every language that it is in, with its key path; addresses and identifiers are none.

    Args:
        entity: An instance of a declared class.
        at: The key path of the entity itself.
    """
    for path, value, field in _walk_values(entity, at):
        shape = field.shape.item or field.shape
        if shape.meaning(TextFormat) is not None or shape.meaning(Reference) is not None:
            continue
        if isinstance(value, Translated):
            yield from (
                (path if value.plain is not None else (*path, language), text) for language, text in value.texts("")
            )
        elif isinstance(value, str) and shape.sort is Sort.TEXT:
            yield path, value


def _walk_values(entity: object, at: KeyPath) -> Iterator[tuple[KeyPath, object, Field]]:
    for field in fields_of(type(entity)):
        value, path = getattr(entity, field.name), (*at, field.key)
        if attrs.has(type(value)) and not isinstance(value, Translated):
            yield from _walk_values(value, path)
        elif isinstance(value, tuple):
            for place, item in enumerate(value):
                if attrs.has(type(item)) and not isinstance(item, Translated):
                    yield from _walk_values(item, (*path, place))
                else:
                    yield (*path, place), item, field
        else:
            yield path, value, field
