"""The session: a workspace with edits that can be undone, saved and brought together with what others do to the files."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, Literal, Self

from ogpkit.editing.documents import OpenDocuments, find_single_path, is_lasting
from ogpkit.editing.errors import SaveFailed, UnresolvedConflicts
from ogpkit.editing.files import find_changed, list_files, make_just_changed, make_refusal, verify_inside
from ogpkit.editing.journal import Journal, UnsavedEdits, discard, find_left_behind
from ogpkit.editing.live_workspace import Listeners, LiveWorkspace
from ogpkit.editing.recovery import Recovery
from ogpkit.plugins.queries import collect_statuses
from ogpkit.text.i18n import N_, _
from ogpkit.workspace.load import LoadedWorkspace, read_workspace_in_steps
from ogpkit.workspace.lock import TIMEOUT
from ogpkit.workspace.patch import Change, apply_changes
from ogpkit.workspace.progress import finish_steps
from ogpkit.workspace.scan import FileEntry, is_matched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from ogpkit.check.finding import Finding
    from ogpkit.editing.conflicts import Conflict
    from ogpkit.editing.documents import Edit
    from ogpkit.plugins.contributions import DueDate
    from ogpkit.plugins.editing_protocol import EditSession
    from ogpkit.plugins.manager import Plugins
    from ogpkit.plugins.owned import OwnedContribution
    from ogpkit.plugins.places import Place, Status
    from ogpkit.workspace.content import Workspace
    from ogpkit.workspace.progress import Steps

_JUST_CHANGED: Final = N_("Another program has just changed {path}. Check the file, then make your change again.")


class _OpenWorkspace:
    """What an open workspace says, all edits included."""

    root: Path
    plugins: Plugins
    _contents: LiveWorkspace
    _work: OpenDocuments
    _listeners: Listeners

    @property
    def workspace(self) -> Workspace:
        """Return what the files say, all edits included."""
        return self._contents.workspace

    @property
    def read_only(self) -> bool:
        """Tell whether every edit is refused."""
        return self._work.read_only

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return what is wrong, all edits included."""
        return self._contents.findings

    @property
    def is_checked(self) -> bool:
        """Tell whether everything was checked once; what is wrong is not known before."""
        return self._contents.is_checked

    @property
    def has_to_check(self) -> bool:
        """Tell whether everything has to be checked, for the first time or again; `check_in_steps` does it."""
        return self._contents.has_to_check

    def check_in_steps(self) -> Steps[None]:
        """Find what is wrong, in short steps between which edits may come; those who listen are told at the end.

        From now on, checks of a large workspace are left to who calls this: after each change it is asked `has_to_check`.
        """
        yield from self._contents.check_in_steps()
        self._listeners.tell()

    @property
    def knows_due_dates(self) -> bool:
        """Tell whether `calendar` answers at once, because what is due was worked out before."""
        return self._contents.knows_due_dates

    def list_due_dates_in_steps(self) -> Steps[None]:
        """Work out what is due, in short steps between which edits may come; those who listen are told at the end."""
        yield from self._contents.list_due_dates_in_steps()
        self._listeners.tell()

    @property
    def outdated(self) -> frozenset[str]:
        """Return files that do not fit their kind; the workspace holds what can be read of them, or what they said before."""
        return frozenset(self._contents.outdated)

    def findings_at(self, place: Place) -> tuple[Finding, ...]:
        """Return what is wrong at a place: in a country, in a cycle, in a file, or at and below a key path of it.

        Args:
            place: The place; an empty one is the whole workspace.
        """
        return self._contents.list_findings(place)

    def source(self, path: str) -> bytes:
        """Return the content of a file, its edits included.

        Raises:
            EditRefused: There is no such file, or it cannot be read.
        """
        verify_inside(self.root, path)
        if (mine := self._work.content(path)) is None:
            raise make_refusal(_("There is no file {path}."), path)
        return mine

    def try_out(self, path: str, source: bytes) -> tuple[Finding, ...]:
        """Return what would be wrong in a file if it had other content; nothing is changed.

        Args:
            path: The file.
            source: What it would say.
        """
        return self._contents.try_out(path, source)

    def calendar(self) -> tuple[OwnedContribution[DueDate], ...]:
        """Return what is due, from all plugins, in the order of due dates."""
        return self._contents.collect_due_dates()

    def standings(self, place: Place) -> tuple[OwnedContribution[Status], ...]:
        """Return what the mechanisms say of a country or a cycle.

        Args:
            place: The country or the cycle.
        """
        return collect_statuses(self._contents.certain, place, self.plugins)

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Be told after every change in the session, until the function that this gives is called.

        Args:
            callback: Called without arguments; one that fails costs only itself.
        """
        return self._listeners.add(callback)

    @property
    def steps(self) -> tuple[Edit, ...]:
        """Return what can be undone, the oldest first."""
        return self._work.history.done

    @contextmanager
    def hold_together(self, title: str) -> Iterator[None]:
        """Make one step of all that is changed meanwhile; those who listen are told once, at the end.

        Args:
            title: What is done, in the user's language.
        """
        self._work.settle()
        since = len(self.steps)
        try:
            with self._listeners.hold():
                yield
        finally:
            self._work.settle()
            self._work.history.join(since, title)

    @contextmanager
    def grow_together(self, title: str) -> Iterator[None]:
        """Let many edits come one after the other: everything is checked at the end, and they are one step that can be undone.

        What the person does meanwhile stays a step of its own; then the edits are as many steps as they were.

        Args:
            title: What is done, as the edits are called.
        """
        self._work.settle()
        since, self._contents.is_growing = len(self.steps), True
        try:
            yield
        finally:
            self._contents.is_growing = False
            if all(step.title == title for step in self.steps[since:]):
                self._work.history.join(since, title)
            self._listeners.tell()

    def notice_faults(self) -> None:
        """Take what plugins have failed at since the last check into the findings."""
        self._contents.check_again()
        self._listeners.tell()


class WorkspaceSession(_OpenWorkspace):
    """Workspace being worked on, the `EditSession` of the app and of commands; not for several threads at once.

    Nothing reaches the files before `save`. Until then every edit is in a journal from which another session can recover it.

    Attributes:
        root: The folder of the workspace.
        plugins: The installed plugins.
        recoverable: Unsaved edits that an app left behind when it ended without saving.
        drafts: What cannot stand in a file yet; another session can recover it, as it can unsaved edits.
        recovery: What of them still waits after `recover`.
    """

    def __init__(
        self,
        loaded: LoadedWorkspace,
        plugins: Plugins,
        entries: Mapping[str, FileEntry],
        *,
        read_only: bool = False,
        check_later: bool = False,
    ) -> None:
        """Begin a session on a workspace; `open` does it from a folder.

        Args:
            loaded: The workspace as it lies on the disk.
            entries: The files as they were listed before loading.
            read_only: Whether every edit is refused; what another app left behind is not offered then.
            check_later: Whether what is wrong is found by `check_in_steps`, or by the first edit.
        """
        self.root = loaded.root
        self.plugins = plugins
        self.recoverable: tuple[UnsavedEdits, ...] = () if read_only else find_left_behind(self.root)
        self._contents = LiveWorkspace(loaded, plugins, check_later=check_later)
        self._work = OpenDocuments(self.root, self._contents, Journal(self.root), read_only=read_only)
        self.drafts = self._work.drafts
        self.recovery = Recovery(self._work)
        self._entries = entries
        self._listeners = Listeners(plugins)

    @classmethod
    def open(
        cls,
        root: Path,
        plugins: Plugins,
        today: date | None = None,
        *,
        read_only: bool = False,
        check_later: bool = False,
    ) -> Self:
        """Open the workspace in a folder.

        Args:
            root: The folder with `ogpkit.toml`.
            today: The day to look at it; the real one when left out.
            read_only: Whether every edit is refused.
            check_later: Whether what is wrong is found by `check_in_steps`, or by the first edit.
        """
        steps = cls.open_in_steps(root, plugins, today, read_only=read_only, check_later=check_later)
        return finish_steps(steps)

    @classmethod
    def open_in_steps(
        cls,
        root: Path,
        plugins: Plugins,
        today: date | None = None,
        *,
        read_only: bool = False,
        check_later: bool = True,
    ) -> Steps[Self]:
        """Open the workspace in a folder as `open` does, one file a step."""
        entries = list_files(root)  # before the files are read: what changes meanwhile is seen at the next refresh
        yield
        loaded = yield from read_workspace_in_steps(root, plugins.kinds, plugins.editions, today)
        return cls(loaded, plugins, entries, read_only=read_only, check_later=check_later)

    def change(self, path: str, changes: Sequence[Change], title: str) -> None:
        """Change values in a file; all else in it stays byte for byte.

        Changes that set the same one value, one after the other, are one step until `settle`. A value that the file's kind
        does not allow is taken as well: a finding says what is wrong with it, and if the file cannot be read as its kind
        any more, the workspace keeps what it said before (`outdated`).

        Args:
            changes: What to change, in this order.
            title: What is done, in the user's language.

        Raises:
            EditRefused: There is no such file, or another program has just changed what the change is about.
            CannotPatch: The changes do not fit the file.
        """
        if not self._take_up(path) and not is_lasting(changes):
            raise make_just_changed(_(_JUST_CHANGED), path)
        self._work.edit(path, apply_changes(self.source(path), changes), title, find_single_path(changes))
        self._listeners.tell()

    def change_all(self, changes: Mapping[str, Sequence[Change]], title: str) -> None:
        """Change values in several files, by their paths, as one step; all else in them stays byte for byte.

        Raises:
            EditRefused: There is no such file, or another program has just changed one; nothing is changed then.
            CannotPatch: The changes do not fit a file.
        """
        for path in changes:
            if not self._take_up(path):
                raise make_just_changed(_(_JUST_CHANGED), path)
        self._work.edit_all({path: apply_changes(self.source(path), made) for path, made in changes.items()}, title)
        self._listeners.tell()

    def rewrite(self, path: str, source: bytes, title: str) -> None:
        """Give a file another content as a whole: other comments, or a fix that was shown.

        Args:
            path: The file.
            source: What it says from now on.
            title: What is done, in the user's language.

        Raises:
            EditRefused: There is no such file, or another program has just changed it.
        """
        if not self._take_up(path):
            raise make_just_changed(_(_JUST_CHANGED), path)
        self._work.edit(path, source, title)
        self.settle()
        self._listeners.tell()

    def _take_up(self, path: str) -> bool:
        verify_inside(self.root, path)
        is_unchanged = self._work.hold(path)
        if not is_unchanged:
            self._listeners.tell()
        return is_unchanged

    def settle(self) -> None:
        """End the current step: the next change is one of its own, and this one is safe from a power cut."""
        self._work.settle()

    def create(self, path: str, entity: object) -> None:
        """Make a new file.

        Raises:
            EditRefused: It is no such place, or there is a file already.
        """
        self.create_all({path: entity}, _("Create {path}").format(path=path))

    def create_all(self, entities: Mapping[str, object], title: str) -> None:
        """Make several new files, by their paths, as one step; the workspace is looked through once.

        Raises:
            EditRefused: One is no such place, or there is a file already; nothing is made then.
        """
        self._work.create(entities, title)
        self._listeners.tell()

    def delete(self, path: str) -> None:
        """Delete a file; like every edit, it can be undone and happens on the disk when it is saved.

        Raises:
            EditRefused: There is no such file, or another program has just changed it.
        """
        if not self._take_up(path):
            raise make_just_changed(
                _("Another program has just changed {path}. Check the file, then delete it again."), path
            )
        self.source(path)
        self._work.edit(path, None, _("Delete {path}").format(path=path))
        self.settle()
        self._listeners.tell()

    @property
    def undo_title(self) -> str | None:
        """Return what `undo` would undo."""
        return _find_title(self._work.history.last)

    @property
    def redo_title(self) -> str | None:
        """Return what `redo` would do again."""
        return _find_title(self._work.history.next)

    def undo(self, count: int = 1) -> str | None:
        """Take the last steps back and say what the last of them was; a file that was changed elsewhere comes into conflict.

        Args:
            count: How many steps.
        """
        with self._listeners.hold():
            undone = [self._step(self._work.history.step_back()) for _number in range(count)]
        return next((title for title in reversed(undone) if title is not None), None)

    def redo(self) -> str | None:
        """Do again what was last undone and say what it was; a file that was changed since comes into conflict."""
        return self._step(self._work.history.step_again())

    def _step(self, edit: Edit | None) -> str | None:
        if edit is not None:
            self._work.step(edit)
            self.settle()
            self._listeners.tell()
        return _find_title(edit)

    @property
    def unsaved(self) -> frozenset[str]:
        """Return the files with edits that are not on the disk."""
        return frozenset(self._work.unsaved)

    @property
    def conflicts(self) -> Mapping[str, Conflict]:
        """Return the files that were changed here and elsewhere; they are not saved before somebody has decided."""
        return self._work.conflicts

    def save(self, timeout: float = TIMEOUT) -> None:
        """Write every unsaved file, each as a whole or not at all; files in conflict are left alone.

        Args:
            timeout: How long to wait for another program that is saving, in seconds.

        Raises:
            OgpkitError: Another program is saving for longer than that; nothing was written.
            SaveFailed: Some files could not be written; all others are, and those stay unsaved.
            UnresolvedConflicts: Some files are in conflict; all others are saved.
        """
        reasons = self._work.save(timeout)
        if reasons is not None:
            self.recovery.go_on()
            self._listeners.tell()
        if reasons:
            raise SaveFailed(reasons, self.unprotected)
        if self.conflicts:
            raise UnresolvedConflicts(self.conflicts)

    def resolve(self, path: str, keep: Literal["mine", "theirs"]) -> None:
        """Decide a conflict; the decision can be undone, and is saved with the next save.

        Args:
            path: A file in conflict.
            keep: Whose changes stay. Mine go beside theirs where the two touch different values, and replace theirs elsewhere.

        Raises:
            EditRefused: The file is not in conflict.
        """
        if path not in self.conflicts:
            raise make_refusal(_("{path} has no conflicting changes."), path)
        self._work.resolve(path, keep_mine=keep == "mine")
        self.recovery.go_on()
        self._listeners.tell()

    def start_over(self) -> None:
        """Give up every unsaved edit, and take in what other programs did to the files."""
        self._work.give_up()
        self.refresh()

    def refresh(self, entries: Mapping[str, FileEntry] | None = None) -> None:
        """Take in what other programs did to the files; files with unsaved edits come into conflict instead.

        Args:
            entries: The files, if somebody has just listed them; they are listed here when left out.
        """
        before, self._entries = self._entries, list_files(self.root) if entries is None else entries
        exclude = self.workspace.settings.workspace.exclude
        different = {
            path: entry for path, entry in find_changed(before, self._entries) if not is_matched(path, exclude)
        }
        if different and self._work.look(different):
            self._listeners.tell()

    @property
    def unprotected(self) -> str:
        """Return why unsaved edits would be lost with this process, in the user's language; empty when they would not."""
        return self._work.journal.trouble

    def recover(self) -> None:
        """Take up the unsaved edits that were left behind; each can be undone, and what touches the same value waits."""
        leftovers, self.recoverable = self.recoverable, ()
        self.recovery.begin(leftovers)
        self._listeners.tell()

    def discard(self) -> None:
        """Give up the unsaved edits that were left behind, for good."""
        discard(self.recoverable)
        self.recoverable = ()

    def close(self, *, give_up: bool = False) -> Path | None:
        """Leave the session; what is unsaved stays in the journal and is offered when the workspace is opened again.

        Args:
            give_up: Whether unsaved edits are not wanted any more.

        Returns:
            The journal from which every unsaved edit can be had back; None where there are none, or where it holds not all.
        """
        return self._work.close(give_up=give_up)


def _find_title(edit: Edit | None) -> str | None:
    return edit.title if edit else None


if TYPE_CHECKING:

    def _as_edit_session(
        session: WorkspaceSession,
    ) -> EditSession:  # the type check fails here when the two drift apart
        return session
