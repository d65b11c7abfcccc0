"""Where files are prepared before they take their place: folders that git never takes anything from, swept when they are used.

A program that is killed leaves what it was preparing behind. In a workspace that lies below `.ogpkit/`, elsewhere in a folder
beside the target; both hold a `.gitignore` before anything else, so that neither `git status` nor `git add -A` sees it.
"""

from __future__ import annotations

import os
import secrets
import sys
from contextlib import contextmanager, suppress
from time import time
from typing import TYPE_CHECKING, Final

from ogpkit.workspace.folder import Folder, close, read_whole, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX: Final = ".ogpkit-"
"""How the name of a folder of temporary files begins."""

SUFFIX: Final = ".tmp"
"""How the names of temporary files and of their folders end."""

IGNORE: Final = ".gitignore"
_ALL: Final = b"*\n"
_DEAD: Final = 60
"""Seconds after which nobody is still preparing a file: that takes a moment."""


def ignore_all(folder: Folder) -> None:
    """Keep everything in a folder out of git; what somebody has written into its `.gitignore` stays.

    Raises:
        OSError: The disk does not take the file, or something else is in its place.
    """
    about = folder.get_status(IGNORE)
    if about is not None and about.st_size:
        return
    if about is None and _make_at_once(folder):
        return
    descriptor = folder.open_file(IGNORE, os.O_RDWR | os.O_CREAT)
    try:
        if not read_whole(descriptor, len(_ALL)):  # an empty one was left by a disk that was full
            write_whole(descriptor, _ALL)
    except OSError:
        folder.unlink(IGNORE)
        raise
    finally:
        close(descriptor)


def _make_at_once(folder: Folder) -> bool:
    """Make the file with its content in one step where the system can, so that git never sees it empty."""
    if sys.platform != "linux":
        return False
    path, owner = folder.place(".")
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_TMPFILE | os.O_CLOEXEC, 0o666, dir_fd=owner)
    except OSError:
        return False
    try:
        write_whole(descriptor, _ALL)
        os.link(f"/proc/self/fd/{descriptor}", IGNORE, dst_dir_fd=owner, follow_symlinks=True)
    except FileExistsError:  # another one has just made it
        return True
    except OSError:
        return False
    finally:
        close(descriptor)
    return True


@contextmanager
def make_staging_folder(folder: Folder) -> Iterator[Folder]:
    """Make a folder for temporary files within another one, and take it away at the end.

    It is on the same file system and inherits what files of that folder inherit. What killed programs left there is swept.

    Args:
        folder: The folder for which files are prepared.

    Raises:
        OSError: The disk does not take it.
    """
    _sweep_staging(folder)
    name = f"{PREFIX}{secrets.token_hex(8)}{SUFFIX}"
    with folder.enter(name, make=True) as scratch:
        try:
            ignore_all(scratch)
            yield scratch
        finally:
            with suppress(OSError):  # what is prepared has been put in place by then, or was told to have failed
                _clear(folder, name, scratch)


def sweep(folder: Folder) -> None:
    """Take away every temporary file in a folder; the caller knows that nobody is preparing any."""
    with suppress(OSError):
        for name in folder.list_names():
            if name.endswith(SUFFIX):
                with suppress(OSError):
                    folder.unlink(name)


def _sweep_staging(folder: Folder) -> None:
    with suppress(OSError):
        for name in folder.list_names():
            if name.startswith(PREFIX) and name.endswith(SUFFIX):
                about = folder.get_status(name)
                if about is not None and about.st_mtime < time() - _DEAD:
                    with suppress(OSError), folder.enter(name) as left:
                        _clear(folder, name, left)


def _clear(folder: Folder, name: str, scratch: Folder) -> None:
    """Empty a folder of temporary files and take it away; the `.gitignore` goes last."""
    for one in sorted(scratch.list_names(), key=lambda one: one == IGNORE):
        scratch.unlink(one)
    folder.remove_folder(name)


def make_temporary_name() -> str:
    """Give a name for a temporary file that no other has."""
    return f"{secrets.token_hex(8)}{SUFFIX}"
