"""Bringing what comes from elsewhere into the files: new documents are made, others changed only where they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ogpkit.codec import read
from ogpkit.errors import OgpkitError
from ogpkit.language import _
from ogpkit.storage.patch import Change, InsertItem, SetValue
from ogpkit.storage.toml import parse
from ogpkit.untrusted import in_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ogpkit.editing_protocol import EditSession
    from ogpkit.keypath import KeyPath


class NoKindClaims(OgpkitError):
    """A path at which no kind of document lies."""


def bring_in(desk: EditSession, contents: Mapping[str, Mapping[str, object]], title: str) -> tuple[str, ...]:
    """Make or change documents; nothing is saved yet, and everything can be undone. A second time changes nothing.

    Args:
        desk: The workspace.
        contents: What each document says, as TOML values by key, by path; what it does not speak of stays.
        title: What is done, for undo.

    Returns:
        The paths of the files that are new or different.

    Raises:
        NoKindClaims: At a path lies no kind of document.
    """
    there = desk.workspace.documents
    new = {path: _entity(desk, path, content) for path, content in contents.items() if path not in there}
    different = {
        path: changes
        for path, content in contents.items()
        if path in there and (changes := tuple(differences(parse(desk.source(path)), content)))
    }
    if new:
        desk.create_all(new, title)
    for path, changes in different.items():
        desk.change(path, changes, title)
        desk.settle()
    return tuple(path for path in contents if path in new or path in different)


def _entity(desk: EditSession, path: str, content: Mapping[str, object]) -> object:
    claim = desk.workspace.kinds.claiming(path)
    if claim is None:
        raise NoKindClaims(_("No kind of document lies at {path}.").format(path=in_path(path)))
    return read(dict(content), claim[0].entity)


def differences(there: Mapping[str, object], wanted: Mapping[str, object], at: KeyPath = ()) -> Iterator[Change]:
    """The changes after which a table says what is wanted; what is not spoken of stays.

    Args:
        there: What the table says.
        wanted: What it is to say.
        at: Its key path.
    """
    for key, value in wanted.items():
        before = there.get(key)
        if _is_list_of_tables(value):
            yield from _in_list(before if isinstance(before, list) else [], value, (*at, key))
        elif isinstance(value, dict) and isinstance(before, dict):
            yield from differences(before, value, (*at, key))
        elif before != value or type(before) is not type(value):
            yield SetValue((*at, key), value)


def _in_list(there: list[Any], wanted: Any, at: KeyPath) -> Iterator[Change]:
    """Items are the same by their `id`, or by their place where they have none."""
    places = {_mark(item, position): position for position, item in enumerate(there) if isinstance(item, dict)}
    added = len(there)
    for number, item in enumerate(wanted):
        position = places.get(_mark(item, number))
        if position is not None:
            yield from differences(there[position], item, (*at, position))
        else:
            yield InsertItem(at, added, item)
            added += 1


def _mark(item: Mapping[str, object], position: int) -> object:
    return item.get("id", position)


def _is_list_of_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)
