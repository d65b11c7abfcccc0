"""What has changed in a workspace that is kept in git: which files, and which findings came with them.

Git says what a commit holds and which files it knows; what the working files hold, ogpkit compares itself. So the programs that a
repository names for comparing, its filters above all, are never started: a file that a filter changes on its way into git counts
as changed. Ends of lines do not matter. What a change breaks in files that stay as they were is seen by looking at the workspace
as it was before, out of the objects that git keeps; nothing is checked out.
"""

from __future__ import annotations

import hashlib
import os
import posixpath
import stat
from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.check.finding import PLUGIN_FAILED
from ogpkit.errors import OgpkitError
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.git import GitFailed, GitUnavailable, ObjectReader, read_plain_file, run_git
from ogpkit.workspace.plugin_switches import FOLDER
from ogpkit.workspace.scan import LARGEST, SETTINGS, FileEntry, is_matched, scan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ogpkit.check.finding import Finding


_LINK: Final = "120000"
"""The mode that git gives a link."""

_FILES: Final = ("100644", "100755")

_SHA256_LENGTH: Final = 64
"""Digits of an object's name in repositories of the newer format."""


class CannotCompare(OgpkitError):
    """Git cannot say what has changed."""


@attrs.frozen
class TreeEntry:
    """File as a commit keeps it.

    Attributes:
        mode: What it is: a file, a link, or a repository within.
        name: The name of the object that holds its content.
    """

    mode: str
    name: str


@attrs.frozen(kw_only=True, slots=False)
class Changes:
    """Changes since some commit, committed or not.

    Attributes:
        root: The workspace.
        before: Each file in that commit, by its path relative to the workspace.
        known: The files that are there and that git does not ignore.
        gone: Those that are there no more.
    """

    root: Path
    before: Mapping[str, TreeEntry] = attrs.field(repr=False)
    known: frozenset[str] = attrs.field(repr=False)
    gone: frozenset[str]

    @cached_property
    def changed(self) -> frozenset[str]:
        """Return the files that are new, or differ."""
        return frozenset(path for path in self.known | self.before.keys() if self.has_changed(path))

    def select(self, findings: Iterable[Finding], list_before: Callable[[], Iterable[Finding]]) -> tuple[Finding, ...]:
        """Return the findings in changed files, about them or of a plugin in one, and those that were not there before.

        Args:
            list_before: Looks at the workspace as it was; called only where that can make a difference.
        """
        findings = tuple(findings)
        concerned = {
            number
            for number, finding in enumerate(findings)
            if finding.code == PLUGIN_FAILED
            or f"{FOLDER}/{finding.plugin}.py"
            in self.changed  # what a plugin of the workspace says comes with its change
            or not self.changed.isdisjoint((finding.path, finding.subject, *(other.path for other in finding.related)))
        }
        if len(concerned) < len(findings) and (self.changed or self.gone):
            known = Counter(map(_identify, list_before()))
            for number, finding in enumerate(findings):
                mark = _identify(finding)
                if known[mark] == 0:
                    concerned.add(number)
                else:
                    known[mark] -= 1
        return tuple(finding for number, finding in enumerate(findings) if number in concerned)

    def read_settings(self) -> bytes | None:
        """Return what the settings of the workspace said before; None where there were none."""
        with ObjectReader(self.root, LARGEST) as reader:
            return self._read_before(reader, SETTINGS)

    def list_before(self, exclude: tuple[str, ...]) -> tuple[tuple[FileEntry, ...], dict[str, bytes]]:
        """Return the files that the workspace had before, and what those held that have changed.

        Args:
            exclude: The path patterns that its settings left out then.
        """
        entries: dict[str, FileEntry] = {}
        for entry in scan(self.root, exclude):  # what git ignores is taken to have been there, as it is
            is_kept = entry.path in self.before or entry.path not in self.known
            if is_kept and entry.path not in self.changed:
                entries[entry.path] = entry
        held: dict[str, bytes] = {}
        with ObjectReader(self.root, LARGEST) as reader:
            for path in list_plan_paths(self.before, exclude):
                if path not in self.changed and path not in self.gone:
                    entries.setdefault(path, FileEntry(path))
                    continue
                content = self._read_before(reader, path)
                if content is not None:
                    held[path] = content
                    entries[path] = FileEntry(path)
                elif self.before[path].mode == _LINK:
                    entries[path] = FileEntry(path, trouble="link")
        return tuple(sorted(entries.values())), held

    def _read_before(self, reader: ObjectReader, path: str) -> bytes | None:
        """Return what a file held; through a link within the workspace, as far as one link leads."""
        entry = self.before.get(path)
        try:
            if entry is not None and entry.mode == _LINK:
                target = os.fsdecode(reader.read_blob(entry.name))
                entry = self.before.get(posixpath.normpath(posixpath.join(posixpath.dirname(path), target)))
            if entry is None or entry.mode not in _FILES:
                return None
            return reader.read_blob(entry.name)
        except (GitFailed, GitUnavailable):  # too large, or not here: a clone may lack it
            return None

    def has_changed(self, path: str) -> bool:
        """Tell whether a file is new or differs; one that is not there has not.

        Args:
            path: Relative to the workspace, with `/`.
        """
        entry = self.before.get(path)
        if entry is None:
            return path in self.known
        content = _read_content(self.root / path)
        if content is None:
            return os.path.lexists(self.root / path)
        forms = (content, content.replace(b"\r\n", b"\n"))
        return entry.name not in {hash_object(form, len(entry.name)) for form in forms}


