"""Merging two versions of a file for git: by keys and identity, with every comment, and never a file that cannot be read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import attrs
import tomli_w

from ogpkit.editing.conflicts import find_changes
from ogpkit.workspace.patch import CannotPatch, apply_changes
from ogpkit.workspace.positions import Positions
from ogpkit.workspace.toml import NotToml, NotUtf8, find_toml_value, is_same, parse_toml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ogpkit.model.keypath import KeyPath

CONFLICT_MARK: Final = "# ogpkit: conflict:"
"""Stands before a value that both have changed; what the other one says follows as comments."""

OTHER_SAYS: Final = f"{CONFLICT_MARK} the other version says:"
OTHER_DELETES: Final = f"{CONFLICT_MARK} the other version deletes:"
ITEM_DELETED: Final = f"{CONFLICT_MARK} one version deletes this item, and the other one changes it."
BY_HAND: Final = f"{CONFLICT_MARK} compare both versions by hand."
"""Programs read these lines too, so that they are the same in every language."""

_MISSING: Final = object()

_REMOVED: Final = object()
"""What a version says of an item that it removes, and that the other version changes."""


@attrs.frozen
class MergedFile:
    """File that two versions were merged to.

    Attributes:
        content: What it holds; TOML in any case, if the versions are.
        contested: The values that both have changed, each with a mark in the file; empty when both are kept as a whole.
        is_readable: Whether all three versions can be read. If not, the content is the present version, as it was.
    """

    content: bytes
    contested: tuple[KeyPath, ...] = ()
    is_readable: bool = True

    @property
    def is_clean(self) -> bool:
        """Tell whether both versions are kept, and nobody has to decide."""
        return self.is_readable and not self.contested


def merge_versions(
    base: bytes, mine: bytes, theirs: bytes, merge_lines: Callable[[], bytes | None] = lambda: None
) -> MergedFile:
    """Merge two versions of a file.

    What both have changed stays as in the present version, below a mark with what the other version says. Comments of both stay.

    Args:
        base: The version from which both began; empty where there was none.
        mine: The present version.
        theirs: The other one.
        merge_lines: Merges the lines, if they can be merged; what it gives is taken where it says what it should.
    """
    try:
        before, here, there = (parse_toml(one) for one in (base, mine, theirs))
    except (NotToml, NotUtf8):
        return MergedFile(mine, is_readable=False)
    if theirs in (base, mine):
        return MergedFile(mine)
    if mine == base:
        return MergedFile(theirs)
    merge = _Merge()
    values: Any = merge.merge(before, here, there, ())
    lines = None if merge.contested else merge_lines()
    if lines is not None and _says(lines, values):
        return MergedFile(lines)
    content = _patch(mine, here, values, theirs, base)
    if content is None:
        content = _patch(theirs, there, values, mine, base)
    if content is None:
        return MergedFile(_mark_value(mine, (), None), ((),))
    for at, said in merge.contested.items():
        content = _mark_value(content, at, said)
    return MergedFile(content, tuple(merge.contested))


class _Merge:
    """Merges values; what both have changed is as in the first version, and noted with what the other one says."""

    def __init__(self) -> None:
        self.contested: dict[KeyPath, object] = {}

    def merge(self, base: object, mine: object, theirs: object, at: KeyPath) -> object:
        """Return what both versions make of a value; a value that is missing is `_MISSING`."""
        if is_same(mine, theirs) or is_same(theirs, base):
            return mine
        if is_same(mine, base):
            return theirs
        if isinstance(mine, dict) and isinstance(theirs, dict):
            return self._merge_tables(base if isinstance(base, dict) else {}, mine, theirs, at)
        if isinstance(mine, list) and isinstance(theirs, list):
            return self._merge_lists(base if isinstance(base, list) else [], mine, theirs, at)
        self.contested[at] = None if theirs is _MISSING else theirs
        return mine

    def _merge_tables(
        self, base: Mapping[str, object], mine: Mapping[str, object], theirs: Mapping[str, object], at: KeyPath
    ) -> dict[str, object]:
        found = {
            key: self.merge(base.get(key, _MISSING), mine.get(key, _MISSING), theirs.get(key, _MISSING), (*at, key))
            for key in {**mine, **theirs}
        }
        return {key: value for key, value in found.items() if value is not _MISSING}

    def _merge_lists(
        self, base: Sequence[object], mine: Sequence[object], theirs: Sequence[object], at: KeyPath
    ) -> object:
        if all(map(_have_identifiers, (base, mine, theirs))):
            return self._merge_items(_index_items(base), _index_items(mine), _index_items(theirs), at)
        known = [repr(one) for one in base]
        kept, other = [repr(one) for one in mine], [repr(one) for one in theirs]
        gone, also_gone = set(known) - set(kept), set(known) - set(other)
        added = [one for one in theirs if repr(one) not in known and repr(one) not in kept]
        has_new = bool(added or set(kept) - set(known))
        is_plain = all(len(set(one)) == len(one) for one in (known, kept, other))
        # an item that both took out and for which one of them has another one: it may be the same item, changed by both
        if not is_plain or (gone & also_gone and has_new) or _are_reordered(known, kept, other):
            self.contested[at] = list(theirs)
            return list(mine)
        return [one for one in mine if repr(one) not in also_gone] + added

    def _merge_items(
        self,
        base: Mapping[str, object],
        mine: Mapping[str, object],
        theirs: Mapping[str, object],
        at: KeyPath,
    ) -> list[object]:
        """Merge tables that have identifiers: in my order, theirs after the one that they come after."""
        order = list(mine)
        for place, name in enumerate(theirs):
            if name not in mine:
                above = [one for one in list(theirs)[:place] if one in order]
                order.insert(order.index(above[-1]) + 1 if above else 0, name)
        shared = [one for one in mine if one in base and one in theirs]
        if shared == [one for one in base if one in shared] and shared != [one for one in theirs if one in shared]:
            moved = iter([one for one in theirs if one in shared])  # only they have moved items
            order = [next(moved) if one in shared else one for one in order]
        found: list[object] = []
        for name in order:
            before, own, other = (side.get(name, _MISSING) for side in (base, mine, theirs))
            if _is_removed_and_changed(before, own, other):
                # one side took out what the other one changed: a person decides whether it stays
                self.contested[(*at, len(found))] = _REMOVED
                found.append(other if own is _MISSING else own)
                continue
            value = self.merge(before, own, other, (*at, len(found)))
            if value is not _MISSING:
                found.append(value)
        return found


def _is_removed_and_changed(base: object, mine: object, theirs: object) -> bool:
    """Tell whether one version removed what the other one changed."""
    left = theirs if mine is _MISSING else mine
    is_gone = (mine is _MISSING) != (theirs is _MISSING)
    return is_gone and base is not _MISSING and not is_same(left, base)


def _have_identifiers(items: Sequence[object]) -> bool:
    names = [item.get("id") if isinstance(item, dict) else None for item in items]
    return None not in names and len({str(name) for name in names}) == len(names)


def _index_items(items: Sequence[object]) -> dict[str, object]:
    return {str(item["id"]): item for item in items if isinstance(item, dict)}


def _are_reordered(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Tell whether a version put items of a plain list into another order, which does not go with other changes."""
    orders = [[one for one in side if one in base] for side in (mine, theirs)]
    return any(order != [one for one in base if one in order] for order in orders)


