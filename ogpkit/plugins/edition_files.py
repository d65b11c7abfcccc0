"""Edition files of plugins: reading them, and leaving out what does not fit so that it spoils no other plugin's part."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.model.identifiers import is_identifier
from ogpkit.plugins.guard import Guard
from ogpkit.schema.editions import FACTS, EditionPart, Editions, EditionSource
from ogpkit.text.i18n import _
from ogpkit.workspace.toml import NotToml, NotUtf8, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path


class NotAnEditionFile(OgpkitError):
    """A file in an edition folder that cannot be an edition."""


def read_folder(folder: Path, plugin: str, guard: Guard) -> tuple[EditionSource, ...]:
    """Read the edition files of one folder, in the order of their names.

    Args:
        folder: The folder.
        plugin: The plugin that declared it.
        guard: Takes a fault for each file that cannot be read.
    """
    files = guard.each(plugin, f"editions {folder}", lambda: _files(folder))
    read = (guard.guarded(plugin, f"edition file {file}", _reader(file, plugin), None) for file in files)
    return tuple(source for source in read if source is not None)


def _files(folder: Path) -> list[Path]:
    return sorted(entry for entry in folder.iterdir() if entry.suffix == ".toml")


def _reader(file: Path, plugin: str) -> Callable[[], EditionSource]:
    def read() -> EditionSource:
        if not is_identifier(file.stem):
            raise NotAnEditionFile(_("The name of an edition has only lower-case letters, digits and hyphens."))
        try:
            content = parse(file.read_bytes())
        except (NotUtf8, NotToml) as error:
            raise NotAnEditionFile(_("Line {line}: {reason}").format(line=error.line, reason=error)) from error
        return EditionSource(edition=file.stem, plugin=plugin, content=content)

    return read


def fitting(sources: Sequence[EditionSource], parts: Sequence[EditionPart[Any]], guard: Guard) -> Editions:
    """Merge edition files, leaving out what does not fit its declaration.

    Usually everything fits and this is one pass, whose results the editions keep.

    Args:
        sources: Edition files, in the order in which later ones win.
        parts: The declared parts.
        guard: Takes a fault for each table that is left out, in the name of the plugin whose file it is in.
    """
    kept = _without_circles(list(sources), guard)
    while True:
        editions = Editions(kept, parts)
        unfit = _first_unfit(editions, parts)
        if unfit is None:
            return editions
        blamed = _to_blame(kept, parts, unfit)
        guard.report(
            kept[blamed].plugin,
            f"edition {kept[blamed].edition}, {unfit.name}",
            unfit.message,
            _("Mend the edition file; until then its {name} is left out.").format(name=unfit.name),
        )
        kept[blamed] = _without(kept[blamed], unfit.keys)


def _without_circles(sources: list[EditionSource], guard: Guard) -> list[EditionSource]:
    """Cut what would make an edition extend itself."""
    for index, source in enumerate(sources):
        parent = source.content.get("extends")
        if isinstance(parent, str) and source.edition in _line(sources, parent):
            guard.report(
                source.plugin,
                f"edition {source.edition}, extends",
                _("“{edition}” would extend itself, through “{parent}”.").format(edition=source.edition, parent=parent),
                _("Mend the edition file; until then it extends nothing."),
            )
            sources[index] = _without(source, frozenset({"extends"}))
    return sources


@attrs.frozen(kw_only=True)
class _Unfit:
    """A table of an edition that does not fit.

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


def _first_unfit(editions: Editions, parts: Sequence[EditionPart[Any]]) -> _Unfit | None:
    return next((unfit for edition in editions.names for unfit in _unfit_in(editions, edition, parts)), None)


def _unfit_in(editions: Editions, edition: str, parts: Sequence[EditionPart[Any]]) -> Iterator[_Unfit]:
    for name, keys, use in _uses(editions, edition, parts):
        trial = Guard({})
        trial.guarded("", "", use, None)
        for fault in trial.faults:
            yield _Unfit(edition=edition, name=name, keys=keys, message=fault.message)


def _uses(
    editions: Editions, edition: str, parts: Sequence[EditionPart[Any]]
) -> Iterator[tuple[str, frozenset[str], Callable[[], object]]]:
    yield _("its own facts"), FACTS, partial(editions.facts, edition)
    for part in parts:
        yield f"[{part.name}]", frozenset({part.name}), partial(editions.part, edition, part.entity)


def _to_blame(sources: Sequence[EditionSource], parts: Sequence[EditionPart[Any]], unfit: _Unfit) -> int:
    """The file whose table alone is to blame, the latest first; if no single one is, the latest that has the table."""
    line = _line(sources, unfit.edition)
    suspects = [
        index
        for index in reversed(range(len(sources)))
        if sources[index].edition in line and unfit.keys & sources[index].content.keys()
    ]
    for index in suspects:
        trial = [_without(source, unfit.keys) if at == index else source for at, source in enumerate(sources)]
        if not any(found.keys == unfit.keys for found in _unfit_in(Editions(trial, parts), unfit.edition, parts)):
            return index
    return suspects[0]


def _line(sources: Sequence[EditionSource], edition: str) -> set[str]:
    """An edition and those that it extends."""
    line: set[str] = set()
    waiting = [edition]
    while waiting:
        name = waiting.pop()
        if name not in line:
            line.add(name)
            parents = [source.content.get("extends") for source in sources if source.edition == name]
            waiting.extend(parent for parent in parents if isinstance(parent, str))
    return line


def _without(source: EditionSource, keys: frozenset[str]) -> EditionSource:
    return attrs.evolve(source, content={key: value for key, value in source.content.items() if key not in keys})
