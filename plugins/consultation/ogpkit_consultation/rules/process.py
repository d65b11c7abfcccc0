"""Rules about a consultation as a whole and about its file (Roadmap IV)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import (
    Problem,
    Refusal,
    Rule,
    Scope,
    Severity,
    checked,
    expected,
    in_owed_languages,
    ordered,
    refused,
    suggest_spelling,
)
from ogpkit.api.content import Cycle
from ogpkit.api.text import _, _n
from ogpkit_consultation.dossier import find_deposit_day
from ogpkit_consultation.edition import get_rules
from ogpkit_consultation.model import Comment, Consultation, Group, PeerSession
from ogpkit_consultation.peers import list_sessions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace
    from ogpkit_consultation.model import Event


def _has_file(document: Document[Cycle], workspace: Workspace) -> Iterator[Problem]:
    here = document.country, document.cycle
    part = get_rules(workspace, *here)
    # a rule set that names neither groups nor requirements asks for no consultation
    if not (part.groups or part.requirements) or workspace.all(Consultation, *here):
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
        message = _("The plan is deposited, but no public consultation is recorded.")
    else:
        return
    yield Problem(
        message=message,
        remedy=_("Add {path} with the process and timeline.").format(path=f"{home}/consultation/process.toml"),
        at=("history",),
    )


def _has_no_sessions(cycle: Cycle, document: Document[Cycle], workspace: Workspace) -> Refusal:
    here = document.country, document.cycle
    # “all OGP countries will participate” (Roadmap VIII): without exception, so an error
    is_owed = get_rules(workspace, *here).groups and find_deposit_day(cycle) and not list_sessions(workspace, *here)
    return bool(is_owed) and {"path": f"{document.path.rsplit('/', 1)[0]}/peer-sessions/"}


def _is_outside(event: Event, document: Document[Consultation], _workspace: Workspace) -> bool:
    opens, closes = document.entity.opens, document.entity.closes
    # an event that ends before it begins is told as that
    is_reversed = event.until is not None and event.until < event.on
    if is_reversed or opens is None or closes is None or closes < opens:
        return False
    # the first day decides: an event that began in time may go on after the close
    return not opens <= event.on <= closes


def _check_groups(document: Document[Consultation], _workspace: Workspace) -> Iterator[Problem]:
    known = [group.value for group in Group]
    for place, event in enumerate(document.entity.events):
        for name in event.by_group.keys() - set(known):
            at = ("events", place, "by_group", name)
            meant = suggest_spelling(at, name, [one for one in known if one not in event.by_group], is_key=True)
            yield Problem(
                message=_("There is no group “{name}”.").format(name=name), remedy=meant.remedy, at=at, fix=meant.fix
            )


def _is_counted_twice(event: Event, _document: Document[Consultation], _workspace: Workspace) -> Refusal:
    counted = sum(event.by_group.values())
    # fewer by group than in all is fine: not everybody says for whom they speak
    is_more = event.participants is not None and counted > event.participants
    return is_more and {"counted": counted, "all": event.participants}


PROCESS_RULES: Final[tuple[Rule[Any], ...]] = (
    checked(Cycle, _has_file, code="CON015", scope=Scope.CYCLE),
    ordered(
        Consultation,
        "events[].on",
        "events[].until",
        code="CON016",
        also=[refused(Consultation, "events[].on", when=_is_outside)],
    ),
    refused(Consultation, "events[].by_group", when=_is_counted_twice, code="CON017", also=[_check_groups]),
    in_owed_languages(Consultation, code="CON018"),
    in_owed_languages(PeerSession, code="CON019"),
    refused(Cycle, "history", when=_has_no_sessions, code="CON030", scope=Scope.CYCLE),
    expected(Consultation, "laws", code="CON043", severity=Severity.ADVICE),
    expected(
        Consultation,
        "events[].languages",
        code="CON044",
        severity=Severity.ADVICE,
        also=[expected(Consultation, "events[].access")],
    ),
)
"""The rules about a consultation as a whole."""
