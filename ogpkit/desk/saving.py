"""From the desk to the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.desk.held import Held
from ogpkit.storage.lock import writing
from ogpkit.storage.save import CannotWrite, ChangedOutside, delete, digest, save

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def saved(root: Path, files: Mapping[str, Held], timeout: float) -> tuple[dict[str, Held], dict[str, str]]:
    """Write files, each as a whole or not at all; one that was changed outside is left as it is.

    Args:
        root: The workspace.
        files: What each is to be, by path; none of them in conflict.
        timeout: How long to wait for another writer, in seconds.

    Returns:
        What each file is afterwards, and why those that could not be written were not.

    Raises:
        Busy: Another writer holds the workspace for longer than that; nothing was written.
    """
    after: dict[str, Held] = {}
    reasons: dict[str, str] = {}
    try:
        with writing(root, timeout):
            for path in sorted(files):
                try:
                    after[path] = _written(root, path, files[path])
                except CannotWrite as error:
                    reasons[path] = str(error)
    except CannotWrite as error:
        reasons = dict.fromkeys(files.keys() - after.keys(), str(error))
    return after, reasons


def _written(root: Path, path: str, held: Held) -> Held:
    expected = None if held.base is None else digest(held.base)
    try:
        if held.mine is not None:
            save(root, path, held.mine, expected)
        elif expected is not None:
            delete(root, path, expected)
    except ChangedOutside as found:
        return held.against(found.theirs)
    return Held(base=held.mine, mine=held.mine)