def _patch(source: bytes, said: Mapping[str, object], values: object, other: bytes, base: bytes) -> bytes | None:
    """Return a version changed to say what it should, with the comments that the other one added; None if it cannot be."""
    try:
        patched = apply_changes(source, tuple(find_changes(said, values)))
    except CannotPatch:
        return None
    return _add_comments(patched, other, base) if _says(patched, values) else None


def _says(source: bytes, values: object) -> bool:
    try:
        return is_same(parse_toml(source), values)
    except (NotToml, NotUtf8):
        return False


def _add_comments(merged: bytes, other: bytes, base: bytes) -> bytes:
    """Return a file with the comments that the other version added and that it lacks, at its end: nobody knows a better place."""
    lacking = _count_comments(other) - _count_comments(base) - _count_comments(merged)
    lines = [comment for comment, count in lacking.items() for _number in range(count)]
    if not lines:
        return merged
    end = b"" if not merged or merged.endswith(b"\n") else b"\n"
    kept = merged + end + b"".join(line + b"\n" for line in lines)
    return kept if _says(kept, parse_toml(merged)) else merged


def _count_comments(source: bytes) -> Counter[bytes]:
    return Counter(source[start:end].strip() for start, end in Positions.of(source).comments)


def _mark_value(source: bytes, at: KeyPath, value: object) -> bytes:
    """Return a file with a mark before a value, or before what holds it where a comment could not stand there."""
    mark = "".join(f"{line}\n" for line in _write_mark(at, value)).encode()
    lines = source.splitlines(keepends=True)
    for length in range(len(at), 0, -1):
        if find_toml_value(parse_toml(source), at[:length]) is None:
            continue
        line = Positions.of(source).place(at[:length]).line - 1
        marked = b"".join([*lines[:line], mark, *lines[line:]])
        if _says(marked, parse_toml(source)):
            return marked
    return mark + source


def _write_mark(at: KeyPath, value: object) -> list[str]:
    key = next((part for part in reversed(at) if isinstance(part, str)), "")
    if not key:
        return [BY_HAND]
    if value is _REMOVED:
        return [ITEM_DELETED]
    if value is None:
        return [OTHER_DELETES, f"#   {key}"]
    return [OTHER_SAYS, *(f"#   {line}" for line in tomli_w.dumps({key: value}).strip().splitlines())]
