"""Open folders: what is done in one concerns that very folder, whatever becomes of its name meanwhile, and no link is followed.

A link that somebody puts in the place of a folder or a file (a `git pull` is enough) between a look and what follows leads
nowhere this way. Where the platform cannot act relative to an open folder (Windows), its path is used and looked at first.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from types import TracebackType

_HAS_DIR_FD: Final = {os.open, os.mkdir, os.rename, os.unlink, os.stat} <= os.supports_dir_fd
_SAFE: Final = (
    getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a pipe or a device is not waited for
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)
_FOLDER: Final = (
    os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
)
_PIECE: Final = 1024 * 1024


class Folder:
    """Folder that is open; close it, or use it in a `with` statement.

    Attributes:
        path: Its path when it was opened.
    """

    __slots__ = ("_descriptor", "path")

    def __init__(self, path: str, descriptor: int | None) -> None:
        """Take over an open folder; `open` and `enter` open one.

        Args:
            descriptor: What the system calls it; None where the platform acts on paths alone.
        """
        self.path = path
        self._descriptor = descriptor

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Self:
        """Open a folder by its path, through links.

        Args:
            path: The folder.

        Raises:
            OSError: It is not there, or no folder.
        """
        real = os.path.realpath(path)
        if _HAS_DIR_FD:
            return cls(real, os.open(real, _FOLDER))
        if not os.path.isdir(real):  # noqa: PTH112  a path object for each would take longer
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), real)
        return cls(real, None)

    def enter(self, name: str, *, make: bool = False, mode: int = 0o777) -> Folder:
        """Open a folder within this one, never through a link.

        Args:
            make: Whether to make it where it is missing.
            mode: With which rights it is made.

        Raises:
            OSError: It is not there, a link, or no folder.
        """
        if make:
            with suppress(FileExistsError):
                os.mkdir(self._place(name), mode, dir_fd=self._descriptor)
        path = os.path.join(self.path, name)  # noqa: PTH118
        if self._descriptor is not None:
            return Folder(path, os.open(name, _FOLDER, dir_fd=self._descriptor))
        if not stat.S_ISDIR(os.lstat(path).st_mode) or _is_junction(path):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), path)
        return Folder(path, None)

    def open_file(self, name: str, flags: int = os.O_RDONLY, mode: int = 0o666) -> int:
        """Open a regular file in this folder, never through a link; gives its descriptor.

        Args:
            flags: How, as `os.open` takes them.
            mode: With which rights it is made.

        Raises:
            OSError: It is not there, a link, or no regular file.
        """
        if self._descriptor is None and os.path.islink(self._place(name)):  # noqa: PTH114
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), name)
        descriptor = os.open(self._place(name), flags | _SAFE, mode, dir_fd=self._descriptor)
        mode = os.fstat(descriptor).st_mode
        if not stat.S_ISREG(mode):
            close(descriptor)
            raise _make_file_error(mode, name)
        return descriptor

    def read(self, name: str, limit: int) -> bytes | None:
        """Read a regular file in this folder, never through a link; None when it holds more than a limit.

        Args:
            limit: Bytes that it may hold.

        Raises:
            OSError: It is not there, a link, or no regular file.
        """
        if self._descriptor is None and os.path.islink(self._place(name)):  # noqa: PTH114
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), name)
        descriptor = os.open(self._place(name), _SAFE, dir_fd=self._descriptor)
        try:
            about = os.fstat(descriptor)
            if not stat.S_ISREG(about.st_mode):
                raise _make_file_error(about.st_mode, name)
            return read_whole(descriptor, limit, about.st_size)
        finally:
            close(descriptor)

    def get_status(self, name: str) -> os.stat_result | None:
        """Return what the system says of a name in this folder, of a link itself; None where there is nothing."""
        try:
            return os.stat(self._place(name), dir_fd=self._descriptor, follow_symlinks=False)
        except FileNotFoundError:
            return None

    def get_own_status(self) -> os.stat_result:
        """Return what the system says of the folder itself."""
        return os.stat(self._self())  # noqa: PTH116  an open folder has no path object

    def list_names(self) -> list[str]:
        """Return what lies in the folder."""
        return sorted(os.listdir(self._self()))  # noqa: PTH208  likewise

    def replace(self, name: str, target: Folder, target_name: str) -> None:
        """Give a file of this folder a name in another one, over whatever has that name.

        Args:
            name: The file.
            target: The other folder.
            target_name: The new name.
        """
        os.replace(
            self._place(name),
            target._place(target_name),
            src_dir_fd=self._descriptor,
            dst_dir_fd=target._descriptor,
        )

    def link(self, name: str, target: Folder, target_name: str) -> None:
        """Give a file of this folder a second name in another one.

        Args:
            name: The file.
            target: The other folder.
            target_name: The second name.

        Raises:
            FileExistsError: Something has that name already.
            OSError: The file system knows no second names.
        """
        os.link(
            self._place(name),
            target._place(target_name),
            src_dir_fd=self._descriptor,
            dst_dir_fd=target._descriptor,
            follow_symlinks=os.link not in os.supports_follow_symlinks,
        )

    def unlink(self, name: str) -> None:
        """Take a file away; one that is not there is no trouble.

        Args:
            name: The file, or a link, which is taken away itself.
        """
        with suppress(FileNotFoundError):
            os.unlink(self._place(name), dir_fd=self._descriptor)

    def remove_folder(self, name: str) -> None:
        """Take an empty folder away; one that is not there is no trouble.

        Args:
            name: The folder.
        """
        with suppress(FileNotFoundError):
            os.rmdir(self._place(name), dir_fd=self._descriptor)

    def settle(self) -> None:
        """Make new, changed and removed names survive a loss of power, where the platform can.

        The change is made by then, and it would be wrong to say that it was not: what cannot be settled is left to the system.
        """
        if self._descriptor is not None:
            with suppress(OSError):
                os.fsync(self._descriptor)

    def place(self, name: str) -> tuple[str, int | None]:
        """Return a name in this folder for calls that take a folder's descriptor: the name itself, else its whole path."""
        return self._place(name), self._descriptor

    def close(self) -> None:
        """Let the folder go."""
        if self._descriptor is not None:
            close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        """Use it for a while."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let it go."""
        self.close()

    def _self(self) -> str | int:
        return self.path if self._descriptor is None else self._descriptor

    def _place(self, name: str) -> str:
        return name if self._descriptor is not None else os.path.join(self.path, name)  # noqa: PTH118


