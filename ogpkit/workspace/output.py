"""Where output goes: the one way to a file that a person named, and to one whose name ogpkit chose.

A file that a person names is replaced as a whole. A device or a pipe is written into and stays what it is, as with every other
program. A link is followed only within the folder that it lies in: a folder that came from elsewhere may hold links to anything.
A file whose name ogpkit chose never follows a link.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from ogpkit.errors import OgpkitError
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_path
from ogpkit.workspace.atomic import write_atomically

_MOST_LINKS: Final = 40
"""Links in a row that are followed, as Linux does."""

_STREAM: Final = re.compile(r"/(?:dev|proc/self)/fd/([0-9]{1,9})|/dev/std(out|err)")
"""The names of what is open already; to open or replace these would cut off what was written before."""

_STANDARD: Final = {"out": 1, "err": 2}


class CannotOutput(OgpkitError):
    """Raised when output cannot go to a place."""


def write_output(path: Path, data: bytes) -> None:
    """Write output to where a person wants it.

    Args:
        path: What they named: a file, which is made or replaced; or a device, a pipe or an open stream, which is written into.
        data: The output.

    Raises:
        CannotOutput: It is a folder, a disk, or a link that leads out of its folder; or it does not take the output.
        CannotWrite: The disk does not take the file.
    """
    named = sanitize_path(str(path))
    try:
        target = _resolve(path)
    except ValueError as error:  # a name that no file can have
        raise _make_refusal(named, error) from error
    if isinstance(target, int):
        _write_into(named, target, data)
        return
    try:
        sort = target.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        sort = stat.S_IFREG
    except (OSError, ValueError) as error:
        raise _make_refusal(named, error) from error
    if stat.S_ISDIR(sort):
        raise CannotOutput(_("{path} is a folder. Name a file in it.").format(path=named))
    if stat.S_ISBLK(sort):
        raise CannotOutput(_("{path} is a disk, so ogpkit did not write to it. Name a file.").format(path=named))
    if stat.S_ISREG(sort):
        write_atomically(target, data)
        return
    try:
        handle = os.open(target, os.O_WRONLY)  # a pipe waits for its reader here, as with every other program
    except OSError as error:
        raise _make_refusal(named, error) from error
    _write_into(named, handle, data)


def write_chosen(folder: Path, name: str, data: bytes) -> Path:
    """Write output under a name that ogpkit chose; gives the file.

    Args:
        folder: The folder, which is made where it is not there.
        name: The name of the file, without any folder.
        data: The output.

    Raises:
        CannotOutput: Something else than a plain file has that name: a link, a folder, a pipe.
        CannotWrite: The disk does not take the file.
    """
    path = folder / name
    verify_plain(path)
    write_atomically(path, data)
    return path


def verify_plain(path: Path) -> None:
    """Refuse a place that ogpkit chose and at which a link or something else than a plain file lies.

    Args:
        path: The place.

    Raises:
        CannotOutput: It is taken.
    """
    with suppress(FileNotFoundError, NotADirectoryError):
        if not stat.S_ISREG(path.lstat().st_mode):
            said = _("{path} is a link, a folder or a device. Move it, or choose another folder.")
            raise CannotOutput(said.format(path=sanitize_path(str(path))))


def output_folder(root: Path, name: str) -> Path:
    """Return a folder of a workspace for output, of which no link leads elsewhere.

    Args:
        name: The name of the folder.

    Raises:
        CannotOutput: It leads out of the workspace.
    """
    folder = root / name
    if Path(os.path.realpath(folder)) != Path(os.path.realpath(root)) / name:
        said = _("{path} is a link. ogpkit writes only into a folder of the workspace. Move the link.")
        raise CannotOutput(said.format(path=sanitize_path(str(folder))))
    return folder


def _resolve(path: Path) -> Path | int:
    """Return the file that is meant, or the number of a stream that is open already."""
    place = Path(os.path.abspath(path))  # noqa: PTH100  links are looked at one by one
    home = os.path.realpath(place.parent)
    for _link in range(_MOST_LINKS):
        if found := _STREAM.fullmatch(place.as_posix()):
            return int(found[1]) if found[1] else _STANDARD[found[2]]
        try:
            place = Path(os.path.abspath(place.parent / place.readlink()))  # noqa: PTH100
        except (OSError, ValueError):  # no link
            break
    else:
        raise CannotOutput(_("{path} is a link that leads to itself.").format(path=sanitize_path(str(path))))
    real = Path(os.path.realpath(place))
    if place != Path(os.path.abspath(path)) and not real.is_relative_to(home) and not _is_stream(real):  # noqa: PTH100
        said = _("{path} is a link to {target}, outside its folder. To write there, name {target} itself.")
        raise CannotOutput(said.format(path=sanitize_path(str(path)), target=sanitize_path(str(real))))
    return real


def _is_stream(path: Path) -> bool:
    """Tell whether a place takes output without losing what it holds: a device or a pipe."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def _write_into(named: str, handle: int, data: bytes) -> None:
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.flush()
    is_ours = handle > 2  # noqa: PLR2004  the standard streams stay open
    try:
        with os.fdopen(handle, "wb", buffering=0, closefd=is_ours) as stream:
            view = memoryview(data)
            while view:
                view = view[stream.write(view) :]
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _make_refusal(named, error) from error


def _make_refusal(named: str, error: OSError | ValueError) -> CannotOutput:
    reason = getattr(error, "strerror", None) or str(error)
    return CannotOutput(_("ogpkit cannot write to {path}: {reason}.").format(path=named, reason=reason))
