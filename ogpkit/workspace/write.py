"""Saving without ever overwriting what somebody else wrote meanwhile.

The file is compared with what was read before anything is prepared, and again as late as can be. On Linux and macOS the new
and the old file exchange their places in one step, and the old one is compared once more when nobody finds it by its name any
longer; if it is not what was read, they change back. A new file takes its name only where that is free. What remains: where
the system or the file system knows no such exchange (Windows, some network disks), the few microseconds between the last look
and the rename; and, where the system does not tell of it (it does on the local disks of Linux), a program that had opened the
file for writing before the exchange and writes only after it.
"""

from __future__ import annotations

import errno
from contextlib import contextmanager, suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from ogpkit.errors import OgpkitError
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.atomic import CannotKeep, CannotWrite, open_for_replacing, overwrite, prepare_file
from ogpkit.workspace.files import StillOpen, TooLarge, locate, open_folder_of, resolve_inner_path
from ogpkit.workspace.lease import has_writers
from ogpkit.workspace.own_folder import open_staging
from ogpkit.workspace.rename import NoExchange, put_where_free, swap
from ogpkit.workspace.scan import LARGEST
from ogpkit.workspace.staging import make_temporary_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ogpkit.workspace.folder import Folder

__all__ = ["CannotWrite", "ChangedOutside", "delete", "ensure_unchanged", "file_digest", "save"]

_LARGEST: Final = 8 * LARGEST
"""Bytes that are compared; a session may have made a file larger than one that is read."""

_TURNS: Final = 100
"""How often two files are changed back and forth while somebody else keeps writing; nobody does so that often."""


class ChangedOutside(OgpkitError):
    """Raised when a file is no longer as it was read; nothing was written.

    Attributes:
        path: The file.
        mine: What was to be written; None when it was to be deleted.
        theirs: What is there now; None when the file is gone.
    """

    exit_code = 1

    def __init__(self, path: Path, mine: bytes | None, theirs: bytes | None) -> None:
        """Keep both versions.

        Args:
            mine: What was to be written.
            theirs: What is there now.
        """
        self.path = path
        self.mine = mine
        self.theirs = theirs
        super().__init__(
            _("Someone else has changed {path} since you opened it. Nothing was saved. Compare both versions.").format(
                path=sanitize_line(str(path))
            )
        )


def file_digest(data: bytes) -> str:
    """Return what identifies the content of a file.

    Args:
        data: The content.
    """
    return blake2b(data, digest_size=16).hexdigest()


def save(root: Path, path: str, data: bytes, expected: str | None) -> str:
    """Write a file if it is still as it was read; the caller holds `ogpkit.workspace.lock.lock_workspace`.

    Args:
        path: The file, relative to it, with `/`; a link is followed within the workspace.
        data: Its new content.
        expected: The digest of what was read; None where there was no file.

    Returns:
        The digest of the new content.

    Raises:
        ChangedOutside: The file is not as expected.
        CannotWrite: The disk did not take it, or it is a link that leads out of the workspace.
    """
    with _find_file(root, path, expected, data) as file:
        file.verify()
        try:
            file.write(beside=False)
        except OSError as error:
            if error.errno != errno.EXDEV:  # the folder is mounted there from elsewhere
                raise
            file.write(beside=True)
        file.folder.settle()
    return file_digest(data)


def delete(root: Path, path: str, expected: str) -> None:
    """Take a file away if it is still as it was read; the caller holds `ogpkit.workspace.lock.lock_workspace`.

    Args:
        path: The file, relative to it, with `/`; of a link within the workspace, the link is taken away.
        expected: The digest of what was read.

    Raises:
        ChangedOutside: The file is not as expected.
        CannotWrite: It cannot be taken away.
    """
    with _find_file(root, path, expected, None) as file:
        file.verify()
        if file.is_behind_link:
            with open_folder_of(root, path) as folder:
                folder.unlink(path.rpartition("/")[2])
                folder.settle()
            return
        try:
            file.take_away(beside=False)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            file.take_away(beside=True)
        file.folder.settle()


def ensure_unchanged(root: Path, path: str, expected: str | None, mine: bytes | None) -> None:
    """Make sure that a file is still as it was read.

    Args:
        path: The file, relative to it, with `/`.
        expected: The digest of what was read; None where there was no file.
        mine: What is to be written; None when it is to be deleted.

    Raises:
        ChangedOutside: The file is not as expected.
        CannotWrite: It cannot be read.
    """
    with _find_file(root, path, expected, mine) as file:
        file.verify()


