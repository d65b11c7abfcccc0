"""What the files of a workspace said before, where they are kept in git.

One `git log` lists every change of every file on the main line, and one `git cat-file` gives what files held; nothing is asked
for each file. What was written on a branch is told as what its merge made of it: what never stood on the main line was nobody's
to read. A change counts on the day on which it came to stand there, so that a branch that was written long ago and rebased onto
the main line later was not public before. Names and addresses of authors are never read. Where there is no git, no repository or
no answer, there is no history.
"""

from __future__ import annotations

import os
from datetime import date
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit import serve_old_methods
from ogpkit.workspace.git import GitFailed, GitUnavailable, ObjectReader, read_plain_file, run_git

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path
    from types import TracebackType
    from typing import Self

_LARGEST: Final = 1 << 20
"""Bytes of a file that are read at most; no file that people write by hand is larger."""

_LARGEST_LIST: Final = 1 << 20
"""Bytes of the list of commits at which a clone was cut off."""

_COMMIT: Final = b"\x1e"
"""Stands before each commit in what git lists; no path begins with it, because those of a workspace are listed after it."""

_FILES: Final = (b"100644", b"100755", b"000000")


@attrs.frozen
class Revision:
    """Change of one file.

    Attributes:
        on: The day on which it came to stand on the main line: the later of those on which it was written and put there.
        before: What the file held; None where it was not there.
        after: What it holds since; None where it was taken away.
    """

    on: date
    before: bytes | None = attrs.field(repr=False)
    after: bytes | None = attrs.field(repr=False)


@attrs.frozen
class _Change:
    on: date
    before: bytes
    after: bytes


class History:
    """Every change of the files of a workspace; empty where nothing is known of them.

    It holds one process of git open while it is used as a context.
    """

    if not TYPE_CHECKING:
        __getattr__ = serve_old_methods("ogpkit.api.output.History", of="revisions", count="count_revisions")

    def __init__(self, root: Path | None = None) -> None:
        """Find out which changes there are.

        Args:
            root: The workspace; None gives an empty history.
        """
        self._root = root
        self._objects = ObjectReader(root, _LARGEST) if root else None
        self._changes: Mapping[str, list[_Change]] = _list_changes(root) if root else {}

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is known."""
        return not self._changes

    def hash_changes(self, folder: str) -> str:
        """Return what tells what is known of the files of a folder from what was; empty where nothing is known.

        Args:
            folder: One right below a folder of the workspace, such as `countries/KE`.
        """
        return self._digests.get(folder, "")

    @cached_property
    def _digests(self) -> Mapping[str, str]:
        found: dict[str, list[str]] = {}
        for path in sorted(self._changes):
            found.setdefault("/".join(path.split("/")[:2]), []).append(f"{path} {self._changes[path]!r}")
        return {
            folder: blake2b("\n".join(said).encode("utf-8", "backslashreplace"), digest_size=16).hexdigest()
            for folder, said in found.items()
        }

    def __enter__(self) -> Self:
        """Use it."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process of git."""
        if self._objects is not None:
            self._objects.close()

    def count_revisions(self, path: str, since: date, until: date = date.max) -> int:
        """Return how many changes of a file are known.

        Args:
            path: Relative to the workspace, with `/`.
            since: The day from which on they count.
            until: The last day that counts.
        """
        return len(self._list_between(path, since, until))

    def revisions(self, path: str, since: date, most: int, until: date = date.max) -> Iterator[Revision]:
        """Yield the changes of a file, newest first.

        Args:
            path: Relative to the workspace, with `/`.
            since: The day from which on they count.
            most: How many at most.
            until: The last day that counts.
        """
        for change in self._list_between(path, since, until)[:most]:
            try:
                yield Revision(change.on, self._read_content(change.before), self._read_content(change.after))
            except (GitFailed, GitUnavailable):
                return

    def _list_between(self, path: str, since: date, until: date) -> list[_Change]:
        return [change for change in self._changes.get(path, ()) if since <= change.on <= until]

    def _read_content(self, name: bytes) -> bytes | None:
        if not name.strip(b"0") or self._objects is None:
            return None
        return self._objects.read_blob(name.decode("ascii", "replace"))


def newest_commit(root: Path) -> str:
    """Return the name of the newest commit, by which one sees that there is more history than before.

    Empty where there is none.
    """
    return (_run_git(root, "rev-parse", "--verify", "--quiet", "HEAD") or b"").decode("ascii", "replace").strip()


def _list_changes(root: Path) -> dict[str, list[_Change]]:
    listed = _run_git(
        root,
        *(
            "log",
            "--raw",
            "-z",
            "--no-abbrev",
            "--no-renames",
            "--no-ext-diff",
            "--no-textconv",
            "--no-color",
            "--relative",
            "--first-parent",
            "-m",
        ),
        *("--no-show-signature", "--no-notes", "--no-mailmap", "--no-decorate", "--ignore-submodules"),
        *("--format=%x1e%H %as %cs", "--", "."),
    )
    found: dict[str, list[_Change]] = {}
    begins = _find_shallow_commits(root) if listed else frozenset()
    on = date.min
    for commit in reversed((listed or b"").split(_COMMIT)[1:]):
        head, *parts = commit.lstrip(b"\n").replace(b"\n", b"\0").split(b"\0")
        name, *days = head.split(b" ")
        # a clock that was wrong makes a change younger than it was, never older, and none older than what it builds on
        on = max(on, *_parse_days(days))
        told = [part for part in parts if part]
        for about, path in zip(told[::2], told[1::2], strict=False):
            change = _change(on, about, cut_off=name in begins)
            if change:
                found.setdefault(path.decode("utf-8", "surrogateescape"), []).append(change)
    return {path: changes[::-1] for path, changes in found.items()}


def _parse_days(said: Iterable[bytes]) -> Iterator[date]:
    """Yield the days that git says a commit was written and was put where it stands; the last of all for what is no day."""
    for day in said:
        try:
            yield date.fromisoformat(day.decode("ascii"))
        except ValueError:
            yield date.max


def _change(on: date, about: bytes, *, cut_off: bool) -> _Change | None:
    said = about.split()
    if len(said) != 5 or not said[0].startswith(b":"):  # noqa: PLR2004  two modes, two names, what happened
        return None
    modes = (said[0].removeprefix(b":"), said[1])
    if any(mode not in _FILES for mode in modes) or (cut_off and not said[2].strip(b"0")):
        return None  # a link or a repository within; or a file that was there already where a shallow clone begins
    return _Change(on, said[2], said[3])


def _find_shallow_commits(root: Path) -> frozenset[bytes]:
    """Return the commits at which a shallow clone was cut off; all files seem to be new there."""
    place = _run_git(root, "rev-parse", "--git-path", "shallow")
    if not place:
        return frozenset()
    try:
        return frozenset(read_plain_file(root / os.fsdecode(place.rstrip(b"\n")), _LARGEST_LIST).split())
    except OSError:
        return frozenset()


def _run_git(root: Path, *words: str) -> bytes | None:
    try:
        return run_git(root, *words)
    except (GitFailed, GitUnavailable):
        return None
