"""Doing what an action is declared to do, and which actions there are at a place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import attrs

from ogpkit.app.session import app_session
from ogpkit.editing.errors import verify_writable
from ogpkit.errors import OgpkitError
from ogpkit.plugins.actions import ActionResult, is_day_of_action, make_result, read_parameters
from ogpkit.plugins.places import Place, Scope
from ogpkit.plugins.queries import call_for_user
from ogpkit.schema.convert import toml_value
from ogpkit.text.i18n import _, translate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from ogpkit.editing.session import WorkspaceSession
    from ogpkit.plugins.actions import Action
    from ogpkit.plugins.editing_protocol import EditSession
    from ogpkit.plugins.owned import OwnedContribution
    from ogpkit.schema.fields import Field


class ActionFailed(OgpkitError):
    """Raised when the plugin of an action has failed; the message says how."""


@attrs.frozen(kw_only=True)
class ActionTarget:
    """What an action is done with.

    Attributes:
        place: What it is about.
        values: The values by field that say which row of a table it is; nobody is asked for them.
        choices: The values that the dialog offers for that row, by field, with their labels.
        about: What a person has to know for it.
        begins_at: The field at which the dialog begins; the first one when left out.
    """

    place: Place
    values: Mapping[str, Any] = attrs.field(factory=dict, hash=False)
    choices: Mapping[str, Mapping[str, str]] = attrs.field(factory=dict, hash=False)
    about: str = ""
    begins_at: str = ""


def run_action(
    edited: EditSession, owned: OwnedContribution[Action[Any]], place: Place, parameters: object
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
    session, action = app_session(edited), owned.value
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


def list_initial_values(fields: Iterable[Field], given: Mapping[str, Any], today: date) -> dict[str, object]:
    """Return values as a file would hold them, by key; defaults stand for what is not given, today for the day of it.

    Args:
        fields: The fields that a person is asked for.
        given: Values by field.
        today: The present day.
    """
    values: dict[str, object] = {}
    for field in fields:
        default = today if is_day_of_action(field) else None if field.required else field.default
        value = given.get(field.name, default)
        if value is not None and value not in ("", (), False):
            values[field.key] = toml_value(value)
    return values


def run_on_targets(
    session: EditSession,
    owned: OwnedContribution[Action[Any]],
    targets: Sequence[ActionTarget],
    values: Mapping[str, object],
) -> ActionResult:
    """Do something with each of several things, one after the other, as one step that can be undone.

    Args:
        owned: The action, with its plugin.
        targets: What it is done with.
        values: What the person has said, by key, as a file would hold it.

    Raises:
        Mismatches: What the person has said does not fit.
        OgpkitError: Something stands against it; what was done before stays done.
    """
    keys = {field.name: field.key for field in owned.value.fields}
    all_parameters, today = [], session.workspace.today
    for target in targets:
        given = {keys[name]: toml_value(value) for name, value in target.values.items() if value is not None}
        said = owned.value.complete_values(session.workspace, target.place, {**values, **given})
        all_parameters.append(read_parameters(said, owned.value.parameters, today))
    with app_session(session).hold_together(translate(owned.value.title, owned.plugin)):
        results = [
            run_action(session, owned, target.place, parameters)
            for target, parameters in zip(targets, all_parameters, strict=True)
        ]
    if len(results) == 1:
        return results[0]
    notes = dict.fromkeys(note for result in results for note in (result.message, *result.notes) if note)
    return ActionResult(message=_("Done for {count} rows.").format(count=len(results)), notes=tuple(notes))


def list_offered_actions(session: WorkspaceSession, place: Place, scopes: Collection[Scope]) -> Iterator[Action[Any]]:
    """Yield the actions that the palette offers at a place.

    Args:
        place: The place that is shown.
        scopes: What it is, and what it lies in.
    """
    claimed = session.workspace.kinds.match_path(place.path) if place.path else None
    kind = claimed[0].name if claimed else ""
    for owned in session.plugins.actions:
        action = owned.value
        fits = action.scope in scopes and (action.scope is not Scope.DOCUMENT or action.kind == kind)
        if not fits or not action.is_in_palette or (action.writes and session.read_only):
            continue
        is_offered = partial(action.is_offered, session.workspace, place)
        if session.plugins.call(owned.plugin, f"action {action.name}", is_offered, False):
            yield action


def list_first_steps(session: WorkspaceSession, place: Place) -> Iterator[tuple[OwnedContribution[Action[Any]], Place]]:
    """Yield the actions that come first at a place, or at the newest cycle of a country, where nothing of their sort is there.

    Args:
        place: A cycle, a country or the whole workspace.
    """
    workspace = session.workspace
    cycles = workspace.cycles(place.country) if place.country and not place.cycle else ()
    places = (place, *(Place(country=place.country, cycle=cycle) for cycle in cycles[-1:]))
    owned_steps = ((owned, step) for owned in session.plugins.actions if (step := owned.value.first_step) is not None)
    for owned, step in sorted(owned_steps, key=lambda one: one[1].order):
        for one in places:
            is_next = partial(step.is_next, workspace, one)
            if session.plugins.call(owned.plugin, f"first step {owned.value.name}", is_next, False):
                yield owned, one
                break
