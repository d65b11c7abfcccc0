"""Changes that other programs make to the files of a workspace, as they happen."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Final

from watchfiles import Change
from watchfiles import watch as watch_paths
from watchfiles._rust_notify import RustNotify, WatchfilesRustInternalError

from ogpkit.errors import OgpkitError
from ogpkit.text.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from threading import Event

_TOGETHER: Final = 200
"""Milliseconds in which changes are gathered: an editor that saves makes several."""

_GLANCE: Final = 1000
"""Milliseconds between two looks at all files, where the system tells of no changes."""

_logger = logging.getLogger(__name__)


class CannotWatch(OgpkitError):
    """Raised when changes of a workspace cannot be followed in any way."""


class _LimitReached(Exception):
    """Raised when a folder is new, and the system will not tell of it."""


def watch_files(
    root: Path, stop_event: Event, also: Collection[str] = (), *, tell: Callable[[str], object] = _logger.warning
) -> Iterator[set[str]]:
    """Give the paths of files that have been changed, made or deleted, until told to stop; meant for a thread of its own.

    A folder that was moved in or out is given as itself, without its files. Where the system can watch no more files, all of
    them are looked at again and again instead; the paths may be none then, which means that anything may have changed.

    Args:
        stop_event: Ends the watch when it is set.
        also: Folders of the workspace in which every file is watched, for example one with templates.
        tell: Is told, once and in the user's language, when files are looked at again and again.

    Raises:
        CannotWatch: Not even that is possible.
    """
    top = root.resolve()
    try:
        yield from _list_changes(top, stop_event, also, is_polling=False)
    except (OSError, WatchfilesRustInternalError):
        tell(_find_watcher())
    except _LimitReached:
        tell(_find_watcher())
        yield set()  # what has changed in that folder
    else:
        return
    try:
        yield from _list_changes(top, stop_event, also, is_polling=True)
    except (OSError, WatchfilesRustInternalError) as error:
        raise CannotWatch(
            _(
                "ogpkit cannot follow what other programs change in {folder}: {reason}. Start again to see their changes."
            ).format(folder=top, reason=error)
        ) from error


def _find_watcher() -> str:
    return _(
        "This machine cannot watch more files for changes, because other programs use up the limit. ogpkit checks the "
        "files every "
        "second instead, which takes a little longer."
    )


def _list_changes(top: Path, stop_event: Event, also: Collection[str], *, is_polling: bool) -> Iterator[set[str]]:
    def is_watched(_change: Change, changed: str) -> bool:
        return _is_of_workspace(Path(changed), top, also)

    logging.getLogger("watchfiles.main").setLevel(logging.ERROR)  # it tells of every Ctrl+C
    gathered = watch_paths(
        top,
        watch_filter=is_watched,
        debounce=_TOGETHER,
        stop_event=stop_event,
        rust_timeout=500,
        raise_interrupt=False,
        ignore_permission_denied=True,
        force_polling=True if is_polling else None,
        poll_delay_ms=_GLANCE,
        yield_on_timeout=True,
    )
    unsure = {str(top)}
    for changes in gathered:
        if changes:
            yield {Path(changed).relative_to(top).as_posix() for _change, changed in changes}
        unsure |= {changed for change, changed in changes if change is Change.added and Path(changed).is_dir()}
        if unsure and not is_polling:
            _verify_is_watched(unsure.pop())
            unsure.clear()


def _verify_is_watched(folder: str) -> None:
    """Make sure that the system still takes a watch: folders for which it takes none are passed over without a word."""
    try:
        RustNotify([folder], False, False, 0, False, False).close()
    except (FileNotFoundError, PermissionError):
        return
    except (OSError, WatchfilesRustInternalError) as error:
        raise _LimitReached from error


def _is_of_workspace(changed: Path, top: Path, also: Collection[str]) -> bool:
    """Tell whether this is a plan file or a folder of them, or lies in a folder that counts.

    Hidden and temporary files do not.
    """
    if not changed.is_relative_to(top):
        return False
    parts = changed.relative_to(top).parts
    if not parts or any(part.startswith(".") for part in parts):
        return False
    return changed.suffix in (".toml", "") or parts[0] in also
