"""The documents of an editing session: their content with edits, and undo."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

import attrs

from ogpkit.editing.conflicts import Conflict, merge_both, merge_mine_first
from ogpkit.editing.drafts import DraftsByFile
from ogpkit.editing.errors import EditRefused, verify_writable
from ogpkit.editing.file_state import FileState
from ogpkit.editing.files import is_plain, make_refusal, read_content, save_files, verify_place
from ogpkit.model.keypath import KeyPath
from ogpkit.text.i18n import _
from ogpkit.workspace.layout import format_new_file
from ogpkit.workspace.lock import TIMEOUT
from ogpkit.workspace.patch import Change, SetValue
from ogpkit.workspace.scan import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from ogpkit.editing.journal import Journal
    from ogpkit.editing.live_workspace import LiveWorkspace
    from ogpkit.workspace.scan import FileEntry


@attrs.frozen(kw_only=True)
class Edit:
    """One step that can be undone.

    Attributes:
        path: The file.
        title: What was done, in the user's language.
        before: The file's bytes before; None when it did not exist.
        after: Its bytes afterwards; None when it was deleted.
        at: The one key path that was set; None for any other step.
        beside: What was done to other files in the same step.
        when: The moment at which it was done.
    """

    path: str
    title: str
    before: bytes | None
    after: bytes | None
    at: KeyPath | None = None
    beside: tuple[Edit, ...] = ()
    when: datetime = attrs.field(factory=datetime.now, eq=False)

    @property
    def undone(self) -> Edit:
        """Return the step back."""
        beside = tuple(edit.undone for edit in reversed(self.beside))
        return attrs.evolve(self, before=self.after, after=self.before, beside=beside)


class History:
    """Steps that were taken, and those that were taken back."""

    def __init__(self) -> None:
        """Start with nothing done."""
        self._done: list[Edit] = []
        self._undone: list[Edit] = []
        self._settled = True

    def note(self, edit: Edit) -> None:
        """Take in a step that has just been taken; one that goes on with the last one becomes one with it.

        Args:
            edit: The step.
        """
        self._undone.clear()
        last = self._done[-1] if self._done else None
        if last is not None and self._is_continued(last, edit):
            self._done.pop()
            edit = attrs.evolve(edit, before=last.before)
        if edit.before != edit.after:
            self._done.append(edit)
        self._settled = edit.at is None

    def _is_continued(self, last: Edit, edit: Edit) -> bool:
        same_value = edit.at is not None and (last.path, last.at) == (edit.path, edit.at)
        return not self._settled and same_value and last.after == edit.before

    def settle(self) -> None:
        """Let the next step be one of its own."""
        self._settled = True

    def join(self, since: int, title: str) -> None:
        """Make one step of those that were taken last, unless another program came between them.

        Args:
            since: How many steps stay as they are.
            title: What was done by all of them, in the user's language.
        """
        steps = self._done[since:]
        joined: dict[str, Edit] = {}
        for one in (each for step in steps for each in (attrs.evolve(step, beside=()), *step.beside)):
            known = joined.get(one.path, one)
            if known is not one and known.after != one.before:
                return
            joined[one.path] = attrs.evolve(known, after=one.after, at=None)
        if len(steps) > 1:
            kept = [one for one in joined.values() if one.before != one.after]
            whole = [attrs.evolve(kept[0], title=title, beside=tuple(kept[1:]))] if kept else []
            self._done[since:] = whole

    @property
    def done(self) -> tuple[Edit, ...]:
        """Return the steps that can be undone, the oldest first."""
        return tuple(self._done)

    @property
    def last(self) -> Edit | None:
        """Return the step that would be undone."""
        return self._done[-1] if self._done else None

    @property
    def next(self) -> Edit | None:
        """Return the step that would be done again."""
        return self._undone[-1] if self._undone else None

    def step_back(self) -> Edit | None:
        """Go one step back and give it as it is to be applied; None when there is none."""
        self._settled = True
        if not self._done:
            return None
        self._undone.append(self._done.pop())
        return self._undone[-1].undone

    def step_again(self) -> Edit | None:
        """Take the step that was last undone and give it as it is to be applied; None when there is none."""
        self._settled = True
        if not self._undone:
            return None
        self._done.append(self._undone.pop())
        return self._done[-1]


class OpenDocuments:
    """Every file that was touched in the session, with its edits.

    Attributes:
        root: The folder of the workspace.
        contents: What the files say, edits included.
        history: What can be undone.
        journal: Where unsaved edits are kept safe.
        drafts: What cannot stand in a file yet.
        read_only: Whether every edit is refused.
    """

    def __init__(self, root: Path, contents: LiveWorkspace, journal: Journal, *, read_only: bool = False) -> None:
        """Begin with no file touched.

        Args:
            root: The folder of the workspace.
            contents: What the files say.
            journal: A journal with nothing in it.
            read_only: Whether every edit is refused.
        """
        self.read_only = read_only
        self.root = root
        self.contents = contents
        self.history = History()
        self.journal = journal
        self.drafts = DraftsByFile(journal, self._secure, read_only=read_only)
        self._held: dict[str, FileState] = {}

    @property
    def unsaved(self) -> Mapping[str, FileState]:
        """Return the files that a save has something to do with."""
        return {path: held for path, held in self._held.items() if held.unsaved}

    @property
    def conflicts(self) -> Mapping[str, Conflict]:
        """Return the files that were changed here and elsewhere."""
        return {
            path: Conflict(path=path, base=held.base, mine=held.mine, theirs=held.theirs)
            for path, held in sorted(self._held.items())
            if held.outside
        }

    def content(self, path: str) -> bytes | None:
        """Return the content of a file with all edits; None where there is none."""
        held = self._held.get(path)
        return held.mine if held else read_content(self.root, path)

    def hold(self, path: str) -> bool:
        """Take a file up, if it is not held yet; it may have changed on the disk since the workspace was read.

        Returns:
            Whether it still is what the workspace says.
        """
        if path in self._held:
            return True
        disk = read_content(self.root, path)
        self._held[path] = FileState(base=disk, mine=disk)
        if not self.contents.is_of(path, disk):
            self.contents.take({path: disk})
            return False
        return True

    def edit(self, path: str, mine: bytes | None, title: str, at: KeyPath | None = None) -> None:
        """Give a held file other content, as a step that can be undone.

        Args:
            path: A file that is held.
            mine: The new content; None deletes it.
            title: What was done, in the user's language.
            at: The one key path that was set, where it was one.

        Raises:
            EditRefused: The workspace is open for reading only.
        """
        self._verify_writable()
        held = self._held[path]
        if mine == held.mine:
            return
        self.history.note(Edit(path=path, title=title, before=held.mine, after=mine, at=at))
        self._apply({path: held.with_content(mine)})

    def edit_all(self, contents: Mapping[str, bytes], title: str) -> None:
        """Give several held files other content, as one step that can be undone.

        Args:
            contents: The new content of each, by path.
            title: What was done, in the user's language.

        Raises:
            EditRefused: The workspace is open for reading only.
        """
        self._verify_writable()
        edits = [
            Edit(path=path, title=title, before=self._held[path].mine, after=mine)
            for path, mine in contents.items()
            if mine != self._held[path].mine
        ]
        if edits:
            self.history.settle()
            self.history.note(attrs.evolve(edits[0], beside=tuple(edits[1:])))
            self._apply({path: self._held[path].with_content(mine) for path, mine in contents.items()})
        self.settle()

    def create(self, entities: Mapping[str, object], title: str) -> None:
        """Make new files as one step that can be undone.

        Args:
            entities: What each file says, by path.
            title: What was done, in the user's language.

        Raises:
            EditRefused: The workspace is open for reading only; or one is no place for such a document, or there is a file.
        """
        for path, entity in entities.items():
            verify_place(self.root, path, type(entity), self.contents.workspace.kinds)
            self.hold(path)
            if self.content(path) is not None:
                raise make_refusal(_("The file {path} already exists."), path)
        self._verify_writable()
        files = {path: format_new_file(entity) for path, entity in entities.items()}
        edits = [Edit(path=path, title=title, before=None, after=mine) for path, mine in files.items()]
        if edits:
            self.history.note(attrs.evolve(edits[0], beside=tuple(edits[1:])))
            self._apply({path: self._held[path].with_content(mine) for path, mine in files.items()})
        self.settle()

    def _verify_writable(self) -> None:
        verify_writable(read_only=self.read_only)

    def step(self, edit: Edit) -> None:
        """Apply a step back or forth; where somebody else changed a file meanwhile, both are kept as a conflict.

        Args:
            edit: The step in the direction in which it is to go.
        """
        self._apply({one.path: self._apply_step(one) for one in (edit, *edit.beside)})

    def _apply_step(self, edit: Edit) -> FileState:
        held = self._held[edit.path]
        if held.mine == edit.before:
            return held.with_content(edit.after)
        there = held.theirs if held.outside else held.mine  # what somebody else made of it, which a decision must show
        return FileState(base=edit.before, mine=edit.after).with_disk_content(there)

    def settle(self) -> None:
        """Let the next edit be a step of its own, and have all edits safe on the disk."""
        self.history.settle()
        self._secure()

    def _secure(self) -> None:
        """Have the journal hold what is not in the files, and no more."""
        if self.unsaved:
            self.journal.settle()
        else:
            self.journal.end()

    def look(self, files: Mapping[str, FileEntry | None]) -> bool:
        """Take in what others did to files; one with edits of its own comes into conflict.

        Args:
            files: The files as they are listed now; None for one that is gone.

        Returns:
            Whether anything is different now.
        """
        disk = self._on_disk(files)
        held = {path: self._held[path].with_disk_content(now) for path, now in disk.items() if path in self._held}
        news = {path: now for path, now in disk.items() if path not in held and not self.contents.is_of(path, now)}
        different = {path: now for path, now in held.items() if self._held[path] != now}
        if len(disk) < len(files) or SETTINGS in news.keys() | different.keys():
            self.look_at_everything()
            return True
        self._apply(different)
        self.contents.take(news)
        return bool(different or news)

    def _on_disk(self, files: Mapping[str, FileEntry | None]) -> dict[str, bytes | None]:
        """Return the content of listed files; those that cannot be read are left out."""
        disk: dict[str, bytes | None] = {}
        for path, entry in files.items():
            if entry is None or is_plain(entry):
                with suppress(EditRefused):
                    disk[path] = read_content(self.root, path)
        return disk

    def look_at_everything(self) -> None:
        """Read the whole workspace anew, and bring what is held together with it."""
        self.contents.load_again()
        for path, held in self._held.items():
            with suppress(EditRefused):
                self._held[path] = held.with_disk_content(read_content(self.root, path))
        self.contents.take({path: held.mine for path, held in self.unsaved.items()})

    def resolve(self, path: str, *, keep_mine: bool) -> None:
        """End a conflict; every step of it can be undone.

        Args:
            path: A file in conflict.
            keep_mine: Whether my changes stay, beside theirs where the two touch different values.
        """
        conflict = self.conflicts[path]
        self.settle()
        self._held[path] = FileState(base=conflict.theirs, mine=conflict.mine)
        self.edit(path, conflict.theirs, _("Accept the other version"))
        if keep_mine:
            merged = merge_both(conflict) or merge_mine_first(conflict)
            self.edit(path, conflict.mine if merged is None else merged, _("Keep my changes"))

    def give_up(self) -> None:
        """Let every file be what the disk was last known to hold; nothing of it can be undone."""
        self._apply({path: held.without_edits() for path, held in self._held.items()})
        self.history = History()
        self.settle()

    def save(self, timeout: float = TIMEOUT) -> Mapping[str, str] | None:
        """Write every unsaved file that is not in conflict.

        Args:
            timeout: How long to wait for another program that is saving, in seconds.

        Returns:
            Why some could not be written, by path; None when there was nothing to write.
        """
        self._secure()  # one may be typing: the step goes on
        due = {path: held for path, held in self.unsaved.items() if not held.outside}
        if not due:
            return None
        after, reasons = save_files(self.root, due, timeout)
        self._apply(after)
        self._secure()
        return reasons

    def close(self, *, give_up: bool) -> Path | None:
        """Leave what is unsaved in the journal; gives the journal if all of it can be had back from there.

        Args:
            give_up: Whether it is not wanted any more.
        """
        if give_up:
            self.journal.drop()
            return None
        if not self.unsaved and not self.drafts.paths:
            self.journal.end()
            return None
        self.journal.settle()
        at_risk = self.at_risk()
        journal = self.journal.leave()
        return None if at_risk else journal

    def take_up(self, path: str, left: FileState, title: str) -> bool:
        """Take up edits of a file that were left behind; if the file has changed since, it comes into conflict.

        Args:
            left: What was read and what it had become.
            title: What to call the step that undoes it.

        Returns:
            Whether they are in the session now; what is unsaved there and touches the same values must be saved or decided first.
        """
        try:
            self.hold(path)
        except EditRefused:
            return False
        now = self._held[path]
        if now.mine == left.mine:
            return True
        if not now.unsaved:
            self.history.note(Edit(path=path, title=title, before=now.mine, after=left.mine))
            self._apply({path: left.with_disk_content(now.base)})
            return True
        merged = (
            None if now.outside else merge_both(Conflict(path=path, base=left.base, mine=left.mine, theirs=now.mine))
        )
        if merged is not None:
            self.edit(path, merged, title)
        return merged is not None

    def at_risk(self) -> frozenset[str]:
        """Return the files that would be lost with this process: not saved, and not to be read in the journal."""
        unsaved = self.unsaved
        kept = self.journal.read_kept() if unsaved else {}
        at_risk = {path for path, held in unsaved.items() if path not in kept or kept[path].mine != held.mine}
        return frozenset(at_risk | self.journal.find_unkept_drafts())

    def _apply(self, files: Mapping[str, FileState]) -> None:
        """Let files be what they are now: in the journal, in the session, in the workspace and in the findings."""
        different = {path: held for path, held in files.items() if self._held[path] != held}
        news = {path: held.mine for path, held in different.items() if self._held[path].mine != held.mine}
        for path, held in different.items():
            self.journal.note(path, held)
        self.journal.settle()  # not even a power cut loses it
        self._held.update(different)
        self.contents.take(news)


def find_single_path(changes: Sequence[Change]) -> KeyPath | None:
    """Return the key path of changes that set one value and nothing else.

    Args:
        changes: The changes of one step.
    """
    paths: set[KeyPath | None] = {change.path if isinstance(change, SetValue) else None for change in changes}
    return paths.pop() if len(paths) == 1 else None


def is_lasting(changes: Iterable[Change]) -> bool:
    """Tell whether changes mean the same in a file that somebody else has changed: they set values that have a name.

    Args:
        changes: The changes of one step.
    """
    return all(
        isinstance(change, SetValue) and all(isinstance(part, str) for part in change.path) for change in changes
    )
