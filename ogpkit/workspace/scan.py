"""The files of a workspace: where its root is, and which entries lie below it."""

from __future__ import annotations

import os
import re
import stat
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from ogpkit.errors import OgpkitError
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.glob_pattern import GlobPattern

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path


class NoWorkspace(OgpkitError):
    """There is no `ogpkit.toml` here, nor in a folder above."""


def find_workspace_root(start: Path) -> Path:
    """Return the root of the workspace that a folder belongs to.

    Args:
        start: The folder, or a file.

    Raises:
        NoWorkspace: There is no ogpkit.toml there, nor above.
    """
    root = find_upwards(start)
    if root is None:
        home = start.resolve()
        odd = next((folder for folder in (home, *home.parents) if os.path.lexists(folder / SETTINGS)), None)
        if odd is not None:
            said = _(
                "ogpkit.toml in {folder} is a folder, a pipe, a device or a broken link. Put the file itself there."
            )
            raise NoWorkspace(said.format(folder=sanitize_line(str(odd))))
        below = find_below(start)
        said = (
            _(
                "There is no ogpkit.toml in {folder} or above it. There is one in a folder below: add “--workspace {below}”."
            )
            if below
            else _(
                "There is no ogpkit.toml in {folder} or above it. Go to the folder of your workspace, or start a new one with "
                "“ogpkit init”."
            )
        )
        raise NoWorkspace(said.format(folder=sanitize_line(str(start)), below=sanitize_line(below)))
    return root


def find_repository_top(folder: Path) -> Path:
    """Return the top of the repository in which a folder lies; the folder itself where it lies in none.

    Args:
        folder: For example the root of a workspace.
    """
    return next((one for one in (folder, *folder.parents) if (one / ".git").exists()), folder)


def find_below(start: Path) -> str:
    """Return the folder of the workspace that lies below another folder, relative to it; empty where nobody can tell.

    Args:
        start: For example the root of a repository that holds other things as well.
    """
    found: list[Path] = []
    for pattern in (f"*/{SETTINGS}", f"*/*/{SETTINGS}"):
        found.extend(file.parent for file in islice(start.glob(pattern), 2) if not file.is_symlink())
    return found[0].relative_to(start).as_posix() if len(found) == 1 else ""


SETTINGS: Final = "ogpkit.toml"
"""The file at the root of every workspace."""

LARGEST: Final = 4 * 1024 * 1024
"""Bytes that a plan file may have; a larger one is no plan file, and would only fill the memory."""


_NEARLY: Final = re.compile(r"(.+?)\.(?:toml|tml|tom)(?:\.(?:txt|bak|old|orig|save|tmp|copy)|~)?", re.IGNORECASE)
"""How the names of files end that somebody may have meant as plan files."""

_COPY: Final = re.compile(r"(?:\.(?:bak|old|orig|save|tmp)|~)$", re.IGNORECASE)
"""How editors and git end the names of what they keep of a file."""

_OF_PYTHON: Final = "pyvenv.cfg"
"""The file that makes a folder a virtual environment of Python."""

_OF_PROGRAMS: Final = frozenset({"__pycache__", "node_modules"})
"""Folders that programs fill."""


class FileEntry(NamedTuple):
    """File that a scan found; a tuple, because there are tens of thousands and nothing is to be imported for them.

    Attributes:
        path: Relative to the workspace, with `/`.
        size: In bytes.
        modified: When its content was last changed, in nanoseconds.
        touched: When anything of it was last changed, its rights and its name included, in nanoseconds.
        trouble: Why it cannot be read, in one word: `link`, `linked-folder`, `name`, `folder` or `special`; or why nobody reads
            it although it may be meant as a plan file: `ending`, `hidden`, `root` or `another`. Empty when nothing stands
            against it.
    """

    path: str
    size: int = 0
    modified: int = 0
    touched: int = 0
    trouble: str = ""


OVERLOOKED: Final = frozenset({"ending", "hidden", "root", "another"})
"""The troubles of files that nobody reads, although somebody may have meant them as plan files."""


def scan(root: Path, exclude: Sequence[str] = ()) -> tuple[FileEntry, ...]:
    """Return the plan files of a workspace: `ogpkit.toml`, and every `.toml` file in its folders.

    Hidden folders, folders that are workspaces of their own or that programs fill, and other files at the root do not count. A
    link is followed only to a file within the workspace; a link to a folder is named, because what lies behind it is not looked
    at. What is nearly a plan file, such as `plan.TOML` or `.plan.toml`, is named too.

    Args:
        exclude: Path patterns of files and folders to pass over; `*` stays within a folder, `**` does not.

    Returns:
        The files in the order of their paths.
    """
    home = os.path.realpath(root)
    found: list[FileEntry] = []
    waiting = [(str(root), "")]
    while waiting:
        folder, path = waiting.pop()
        for entry in _list_folder(folder, path):
            if isinstance(entry, FileEntry):
                found.append(entry)
                continue
            name = entry.name
            if entry.is_dir(follow_symlinks=False):
                if not exclude or not _is_passed_over(f"{path}{name}/", exclude):
                    waiting.append((entry.path, f"{path}{name}/"))
            elif name == SETTINGS or (path and name.endswith(".toml") and not name.startswith(".")):
                found.append(_make_entry(entry, path + name, home))
            elif trouble := _find_why_overlooked(name, path):
                found.append(FileEntry(path + name, trouble=trouble))
            elif entry.is_symlink() and _is_folder(entry):
                found.append(FileEntry(path + name, trouble="linked-folder"))
    if exclude:
        found = [one for one in found if one.path == SETTINGS or not is_matched(one.path, exclude)]
    return tuple(sorted(found, key=itemgetter(0)))


