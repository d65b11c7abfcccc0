"""What changed from one version of a plan to another: files, and in them values and items."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs

from ogpkit.check.review.versions import get_name_length
from ogpkit.schema.fields import TITLE_KEYS
from ogpkit.workspace.differences import ChangeKind, find_all_differences, measure_likeness
from ogpkit.workspace.scan import SETTINGS
from ogpkit.workspace.toml import NotToml, NotUtf8, parse_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ogpkit.check.review.versions import PlanVersion
    from ogpkit.schema.kinds import Kind, Kinds
    from ogpkit.workspace.differences import Difference

_LIKE: Final = 0.5
"""So much of two files of a kind has to be the same for the new one to count as the old one under another name."""

_MOST_PAIRS: Final = 4_000
"""So many pairs of a file that is gone and one that is new are compared; more are told as gone and new."""


class FileDeed(Enum):
    """What happened to a file."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"
    REWRITTEN = "rewritten"
    UNREADABLE = "unreadable"


@attrs.frozen(kw_only=True)
class FileChange:
    """Change of one file.

    Attributes:
        path: Where it is; of one that is gone, where it was.
        former: Where it was, if elsewhere.
        deed: What happened to it.
        kind: The kind that claims it; None where no installed plugin knows it.
        names: The names in its path: country, cycle and so on.
        title: What it is called itself, a text or one in several languages; None where it says nothing of that.
        differences: The values that differ.
        before: What it said; None where it was not there or could not be read.
        after: What it says; None where it is gone or cannot be read.
    """

    path: str
    former: str = ""
    deed: FileDeed
    kind: Kind[Any] | None
    names: Mapping[str, str]
    title: object = None
    differences: tuple[Difference, ...] = ()
    before: Mapping[str, object] | None = attrs.field(default=None, repr=False)
    after: Mapping[str, object] | None = attrs.field(default=None, repr=False)

    @property
    def country(self) -> str:
        """Return the country's identifier; empty for a file of all countries."""
        return self.names.get("country", "")

    @property
    def cycle(self) -> str:
        """Return the cycle's identifier; empty where the file belongs to none."""
        return self.names.get("cycle", "")


@attrs.frozen(kw_only=True)
class PlanChanges:
    """Everything that changed between two versions of a workspace.

    Attributes:
        before: What a person calls the earlier version.
        after: What a person calls the later one.
        files: The files that changed, by country, cycle and path.
        countries: What the countries of these files are called, a text or one in several languages.
        language: The language of plain texts.
    """

    before: str
    after: str
    files: tuple[FileChange, ...]
    countries: Mapping[str, object] = attrs.field(factory=dict, hash=False)
    language: str = "en"


@attrs.frozen
class _Side:
    """One version of the files that differ."""

    names: Mapping[str, str]
    held: Mapping[str, bytes]
    values: Mapping[str, Mapping[str, object] | None]


@attrs.frozen
class _NoFields:
    """Stands for a kind that nobody knows: every key is compared as it stands."""


def find_plan_changes(before: PlanVersion, after: PlanVersion, kinds: Kinds) -> PlanChanges:
    """Return what changed from one version of a workspace to another.

    Args:
        before: The earlier version.
        after: The later one.
        kinds: The installed kinds.

    Raises:
        CannotCompare: A version cannot be read.
    """
    length = max(get_name_length(before), get_name_length(after))
    old, new = before.identify_files(length), after.identify_files(length)
    changed = [path for path in sorted({**old, **new}) if old.get(path) != new.get(path)]
    asked = {*changed, SETTINGS, *_list_country_files(changed, kinds)}
    earlier, later = _read_side(before, old, asked), _read_side(after, new, asked)
    found = _follow_items(tuple(_list_changes(changed, earlier, later, kinds)))
    settings = later.values.get(SETTINGS) or earlier.values.get(SETTINGS) or {}
    about = settings.get("workspace")
    languages = about.get("languages") if isinstance(about, dict) else None
    return PlanChanges(
        before=before.label,
        after=after.label,
        files=tuple(sorted(found, key=lambda one: (one.country, one.cycle, one.path))),
        countries={one.country: _find_country_name(one.country, earlier, later, kinds) for one in found if one.country},
        language=str(languages[0]) if isinstance(languages, list) and languages else "en",
    )


def _list_country_files(paths: Iterable[str], kinds: Kinds) -> Iterator[str]:
    kind = kinds.by_name("country")
    for path in paths:
        claimed = kinds.match_path(path)
        if kind is not None and claimed is not None and claimed[1].get("country"):
            yield kind.pattern.fill({"country": claimed[1]["country"]})


def _read_side(version: PlanVersion, names: Mapping[str, str], asked: Iterable[str]) -> _Side:
    held = version.read_files(sorted(path for path in asked if path in names))
    return _Side(names, held, {path: _parse_values(content) for path, content in held.items()})


def _parse_values(content: bytes) -> Mapping[str, object] | None:
    try:
        return parse_toml(content)
    except (NotToml, NotUtf8):
        return None


def _find_country_name(country: str, earlier: _Side, later: _Side, kinds: Kinds) -> object:
    kind = kinds.by_name("country")
    path = kind.pattern.fill({"country": country}) if kind is not None else ""
    return (later.values.get(path) or earlier.values.get(path) or {}).get("name")


