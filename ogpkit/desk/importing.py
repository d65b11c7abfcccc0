"""Taking files from elsewhere in through the importers of plugins: what the command line and the app have in common."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from ogpkit.asking import answered
from ogpkit.codec import written
from ogpkit.contributions import Import
from ogpkit.desk.bringing_in import bring_in
from ogpkit.desk.troubles import Unresolved
from ogpkit.errors import OgpkitError
from ogpkit.language import _, _n
from ogpkit.plugins import installed_plugins
from ogpkit.untrusted import on_one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ogpkit.contributions import Importer, Place
    from ogpkit.desk.desk import Desk
    from ogpkit.editing_protocol import EditSession
    from ogpkit.plugins import Owned
    from ogpkit.workspace import Workspace


T = TypeVar("T")


class NotImported(OgpkitError):
    """An import of which nothing was written."""

    exit_code = 1


def remembered(read: Callable[[EditSession], T]) -> Callable[[EditSession], T]:
    """Read something once and again only when the workspace has become another one.

    Args:
        read: Reads it, which may take long.
    """
    last: tuple[Workspace, T] | None = None

    def read_once(desk: EditSession) -> T:
        nonlocal last
        if last is None or last[0] is not desk.workspace:
            last = desk.workspace, read(desk)
        return last[1]

    return read_once


def read_import(importer: Owned[Importer], data: bytes, desk: EditSession, place: Place) -> Import:
    """What a file from elsewhere would bring; nothing is written.

    Args:
        importer: Which one, and whose.
        data: The file.
        desk: The workspace.
        place: Where what it brings belongs.

    Raises:
        NotImported: Its plugin failed.
        OgpkitError: Its plugin says why it cannot read the file.
    """
    read = partial(importer.value.read, data, desk.workspace, place)
    found = answered(installed_plugins(desk), importer.plugin, f"importer {importer.value.name}", read)
    if isinstance(found, Import):
        return found
    raise NotImported(
        _("The plugin {plugin} could not read the file. `ogpkit check` says what is wrong with it.").format(
            plugin=on_one_line(importer.plugin)
        )
    )


def report(found: Import) -> Iterator[str]:
    """What an import would do, and what was not understood, in lines for people.

    Args:
        found: The import.
    """
    yield from found.notes
    yield _n("{count} record read.", "{count} records read.", found.records).format(count=found.records)
    for one in found.not_understood:
        where = [_("row {row}").format(row=one.row)] if one.row else []
        if one.column:
            where.append(_("column “{column}”").format(column=one.column))
        yield f"{', '.join(where)}: {one.message}" if where else one.message
    yield from (f"→ {path}" for path in found.files)


def take_in(desk: Desk, found: Import, title: str) -> tuple[str, ...]:
    """Make and change the files of an import and save them; a second time changes nothing.

    Args:
        desk: The workspace.
        found: An import of which everything was understood.
        title: What is done, for undo.

    Returns:
        The paths of the files that are new or different, all of them saved.

    Raises:
        NotImported: Something was not understood, so nothing is written.
        SaveTrouble: Some files could not be written.
        Unresolved: Another program has changed some of the files.
    """
    touched = make_files(desk, found, title)
    try:
        desk.save()
    except Unresolved as error:
        if not desk.conflicts.keys().isdisjoint(touched):
            raise Unresolved(path for path in error.paths if path in touched) from error
    return touched


def make_files(desk: EditSession, found: Import, title: str) -> tuple[str, ...]:
    """Make and change the files of an import; nothing is saved yet.

    Args:
        desk: The workspace.
        found: An import of which everything was understood.
        title: What is done, for undo.

    Returns:
        The paths of the files that are new or different.

    Raises:
        NotImported: Something was not understood, so nothing is written.
    """
    if found.not_understood:
        raise NotImported(_("Nothing was written. Mend the file, then import it again."))
    contents = {path: given if isinstance(given, Mapping) else written(given) for path, given in found.files.items()}
    return bring_in(desk, contents, title)
