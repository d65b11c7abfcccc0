"""Paths as people type them in the app, and the files that they mean."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

from ogpkit.errors import OgpkitError
from ogpkit.language import _
from ogpkit.untrusted import on_one_line

LARGEST_FILE: Final = 256 * 1024 * 1024
"""Bytes of a file that are read at most; ogpkit's own number, far above any sheet or mailbox of a consultation."""


class UnusablePath(OgpkitError):
    """A path that leads nowhere, or to something that is no file."""


def typed_path(typed: str) -> Path:
    """The path that somebody typed; `~` stands for their own folder.

    Args:
        typed: What they typed.

    Raises:
        UnusablePath: There is no such person, or no file can have that name.
    """
    said = typed.strip()
    if not said:
        raise UnusablePath(_("Say which file, for example ~/Downloads/list.csv."))
    if "\0" in said:
        raise UnusablePath(_("“{path}” is the name of no file. Check the spelling.").format(path=on_one_line(said)))
    try:
        return Path(said).expanduser()
    except RuntimeError:  # nobody has that name here, or nobody knows where the person is at home
        raise UnusablePath(
            _("Nobody knows which folder “{name}” stands for. Write the whole path.").format(
                name=on_one_line(said.replace("\\", "/").split("/", 1)[0])
            )
        ) from None


def read_typed(path: Path) -> bytes:
    """What a file holds that somebody named; a pipe or a device in its place is not waited for.

    Args:
        path: The file.

    Raises:
        UnusablePath: It cannot be read, is no file, or is too large.
    """
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as stream:
            about = os.fstat(handle)
            if not stat.S_ISREG(about.st_mode):
                raise UnusablePath(_("{path} is no file.").format(path=on_one_line(str(path))))
            if about.st_size > LARGEST_FILE:
                raise UnusablePath(_("{path} is too large to be read.").format(path=on_one_line(str(path))))
            return stream.read(LARGEST_FILE)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnusablePath(_("This file cannot be read: {reason}.").format(reason=on_one_line(str(reason)))) from error
