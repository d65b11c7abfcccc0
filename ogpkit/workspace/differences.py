"""What differs between two versions of a file, field by field, as its declared class tells the fields.

Both versions are plain TOML values, of whatever time: what no longer fits the class is compared as it stands. The public portal
asks for what is public alone; a review of changes asks for everything, and for an item that is added or removed as a whole.
"""

from __future__ import annotations

from bisect import bisect_left
from difflib import SequenceMatcher
from enum import Enum
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.model.annotations import Audience
from ogpkit.schema.fields import TITLE_KEYS, Shape, Sort, fields_of
from ogpkit.schema.naming import find_extensions_within, make_extension_field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ogpkit.model.keypath import KeyPath
    from ogpkit.schema.fields import Field
    from ogpkit.schema.kinds import Extension


class ChangeKind(Enum):
    """What happened to a value."""

    CHANGED = "changed"
    ITEM_ADDED = "item-added"
    ITEM_REMOVED = "item-removed"
    ITEM_MOVED = "item-moved"


@attrs.frozen
class ItemLabel:
    """By what an item of a list is known: its title, else its identifier or its place.

    Attributes:
        text: The text, in one language or several.
    """

    text: object


@attrs.frozen
class Difference:
    """Value that is not the same in two versions of a document.

    Attributes:
        labels: What a person calls the fields that lead to it, in English; what an item of a list is called itself.
        shape: What the value is; a text where no field declares it.
        language: The language of the text, for one in several languages that are each compared.
        before: The value that was there; None where there was none. Of an item that moved, its place in its list, from one.
        after: The value that is there; None where there is none. Of an item that moved, its place.
        at: Where it is in the later version; of what is gone, where it was in the earlier one.
        owners: The class that declares each label, for its translation; None for what an item is called.
        deed: What happened to it.
        elsewhere: The file in which an item that is gone is now, unchanged, or from which one that is new came; empty otherwise.
    """

    labels: tuple[str | ItemLabel, ...]
    shape: Shape
    language: str
    before: object
    after: object
    at: KeyPath = ()
    owners: tuple[type | None, ...] = ()
    deed: ChangeKind = ChangeKind.CHANGED
    elsewhere: str = ""


_NO_ITEM: Final[Mapping[str, object]] = {}

_LIKE: Final = 0.5
"""So much of two items without an identifier has to be the same for the later one to count as the earlier one changed."""

_PLAIN: Final = Shape(sort=Sort.TEXT)


def find_differences(entity: type, before: object, after: object) -> Iterator[Difference]:
    """Yield the values that differ between two public versions of a document, in the order of the fields.

    Fields for `Audience.INTERNAL` and tables of which the class knows nothing are left out.

    Args:
        entity: The class.
        before: The earlier values by key.
        after: The later ones.
    """
    yield from _Comparison(is_public=True).compare_tables(entity, before, after, _Trail())


def find_all_differences(
    entity: type, before: object, after: object, extensions: Sequence[Extension[object]] = ()
) -> Iterator[Difference]:
    """Yield everything that differs between two versions of a document; items that are added, removed or moved as a whole.

    Args:
        entity: The class.
        before: The earlier values by key.
        after: The later ones.
        extensions: The tables that plugins add to such a document.
    """
    yield from _Comparison(is_public=False, extensions=tuple(extensions)).compare_tables(
        entity, before, after, _Trail()
    )


@attrs.frozen
class _Trail:
    """Way to a value: its key path, and what each step of it is called."""

    at: KeyPath = ()
    labels: tuple[str | ItemLabel, ...] = ()
    owners: tuple[type | None, ...] = ()

    def step(self, part: str | int, label: str | ItemLabel | None = None, owner: type | None = None) -> _Trail:
        at = (*self.at, part)
        return (
            _Trail(at, self.labels, self.owners)
            if label is None
            else _Trail(at, (*self.labels, label), (*self.owners, owner))
        )

    def tell(
        self, shape: Shape, before: object, after: object, language: str = "", deed: ChangeKind = ChangeKind.CHANGED
    ) -> Difference:
        return Difference(self.labels, shape, language, before, after, self.at, self.owners, deed)


