"""Nothing is lost: saving by itself, undo, conflicts, leftovers of a killed app, leaving."""

from __future__ import annotations

from asyncio import sleep
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.app.background import run_in_background
from ogpkit.app.forms.pending import describe_drafts, list_pending
from ogpkit.app.places import path_place
from ogpkit.app.screens.conflict import ConflictScreen
from ogpkit.app.screens.dialog import Question
from ogpkit.app.status import StatusLine
from ogpkit.app.widgets.document_form import DocumentForm
from ogpkit.editing.errors import EditError, UnresolvedConflicts
from ogpkit.errors import OgpkitError
from ogpkit.text.i18n import _, _n
from ogpkit.text.sanitize import sanitize_path
from ogpkit.workspace.lock import Busy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    from textual.timer import Timer

    from ogpkit.app.workspace_app import WorkspaceApp
    from ogpkit.editing.journal import UnsavedEdits
    from ogpkit.plugins.places import Place
    from ogpkit.workspace.scan import FileEntry

WAIT: Final = 0.8
"""Seconds after the last change before it is saved."""

LONGEST_WAIT: Final = 10.0
"""Seconds after the first unsaved change at which it is saved, even though the person goes on typing."""

RETRY: Final = 1.0
"""Seconds before another try while another program is saving."""

TURN: Final = 0.2
"""Seconds between two tries while the person waits for it."""

PATIENCE: Final = 5.0
"""Seconds for which leaving waits for another program before it asks."""


