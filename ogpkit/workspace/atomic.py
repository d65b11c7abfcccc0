"""Files that are written as a whole or not at all.

The new content is prepared in a folder that git never takes anything from, with the rights of the file that it replaces from
the start, brought to the disk, and put in place by a rename. Where the new file cannot be made equal to the old one in owner,
group, access list and extended attributes, or where the old one has several names (hard links), those are worth more than the
rename: the file itself is overwritten, after its new content has proved to fit on the disk. Only a program that is killed or a
power cut within these few microseconds could leave such a file half written; the app's journal holds both versions until then.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ogpkit.errors import OgpkitError
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.attributes import copy_attributes, inherit_group
from ogpkit.workspace.folder import Folder, close, read_whole, write_whole
from ogpkit.workspace.staging import make_staging_folder, make_temporary_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class CannotWrite(OgpkitError):
    """Raised when the disk did not take a file; what was there before is still there.

    Attributes:
        path: The file.
    """

    def __init__(self, path: Path, reason: str) -> None:
        """Name the file and the reason.

        Args:
            reason: What the system said.
        """
        self.path = path
        super().__init__(
            self._describe().format(path=sanitize_line(str(path)), reason=sanitize_line(reason)),
        )

    def _describe(self) -> str:
        return _(
            "{path} could not be saved: {reason}. Nothing has changed. Free some space or ask for permission to write "
            "there, then "
            "save again."
        )

    @classmethod
    def of(cls, path: Path, error: OSError) -> CannotWrite:
        """Tell of what the system answered, or of why ogpkit itself refuses, which says what to do by itself.

        Args:
            error: The answer.
        """
        reason = error.strerror or str(error)
        return _Refused(path, reason) if isinstance(error, OgpkitError) else cls(path, reason)


class _Refused(CannotWrite):
    """Raised when ogpkit does not write a file; the reason says what to do."""

    def _describe(self) -> str:
        return _("{path} was not saved: {reason}. Nothing has changed.")


class CannotKeep(Exception):
    """Raised when a replacement cannot be given what the file has: its owner, its access list, its other names."""


def write_atomically(path: Path, data: bytes) -> None:
    """Replace or create a file: afterwards it holds the new content, or, if anything fails, exactly the old.

    Args:
        path: The file; through a link its target is written. Missing folders are made.
        data: The new content.

    Raises:
        CannotWrite: The disk is full, the folder read-only, or the like.
    """
    target = Path(os.path.realpath(path))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with Folder.open(target.parent) as folder, make_staging_folder(folder) as scratch:
            write_beside(scratch, folder, target.name, data)
    except OSError as error:
        raise CannotWrite.of(path, error) from error


@contextmanager
def open_folder_writer(top: Path) -> Iterator[Callable[[Path, bytes], None]]:
    """Give what writes many files below a folder, each whole or not at all; what is killed leaves nothing that git takes.

    They are things that can be made again: a loss of power may cost the last of them. The function that is given takes a file,
    whose folder is there, and its content; a link in its place is replaced and not followed.

    Args:
        top: The folder, which is there.

    Raises:
        OSError: The disk does not take it.
    """
    with Folder.open(top) as root, make_staging_folder(root) as scratch:

        def write(file: Path, data: bytes) -> None:
            with Folder.open(file.parent) as folder:
                try:
                    write_beside(scratch, folder, file.name, data, settle=False)
                except OSError as error:
                    if error.errno != errno.EXDEV:  # a part of it lies on another disk
                        raise
                    with make_staging_folder(folder) as there:
                        write_beside(there, folder, file.name, data, settle=False)

        yield write


def write_beside(scratch: Folder, folder: Folder, name: str, data: bytes, *, settle: bool = True) -> None:
    """Replace or create a file of a folder; of a link, its name is taken and it is not followed.

    Args:
        scratch: Where the new content is prepared, on the same file system.
        name: The file's name.
        data: The new content.
        settle: Whether it must survive a loss of power; what can be made again need not, and is made faster.

    Raises:
        OSError: The disk does not take it; the file is as it was.
    """
    with open_for_replacing(folder, name) as there:
        try:
            with prepare_file(scratch, folder, data, there, settle=settle) as new:
                scratch.replace(new, folder, name)
        except CannotKeep:
            overwrite(folder, name, data)
    if settle:
        folder.settle()


@contextmanager
def open_for_replacing(folder: Folder, name: str) -> Iterator[int | None]:
    """Open a file that is to be replaced; None where there is none, or a link.

    Raises:
        OSError: It cannot be opened, or is no regular file.
    """
    about = folder.get_status(name)
    descriptor = None
    # Windows replaces no file that is open, and knows none of what the old one would be asked for
    if about is not None and not stat.S_ISLNK(about.st_mode) and sys.platform != "win32":
        descriptor = folder.open_file(name)
    try:
        yield descriptor
    finally:
        if descriptor is not None:
            close(descriptor)


@contextmanager
def prepare_file(
    scratch: Folder, folder: Folder, data: bytes, there: int | None, *, settle: bool = True
) -> Iterator[str]:
    """Prepare a file that is to take its place in a folder; gives its name, which is gone at the end one way or another.

    Args:
        scratch: Where it is prepared.
        folder: Where it will be.
        data: Its content.
        there: The open file that it will replace; None for a new one.
        settle: Whether it must survive a loss of power.

    Raises:
        CannotKeep: It cannot be given what that file has; by then its content has proved to fit on the disk.
        OSError: The disk does not take it.
    """
    name = make_temporary_name()
    mode = 0o666 if there is None else 0o600  # never wider than the file, whatever becomes of this program
    descriptor = scratch.open_file(name, os.O_RDWR | os.O_CREAT | os.O_EXCL, mode)
    try:
        try:
            if there is None:
                inherit_group(folder.get_own_status(), descriptor)
            can_keep = there is None or (os.fstat(there).st_nlink == 1 and copy_attributes(there, descriptor))
            write_whole(descriptor, data)
            if settle:
                os.fsync(descriptor)
        finally:
            os.close(descriptor)  # a network disk may say only now that it did not take it
        if not can_keep:
            raise CannotKeep
        yield name
    finally:
        with suppress(OSError):  # the next writer sweeps it; what came of this one is known already
            scratch.unlink(name)


def overwrite(
    folder: Folder,
    name: str,
    data: bytes,
    is_expected: Callable[[bytes], bool] = lambda _content: True,
    limit: int = sys.maxsize,
) -> bytes | None:
    """Write over a file in its place, so that it stays the same file under all its names; back again when that fails.

    Args:
        data: The new content.
        is_expected: Whether what it holds may be written over.
        limit: Bytes that it may hold.

    Returns:
        What it held, when that was something else than expected; nothing has been written then.

    Raises:
        OSError: It may not be written, or the disk does not take it; it holds what it held.
    """
    descriptor = folder.open_file(name, os.O_RDWR)
    try:
        size = os.fstat(descriptor).st_size
        old = read_whole(descriptor, limit)
        if old is None:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), name)
        if not is_expected(old):
            return old
        try:
            _put(descriptor, data, size)
        except OSError:
            with suppress(OSError):
                _put(descriptor, old, len(data))
            raise
    finally:
        close(descriptor)
    return None


def _put(descriptor: int, data: bytes, size: int) -> None:
    """Give an open file its content in one call where that is possible; of what was longer, line ends remain for a moment."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    write_whole(descriptor, data + b"\n" * (size - len(data)))
    os.ftruncate(descriptor, len(data))
    os.fsync(descriptor)
