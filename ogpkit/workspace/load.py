"""From files to a workspace: every file is read by the kind that claims it, and what cannot be read is said."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.text.i18n import _
from ogpkit.workspace.content import Document, Workspace
from ogpkit.workspace.files import LeadsOut, Reader, read_file
from ogpkit.workspace.glob_pattern import IgnoreList
from ogpkit.workspace.misplaced import find_overlooked
from ogpkit.workspace.progress import finish_steps, follow_items
from ogpkit.workspace.reading import FileProblem, read_document, report_wrong_place
from ogpkit.workspace.scan import LARGEST, OVERLOOKED, SETTINGS, FileEntry, make_settings_entry, scan
from ogpkit.workspace.scan import NoWorkspace as NoWorkspace  # noqa: PLC0414  whoever loads looks for it first
from ogpkit.workspace.settings import Settings
from ogpkit.workspace.toml import parse_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ogpkit.model.keypath import KeyPath
    from ogpkit.schema.editions import Editions
    from ogpkit.schema.kinds import Kinds
    from ogpkit.workspace.progress import Steps

_OF_STRANGERS: Final = frozenset({"OGP011", "OGP012"})
"""The codes of files that no kind claims; of one that git leaves out as well, nobody expects that it is looked at."""


@attrs.frozen(kw_only=True)
class LoadedWorkspace:
    """Workspace as it lies on the disk.

    Attributes:
        root: Its folder.
        workspace: What could be read.
        faults: Why the rest could not, by path.
        unclaimed: Files that no installed plugin claims.
    """

    root: Path
    workspace: Workspace
    faults: Mapping[str, tuple[FileProblem, ...]] = attrs.field(factory=dict, hash=False)
    unclaimed: tuple[str, ...] = ()


def read_workspace(
    root: Path,
    kinds: Kinds,
    editions: Editions,
    today: date | None = None,
    instead: Mapping[str, bytes] = MappingProxyType({}),
    entries: Iterable[FileEntry] | None = None,
) -> LoadedWorkspace:
    """Read a workspace.

    Args:
        root: Its folder.
        today: The day on which it is looked at; the present one when left out.
        instead: What some files are taken to hold, whatever the disk says; by path.
        entries: The files to read; all of them when left out.
    """
    return finish_steps(read_workspace_in_steps(root, kinds, editions, today, instead, entries))


def read_workspace_in_steps(
    root: Path,
    kinds: Kinds,
    editions: Editions,
    today: date | None = None,
    instead: Mapping[str, bytes] = MappingProxyType({}),
    entries: Iterable[FileEntry] | None = None,
) -> Steps[LoadedWorkspace]:
    """Read a workspace as `read_workspace` does, one file a step."""
    with rest_collector():
        return (yield from _read_files(root, kinds, editions, today, instead, entries))


@contextmanager
def rest_collector() -> Iterator[None]:
    """Let Python's collector rest: it would go through all that is read again and again, and find nothing.

    That is a third of the time of reading, and an eighth of that of a check.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _read_files(
    root: Path,
    kinds: Kinds,
    editions: Editions,
    today: date | None,
    instead: Mapping[str, bytes],
    entries: Iterable[FileEntry] | None,
) -> Steps[LoadedWorkspace]:
    documents: dict[str, Document[Any]] = {}
    faults: dict[str, tuple[FileProblem, ...]] = {}
    settings, unusable = _read_shared_settings(root, kinds, instead)
    unclaimed: list[str] = []
    with Reader(root) as reader:
        ignored: IgnoreList | None = None
        listed = list_files(root, settings, instead) if entries is None else tuple(entries)
        for entry in follow_items(listed, len(listed)):
            yield
            if entry.path in instead:
                document, found = read_as_far_as_possible(entry.path, instead[entry.path], kinds)
            else:
                document, found = read_entry(reader, entry, kinds)
                if found and all(fault.code in _OF_STRANGERS for fault in found):
                    ignored = ignored or read_ignore_list(reader)
                    if ignored.matches(entry.path):
                        continue
            if document:
                documents[entry.path] = document
            if found:
                faults[entry.path] = found
                if any(fault.code == "OGP012" for fault in found):
                    unclaimed.append(entry.path)
    if unusable is not None and SETTINGS in documents:
        faults[SETTINGS] = (*faults.get(SETTINGS, ()), unusable)
    workspace = Workspace(
        settings=settings,
        documents=documents,
        kinds=kinds,
        editions=editions,
        today=today or date.today(),  # noqa: DTZ011  the coordinator's own day
    )
    return LoadedWorkspace(root=root, workspace=workspace, faults=faults, unclaimed=tuple(unclaimed))


def read_ignore_list(reader: Reader) -> IgnoreList:
    """Return what git leaves out at the top of a workspace; nothing where nobody says it.

    Args:
        reader: Reads its files.
    """
    try:
        return IgnoreList(reader.read(".gitignore").decode("utf-8", "replace"))
    except OSError:
        return IgnoreList("")


