"""The reasoned response to those who contributed, and what stands against a deposit without it (standards of 2022, 4.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.api import Action, OgpkitError, Scope, Severity, StageGuard
from ogpkit.api.content import entity_values, extend_entity
from ogpkit.api.editing import find_changes
from ogpkit.api.text import _
from ogpkit_consultation.dossier import DEPOSITED, find_dossier, find_dossier_to_come
from ogpkit_consultation.edition import get_rules
from ogpkit_consultation.model import Consultation, ReasonedResponse
from ogpkit_consultation.principles import find_requirement, find_severity
from ogpkit_consultation.standards import has_response

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ogpkit.api import Place
    from ogpkit.api.content import Cycle, Document, Workspace
    from ogpkit.api.editing import EditSession

RESPONSE: Final = "CON040"
"""The check rule that asks for a reasoned response."""


class CannotRespond(OgpkitError):
    """Raised when a reasoned response cannot be noted; the message says what to do first."""


def check_responded(document: Document[Cycle], workspace: Workspace) -> Iterator[str]:
    """Yield what is missing while those who contributed have no reasoned response, nor a reason why there is none.

    That there is a response could be confirmed, the moment by which it is due could not: so a reason lets the plan through, and
    the check goes on to say that the requirement is not met.

    Args:
        workspace: Where the cycle lies.
    """
    here = document.country, document.cycle
    dossier = find_dossier(workspace, *here) or find_dossier_to_come(workspace, *here)
    if dossier is None or not find_requirement(dossier, RESPONSE) or has_response(dossier):
        return
    response = dossier.consultation.response
    is_explained = response is not None and bool(response.why_none)
    if find_severity(RESPONSE, dossier) == Severity.ERROR.value and not is_explained:
        yield _(
            "Publish the reasoned response to people who contributed, or answer every comment. If there is none, say why in "
            "{path}, with `why_none` under `response`."
        ).format(path=dossier.document.path)


RESPONSE_GUARD: Final = StageGuard(name="response", graph="cycle", stage=DEPOSITED, guard=check_responded)
"""Those who contributed are told what became of it, or everybody is told why not, before the plan is deposited."""


def note_response(session: EditSession, place: Place, parameters: ReasonedResponse) -> str:
    """Note the reasoned response, or why there is none; what is said already stays.

    Raises:
        CannotRespond: The cycle has no consultation, or nothing is said of the response.
    """
    document = session.workspace.one(Consultation, place.country, place.cycle)
    if document is None:
        raise CannotRespond(_("First start the consultation with “ogpkit consultation begin”."))
    if parameters == ReasonedResponse():
        raise CannotRespond(_("Give the day on which it was published, or say why there is none."))
    before = document.entity
    response = extend_entity(before.response, parameters, session.workspace.language)
    after = attrs.evolve(before, response=response)
    changes = tuple(find_changes(entity_values(before), entity_values(after)))
    if changes:
        session.change(document.path, changes, _("Record the reasoned response"))
        session.settle()
    return _("{path} is changed.").format(path=document.path)


def is_asked_for(workspace: Workspace, place: Place) -> bool:
    """Tell whether the rules of a cycle ask for a reasoned response, and the file about its consultation is there.

    Args:
        place: The cycle.
    """
    asked = any(RESPONSE in one.points for one in get_rules(workspace, place.country, place.cycle).requirements)
    return asked and workspace.one(Consultation, place.country, place.cycle) is not None


def _list_response(workspace: Workspace, place: Place) -> Mapping[str, object]:
    document = workspace.one(Consultation, place.country, place.cycle)
    response = document.entity.response if document else None
    return {} if response is None else {"published": response.published}


RESPONSE_ACTION: Final = Action(
    name="consultation-response",
    title="Record the reasoned response",
    help="Record the reasoned response to people who contributed, or why there is none.",
    scope=Scope.CYCLE,
    command="consultation response",
    parameters=ReasonedResponse,
    run=note_response,
    is_offered=is_asked_for,
    initial=_list_response,
)
"""Record the reasoned response."""