def find_git_changes(root: Path, reference: str) -> Changes:
    """Return what has changed in a workspace since it left a commit's line; files that git does not know yet are new.

    What came to a branch after the present one had begun there is no change of the present one.

    Inside a hook of git, the list of files that it is about to commit counts as what git knows.

    Args:
        reference: A commit, branch or tag, for example `HEAD` or `origin/main`.

    Raises:
        CannotCompare: There is no git, no repository, or no such commit.
    """
    commit = find_merge_base(root, find_commit(root, reference), reference)
    before = read_tree(root, commit)
    gone = frozenset(path for path in before if not os.path.lexists(root / path))
    listed = _run_git(
        root, "ls-files", "-z", "--cached", "--others", "--exclude-standard", index=_find_hook_index(root)
    )
    known = frozenset(os.fsdecode(path) for path in _split_items(listed))
    return Changes(root=root, before=before, known=known - gone, gone=gone)


def list_plan_paths(tree: Mapping[str, TreeEntry], exclude: tuple[str, ...]) -> Iterator[str]:
    """Yield the paths in a commit that a scan of its files would find.

    Args:
        tree: The files of the commit.
        exclude: The path patterns that the settings leave out.
    """
    others = {posixpath.dirname(path) for path in tree if path.endswith(f"/{SETTINGS}")}
    for path in tree:
        folders = path.split("/")[:-1]
        is_plan = path == SETTINGS or (bool(folders) and path.endswith(".toml"))
        if not is_plan or any(part.startswith(".") for part in path.split("/")) or is_matched(path, exclude):
            continue
        if not any("/".join(folders[: number + 1]) in others for number in range(len(folders))):
            yield path


def read_tree(root: Path, commit: str) -> dict[str, TreeEntry]:
    """Return the files that a commit keeps of a workspace, by their paths relative to it.

    Args:
        commit: The name of the commit.

    Raises:
        CannotCompare: Git does not give them.
    """
    listed = _run_git(root, "ls-tree", "-r", "-z", "--end-of-options", commit)
    return dict(_parse_tree_entry(line) for line in _split_items(listed))


def verify_repository(root: Path) -> None:
    """Find that a folder is in a repository of git.

    Raises:
        CannotCompare: There is no git, or no repository.
    """
    try:
        _run_git(root, "rev-parse", "--git-dir")
    except CannotCompare as error:
        if isinstance(error.__cause__, GitFailed) and error.__cause__.complaint.startswith("not a git repository"):
            raise CannotCompare(_("This workspace is not in a git repository. Run “git init” first.")) from error
        raise


