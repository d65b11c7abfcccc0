"""A file that two people changed: what each has made of it, and how both can be kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import reduce
from itertools import takewhile
from typing import TYPE_CHECKING

import attrs

from ogpkit.workspace.patch import CannotPatch, Change, InsertItem, RemoveValue, SetValue, apply_changes, changed_value
from ogpkit.workspace.toml import NotToml, NotUtf8, find_toml_value, parse_toml

if TYPE_CHECKING:
    from ogpkit.model.keypath import KeyPath


@attrs.frozen(kw_only=True)
class Conflict:
    """File that was changed here and, since it was read, elsewhere too.

    Attributes:
        path: The file.
        mine: Its content as edited here; None when it was deleted here.
        theirs: Its content on the disk; None when it is no longer there.
        base: Its content from which both began; None when there was no file.
    """

    path: str
    mine: bytes | None
    theirs: bytes | None
    base: bytes | None = None


def merge_both(conflict: Conflict) -> bytes | None:
    """Return the file with both people's changes; None when they touch the same keys, or when one side is no plain TOML.

    Args:
        conflict: What each has made of the file.
    """
    if conflict.base is None or conflict.mine is None or conflict.theirs is None:
        return None
    try:
        base, mine, theirs = parse_toml(conflict.base), parse_toml(conflict.mine), parse_toml(conflict.theirs)
        my_changes, their_changes = tuple(_split_by_key(base, mine)), tuple(_split_by_key(base, theirs))
        shared = _find_new_lists(my_changes) & _find_new_lists(their_changes)
        my_changes = tuple(_spread_lists(my_changes, shared))
        their_changes = tuple(_spread_lists(their_changes, shared))
        if any(_are_at_odds(one, other, base) for one in my_changes for other in their_changes):
            return None
        merged = apply_changes(conflict.theirs, _rebase_changes(my_changes, their_changes, base))
        expected = reduce(changed_value, their_changes, mine)
        return merged if parse_toml(merged) == expected else None
    except (NotUtf8, NotToml, CannotPatch):
        return None


def merge_mine_first(conflict: Conflict) -> bytes | None:
    """Return the file with both people's changes, and mine where they touch the same value; None when that cannot be had.

    Args:
        conflict: What each has made of the file.
    """
    if conflict.base is None or conflict.mine is None or conflict.theirs is None:
        return None
    try:
        base, mine, theirs = parse_toml(conflict.base), parse_toml(conflict.mine), parse_toml(conflict.theirs)
        my_changes, their_changes = tuple(_split_by_key(base, mine)), tuple(_split_by_key(base, theirs))
        merged = conflict.theirs
        for one, behind in zip(my_changes, _rebase_changes(my_changes, their_changes, base), strict=True):
            is_contested = any(_are_at_odds(one, other, base) for other in their_changes)
            merged = apply_changes(merged, [_adapt_to_mine(mine, one.path)] if is_contested else [behind])
    except (NotUtf8, NotToml, CannotPatch):
        return None
    return merged


def _adapt_to_mine(mine: Mapping[str, object], path: KeyPath) -> Change:
    """Return the change that gives a value what I say there; a list, whose items have moved, as a whole."""
    names = tuple(takewhile(lambda part: isinstance(part, str), path))
    value = find_toml_value(mine, names)
    return RemoveValue(names) if value is None else SetValue(names, value)


def _split_by_key(before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[Change]:
    """Yield changes as `find_changes` gives them, with new tables made key by key: two people may each begin the same one."""
    for one in find_changes(before, after):
        is_new = (
            isinstance(one, SetValue) and isinstance(one.value, Mapping) and find_toml_value(before, one.path) is None
        )
        yield from _list_leaves(one.path, one.value) if is_new and isinstance(one, SetValue) else [one]


def _list_leaves(at: KeyPath, value: object) -> Iterator[Change]:
    if isinstance(value, Mapping) and value:
        for key, item in value.items():
            yield from _list_leaves((*at, key), item)
    else:
        yield SetValue(at, value)


def _find_new_lists(some: Iterable[Change]) -> frozenset[KeyPath]:
    """Return the lists of tables that changes begin, as the first turn of a dialogue does."""
    return frozenset(one.path for one in some if isinstance(one, SetValue) and _is_list_of_tables(one.value))


def _spread_lists(some: Iterable[Change], lists: Container[KeyPath]) -> Iterator[Change]:
    """Yield the same changes, with lists that both sides begin made item by item."""
    for one in some:
        if isinstance(one, SetValue) and one.path in lists and isinstance(one.value, list):
            yield from (InsertItem(one.path, index, item) for index, item in enumerate(one.value))
        else:
            yield one


def _are_at_odds(one: Change, other: Change, base: object) -> bool:
    """Tell whether two people's changes touch the same value; that each adds a table of their own to a list does not."""
    if not _meet(_find_touched_path(one), _find_touched_path(other)):
        return False
    if _is_added(one, base) and _is_added(other, base) and one.path == other.path:
        mine, theirs = getattr(one, "value", None), getattr(other, "value", None)
        if isinstance(mine, Mapping) and isinstance(theirs, Mapping):
            return _are_equal(mine, theirs) or ("id" in mine and mine["id"] == theirs.get("id"))
    return True


