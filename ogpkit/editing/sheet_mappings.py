"""Mapping files at work: the columns of a sheet that somebody wants to match, and the file in which it is kept what they mean."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ogpkit.editing.conflicts import find_changes
from ogpkit.editing.errors import verify_writable
from ogpkit.editing.imports import ImportRefused
from ogpkit.exchange.incoming import read_incoming
from ogpkit.exchange.outputs import write_files
from ogpkit.exchange.sheet_mapping_files import write_mapping
from ogpkit.plugins.manager import installed_plugins
from ogpkit.plugins.queries import call_for_user, describe_failure
from ogpkit.plugins.sheet_reading import SheetReading
from ogpkit.schema.convert import read_entity
from ogpkit.schema.mismatch import Mismatches
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line, sanitize_path
from ogpkit.workspace.patch import apply_changes
from ogpkit.workspace.toml import parse_toml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ogpkit.editing.session import WorkspaceSession
    from ogpkit.plugins.contributions import Importer
    from ogpkit.plugins.editing_protocol import EditSession
    from ogpkit.plugins.owned import OwnedContribution
    from ogpkit.plugins.places import Place


def read_columns(
    importer: OwnedContribution[Importer],
    data: bytes,
    session: EditSession,
    place: Place,
    said: Mapping[str, object] | None = None,
) -> SheetReading:
    """Return the columns of a sheet, and what they can become; nothing is written.

    Args:
        importer: Which import, and whose.
        data: The sheet.
        place: Where what it brings belongs.
        said: What a mapping file says so far; None where nobody has said anything.

    Raises:
        ImportRefused: It takes no mapping, or its plugin failed.
        OgpkitError: Its plugin says why it cannot read the sheet.
    """
    if importer.value.read_columns is None:
        raise ImportRefused(_("This import does not need a mapping. Leave it out."))
    read = partial(importer.value.read_columns, data, session.workspace, place, said)
    doing = f"columns of importer {importer.value.name}"
    found = call_for_user(installed_plugins(session), importer.plugin, doing, read, SheetReading)
    if found is not None:
        return found
    raise ImportRefused(
        _("The plugin {plugin} could not read the file: {reason}").format(
            plugin=sanitize_line(importer.plugin),
            reason=describe_failure(installed_plugins(session), importer.plugin),
        )
    )


def read_kept_mapping(session: EditSession, path: str) -> Mapping[str, object] | None:
    """Return what the mapping file of a place says; None where there is none.

    Args:
        path: The file, as `SheetReading.kept_at` names it; empty where a place keeps none.

    Raises:
        OgpkitError: It cannot be read.
    """
    if not path or path not in session.workspace.documents:
        return None
    return parse_toml(session.source(path))


def keep_mapping(session: WorkspaceSession, path: str, values: Mapping[str, object]) -> None:
    """Save what the columns mean in the mapping file of a place; what is not changed in it stays as it is.

    Args:
        path: The file, as `SheetReading.kept_at` names it.
        values: What a mapping file says.

    Raises:
        ImportRefused: It says too little for a file.
        OgpkitError: It cannot be saved.
    """
    verify_writable(read_only=session.read_only)
    claimed = session.workspace.kinds.match_path(path)
    if claimed is None:
        raise ImportRefused(_("No kind of document belongs at {path}.").format(path=sanitize_path(path)))
    try:
        entity = read_entity(dict(values), claimed[0].entity)
    except Mismatches as error:
        message = _("The mapping cannot be saved yet: {reason}")
        raise ImportRefused(message.format(reason=error)) from error
    if path in session.workspace.documents:
        changes = tuple(find_changes(parse_toml(session.source(path)), values))
        if changes:
            session.change(path, changes, _("Match columns"))
            session.settle()
    else:
        session.create(path, entity)
    session.save()


def save_mapping_file(path: Path, values: Mapping[str, object], *, is_loaded: bool) -> None:
    """Save what the columns mean in a file; what is not changed in it stays as it is.

    Args:
        path: The file.
        values: What a mapping file says.
        is_loaded: Whether the values come from that file; what is in another one is not replaced.

    Raises:
        OgpkitError: There is another file of the name, or it cannot be written.
    """
    if is_loaded:
        before = read_incoming(path)
        content = apply_changes(before, tuple(find_changes(parse_toml(before), values)))
        write_files({path: content}, overwrite=True)
    else:
        write_files({path: write_mapping(values)})
