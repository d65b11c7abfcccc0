"""Rules about sessions with peers and what follows from them (Roadmap VIII)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Refusal, Rule, Scope, refused
from ogpkit.api.content import Cycle, is_country
from ogpkit_consultation.dossier import find_deposit_day
from ogpkit_consultation.model import Ambition, PeerSession
from ogpkit_consultation.peers import LocatedFeedback, describe_subject, is_settled

if TYPE_CHECKING:
    from datetime import date

    from ogpkit.api.content import Document, Workspace
    from ogpkit_consultation.model import Feedback


def _find_deposit_day(document: Document[PeerSession], workspace: Workspace) -> date | None:
    cycle = workspace.one(Cycle, document.country, document.cycle)
    return find_deposit_day(cycle.entity) if cycle else None


def _is_too_late(session: PeerSession, document: Document[PeerSession], workspace: Workspace) -> Refusal:
    day = _find_deposit_day(document, workspace)
    # on the day of the deposit nothing of the plan can be changed any more
    return day is not None and session.on >= day and {"day": day}


def _is_among_own(session: PeerSession, document: Document[PeerSession], _workspace: Workspace) -> bool:
    # a session among one's own is no peer consultation (Roadmap VIII: “other participating countries”)
    return all(country == document.country for country in session.participants)


def _is_without_committee(session: PeerSession, _document: Document[PeerSession], _workspace: Workspace) -> bool:
    return not session.steering_committee


def _find_unmet(feedback: Feedback, document: Document[PeerSession], workspace: Workspace) -> Refusal:
    is_unmet = feedback.ambition is Ambition.INSUFFICIENT and not is_settled(feedback)
    said = LocatedFeedback(session=document, position=document.entity.feedback.index(feedback), feedback=feedback)
    return is_unmet and {"commitment": describe_subject(said, workspace)}


def _is_open(feedback: Feedback, document: Document[PeerSession], workspace: Workspace) -> Refusal:
    # before the deposit this can still be mended and is a warning; afterwards it is a breach (CON034)
    return _find_deposit_day(document, workspace) is None and _find_unmet(feedback, document, workspace)


def _is_breached(feedback: Feedback, document: Document[PeerSession], workspace: Workspace) -> Refusal:
    return _find_deposit_day(document, workspace) is not None and _find_unmet(feedback, document, workspace)


def _is_gap_open(feedback: Feedback, _document: Document[PeerSession], _workspace: Workspace) -> bool:
    return bool(feedback.gap) and not is_settled(feedback)


def _is_absent(feedback: Feedback, document: Document[PeerSession], _workspace: Workspace) -> bool:
    there = document.entity.participants
    # experts may speak without being listed; the list is of countries
    return is_country(feedback.from_) and bool(there) and feedback.from_ not in there


PEER_RULES: Final[tuple[Rule[Any], ...]] = (
    refused(PeerSession, "on", when=_is_too_late, code="CON031", scope=Scope.CYCLE),
    refused(
        PeerSession,
        "participants",
        when=_is_among_own,
        code="CON032",
        also=[refused(PeerSession, "steering_committee", when=_is_without_committee)],
    ),
    refused(PeerSession, "feedback[].ambition", when=_is_open, code="CON033", scope=Scope.CYCLE),
    refused(PeerSession, "feedback[].ambition", when=_is_breached, code="CON034", scope=Scope.CYCLE),
    refused(PeerSession, "feedback[].gap", when=_is_gap_open, code="CON035"),
    refused(PeerSession, "feedback[].from", when=_is_absent, code="CON036"),
)
"""The rules about peers."""
