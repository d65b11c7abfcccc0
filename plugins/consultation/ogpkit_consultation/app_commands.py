"""What this plugin adds to the app's command palette."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import AppCommand, Scope
from ogpkit.api.text import _
from ogpkit_consultation.beginning import begin_comment

if TYPE_CHECKING:
    from ogpkit.api import Place
    from ogpkit.api.editing import EditSession


def _begin_comment(desk: EditSession, place: Place) -> str:
    return _("{path} is begun: write down what the author wrote.").format(
        path=begin_comment(desk, place.country, place.cycle, desk.workspace.today)
    )


APP_COMMANDS: Final = (
    AppCommand(
        name="consultation-comment",
        title="Add a comment",
        help="Makes a comment that came in on paper or by telephone",
        scope=Scope.CYCLE,
        run=_begin_comment,
    ),
)
"""Add a comment."""
