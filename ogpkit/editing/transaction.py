"""An edit that is made, saved and only then acknowledged: what a command does with a workspace."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Final, TypeVar

from ogpkit.editing.errors import DeskTrouble, JustChanged, SaveTrouble, Unresolved
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import in_path
from ogpkit.workspace.atomic import CannotWrite
from ogpkit.workspace.lock import COMMAND_TIMEOUT, Busy, writing

if TYPE_CHECKING:
    from collections.abc import Callable

    from ogpkit.editing.session import Desk

T = TypeVar("T")

_SHORT: Final = 3.0
"""Seconds for which nobody need be told of a wait."""

_ATTEMPTS: Final = 5
"""How often an edit is made anew because a program that takes no turns has changed its files."""


class NotSaved(DeskTrouble):
    """An edit that is not in the files, or not all of it; the message says why, and where it is kept."""

    exit_code = 1


def save_edit(
    desk: Desk,
    edit: Callable[[Desk], T],
    patience: float = COMMAND_TIMEOUT,
    on_wait: Callable[[], object] | None = None,
) -> T:
    """Make an edit and save it, alone among all who write in the workspace; when this returns, it is in the files.

    The edit is made on what the files say when its turn has come, and once more when another program changes them meanwhile.
    An edit that fails leaves nothing behind. The desk is closed in any case.

    Args:
        desk: The workspace, with nothing unsaved.
        edit: Makes the edit and gives what is said of it. It may be called several times, so it must print nothing.
        patience: How long to wait for others, in seconds.
        on_wait: Called when the wait becomes so long that the person should know of it.

    Returns:
        What the edit gave when it was saved.

    Raises:
        NotSaved: It could not be saved; what was to be written is kept in a journal, which the app offers.
    """
    try:
        with ExitStack() as turn:
            try:
                turn.enter_context(writing(desk.root, min(patience, _SHORT) if on_wait else patience))
            except Busy:
                if on_wait is None:
                    raise
                on_wait()
                turn.enter_context(writing(desk.root, patience))
            return _save_in_turn(desk, edit)
    except (Busy, CannotWrite) as error:
        for _attempt in range(_ATTEMPTS):
            desk.start_over()
            with suppress(JustChanged):
                _make(desk, edit)
                break
        raise _not_saved(desk, str(error)) from error


def _save_in_turn(desk: Desk, edit: Callable[[Desk], T]) -> T:
    for _attempt in range(_ATTEMPTS - 1):
        with suppress(JustChanged, Unresolved):
            return _save_once(desk, edit)
    try:
        return _save_once(desk, edit)
    except Unresolved as error:
        raise _not_saved(desk, str(error)) from error


def _save_once(desk: Desk, edit: Callable[[Desk], T]) -> T:
    """Make the edit and save it; `Unresolved` means that nothing of it is written, so that it can be made again."""
    desk.start_over()
    result = _make(desk, edit)
    due = desk.unsaved
    try:
        desk.save()
    except Unresolved as error:
        if desk.unsaved == due:
            raise
        raise _not_saved(desk, str(error)) from error
    except SaveTrouble as error:
        raise _not_saved(desk, "\n".join(error.lines)) from error
    desk.close()
    return result


def _make(desk: Desk, edit: Callable[[Desk], T]) -> T:
    try:
        return edit(desk)
    except BaseException:
        desk.close(give_up=True)
        raise


def _not_saved(desk: Desk, why: str) -> NotSaved:
    """Keep what is not saved for the app, and say where."""
    journal = desk.close()
    if journal is None:
        said = _("{why}\nYour change could not be kept. Mend the cause, then run the command again.")
        return NotSaved(said.format(why=why))
    said = _(
        "{why}\nWhat is not saved is kept in {journal}. Open the app to take it up again, or to give it up before you run the "
        "command again."
    )
    return NotSaved(said.format(why=why, journal=in_path(str(journal))))
