"""Renames that destroy nothing: two names exchange what they stand for, or a name is given only where it is free.

Python does not offer these calls of Linux (renameat2) and macOS (renameatx_np); a few lines of ctypes do. Both look and act
in one step, so that nothing that another program does can fall between.
"""

from __future__ import annotations

import errno
import os
import sys
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from ogpkit.workspace.folder import Folder

_AT_FDCWD: Final = -2 if sys.platform == "darwin" else -100
_FREE, _SWAP = (4, 2) if sys.platform == "darwin" else (1, 2)
_UNKNOWN: Final = frozenset(
    {errno.EINVAL, errno.ENOSYS, errno.EPERM, getattr(errno, "ENOTSUP", errno.ENOSYS), errno.EOPNOTSUPP}
)
"""What a system or file system answers that does not know such a rename."""


class NoExchange(Exception):
    """Raised when the system or the file system cannot do this; another way has to be found."""


def swap(here: Folder, name: str, there: Folder, other: str) -> None:
    """Let two files exchange their names.

    Args:
        here: The folder of one.
        there: The folder of the other.
        other: Its name.

    Raises:
        NoExchange: The platform or the file system cannot.
        OSError: One is not there, or the like.
    """
    _rename(here, name, there, other, _SWAP)


def put_where_free(here: Folder, name: str, there: Folder, free: str) -> None:
    """Give a file another name, only if nothing has that name.

    Args:
        here: The folder of the file.
        there: The folder of the new name.
        free: The new name.

    Raises:
        FileExistsError: Something has that name.
        NoExchange: The platform or the file system cannot look and act in one step.
        OSError: The disk does not take it.
    """
    if os.name == "nt":
        os.rename(here.place(name)[0], there.place(free)[0])  # noqa: PTH104  this system never overwrites here
        return
    try:
        _rename(here, name, there, free, _FREE)
    except NoExchange:
        try:
            here.link(name, there, free)
        except FileExistsError:
            raise
        except OSError as error:
            if error.errno in _UNKNOWN | {errno.EMLINK}:
                raise NoExchange from error
            raise
        here.unlink(name)


def _rename(here: Folder, name: str, there: Folder, other: str, how: int) -> None:
    call = _call()
    if call is None:
        raise NoExchange
    (from_name, from_folder), (to_name, to_folder) = here.place(name), there.place(other)
    failed = call(
        _AT_FDCWD if from_folder is None else from_folder,
        os.fsencode(from_name),
        _AT_FDCWD if to_folder is None else to_folder,
        os.fsencode(to_name),
        how,
    )
    if failed in _UNKNOWN:
        raise NoExchange
    if failed:
        raise OSError(failed, os.strerror(failed), other)


@cache
def _call() -> Callable[[int, bytes, int, bytes, int], int] | None:
    """Return the system's own call, giving its error number; None where there is none."""
    name = {"linux": "renameat2", "darwin": "renameatx_np"}.get(sys.platform)
    if name is None:
        return None
    try:
        import ctypes  # noqa: PLC0415  only a save needs it
    except (ImportError, OSError):
        return None
    function = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    if function is None:
        return None
    function.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)

    def call(from_folder: int, from_name: bytes, to_folder: int, to_name: bytes, how: int) -> int:
        return ctypes.get_errno() if function(from_folder, from_name, to_folder, to_name, how) else 0

    return call
