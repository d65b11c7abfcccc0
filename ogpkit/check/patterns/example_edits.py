"""Making wrong examples of right ones: one value of the file is changed, taken away or repeated."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import attrs

from ogpkit.plugins.examples import Example, FilesOnDemand, UnusableExample
from ogpkit.schema.convert import read_entity
from ogpkit.schema.fields import fields_of
from ogpkit.workspace.toml import parse_toml

if TYPE_CHECKING:
    from ogpkit.check.patterns.field_paths import FieldPath, FoundValue
    from ogpkit.model.keypath import KeyPath
    from ogpkit.schema.kinds import Extension
    from ogpkit.workspace.patch import Change

Edit = Callable[[Example], Mapping[str, str]]
"""Gives the files of an example after a change; an example for which it finds nothing to change is unusable."""


def make_edited(example: Example, edit: Edit) -> Example:
    """Return an example after an edit.

    Args:
        example: The example before.
        edit: What is changed in it.
    """
    return attrs.evolve(example, files=FilesOnDemand(partial(edit, example)))


def change_file(example: Example, entity: type, *changes: Change) -> Mapping[str, str]:
    """Return the files of an example after changes of the file of a class.

    Args:
        example: The example.
        entity: The class.
        changes: What to change.

    Raises:
        UnusableExample: The example has no such file.
    """
    from ogpkit.workspace.patch import apply_changes  # noqa: PLC0415  only who looks at an example needs it

    path = example.path_of(entity)
    return {**example.files, path: apply_changes(example.files[path].encode(), changes).decode()}


def find_values(example: Example, entity: type, path: FieldPath, table: Extension[Any] | None) -> Iterator[FoundValue]:
    """Yield the values of a field in the file of a class.

    Args:
        example: The example.
        entity: The class of the file.
        path: The path of the field.
        table: The extension table in which the path begins; None for the file itself.

    Raises:
        UnusableExample: The example has no such file.
    """
    data = parse_toml(example.files[example.path_of(entity)].encode())
    document = _read_known(data, entity)
    if table is None:
        yield from path.find(document)
        return
    for at, content in _list_tables(data, table.path):
        yield from path.find(_read_known(content, table.entity), at, (document,))


def _read_known(data: Any, entity: type) -> object:
    """Return what a table says to a class; the tables of other plugins in it are left out."""
    keys = {field.key for field in fields_of(entity)}
    return read_entity({key: value for key, value in data.items() if key in keys}, entity)


def _list_tables(data: Any, keys: tuple[str, ...], at: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    if not keys:
        yield at, data
    elif isinstance(data, dict) and keys[0] in data:
        below = data[keys[0]]
        several = enumerate(below) if isinstance(below, list) else [(None, below)]
        for position, item in several:
            way = (*at, keys[0]) if position is None else (*at, keys[0], position)
            yield from _list_tables(item, keys[1:], way)


def report_unusable(path: str, entity: type, what: str) -> UnusableExample:
    """Return the error of an example in which there is nothing to change.

    Args:
        path: The path of the field.
        entity: The class of the file.
        what: What the example needs.
    """
    return UnusableExample(
        f"The example of {entity.__name__} needs {what} at {path!r}: give one as `example`, or give `wrong`."
    )


def shift(value: object, by: int) -> object:
    """Return a day, or a number such as a year, some steps later.

    Args:
        value: The day or the number.
        by: How many days or years later; before it where negative.
    """
    return value + timedelta(days=by) if isinstance(value, date) else int(str(value)) + by