@contextmanager
def _find_file(root: Path, path: str, expected: str | None, mine: bytes | None) -> Iterator[_File]:
    """Find a file that is to be written; what the system answers meanwhile becomes what the caller is told."""
    try:
        try:
            folder, name = locate(root, path, make=expected is None)
        except (FileNotFoundError, NotADirectoryError) as error:
            if expected is None:
                raise
            raise ChangedOutside(root / path, mine, None) from error
        with folder:
            yield _File(root, path, folder, name, expected, mine)
    except OSError as error:
        raise CannotWrite.of(root / path, error) from error


class _File:
    """File that is to become another one, or none, if it is still as it was read."""

    def __init__(
        self, root: Path, path: str, folder: Folder, name: str, expected: str | None, mine: bytes | None
    ) -> None:
        self.folder = folder
        self._root = root
        self._path = path
        self._name = name
        self._expected = expected
        self._mine = mine

    @property
    def is_behind_link(self) -> bool:
        """Tell whether the workspace calls it by a link."""
        return resolve_inner_path(self._root, self._path) != self._path

    def verify(self) -> None:
        """Make sure that it is still as it was read."""
        theirs = _read_content(self.folder, self._name)
        if not self._is_expected(theirs):
            raise self._report_changed(theirs)

    def write(self, *, beside: bool) -> None:
        """Let it become the new one."""
        data = self._mine or b""
        with (
            open_staging(self._root, self.folder, beside=beside) as scratch,
            open_for_replacing(self.folder, self._name) as there,
        ):
            try:
                with prepare_file(scratch, self.folder, data, there) as new:
                    self.verify()
                    if self._expected is None:
                        self._make(scratch, new)
                    else:
                        self._exchange(scratch, new)
            except CannotKeep:
                theirs = overwrite(self.folder, self._name, data, self._is_expected, _LARGEST)
                if theirs is not None:
                    raise self._report_changed(theirs) from None

    def take_away(self, *, beside: bool) -> None:
        """Let it be gone; it is looked at once more when nobody finds it by its name any longer."""
        with open_staging(self._root, self.folder, beside=beside) as scratch:
            taken = make_temporary_name()
            try:
                self.folder.replace(self._name, scratch, taken)
            except FileNotFoundError:
                raise self._report_changed(None) from None
            try:
                theirs = _read_content(scratch, taken)
            except OSError:
                _put_back(scratch, taken, self.folder, self._name)
                raise
            if not self._is_expected(theirs):
                _put_back(scratch, taken, self.folder, self._name)
                raise self._report_changed(theirs)
            with suppress(OSError):  # the next writer sweeps it
                scratch.unlink(taken)

    def _make(self, scratch: Folder, new: str) -> None:
        try:
            put_where_free(scratch, new, self.folder, self._name)
        except FileExistsError:
            raise self._report_changed(_read_content(self.folder, self._name)) from None
        except NoExchange:
            self.verify()
            scratch.replace(new, self.folder, self._name)

    def _exchange(self, scratch: Folder, new: str) -> None:
        try:
            swap(scratch, new, self.folder, self._name)
        except FileNotFoundError:
            raise self._report_changed(None) from None
        except NoExchange:
            self.verify()
            scratch.replace(new, self.folder, self._name)
            return
        try:
            with open_for_replacing(scratch, new) as there:
                if there is not None and has_writers(there):
                    raise StillOpen(self._path)
            theirs = _read_content(scratch, new)
        except OSError:
            self._exchange_back(scratch, new)
            raise
        if not self._is_expected(theirs):
            raise self._report_changed(self._exchange_back(scratch, new) or theirs)

    def _exchange_back(self, scratch: Folder, new: str) -> bytes | None:
        """Put what somebody else wrote back in its place, the newest of it if they go on; gives that if they do."""
        mine, newer = file_digest(self._mine or b""), None
        for _turn in range(_TURNS):
            try:
                swap(scratch, new, self.folder, self._name)
                back = _read_content(scratch, new)
            except (OSError, NoExchange):  # ours has been taken away, or cannot be read: theirs is what must stay
                _put_back(scratch, new, self.folder, self._name)
                return newer
            if back is None or file_digest(back) == mine:
                return newer
            newer = back
        return newer

    def _is_expected(self, content: bytes | None) -> bool:
        return (None if content is None else file_digest(content)) == self._expected

    def _report_changed(self, theirs: bytes | None) -> ChangedOutside:
        return ChangedOutside(self._root / self._path, self._mine, theirs)


def _put_back(scratch: Folder, name: str, folder: Folder, old: str) -> None:
    """Give a file the name again from which it was taken, unless there is a newer one."""
    try:
        put_where_free(scratch, name, folder, old)
    except FileExistsError:
        pass
    except (NoExchange, OSError):
        if folder.get_status(old) is None:
            scratch.replace(name, folder, old)


def _read_content(folder: Folder, name: str) -> bytes | None:
    try:
        content = folder.read(name, _LARGEST)
    except FileNotFoundError:
        return None
    if content is None:
        raise TooLarge(name)
    return content
