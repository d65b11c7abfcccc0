"""Writing a site: only what changed is written, and only what the portal itself made is ever replaced or taken away."""

from __future__ import annotations

import json
import os
import stat
import time
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final, TextIO

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.exchange.portal.memory import hash_file
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.atomic import CannotWrite, open_folder_writer

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from ogpkit.exchange.portal.memory import File

RECORD: Final = ".ogpkit-portal.json"
"""What the portal made: each file with the digest of its content."""

_FRESH: Final = 2_000_000_000
"""Nanoseconds within which a file system may note two changes as one; files younger than that are read."""

_BEGUN: Final = ".ogpkit-portal.begun"
"""The files that a build began to make that were not there before; it stays only where a build did not end."""


class NotThePortals(OgpkitError):
    """Raised when a file is in the way that the portal did not make."""


class OutsideTheSite(OgpkitError):
    """Raised when a file would lie outside the folder of the site."""


@attrs.define(kw_only=True)
class Outcome:
    """Outcome of a build.

    Attributes:
        written: How many files were new or had changed.
        kept: How many files were as they had to be.
        removed: How many stale files were taken away.
        left: Stale files that somebody changed, and that were left for that reason.
    """

    written: int = 0
    kept: int = 0
    removed: int = 0
    left: tuple[str, ...] = ()


