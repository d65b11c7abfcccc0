"""Dividing a large workspace by countries, so that several processors look at it, and at a part of it at a time.

A rule says by its scope what it looks at: one file, a cycle, a country. What it says of a country's files does not depend on
other countries, so these can be looked at in another process, and forgotten before the next are read. Where something depends
on everything (a rule about the whole workspace, a reference to any country's file), the workspace stays whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

from ogpkit.check.locate import NOT_THERE
from ogpkit.model.annotations import Reference
from ogpkit.plugins.discovery import CORE
from ogpkit.plugins.places import Scope
from ogpkit.schema.walk import walk_fields
from ogpkit.workspace.scan import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from ogpkit.check.selection import RuleSelection
    from ogpkit.plugins.manager import Plugins
    from ogpkit.schema.fields import Shape
    from ogpkit.schema.kinds import Kind, Kinds
    from ogpkit.workspace.scan import FileEntry

T = TypeVar("T")

LEAST: Final = 500
"""Files in a part: for fewer another process costs about what it saves. Measured with tests/benchmarks/check_plans.py."""

COMMON: Final = 5
"""Times as many files in a part as there are files of no country, since each part reads these anew."""


def partition_by_country(
    entries: Sequence[FileEntry], plugins: Plugins, chosen: RuleSelection, among: int
) -> list[list[FileEntry]]:
    """Return the files of a workspace in parts of whole countries; the files of no country are in each part.

    Args:
        chosen: The rules that are asked for.
        among: How many processes there are for them, so that each gets as many parts as the others.

    Returns:
        Two parts or more; nothing where the workspace has to stay whole.
    """
    if len(entries) < 2 * LEAST:
        return []
    common: list[FileEntry] = []
    countries: dict[str, list[FileEntry]] = {}
    kinds: dict[str, Kind[Any]] = {}
    whole: set[str] = set()
    for entry in entries:
        kind, names = plugins.kinds.match_path(entry.path) or (None, {})
        country = names.get("country", "")
        (countries.setdefault(country, []) if country else common).append(entry)
        if kind is not None:
            kinds[kind.name] = kind
            if not country and entry.path != SETTINGS:
                whole.add(kind.name)
    if list_wide_codes(plugins, chosen, kinds.values(), whole):
        return []
    count = min(len(entries) // max(LEAST, COMMON * len(common)), len(countries))
    count -= count % min(among, count) if count else 0
    if count < 2:  # noqa: PLR2004  one part is the whole
        return []
    sizes = {country: sum(entry.size for entry in files) for country, files in countries.items()}
    return [
        sorted((*common, *(entry for country in some for entry in countries[country])), key=lambda entry: entry.path)
        for some in balance(sorted(countries), count, sizes.__getitem__)
    ]


def balance(things: Iterable[T], count: int, size: Callable[[T], int]) -> list[list[T]]:
    """Return some things in heaps of about the same size.

    Args:
        count: How many heaps there are at most.
        size: How large a thing is.
    """
    heaps: list[list[T]] = [[] for _heap in range(count)]
    sizes = [0] * count
    for thing in sorted(things, key=size, reverse=True):
        least = sizes.index(min(sizes))
        heaps[least].append(thing)
        sizes[least] += size(thing)
    return [heap for heap in heaps if heap]


def list_wide_codes(
    plugins: Plugins, chosen: RuleSelection, kinds: Iterable[Kind[Any]], whole: Collection[str]
) -> frozenset[str]:
    """Return the codes of findings that depend on the files of several countries, of those that are asked for.

    Args:
        chosen: The rules that are asked for.
        kinds: The kinds of which there are files.
        whole: Those of which there are files that belong to no country; such files are beside all countries.
    """
    kinds = tuple(kinds)
    there = {kind.entity for kind in kinds}
    beside_all = {kind.entity for kind in kinds if kind.name in whole}
    codes: set[str] = set()
    for owned in plugins.rules:
        rule = owned.value
        is_narrow = rule.scope is Scope.DOCUMENT or not chosen.selects(rule.code)
        if is_narrow or (rule.entity is object and owned.plugin == CORE):
            continue
        if (
            rule.entity is object
            or rule.entity in beside_all
            or (rule.scope is Scope.WORKSPACE and rule.entity in there)
        ):
            codes.add(rule.code)
    tables: list[type] = [kind.entity for kind in kinds]
    tables.extend(table.entity for kind in kinds for table in plugins.kinds.extensions(kind.name))
    if any(_has_references(table, plugins.kinds) for table in tables):
        codes.add(NOT_THERE)
    return frozenset(codes)


def _has_references(entity: type, kinds: Kinds) -> bool:
    """Tell whether a field of a class, or of its tables, names a document that may lie with any country."""
    for refers in _list_references(entity):
        target = kinds.by_name(refers.kind)
        if refers.within == "workspace" and target is not None and "country" in target.pattern.names:
            return True
    return False


def _list_references(entity: type) -> Iterator[Reference]:
    for _keys, field in walk_fields(entity):
        shape: Shape | None = field.shape
        while shape is not None:
            yield from (meaning for meaning in shape.meanings if isinstance(meaning, Reference))
            shape = shape.item
