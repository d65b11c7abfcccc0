"""Unsaved edits on the disk, so that an app that is killed loses nothing.

Each session writes a journal of its own below `.ogpkit/journal/` and holds a lock on it while it lives; the operating system
takes the lock away from a process that dies, however it dies. A journal without a living owner was left behind. Only a session
at which something is edited writes or takes away anything there.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import datetime
from functools import partial
from time import time
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.editing.drafts import Drafts, dump_drafts, load_drafts
from ogpkit.editing.errors import EditRefused
from ogpkit.editing.file_state import FileState
from ogpkit.editing.files import verify_inside
from ogpkit.editing.journal_file import JournalFile, open_abandoned, put_aside, take_away
from ogpkit.text.i18n import _
from ogpkit.workspace.atomic import CannotWrite
from ogpkit.workspace.own_folder import OWN
from ogpkit.workspace.scan import LARGEST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

_LONGEST: Final = 16 * LARGEST
"""Bytes that a line may have: two versions of the largest file, every letter of it written as its code."""

_JUST_BEGUN: Final = 60
"""Seconds in which a journal that says nothing may be one that is only being begun."""


@attrs.frozen(kw_only=True)
class UnsavedEdits:
    """Unsaved edits of an app that ended without saving, and what could not be saved.

    Attributes:
        when: When the last of them was made.
        files: Their files: what was read and what it became, by path.
        drafts: What was typed beside files and could not stand in them, by path.
        journal: Where they are kept.
        touched: All files of the journal with unsaved edits or drafts.
        is_whole: Whether everything in the journal was understood.
    """

    when: datetime
    files: dict[str, FileState] = attrs.field(hash=False)
    drafts: dict[str, Drafts] = attrs.field(factory=dict, hash=False)
    journal: Path
    touched: frozenset[str]
    is_whole: bool = True

    @property
    def paths(self) -> tuple[str, ...]:
        """Return the files with unsaved edits, in order."""
        return tuple(sorted(self.files))


class Journal:
    """Journal of one session; it is begun with the first edit and taken away when all is saved."""

    def __init__(self, root: Path) -> None:
        """Write nothing yet."""
        self._root = root
        self._file = JournalFile(root)
        self._noted: dict[str, FileState] = {}
        self._missing: dict[str, None] = {}
        self._bases: dict[str, bytes | None] = {}
        self._drafts: dict[str, Drafts] = {}
        self._missing_drafts: dict[str, None] = {}
        self.trouble = ""

    def note(self, path: str, held: FileState) -> None:
        """Keep the state of a file; from here on a process that dies has not lost it.

        Args:
            held: Its state in the session.
        """
        if not held.unsaved and path not in self._noted:
            return
        self._noted[path] = held
        self._missing[path] = None
        self._try_writing(self._write)

    def note_drafts(self, path: str, drafts: Drafts) -> None:
        """Keep what cannot stand in a file yet; it is safe from the end of the process as soon as this returns.

        Args:
            drafts: All of it; none any more takes it out of the journal.
        """
        if drafts or path in self._drafts:
            self._drafts[path] = drafts
            self._missing_drafts[path] = None
            self._try_writing(self._write)

    def settle(self) -> None:
        """Bring what was noted to the disk itself, so that a power cut does not lose it either."""
        if self._noted or self._drafts:
            self._try_writing(self._sync)

    def end(self) -> None:
        """Let go of edits, of which none is unsaved any more; with the last draft the journal goes too."""
        drafts = {path: one for path, one in self._drafts.items() if one}
        if drafts and not self._noted:
            self.settle()
            return
        self._drafts = drafts
        old, self._file = self._file, JournalFile(self._root)
        self._noted.clear()
        self._missing.clear()
        self._bases.clear()
        self._missing_drafts.clear()
        self.trouble = ""
        if self._drafts:  # in a journal of their own: the old one grows with each edit
            self._try_writing(self._sync)
        if self.trouble:
            self._file.remove()
            self._file = old
        else:
            old.remove()

    def drop(self) -> None:
        """Take the journal away with everything in it: nobody wants it."""
        self._drafts.clear()
        self.end()

    def leave(self) -> Path | None:
        """Let go of the journal and leave it for the next session; gives the file, if there is one."""
        self.settle()
        self._file.close()
        return self._root / OWN / self._file.at / self._file.name if self._file.name else None

    def read_kept(self) -> dict[str, FileState]:
        """Give the unsaved edits that are on the disk."""
        if not self._file.is_open:
            return {}
        return {path: held for path, held in self._noted.items() if path not in self._missing}

    def find_unkept_drafts(self) -> frozenset[str]:
        """Return the files whose drafts are not on the disk."""
        return frozenset(self._missing_drafts if self._file.is_open else self._drafts)

    def _write(self) -> None:
        """Write what is not in the file yet, after a disk that was full too; all of it where the file is new."""
        if not self._file.is_open:
            self._file.begin()
            _sweep(self._root)
            self._bases.clear()
            self._missing = dict.fromkeys(self._noted)
            self._missing_drafts = dict.fromkeys(self._drafts)
        for path in tuple(self._missing_drafts):
            self._file.append(json.dumps({"path": path, "drafts": dump_drafts(self._drafts[path])}).encode("ascii"))
            del self._missing_drafts[path]
        for path in tuple(self._missing):
            held = self._noted[path]
            entry: dict[str, object] = {"path": path, "mine": _encode_text(held.mine)}
            if path not in self._bases or self._bases[path] != held.base:
                entry["base"] = _encode_text(held.base)
            self._file.append(json.dumps(entry).encode("ascii"))
            self._bases[path] = held.base
            del self._missing[path]

    def _sync(self) -> None:
        self._write()
        self._file.sync()

    def _try_writing(self, write: Callable[[], None]) -> None:
        try:
            write()
        except OSError as error:
            self._note_failure(error.strerror or str(error))
        except CannotWrite as error:
            self._note_failure(str(error))
        else:
            self.trouble = ""

    def _note_failure(self, reason: str) -> None:
        self._missing = dict.fromkeys(self._noted)  # nobody knows which of it is there: all is written again
        self._missing_drafts = dict.fromkeys(self._drafts)
        self._bases.clear()
        self.trouble = _("ogpkit cannot keep a safe copy of unsaved changes on the disk. Save often. {reason}").format(
            reason=reason
        )


def find_left_behind(root: Path) -> tuple[UnsavedEdits, ...]:
    """Return the journals whose owners have died with unsaved edits, oldest first; a look changes nothing on the disk."""
    found = []
    for at, name, descriptor in open_abandoned(root):
        content = _read(descriptor, root)
        if content.files or content.drafts:
            when = datetime.fromtimestamp(os.fstat(descriptor).st_mtime).astimezone()
            found.append(
                UnsavedEdits(
                    when=when,
                    files=content.files,
                    drafts=content.drafts,
                    journal=root / OWN / at / name,
                    touched=frozenset((*content.files, *content.drafts)),
                    is_whole=content.is_whole,
                )
            )
    return tuple(sorted(found, key=lambda leftover: (leftover.when, leftover.journal)))


def find_unread(root: Path) -> tuple[Path, ...]:
    """Give the journals without an owner that hold something else than this version of ogpkit can read; they stay there."""
    return tuple(
        root / OWN / at / name for at, name, descriptor in open_abandoned(root) if not _read(descriptor, root).is_whole
    )


def discard(leftovers: Iterable[UnsavedEdits]) -> None:
    """Take journals away for good; one of which not all was understood is put aside beside the others instead.

    Args:
        leftovers: Those whose edits are kept elsewhere by now, or are not wanted.
    """
    for leftover in leftovers:
        at, name = leftover.journal.parent, leftover.journal.name
        if leftover.is_whole:
            take_away(at.parents[1], at.name, name)
        else:
            put_aside(at.parents[1], at.name, name)


def _sweep(root: Path) -> None:
    """Take away the journals of dead sessions in which nothing is unsaved."""
    now = time()
    empty = [
        (at, name)
        for at, name, descriptor in open_abandoned(root)
        if os.fstat(descriptor).st_mtime < now - _JUST_BEGUN and _read(descriptor, root) == _NOTHING
    ]
    for at, name in empty:
        take_away(root, at, name)


@attrs.frozen(kw_only=True)
class _Content:
    """Content of a journal.

    Attributes:
        files: The last state of each file that had unsaved edits.
        drafts: The last drafts of each file that had some.
        is_whole: Whether everything in it was understood.
    """

    files: dict[str, FileState] = attrs.field(factory=dict)
    drafts: dict[str, Drafts] = attrs.field(factory=dict)
    is_whole: bool = True


_NOTHING: Final = _Content()


def _read(descriptor: int, root: Path) -> _Content:
    """Read a journal; a line that was cut off by the end of a process is left out."""
    files: dict[str, FileState] = {}
    drafts: dict[str, Drafts] = {}
    is_whole = True
    for line in _read_lines(descriptor):
        entry = _parse_entry(line, root)
        if entry is None:
            is_whole = is_whole and (not line.strip() or _is_cut_off(line))
            continue
        path = str(entry["path"])
        if isinstance(beside := entry.get("drafts"), Drafts):
            drafts[path] = beside
            continue
        before = files.get(path)
        base = _decode_bytes(entry["base"]) if "base" in entry else (before.base if before else None)
        files[path] = FileState(base=base, mine=_decode_bytes(entry["mine"]))
    return _Content(
        files={path: held for path, held in files.items() if held.unsaved},
        drafts={path: beside for path, beside in drafts.items() if beside},
        is_whole=is_whole,
    )


def _read_lines(descriptor: int) -> Iterator[bytes]:
    os.lseek(descriptor, 0, os.SEEK_SET)
    with os.fdopen(descriptor, "rb", closefd=False) as file:
        yield from iter(partial(file.readline, _LONGEST), b"")


def _parse_entry(line: bytes, root: Path) -> dict[str, object] | None:
    """Return what a line says; None where it is none that this version writes."""
    with suppress(ValueError, RecursionError, EditRefused):
        entry = json.loads(line)
        if isinstance(entry, dict) and entry.keys() == {"path", "drafts"} and isinstance(entry["path"], str):
            verify_inside(root, entry["path"])
            return {"path": entry["path"], "drafts": load_drafts(entry["drafts"])}
        is_known = (
            isinstance(entry, dict) and entry.keys() >= {"path", "mine"} and entry.keys() <= {"path", "mine", "base"}
        )
        if is_known and isinstance(entry["path"], str):
            texts = (entry["mine"], entry.get("base"))
            verify_inside(root, entry["path"])
            return entry if all(text is None or isinstance(text, str) for text in texts) else None
    return None


def _is_cut_off(line: bytes) -> bool:
    """Tell whether a line is the beginning of one that this version writes.

    A process ended, or a disk was full, in its middle.
    """
    begins = b'{"path": "'
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return line.startswith(begins) or begins.startswith(line.strip())
    return False


def _encode_text(content: bytes | None) -> str | None:
    return None if content is None else content.decode("utf-8", "surrogateescape")


def _decode_bytes(text: object) -> bytes | None:
    return text.encode("utf-8", "surrogateescape") if isinstance(text, str) else None
