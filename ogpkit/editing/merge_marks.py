"""Values that a merge could not decide: found by their marks in a file, each with both versions, and decided."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.editing.git_merge import CONFLICT_MARK, ITEM_DELETED, OTHER_DELETES, OTHER_SAYS
from ogpkit.workspace.patch import RemoveValue, SetValue, apply_changes
from ogpkit.workspace.positions import Positions
from ogpkit.workspace.toml import NotToml, NotUtf8, find_toml_value, parse_toml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ogpkit.model.keypath import KeyPath

_SAID: Final = "#   "
"""Begins a line of a mark in which the other version speaks."""


class MarkSort(Enum):
    """Sort of what two versions disagree about."""

    VALUE = "value"
    ITEM = "item"
    UNKNOWN = "unknown"


@attrs.frozen
class MarkedValue:
    """Value of which a merge has kept one version, and the other one in a mark.

    Attributes:
        line: The line of the mark, from one.
        length: How many lines it has.
        sort: What the versions disagree about; an item is in one of them alone.
        at: Where the value is; empty where nobody can tell.
        ours: What the file says; None where it says nothing.
        theirs: What the other version says; None where it says nothing.
    """

    line: int
    length: int
    sort: MarkSort
    at: KeyPath = ()
    ours: object = None
    theirs: object = None


def list_marked_values(
    source: bytes, is_known: Callable[[KeyPath], bool] = lambda _at: True
) -> tuple[MarkedValue, ...]:
    """Return what a merge has left open in a file, from top to bottom.

    Args:
        source: The file.
        is_known: Tells whether a field is declared at a key path, for the case that several places fit a mark.
    """
    try:
        values = parse_toml(source)
    except (NotToml, NotUtf8):
        return ()
    lines = source.decode("utf-8", "replace").splitlines()
    places = _Places(values, Positions.of(source), is_known)
    return tuple(places.read_mark(lines, number) for number, line in enumerate(lines) if _begins_mark(line))


def decide_value(source: bytes, marked: MarkedValue, value: object) -> bytes:
    """Return a file with a decision: without the mark, and with the value.

    Args:
        source: The file.
        marked: What is decided, as this very file has it.
        value: What it says from now on; None deletes the value, or the item.

    Raises:
        CannotPatch: The value cannot be written without touching something else.
    """
    lines = source.splitlines(keepends=True)
    start = marked.line - 1
    unmarked = b"".join([*lines[:start], *lines[start + marked.length :]])
    if marked.sort is MarkSort.UNKNOWN or not marked.at:
        return unmarked
    if value is None:
        is_there = find_toml_value(parse_toml(unmarked), marked.at) is not None
        return apply_changes(unmarked, [RemoveValue(marked.at)]) if is_there else unmarked
    return apply_changes(unmarked, [SetValue(marked.at, value)])


def _begins_mark(line: str) -> bool:
    return line.lstrip("\ufeff \t").startswith(CONFLICT_MARK)


@attrs.frozen
class _Places:
    """Places in a file to which a mark may belong.

    Attributes:
        values: What the file says.
        positions: Where its values are.
        is_known: Tells whether a field is declared at a key path.
    """

    values: dict[str, object]
    positions: Positions
    is_known: Callable[[KeyPath], bool]

    def read_mark(self, lines: Sequence[str], start: int) -> MarkedValue:
        """Return the value that a mark is about.

        Args:
            lines: The lines of the file.
            start: The line of the mark, from zero.
        """
        end = start + 1
        while end < len(lines) and lines[end].startswith(_SAID):
            end += 1
        found = MarkedValue(start + 1, end - start, MarkSort.UNKNOWN)
        mark = lines[start].lstrip("\ufeff \t").rstrip()
        target = (
            next((number for number in range(end, len(lines)) if lines[number].strip()[:1] not in ("", "#")), -1) + 1
        )
        if mark == ITEM_DELETED:
            at = _choose([at for at in self._list_at(target) if isinstance(at[-1], int)])
            item = find_toml_value(self.values, at) if at else None
            return attrs.evolve(found, sort=MarkSort.ITEM, at=at, ours=item) if at else found
        said = "\n".join(line.removeprefix(_SAID) for line in lines[start + 1 : end])
        key, theirs = _read_said(mark, said)
        at = self._find_value(key, target, is_first=start == 0) if key else ()
        if not at:
            return found
        ours = find_toml_value(self.values, at)
        return attrs.evolve(found, sort=MarkSort.VALUE, at=at, ours=ours, theirs=theirs)

    def _find_value(self, key: str, line: int, *, is_first: bool) -> KeyPath:
        """Return where a key is that a mark above a line is about, be it missing there."""
        here = list(self._list_at(line))
        if (at := _choose([at for at in here if at[-1] == key])) or any(at[-1] == key for at in here):
            return at
        tables = [(at, find_toml_value(self.values, at)) for at in here]
        holders: list[KeyPath] = [(*at, key) for at, table in tables if isinstance(table, dict) and key not in table]
        if is_first and key not in self.values:
            holders.append((key,))
        return _choose(holders) or _choose([at for at in holders if self.is_known(at)])

    def _list_at(self, line: int) -> Iterator[KeyPath]:
        yield from (at for at in _list_paths(self.values, ()) if self.positions.place(at).line == line)


def _choose(found: Sequence[KeyPath]) -> KeyPath:
    """Return the only one; nothing where there are several."""
    return found[0] if len(found) == 1 else ()


def _list_paths(value: object, at: KeyPath) -> Iterator[KeyPath]:
    if at:
        yield at
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for part, one in inner:
        yield from _list_paths(one, (*at, part))


def _read_said(mark: str, said: str) -> tuple[str, object]:
    """Return the key that a mark names, and what the other version says of it."""
    if mark == OTHER_DELETES:
        return said.strip(), None
    if mark != OTHER_SAYS:
        return "", None
    try:
        [(key, value)] = parse_toml(said.encode()).items()
    except (NotToml, NotUtf8, ValueError):
        return "", None
    return key, value