def _list_changes(changed: Iterable[str], earlier: _Side, later: _Side, kinds: Kinds) -> Iterator[FileChange]:
    gone = [path for path in changed if path not in later.names]
    new = [path for path in changed if path not in earlier.names]
    moved = _pair_moved(gone, new, earlier, later, kinds)
    for path in changed:
        if path in moved.values():
            continue  # told with what it became
        if path in earlier.names and path in later.names:
            yield from _compare_file(path, path, earlier, later, kinds)
        elif path in moved:
            yield from _compare_file(moved[path], path, earlier, later, kinds)
        else:
            side, deed = (later, FileDeed.ADDED) if path in later.names else (earlier, FileDeed.REMOVED)
            values = side.values.get(path)
            kind, names = kinds.match_path(path) or (None, {})
            yield FileChange(
                path=path,
                deed=deed,
                kind=kind,
                names=names,
                title=_find_title(values),
                before=None if deed is FileDeed.ADDED else values,
                after=values if deed is FileDeed.ADDED else None,
            )


def _compare_file(former: str, path: str, earlier: _Side, later: _Side, kinds: Kinds) -> Iterator[FileChange]:
    before, after = earlier.values.get(former), later.values.get(path)
    kind, names = kinds.match_path(path) or (None, {})
    change = FileChange(
        path=path,
        former="" if former == path else former,
        deed=FileDeed.UNREADABLE,
        kind=kind,
        names=names,
        title=_find_title(after) or _find_title(before),
        before=before,
        after=after,
    )
    if before is None or after is None:
        yield change
        return
    entity = kind.entity if kind is not None else _NoFields
    differences = tuple(find_all_differences(entity, before, after, kinds.extensions(kind.name) if kind else ()))
    if former != path:
        yield attrs.evolve(change, deed=FileDeed.MOVED, differences=differences)
    elif differences:
        yield attrs.evolve(change, deed=FileDeed.CHANGED, differences=differences)
    elif _unify_line_ends(earlier.held[path]) != _unify_line_ends(later.held[path]):
        yield attrs.evolve(change, deed=FileDeed.REWRITTEN)


def _follow_items(files: tuple[FileChange, ...]) -> tuple[FileChange, ...]:
    """Tell where an item went that is gone from one file and is the same in another one of its kind and cycle."""
    new: dict[_Home, list[tuple[object, str]]] = {}
    for file in files:
        for at, value in _list_new_items(file):
            new.setdefault((file.kind, file.country, file.cycle, at), []).append((value, file.path))
    came: dict[tuple[str, _Home], list[tuple[object, str]]] = {}

    def follow(file: FileChange, one: Difference) -> Difference:
        home = (file.kind, file.country, file.cycle, _name_list(one))
        if one.deed is ChangeKind.ITEM_REMOVED:
            for value, path in new.get(home, ()):
                if value == one.before and path != file.path:
                    came.setdefault((path, home), []).append((value, file.path))
                    return attrs.evolve(one, elsewhere=path)
        if one.deed is ChangeKind.ITEM_ADDED:
            former = (path for value, path in came.get((file.path, home), ()) if value == one.after)
            return attrs.evolve(one, elsewhere=next(former, ""))
        return one

    for _look in ("gone", "new"):
        files = tuple(
            attrs.evolve(file, differences=tuple(follow(file, one) for one in file.differences)) for file in files
        )
    return files


_Home: TypeAlias = "tuple[Kind[Any] | None, str, str, tuple[str, ...]]"
"""Where an item may be: the kind, the country and the cycle of its file, and the name of its list."""


def _list_new_items(file: FileChange) -> Iterator[tuple[tuple[str, ...], object]]:
    """Yield the items that a file has and had not, each with the name of its list."""
    if file.deed is FileDeed.ADDED:
        for key, values in (file.after or {}).items():
            yield from (
                ((key,), value) for value in (values if isinstance(values, list) else ()) if isinstance(value, dict)
            )
    yield from ((_name_list(one), one.after) for one in file.differences if one.deed is ChangeKind.ITEM_ADDED)


def _name_list(one: Difference) -> tuple[str, ...]:
    return tuple(step for step in one.at if isinstance(step, str))


def _unify_line_ends(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n")


def _pair_moved(gone: list[str], new: list[str], earlier: _Side, later: _Side, kinds: Kinds) -> dict[str, str]:
    """Return by new path the old one of each file that was renamed or moved: its content, its title or most of it is the same."""
    same: dict[str, list[str]] = {}
    for path in gone:
        same.setdefault(earlier.names[path], []).append(path)
    found = {path: same[later.names[path]].pop() for path in new if same.get(later.names[path])}
    left = [path for path in gone if path not in found.values()]
    pairs: list[tuple[float, str, str]] = []
    for path in new:
        if path in found or len(pairs) > _MOST_PAIRS:
            continue
        kind, values = _find_kind_name(path, kinds), later.values.get(path)
        for former in left:
            held = earlier.values.get(former)
            if kind and kind == _find_kind_name(former, kinds) and values and held:
                likeness = measure_likeness(held, values)
                has_same_title = _find_title(values) is not None and _find_title(values) == _find_title(held)
                if has_same_title or likeness >= _LIKE:
                    pairs.append((likeness + has_same_title, former, path))
    for _likeness, former, path in sorted(pairs, reverse=True):
        if path not in found and former not in found.values():
            found[path] = former
    return found


def _find_kind_name(path: str, kinds: Kinds) -> str:
    claimed = kinds.match_path(path)
    return claimed[0].name if claimed else ""


def _find_title(values: Mapping[str, object] | None) -> object:
    return next((values[key] for key in TITLE_KEYS if values.get(key)), None) if values else None
