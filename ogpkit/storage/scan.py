"""Which files there are in a workspace."""

from __future__ import annotations

import os
import re
from functools import cache
from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

SETTINGS: Final = "ogpkit.toml"
"""The file at the root of every workspace."""


@attrs.frozen
class Entry:
    """A file that a scan found.

    Attributes:
        path: Relative to the workspace, with `/`.
        size: In bytes.
        modified: When it was last changed, in nanoseconds.
        trouble: Why it cannot be read, in one word: `link`, `name` or `folder`; empty when nothing stands against it.
    """

    path: str
    size: int = 0
    modified: int = 0
    trouble: str = ""


def scan(root: Path, exclude: Sequence[str] = ()) -> tuple[Entry, ...]:
    """The plan files of a workspace: `ogpkit.toml`, and every `.toml` file in its folders.

    Hidden folders, folders that are workspaces of their own, and other files at the root do not count. A link is followed
    only to a file within the workspace.

    Args:
        root: The workspace.
        exclude: Path patterns of files to pass over; `*` stays within a folder, `**` does not.

    Returns:
        The files in the order of their paths.
    """
    found: list[Entry] = []
    home = os.path.realpath(root)
    for entry in _listed(str(root), ""):
        if isinstance(entry, Entry):
            found.append(entry)
        elif entry.name == SETTINGS:
            found.append(_entry(entry, SETTINGS, home))
        elif _is_folder(entry):
            found.extend(_walk(entry.path, entry.name, home))
    return tuple(sorted((one for one in found if not is_matched(one.path, exclude)), key=lambda one: one.path))


def is_matched(path: str, patterns: Sequence[str]) -> bool:
    """Whether a path is of one of some patterns.

    Args:
        path: Relative to the workspace, with `/`.
        patterns: For example `countries/KE/**` or `*/notes.toml`.
    """
    return any(_expression(pattern).fullmatch(path) for pattern in patterns)


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"(\*\*/?|\*|\?)", pattern.rstrip("/"))
    means = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    inner = "(?:/.*)?" if pattern.endswith("/") else ""
    return re.compile("".join(means.get(part, re.escape(part)) for part in parts) + inner, re.DOTALL)


def _walk(folder: str, path: str, home: str) -> Iterator[Entry]:
    entries = list(_listed(folder, path))
    if any(isinstance(entry, os.DirEntry) and entry.name == SETTINGS for entry in entries):
        return
    for entry in entries:
        if isinstance(entry, Entry):
            yield entry
        elif entry.name.endswith(".toml"):
            yield _entry(entry, f"{path}/{entry.name}", home)
        elif _is_folder(entry):
            yield from _walk(entry.path, f"{path}/{entry.name}", home)


def _listed(folder: str, path: str) -> Iterator[os.DirEntry[str] | Entry]:
    try:
        with os.scandir(folder) as entries:
            yield from (entry for entry in entries if not entry.name.startswith("."))
    except OSError:
        yield Entry(path or ".", trouble="folder")


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False)


def _entry(entry: os.DirEntry[str], path: str, home: str) -> Entry:
    if not path.isprintable():
        return Entry(path, trouble="name")
    if entry.is_symlink() and not os.path.realpath(entry.path).startswith(home + os.sep):
        return Entry(path, trouble="link")
    try:
        about = entry.stat()
    except OSError:
        return Entry(path, trouble="link" if entry.is_symlink() else "folder")
    return Entry(path, about.st_size, about.st_mtime_ns)


def find_upwards(start: Path) -> Path | None:
    """The nearest folder with an `ogpkit.toml`, from a folder upwards.

    Args:
        start: Where to begin.
    """
    home = start.resolve()
    return next((folder for folder in (home, *home.parents) if (folder / SETTINGS).is_file()), None)