class AutoSave:
    """Part of the shell that sees to it that no work is lost."""

    def __init__(self, shell: WorkspaceApp, go: Callable[[Place], object]) -> None:
        """Serve a shell.

        Args:
            go: Shows a place.
        """
        self._shell = shell
        self._go = go
        self._timer: Timer | None = None
        self._due: float | None = None
        self._told = ""
        self._is_busy = False
        self._conflicts: frozenset[str] = frozenset()

    @property
    def is_busy(self) -> bool:
        """Tell whether another program is saving, so that this one has to wait."""
        return self._is_busy

    def save_soon(self) -> None:
        """Save a moment after the last change."""
        if not self._shell.session.unsaved:
            self._forget_timer()
            return
        now = monotonic()
        if self._due is None:
            self._due = now + LONGEST_WAIT
        self._start_timer(min(WAIT, max(self._due - now, 0.0)))

    def _start_timer(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._shell.set_timer(seconds, self.save)

    def _forget_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._due = None

    def save(self) -> bool:
        """Save everything that is not saved; whether that was possible. Another program that is saving is not waited for."""
        self._forget_timer()
        session = self._shell.session
        try:
            with suppress(UnresolvedConflicts):  # the person is told of conflicts below, once of each
                session.save(timeout=0)
        except Busy:
            self._show_busy(is_busy=True)
            self._start_timer(RETRY)
            return False
        except OgpkitError as error:
            self._show_busy(is_busy=False)
            self._tell_trouble(error)
            return False
        self._show_busy(is_busy=False)
        self._told = ""
        self._tell_of_conflicts()
        return not session.unsaved

    async def save_patiently(self, seconds: float) -> bool:
        """Save everything, and wait for another program that is saving, without holding up the app.

        Args:
            seconds: How long to wait at most.

        Returns:
            Whether everything is saved.
        """
        end = monotonic() + seconds
        while not (is_saved := self.save()) and self._is_busy and monotonic() < end:  # noqa: ASYNC110  another program does not tell
            await sleep(TURN)
        return is_saved

    def _show_busy(self, *, is_busy: bool) -> None:
        if is_busy != self._is_busy:
            self._is_busy = is_busy
            for line in self._shell.query(StatusLine):
                line.show_busy(is_busy=is_busy)

    def _tell_trouble(self, error: OgpkitError) -> None:
        if str(error) != self._told:
            self._told = str(error)
            self._shell.notify(str(error), severity="error", timeout=15)

    def _tell_of_conflicts(self) -> None:
        """Say once of each file that somebody else has changed it too."""
        known, self._conflicts = self._conflicts, frozenset(self._shell.session.conflicts)
        for path in sorted(self._conflicts - known):
            said = _("You and another program both changed {path}. Press F8 to see both versions.").format(path=path)
            self._shell.notify(said, severity="warning", timeout=15)

    def look_outside(self, entries: Mapping[str, FileEntry] | None = None) -> None:
        """Take in what other programs did to the files.

        Args:
            entries: The files, if they have just been listed beside the keys.
        """
        try:
            self._shell.session.refresh(entries)
        except EditError as error:
            self._shell.notify(str(error), severity="error")
        self._tell_of_conflicts()

    def step(self, *, back: bool, count: int = 1) -> None:
        """Undo, or do again.

        Args:
            back: Whether to undo.
            count: How many changes are undone.
        """
        self.take_over()
        is_single = back and count == 1
        added = [title for form in self._shell.view.forms if is_single and (title := form.take_back())]
        try:
            title = added[0] if added else self._shell.session.undo(count) if back else self._shell.session.redo()
        except EditError as error:
            self._shell.notify(str(error), severity="warning")
            return
        if title is None:
            said = _("There is nothing to undo.") if back else _("There is nothing to redo.")
        else:
            said = (_("Undone: {title}") if back else _("Redone: {title}")).format(title=title)
            if count > 1:
                said = _("{count} changes undone, back to: {title}").format(count=count, title=title)
        self._shell.notify(said)

    def save_now(self) -> None:
        """Save without waiting, and say so."""
        self.take_over()
        if self.save():
            self._shell.notify(_("Everything is saved."))

    def take_over(self) -> None:
        """Take over what was typed a moment ago."""
        for form in self._shell.query(DocumentForm):
            form.flush()
        self._shell.session.settle()

    def decide(self) -> None:
        """Show the conflicts, one after the other, and do what is chosen."""
        if self._shell.session.conflicts:
            run_in_background(self._shell, self._decide, name="decide", group="decide", exclusive=True)
        else:
            self._shell.notify(_("There are no conflicting changes."))

    async def _decide(self) -> None:
        session = self._shell.session
        postponed: set[str] = set()
        while undecided := [path for path in session.conflicts if path not in postponed]:
            path = undecided[0]
            conflict = session.conflicts[path]
            answer = await self._shell.push_screen_wait(ConflictScreen(conflict))
            if answer == "later":
                postponed.add(path)
            elif session.conflicts.get(path) == conflict:  # else it has changed once more meanwhile, and is shown again
                session.resolve(path, "mine" if answer == "mine" else "theirs")
                self.save()  # what waited for this decision comes up next

    def offer_leftovers(self) -> None:
        """Offer the edits that an app left behind when it was killed."""
        session = self._shell.session
        if unread := () if session.read_only else session.recovery.unread:
            said = _(
                "Another version of ogpkit has unsaved changes to these files. Open the workspace with that version to restore "
                "them:\n{files}"
            )
            files = "\n".join(sanitize_path(str(path.relative_to(session.root))) for path in unread)
            self._shell.notify(said.format(files=files), severity="warning", timeout=30)
        if not session.recoverable:
            return
        text, has_files = self._describe_leftovers(), any(leftover.files for leftover in session.recoverable)
        take = _("Restore them") if has_files else _("Restore it")
        answers = {"recover": take, "later": _("Ask me next time"), "discard": _("Discard them")}

        def handle_answer(answer: str | None) -> None:
            if answer == "recover":
                session.recover()
                self._tell_of_conflicts()
            elif answer == "discard":
                session.discard()

        self._shell.push_screen(Question(text, answers, escape="later"), handle_answer)

    def _describe_leftovers(self) -> str:
        """Return what an app left behind that has ended: its files, and what could stand in none."""
        session = self._shell.session
        said = []
        if files := "\n".join(_list_files(session.recoverable)):
            text = _(
                "ogpkit closed before it saved your changes to these files. Do you want to restore the changes?\n{files}"
            )
            said.append(text.format(files=files))
        told = [
            f"  {sanitize_path(path)}, {label}: “{text}”"
            for leftover in session.recoverable
            for path, drafts in leftover.drafts.items()
            for label, text in describe_drafts(session, path, drafts)
        ]
        if told:
            text = _("You typed this before ogpkit closed, but it could not be saved:\n{drafts}")
            said.append(text.format(drafts="\n".join(told)))
        return "\n\n".join(said)

    async def may_leave_forms(self, *, for_good: bool = False) -> bool:
        """Take over what was typed; where something cannot stand in the file, ask whether to go on.

        Args:
            for_good: Whether the app is left, and with it what is pending in every file; otherwise that stays as it is.
        """
        self.take_over()
        forms = [form for form in self._shell.view.forms if form.pending]
        everywhere = list_pending(self._shell.session) if for_good else {}
        drafts = [draft for one in everywhere.values() for draft in one.describe()] if for_good else []
        drafts = drafts or [draft for form in forms for draft in form.pending]
        if not drafts:
            self.save()
            return True
        lines = (f"  {label}: “{draft}”" if draft else f"  {label}" for label, draft, _reason in drafts)
        told = "\n".join(f"{line}\n    {reason}" for line, (_label, _draft, reason) in zip(lines, drafts, strict=True))
        text = _("This cannot be saved yet:\n{drafts}").format(drafts=told)
        go_on = _("Quit without saving") if for_good else _("Leave and keep the draft")
        answers = {"correct": _("Correct it"), "leave": go_on, "stay": _("Stay here")}
        answer = await self._shell.push_screen_wait(Question(text, answers, escape="stay"))
        if answer == "correct" and forms:
            forms[0].focus_pending()
        elif answer == "correct":
            place = path_place(self._shell.session.workspace, next(iter(everywhere)))
            self._go(attrs.evolve(place, at=next(iter(everywhere.values())).find_first() or ()))
        if answer == "leave":
            self.save()
        return answer == "leave"

    async def leave(self) -> None:
        """Leave the app; nothing that could be saved is lost."""
        if not await self.may_leave_forms(for_good=True):
            return
        session = self._shell.session
        while not await self.save_patiently(PATIENCE) or session.conflicts:
            answers = {"stay": _("Stay"), "go": _("Quit")}
            if self._is_busy:
                answers["wait"] = _("Try again")
            if session.conflicts:
                answers["decide"] = _("Decide now")
            answer = await self._shell.push_screen_wait(Question(self._describe_unsaved(), answers, escape="stay"))
            if answer == "go":
                break
            if answer == "wait":
                continue
            if answer != "decide":
                return
            await self._decide()
            if session.conflicts:
                return
        for pending in list_pending(session).values():  # the person was asked
            pending.forget()
        self._shell.note_session()
        session.close()
        self._shell.exit()

    def _describe_unsaved(self) -> str:
        session = self._shell.session
        files = "\n".join(f"  {path}" for path in sorted({*session.unsaved, *session.conflicts}))
        text = _("Your changes to these files are not saved:\n{files}").format(files=files)
        if self._is_busy:
            text += "\n" + _("Another program is saving in this workspace.")
        if session.unprotected:
            return text + "\n" + _("You will lose them when you quit: {why}").format(why=session.unprotected)
        return text + "\n" + _("ogpkit keeps them, and offers to restore them when you open this workspace again.")


def _list_files(leftovers: Iterable[UnsavedEdits]) -> Iterator[str]:
    """Yield each file that was left behind, and how often, in a line of its own."""
    days: dict[str, list[datetime]] = {}
    for leftover in leftovers:
        for path in leftover.paths:
            days.setdefault(path, []).append(leftover.when)
    for path, times in sorted(days.items()):
        if len(times) == 1:
            yield f"  {sanitize_path(path)}"
        else:
            said = _n(
                "{path}: not saved {count} time, last on {when}",
                "{path}: not saved {count} times, last on {when}",
                len(times),
            )
            yield "  " + said.format(path=sanitize_path(path), count=len(times), when=f"{max(times):%Y-%m-%d %H:%M}")
