"""Doing what an action is declared to do, and which actions there are at a place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ogpkit.app.session import app_session
from ogpkit.editing.errors import verify_writable
from ogpkit.errors import OgpkitError
from ogpkit.plugins.actions import make_result
from ogpkit.plugins.places import Scope
from ogpkit.plugins.queries import call_for_user

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ogpkit.editing.session import WorkspaceSession
    from ogpkit.plugins.actions import Action, ActionResult
    from ogpkit.plugins.editing_protocol import EditSession
    from ogpkit.plugins.owned import OwnedContribution
    from ogpkit.plugins.places import Place


class ActionFailed(OgpkitError):
    """Raised when the plugin of an action has failed; the message says how."""


def run_action(
    desk: EditSession, owned: OwnedContribution[Action[Any]], place: Place, parameters: object
) -> ActionResult:
    """Do something of which everything is said, under the guard.

    Args:
        owned: The action, with its plugin.
        place: What it is about.
        parameters: What the person has said.

    Raises:
        ActionFailed: Its plugin has failed.
        OgpkitError: Something stands against it.
    """
    session, action = app_session(desk), owned.value
    if action.writes:
        verify_writable(read_only=session.read_only)
    before = len(session.plugins.faults)
    session.settle()
    try:
        said = call_for_user(
            session.plugins, owned.plugin, f"action {action.name}", partial(action.run, session, place, parameters)
        )
    finally:
        session.settle()
    if len(session.plugins.faults) > before:
        fault = session.plugins.faults[-1]
        raise ActionFailed(f"{fault.message} {fault.remedy}")
    return make_result(said)


def list_offered_actions(desk: WorkspaceSession, place: Place, scopes: Collection[Scope]) -> Iterator[Action[Any]]:
    """Yield the actions that the palette offers at a place.

    Args:
        place: The place that is shown.
        scopes: What it is, and what it lies in.
    """
    claimed = desk.workspace.kinds.match_path(place.path) if place.path else None
    kind = claimed[0].name if claimed else ""
    for owned in desk.plugins.actions:
        action = owned.value
        fits = action.scope in scopes and (action.scope is not Scope.DOCUMENT or action.kind == kind)
        if not fits or not action.is_in_palette or (action.writes and desk.read_only):
            continue
        is_offered = partial(action.is_offered, desk.workspace, place)
        if desk.plugins.call(owned.plugin, f"action {action.name}", is_offered, False):
            yield action
