"""Rules about sessions with peers and what follows from them (Roadmap VIII)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Problem, Rule, Scope, checked
from ogpkit.api.content import Cycle, is_country
from ogpkit.api.text import _
from ogpkit_consultation.dossier import find_deposit_day
from ogpkit_consultation.model import Ambition, PeerSession
from ogpkit_consultation.peers import describe_subject, is_settled, list_feedback

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ogpkit.api.content import Document, Workspace


def _find_deposit_day(document: Document[PeerSession], workspace: Workspace) -> date | None:
    cycle = workspace.one(Cycle, document.country, document.cycle)
    return find_deposit_day(cycle.entity) if cycle else None


def _check_time(document: Document[PeerSession], workspace: Workspace) -> Iterator[Problem]:
    day = _find_deposit_day(document, workspace)
    # on the day of the deposit nothing of the plan can be changed any more
    if day is not None and document.entity.on >= day:
        yield Problem(
            message=_("The session was on {on}, and the plan was deposited on {day}.").format(
                on=document.entity.on, day=day
            ),
            remedy=_("Meet peers while the commitments are developed; correct the day if it is wrong."),
            at=("on",),
        )


def _check_participants(document: Document[PeerSession], _workspace: Workspace) -> Iterator[Problem]:
    session = document.entity
    # a session among one's own is no peer consultation (Roadmap VIII: “other participating countries”)
    if not any(country != document.country for country in session.participants):
        yield Problem(
            message=_("No other country took part."),
            remedy=_("Add the countries that took part to participants."),
            at=("participants",),
        )
    if not session.steering_committee:
        yield Problem(
            message=_("The Steering Committee did not take part."),
            remedy=_("Invite it to a session; add steering_committee = true where it took part."),
            at=("steering_committee",),
        )


def _check_ambition(document: Document[PeerSession], workspace: Workspace) -> Iterator[Problem]:
    for said in list_feedback(document):
        if said.feedback.ambition is Ambition.INSUFFICIENT and not is_settled(said.feedback):
            yield Problem(
                message=_("{who} found “{commitment}” not ambitious enough, and nothing follows from it.").format(
                    who=said.feedback.from_, commitment=describe_subject(said, workspace)
                ),
                remedy=_(
                    "Add action: what is changed; or reason: why nothing is; or refer the gap to a networking case."
                ),
                at=(*said.at, "ambition"),
            )


def _check_before_deposit(document: Document[PeerSession], workspace: Workspace) -> Iterator[Problem]:
    # before the deposit this can still be mended and is a warning; afterwards it is a breach (CON034)
    if _find_deposit_day(document, workspace) is None:
        yield from _check_ambition(document, workspace)


def _check_at_deposit(document: Document[PeerSession], workspace: Workspace) -> Iterator[Problem]:
    if _find_deposit_day(document, workspace) is not None:
        yield from _check_ambition(document, workspace)


def _check_gap(document: Document[PeerSession], _workspace: Workspace) -> Iterator[Problem]:
    for said in list_feedback(document):
        if said.feedback.gap and not is_settled(said.feedback):
            yield Problem(
                message=_("Expertise is missing, and nobody was asked for it."),
                remedy=_(
                    "Open a networking case in the app, or with “ogpkit consultation refer”; or say as action how the gap is met."
                ),
                at=(*said.at, "gap"),
            )


def _check_speaker(document: Document[PeerSession], _workspace: Workspace) -> Iterator[Problem]:
    there = document.entity.participants
    for said in list_feedback(document):
        who = said.feedback.from_
        # experts may speak without being listed; the list is of countries
        if is_country(who) and there and who not in there:
            yield Problem(
                message=_("{who} gave feedback and is not among the participants.").format(who=who),
                remedy=_("Add it to participants, or correct who said this."),
                at=(*said.at, "from"),
            )


PEER_RULES: Final[tuple[Rule[Any], ...]] = (
    checked(PeerSession, _check_time, code="CON031", scope=Scope.CYCLE),
    checked(PeerSession, _check_participants, code="CON032"),
    checked(PeerSession, _check_before_deposit, code="CON033", scope=Scope.CYCLE),
    checked(PeerSession, _check_at_deposit, code="CON034", scope=Scope.CYCLE),
    checked(PeerSession, _check_gap, code="CON035"),
    checked(PeerSession, _check_speaker, code="CON036"),
)
"""The rules about peers."""
