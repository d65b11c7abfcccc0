"""Files from elsewhere, before anything of them is understood: how large they may be, and what an archive may unpack to."""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Final

from ogpkit import serve_old_names
from ogpkit.errors import OgpkitError
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

if not TYPE_CHECKING:
    __getattr__ = serve_old_names(__name__, "unpacked")


MEGABYTE: Final = 2**20

LARGEST_FILE: Final = 64 * MEGABYTE
"""Bytes of a file that somebody takes in: more than any sheet or mail of a consultation has. Ogpkit's own number."""

LARGEST_UNPACKED: Final = 128 * MEGABYTE
"""Bytes that the parts of an archive that are read may have in all."""

_MOST_PARTS: Final = 5000
"""How many files an archive may hold."""


class TooLarge(OgpkitError):
    """Raised when a file is larger than anything that is taken in."""

    exit_code = 1


class NotAFile(OgpkitError):
    """Raised when there is no ordinary file at a path, but a device for example."""


class NotAnArchive(OgpkitError):
    """Raised when a file is no archive, or a broken one."""


def read_incoming(path: Path) -> bytes:
    """Read a file from elsewhere, unless it is too large or is none; a pipe or a device in its place is not waited for.

    Raises:
        NotAFile: It is a device, a pipe or a folder, which may have no end, or it cannot be read.
        TooLarge: It is larger than anything that is taken in.
    """
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise NotAFile(_("This is not an ordinary file. Save its content as a file, then choose that file."))
            data = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise NotAFile(_("This file cannot be read: {reason}.").format(reason=sanitize_line(str(reason)))) from error
    if len(data) > LARGEST_FILE:
        message = _("This file is larger than {most} MB. Split it into several files and import each.")
        raise TooLarge(message.format(most=LARGEST_FILE // MEGABYTE))
    return data


def unpack_archive(data: bytes, is_wanted: Callable[[str], bool]) -> dict[str, bytes]:
    """Return some parts of a ZIP archive, by their names; the others are not even unpacked.

    The sizes that the directory states are looked at first; more than it states is not unpacked, whatever the parts hold.

    Args:
        data: The archive.
        is_wanted: Whether the part of a name is wanted.

    Raises:
        NotAnArchive: It is none, or is broken.
        TooLarge: The parts would be larger than anything that is taken in.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            wanted = [part for part in parts if is_wanted(part.filename)]
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in wanted) > LARGEST_UNPACKED:
                message = _("This file unpacks to more than {most} MB. Save only what you need of it, then try again.")
                raise TooLarge(message.format(most=LARGEST_UNPACKED // MEGABYTE))
            # of other methods Python unpacks a whole block before it counts
            if all(part.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in wanted):
                return {part.filename: _read_part(archive, part) for part in wanted}
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise NotAnArchive(_("This file is damaged. Save it again.")) from error
    raise NotAnArchive(_("ogpkit cannot unpack this file. Save it again."))


def _read_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """Return a part, of which no more is unpacked than the directory states."""
    with archive.open(part) as file:
        return file.read(part.file_size)  # without a number, two gigabytes may be unpacked before they are cut off
