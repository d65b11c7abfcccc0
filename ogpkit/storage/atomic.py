"""Files that are written as a whole or not at all."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Final

from ogpkit.errors import OgpkitError
from ogpkit.language import _
from ogpkit.untrusted import on_one_line

PREFIX: Final = ".ogpkit-"
"""How the name of a temporary file begins; one left behind by a killed program can be thrown away."""


class CannotWrite(OgpkitError):
    """A file that the disk did not take; what was there before is still there.

    Attributes:
        path: The file.
    """

    def __init__(self, path: Path, reason: str) -> None:
        """Name the file and the reason.

        Args:
            path: The file.
            reason: What the system said.
        """
        self.path = path
        super().__init__(
            _(
                "{path} could not be written: {reason}. Nothing was changed; make room or ask for the right to write there, "
                "then save again."
            ).format(path=on_one_line(str(path)), reason=reason)
        )


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
        _replace(target, data)
    except OSError as error:
        raise CannotWrite(path, error.strerror or str(error)) from error


def remove(path: Path) -> None:
    """Take a file away; one that is not there is no trouble.

    Args:
        path: The file.

    Raises:
        CannotWrite: The folder is read-only, or the like.
    """
    try:
        path.unlink(missing_ok=True)
        _settle(path.parent)
    except OSError as error:
        raise CannotWrite(path, error.strerror or str(error)) from error


def settle_folders(folder: Path, top: Path) -> None:
    """Make what was made in a folder survive a loss of power, and the folder itself, if it is new.

    Args:
        folder: The folder.
        top: The one above it that has been there before.
    """
    for one in (folder, *folder.parents):
        _settle(one)
        if one == top:
            return


def _replace(target: Path, data: bytes) -> None:
    made = target.parent / f"{PREFIX}{secrets.token_hex(8)}.tmp"
    handle = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            if target.exists():
                made.chmod(target.stat().st_mode & 0o7777)
            os.fsync(file.fileno())
        made.replace(target)
    except BaseException:
        made.unlink(missing_ok=True)
        raise
    _settle(target.parent)


def _settle(folder: Path) -> None:
    """Make a rename or a removal survive a loss of power, where the platform can.

    The change is made by then, and it would be wrong to say that it was not: a folder that cannot be settled is left to
    the system.
    """
    if os.name != "posix":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
