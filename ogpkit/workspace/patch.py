"""Changing a file in place: what is not changed stays as it is, byte for byte.

A change is broken into the smallest ones. Each is tried by the ways that touch least first: the bytes of one value, whole
lines, and then tomledit. Afterwards the file is read again: if it does not say exactly what it should, or has lost a comment
that it should keep (see `ogpkit.workspace.patch_lines`), the next way is tried, and when there is none, nothing is changed.
"""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from difflib import SequenceMatcher
from functools import partial
from typing import TYPE_CHECKING, Any, cast

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.model.keypath import KeyPath, format_key_path
from ogpkit.text.i18n import _
from ogpkit.workspace.layout import format_table
from ogpkit.workspace.patch_lines import (
    append_table,
    detect_newline,
    insert_first_key,
    insert_table,
    move_item,
    node_ranges,
    remove_lines,
)
from ogpkit.workspace.patch_values import put_in, remove_value, replace_value, set_value
from ogpkit.workspace.positions import Positions
from ogpkit.workspace.toml import is_same, parse_toml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ogpkit.workspace.positions import Bytes


@attrs.frozen
class SetValue:
    """Give a key a value; tables on the way to it are made.

    Attributes:
        path: The key path.
        value: A TOML value: text, number, truth value, date, list or table.
    """

    path: KeyPath
    value: object


@attrs.frozen
class RemoveValue:
    """Take a key away, with its value and the comments within it.

    Attributes:
        path: The key path of a key or of an item of a list.
    """

    path: KeyPath


@attrs.frozen
class InsertItem:
    """Put an item into a list; a list that is not there is made.

    Attributes:
        path: The key path of the list.
        index: Its position, from zero.
        value: The item: a plain value, or a table.
    """

    path: KeyPath
    index: int
    value: object


@attrs.frozen
class MoveItem:
    """Move an item of a list to another position.

    Attributes:
        path: The key path of the list.
        from_index: Where it is, from zero.
        to_index: Where it will be afterwards, from zero.
    """

    path: KeyPath
    from_index: int
    to_index: int


Change = SetValue | RemoveValue | InsertItem | MoveItem
"""A change of a TOML file, at a key path."""


class CannotPatch(OgpkitError):
    """Raised when a change cannot be made without touching something else; nothing was changed."""


def apply_changes(source: bytes, changes: Sequence[Change]) -> bytes:
    """Return the bytes of a file after some changes; all else in it stays byte for byte.

    Args:
        source: The bytes before.
        changes: What to change, in order.

    Returns:
        The bytes after; all that is not concerned is the same.

    Raises:
        CannotPatch: The change cannot be made in place.
        NotToml: The file cannot be read as it is.
    """
    for change in changes:
        source = _apply_change(source, change)
    return source


def _apply_change(source: bytes, change: Change) -> bytes:
    content = parse_toml(source)
    wanted = changed_value(content, change)
    if is_same(content, wanted):
        return source
    parts = _split_change(content, change)
    if parts:
        return apply_changes(source, parts)
    may_go = _may_go(source, change)
    for way in _list_strategies(change):
        try:
            result = way(source)
            if is_same(parse_toml(result), wanted) and not _count_comments(source) - _count_comments(result) - may_go:
                return result
        except (OgpkitError, ArithmeticError, LookupError, RuntimeError, TypeError, ValueError):
            continue  # the next way may do it
    raise CannotPatch(
        _(
            "ogpkit cannot change “{place}” without changing other parts of the file. Change it in a text editor."
        ).format(place=format_key_path(change.path))
    )


def _split_change(content: dict[str, object], change: Change) -> list[Change]:
    """Return the smaller changes that a change consists of, so that all that stays keeps its place and its comments."""
    if isinstance(change, RemoveValue | MoveItem):
        return []
    new = [change.value] if isinstance(change, InsertItem) else change.value
    if not has_value(content, change.path[:-1]):
        return [SetValue(change.path[:-1], {str(change.path[-1]): new})]
    if isinstance(change, InsertItem):
        return [] if has_value(content, change.path) else [SetValue(change.path, new)]
    old = value_at(content, change.path) if has_value(content, change.path) else None
    if isinstance(old, dict) and isinstance(new, dict) and old:
        return _split_table(change.path, old, new)
    if isinstance(old, list) and isinstance(new, list) and old and new and _are_tables(old) == _are_tables(new):
        return _split_list(change.path, old, new)
    return []


def _split_table(path: KeyPath, old: dict[str, object], new: dict[str, object]) -> list[Change]:
    kept: list[Change] = [
        SetValue((*path, key), value) for key, value in new.items() if not (key in old and is_same(old[key], value))
    ]
    return [*kept, *(RemoveValue((*path, key)) for key in old if key not in new)]


def _split_list(path: KeyPath, old: list[object], new: list[object]) -> list[Change]:
    """Turn one list into another from its end on, so that positions hold; a list is never emptied on the way."""
    parts: list[Change] = []
    same = SequenceMatcher(None, [repr(item) for item in old], [repr(item) for item in new], autojunk=False)
    for tag, start, end, first, last in reversed(same.get_opcodes()):
        if tag == "equal":
            continue
        shared = min(end - start, last - first)
        parts.extend(InsertItem(path, end, new[position]) for position in range(last - 1, first + shared - 1, -1))
        parts.extend(RemoveValue((*path, position)) for position in range(end - 1, start + shared - 1, -1))
        parts.extend(SetValue((*path, start + offset), new[first + offset]) for offset in range(shared))
    return parts


