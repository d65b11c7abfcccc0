"""Edition files of plugins: reading them, and leaving out what does not fit so that it spoils no other plugin's part."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import attrs

from ogpkit.model.identifiers import is_identifier
from ogpkit.plugins.edition_claims import find_line
from ogpkit.plugins.guard import Guard, NotAPlugin
from ogpkit.schema.editions import FACTS, EditionPart, Editions, EditionSource
from ogpkit.text.i18n import _
from ogpkit.workspace.toml import NotToml, NotUtf8, parse_toml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path


def read_folder(folder: Path, plugin: str, guard: Guard) -> tuple[EditionSource, ...]:
    """Read the edition files of one folder, in the order of their names.

    Args:
        plugin: The plugin that declared it.
        guard: Takes a fault for each file that cannot be read.
    """
    files = guard.collect(plugin, f"editions {folder}", lambda: _list_files(folder))
    read = (guard.call(plugin, f"edition file {file}", _make_reader(file, plugin), None) for file in files)
    return tuple(source for source in read if source is not None)


def _list_files(folder: Path) -> list[Path]:
    return sorted(entry for entry in folder.iterdir() if entry.suffix == ".toml")


def _make_reader(file: Path, plugin: str) -> Callable[[], EditionSource]:
    def read() -> EditionSource:
        if not is_identifier(file.stem):
            message = _("Use only lower-case letters, digits and hyphens in the name of an edition.")
            raise NotAPlugin(message, f"{file}:1")
        try:
            content = parse_toml(file.read_bytes())
        except (NotUtf8, NotToml) as error:
            message = _("Line {line}: {reason}").format(line=error.line, reason=error)
            raise NotAPlugin(message, f"{file}:{error.line}") from error
        return EditionSource(edition=file.stem, plugin=plugin, content=content, file=str(file))

    return read


def select_fitting(sources: Sequence[EditionSource], parts: Sequence[EditionPart[Any]], guard: Guard) -> Editions:
    """Merge edition files, leaving out what does not fit its declaration.

    Usually everything fits and this is one pass, whose results the editions keep.

    Args:
        sources: Edition files, in the order in which later ones win.
        parts: The declared parts.
        guard: Takes a fault for each table that is left out, in the name of the plugin whose file it is in.
    """
    kept = _cut_circles(list(sources), guard)
    while True:
        editions = Editions(kept, parts)
        unfit = _find_first_unfit(editions, parts)
        if unfit is None:
            return editions
        blamed = _find_to_blame(kept, parts, unfit)
        guard.report(
            kept[blamed].plugin,
            f"edition {kept[blamed].edition}, {unfit.name}",
            unfit.message,
            _("Fix the edition file. Until then, ogpkit ignores its {name}.").format(name=unfit.name),
            find_line(kept[blamed], *unfit.keys),
        )
        kept[blamed] = _remove_keys(kept[blamed], unfit.keys)


def _cut_circles(sources: list[EditionSource], guard: Guard) -> list[EditionSource]:
    """Cut what would make an edition extend itself."""
    for index, source in enumerate(sources):
        parent = source.content.get("extends")
        if isinstance(parent, str) and source.edition in _list_ancestry(sources, parent):
            guard.report(
                source.plugin,
                f"edition {source.edition}, extends",
                _("“{edition}” would extend itself, through “{parent}”.").format(edition=source.edition, parent=parent),
                _("Fix the edition file. Until then, it does not extend anything."),
                find_line(source, "extends"),
            )
            sources[index] = _remove_keys(source, frozenset({"extends"}))
    return sources


@attrs.frozen(kw_only=True)
class _Unfit:
    """Table of an edition that does not fit.

    Attributes:
        edition: The edition.
        name: What the table is called in messages.
        keys: The keys that belong to it.
        message: What does not fit.
    """

    edition: str
    name: str
    keys: frozenset[str]
    message: str


def _find_first_unfit(editions: Editions, parts: Sequence[EditionPart[Any]]) -> _Unfit | None:
    trial = Guard({})
    uses = (use for edition in editions.names for _name, _keys, use in _list_uses(editions, edition, parts))
    trial.call("", "", lambda: [use() for use in uses], None)
    if not trial.faults:  # as nearly always; else each is asked for by itself
        return None
    return next((unfit for edition in editions.names for unfit in _find_unfit(editions, edition, parts)), None)


def _find_unfit(editions: Editions, edition: str, parts: Sequence[EditionPart[Any]]) -> Iterator[_Unfit]:
    for name, keys, use in _list_uses(editions, edition, parts):
        trial = Guard({})
        trial.call("", "", use, None)
        for fault in trial.faults:
            yield _Unfit(edition=edition, name=name, keys=keys, message=fault.message)


def _list_uses(
    editions: Editions, edition: str, parts: Sequence[EditionPart[Any]]
) -> Iterator[tuple[str, frozenset[str], Callable[[], object]]]:
    yield _("own facts"), FACTS, partial(editions.facts, edition)
    for part in parts:
        yield f"[{part.name}]", frozenset({part.name}), partial(editions.part, edition, part.entity)


def _find_to_blame(sources: Sequence[EditionSource], parts: Sequence[EditionPart[Any]], unfit: _Unfit) -> int:
    """Return the file whose table alone is to blame, the latest first; if no single one is, the latest that has the table."""
    line = _list_ancestry(sources, unfit.edition)
    suspects = [
        index
        for index in reversed(range(len(sources)))
        if sources[index].edition in line and unfit.keys & sources[index].content.keys()
    ]
    for index in suspects:
        trial = [_remove_keys(source, unfit.keys) if at == index else source for at, source in enumerate(sources)]
        if not any(found.keys == unfit.keys for found in _find_unfit(Editions(trial, parts), unfit.edition, parts)):
            return index
    return suspects[0]


def _list_ancestry(sources: Sequence[EditionSource], edition: str) -> set[str]:
    """Return an edition and those that it extends."""
    line: set[str] = set()
    waiting = [edition]
    while waiting:
        name = waiting.pop()
        if name not in line:
            line.add(name)
            parents = [source.content.get("extends") for source in sources if source.edition == name]
            waiting.extend(parent for parent in parents if isinstance(parent, str))
    return line


def _remove_keys(source: EditionSource, keys: frozenset[str]) -> EditionSource:
    return attrs.evolve(source, content={key: value for key, value in source.content.items() if key not in keys})
