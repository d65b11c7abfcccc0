"""Rules about sessions with peers and what follows from them (Roadmap VIII)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Problem, Rule, Scope, Severity, remove_once, replace_once
from ogpkit.api.content import Cycle, is_country
from ogpkit.api.text import _
from ogpkit_consultation.dossier import find_deposit_day
from ogpkit_consultation.model import Ambition, PeerSession
from ogpkit_consultation.peers import describe_subject, is_settled, list_feedback
from ogpkit_consultation.rules.examples import CYCLE, RIGHT, SESSION, build_example

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


_ACTION: Final = 'action = "Training added to the first milestone."\n'
_NOT_DEPOSITED: Final = CYCLE[: CYCLE.rindex("[[history]]")]

PEER_RULES: Final[tuple[Rule[Any], ...]] = (
    Rule(
        code="CON031",
        title="Peers are met while commitments are developed",
        section="Roadmap VIII",
        explanation="Governments with less ambitious proposals are to identify gaps and address them early on: once the plan is "
        "deposited it is too late.",
        entity=PeerSession,
        check=_check_time,
        scope=Scope.CYCLE,
        wrong=build_example(session=replace_once(SESSION, "on = 2012-02-07", "on = 2012-05-07")),
        right=RIGHT,
    ),
    Rule(
        code="CON032",
        title="Other countries and the Steering Committee take part",
        severity=Severity.WARNING,
        section="Roadmap VIII",
        explanation="Peer consultation is a working level session with other participating countries and the OGP Steering "
        "Committee.",
        entity=PeerSession,
        check=_check_participants,
        wrong=build_example(session=remove_once(SESSION, "steering_committee = true\n")),
        right=RIGHT,
    ),
    Rule(
        code="CON033",
        title="A judgement of peers is acted upon",
        severity=Severity.WARNING,
        section="Roadmap VIII",
        explanation="A commitment that peers find not ambitious enough needs an action or a reason before the plan is deposited; "
        "a networking case is an action. Until then the plan cannot be deposited.",
        entity=PeerSession,
        check=_check_before_deposit,
        scope=Scope.CYCLE,
        wrong=build_example(session=remove_once(SESSION, _ACTION), cycle=_NOT_DEPOSITED),
        right=build_example(cycle=_NOT_DEPOSITED),
    ),
    Rule(
        code="CON034",
        title="No plan is deposited over a judgement of peers",
        section="Roadmap VIII",
        explanation="The plan was deposited although peers found a commitment not ambitious enough and nothing followed from it.",
        entity=PeerSession,
        check=_check_at_deposit,
        scope=Scope.CYCLE,
        wrong=build_example(session=remove_once(SESSION, _ACTION)),
        right=RIGHT,
    ),
    Rule(
        code="CON035",
        title="A gap of expertise is met",
        severity=Severity.WARNING,
        section="Roadmap VIII",
        explanation="Sessions show where feedback of technical experts is needed, which the networking mechanism can help "
        "to find.",
        entity=PeerSession,
        check=_check_gap,
        wrong=build_example(session=replace_once(SESSION, _ACTION, 'gap = "No expertise in geo-referencing."\n')),
        right=RIGHT,
    ),
    Rule(
        code="CON036",
        title="Feedback comes from a participant",
        severity=Severity.WARNING,
        section="Roadmap VIII",
        explanation="Who spoke in a session took part in it.",
        entity=PeerSession,
        check=_check_speaker,
        wrong=build_example(session=replace_once(SESSION, 'from = "MX"', 'from = "CL"')),
        right=RIGHT,
    ),
)
"""The rules about peers."""
