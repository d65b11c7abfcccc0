"""The folder `.ogpkit` of a workspace: its lock, journals, files that are being prepared; git takes nothing of it.

It is never a link: a workspace from elsewhere must not choose where ogpkit writes and sweeps.
"""

from __future__ import annotations

import errno
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from ogpkit.text.i18n import _
from ogpkit.workspace.atomic import CannotWrite
from ogpkit.workspace.attributes import has_default_access
from ogpkit.workspace.files import NotReadable
from ogpkit.workspace.folder import Folder
from ogpkit.workspace.staging import ignore_all, make_staging_folder, sweep

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OWN: Final = ".ogpkit"
_PREPARED: Final = "prepared"


def open_own(root: Path, name: str = "", mode: int = 0o777) -> Folder:
    """Open the folder `.ogpkit` of a workspace, or one in it; what is missing is made. The caller closes it.

    Args:
        name: The name of a folder in it; empty for the folder itself.
        mode: With which rights that one is made.

    Raises:
        CannotWrite: It cannot be made, or is a link.
    """
    at = root / OWN / name
    try:
        with Folder.open(root) as top:
            own = _enter_folder(top, OWN, 0o777)
        try:
            ignore_all(own)
            return _enter_folder(own, name or ".", mode)
        finally:
            own.close()
    except OSError as error:
        raise CannotWrite.of(at, error) from error


def open_existing_own(root: Path, name: str) -> Folder | None:
    """Open a folder below `.ogpkit` only to look into it; None when it is not there, or a link. The caller closes it."""
    with suppress(OSError), Folder.open(root) as top, top.enter(OWN) as own:
        return own.enter(name)
    return None


def sweep_prepared(root: Path) -> None:
    """Take away what killed programs were preparing; the caller holds `ogpkit.workspace.lock.lock_workspace`."""
    prepared = open_existing_own(root, _PREPARED)
    if prepared is not None:
        with prepared:
            sweep(prepared)


@contextmanager
def open_staging(root: Path, folder: Folder, *, beside: bool = False) -> Iterator[Folder]:
    """Open the place where files of a folder of the workspace are prepared, on the same file system.

    Args:
        folder: The folder; one that hands access lists down, or lies on another disk, gets a place of its own.
        beside: Whether it gets one in any case.

    Raises:
        CannotWrite: It cannot be made.
        OSError: Likewise.
    """
    prepared = open_own(root, _PREPARED)
    with prepared:
        is_apart = (
            beside
            or prepared.get_own_status().st_dev != folder.get_own_status().st_dev
            or has_default_access(folder.place("")[1])
        )
        if not is_apart:
            yield prepared
            return
    with make_staging_folder(folder) as scratch:
        yield scratch


def _enter_folder(folder: Folder, name: str, mode: int) -> Folder:
    is_new = folder.get_status(name) is None
    try:
        below = folder.enter(name, make=True, mode=mode)
    except OSError as error:
        about = folder.get_status(name)
        if about is not None and not stat.S_ISDIR(about.st_mode):
            reason = _("ogpkit needs its own folder here, but it is a link or a file; delete it")
            raise NotReadable(errno.ENOTDIR, reason, name) from error
        raise
    if is_new:
        folder.settle()
    return below
