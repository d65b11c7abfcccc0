"""The path of a field within a class, such as `milestones[].reason`: where its values stand in a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.schema.fields import Field, Sort, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.model.keypath import KeyPath


class UnknownField(OgpkitError):
    """Raised when a rule names a field that its class does not have; for plugin authors."""


class FoundValue(NamedTuple):
    """A value of a field, and where it stands.

    Attributes:
        at: Its key path; the key may be missing in the file.
        value: The value.
        field: The field.
        owners: The tables in which it stands, from the innermost one to the whole document.
    """

    at: KeyPath
    value: object
    field: Field
    owners: tuple[object, ...]

    @property
    def owner(self) -> object:
        """Return the table in which it stands."""
        return self.owners[0]


@attrs.frozen
class FieldPath:
    """The path of a field: keys with dots between them, and `[]` after a list whose items are meant.

    Attributes:
        text: For example `milestones[].reason`.
        steps: The fields on the way with the last one at the end, and whether the items of each are meant.
    """

    text: str
    steps: tuple[tuple[Field, bool], ...]

    @classmethod
    def parse(cls, entity: type, text: str) -> FieldPath:
        """Return the path of a field of a class.

        Args:
            entity: The class.
            text: For example `milestones[].reason`.

        Raises:
            UnknownField: There is no such field, or a list has no `[]` where its items are needed.
        """
        steps: list[tuple[Field, bool]] = []
        table: type | None = entity
        for part in text.split("."):
            key, are_items_meant = part.removesuffix("[]"), part.endswith("[]")
            known = {field.key: field for field in fields_of(table)} if table else {}
            if key not in known:
                raise UnknownField(f"{entity.__name__} has no field {text!r}: {key!r} is none of {', '.join(known)}.")
            if are_items_meant and known[key].shape.sort is not Sort.LIST:
                raise UnknownField(f"{text!r} of {entity.__name__}: {key!r} is no list, so that [] has no meaning.")
            steps.append((known[key], are_items_meant))
            is_open = known[key].shape.sort is Sort.TABLE or are_items_meant
            table = known[key].shape.nested() if is_open else None
        return cls(text, tuple(steps))

    @property
    def field(self) -> Field:
        """Return the field at the end of the path."""
        return self.steps[-1][0]

    @property
    def is_of_items(self) -> bool:
        """Tell whether the path leads to the items of a list."""
        return self.steps[-1][1]

    @property
    def depth(self) -> int:
        """Return how many parts of a key path lead to the item of the innermost list on the way; 0 where there is no list."""
        ways = [1 + is_list for _field, is_list in self.steps[:-1]]
        last = max((number for number, (_field, is_list) in enumerate(self.steps[:-1], start=1) if is_list), default=0)
        return sum(ways[:last])

    def find(self, entity: object, at: KeyPath = (), above: tuple[object, ...] = ()) -> Iterator[FoundValue]:
        """Yield the values of the field, those that the file leaves out too; in a table that is not there, nothing is looked for.

        Args:
            entity: The table from which the path leads on.
            at: Where that table stands.
            above: The tables in which it stands, innermost first.
        """
        if len(self.steps) == 1 and not self.steps[0][1]:
            field = self.steps[0][0]
            yield FoundValue((*at, field.key), getattr(entity, field.name), field, (entity, *above))
            return
        tables: list[tuple[KeyPath, tuple[object, ...]]] = [(at, (entity, *above))]
        for field, is_list in self.steps[:-1]:
            tables = [
                (place, (table, *owners))
                for way, owners in tables
                for place, table in _open(field, is_list, way, owners)
            ]
        field, is_list = self.steps[-1]
        for way, owners in tables:
            value = getattr(owners[0], field.name)
            if is_list:
                for position, item in enumerate(value):
                    yield FoundValue((*way, field.key, position), item, field, owners)
            else:
                yield FoundValue((*way, field.key), value, field, owners)

    def list_owned(self, entity: object) -> list[tuple[object, object]]:
        """Return what `find` finds without its places: the table in which each value stands, and the value.

        Nearly all documents are in order, and need no more; there are a hundred values for each that is not.
        """
        tables = [entity]
        for field, is_list in self.steps[:-1]:
            if is_list:
                tables = [item for table in tables for item in getattr(table, field.name)]
            else:
                tables = [inner for table in tables if (inner := getattr(table, field.name)) is not None]
        field, is_list = self.steps[-1]
        if is_list:
            return [(table, item) for table in tables for item in getattr(table, field.name)]
        return [(table, getattr(table, field.name)) for table in tables]


def _open(field: Field, is_list: bool, at: KeyPath, owners: tuple[object, ...]) -> Iterator[tuple[KeyPath, object]]:  # noqa: FBT001
    value = getattr(owners[0], field.name)
    if is_list:
        yield from (((*at, field.key, position), item) for position, item in enumerate(value))
    elif value is not None:
        yield (*at, field.key), value
