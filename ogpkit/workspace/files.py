"""The one door to the files of a workspace: whatever reads or writes one comes through here.

A workspace may come from anywhere, and change while it is open (`git pull`). A link in it is followed to a file of the same
workspace and nowhere else: not out of it, not into hidden folders such as `.git`. What was looked at is what is opened: every
folder on the way is opened by its own name, without following links, and a pipe, a device or a file that is too large is
refused before anything of it is read.
"""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, Final, Self

from ogpkit.errors import OgpkitError
from ogpkit.text.i18n import _
from ogpkit.workspace.folder import Folder
from ogpkit.workspace.scan import LARGEST, find_path_within

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

_A_LINK: Final = frozenset({errno.ELOOP, errno.ENOTDIR, errno.EMLINK})
"""What systems answer to a link that they are not to follow."""


class NotReadable(OgpkitError, OSError):
    """Raised when what is in the place of a file is none that ogpkit opens; `strerror` says why and what to do.

    It is an error of the system too, so that whoever is ready for a file that cannot be read is ready for this one.
    """

    def __init__(self, number: int, reason: str, path: str) -> None:
        """Say why.

        Args:
            number: The nearest error number of the system.
            reason: Why, and what to do, to stand after a colon.
        """
        super().__init__(number, reason, path)

    def __str__(self) -> str:
        """Give the reason alone; whoever tells it names the file."""
        return str(self.strerror)


class LeadsOut(NotReadable):
    """Raised when a link leads out of the workspace, or into a hidden folder of it."""

    def __init__(self, path: str) -> None:
        """Say so."""
        super().__init__(
            errno.ELOOP,
            _("it is a link to nothing or out of the workspace; put the file itself there, or delete the link"),
            path,
        )


class TooLarge(NotReadable):
    """Raised when a file holds more than a plan file may."""

    def __init__(self, path: str) -> None:
        """Say so."""
        super().__init__(errno.EFBIG, _("it is too large for a plan file; delete it, or split it"), path)


class StillOpen(NotReadable):
    """Raised when another program is about to write into a file."""

    def __init__(self, path: str) -> None:
        """Say so."""
        super().__init__(
            errno.EBUSY, _("another program has it open and may write to it; close it there, then save again"), path
        )


def read_file(root: Path, path: str, limit: int = LARGEST) -> bytes:
    """Read a file of a workspace.

    Args:
        path: Relative to it, with `/`.
        limit: Bytes that it may hold.

    Raises:
        NotReadable: It is a link that leads out, no regular file, or too large.
        OSError: It is not there, or may not be read.
    """
    with Reader(root) as reader:
        return reader.read(path, limit)


class Reader:
    """Read files of a workspace one after the other; the folder of the last one stays open, because the next is often there."""

    def __init__(self, root: Path) -> None:
        """Open nothing yet."""
        self._root = root
        self._top: Folder | None = None
        self._at: str | None = None
        self._folder: Folder | None = None

    def read(self, path: str, limit: int = LARGEST) -> bytes:
        """Read a file.

        Args:
            path: Relative to the workspace, with `/`.
            limit: Bytes that it may hold.

        Raises:
            NotReadable: It is a link that leads out, no regular file, or too large.
            OSError: It is not there, or may not be read.
        """
        above, _slash, name = path.rpartition("/")
        try:
            return _read(self._open_folder(above), name, path, limit)
        except OSError as error:
            if isinstance(error, NotReadable) or error.errno not in _A_LINK:
                raise
        folder, name = locate(self._root, path)
        with folder:
            return _read(folder, name, path, limit)

    def _open_folder(self, above: str) -> Folder:
        if self._top is None:
            self._top = Folder.open(self._root)
        if self._folder is None or above != self._at:
            below = _descend(self._top, above)
            if self._folder is not None:
                self._folder.close()
            self._folder, self._at = below, above
        return self._folder

    def close(self) -> None:
        """Let the folders go."""
        for folder in (self._folder, self._top):
            if folder is not None:
                folder.close()
        self._folder = self._top = self._at = None

    def __enter__(self) -> Self:
        """Use it for a while."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the folders go."""
        self.close()


def locate(root: Path, path: str, *, make: bool = False) -> tuple[Folder, str]:
    """Open the folder in which a file of a workspace really lies, and give the file's name there; the caller closes the folder.

    Args:
        path: Relative to it, with `/`; through links within the workspace.
        make: Whether missing folders are made.

    Raises:
        LeadsOut: It leads out of the workspace.
        OSError: A folder is missing, or may not be opened.
    """
    actual = resolve_inner_path(root, path)
    above, _slash, name = actual.rpartition("/")
    with Folder.open(root) as top:
        return _descend(top, above, make=make), name


def open_folder_of(root: Path, path: str) -> Folder:
    """Open the folder that a file of a workspace is named in, whether or not the file is a link; the caller closes it.

    Args:
        path: The file, relative to the workspace, with `/`.

    Raises:
        LeadsOut: The folder lies outside the workspace.
        OSError: It is missing, or may not be opened.
    """
    above, _slash, _name = path.rpartition("/")
    with Folder.open(root) as top:
        return _descend(top, resolve_inner_path(root, above) if above else "")


def resolve_inner_path(root: Path, path: str) -> str:
    """Return the path at which a file of a workspace really lies, links followed; relative to the workspace, with `/`.

    Args:
        path: Relative to it, with `/`.

    Raises:
        LeadsOut: It lies elsewhere, or below a hidden folder to which a link leads.
    """
    home = os.path.realpath(root)
    real = os.path.realpath(os.path.join(home, *path.split("/")))  # noqa: PTH118
    inner = find_path_within(real, home, path)
    if inner is None:
        raise LeadsOut(path)
    return inner


def _descend(top: Folder, above: str, *, make: bool = False) -> Folder:
    """Open a folder below another one, step by step."""
    folder = top.enter(".")
    for name in above.split("/") if above else ():
        try:
            is_new = make and folder.get_status(name) is None
            below = folder.enter(name, make=make)
            if is_new:
                folder.settle()
        finally:
            folder.close()
        folder = below
    return folder


def _read(folder: Folder, name: str, path: str, limit: int) -> bytes:
    try:
        source = folder.read(name, limit)
    except OSError as error:
        if error.errno in (errno.EINVAL, errno.ENXIO):
            reason = _("it is a pipe or a device, not a file; remove it")
            raise NotReadable(errno.EINVAL, reason, path) from error
        raise
    if source is None:
        raise TooLarge(path)
    return source