def read_as_far_as_possible(
    path: str, source: bytes, kinds: Kinds
) -> tuple[Document[Any] | None, tuple[FileProblem, ...]]:
    """Read one file; of one that does not fit its kind, all that can be understood.

    It gives no document only where nothing of the file can be, or where it lacks what no file of its kind goes without.

    Args:
        path: Relative to the workspace, with `/`.

    Returns:
        The document, which says itself what is not in it; and what is wrong with the file.
    """
    document, faults = read_document(path, source, kinds)
    if any(fault.is_obstacle for fault in faults):
        from ogpkit.workspace.partial import read_in_part  # noqa: PLC0415  most files are in order

        part = read_in_part(path, source, kinds)
        if part is not None and not part.has_stand_ins:
            return part.document, faults
    return document, faults


def list_files(root: Path, settings: Settings, instead: Mapping[str, bytes]) -> Sequence[FileEntry]:
    """Return the files of a workspace, with those that are only said to be there.

    Args:
        root: Its folder.
        settings: What its ogpkit.toml says.
        instead: What some files are taken to hold, by path.
    """
    entries = scan(root, settings.workspace.exclude)
    new = instead.keys() - {entry.path for entry in entries} if instead else ()
    return sorted((*entries, *map(FileEntry, new)), key=lambda entry: entry.path) if new else entries


def read_settings(root: Path, kinds: Kinds, instead: Mapping[str, bytes]) -> Settings:
    """Return what ogpkit.toml says; where it cannot be read, the defaults hold and a finding says why.

    Args:
        instead: What some files are taken to hold, by path.
    """
    return _read_shared_settings(root, kinds, instead)[0]


def read_own_settings(root: Path, kinds: Kinds, instead: Mapping[str, bytes]) -> Settings:
    """Return what ogpkit.toml itself says, without what it extends.

    Args:
        instead: What some files are taken to hold, by path.
    """
    if SETTINGS in instead:
        document, _faults = read_as_far_as_possible(SETTINGS, instead[SETTINGS], kinds)
    else:
        with Reader(root) as reader:
            document, _faults = read_entry(reader, make_settings_entry(root), kinds)
    return document.entity if document and isinstance(document.entity, Settings) else Settings()


def _read_shared_settings(
    root: Path, kinds: Kinds, instead: Mapping[str, bytes]
) -> tuple[Settings, FileProblem | None]:
    """Return the settings with all that they extend, and what keeps that from being read."""
    own = read_own_settings(root, kinds, instead)
    if not own.check.extend:
        return own, None
    from ogpkit.workspace.extended_settings import CannotExtend, extend_settings  # noqa: PLC0415  few settings extend others

    source = instead[SETTINGS] if SETTINGS in instead else read_file(root, SETTINGS)
    table = parse_toml(source).get("check")
    try:
        shared = extend_settings(root, own.check, table if isinstance(table, dict) else {})
    except CannotExtend as error:
        at: KeyPath = ("check", "extend")
        return own, FileProblem(path=SETTINGS, code="OGP019", message=str(error), remedy=error.remedy, at=at)
    return attrs.evolve(own, check=shared.check), None


def read_entry(reader: Reader, entry: FileEntry, kinds: Kinds) -> tuple[Document[Any] | None, tuple[FileProblem, ...]]:
    """Read one of the files that a scan found.

    Returns:
        The document, if it could be read; and what is wrong with the file.
    """
    if entry.trouble in OVERLOOKED:
        overlooked = report_wrong_place(entry.path, find_overlooked(entry.path, entry.trouble, kinds))
        return None, (overlooked,) if overlooked else ()
    if entry.trouble:
        return None, (_report_trouble(entry),)
    if entry.size > LARGEST:
        return None, (
            FileProblem(
                path=entry.path,
                code="OGP016",
                message=_("This file is too large for a plan file."),
                remedy=_("Split it, or add it to exclude in ogpkit.toml."),
            ),
        )
    try:
        source = reader.read(entry.path)
    except LeadsOut:  # since the files were listed
        return None, (_report_trouble(entry._replace(trouble="link")),)
    except OSError as error:
        reason = _("This file cannot be read: {reason}.").format(reason=error.strerror or "")
        remedy = _("Ask for permission to read it.")
        return None, (FileProblem(path=entry.path, code="OGP016", message=reason, remedy=remedy),)
    return read_as_far_as_possible(entry.path, source, kinds)


def _report_trouble(entry: FileEntry) -> FileProblem:
    message, remedy = {
        "link": (
            _("This is a link to nothing or out of the workspace."),
            _("Put the file itself here, or delete the link."),
        ),
        "name": (
            _("The name of this file or folder has characters that cannot be shown."),
            _("Rename it. Use letters, digits and hyphens."),
        ),
        "linked-folder": (
            _("This is a link to a folder. ogpkit does not read the files in it."),
            _("Put the folder itself here, or add the link to exclude in ogpkit.toml."),
        ),
        "special": (
            _("This is a pipe or a device, not a file."),
            _("Put a file here, or remove it."),
        ),
        "folder": (_("ogpkit cannot read this."), _("Ask for permission to read it.")),
    }[entry.trouble]
    return FileProblem(path=entry.path, code="OGP016", message=message, remedy=remedy)
