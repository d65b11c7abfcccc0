"""One writer at a time in a workspace."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from filelock import FileLock, Timeout

from ogpkit.errors import OgpkitError
from ogpkit.language import _
from ogpkit.storage.atomic import CannotWrite
from ogpkit.untrusted import on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


PATIENCE: Final = 300.0
"""Seconds for which a command waits for its turn; each writer holds it for a moment only."""


class Busy(OgpkitError):
    """Another program is writing in this workspace and does not come to an end."""

    exit_code = 1


def own_folder(root: Path) -> Path:
    """The folder `.ogpkit` of a workspace, which git leaves out; it is made when it is missing.

    Args:
        root: The workspace.

    Raises:
        CannotWrite: It cannot be made.
    """
    folder = root / ".ogpkit"
    try:
        folder.mkdir(exist_ok=True)
        ignore = folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
    except OSError as error:
        raise CannotWrite(folder, error.strerror or str(error)) from error
    return folder


@contextmanager
def writing(root: Path, timeout: float = 5.0) -> Iterator[None]:
    """Hold the right to write in a workspace; the system frees it when the holder dies.

    Who holds it already is given it at once, so that several saves can be made in one turn.

    Args:
        root: The workspace.
        timeout: How long to wait for another writer, in seconds.

    Raises:
        Busy: Another writer holds it for longer than that.
        CannotWrite: The workspace cannot be written at all.
    """
    lock = FileLock(own_folder(root) / "lock", is_singleton=True)
    try:
        lock.acquire(timeout=timeout)
    except Timeout:
        raise Busy(
            _("Another ogpkit is saving in {root}. Wait for it to finish, then save again.").format(
                root=on_one_line(str(root))
            )
        ) from None
    except OSError as error:
        raise CannotWrite(root, error.strerror or str(error)) from error
    try:
        yield
    finally:
        lock.release()
