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
from ogpkit.model.keypath import KeyPath, dotted
from ogpkit.text.i18n import _
from ogpkit.workspace.layout import table_lines
from ogpkit.workspace.patch_lines import appended, extents, first_key, inserted, moved, newline, removed
from ogpkit.workspace.patch_values import given, put_in, replaced, taken_away
from ogpkit.workspace.positions import Positions
from ogpkit.workspace.toml import is_same, parse

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


class CannotPatch(OgpkitError):
    """A change that cannot be made without touching something else; nothing was changed."""


def patched(source: bytes, changes: Sequence[Change]) -> bytes:
    """The bytes of a file after some changes.

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
        source = _changed(source, change)
    return source


def _changed(source: bytes, change: Change) -> bytes:
    content = parse(source)
    wanted = applied(content, change)
    if is_same(content, wanted):
        return source
    parts = _parts(content, change)
    if parts:
        return patched(source, parts)
    may_go = _may_go(source, change)
    for way in _ways(change):
        try:
            result = way(source)
            if is_same(parse(result), wanted) and not _comments(source) - _comments(result) - may_go:
                return result
        except (OgpkitError, ArithmeticError, LookupError, RuntimeError, TypeError, ValueError):
            continue  # the next way may do it
    raise CannotPatch(
        _("“{place}” cannot be changed without touching other parts of the file. Change it in a text editor.").format(
            place=dotted(change.path)
        )
    )


def _parts(content: dict[str, object], change: Change) -> list[Change]:
    """The smaller changes that a change consists of, so that all that stays keeps its place and its comments."""
    if isinstance(change, RemoveValue | MoveItem):
        return []
    new = [change.value] if isinstance(change, InsertItem) else change.value
    if not is_there(content, change.path[:-1]):
        return [SetValue(change.path[:-1], {str(change.path[-1]): new})]
    if isinstance(change, InsertItem):
        return [] if is_there(content, change.path) else [SetValue(change.path, new)]
    old = value_at(content, change.path) if is_there(content, change.path) else None
    if isinstance(old, dict) and isinstance(new, dict) and old:
        return _parts_of_table(change.path, old, new)
    if isinstance(old, list) and isinstance(new, list) and old and new and _tables(old) == _tables(new):
        return _parts_of_list(change.path, old, new)
    return []


def _parts_of_table(path: KeyPath, old: dict[str, object], new: dict[str, object]) -> list[Change]:
    kept: list[Change] = [
        SetValue((*path, key), value) for key, value in new.items() if not (key in old and is_same(old[key], value))
    ]
    return [*kept, *(RemoveValue((*path, key)) for key in old if key not in new)]


def _parts_of_list(path: KeyPath, old: list[object], new: list[object]) -> list[Change]:
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


def _tables(value: list[object]) -> bool:
    return any(isinstance(item, dict) for item in value)


def _ways(change: Change) -> Iterator[Callable[[bytes], bytes]]:
    """How a change can be made, the way that touches least first."""
    if isinstance(change, MoveItem):
        yield partial(moved, path=change.path, from_index=change.from_index, to_index=change.to_index)
    elif isinstance(change, RemoveValue):
        yield partial(removed, path=change.path)
        yield partial(taken_away, path=change.path)
        yield partial(_emptied, path=change.path)
    elif isinstance(change, InsertItem):
        yield partial(_headed, path=change.path, items=[change.value])
        yield partial(inserted, path=change.path, index=change.index, value=change.value)
        yield partial(put_in, path=change.path, index=change.index, value=change.value)
    else:
        yield partial(_headed, path=change.path, items=change.value)
        yield partial(replaced, path=change.path, value=change.value)
        yield partial(_of_the_file, path=change.path, value=change.value)
        yield partial(given, path=change.path, value=change.value)
        yield partial(_exchanged, path=change.path, value=change.value)
        yield partial(given, path=change.path, value=change.value, inline=True)


def _emptied(source: bytes, path: KeyPath) -> bytes:
    """Take away the last of what makes a table, or a list, and say that it is empty."""
    rest = removed(source, path)
    result = given(rest, path[:-1], [] if isinstance(path[-1], int) else {}, inline=True)
    return result if b"\n" in rest else result.replace(b"\n", newline(source))


def _of_the_file(source: bytes, path: KeyPath, value: object) -> bytes:
    """Give the file itself a table at its end, or its first key."""
    if len(path) > 1:
        raise ValueError
    lines = "\n".join(table_lines({str(path[0]): value})).lstrip("\n").split("\n")
    return appended(source, lines) if lines[0].startswith("[") else first_key(source, lines)


def _headed(source: bytes, path: KeyPath, items: object) -> bytes:
    """Put tables with headers in the place of an empty list."""
    if not isinstance(items, list) or not _tables(items) or value_at(parse(source), path) != []:
        raise ValueError
    return patched(removed(source, path), [SetValue(path, items)])


def _exchanged(source: bytes, path: KeyPath, value: object) -> bytes:
    """Put a value of another sort in the place of one that stands on several lines."""
    if not is_there(parse(source), path):
        raise ValueError
    return given(removed(source, path), path, value)


def _may_go(source: bytes, change: Change) -> Counter[bytes]:
    """The comments that a change takes away: those in and at what is removed, or exchanged for another sort of value."""
    content = parse(source)
    exchanged = isinstance(change, SetValue) and is_there(content, change.path)
    if not isinstance(change, RemoveValue) and not exchanged:
        return Counter()
    positions = Positions.of(source)
    if exchanged and (place := positions.bytes_of_value(change.path)):
        return _comments(source, [place])
    try:
        return _comments(source, extents(source, positions, change.path))
    except ValueError:
        return Counter()


def _comments(source: bytes, within: Sequence[Bytes] | None = None) -> Counter[bytes]:
    if b"#" not in source:
        return Counter()
    return Counter(
        source[start:end].rstrip()
        for start, end in Positions.of(source).comments
        if within is None or any(first <= start < last for first, last in within)
    )


def applied(content: dict[str, object], change: Change) -> dict[str, object]:
    """What a file says after a change, in plain Python.

    Args:
        content: What it says before; it is left as it is.
        change: The change.

    Raises:
        CannotPatch: There is no such place.
    """
    result = deepcopy(content)
    try:
        _apply(result, change)
    except (KeyError, IndexError, TypeError, AttributeError):
        raise CannotPatch(_("There is no “{place}” in this file any more.").format(place=dotted(change.path))) from None
    return result


def is_there(content: dict[str, object], path: KeyPath) -> bool:
    """Whether there is a value at a key path.

    Args:
        content: What a file says.
        path: The key path.
    """
    try:
        value_at(content, path)
    except (LookupError, TypeError):
        return False
    return True


def value_at(content: dict[str, object], path: KeyPath) -> object:
    """The value at a key path.

    Args:
        content: What a file says.
        path: The key path.

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