def _are_tables(value: list[object]) -> bool:
    return any(isinstance(item, dict) for item in value)


def _list_strategies(change: Change) -> Iterator[Callable[[bytes], bytes]]:
    """Yield how a change can be made, the way that touches least first."""
    if isinstance(change, MoveItem):
        yield partial(move_item, path=change.path, from_index=change.from_index, to_index=change.to_index)
    elif isinstance(change, RemoveValue):
        yield partial(remove_lines, path=change.path)
        yield partial(remove_value, path=change.path)
        yield partial(_empty_container, path=change.path)
    elif isinstance(change, InsertItem):
        yield partial(_write_headed_tables, path=change.path, items=[change.value])
        yield partial(insert_table, path=change.path, index=change.index, value=change.value)
        yield partial(put_in, path=change.path, index=change.index, value=change.value)
    else:
        yield partial(_write_headed_tables, path=change.path, items=change.value)
        yield partial(replace_value, path=change.path, value=change.value)
        yield partial(_set_at_top, path=change.path, value=change.value)
        yield partial(set_value, path=change.path, value=change.value)
        yield partial(_exchange_value, path=change.path, value=change.value)
        yield partial(set_value, path=change.path, value=change.value, inline=True)


def _empty_container(source: bytes, path: KeyPath) -> bytes:
    """Take away the last of what makes a table, or a list, and say that it is empty."""
    rest = remove_lines(source, path)
    result = set_value(rest, path[:-1], [] if isinstance(path[-1], int) else {}, inline=True)
    return result if b"\n" in rest else result.replace(b"\n", detect_newline(source))


def _set_at_top(source: bytes, path: KeyPath, value: object) -> bytes:
    """Give the file itself a table at its end, or its first key."""
    if len(path) > 1:
        raise ValueError
    lines = "\n".join(format_table({str(path[0]): value})).lstrip("\n").split("\n")
    return append_table(source, lines) if lines[0].startswith("[") else insert_first_key(source, lines)


def _write_headed_tables(source: bytes, path: KeyPath, items: object) -> bytes:
    """Put tables with headers in the place of an empty list."""
    if not isinstance(items, list) or not _are_tables(items) or value_at(parse_toml(source), path) != []:
        raise ValueError
    return apply_changes(remove_lines(source, path), [SetValue(path, items)])


def _exchange_value(source: bytes, path: KeyPath, value: object) -> bytes:
    """Put a value of another sort in the place of one that stands on several lines."""
    if not has_value(parse_toml(source), path):
        raise ValueError
    return set_value(remove_lines(source, path), path, value)


def _may_go(source: bytes, change: Change) -> Counter[bytes]:
    """Return the comments that a change takes away: those in and at what is removed, or exchanged for another sort of value."""
    content = parse_toml(source)
    exchanged = isinstance(change, SetValue) and has_value(content, change.path)
    if not isinstance(change, RemoveValue) and not exchanged:
        return Counter()
    positions = Positions.of(source)
    if exchanged and (place := positions.bytes_of_value(change.path)):
        return _count_comments(source, [place])
    try:
        return _count_comments(source, node_ranges(source, positions, change.path))
    except ValueError:
        return Counter()


def _count_comments(source: bytes, within: Sequence[Bytes] | None = None) -> Counter[bytes]:
    if b"#" not in source:
        return Counter()
    return Counter(
        source[start:end].rstrip()
        for start, end in Positions.of(source).comments
        if within is None or any(first <= start < last for first, last in within)
    )


def changed_value(content: dict[str, object], change: Change) -> dict[str, object]:
    """Return what a file says after a change, as plain Python values.

    Args:
        content: What it says before; it is left as it is.

    Raises:
        CannotPatch: There is no such place.
    """
    result = deepcopy(content)
    try:
        _apply(result, change)
    except (KeyError, IndexError, TypeError, AttributeError):
        raise CannotPatch(
            _("“{place}” is no longer in this file.").format(place=format_key_path(change.path))
        ) from None
    return result


def has_value(content: dict[str, object], path: KeyPath) -> bool:
    """Tell whether there is a value at a key path.

    Args:
        content: What a file says.
    """
    try:
        value_at(content, path)
    except (LookupError, TypeError):
        return False
    return True


def value_at(content: dict[str, object], path: KeyPath) -> object:
    """Return the value at a key path.

    Args:
        content: What a file says.

    Raises:
        LookupError: There is none.
    """
    here: Any = content
    for part in path:
        here = here[part]
    return here


def _apply(content: dict[str, object], change: Change) -> None:
    here: Any = content
    for part in change.path[:-1]:
        here = (
            here.setdefault(part, {}) if isinstance(part, str) and not isinstance(change, RemoveValue) else here[part]
        )
    last = change.path[-1]
    if isinstance(last, int) != isinstance(here, list):
        raise TypeError
    if isinstance(change, SetValue):
        here[last] = deepcopy(change.value)
    elif isinstance(change, RemoveValue):
        del here[last]
    elif isinstance(change, InsertItem):
        items = here[last] if isinstance(last, int) else here.setdefault(last, [])
        items.insert(change.index, deepcopy(change.value))
    else:
        items = cast("list[object]", here[last])
        items.insert(change.to_index, items.pop(change.from_index))
