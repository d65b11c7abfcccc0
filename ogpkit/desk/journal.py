"""Unsaved edits on the disk, so that an app that is killed loses nothing.

Each desk writes a journal of its own below `.ogpkit/journal/` and holds a lock on it while it lives; the operating system
takes the lock away from a process that dies, however it dies. A journal without a living owner was left behind.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import uuid4

import attrs
from filelock import FileLock, Timeout

from ogpkit.desk.files import inside
from ogpkit.desk.held import Held
from ogpkit.desk.troubles import NotPossible
from ogpkit.language import _
from ogpkit.storage.atomic import CannotWrite
from ogpkit.storage.lock import own_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_FOLDER: Final = Path(".ogpkit") / "journal"


@attrs.frozen(kw_only=True)
class Leftover:
    """Unsaved edits of an app that ended without saving.

    Attributes:
        when: When the last of them was made.
        files: Their files: what was read and what it became, by path.
        journal: Where they are kept.
        touched: All files of the journal with unsaved edits.
        is_whole: Whether everything in the journal was understood.
    """

    when: datetime
    files: dict[str, Held] = attrs.field(hash=False)
    journal: Path
    touched: frozenset[str]
    is_whole: bool = True

    @property
    def paths(self) -> tuple[str, ...]:
        """The files, in order."""
        return tuple(sorted(self.files))


class Journal:
    """The journal of one desk; it is begun with the first edit and taken away when all is saved."""

    def __init__(self, root: Path) -> None:
        """Write nothing yet.

        Args:
            root: The workspace.
        """
        self._root = root
        self._path = root / _FOLDER / f"{datetime.now().astimezone():%Y%m%d-%H%M%S}-{uuid4().hex[:8]}.jsonl"
        self._lock = _lock_of(self._path)
        self._begun = False
        self._bases: dict[str, bytes | None] = {}
        self._unkept: set[str] = set()
        self.trouble = ""

    def note(self, path: str, held: Held) -> None:
        """Keep the state of a file; from here on a process that dies has not lost it.

        Args:
            path: The file.
            held: Its state at the desk.
        """
        if not held.unsaved and path not in self._bases:
            return
        entry: dict[str, object] = {"path": path, "mine": _as_text(held.mine)}
        if path not in self._bases or self._bases[path] != held.base:
            entry["base"] = _as_text(held.base)
        self._unkept.add(path)
        if self._trying(partial(self._append, entry)):
            self._bases[path] = held.base
            self._unkept.discard(path)
            self._clear_trouble()

    def settle(self) -> None:
        """Bring what was noted to the disk itself, so that a power cut does not lose it either."""
        if self._begun and self._trying(self._sync):
            self._clear_trouble()

    def end(self) -> None:
        """Take the journal away: nothing in it is unsaved any more."""
        if self._begun:
            self._lock.release()
            _remove(self._path)
        self._begun = False
        self._bases.clear()
        self._unkept.clear()
        self.trouble = ""

    def leave(self) -> Path | None:
        """Let go of the journal and leave it for the next desk; gives the file, if there is one."""
        self.settle()
        self._lock.release()
        return self._path if self._begun else None

    def kept(self) -> dict[str, Held]:
        """The unsaved edits as they can be read in the journal now."""
        try:
            return _read(self._path, self._root).files if self._begun else {}
        except OSError:
            return {}

    def _append(self, entry: dict[str, object]) -> None:
        if not self._begun:
            own_folder(self._root)
            self._path.parent.mkdir(exist_ok=True)
            self._lock.acquire(blocking=False)
            self._begun = True
        with self._path.open("a", encoding="ascii") as file:
            file.write(f"\n{json.dumps(entry)}\n")  # a full disk may have cut the line before off

    def _sync(self) -> None:
        with self._path.open("ab") as file:
            os.fsync(file.fileno())

    def _trying(self, write: Callable[[], None]) -> bool:
        try:
            write()
        except OSError as error:
            self._fails(error.strerror or str(error))
            return False
        except CannotWrite as error:
            self._fails(str(error))
            return False
        return True

    def _clear_trouble(self) -> None:
        if not self._unkept:
            self.trouble = ""

    def _fails(self, reason: str) -> None:
        self.trouble = _("Unsaved changes cannot be kept safe on the disk: save often. {reason}").format(reason=reason)


def left_behind(root: Path) -> tuple[Leftover, ...]:
    """The journals whose owners have died with unsaved edits, oldest first.

    Args:
        root: The workspace.
    """
    found = (_left(journal, root) for journal in sorted((root / _FOLDER).glob("*.jsonl")) if not _has_owner(journal))
    return tuple(sorted((one for one in found if one is not None), key=lambda one: (one.when, one.journal)))


def unread(root: Path) -> tuple[Path, ...]:
    """The journals without an owner that hold something else than this version of ogpkit can read; they stay where they are.

    Args:
        root: The workspace.
    """
    found = []
    for journal in sorted((root / _FOLDER).glob("*.jsonl")):
        with suppress(FileNotFoundError):
            try:
                is_whole = _has_owner(journal) or _read(journal, root).is_whole
            except FileNotFoundError:
                raise
            except OSError:
                is_whole = False
            if not is_whole:
                found.append(journal)
    return tuple(found)


def _left(journal: Path, root: Path) -> Leftover | None:
    """What a journal without an owner holds; one that holds nothing unsaved is taken away."""
    try:
        content = _read(journal, root)
        when = datetime.fromtimestamp(journal.stat().st_mtime).astimezone()
        if not content.files and content.is_whole:
            _remove(journal)
    except OSError:
        return None
    if not content.files:
        return None
    touched = frozenset(content.files)
    return Leftover(when=when, files=content.files, journal=journal, touched=touched, is_whole=content.is_whole)


def discard(leftovers: Iterable[Leftover]) -> None:
    """Take journals away for good; one of which not all was understood is put aside beside the others instead.

    Args:
        leftovers: Those whose edits are kept elsewhere by now, or are not wanted.
    """
    for leftover in leftovers:
        with suppress(OSError):
            if leftover.is_whole:
                _remove(leftover.journal)
            else:
                leftover.journal.replace(leftover.journal.with_suffix(".kept"))
                _remove(leftover.journal)


@attrs.frozen(kw_only=True)
class _Content:
    files: dict[str, Held]
    is_whole: bool


def _read(journal: Path, root: Path) -> _Content:
    """The last state of each file that had unsaved edits; a line that was cut off by the end of a process is left out."""
    files: dict[str, Held] = {}
    is_whole = True
    for line in journal.read_bytes().splitlines():
        entry = _entry(line, root)
        if entry is None:
            is_whole = is_whole and (not line.strip() or _is_cut_off(line))
            continue
        path = str(entry["path"])
        before = files.get(path)
        base = _as_bytes(entry["base"]) if "base" in entry else (before.base if before else None)
        files[path] = Held(base=base, mine=_as_bytes(entry["mine"]))
    return _Content(files={path: held for path, held in files.items() if held.unsaved}, is_whole=is_whole)


def _entry(line: bytes, root: Path) -> dict[str, object] | None:
    """What a line says; None where it is none that this version writes."""
    with suppress(ValueError, NotPossible):
        entry = json.loads(line)
        is_known = (
            isinstance(entry, dict) and entry.keys() >= {"path", "mine"} and entry.keys() <= {"path", "mine", "base"}
        )
        if is_known and isinstance(entry["path"], str):
            texts = (entry["mine"], entry.get("base"))
            inside(root, entry["path"])
            return entry if all(text is None or isinstance(text, str) for text in texts) else None
    return None


def _is_cut_off(line: bytes) -> bool:
    """Whether a line is the beginning of one that this version writes: a process ended, or a disk was full, in its middle."""
    begins = b'{"path": "'
    try:
        json.loads(line)
    except ValueError:
        return line.startswith(begins) or begins.startswith(line)
    return False


def _has_owner(journal: Path) -> bool:
    lock = _lock_of(journal)
    try:
        with lock.acquire(blocking=False):
            return False
    except Timeout:
        return True
    except OSError:
        return False


def _lock_of(journal: Path) -> FileLock:
    return FileLock(journal.with_suffix(".lock"), thread_local=False)


def _remove(journal: Path) -> None:
    for path in (journal, journal.with_suffix(".lock")):
        path.unlink(missing_ok=True)


def _as_text(content: bytes | None) -> str | None:
    return None if content is None else content.decode("utf-8", "surrogateescape")


def _as_bytes(text: object) -> bytes | None:
    return text.encode("utf-8", "surrogateescape") if isinstance(text, str) else None
