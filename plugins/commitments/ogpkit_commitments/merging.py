"""Bringing what a sheet says into the files: new commitments are made, others changed only where they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ogpkit.codec import read
from ogpkit.language import _
from ogpkit.model import Commitment
from ogpkit.storage.patch import Change, InsertItem, SetValue
from ogpkit.storage.toml import parse
from ogpkit_commitments.kinds import COMMITMENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ogpkit.desk import Desk
    from ogpkit.keypath import KeyPath


def bring_in(desk: Desk, country: str, cycle: str, commitments: Mapping[str, dict[str, object]]) -> tuple[str, ...]:
    """Make or change the files of commitments; nothing is saved yet, and everything can be undone.

    Args:
        desk: The workspace.
        country: The country's identifier.
        cycle: The cycle's identifier.
        commitments: The content of each, by identifier.

    Returns:
        The paths of the files that are new or different.
    """
    touched = []
    for name, content in commitments.items():
        path = COMMITMENT.pattern.path({"country": country, "cycle": cycle, "id": name})
        if path not in desk.workspace.documents:
            desk.create(path, read(content, Commitment))
            touched.append(path)
            continue
        changes = tuple(differences(parse(desk.source(path)), content))
        if changes:
            desk.change(path, changes, _("Import {id}").format(id=name))
            desk.settle()
            touched.append(path)
    return tuple(touched)


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
    places = {item.get("id"): position for position, item in enumerate(there) if isinstance(item, dict)}
    added = len(there)
    for item in wanted:
        if item["id"] in places:
            position = places[item["id"]]
            yield from differences(there[position], item, (*at, position))
        else:
            yield InsertItem(at, added, item)
            added += 1


def _is_list_of_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)
