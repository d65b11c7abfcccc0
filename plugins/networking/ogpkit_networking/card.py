"""A case and the committees in words, for the command line and the app."""

from __future__ import annotations

from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.api import next_stages, stage_title
from ogpkit.api.content import Country, country_name
from ogpkit.api.output import FieldText
from ogpkit.api.text import N_, Heading, _, current_language, join_list, write_day
from ogpkit_networking.cases import (
    count_stale_days,
    get_maturity,
    get_party_name,
    get_stage,
    list_managers,
    list_rounds,
    list_sides_without_expectations,
    list_topics,
    request_of,
)
from ogpkit_networking.committees import MechanismCommittee
from ogpkit_networking.edition import get_case_rules, get_stage_title, get_topic_title
from ogpkit_networking.model import Maturity
from ogpkit_networking.stages import CASE_STAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api import Place
    from ogpkit.api.content import Document, Translated, Workspace
    from ogpkit.api.text import Block
    from ogpkit_networking.model import Case, CommitteeInput, Introduction

_QUESTIONS: Final = {
    "possibilities": N_("What are the possibilities, and what are the limits?"),
    "what": N_("Which types of data, services or reforms are meant?"),
    "change": N_("Why would it have a material impact on a commitment?"),
}
"""What a vague request leaves open, by the field of a refinement that answers it (Networking Mechanism, example 2)."""


def write_case(document: Document[Case], workspace: Workspace) -> Iterator[Block | str]:
    """Yield how a case stands, what its next stages need, its timeline, and what the sides expect.

    Args:
        workspace: Where it lies.
    """
    yield f"{document.id}: {country_name(workspace, document.entity.country, current_language())}"
    yield from write_facts(document, workspace)
    yield from _write_next_steps(document, workspace)
    yield Heading(_("What has happened"))
    yield from list_events(document.entity, workspace)
    yield from write_sides(document.entity, workspace)


def write_facts(document: Document[Case], workspace: Workspace) -> Iterator[Block | str]:
    """Yield how a case stands, and what a vague request leaves open.

    Args:
        workspace: Where it lies.
    """
    case, part = document.entity, get_case_rules(document.entity, workspace)
    stage = stage_title(CASE_STAGES, document, workspace, get_stage(case)) or _("No stage yet")
    number = len(list_rounds(case, part))
    again = " · " + _("round {number}").format(number=number) if number > 1 else ""
    yield FieldText(workspace, internal=True).key_values(
        case,
        (_("Stage"), stage + again),
        (_("Maturity"), _(get_maturity(case).label)),
        (_("Case manager"), case.manager or _("no case manager yet")),
        "channel",
        (_("Aim"), _(case.aim.label) if case.aim else ""),
        (_("Request"), _choose_text(request_of(case), workspace)),
        (_("Topics"), join_list(get_topic_title(part, topic) for topic in list_topics(case))),
        *("cycle", "commitments"),
    )
    idle = count_stale_days(case, part, workspace.today)
    if idle:
        yield _("There has been no activity for {days} days.").format(days=idle)
    if get_maturity(case) is Maturity.VAGUE:
        for name, question in _QUESTIONS.items():
            is_answered = any(getattr(refinement, name) for refinement in case.refinements)
            yield f"  {'✓' if is_answered else '?'} {_(question)}"


def _choose_text(text: Translated, workspace: Workspace) -> str:
    return text.best(current_language(), workspace.language, "en")


def _write_next_steps(document: Document[Case], workspace: Workspace) -> Iterator[str]:
    """Yield the stages that may follow, each with what it needs first."""
    for stage in next_stages(CASE_STAGES, document, workspace):
        missing = [said for guard in CASE_STAGES.guards.get(stage, ()) for said in guard(document, workspace)]
        title = stage_title(CASE_STAGES, document, workspace, stage)
        yield f"→ {title} ({stage})" + (": " + " ".join(missing) if missing else "")


def write_sides(case: Case, workspace: Workspace) -> Iterator[Block | str]:
    """Yield what each side expects, and the agreement.

    Args:
        workspace: Where it lies.
    """
    fields = FieldText(workspace, internal=True)
    if case.expectations:
        parties = (_("Party"), lambda one: get_party_name(workspace, one.party))
        yield fields.grid(case.expectations, parties, "text", caption=_("What each side expects"))
    open_sides = [get_party_name(workspace, party) for party in list_sides_without_expectations(case)]
    if case.expectations and open_sides:
        yield _("No expectations recorded from: {names}").format(names=join_list(open_sides))
    if case.agreement:
        yield Heading(_("Agreement"))
        yield from fields.details(case.agreement)


# The committees.


def write_mechanism(workspace: Workspace, _place: Place | None = None) -> Iterator[Block | str]:
    """Yield who governs the mechanism, and how to reach it, for those who work in the workspace."""
    found = workspace.one(MechanismCommittee)
    if found is None:
        yield _("There is no networking/committee.toml yet.")
        return
    yield from FieldText(workspace, internal=True).details(found.entity)
    waiting = [one.country for one in workspace.all(Country) if one.entity.joined is None]
    if found.entity.contact and waiting:
        yield _(
            "The contact is for countries that have signalled their intent to join. These have not yet done so: {names}"
        ).format(names=join_list(waiting))


