"""Versions of a workspace or of one file: as it lies on the disk, or as a commit of git keeps it."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import attrs

from ogpkit.check.git_changes import (
    CannotCompare,
    TreeEntry,
    find_commit,
    find_merge_base,
    hash_object,
    list_plan_paths,
    read_tree,
)
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_path
from ogpkit.workspace.files import Reader
from ogpkit.workspace.git import GitFailed, GitUnavailable, ObjectReader, read_plain_file
from ogpkit.workspace.scan import LARGEST, SETTINGS, scan

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_NAME_LENGTH: Final = 40
"""Digits of an object's name where no commit says that they are more."""

_FILES: Final = ("100644", "100755")


class PlanVersion(Protocol):
    """Version of a workspace, or of a file of one."""

    @property
    def label(self) -> str:
        """Return what a person calls it."""

    def identify_files(self, length: int) -> Mapping[str, str]:
        """Return its files by path, each with a name that the same content has in every version.

        Args:
            length: How many digits names of content have.
        """

    def read_files(self, paths: Iterable[str]) -> Mapping[str, bytes]:
        """Return what some of its files hold; a file that cannot be read is left out."""


@attrs.frozen(slots=False)
class FolderVersion:
    """Workspace as it lies on the disk.

    Attributes:
        root: Its folder.
        exclude: The path patterns that its settings leave out.
    """

    root: Path
    exclude: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Return what a person calls it."""
        return _("the files in {folder}").format(folder=sanitize_path(self.root.name or str(self.root)))

    @cached_property
    def _contents(self) -> Mapping[str, bytes]:
        found: dict[str, bytes] = {}
        with Reader(self.root) as reader:
            for entry in scan(self.root, self.exclude):
                if not entry.trouble and entry.size <= LARGEST:
                    with suppress(OSError):
                        found[entry.path] = reader.read(entry.path)
        return found

    def identify_files(self, length: int) -> Mapping[str, str]:
        """Return its files by path, each with the name that git would give to its content; ends of lines do not matter."""
        return {path: _hash_text(held, length) for path, held in self._contents.items()}

    def read_files(self, paths: Iterable[str]) -> Mapping[str, bytes]:
        """Return what some of its files hold."""
        return {path: self._contents[path] for path in paths if path in self._contents}


@attrs.frozen(slots=False)
class CommitVersion:
    """Workspace as a commit keeps it.

    Attributes:
        root: The folder of the workspace.
        label: What a person calls the commit.
        entries: All of its files, by path.
        exclude: The path patterns that the settings leave out.
    """

    root: Path
    label: str
    entries: Mapping[str, TreeEntry] = attrs.field(repr=False, hash=False)
    exclude: tuple[str, ...] = ()

    @cached_property
    def _files(self) -> Mapping[str, TreeEntry]:
        paths = list_plan_paths(self.entries, self.exclude)
        return {path: self.entries[path] for path in paths if self.entries[path].mode in _FILES}

    def identify_files(self, length: int) -> Mapping[str, str]:  # noqa: ARG002  git has said how long they are
        """Return its files by path, each with the name of its content."""
        return {path: entry.name for path, entry in self._files.items()}

    def read_files(self, paths: Iterable[str]) -> Mapping[str, bytes]:
        """Return what some of its files hold; what this clone lacks is left out."""
        found: dict[str, bytes] = {}
        with ObjectReader(self.root, LARGEST) as reader:
            for path in paths:
                if path in self._files:
                    with suppress(GitFailed, GitUnavailable):
                        found[path] = reader.read_blob(self._files[path].name)
        return found


@attrs.frozen
class FileVersion:
    """One file, of which the person says that it is a version of another one.

    Attributes:
        file: The file.
        path: Where it would lie in a workspace, which tells its kind.
    """

    file: Path
    path: str

    @property
    def label(self) -> str:
        """Return what a person calls it."""
        return sanitize_path(str(self.file))

    def identify_files(self, length: int) -> Mapping[str, str]:
        """Return the file with the name of its content."""
        return {self.path: _hash_text(self._read(), length)}

    def read_files(self, paths: Iterable[str]) -> Mapping[str, bytes]:
        """Return what the file holds, if it is asked for."""
        return {self.path: self._read()} if self.path in paths else {}

    def _read(self) -> bytes:
        try:
            return read_plain_file(self.file, LARGEST)
        except OSError as error:
            said = _("{file} cannot be read: {reason}.").format(
                file=sanitize_path(str(self.file)), reason=error.strerror or ""
            )
            raise CannotCompare(said) from error


def find_versions(
    root: Path, before: str, after: str, exclude: tuple[str, ...] = ()
) -> tuple[PlanVersion, PlanVersion]:
    """Return the two versions that a person named.

    A name is a commit, branch or tag, or the path of a folder or file. `A..B` names two commits, and `A...B` the second one and
    the commit at which it left the first.

    Args:
        root: The workspace in which the names hold.
        before: The earlier one; `HEAD` when empty.
        after: The later one; the files on the disk when empty.
        exclude: The path patterns that the settings leave out.

    Raises:
        CannotCompare: A name means nothing, or they do not go together.
    """
    if not after and ".." in before and not Path(before).exists():
        start, dots, end = before.partition("..." if "..." in before else "..")
        names = start or "HEAD", end or "HEAD"
        commits = [find_commit(root, name) for name in names]
        if dots == "...":
            commits[0] = find_merge_base(root, commits[0], names[0], commits[1])
        earlier, later = (
            CommitVersion(root, sanitize_path(name), read_tree(root, commit), exclude)
            for name, commit in zip(names, commits, strict=True)
        )
        return earlier, later
    if before and after and Path(before).is_file() and Path(after).is_file():
        path = _find_workspace_path(root, Path(after)) or _find_workspace_path(root, Path(before))
        if not path:
            said = _("ogpkit cannot tell what kind of file {file} is. Name files of a workspace.")
            raise CannotCompare(said.format(file=sanitize_path(after)))
        return FileVersion(Path(before), path), FileVersion(Path(after), path)
    earlier_one = _find_version(root, before, exclude) if before else _find_commit_version(root, "HEAD", exclude)
    return earlier_one, _find_version(root, after, exclude) if after else FolderVersion(root, exclude)


def _find_version(root: Path, name: str, exclude: tuple[str, ...]) -> PlanVersion:
    folder = Path(name)
    if folder.is_dir() and (folder / SETTINGS).is_file():
        return FolderVersion(folder.resolve(), exclude)
    if folder.is_dir() and os.sep in str(folder):
        said = _("{folder} is not a workspace: it has no ogpkit.toml.").format(folder=sanitize_path(name))
        raise CannotCompare(said)
    return _find_commit_version(root, name, exclude)


def _find_commit_version(root: Path, reference: str, exclude: tuple[str, ...]) -> CommitVersion:
    return CommitVersion(root, sanitize_path(reference), read_tree(root, find_commit(root, reference)), exclude)


def _hash_text(content: bytes, length: int) -> str:
    """Return the name of a content in which ends of lines do not matter."""
    return hash_object(content.replace(b"\r\n", b"\n"), length)


def _find_workspace_path(root: Path, file: Path) -> str:
    """Return where a file lies in its workspace, with `/`; empty where it lies in none."""
    here = Path(os.path.abspath(file))  # noqa: PTH100  a link keeps the name that tells its kind
    for folder in here.parents:
        if folder == root or (folder / SETTINGS).is_file():
            return here.relative_to(folder).as_posix()
    return ""


def get_name_length(version: PlanVersion) -> int:
    """Return how many digits names of content have in a version."""
    if isinstance(version, CommitVersion):
        return max((len(entry.name) for entry in version.entries.values()), default=_NAME_LENGTH)
    return _NAME_LENGTH