@attrs.frozen
class _Comparison:
    is_public: bool
    extensions: tuple[Extension[object], ...] = ()

    def compare_tables(self, entity: type, before: object, after: object, trail: _Trail) -> Iterator[Difference]:
        earlier, later = _convert_table(before), _convert_table(after)
        fields = (*fields_of(entity), *map(make_extension_field, find_extensions_within(self.extensions, trail.at)))
        for field in fields:
            old, new = earlier.get(field.key), later.get(field.key)
            is_told = not self.is_public or field.shape.meaning(Audience) is not Audience.INTERNAL
            if not _are_same(old, new) and is_told:
                yield from self._compare_fields(field, old, new, trail.step(field.key, field.label, field.owner))
        if not self.is_public:
            known = {field.key for field in fields}
            for key in {**earlier, **later}:
                if key not in known and not _are_same(earlier.get(key), later.get(key)):
                    yield trail.step(key, key).tell(_PLAIN, earlier.get(key), later.get(key))

    def _compare_fields(self, field: Field, before: object, after: object, trail: _Trail) -> Iterator[Difference]:
        shape = field.shape
        if shape.sort is Sort.TABLE and shape.table:
            yield from self.compare_tables(shape.table, before, after, trail)
        elif shape.sort is Sort.LIST and shape.item and shape.item.table:
            if self.is_public:
                yield from self._compare_public_lists(shape.item.table, before, after, trail)
            else:
                yield from self._compare_lists(shape.item.table, shape, before, after, trail)
        elif shape.sort is Sort.MAPPING and shape.item and not self.is_public:
            yield from self._compare_mappings(shape.item, before, after, trail)
        elif shape.sort is Sort.TRANSLATED:
            earlier, later = _convert_texts(before), _convert_texts(after)
            for language in {**earlier, **later}:
                old, new = earlier.get(language), later.get(language)
                if old != new:
                    yield trail.tell(shape, old, new, language)
        elif not shape.nested() or not self.is_public:
            yield trail.tell(shape, before, after)

    def _compare_mappings(self, shape: Shape, before: object, after: object, trail: _Trail) -> Iterator[Difference]:
        earlier, later = _convert_table(before), _convert_table(after)
        for key in {**earlier, **later}:
            old, new = earlier.get(key), later.get(key)
            if _are_same(old, new):
                continue
            here = trail.step(key, ItemLabel(key))
            if shape.table:
                yield from self.compare_tables(shape.table, old, new, here)
            else:
                yield here.tell(shape, old, new)

    def _compare_public_lists(self, entity: type, before: object, after: object, trail: _Trail) -> Iterator[Difference]:
        earlier, later = _identify_items(before), _identify_items(after)
        for name in {**later, **earlier}:
            (place, new), (former, old) = later.get(name, (-1, _NO_ITEM)), earlier.get(name, (-1, _NO_ITEM))
            if old != new:
                label = ItemLabel(_find_title(new or old) or name)
                yield from self.compare_tables(entity, old, new, trail.step(place if new else former, label))

    def _compare_lists(
        self, entity: type, shape: Shape, before: object, after: object, trail: _Trail
    ) -> Iterator[Difference]:
        earlier, later = _list_tables(before), _list_tables(after)
        pairs = _pair_items(earlier, later, [field.key for field in fields_of(entity) if field.required])
        stayed = _find_steady(pairs)
        for former, place in pairs:
            item = later[place] if place is not None else earlier[former] if former is not None else _NO_ITEM
            number = place if place is not None else former or 0
            here = trail.step(number, ItemLabel(_find_title(item) or str(item.get("id") or number + 1)))
            if former is None:
                yield here.tell(shape.item or shape, None, item, deed=ChangeKind.ITEM_ADDED)
            elif place is None:
                yield here.tell(shape.item or shape, item, None, deed=ChangeKind.ITEM_REMOVED)
            else:
                if former not in stayed:
                    yield here.tell(shape.item or shape, former + 1, place + 1, deed=ChangeKind.ITEM_MOVED)
                yield from self.compare_tables(entity, earlier[former], later[place], here)


