"""One writer at a time in a workspace."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from filelock import FileLock, Timeout

from ogpkit.errors import OgpkitError
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.atomic import CannotWrite
from ogpkit.workspace.own_folder import OWN, open_own, sweep_prepared

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


TIMEOUT: Final = 5.0
"""Seconds for which another writer is waited for, where nothing else is said."""

COMMAND_TIMEOUT: Final = 300.0
"""Seconds for which a command waits for its turn; each writer holds it for a moment only."""


class Busy(OgpkitError):
    """Another program is writing in this workspace and does not come to an end."""

    exit_code = 1


@contextmanager
def lock_workspace(root: Path, timeout: float = TIMEOUT) -> Iterator[None]:
    """Hold the right to write in a workspace; the system frees it when the holder dies.

    Who holds it already is given it at once, so that several saves can be made in one turn.

    Args:
        timeout: How long to wait for another writer, in seconds; with 0 it is tried once, for whoever must not be held up.

    Raises:
        Busy: Another writer holds it for longer than that.
        CannotWrite: The workspace cannot be written at all.
    """
    open_own(root).close()
    lock = FileLock(root / OWN / "lock", is_singleton=True)
    try:
        lock.acquire(timeout=timeout)
    except Timeout:
        raise Busy(
            _("Another ogpkit is saving in {root}. Wait until it has finished, then save again.").format(
                root=sanitize_line(str(root))
            )
        ) from None
    except OSError as error:
        raise CannotWrite.of(root / OWN / "lock", error) from error
    try:
        sweep_prepared(root)
        yield
    finally:
        with suppress(OSError):  # the system takes it away with the process; what was written is written
            lock.release()
