"""Days that cannot be: before OGP began, far ahead, or to come although they tell of what has happened."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from ogpkit.model.annotations import OGP_BEGAN, DayBounds
from ogpkit.schema.fields import Field, Shape, Sort, fields_of
from ogpkit.schema.mismatch import Mismatch, MismatchSort, place
from ogpkit.text.i18n import _

if TYPE_CHECKING:
    from ogpkit.model.keypath import KeyPath

MOST_YEARS_AHEAD: Final = 20
"""How far ahead a day may lie; ogpkit's own number. The longest plans go on for four years."""

_Walk: TypeAlias = Callable[[object, date, "KeyPath"], Iterator[Mismatch]]
_ANY: Final = DayBounds()


def find_impossible_days(entity: object, today: date, at: KeyPath = ()) -> Iterator[Mismatch]:
    """Yield the days of an entity, of its tables and of its lists that cannot be right.

    Args:
        entity: An instance of a declared class.
        today: The present day.
        at: Where it stands.
    """
    walk = _find_walk(type(entity))
    return walk(entity, today, at) if walk else iter(())


def _find_walk(entity: type) -> _Walk | None:
    """Return the way to the days of a class; None where it has none."""
    return _make_known_walk(entity)


@cache
def _make_known_walk(entity: type) -> _Walk | None:
    fields = fields_of(entity)
    days = tuple(
        (field.name, field.key, bounds, _list_names(bounds, fields))
        for field in fields
        if field.shape.sort is Sort.DATE
        for bounds in (field.shape.meaning(DayBounds) or _ANY,)
    )
    ways = tuple((field.name, field.key, way) for field in fields if (way := _find_way(field.shape)) is not None)

    def walk(table: object, today: date, at: KeyPath) -> Iterator[Mismatch]:
        for name, key, bounds, once in days:
            day: date | None = getattr(table, name)
            if day is None or (day >= bounds.least and day <= today):
                continue
            if found := _judge(day, bounds, today, (*at, key), is_told=any(getattr(table, one) for one in once)):
                yield found
        for name, key, way in ways:
            if value := getattr(table, name):
                yield from way(value, today, (*at, key))

    return walk if days or ways else None


def _list_names(bounds: DayBounds, fields: tuple[Field, ...]) -> tuple[str, ...]:
    return tuple(field.name for field in fields if field.key in bounds.once)


def _find_way(shape: Shape) -> _Walk | None:
    if shape.table is not None:
        return _find_walk(shape.table)
    if shape.item is None:
        return None
    inner = _find_way(shape.item)
    return inner and (_walk_items(inner) if shape.sort is Sort.LIST else _walk_entries(inner))


def _walk_items(inner: _Walk) -> _Walk:
    def walk(value: object, today: date, at: KeyPath) -> Iterator[Mismatch]:
        for number, item in enumerate(cast("tuple[object, ...]", value)):
            yield from inner(item, today, (*at, number))

    return walk


def _walk_entries(inner: _Walk) -> _Walk:
    def walk(value: object, today: date, at: KeyPath) -> Iterator[Mismatch]:
        for key, item in cast("Mapping[str, object]", value).items():
            yield from inner(item, today, (*at, key))

    return walk


def _judge(day: date, bounds: DayBounds, today: date, at: KeyPath, *, is_told: bool) -> Mismatch | None:
    """Return what is wrong with a day; None where it can be right."""
    if day < bounds.least:
        said = (
            _("{place} is {day}, before OGP started in July 2011.")
            if bounds.least == OGP_BEGAN
            else _("{place} is {day}, which is too long ago.")
        )
        return _report(said, _("Correct the year. Compare it with its source."), day, at)
    if day > today and bounds.has_happened and (is_told or not bounds.once):
        said = _("{place} is {day}, which is in the future, but it is about something that has happened.")
        return _report(said, _("Correct the day, or enter this once it has happened."), day, at)
    if day.year > today.year + MOST_YEARS_AHEAD:
        said = _("{place} is {day}, which is too far in the future.")
        return _report(said, _("Correct the year. Compare it with its source."), day, at)
    return None


def _report(message: str, remedy: str, day: date, at: KeyPath) -> Mismatch:
    said = message.format(place=place(at), day=day.isoformat())
    return Mismatch(at=at, sort=MismatchSort.IMPOSSIBLE_DAY, message=said, remedy=remedy)