def _pair_items(
    earlier: Sequence[Mapping[str, object]], later: Sequence[Mapping[str, object]], required: Sequence[str]
) -> list[tuple[int | None, int | None]]:
    """Return which later item each earlier one became: by identifier, else the same one, else the one that is most like it.

    Items without an identifier that say the same where they have to say something, as reports of one day do, are most alike.

    Those of the later list come first, in its order; then those that are gone.
    """
    found: dict[int, int] = {}
    by_id = {str(item["id"]): number for number, item in reversed(list(enumerate(earlier))) if item.get("id")}
    for place, item in enumerate(later):
        former = by_id.pop(str(item.get("id")), None) if item.get("id") else None
        if former is not None:
            found[place] = former
    rest = [number for number in range(len(earlier)) if number not in set(found.values())]
    new = [number for number in range(len(later)) if number not in found]
    matcher = SequenceMatcher(
        None, [repr(earlier[one]) for one in rest], [repr(later[one]) for one in new], autojunk=False
    )
    for tag, start, end, begin, stop in matcher.get_opcodes():
        if tag == "equal":
            found.update(zip(new[begin:stop], rest[start:end], strict=True))
        elif tag == "replace":
            left = list(rest[start:end])
            for place in new[begin:stop]:
                # an item with an identifier is another one where no item had that identifier
                like = [one for one in left if not (later[place].get("id") and earlier[one].get("id"))]
                measured = [(_measure_item(earlier[one], later[place], required), -one) for one in like]
                likeness, best = max(measured, default=(0.0, 0))
                if likeness >= _LIKE:
                    found[place] = -best
                    left.remove(-best)
    kept = set(found.values())
    gone: list[tuple[int | None, int | None]] = [(one, None) for one in range(len(earlier)) if one not in kept]
    return [(found.get(place), place) for place in range(len(later))] + gone


def _find_steady(pairs: Sequence[tuple[int | None, int | None]]) -> frozenset[int]:
    """Return the earlier places of the items that have kept their order: the longest row of them; the others have moved."""
    order = [former for former, place in pairs if former is not None and place is not None]
    ends: list[int] = []  # the smallest end of a row of each length
    below: dict[int, int | None] = {}
    for former in order:
        length = bisect_left(ends, former)
        below[former] = ends[length - 1] if length else None
        ends[length : length + 1] = [former]
    row: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        row.add(last)
        last = below[last]
    return frozenset(row)


def _measure_item(before: Mapping[str, object], after: Mapping[str, object], required: Sequence[str]) -> float:
    is_same = bool(required) and all(key in before and _are_same(before[key], after.get(key)) for key in required)
    return 1.0 + measure_likeness(before, after) if is_same else measure_likeness(before, after)


def measure_likeness(before: Mapping[str, object], after: Mapping[str, object]) -> float:
    """Return how much of two tables is the same, from 0 to 1.

    Args:
        before: The values of one by key.
        after: Those of the other.
    """
    keys = before.keys() | after.keys()
    same = sum(1 for key in keys if key in before and key in after and _are_same(before[key], after[key]))
    return same / len(keys) if keys else 1.0


def _are_same(before: object, after: object) -> bool:
    """Tell whether two values say the same: 5 and 5.0 do, as a field for numbers reads both; yes and 1 do not."""
    types = {type(before), type(after)}
    return before == after and (len(types) == 1 or types == {int, float})


def _find_title(item: Mapping[str, object]) -> object:
    return next((item[key] for key in TITLE_KEYS if item.get(key)), None)


def _identify_items(value: object) -> dict[str, tuple[int, Mapping[str, object]]]:
    """Return the items of a list by identifier, or by their place where they have none; with their places."""
    return {str(item.get("id") or place + 1): (place, item) for place, item in enumerate(_list_tables(value))}


def _list_tables(value: object) -> list[Mapping[str, object]]:
    return [_convert_table(item) for item in value] if isinstance(value, list) else []


def _convert_table(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _convert_texts(value: object) -> Mapping[str, object]:
    """Return texts by language; that of a plain string is the empty one."""
    return {"": value} if isinstance(value, str) else _convert_table(value)
