"""A file that two people changed: what each has made of it, and how both can be kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import attrs

from ogpkit.storage.patch import CannotPatch, Change, InsertItem, RemoveValue, SetValue, patched
from ogpkit.storage.toml import NotToml, NotUtf8, parse

if TYPE_CHECKING:
    from ogpkit.keypath import KeyPath


@attrs.frozen(kw_only=True)
class Conflict:
    """A file that was changed here and, since it was read, elsewhere too.

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


def both(conflict: Conflict) -> bytes | None:
    """The file with both people's changes; None when they touch the same keys, or when one side is no plain TOML.

    Args:
        conflict: What each has made of the file.
    """
    if conflict.base is None or conflict.mine is None or conflict.theirs is None:
        return None
    try:
        base, mine, theirs = parse(conflict.base), parse(conflict.mine), parse(conflict.theirs)
        my_changes = tuple(changes(base, mine))
        their_changes = tuple(changes(base, theirs))
        if any(_meet(_touched(one), _touched(other)) for one in my_changes for other in their_changes):
            return None
        merged = patched(conflict.theirs, my_changes)
        expected = patched(conflict.mine, their_changes)
        return merged if parse(merged) == parse(expected) else None
    except (NotUtf8, NotToml, CannotPatch):
        return None


def changes(before: object, after: object, at: KeyPath = ()) -> Iterator[Change]:
    """The changes that make one TOML value of another, in an order in which they can be made.

    Args:
        before: The value as it was.
        after: The value as it is to be.
        at: The key path of both.
    """
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from _in_table(before, after, at)
    elif isinstance(before, list) and isinstance(after, list) and before and after:
        yield from _in_list(before, after, at)
    elif not _same(before, after):
        yield SetValue(at, after)


def _in_table(before: Mapping[str, object], after: Mapping[str, object], at: KeyPath) -> Iterator[Change]:
    for key in before:
        if key not in after:
            yield RemoveValue((*at, key))
    for key, value in after.items():
        if key in before:
            yield from changes(before[key], value, (*at, key))
        else:
            yield SetValue((*at, key), value)


def _in_list(before: Sequence[object], after: Sequence[object], at: KeyPath) -> Iterator[Change]:
    """Changes of a list from its end to its start, so that earlier positions hold until they are reached."""
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
            yield from changes(before[start + offset], after[new_start + offset], (*at, start + offset))


def _same(before: object, after: object) -> bool:
    """Whether two TOML values are the same: 1, 1.0 and true are three different values."""
    return type(before) is type(after) and repr(before) == repr(after)


def _touched(change: Change) -> KeyPath:
    """The key path that others must leave alone: a list as a whole when its items move."""
    if isinstance(change, RemoveValue) and isinstance(change.path[-1], int):
        return change.path[:-1]
    return change.path


def _meet(one: KeyPath, other: KeyPath) -> bool:
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]