def _rebase_changes(mine: Iterable[Change], theirs: Sequence[Change], base: object) -> tuple[Change, ...]:
    """Return my changes as they are made in a file that has theirs already: my items come after their items."""
    added = Counter(one.path for one in theirs if _is_added(one, base))
    return tuple(
        InsertItem(one.path, one.index + added[one.path], one.value)
        if isinstance(one, InsertItem) and _is_added(one, base)
        else one
        for one in mine
    )


def _is_added(change: Change, base: object) -> bool:
    """Tell whether a change adds an item at the end of a list."""
    if not isinstance(change, InsertItem):
        return False
    there = find_toml_value(base, change.path)
    return there is None or (isinstance(there, list) and change.index >= len(there))


def _is_list_of_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, Mapping) for item in value)


def find_changes(before: object, after: object, at: KeyPath = ()) -> Iterator[Change]:
    """Yield the changes that make one TOML value of another, in an order in which they can be made.

    Args:
        before: The value as it was.
        after: The value as it is to be.
        at: The key path of both.
    """
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from _find_table_changes(before, after, at)
    elif isinstance(before, list) and isinstance(after, list) and before and after:
        yield from _find_list_changes(before, after, at)
    elif not _are_equal(before, after):
        yield SetValue(at, after)


def _find_table_changes(before: Mapping[str, object], after: Mapping[str, object], at: KeyPath) -> Iterator[Change]:
    for key in before:
        if key not in after:
            yield RemoveValue((*at, key))
    for key, value in after.items():
        if key in before:
            yield from find_changes(before[key], value, (*at, key))
        else:
            yield SetValue((*at, key), value)


def _find_list_changes(before: Sequence[object], after: Sequence[object], at: KeyPath) -> Iterator[Change]:
    """Yield changes of a list from its end to its start, so that earlier positions hold until they are reached."""
    matched = SequenceMatcher(None, [repr(item) for item in before], [repr(item) for item in after], autojunk=False)
    for sort, start, stop, new_start, new_stop in reversed(matched.get_opcodes()):
        if sort == "equal":
            continue
        both_have = min(stop - start, new_stop - new_start)
        for index in reversed(range(start + both_have, stop)):
            yield RemoveValue((*at, index))
        for index in range(new_start + both_have, new_stop):
            yield InsertItem(at, start + index - new_start, after[index])
        for offset in range(both_have):
            yield from find_changes(before[start + offset], after[new_start + offset], (*at, start + offset))


def _are_equal(before: object, after: object) -> bool:
    """Tell whether two TOML values are the same: 1, 1.0 and true are three different values."""
    return type(before) is type(after) and repr(before) == repr(after)


def _find_touched_path(change: Change) -> KeyPath:
    """Return the key path that others must leave alone: a list as a whole when its items move."""
    if isinstance(change, RemoveValue) and isinstance(change.path[-1], int):
        return change.path[:-1]
    return change.path


def _meet(one: KeyPath, other: KeyPath) -> bool:
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]