def make_settings_entry(root: Path) -> FileEntry:
    """Return the file at the root of a workspace, as `scan` finds it."""
    home = os.path.realpath(root)
    files = (
        entry for entry in _list_folder(str(root), "") if isinstance(entry, os.DirEntry) and entry.name == SETTINGS
    )
    return next((_make_entry(file, SETTINGS, home) for file in files), FileEntry(SETTINGS, trouble="folder"))


def is_matched(path: str, patterns: Sequence[str]) -> bool:
    """Tell whether a path is of one of some patterns.

    Args:
        path: Relative to the workspace, with `/`.
        patterns: For example `countries/KE/**` or `*/notes.toml`; the name of a folder stands for all that is in it.
    """
    return any(_compile_pattern(pattern).matches(path) for pattern in patterns)


@lru_cache(maxsize=100_000)
def _compile_pattern(text: str) -> GlobPattern:
    return GlobPattern(text)


def _is_passed_over(folder: str, exclude: Sequence[str]) -> bool:
    """Tell whether nothing below a folder counts, so that it need not be looked into."""
    return any(
        not pattern.endswith("*") or pattern.endswith("**") for pattern in exclude if is_matched(folder, [pattern])
    )


def _list_folder(folder: str, path: str) -> list[os.DirEntry[str] | FileEntry]:
    """Return what lies in a folder and may count; of a workspace of its own nothing but that it is one."""
    try:
        with os.scandir(folder) as entries:
            found = [entry for entry in entries if _may_count(entry.name, path)]
    except OSError:
        return [FileEntry(path.rstrip("/") or ".", trouble="folder")]
    names = {entry.name for entry in found}
    if path and any(entry.name == SETTINGS and not _is_folder(entry) for entry in found):
        return [FileEntry(path + SETTINGS, trouble="another")]
    if _OF_PYTHON in names:
        return []
    return [entry for entry in found if not _is_copy(entry.name, names)]


def _find_why_overlooked(name: str, path: str) -> str:
    """Return in one word why a file that is nearly a plan file is none; empty for any other."""
    if name.endswith(".toml"):
        return "hidden" if name.startswith(".") else "root"
    return "ending" if path and suggest_plan_name(name) else ""


def _may_count(name: str, path: str) -> bool:
    """Tell whether something may be a plan file or hold some, by its name; hidden files do that lie among plan files."""
    if name.startswith("."):
        return bool(path) and name.endswith(".toml") and not name.startswith(".#")
    return name not in _OF_PROGRAMS


def _is_copy(name: str, names: Collection[str]) -> bool:
    """Tell whether a file is what an editor has kept of another one beside it."""
    return _COPY.search(name) is not None and suggest_plan_name(name) in names


def suggest_plan_name(name: str) -> str:
    """Return how a file that is nearly called like a plan file should be called; empty for any other.

    Args:
        name: For example `plan.TOML`, `plan.toml.txt` or `plan.toml~`.
    """
    found = _NEARLY.fullmatch(name)
    return f"{found[1]}.toml" if found and not name.endswith(".toml") else ""


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself, or to where nobody may look
        return False


def _make_entry(entry: os.DirEntry[str], path: str, home: str) -> FileEntry:
    if not path.isprintable():
        return FileEntry(path, trouble="name")
    if entry.is_symlink() and find_path_within(os.path.realpath(entry.path), home, path) is None:
        return FileEntry(path, trouble="link")
    try:
        about = entry.stat()
    except OSError:
        return FileEntry(path, trouble="link" if entry.is_symlink() else "folder")
    if not stat.S_ISREG(about.st_mode):
        return FileEntry(path, trouble="linked-folder" if stat.S_ISDIR(about.st_mode) else "special")
    return FileEntry._make((path, about.st_size, about.st_mtime_ns, about.st_ctime_ns, ""))


def find_path_within(real: str, home: str, path: str) -> str | None:
    """Return the path of a file within a workspace.

    None for one that lies elsewhere, or below a hidden folder that a link leads to.

    Args:
        real: Where the file really is, as `os.path.realpath` gives it.
        home: Where the workspace really is, likewise.
        path: How the workspace calls the file.
    """
    above = home.rstrip(os.sep) + os.sep
    if not real.startswith(above):
        return None
    inner = real[len(above) :].replace(os.sep, "/")
    is_hidden = inner != path and any(part.startswith(".") for part in inner.split("/"))
    return None if is_hidden or os.path.islink(real) else inner  # noqa: PTH114  a link to itself stays one


def find_upwards(start: Path) -> Path | None:
    """Return the nearest folder with an `ogpkit.toml`, from a folder upwards.

    Args:
        start: Where to begin.
    """
    for home in (start.resolve(), start.absolute()):  # what a link in a workspace leads to may lie elsewhere
        for folder in (home, *home.parents):
            if (folder / SETTINGS).is_file():
                return folder
    return None
