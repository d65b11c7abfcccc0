"""What this plugin adds to the app's command palette."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import AppCommand, Scope
from ogpkit.api.text import _
from ogpkit_consultation.beginning import begin_comment, begin_consultation, begin_session

if TYPE_CHECKING:
    from ogpkit.api import Place
    from ogpkit.api.editing import EditSession


def _begin_consultation(desk: EditSession, place: Place) -> str:
    return _("{path} is begun: set the timeline and publish it.").format(
        path=begin_consultation(desk, place.country, place.cycle)
    )


def _begin_comment(desk: EditSession, place: Place) -> str:
    return _("{path} is begun: write down what the author wrote.").format(
        path=begin_comment(desk, place.country, place.cycle, desk.workspace.today)
    )


def _begin_session(desk: EditSession, place: Place) -> str:
    return _("{path} is begun: write down who took part and what they said.").format(
        path=begin_session(desk, place.country, place.cycle, desk.workspace.today)
    )


APP_COMMANDS: Final = (
    AppCommand(
        name="consultation-begin",
        title="Begin a consultation",
        help="Makes the file for the process, its timeline and its events",
        scope=Scope.CYCLE,
        run=_begin_consultation,
    ),
    AppCommand(
        name="consultation-comment",
        title="Add a comment",
        help="Makes a comment that came in on paper or by telephone",
        scope=Scope.CYCLE,
        run=_begin_comment,
    ),
    AppCommand(
        name="consultation-session",
        title="Add a session with peers",
        help="Makes the file for what other countries said of the commitments",
        scope=Scope.CYCLE,
        run=_begin_session,
    ),
)
"""Begin a consultation, add a comment, add a session with peers."""