class Output:
    """Folder of a site."""

    def __init__(self, folder: Path, stats: dict[str, tuple[int, int]] | None = None) -> None:
        """Look at what the portal made there before.

        Args:
            folder: The folder; it need not be there yet.
            stats: Of files that hold what the portal wrote: their size, and when they were last changed. They are not read
                again, and others come to them.
        """
        self._root = Path(os.path.realpath(folder))
        self._stats = {} if stats is None else stats
        self._inside: set[str] = set()
        self._seen: set[str] = set()
        self._sure: set[str] = set()
        self._before, self.fingerprint = self._read_record()
        self._begun = self._find_left_begun()
        self._made: dict[str, str] = {}
        self._notes: TextIO | None = None

    def is_as_recorded(self, fingerprint: str) -> bool:
        """Tell whether the last build was made of the same things and all its files are as it left them.

        Args:
            fingerprint: Of what a build would be made of now.
        """
        if not fingerprint or fingerprint != self.fingerprint:
            return False
        return all(self.has(path, digest) for path, digest in self._before.items())

    @property
    def size(self) -> int:
        """Return how many files the last build made."""
        return len(self._before)

    def has(self, path: str, digest: str) -> bool:
        """Tell whether a file lies there that the portal wrote and that holds what it has to.

        Args:
            path: Relative to the folder, with `/`.
            digest: Of what it has to hold.
        """
        if self._before.get(path) != digest:
            return False
        if path not in self._sure and self._is_intact(path, digest):
            self._sure.add(path)
        return path in self._sure

    def _is_intact(self, path: str, digest: str) -> bool:
        """Tell whether a file holds what it has to; its content is read only where its size and time do not tell."""
        return (path in self._stats and self._stats[path] == self._get_stats(path)) or self._hash_on_disk(
            path
        ) == digest

    def _get_stats(self, path: str) -> tuple[int, int] | None:
        """Return the size of a file, and when it was last changed; None for what is no plain file."""
        folder = path.rpartition("/")[0]
        try:
            if folder not in self._seen:  # there are many files, and few folders
                self._find_target(path)
                self._seen.add(folder)
            about = os.lstat(f"{self._root}/{path}")
        except (OSError, OutsideTheSite):
            return None
        return (about.st_size, about.st_mtime_ns) if stat.S_ISREG(about.st_mode) else None

    def _note_stats(self, kept: Collection[str]) -> None:
        """Note of which files one can tell, without reading them, that they are as they were."""
        settled = time.time_ns() - _FRESH
        found = {
            path: self._stats[path] if path in kept and path in self._stats else self._get_stats(path)
            for path in self._made
        }
        known = {path: about for path, about in found.items() if about is not None and about[1] < settled}
        self._stats.clear()
        self._stats.update(known)

    def read(self, path: str) -> bytes:
        """Return what a file holds; nothing where there is none.

        Args:
            path: Relative to the folder, with `/`.
        """
        return _read_content(self._find_target(path)) or b""

    def write_all(self, files: Iterable[File], fingerprint: Callable[[], str]) -> Outcome:
        """Write the files of a site, then take stale ones away.

        Args:
            files: Each file's path, with `/`, and its content.
            fingerprint: Gives the fingerprint of what they are made of, when all are; an empty one is not relied upon.

        Raises:
            NotThePortals: A file is in the way that the portal did not make; it is as it was.
            OutsideTheSite: A file would lie outside the folder.
            CannotWrite: The disk did not take a file.
        """
        outcome = Outcome()
        try:
            self._root.mkdir(parents=True, exist_ok=True)
            with open_folder_writer(self._root) as write:
                kept = set[str]()
                for path, data in files:
                    if not isinstance(data, bytes):
                        kept.add(path)
                    elif self._put(path, data, write):
                        outcome.written += 1
                    self._made[path] = hash_file(data) if isinstance(data, bytes) else data.digest
                outcome.kept = len(self._made) - outcome.written
                self._remove_stale(outcome)
                self._close_notes()
                self._record(fingerprint(), write)
                self._note_stats(kept)
            (self._root / _BEGUN).unlink(missing_ok=True)
        except OSError as error:
            raise CannotWrite(Path(error.filename or self._root), error.strerror or str(error)) from error
        finally:
            self._close_notes()
        return outcome

    def _close_notes(self) -> None:
        if self._notes is not None:
            self._notes.close()
            self._notes = None

    def _put(self, path: str, data: bytes, write: Callable[[Path, bytes], None]) -> bool:
        target = self._find_target(path)
        there = _read_content(target)
        if there == data:
            return False
        mine = path in self._before or path in self._begun or path in self._made
        if not mine and os.path.lexists(target):
            raise NotThePortals(
                _("{file} already exists, and the portal did not write it. Move it, or choose another folder.").format(
                    file=sanitize_line(str(target))
                )
            )
        if not mine:
            self._note_begun(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        write(target, data)
        return True

    def _note_begun(self, path: str) -> None:
        """Write down that a file is the portal's before it is there, so that a build that is killed can be taken up."""
        if self._notes is None:
            self._notes = (self._root / _BEGUN).open("a", encoding="utf-8")
        self._notes.write(json.dumps(path) + "\n")
        self._notes.flush()

    def _find_target(self, path: str) -> Path:
        parts = PurePosixPath(path).parts
        target = self._root.joinpath(*parts)
        wrong = not parts or path.startswith("/") or ".." in parts or "\\" in path or "\0" in path
        if wrong or not self._is_inside(target.parent):
            raise OutsideTheSite(_("{file} would be outside the website.").format(file=sanitize_line(path)))
        return target

    def _is_inside(self, folder: Path) -> bool:
        """Tell whether a folder lies in the site, wherever links lead; it is found out once."""
        name = str(folder)
        if name not in self._inside and Path(os.path.realpath(folder)).is_relative_to(self._root):
            self._inside.add(name)
        return name in self._inside

    def _remove_stale(self, outcome: Outcome) -> None:
        left = []
        for path in sorted((self._before.keys() | self._begun) - self._made.keys(), reverse=True):
            try:
                target = self._find_target(path)
            except OutsideTheSite:
                continue
            there = self._hash_on_disk(path)
            if there is None:
                continue
            if path in self._before and there != self._before[path]:
                left.append(path)
                continue
            target.unlink()
            outcome.removed += 1
            self._remove_empty(target.parent)
        outcome.left = tuple(sorted(left))

    def _remove_empty(self, folder: Path) -> None:
        while folder != self._root and folder.is_relative_to(self._root) and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent

    def _hash_on_disk(self, path: str) -> str | None:
        try:
            content = _read_content(self._find_target(path))
        except OutsideTheSite:
            return None
        return None if content is None else hash_file(content)

    def _read_record(self) -> tuple[dict[str, str], str]:
        try:
            said = json.loads((self._root / RECORD).read_text(encoding="utf-8"))
            files = {str(path): str(digest) for path, digest in said["files"].items()}
            return files, str(said.get("fingerprint", ""))
        except (OSError, ValueError, KeyError, AttributeError, TypeError):
            return {}, ""

    def _find_left_begun(self) -> frozenset[str]:
        try:
            lines = (self._root / _BEGUN).read_text(encoding="utf-8").splitlines()
            return frozenset(str(json.loads(line)) for line in lines if line.endswith('"'))
        except (OSError, ValueError):
            return frozenset()

    def _record(self, fingerprint: str, write: Callable[[Path, bytes], None]) -> None:
        said = {"made-by": "ogpkit portal build", "fingerprint": fingerprint, "files": dict(sorted(self._made.items()))}
        target = self._root / RECORD
        data = (json.dumps(said, ensure_ascii=False, indent=0) + "\n").encode()
        if _read_content(target) != data:
            write(target, data)


def _read_content(file: Path) -> bytes | None:
    """Return what a file holds; None where there is none, or something that is no plain file."""
    if file.is_symlink() or not file.is_file():
        return None
    return file.read_bytes()
