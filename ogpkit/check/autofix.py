"""Fixes of findings: which there are, and writing them into the files."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.model.keypath import KeyPath, format_key_path
from ogpkit.schema.convert import toml_value
from ogpkit.workspace.patch import RemoveValue, SetValue, apply_changes, has_value, value_at
from ogpkit.workspace.positions import Positions
from ogpkit.workspace.toml import is_same, parse_toml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ogpkit.check.finding import Finding
    from ogpkit.plugins.fixes import Fix

ROUNDS: Final = 10
"""After how many rounds a file that still changes is left as it was."""


@attrs.frozen(kw_only=True)
class FixResult:
    """Result of fixes in some files.

    Attributes:
        before: The content of each changed file, by path.
        after: The same, mended.
        made: How many fixes were made in each.
    """

    before: Mapping[str, bytes] = attrs.field(factory=dict, hash=False)
    after: Mapping[str, bytes] = attrs.field(factory=dict, hash=False)
    made: Mapping[str, int] = attrs.field(factory=dict, hash=False)


def apply_fixes(
    check: Callable[[Mapping[str, bytes]], Iterable[Finding]], source: Callable[[str], bytes], *, unsafe: bool = False
) -> FixResult:
    """Make every fix there is.

    Args:
        check: Gives the findings when some files hold something else than they do, by path.
        source: Gives the bytes of a file as it is.
        unsafe: Whether to make those too that somebody should look at.
    """
    before: dict[str, bytes] = {}
    after: dict[str, bytes] = {}
    made: dict[str, int] = {}
    restless: set[str] = set()
    for number in range(ROUNDS):
        fixes = _group_by_path(check(after), unsafe=unsafe)
        changed = set()
        for path in sorted(fixes.keys() - restless):
            old = after[path] if path in after else source(path)
            new, count = apply_fixes_to(old, fixes[path])
            if new != old:
                before.setdefault(path, old)
                after[path], made[path] = new, made.get(path, 0) + count
                changed.add(path)
        if not changed:
            break
        if number == ROUNDS - 1:
            restless |= changed
    kept = {path for path in after if path not in restless and after[path] != before[path]}
    return FixResult(
        before={path: before[path] for path in sorted(kept)},
        after={path: after[path] for path in sorted(kept)},
        made={path: made[path] for path in sorted(kept)},
    )


def _group_by_path(findings: Iterable[Finding], *, unsafe: bool) -> dict[str, list[Fix]]:
    fixes: dict[str, list[Fix]] = {}
    for finding in findings:
        if finding.fix is not None and (unsafe or is_safe(finding.fix)):
            fixes.setdefault(finding.path, []).append(finding.fix)
    return fixes


def is_safe(fix: Fix) -> bool:
    """Tell whether a fix, with all that is made together with it, can be made without asking anybody."""
    return fix.safe and all(is_safe(other) for other in fix.together)


def apply_fixes_to(source: bytes, fixes: Iterable[Fix]) -> tuple[bytes, int]:
    """Return the bytes of a file after as many of some fixes as do not touch each other, and how many those are.

    Args:
        source: The bytes before.
        fixes: The fixes; the last in the file are made first, so that list positions hold.
    """
    touched: list[KeyPath] = []
    count = 0
    for fix in sorted(fixes, key=lambda fix: _place(fix.at), reverse=True):
        places = [one.at for one in _list_edits(fix)]
        if any(_meet(place, other) for place in places for other in touched):
            continue
        try:
            result = _apply_fix(source, fix)
        except (OgpkitError, LookupError, TypeError, ValueError):
            continue  # the file is not what the fix was made for, or would lose something else
        if result != source:
            source, count = result, count + 1
            touched.extend(places)
    return source, count


def _place(path: KeyPath) -> tuple[tuple[int, str], ...]:
    return tuple((part, "") if isinstance(part, int) else (-1, part) for part in path)


def _list_edits(fix: Fix) -> Iterator[Fix]:
    yield fix
    for other in fix.together:
        yield from _list_edits(other)


def _meet(one: KeyPath, other: KeyPath) -> bool:
    """Tell whether one place is within the other, or both are items of one list."""
    shorter = min(len(one), len(other))
    if one[:shorter] == other[:shorter]:
        return True
    return any(
        isinstance(here, int)
        and isinstance(there, int)
        and one[:depth] == other[:depth]
        and here != there
        and (len(one) == depth + 1 or len(other) == depth + 1)
        for depth, (here, there) in enumerate(zip(one, other, strict=False))
    )


def _apply_fix(source: bytes, fix: Fix) -> bytes:
    for one in _list_edits(fix):
        if one.rename:
            source = rename_key(source, one.at, one.rename)
        elif one.value is None:
            source = apply_changes(source, [RemoveValue(one.at)])
        else:
            source = apply_changes(source, [SetValue(one.at, toml_value(one.value))])
    return source


def rename_key(source: bytes, path: KeyPath, name: str) -> bytes:
    """Return the bytes of a file after a key has got another name, at every place where it is written.

    Args:
        source: The bytes before.
        path: The key path of the key.
        name: Its new name.

    Raises:
        ValueError: There is no such key, or one of the new name, or the key cannot be told apart.
    """
    content = parse_toml(source)
    wanted = _replace_name(content, path, name)
    for _attempt in range(len(source)):
        content = parse_toml(source)
        if is_same(content, wanted):
            return source
        place = Positions.of(source).bytes_of_key(path) if has_value(content, path) else None
        if place is None:
            break
        source = source[: place[0]] + format_key_path((name,)).encode() + source[place[1] :]
    raise ValueError(name)


def _replace_name(content: dict[str, object], path: KeyPath, name: str) -> dict[str, object]:
    wanted = deepcopy(content)
    owner: Any = value_at(wanted, path[:-1])
    if not isinstance(owner, dict) or path[-1] not in owner or name in owner:
        raise ValueError(name)
    owner[name] = owner.pop(path[-1])
    return wanted
