"""What people do in a consultation, each declared once: begin it, meet, answer comments, act upon what peers said."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Final

import attrs

from ogpkit.api import Action, ActionResult, Argument, OgpkitError, Option, Place, Scope
from ogpkit.api.content import Bounds, Commitment
from ogpkit.api.text import _, sanitize_line
from ogpkit_consultation.answering import answer, assign
from ogpkit_consultation.beginning import begin_consultation, begin_session
from ogpkit_consultation.dossier import find_dossier
from ogpkit_consultation.forum import note_meeting
from ogpkit_consultation.model import Outcome
from ogpkit_consultation.peers import act, refer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ogpkit.api.content import Workspace
    from ogpkit.api.editing import EditSession


class CannotAct(OgpkitError):
    """Raised when what was asked for cannot be done; the message says what to give instead."""


@attrs.frozen
class NewAnswer:
    """An answer.

    Attributes:
        outcome: What becomes of it.
        text: What changes because of it, or why nothing does.
        language: The language of the text; the workspace's first one when left out.
        commitments: A commitment that it is about.
        on: The day; the present one when left out.
    """

    outcome: Outcome
    text: str = ""
    language: str = ""
    commitments: Annotated[tuple[str, ...], Option("--commitment", "ID")] = ()
    on: date | None = None


def answer_comment(session: EditSession, place: Place, parameters: NewAnswer) -> str:
    """Answer a comment, and say what it is about.

    Raises:
        CannotAct: There is no such commitment.
    """
    workspace = session.workspace
    document = workspace.documents[place.path]
    known = [found.id for found in workspace.all(Commitment, document.country, document.cycle)]
    for name in parameters.commitments:
        if name not in known:
            raise CannotAct(
                _("There is no commitment “{name}”; there are: {known}.").format(
                    name=sanitize_line(name), known=", ".join(known) or "–"
                )
            )
    language = parameters.language or workspace.language
    answer(session, place.path, parameters.outcome, parameters.text, language, parameters.on or workspace.today)
    if parameters.commitments:
        assign(session, place.path, parameters.commitments)
    return _("{path} is answered.").format(path=place.path)


def _offer_commitments(workspace: Workspace, place: Place) -> Mapping[str, Mapping[str, str]]:
    document = workspace.documents.get(place.path)
    found = workspace.all(Commitment, document.country, document.cycle) if document else ()
    return {"commitments": {one.id: one.entity.title.best("en", workspace.language) or one.id for one in found}}


@attrs.frozen
class NewConsequence:
    """What follows from a feedback.

    Attributes:
        number: Which feedback of the session, from 1.
        action: What is changed because of it.
        reason: Why nothing is changed.
        language: The language of the text; the workspace's first one when left out.
    """

    number: Annotated[int, Argument(), Bounds(1)]
    action: str = ""
    reason: str = ""
    language: str = ""


def act_upon(session: EditSession, place: Place, parameters: NewConsequence) -> str:
    """Say what follows from a feedback.

    Raises:
        CannotAct: It is not said whether something is changed.
    """
    if bool(parameters.action) is bool(parameters.reason):
        raise CannotAct(_("Give either --action or --reason."))
    text, language = parameters.action or parameters.reason, parameters.language or session.workspace.language
    act(session, place.path, parameters.number - 1, text, language, change=bool(parameters.action))
    return _("{path} is changed.").format(path=place.path)


@attrs.frozen
class NewReferral:
    """A gap that is referred.

    Attributes:
        number: Which feedback of the session, from 1.
        on: The day; the present one when left out.
    """

    number: Annotated[int, Argument(), Bounds(1)]
    on: date | None = None


def refer_gap(session: EditSession, place: Place, parameters: NewReferral) -> ActionResult:
    """Open a case about the gap in a feedback."""
    path = refer(session, place.path, parameters.number - 1, parameters.on or session.workspace.today)
    return _report_begun(path)


@attrs.frozen
class NewConsultation:
    """A consultation.

    Attributes:
        opens: The first day on which people can take part.
        closes: The last one.
    """

    opens: date | None = None
    closes: date | None = None


def begin(session: EditSession, place: Place, parameters: NewConsultation) -> ActionResult:
    """Begin the file of a consultation."""
    return _report_begun(begin_consultation(session, place.country, place.cycle, parameters.opens, parameters.closes))


@attrs.frozen
class NewSession:
    """A session with peers.

    Attributes:
        on: The day; the present one when left out.
    """

    on: date | None = None


def begin_peer_session(session: EditSession, place: Place, parameters: NewSession) -> ActionResult:
    """Begin the file of a session with peers."""
    return _report_begun(begin_session(session, place.country, place.cycle, parameters.on or session.workspace.today))


@attrs.frozen
class NewMeeting:
    """A meeting of the forum.

    Attributes:
        on: The day; the present one when left out.
        minutes: The address of its minutes; may follow later.
    """

    on: date | None = None
    minutes: Annotated[str, Option(metavar="ADDRESS")] = ""


def meet(session: EditSession, place: Place, parameters: NewMeeting) -> str:
    """Note a meeting of the forum.

    Raises:
        CannotAct: The cycle has no consultation.
    """
    found = find_dossier(session.workspace, place.country, place.cycle)
    if found is None:
        raise CannotAct(
            _("{place} has no file about its consultation that can be read.").format(
                place=f"{place.country}/{place.cycle}"
            )
        )
    note_meeting(session, found.document, parameters.on or session.workspace.today, parameters.minutes)
    return _("{path} is changed.").format(path=found.document.path)


def _report_begun(path: str) -> ActionResult:
    return ActionResult(message=_("{path} is begun.").format(path=path), place=Place(path=path))


def _declare(
    word: str, title: str, about: str, parameters: type, run: Callable[[EditSession, Place, Any], Any], **more: Any
) -> Action[Any]:
    return Action(
        name=f"consultation-{word}",
        title=title,
        help=about,
        command=f"consultation {word}",
        parameters=parameters,
        run=run,
        **({"scope": Scope.DOCUMENT if "kind" in more else Scope.CYCLE} | more),
    )


ACTIONS: Final[tuple[Action[Any], ...]] = (
    _declare(
        "answer",
        "Answer the comment",
        "Answer COMMENT, or change the answer to it.",
        NewAnswer,
        answer_comment,
        kind="comment",
        choices=_offer_commitments,
    ),
    _declare(
        "act",
        "Act on feedback",
        "Say what follows from feedback NUMBER of a peer SESSION.",
        NewConsequence,
        act_upon,
        kind="peer-session",
    ),
    _declare(
        "refer",
        "Refer a gap",
        "Open a networking case about the gap in feedback NUMBER of a peer SESSION.",
        NewReferral,
        refer_gap,
        kind="peer-session",
    ),
    _declare("begin", "Begin a consultation", "Begin the file of a consultation.", NewConsultation, begin),
    _declare(
        "session", "Add a session with peers", "Begin the file of a session with peers.", NewSession, begin_peer_session
    ),
    _declare("meeting", "Note a meeting", "Note a meeting of the forum.", NewMeeting, meet),
)
"""Answer, act, refer, begin, add a session, note a meeting."""
