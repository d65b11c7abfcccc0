"""Rules about a consultation as a whole and about its file (Roadmap IV)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Problem, Rule, Scope, Severity, in_owed_languages, ordered, replace_once, suggest_spelling
from ogpkit.api.content import Cycle
from ogpkit.api.text import _, _n, current_language
from ogpkit_consultation.dossier import find_deposit_day
from ogpkit_consultation.edition import get_rules
from ogpkit_consultation.model import Comment, Consultation, Group, PeerSession
from ogpkit_consultation.peers import list_sessions
from ogpkit_consultation.rules.examples import PROCESS, RIGHT, build_example

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace


def _has_file(document: Document[Cycle], workspace: Workspace) -> Iterator[Problem]:
    here = document.country, document.cycle
    # an edition without groups asks for no consultation
    if not get_rules(workspace, *here).groups or workspace.all(Consultation, *here):
        return
    home = document.path.rsplit("/", 1)[0]
    comments = len(workspace.all(Comment, *here))
    if comments:
        message = _n(
            "There is {count} comment, but no file about the consultation.",
            "There are {count} comments, but no file about the consultation.",
            comments,
        ).format(count=comments)
    # while the plan is written the consultation may still come; with the deposit its time is over (Roadmap IV)
    elif find_deposit_day(document.entity):
        message = _("The plan is deposited, and nothing is known of the public consultation.")
    else:
        return
    yield Problem(
        message=message,
        remedy=_("Add {path} with its process and timeline.").format(path=f"{home}/consultation/process.toml"),
        at=("history",),
    )


def _check_peers(document: Document[Cycle], workspace: Workspace) -> Iterator[Problem]:
    if not get_rules(workspace, document.country, document.cycle).groups or not find_deposit_day(document.entity):
        return
    # “all OGP countries will participate” (Roadmap VIII): without exception, so an error
    if not list_sessions(workspace, document.country, document.cycle):
        home = document.path.rsplit("/", 1)[0]
        yield Problem(
            message=_("The plan is deposited, and nothing is known of a session with peers."),
            remedy=_("Add the sessions in which the commitments were presented, under {path}.").format(
                path=f"{home}/peer-sessions/"
            ),
            at=("history",),
        )


def _check_timeline(document: Document[Consultation], _workspace: Workspace) -> Iterator[Problem]:
    found = document.entity
    for place, event in enumerate(found.events):
        # an event that ends before it begins is told as that
        is_reversed = event.until is not None and event.until < event.on
        # the first day decides: an event that began in time may go on after the close
        if not is_reversed and found.opens and found.closes and not found.opens <= event.on <= found.closes:
            yield Problem(
                message=_("“{title}” on {on} is outside the consultation, {opens} to {closes}.").format(
                    title=event.title.best(current_language(), "en"),
                    on=event.on,
                    opens=found.opens,
                    closes=found.closes,
                ),
                remedy=_("Correct the day, or the timeline."),
                at=("events", place, "on"),
            )


def _check_groups(document: Document[Consultation], _workspace: Workspace) -> Iterator[Problem]:
    known = [group.value for group in Group]
    for place, event in enumerate(document.entity.events):
        at = ("events", place, "by_group")
        for name in event.by_group.keys() - set(known):
            meant = suggest_spelling(
                (*at, name), name, [one for one in known if one not in event.by_group], is_key=True
            )
            yield Problem(
                message=_("There is no group “{name}”.").format(name=name),
                remedy=meant.remedy,
                at=(*at, name),
                fix=meant.fix,
            )
        counted = sum(event.by_group.values())
        # fewer by group than in all is fine: not everybody says for whom they speak
        if event.participants is not None and counted > event.participants:
            yield Problem(
                message=_("{counted} people are counted by group, and {all} took part.").format(
                    counted=counted, all=event.participants
                ),
                remedy=_("Correct participants, or the numbers in by_group."),
                at=at,
            )


PROCESS_RULES: Final[tuple[Rule[Any], ...]] = (
    Rule(
        code="CON015",
        title="A plan rests on a consultation",
        section="Roadmap IV",
        explanation="Countries develop their plans with the active engagement of citizens and civil society; the file about the "
        "consultation is what shows it.",
        entity=Cycle,
        check=_has_file,
        scope=Scope.CYCLE,
        wrong=build_example(process=""),
        right=RIGHT,
    ),
    ordered(
        Consultation,
        "events[].on",
        "events[].until",
        code="CON016",
        title="Events lie within the timeline",
        severity=Severity.WARNING,
        section="Roadmap IV.1",
        explanation="People rely on the timeline that was published; an event before or after it reaches only some.",
        message="“{title}” ends on {until}, before it begins on {on}.",
        remedy="Correct on or until.",
        wrong=RIGHT.replace("on = 2011-12-10", "on = 2012-03-10"),
        example=RIGHT,
        also=[_check_timeline],
    ),
    Rule(
        code="CON017",
        title="Participants are counted by groups that exist, and not twice",
        section="Roadmap IV.2",
        explanation="The report says who took part by group; numbers that contradict each other cannot be shown.",
        entity=Consultation,
        check=_check_groups,
        wrong=build_example(
            process=replace_once(PROCESS, "participants = 140", "participants = 140\nby_group = { citizens = 150 }")
        ),
        right=build_example(
            process=replace_once(PROCESS, "participants = 140", "participants = 140\nby_group = { citizens = 120 }")
        ),
    ),
    in_owed_languages(
        Consultation,
        code="CON018",
        title="The texts about a consultation are there in every owed language",
        severity=Severity.WARNING,
        section="Roadmap IV.2",
        explanation="The summary is for the country's own citizens and for the other countries.",
        example=RIGHT,
    ),
    in_owed_languages(
        PeerSession,
        code="CON019",
        title="What peers said is there in every owed language",
        severity=Severity.ADVICE,
        section="Roadmap VIII",
        explanation="Citizens may want to know what other countries said of their plan.",
        example=RIGHT,
    ),
    Rule(
        code="CON030",
        title="The commitments are presented to peers before the plan is deposited",
        section="Roadmap VIII",
        explanation="All OGP countries take part in working level sessions with other countries and the Steering Committee "
        "during the commitment development phase.",
        entity=Cycle,
        check=_check_peers,
        scope=Scope.CYCLE,
        wrong=build_example(session=""),
        right=RIGHT,
    ),
)
"""The rules about a consultation as a whole."""
