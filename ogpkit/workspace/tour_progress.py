"""How far a person is in the tours of the app, kept in the folder `.ogpkit` of the workspace."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.workspace.atomic import CannotWrite, write_beside
from ogpkit.workspace.own_folder import open_existing_own, open_own, open_staging

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_FOLDER: Final = "tours"
_FILE: Final = "progress.json"

_LIMIT: Final = 64 * 1024
"""Bytes that are read; a longer file is none of ours."""


@attrs.frozen(kw_only=True)
class TourProgress:
    """How far a person is in the tours.

    Attributes:
        is_new: Whether the workspace has just been made, so that the tours are offered once.
        current: The name of the tour that she is on; empty when she is on none.
        steps: By tour the number of the step that comes next, from zero.
        finished: The tours that she has been through.
    """

    is_new: bool = False
    current: str = ""
    steps: Mapping[str, int] = attrs.field(factory=dict, hash=False)
    finished: frozenset[str] = frozenset()


def read_tour_progress(root: Path) -> TourProgress:
    """Return how far a person is; at the beginning, where nothing that can be read says more.

    Args:
        root: The folder of the workspace.
    """
    folder = open_existing_own(root, _FOLDER)
    if folder is None:
        return TourProgress()
    with folder, suppress(OSError, ValueError):
        return _parse(json.loads(folder.read(_FILE, _LIMIT) or b"{}"))
    return TourProgress()


def write_tour_progress(root: Path, progress: TourProgress) -> None:
    """Keep how far a person is.

    Args:
        root: The folder of the workspace.

    Raises:
        CannotWrite: The disk does not take it.
    """
    kept = {
        "new": progress.is_new,
        "current": progress.current,
        "steps": dict(sorted(progress.steps.items())),
        "finished": sorted(progress.finished),
    }
    data = (json.dumps(kept, indent=1) + "\n").encode()
    try:
        with open_own(root, _FOLDER) as folder, open_staging(root, folder) as scratch:
            write_beside(scratch, folder, _FILE, data, settle=False)
    except OSError as error:
        raise CannotWrite.of(root / ".ogpkit" / _FOLDER / _FILE, error) from error


def note_new_workspace(root: Path) -> None:
    """Have the app offer the tours when it first opens a workspace; where that cannot be noted, it does not.

    Args:
        root: The folder of the workspace.
    """
    with suppress(CannotWrite):
        write_tour_progress(root, TourProgress(is_new=True))


def _parse(found: object) -> TourProgress:
    """Return what a file says, as far as it says it in the right way."""
    if not isinstance(found, dict):
        return TourProgress()
    steps, finished = found.get("steps"), found.get("finished")
    return TourProgress(
        is_new=found.get("new") is True,
        current=current if isinstance(current := found.get("current"), str) else "",
        steps={
            str(name): step
            for name, step in (steps.items() if isinstance(steps, dict) else ())
            if isinstance(step, int) and step >= 0
        },
        finished=frozenset(map(str, finished if isinstance(finished, list) else ())),
    )
