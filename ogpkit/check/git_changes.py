"""Which files of a workspace have changed in git.

Git says what a commit holds and which files it knows; what the working files hold, ogpkit compares itself. So the programs that a
repository names for comparing, its filters above all, are never started: a file that a filter changes on its way into git counts
as changed. Ends of lines do not matter.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.git import GitFailed, GitUnavailable, read_plain_file, run_git
from ogpkit.workspace.scan import LARGEST

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ogpkit.check.finding import Finding

_REFERENCE: Final = "OGP014"

_SHA256_LENGTH: Final = 64
"""Digits of an object's name in repositories of the newer format."""


class CannotCompare(OgpkitError):
    """Git cannot say what has changed."""


@attrs.frozen(kw_only=True)
class Changes:
    """Changes since some commit, committed or not.

    Attributes:
        root: The workspace.
        before: The name of the object that each file was in that commit, by its path relative to the workspace.
        known: The files that are there and that git does not ignore.
        gone: Those that are there no more.
    """

    root: Path
    before: Mapping[str, str] = attrs.field(repr=False)
    known: frozenset[str] = attrs.field(repr=False)
    gone: frozenset[str]

    def select(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return the findings in changed files, or about them.

        A reference that leads nowhere concerns every change that took a file away.
        """
        changed: dict[str, bool] = {}
        chosen = []
        for finding in findings:
            about = {finding.path, finding.subject, *(other.path for other in finding.related)}
            for path in about - changed.keys():
                changed[path] = self.has_changed(path)
            if any(changed[path] for path in about) or (finding.code == _REFERENCE and self.gone):
                chosen.append(finding)
        return tuple(chosen)

    def has_changed(self, path: str) -> bool:
        """Tell whether a file is new or differs; one that is not there has not.

        Args:
            path: Relative to the workspace, with `/`.
        """
        name = self.before.get(path)
        if name is None:
            return path in self.known
        content = _read_content(self.root / path)
        if content is None:
            return os.path.lexists(self.root / path)
        return name not in {_hash_object(form, len(name)) for form in (content, content.replace(b"\r\n", b"\n"))}


def find_git_changes(root: Path, reference: str) -> Changes:
    """Return what has changed in a workspace since a commit; files that git does not know yet are new.

    Inside a hook of git, the list of files that it is about to commit counts as what git knows.

    Args:
        reference: A commit, branch or tag, for example `HEAD` or `origin/main`.

    Raises:
        CannotCompare: There is no git, no repository, or no such commit.
    """
    commit = _commit(root, reference)
    before = dict(
        _parse_tree_entry(line)
        for line in _split_items(_run_git(root, "ls-tree", "-r", "-z", "--end-of-options", commit))
    )
    gone = frozenset(path for path in before if not os.path.lexists(root / path))
    listed = _run_git(
        root, "ls-files", "-z", "--cached", "--others", "--exclude-standard", index=_find_hook_index(root)
    )
    known = frozenset(os.fsdecode(path) for path in _split_items(listed))
    return Changes(root=root, before=before, known=known - gone, gone=gone)


def _commit(root: Path, reference: str) -> str:
    missing = CannotCompare(
        _("git knows no commit “{reference}”. In a pipeline, fetch the whole history first.").format(
            reference=sanitize_line(reference)
        )
    )
    if reference.startswith("-") or "\0" in reference:
        raise missing
    try:
        _run_git(root, "rev-parse", "--git-dir")  # without a repository, git says so here
        found = run_git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{reference}^{{commit}}")
    except GitFailed:
        raise missing from None
    commit = found.decode("ascii", "replace").split()[-1:]
    if not commit or not commit[0].isalnum():
        raise missing
    return commit[0]


def _find_hook_index(root: Path) -> str:
    """Return the list of files that a hook of git is about: its variable holds only where it is this repository's."""
    said = os.environ.get("GIT_INDEX_FILE", "")
    if not said:
        return ""
    home = Path(os.fsdecode(_run_git(root, "rev-parse", "--absolute-git-dir").rstrip(b"\n")))
    top = Path(os.fsdecode(_run_git(root, "rev-parse", "--show-toplevel").rstrip(b"\n")))
    index = Path(os.path.realpath(top / said))
    return str(index) if index.is_relative_to(os.path.realpath(home)) else ""


def _parse_tree_entry(line: bytes) -> tuple[str, str]:
    about, _tab, path = line.partition(b"\t")
    return os.fsdecode(path), about.split()[-1].decode("ascii", "replace")


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


def _hash_object(content: bytes, length: int) -> str:
    sort = hashlib.sha256 if length == _SHA256_LENGTH else hashlib.sha1
    return sort(b"blob %d\0" % len(content) + content).hexdigest()  # the way in which git names what it keeps


def _run_git(root: Path, *words: str, index: str = "") -> bytes:
    try:
        return run_git(root, *words, index=index)
    except GitUnavailable:
        raise CannotCompare(_("git is not installed here, so nobody can say what has changed.")) from None
    except GitFailed as error:
        raise CannotCompare(_("git cannot compare: {reason}.").format(reason=error.complaint)) from error
