"""Reading and saving the files of an editing session."""

from __future__ import annotations

from time import time_ns
from typing import TYPE_CHECKING, Any, Final

from ogpkit.editing.errors import EditRefused, JustChanged
from ogpkit.editing.file_state import FileState
from ogpkit.text.i18n import _, translate
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.files import read_file
from ogpkit.workspace.lock import lock_workspace
from ogpkit.workspace.scan import LARGEST, scan
from ogpkit.workspace.write import CannotWrite, ChangedOutside, delete, file_digest, save

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from ogpkit.schema.kinds import Kind, Kinds
    from ogpkit.workspace.scan import FileEntry

_COARSEST: Final = 2_000_000_000
"""Nanoseconds within which two changes of a file may bear the same time."""


def read_content(root: Path, path: str) -> bytes | None:
    """Return what is on the disk under a path; None where there is no such file.

    Args:
        path: Relative to it.

    Raises:
        EditRefused: The file is there and cannot be read.
    """
    try:
        return read_file(root, path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise EditRefused(
            _("{path} cannot be read: {reason}.").format(path=sanitize_line(path), reason=error.strerror or str(error))
        ) from error


def list_files(root: Path) -> Mapping[str, FileEntry]:
    """Return the files on the disk, by path, to be compared with a later list.

    A file that was written just now can change again without a sign of it, because clocks of file systems are coarse; it is
    listed without its time, so that the next comparison looks at it again.
    """
    recent = time_ns() - _COARSEST
    entries = ((entry, entry._replace(modified=0, touched=0)) for entry in scan(root))
    return {entry.path: timeless if entry.modified >= recent else entry for entry, timeless in entries}


def is_plain(entry: FileEntry) -> bool:
    """Tell whether nothing stands against reading a file.

    Args:
        entry: The file as it was listed.
    """
    return not entry.trouble and entry.size <= LARGEST


def find_changed(
    before: Mapping[str, FileEntry], after: Mapping[str, FileEntry]
) -> Iterator[tuple[str, FileEntry | None]]:
    """Yield the files that are new, gone or not as they were, with what is there now.

    Args:
        before: The files as they were listed.
        after: The files as they are listed now.
    """
    different = [path for path, now in after.items() if before.get(path) != now or not (now.modified or now.trouble)]
    for path in sorted([*different, *(before.keys() - after.keys())]):
        yield path, after.get(path)


def verify_place(root: Path, path: str, entity: type, kinds: Kinds) -> None:
    """Make sure that a path is one for a document of this class, within the workspace.

    Args:
        path: Relative to it, with `/`.
        entity: The class of the content.

    Raises:
        EditRefused: It is not.
    """
    verify_inside(root, path)
    kind: Kind[Any] | None = kinds.for_entity(entity)
    claimed = kinds.match_path(path)
    if kind is None or claimed is None or claimed[0] != kind:
        raise EditRefused(_describe_wrong_place(path, kind))


def verify_inside(root: Path, path: str) -> None:
    """Make sure that a path leads to a file that belongs to the workspace.

    Args:
        path: Relative to it, with `/`.

    Raises:
        EditRefused: It leads out, into a hidden folder, or its name is unfit for a file.
    """
    parts = path.split("/")
    plain = all(part and not part.startswith(".") and part.isprintable() and "\\" not in part for part in parts)
    home = root.resolve()
    if not plain or not (home / path).resolve().is_relative_to(home):
        raise make_refusal(_("{path} is not a place in this workspace."), path)


def make_just_changed(message: str, path: str) -> JustChanged:
    """Say that another program was faster.

    Args:
        message: What to do now, with `{path}` in it.
    """
    return JustChanged(message.format(path=sanitize_line(path)))


def make_refusal(message: str, path: str) -> EditRefused:
    """Say why something cannot be done with a file.

    Args:
        message: The reason, with `{path}` in it.
    """
    return EditRefused(message.format(path=sanitize_line(path)))


def _describe_wrong_place(path: str, kind: Kind[Any] | None) -> str:
    if kind is None:
        return _("No installed plugin knows documents of this kind.")
    return _("A document of the kind “{kind}” cannot be at {path}. It belongs at {pattern}.").format(
        path=sanitize_line(path), kind=translate(kind.title, kind.entity), pattern=kind.pattern.text
    )


def save_files(
    root: Path, files: Mapping[str, FileState], timeout: float
) -> tuple[dict[str, FileState], dict[str, str]]:
    """Write files, each as a whole or not at all; one that was changed outside is left as it is.

    Args:
        files: What each is to be, by path; none of them in conflict.
        timeout: How long to wait for another writer, in seconds.

    Returns:
        What each file is afterwards, and why those that could not be written were not.

    Raises:
        Busy: Another writer holds the workspace for longer than that; nothing was written.
    """
    after: dict[str, FileState] = {}
    reasons: dict[str, str] = {}
    try:
        with lock_workspace(root, timeout):
            for path in sorted(files):
                try:
                    after[path] = _write_state(root, path, files[path])
                except CannotWrite as error:
                    reasons[path] = str(error)
    except CannotWrite as error:
        reasons = dict.fromkeys(files.keys() - after.keys(), str(error))
    return after, reasons


def _write_state(root: Path, path: str, held: FileState) -> FileState:
    expected = None if held.base is None else file_digest(held.base)
    try:
        if held.mine is not None:
            save(root, path, held.mine, expected)
        elif expected is not None:
            delete(root, path, expected)
    except ChangedOutside as found:
        return held.with_disk_content(found.theirs)
    return FileState(base=held.mine, mine=held.mine)
