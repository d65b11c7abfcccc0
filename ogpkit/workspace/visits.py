"""What has changed in a workspace since a person last worked in it, as git tells it.

Where one has left off is kept in the folder `.ogpkit` of the workspace. Who wrote a change is compared with the person's own
address, and no name or address is kept or shown. Where there is no repository or no answer, nothing has changed.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.workspace.atomic import CannotWrite, write_beside
from ogpkit.workspace.git import GitFailed, GitUnavailable, run_git
from ogpkit.workspace.history import newest_commit
from ogpkit.workspace.own_folder import open_existing_own, open_own, open_staging

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FOLDER: Final = "visits"
_FILE: Final = "last.txt"
_LIMIT: Final = 256
"""Bytes that are read; a longer file is none of ours."""

_COMMIT: Final = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_MOST_COMMITS: Final = "1000"

_TIMEOUT: Final = 10.0
"""Seconds after which nobody waits for the answer any more."""


@attrs.frozen
class FileChange:
    """Newest change of a file since the last visit.

    Attributes:
        path: The file, relative to the workspace.
        on: The day on which it was committed.
        is_own: Whether the person has committed it.
        is_gone: Whether it deleted the file.
    """

    path: str
    on: date
    is_own: bool
    is_gone: bool


def has_repository(root: Path) -> bool:
    """Tell whether a workspace lies in a repository, as far as that shows without asking git."""
    return any(os.path.lexists(folder / ".git") for folder in (root, *root.resolve().parents))


def note_visit(root: Path) -> None:
    """Keep where a person leaves off; where that cannot be known or written, nothing is kept.

    Args:
        root: The folder of the workspace.
    """
    commit = newest_commit(root) if has_repository(root) else ""
    if _COMMIT.fullmatch(commit):
        with suppress(OSError, CannotWrite), open_own(root, _FOLDER) as folder, open_staging(root, folder) as scratch:
            write_beside(scratch, folder, _FILE, commit.encode() + b"\n", settle=False)


def list_changes_since_visit(root: Path) -> tuple[FileChange, ...]:
    """Return the files that were changed in commits since the last visit, the newest change of each first.

    Args:
        root: The folder of the workspace.
    """
    before = _read_visit(root) if has_repository(root) else ""
    if not before or before == newest_commit(root):
        return ()
    with suppress(GitFailed, GitUnavailable, ValueError):
        listed = run_git(
            root,
            "log",
            "--name-status",
            "--no-renames",
            "--no-ext-diff",
            "--no-textconv",
            "--no-color",
            "--relative",
            f"--max-count={_MOST_COMMITS}",
            "--format=%x1e%cs%x1f%ae",
            "--end-of-options",
            f"{before}..HEAD",
            timeout=_TIMEOUT,
        )
        found: dict[str, FileChange] = {}
        for change in _parse(listed.decode("utf-8", "replace"), _find_own_address(root)):
            found.setdefault(change.path, change)  # the newest commit comes first
        return tuple(found.values())
    return ()


def _parse(listed: str, own: str) -> Iterator[FileChange]:
    for commit in listed.split("\x1e")[1:]:
        head, *lines = commit.split("\n")
        day, _separator, address = head.partition("\x1f")
        for line in lines:
            state, tab, path = line.partition("\t")
            if tab:
                is_own = bool(own) and address == own
                yield FileChange(path, date.fromisoformat(day), is_own, state == "D")


def _find_own_address(root: Path) -> str:
    with suppress(GitFailed, GitUnavailable):
        return run_git(root, "config", "--get", "user.email", timeout=_TIMEOUT).decode("utf-8", "replace").strip()
    return ""


def _read_visit(root: Path) -> str:
    folder = open_existing_own(root, _FOLDER)
    if folder is None:
        return ""
    with folder, suppress(OSError):
        said = (folder.read(_FILE, _LIMIT) or b"").decode("ascii", "replace").strip()
        return said if _COMMIT.fullmatch(said) else ""
    return ""