def _make_file_error(mode: int, name: str) -> OSError:
    number = errno.EISDIR if stat.S_ISDIR(mode) else errno.EINVAL
    return OSError(number, os.strerror(number), name)


def close(descriptor: int) -> None:
    """Close a file whose fate is decided: what was to be on the disk has been brought there by then.

    Args:
        descriptor: The file.
    """
    try:
        os.close(descriptor)
    except OSError:
        return


def read_whole(descriptor: int, limit: int, size: int | None = None) -> bytes | None:
    """Read an open file to its end; None when it holds more than a limit.

    Args:
        descriptor: The file.
        limit: Bytes that it may hold.
        size: Bytes that it holds, where that is known.
    """
    if size is None:
        size = os.fstat(descriptor).st_size
    if size > limit:
        return None
    source = os.read(descriptor, min(size, _PIECE) + 1)
    if len(source) == size:  # as nearly always; a second call would only say so again
        return source
    pieces = [source]
    total = len(source)
    while total <= limit and (more := os.read(descriptor, min(_PIECE, limit + 1 - total))):
        pieces.append(more)
        total += len(more)
    return None if total > limit else b"".join(pieces)


def write_whole(descriptor: int, data: bytes) -> None:
    """Write bytes to an open file, all of them.

    Args:
        descriptor: The file.

    Raises:
        OSError: The disk does not take them.
    """
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]


def _is_junction(path: str) -> bool:
    """Tell whether a folder of Windows leads elsewhere."""
    about = os.lstat(path)
    return bool(getattr(about, "st_reparse_tag", 0))
