"""What differs between two versions of a file, field by field, as its declared class tells the fields.

Both versions are plain TOML values, of whatever time: what no longer fits the class is compared as it stands. Fields for
`Audience.INTERNAL` and tables of which the class knows nothing are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.model.annotations import Audience
from ogpkit.schema.fields import Sort, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ogpkit.schema.fields import Field, Shape


@attrs.frozen
class Difference:
    """A value that is another one now.

    Attributes:
        labels: What a person calls the fields that lead to it, in English; what an item of a list is called itself.
        shape: What the value is.
        language: The language of the text, for one in several languages that are each compared.
        before: The value that was there; None where there was none.
        after: The value that is there; None where there is none.
    """

    labels: tuple[str | Mark, ...]
    shape: Shape
    language: str
    before: object
    after: object


@attrs.frozen
class Mark:
    """By what an item of a list is known: its title, else its identifier or its place.

    Attributes:
        text: The text, in one language or several.
    """

    text: object


_NO_ITEM: Final[Mapping[str, object]] = {}


def differences(entity: type, before: object, after: object) -> Iterator[Difference]:
    """What differs, in the order of the fields.

    Args:
        entity: The class.
        before: The earlier values by key.
        after: The later ones.
    """
    yield from _in_table(entity, before, after, ())


def _in_table(entity: type, before: object, after: object, labels: tuple[str | Mark, ...]) -> Iterator[Difference]:
    earlier, later = _table(before), _table(after)
    for field in fields_of(entity):
        old, new = earlier.get(field.key), later.get(field.key)
        if old != new and field.shape.meaning(Audience) is not Audience.INTERNAL:
            yield from _in_field(field, old, new, (*labels, field.label))


def _in_field(field: Field, before: object, after: object, labels: tuple[str | Mark, ...]) -> Iterator[Difference]:
    shape = field.shape
    if shape.sort is Sort.TABLE and shape.table:
        yield from _in_table(shape.table, before, after, labels)
    elif shape.sort is Sort.LIST and shape.item and shape.item.table:
        yield from _in_list(shape.item.table, before, after, labels)
    elif shape.sort is Sort.TRANSLATED:
        earlier, later = _texts(before), _texts(after)
        for language in {**earlier, **later}:
            old, new = earlier.get(language), later.get(language)
            if old != new:
                yield Difference(labels, shape, language, old, new)
    elif not shape.nested():
        yield Difference(labels, shape, "", before, after)


def _in_list(entity: type, before: object, after: object, labels: tuple[str | Mark, ...]) -> Iterator[Difference]:
    earlier, later = _items(before), _items(after)
    for name in {**later, **earlier}:
        old, new = earlier.get(name, _NO_ITEM), later.get(name, _NO_ITEM)
        if old != new:
            known = new or old
            mark = known.get("title") or known.get("name") or name
            yield from _in_table(entity, old, new, (*labels, Mark(mark)))


def _items(value: object) -> dict[str, Mapping[str, object]]:
    """The items of a list by identifier, or by their place where they have none."""
    items = value if isinstance(value, list) else []
    named = [(str(_table(item).get("id") or place), _table(item)) for place, item in enumerate(items, 1)]
    return dict(named)


def _table(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _texts(value: object) -> Mapping[str, object]:
    """Texts by language; that of a plain string is the empty one."""
    return {"": value} if isinstance(value, str) else _table(value)
