"""The folder in which results of checks are kept: ogpkit's own, below whatever folder somebody names for it.

Only files that ogpkit made here are read or taken away. What a folder says that belongs to somebody else, or in which others may
write, is not believed, and what is found there in the place of the folder stays as it is.
"""

from __future__ import annotations

import json
import os
import re
import stat
import time
from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final

from ogpkit.workspace.attributes import is_private

if TYPE_CHECKING:
    from pathlib import Path

_NAME: Final = "ogpkit-check"
"""The folder below the one that is named."""

_TAG: Final = "CACHEDIR.TAG"
"""By this file programs that make backups know a cache, see https://bford.info/cachedir/; and ogpkit its own."""

_SIGNED: Final = (
    b"Signature: 8a477f597d28d172789f06886806bc55\n# Results of ogpkit check; this folder can be deleted.\n"
)

_OURS: Final = re.compile(r"[0-9a-f]{40}\.(?:note|json|output|site)")
"""The names of results, of what is remembered of files that were written for elsewhere, and of websites."""

_BEGUN: Final = re.compile(rf"\.{_OURS.pattern}\.[0-9]{{1,20}}")
"""The names of results that are being written, or whose writing was killed."""

_ABANDONED: Final = 3600.0
"""Seconds after which a result that is still being written never will be."""

_LARGEST: Final = 256 * 1024 * 1024
"""Bytes of a result that are read at most."""


class CacheFolder:
    """Folder of results; one that cannot be used holds nothing and takes nothing."""

    def __init__(self, named: Path | None) -> None:
        """Look at the folder.

        Args:
            named: The folder below which it lies; None for none.
        """
        self._path = named / _NAME if named else None
        self._is_ours = self._path is not None and _is_own(self._path)

    def read(self, name: str) -> dict[str, Any] | None:
        """Return what a result says; None when it is not there or not whole."""
        try:
            value = json.loads(self.read_bytes(name))
        except (ValueError, RecursionError):
            return None
        return value if isinstance(value, dict) else None

    def read_bytes(self, name: str) -> bytes:
        """Return what a file of the folder holds; nothing when it is not there or not whole."""
        try:
            mark, _, body = self._read_content(name).partition(b"\n")
        except OSError:
            return b""
        return body if mark == blake2b(body, digest_size=20).hexdigest().encode("ascii") else b""

    def has(self, name: str) -> bool:
        """Tell whether there is a result."""
        return self._is_ours and self._path is not None and (self._path / name).exists()

    def write(self, name: str, value: object) -> None:
        """Put a result in place whole; another check may do the same at this moment.

        Args:
            name: Its name, 40 hexadecimal digits and what sort of result it is.
            value: The result, fit for JSON.

        Raises:
            OSError: The folder does not take it.
        """
        self.write_bytes(name, json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode("ascii"))

    def write_bytes(self, name: str, body: bytes) -> None:
        """Put a file in place whole.

        Args:
            name: Its name, as `write` takes it.
            body: What it holds.

        Raises:
            OSError: The folder does not take it.
        """
        if not _OURS.fullmatch(name) or not self._prepare() or self._path is None:
            return
        temporary = self._path / f".{name}.{os.getpid()}"
        temporary.unlink(missing_ok=True)
        try:
            handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(blake2b(body, digest_size=20).hexdigest().encode("ascii") + b"\n" + body)
            temporary.replace(self._path / name)
        finally:
            temporary.unlink(missing_ok=True)

    def tidy(self, most: int, *endings: str) -> None:
        """Take the oldest files away when there are too many.

        Args:
            most: How many files are left at most.
            endings: How the names of those that are meant end; those of results of checks when left out.

        Raises:
            OSError: The folder cannot be looked into.
        """
        if not self._is_ours or self._path is None:
            return
        results: list[tuple[int, str]] = []
        abandoned: list[str] = []
        with os.scandir(self._path) as entries:
            for entry in entries:
                if not entry.is_file(follow_symlinks=False):
                    continue
                if _OURS.fullmatch(entry.name) and entry.name.endswith(endings or (".note", ".json")):
                    results.append((entry.stat(follow_symlinks=False).st_mtime_ns, entry.path))
                elif _BEGUN.fullmatch(entry.name) and entry.stat().st_mtime < time.time() - _ABANDONED:
                    abandoned.append(entry.path)
        old = [path for _when, path in sorted(results)[: max(0, len(results) - most)]]
        for path in (*abandoned, *old):
            with suppress(OSError):
                os.unlink(path)  # noqa: PTH108

    def _read_content(self, name: str) -> bytes:
        if not self._is_ours or self._path is None:
            raise OSError
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        handle = os.open(self._path / name, flags)
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise OSError
            return file.read(_LARGEST)

    def _prepare(self) -> bool:
        """Make the folder where it is not there; gives whether it can be used."""
        if self._is_ours or self._path is None:
            return self._is_ours
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            self._path.mkdir(mode=0o700)
        except FileExistsError:
            if not _is_private(self._path) or any(
                self._path.iterdir()
            ):  # somebody else's, or another check is making it
                self._is_ours = _is_own(self._path)
                return self._is_ours
        with suppress(FileExistsError), (self._path / _TAG).open("xb") as tag:
            tag.write(_SIGNED)
        self._is_ours = _is_own(self._path)
        return self._is_ours


def _is_own(folder: Path) -> bool:
    """Tell whether ogpkit made a folder for this person."""
    try:
        tag = folder / _TAG
        return _is_private(folder) and stat.S_ISREG(tag.lstat().st_mode) and tag.read_bytes() == _SIGNED
    except OSError:
        return False


def _is_private(folder: Path) -> bool:
    """Tell whether a folder is this person's and nobody else may write there."""
    about = folder.lstat()
    return stat.S_ISDIR(about.st_mode) and is_private(about)
