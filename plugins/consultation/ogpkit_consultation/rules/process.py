"""Rules about a consultation as a whole and about its file (Roadmap IV)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Problem, Rule, Scope, checked, in_owed_languages, ordered, suggest_spelling
from ogpkit.api.content import Cycle
from ogpkit.api.text import _, _n, current_language
from ogpkit_consultation.dossier import find_deposit_day
from ogpkit_consultation.edition import get_rules
from ogpkit_consultation.model import Comment, Consultation, Group, PeerSession
from ogpkit_consultation.peers import list_sessions

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
    checked(Cycle, _has_file, code="CON015", scope=Scope.CYCLE),
    ordered(Consultation, "events[].on", "events[].until", code="CON016", also=[_check_timeline]),
    checked(Consultation, _check_groups, code="CON017"),
    in_owed_languages(Consultation, code="CON018"),
    in_owed_languages(PeerSession, code="CON019"),
    checked(Cycle, _check_peers, code="CON030", scope=Scope.CYCLE),
)
"""The rules about a consultation as a whole."""
