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
    """Value that is not the same in two versions of a document.

    Attributes:
        labels: What a person calls the fields that lead to it, in English; what an item of a list is called itself.
        shape: What the value is.
        language: The language of the text, for one in several languages that are each compared.
        before: The value that was there; None where there was none.
        after: The value that is there; None where there is none.
    """

    labels: tuple[str | ItemLabel, ...]
    shape: Shape
    language: str
    before: object
    after: object


@attrs.frozen
class ItemLabel:
    """By what an item of a list is known: its title, else its identifier or its place.

    Attributes:
        text: The text, in one language or several.
    """

    text: object


_NO_ITEM: Final[Mapping[str, object]] = {}


def find_differences(entity: type, before: object, after: object) -> Iterator[Difference]:
    """Yield the values that differ between two versions of a document, in the order of the fields.

    Args:
        entity: The class.
        before: The earlier values by key.
        after: The later ones.
    """
    yield from _compare_tables(entity, before, after, ())


def _compare_tables(
    entity: type, before: object, after: object, labels: tuple[str | ItemLabel, ...]
) -> Iterator[Difference]:
    earlier, later = _convert_table(before), _convert_table(after)
    for field in fields_of(entity):
        old, new = earlier.get(field.key), later.get(field.key)
        if old != new and field.shape.meaning(Audience) is not Audience.INTERNAL:
            yield from _compare_fields(field, old, new, (*labels, field.label))


def _compare_fields(
    field: Field, before: object, after: object, labels: tuple[str | ItemLabel, ...]
) -> Iterator[Difference]:
    shape = field.shape
    if shape.sort is Sort.TABLE and shape.table:
        yield from _compare_tables(shape.table, before, after, labels)
    elif shape.sort is Sort.LIST and shape.item and shape.item.table:
        yield from _compare_lists(shape.item.table, before, after, labels)
    elif shape.sort is Sort.TRANSLATED:
        earlier, later = _convert_texts(before), _convert_texts(after)
        for language in {**earlier, **later}:
            old, new = earlier.get(language), later.get(language)
            if old != new:
                yield Difference(labels, shape, language, old, new)
    elif not shape.nested():
        yield Difference(labels, shape, "", before, after)


def _compare_lists(
    entity: type, before: object, after: object, labels: tuple[str | ItemLabel, ...]
) -> Iterator[Difference]:
    earlier, later = _identify_items(before), _identify_items(after)
    for name in {**later, **earlier}:
        old, new = earlier.get(name, _NO_ITEM), later.get(name, _NO_ITEM)
        if old != new:
            known = new or old
            mark = known.get("title") or known.get("name") or name
            yield from _compare_tables(entity, old, new, (*labels, ItemLabel(mark)))


def _identify_items(value: object) -> dict[str, Mapping[str, object]]:
    """Return the items of a list by identifier, or by their place where they have none."""
    items = value if isinstance(value, list) else []
    named = [
        (str(_convert_table(item).get("id") or place), _convert_table(item)) for place, item in enumerate(items, 1)
    ]
    return dict(named)


def _convert_table(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _convert_texts(value: object) -> Mapping[str, object]:
    """Return texts by language; that of a plain string is the empty one."""
    return {"": value} if isinstance(value, str) else _convert_table(value)