def find_commit(root: Path, reference: str) -> str:
    """Return the name of a commit.

    Args:
        root: A folder of the repository.
        reference: A commit, branch or tag, for example `HEAD` or `origin/main`.

    Raises:
        CannotCompare: There is no git, no repository, or no such commit.
    """
    missing = CannotCompare(
        _("git knows no commit “{reference}”. In a pipeline, fetch the whole history first.").format(
            reference=sanitize_line(reference)
        )
    )
    if reference.startswith("-") or "\0" in reference:
        raise missing
    verify_repository(root)
    try:
        found = run_git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{reference}^{{commit}}")
    except GitFailed:
        if reference == "HEAD":
            missing = CannotCompare(_("This git repository has no commit yet. Commit your files first."))
        raise missing from None
    commit = found.decode("ascii", "replace").split()[-1:]
    if not commit or not commit[0].isalnum():
        raise missing
    return commit[0]


def find_merge_base(root: Path, commit: str, reference: str, other: str = "HEAD") -> str:
    """Return the commit at which two lines parted.

    Args:
        root: A folder of the repository.
        commit: A commit of one line.
        reference: What the person calls that line.
        other: A commit of the other one; the present one when left out.

    Raises:
        CannotCompare: They share none that is here.
    """
    try:
        found = run_git(root, "merge-base", "--end-of-options", commit, other)
    except GitFailed as error:
        said = _("git cannot find a commit that “{reference}” shares with the current branch.")
        advice = _("In a pipeline, fetch the whole history first.")
        raise CannotCompare(f"{said.format(reference=sanitize_line(reference))} {advice}") from error
    return found.decode("ascii", "replace").split()[0]


def _find_hook_index(root: Path) -> str:
    """Return the list of files that a hook of git is about: its variable holds only where it is this repository's."""
    said = os.environ.get("GIT_INDEX_FILE", "")
    if not said:
        return ""
    home = Path(os.fsdecode(_run_git(root, "rev-parse", "--absolute-git-dir").rstrip(b"\n")))
    top = Path(os.fsdecode(_run_git(root, "rev-parse", "--show-toplevel").rstrip(b"\n")))
    index = Path(os.path.realpath(top / said))
    return str(index) if index.is_relative_to(os.path.realpath(home)) else ""


def _parse_tree_entry(line: bytes) -> tuple[str, TreeEntry]:
    about, _tab, path = line.partition(b"\t")
    mode, _sort, name = about.decode("ascii", "replace").split()
    return os.fsdecode(path), TreeEntry(mode, name)


def _identify(finding: Finding) -> tuple[object, ...]:
    """Return what a finding in a file that has not changed is known by."""
    return finding.path, finding.code, finding.severity, finding.at, finding.message


def _split_items(listed: bytes) -> list[bytes]:
    return [item for item in listed.split(b"\0") if item]


def _read_content(file: Path) -> bytes | None:
    """Return what git would keep of a file; None where it is none, or too large to be a plan file."""
    try:
        about = file.lstat()
        if stat.S_ISLNK(about.st_mode):
            return os.fsencode(file.readlink())
        return read_plain_file(file, LARGEST) if about.st_size <= LARGEST else None
    except OSError:
        return None


def hash_object(content: bytes, length: int) -> str:
    """Return the name under which git keeps what a file holds.

    Args:
        length: How many digits such names have in the repository: 40, or 64 in the newer format.
    """
    sort = hashlib.sha256 if length == _SHA256_LENGTH else hashlib.sha1
    return sort(b"blob %d\0" % len(content) + content).hexdigest()  # the way in which git names what it keeps


def _run_git(root: Path, *words: str, index: str = "") -> bytes:
    try:
        return run_git(root, *words, index=index)
    except GitUnavailable:
        raise CannotCompare(_("git is not installed, so ogpkit cannot find what has changed.")) from None
    except GitFailed as error:
        raise CannotCompare(_("git cannot compare: {reason}.").format(reason=error.complaint)) from error
