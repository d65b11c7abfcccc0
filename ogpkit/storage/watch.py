"""Changes that other programs make to the files of a workspace, as they happen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from watchfiles import Change
from watchfiles import watch as watch_files

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from threading import Event

_TOGETHER: Final = 200
"""Milliseconds in which changes are gathered: an editor that saves makes several."""


def watch(root: Path, stop_event: Event, also: Collection[str] = ()) -> Iterator[set[str]]:
    """Give the paths of files that have been changed, made or deleted, until told to stop; meant for a thread of its own.

    A folder that was moved in or out is given as itself, without its files.

    Args:
        root: The workspace.
        stop_event: Ends the watch when it is set.
        also: Folders of the workspace in which every file is watched, for example one with templates.
    """
    top = root.resolve()

    def is_watched(_change: Change, changed: str) -> bool:
        return _is_of_workspace(Path(changed), top, also)

    gathered = watch_files(
        top,
        watch_filter=is_watched,
        debounce=_TOGETHER,
        stop_event=stop_event,
        rust_timeout=500,
        raise_interrupt=False,
        ignore_permission_denied=True,
    )
    for changes in gathered:
        yield {Path(changed).relative_to(top).as_posix() for _change, changed in changes}


def _is_of_workspace(changed: Path, top: Path, also: Collection[str]) -> bool:
    """Whether this is a plan file or a folder of them, or lies in a folder that counts; hidden and temporary files do not."""
    if not changed.is_relative_to(top):
        return False
    parts = changed.relative_to(top).parts
    if not parts or any(part.startswith(".") for part in parts):
        return False
    return changed.suffix in (".toml", "") or parts[0] in also
