"""A case, and the committees, as lines of text, for the command line and the app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api import next_stages, stage_title
from ogpkit.api.content import Country, country_name
from ogpkit.api.text import _, current_language, join_list
from ogpkit_networking.cases import (
    count_stale_days,
    get_maturity,
    get_party_name,
    get_stage,
    list_rounds,
    list_sides_without_expectations,
    list_topics,
    request_of,
)
from ogpkit_networking.committees import (
    find_chairs,
    find_mechanism_committee,
    find_meeting,
    find_steering_committee,
    is_sitting,
)
from ogpkit_networking.edition import get_case_rules, get_topic_title
from ogpkit_networking.model import Case, Maturity
from ogpkit_networking.stages import CASE_STAGES
from ogpkit_networking.timeline import build_timeline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Translated, Workspace


def format_card(document: Document[Case], workspace: Workspace) -> Iterator[str]:
    """Yield how a case stands, what its next stages need, and its timeline.

    Args:
        workspace: Where it lies.
    """
    yield f"{document.id}: {country_name(workspace, document.entity.country, current_language())}"
    yield from format_facts(document, workspace)
    yield from format_next_steps(document, workspace)
    yield ""
    yield from (f"{event.on.isoformat()}  {event.text}" for event in build_timeline(document.entity, workspace))
    agreed = [*format_sides(document.entity, workspace)]
    yield from ("", *agreed) if agreed else ()


def format_facts(document: Document[Case], workspace: Workspace) -> Iterator[str]:
    """Yield how a case stands.

    Args:
        workspace: Where it lies.
    """
    case, part = document.entity, get_case_rules(document.entity, workspace)
    stage = stage_title(CASE_STAGES, document, workspace, get_stage(case)) or _("No stage yet")
    number = len(list_rounds(case, part))
    again = " · " + _("round {number}").format(number=number) if number > 1 else ""
    yield f"{stage}{again} · {_(get_maturity(case).label)} · " + (
        _("case manager: {name}").format(name=case.manager) if case.manager else _("no case manager yet")
    )
    yield request_of(case).best(current_language(), workspace.language, "en")
    if list_topics(case):
        yield _("Topics: {topics}").format(
            topics=join_list(get_topic_title(part, topic) for topic in list_topics(case))
        )
    if case.cycle:
        about = join_list(case.commitments)
        yield f"{_('Cycle')} {case.cycle}" + (f": {about}" if about else "")
    idle = count_stale_days(case, part, workspace.today)
    if idle:
        yield _("Nothing has happened for {days} days.").format(days=idle)
    yield from list_scoping_questions(case)


def list_scoping_questions(case: Case) -> Iterator[str]:
    """Yield what a vague request leaves open (Networking Mechanism, example 2)."""
    if get_maturity(case) is not Maturity.VAGUE:
        return
    answers: dict[str, Translated | None] = {}
    for refinement in case.refinements:
        for key in ("possibilities", "what", "change"):
            answers[key] = getattr(refinement, key) or answers.get(key)
    for key, question in (
        ("possibilities", _("What are the possibilities, and what are the limits?")),
        ("what", _("Which types of data, services or reforms are meant?")),
        ("change", _("Why would it have a material impact on a commitment?")),
    ):
        said = answers.get(key)
        yield f"  {'✓' if said else '?'} {question}"


def format_next_steps(document: Document[Case], workspace: Workspace) -> Iterator[str]:
    """Yield the stages that may follow, each with what it needs first.

    Args:
        workspace: Where it lies.
    """
    for stage in next_stages(CASE_STAGES, document, workspace):
        missing = [said for guard in CASE_STAGES.guards.get(stage, ()) for said in guard(document, workspace)]
        title = stage_title(CASE_STAGES, document, workspace, stage)
        yield f"→ {title} ({stage})" + (": " + " ".join(missing) if missing else "")


def format_sides(case: Case, workspace: Workspace) -> Iterator[str]:
    """Yield what each side expects, and the terms that were agreed.

    Args:
        workspace: Where it lies.
    """
    for one in case.expectations:
        said = one.text.best(current_language(), workspace.language, "en")
        yield _("{party} expects: {text}").format(party=get_party_name(workspace, one.party), text=said)
    if case.agreement:
        names = join_list(get_party_name(workspace, party) for party in case.agreement.parties) or "–"
        signed = case.agreement.signed.isoformat() if case.agreement.signed else _("not signed yet")
        yield _("Agreement with {names}: {signed}").format(names=names, signed=signed)
        if case.agreement.terms:
            yield "  " + case.agreement.terms.best(current_language(), workspace.language, "en")
    elif case.expectations:
        open_sides = join_list(get_party_name(workspace, party) for party in list_sides_without_expectations(case))
        if open_sides:
            yield _("Nothing is written down of what they expect: {names}").format(names=open_sides)


def format_committees(workspace: Workspace, year: int) -> Iterator[str]:
    """Yield who governs the mechanism, how to reach it, and the Steering Committee of a year."""
    yield from format_mechanism(workspace)
    yield ""
    yield from format_steering(workspace, year)


def format_mechanism(workspace: Workspace) -> Iterator[str]:
    """Yield who governs the mechanism, and how to reach it."""
    yield _("Networking Mechanism")
    found = find_mechanism_committee(workspace)
    if found is None:
        yield "  " + _("There is no networking/committee.toml yet.")
        return
    for member in found.entity.members:
        yield f"  {member.name}" + (f" · {_('chair, the primary point of contact')}" if member.chair else "")
    if found.entity.case_managers:
        yield "  " + _("Case managers: {names}").format(names=join_list(found.entity.case_managers))
    contact = found.entity.contact
    if contact:
        said = (contact.name, contact.institution, contact.email or "", contact.telephone)
        yield "  " + _("Contact: {said}").format(said=join_list(part for part in said if part))
    if found.entity.form:
        yield "  " + _("Web form: {address}").format(address=found.entity.form)
    waiting = [one.country for one in workspace.all(Country) if one.entity.joined is None]
    if contact and waiting:
        yield "  " + _("The contact is for those who have signalled their intent to join; not yet: {names}").format(
            names=join_list(waiting)
        )


def format_steering(workspace: Workspace, year: int) -> Iterator[str]:
    """Yield the OGP Steering Committee of a year."""
    yield _("OGP Steering Committee in {year}").format(year=year)
    found = find_steering_committee(workspace)
    if found is None:
        yield "  " + _("There is no partnership/steering-committee.toml yet.")
        return
    committee = found.entity
    chairs, meeting = find_chairs(committee, year), find_meeting(committee, year)
    if chairs:
        names = [
            *(country_name(workspace, country, current_language()) for country in chairs.countries),
            *chairs.civil_society,
        ]
        yield "  " + _("Chairs: {names}").format(names=join_list(names))
    if meeting:
        yield "  " + _("Annual meeting: hosted by {country}").format(
            country=country_name(workspace, meeting.host, current_language())
        )
    yield "  " + _("Governments:")
    for seat in committee.governments:
        if is_sitting(seat, year):
            yield f"    {country_name(workspace, seat.country, current_language())}"
    yield "  " + _("Civil society:")
    for one in committee.civil_society:
        if is_sitting(one, year):
            where = country_name(workspace, one.country, current_language()) if one.country else _("international")
            yield f"    {one.name} ({where})"
