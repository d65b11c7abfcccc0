"""An edit that is made, saved and only then acknowledged: what a command does with a workspace."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Final, TypeVar

from ogpkit.editing.errors import EditError, JustChanged, SaveFailed, UnresolvedConflicts
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_path
from ogpkit.workspace.atomic import CannotWrite
from ogpkit.workspace.lock import COMMAND_TIMEOUT, Busy, lock_workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from ogpkit.editing.session import WorkspaceSession

T = TypeVar("T")

_SHORT: Final = 3.0
"""Seconds for which nobody need be told of a wait."""

_ATTEMPTS: Final = 5
"""How often an edit is made anew because a program that takes no turns has changed its files."""


class EditNotSaved(EditError):
    """Raised when an edit is not in the files, or not all of it; the message says why, and where it is kept."""

    exit_code = 1


def save_edit(
    session: WorkspaceSession,
    edit: Callable[[WorkspaceSession], T],
    patience: float = COMMAND_TIMEOUT,
    on_wait: Callable[[], object] | None = None,
) -> T:
    """Make an edit and save it, alone among all who write in the workspace; when this returns, it is in the files.

    The edit is made on what the files say when its turn has come, and once more when another program changes them meanwhile.
    An edit that fails leaves nothing behind. The session is closed in any case.

    Args:
        session: The workspace, with nothing unsaved.
        edit: Makes the edit and gives what is said of it. It may be called several times, so it must print nothing.
        patience: How long to wait for others, in seconds.
        on_wait: Called when the wait becomes so long that the person should know of it.

    Returns:
        What the edit gave when it was saved.

    Raises:
        EditNotSaved: It could not be saved; what was to be written is kept in a journal, which the app offers.
    """
    try:
        with ExitStack() as turn:
            try:
                turn.enter_context(lock_workspace(session.root, min(patience, _SHORT) if on_wait else patience))
            except Busy:
                if on_wait is None:
                    raise
                on_wait()
                turn.enter_context(lock_workspace(session.root, patience))
            return _save_in_turn(session, edit)
    except (Busy, CannotWrite) as error:
        for _attempt in range(_ATTEMPTS):
            session.start_over()
            with suppress(JustChanged):
                _make(session, edit)
                break
        raise _keep_for_app(session, str(error)) from error


def _save_in_turn(session: WorkspaceSession, edit: Callable[[WorkspaceSession], T]) -> T:
    for _attempt in range(_ATTEMPTS - 1):
        with suppress(JustChanged, UnresolvedConflicts):
            return _save_once(session, edit)
    try:
        return _save_once(session, edit)
    except UnresolvedConflicts as error:
        raise _keep_for_app(session, str(error)) from error


def _save_once(session: WorkspaceSession, edit: Callable[[WorkspaceSession], T]) -> T:
    """Make the edit and save it; `UnresolvedConflicts` means that nothing of it is written, so that it can be made again."""
    session.start_over()
    result = _make(session, edit)
    due = session.unsaved
    try:
        session.save()
    except UnresolvedConflicts as error:
        if session.unsaved == due:
            raise
        raise _keep_for_app(session, str(error)) from error
    except SaveFailed as error:
        raise _keep_for_app(session, "\n".join(error.lines)) from error
    session.close()
    return result


def _make(session: WorkspaceSession, edit: Callable[[WorkspaceSession], T]) -> T:
    try:
        return edit(session)
    except BaseException:
        session.close(give_up=True)
        raise


def _keep_for_app(session: WorkspaceSession, why: str) -> EditNotSaved:
    """Keep what is not saved for the app, and say where."""
    journal = session.close()
    if journal is None:
        said = _("{why}\nYour change is lost. Fix the cause, then run the command again.")
        return EditNotSaved(said.format(why=why))
    said = _(
        "{why}\nYour unsaved change is kept in {journal}. Open the app to restore or discard it, then run the command again."
    )
    return EditNotSaved(said.format(why=why, journal=sanitize_path(str(journal))))
