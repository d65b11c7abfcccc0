"""The file of a journal: for its owner's eyes only, locked while its session lives, on the disk itself a moment after each line.

The lock is on the journal itself and not on a file beside it, which would stay when the session is killed. That is the one
thing that the filelock library does not do, because it opens the file that it locks by itself.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from datetime import datetime
from threading import Lock, Timer
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from ogpkit.workspace.attributes import get_user_number, is_own, set_mode
from ogpkit.workspace.folder import close, write_whole
from ogpkit.workspace.own_folder import open_existing_own, open_own

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ogpkit.workspace.folder import Folder

SUFFIX: Final = ".jsonl"
_FOLDER: Final = "journal"
_PRIVATE_FOLDER, _PRIVATE = 0o700, 0o600
_AT_MOST: Final = 0.7
"""Seconds after which a line is on the disk itself: with the time that this takes, a power cut costs less than one second."""
_FAR_OUT: Final = 2**30
"""The byte that is locked on Windows, where nobody may read a byte that is."""


class JournalFile:
    """Journal that is written; it is begun with the first line."""

    def __init__(self, root: Path) -> None:
        """Make nothing yet."""
        self.name = self.at = ""
        self._root = root
        self._descriptor: int | None = None
        self._folder: Folder | None = None
        self._due: Timer | None = None
        self._failure: OSError | None = None
        self._writing = Lock()

    @property
    def is_open(self) -> bool:
        """Tell whether it has been begun and is still there; `git clean` may have taken it away."""
        return self._descriptor is not None and os.fstat(self._descriptor).st_nlink > 0

    def begin(self) -> None:
        """Make the file; its name is on the disk itself afterwards.

        Raises:
            CannotWrite: `.ogpkit` cannot be made, or is a link.
            OSError: The disk does not take it.
        """
        self.close()
        self.name = f"{datetime.now().astimezone():%Y%m%d-%H%M%S}-{uuid4().hex[:8]}{SUFFIX}"
        self.at, folder = _open_own(self._root)
        try:
            descriptor = folder.open_file(self.name, os.O_RDWR | os.O_CREAT | os.O_EXCL, _PRIVATE)
        except OSError:
            folder.close()
            raise
        try:
            lock(descriptor, wait=True)
        except OSError:
            close(descriptor)
            folder.unlink(self.name)
            folder.close()
            raise
        folder.settle()
        self._descriptor, self._folder = descriptor, folder

    def append(self, line: bytes) -> None:
        """Write a line; it is safe from the end of the process at once, and from a power cut a moment later.

        Args:
            line: The line, without its end.

        Raises:
            OSError: The disk does not take it.
        """
        if self._descriptor is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        write_whole(self._descriptor, b"\n" + line + b"\n")  # a full disk may have cut the line before off
        if self._due is None:
            self._due = Timer(_AT_MOST, self._sync_later)
            self._due.daemon = True
            try:
                self._due.start()
            except RuntimeError:  # no thread is to be had
                self._due = None
                os.fsync(self._descriptor)

    def sync(self) -> None:
        """Bring every line to the disk itself.

        Raises:
            OSError: The disk does not take it.
        """
        due, self._due = self._due, None
        if due is not None:
            due.cancel()
        with self._writing:
            failure, self._failure = self._failure, None
            if failure is not None:  # a system tells of it once, and that was to the timer
                raise failure
            if self._descriptor is not None:
                os.fsync(self._descriptor)

    def _sync_later(self) -> None:
        self._due = None
        with self._writing:
            try:
                if self._descriptor is not None:
                    os.fsync(self._descriptor)
            except OSError as error:
                self._failure = error

    def remove(self) -> None:
        """Take the journal away: nothing in it is wanted any more. What cannot be taken away is emptied."""
        folder, descriptor = self._folder, self._descriptor
        if folder is None or descriptor is None:
            return
        with suppress(OSError):
            os.ftruncate(descriptor, 0)
        self._folder = None
        self.close()
        with suppress(OSError), folder:
            folder.unlink(self.name)

    def close(self) -> None:
        """Let go of the journal; it stays for the next session."""
        with suppress(OSError):
            self.sync()
        with self._writing:
            if self._descriptor is not None:
                close(self._descriptor)
            self._descriptor = None
        if self._folder is not None:
            self._folder.close()
            self._folder = None


def lock(descriptor: int, *, wait: bool, shared: bool = False) -> bool:
    """Lock an open journal until it is closed, by whatever; say whether that was possible.

    Args:
        descriptor: The file.
        wait: Whether to wait for one who is only looking whether it is locked.
        shared: Whether others may do the same at the same moment, for a look.

    Raises:
        OSError: The file system knows no locks.
    """
    if sys.platform == "win32":
        os.lseek(descriptor, _FAR_OUT, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno not in (errno.EACCES, errno.EDEADLK):
                raise
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_END if wait else os.SEEK_SET)
    else:
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
    return True


def open_abandoned(root: Path) -> Iterator[tuple[str, str, int]]:
    """Open the journals whose sessions have ended, one after the other: folder, name and descriptor of each.

    Nothing is written or taken away by that, and no link is followed.
    """
    for at in _list_folders():
        folder = open_existing_own(root, at)
        if folder is None:
            continue
        with folder:
            for name in folder.list_names():
                if name.endswith(SUFFIX):
                    with suppress(OSError):
                        descriptor = folder.open_file(name)
                        try:
                            if lock(descriptor, wait=False, shared=True):
                                yield at, name, descriptor
                        finally:
                            close(descriptor)


def take_away(root: Path, at: str, name: str) -> None:
    """Take a journal away that nobody wants any more.

    Args:
        at: Its folder, as `open_abandoned` names it.
    """
    folder = open_existing_own(root, at)
    if folder is not None:
        with folder, suppress(OSError):
            folder.unlink(name)
            folder.unlink(name.removesuffix(SUFFIX) + ".lock")  # of an earlier version


def put_aside(root: Path, at: str, name: str) -> None:
    """Keep a journal of which not everything was understood, under a name that is not offered again.

    Args:
        at: Its folder, as `open_abandoned` names it.
    """
    folder = open_existing_own(root, at)
    if folder is not None:
        with folder, suppress(OSError):
            folder.replace(name, folder, name.removesuffix(SUFFIX) + ".kept")


def _open_own(root: Path) -> tuple[str, Folder]:
    """Open the folder in which this user keeps journals: nobody else looks into it, and it is nobody else's."""
    *others, mine = _list_folders()
    for name in (*others, mine):
        folder = open_own(root, name, _PRIVATE_FOLDER)
        about = folder.get_own_status()
        if is_own(about):
            descriptor = folder.place("")[1]
            if about.st_mode & 0o077 and descriptor is not None:
                set_mode(descriptor, _PRIVATE_FOLDER)  # of an earlier version
            return name, folder
        folder.close()
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), f"{mine}")


def _list_folders() -> tuple[str, ...]:
    """Return the folders of journals: the first user's, and one's own where somebody else was first."""
    number = get_user_number()
    return (_FOLDER,) if number is None else (_FOLDER, f"{_FOLDER}-{number}")