# What has happened.


class Sort(IntEnum):
    """Sort of an event; of several on one day, in this order."""

    REQUEST = 0
    REFINEMENT = 1
    STAGE = 2
    HANDOVER = 3
    INTRODUCTION = 4
    MESSAGE = 5
    AGREEMENT = 6
    CLOSING = 7
    REVIEW = 8


_SIGNS: Final = {
    Sort.REQUEST: "?",
    Sort.REFINEMENT: "?",
    Sort.STAGE: "■",
    Sort.HANDOVER: "→",
    Sort.INTRODUCTION: "+",
    Sort.MESSAGE: "▸",
    Sort.AGREEMENT: "✓",
    Sort.CLOSING: "x",
    Sort.REVIEW: "*",
}


@attrs.frozen
class Event:
    """Something that happened in a case.

    Attributes:
        on: The day.
        sort: What it was.
        text: The same in words, in the language in use.
        back: Whether a turn of the dialogue comes from the other side to the government.
    """

    on: date
    sort: Sort
    text: str
    back: bool = False


def list_events(case: Case, workspace: Workspace) -> Iterator[str]:
    """Yield everything that happened in a case, oldest first; what comes back from the other side is set in.

    Args:
        workspace: Where it lies.
    """
    for event in build_timeline(case, workspace):
        sign = "    ◂" if event.back else _SIGNS[event.sort]
        yield f"{write_day(event.on)} {sign} {event.text}"


def build_timeline(case: Case, workspace: Workspace) -> tuple[Event, ...]:
    """Return everything that happened in a case, oldest first.

    Args:
        workspace: Where it lies.
    """
    return tuple(sorted(_list_events(case, workspace), key=lambda event: (event.on, event.sort)))


def _list_events(case: Case, workspace: Workspace) -> Iterator[Event]:
    part = get_case_rules(case, workspace)
    country, request = get_party_name(workspace, case.country), _choose_text(case.request, workspace)
    yield Event(case.opened, Sort.REQUEST, _("{country} asks: {request}").format(country=country, request=request))
    for refined in case.refinements:
        text = _("Refined request ({maturity}): {request}")
        request = _choose_text(refined.request, workspace)
        yield Event(refined.on, Sort.REFINEMENT, text.format(maturity=_(refined.maturity.label), request=request))
    for step in case.history:
        yield Event(step.on, Sort.STAGE, _join_parts(get_stage_title(part, step.stage), step.by, step.note))
    managers = list_managers(case)
    for handover, manager in zip(sorted(case.handovers, key=lambda one: one.on), managers[1:], strict=False):
        text = _("{manager} takes over the case from {before}").format(manager=manager, before=handover.from_)
        yield Event(handover.on, Sort.HANDOVER, _join_parts(text, handover.note))
    for met in case.introductions:
        parts = (_describe_introduction(met, workspace), _describe_committee(met.committee), met.note)
        yield Event(met.on, Sort.INTRODUCTION, _join_parts(*parts))
    for said in case.dialogue:
        speaker, listener = get_party_name(workspace, said.from_), get_party_name(workspace, said.to)
        text = _("{speaker} → {listener}: {summary}").format(speaker=speaker, listener=listener, summary=said.summary)
        mode = _(said.mode.label) if said.mode else ""
        yield Event(said.on, Sort.MESSAGE, _join_parts(text, mode), back=said.from_ != case.country)
    if case.agreement and case.agreement.signed:
        names = join_list(get_party_name(workspace, party) for party in case.agreement.parties) or "–"
        yield Event(case.agreement.signed, Sort.AGREEMENT, _("Agreement signed with {names}").format(names=names))
    for closing in case.closings:
        text = _("Closed without an agreement: {reason}").format(reason=_(closing.reason.label))
        yield Event(closing.on, Sort.CLOSING, _join_parts(text, closing.note))
    for review in case.reviews:
        text = _("Was the dialogue fruitful? {answer}").format(answer=_(review.fruitful.label))
        yield Event(review.on, Sort.REVIEW, _join_parts(text, review.note))


def _join_parts(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _describe_committee(said: CommitteeInput | None) -> str:
    if said is None:
        return ""
    details = "; ".join(filter(None, (write_day(said.on) if said.on else "", said.by)))
    return _(said.role.label) + (f" ({details})" if details else "")


def _describe_introduction(one: Introduction, workspace: Workspace) -> str:
    whom = get_party_name(workspace, one.provider or one.country or "–")
    others = [*one.with_, *((one.country,) if one.provider and one.country else ())]
    if others:
        names = join_list(get_party_name(workspace, other) for other in others)
        whom = _("{provider}, together with {others}").format(provider=whom, others=names)
    if one.purpose is not None:
        whom = f"{whom} ({_(one.purpose.label)})"
    return _("Introduced to {whom}: {outcome}").format(whom=whom, outcome=_(one.outcome.label))
