"""Commitments of a plan by status, department and challenge: for whoever looks for theirs, and needs no script for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import Page
from ogpkit.api.content import country_name
from ogpkit.api.text import Bullets, Heading, Link, _, format_phrase, plain_text
from ogpkit_commitments.paper import build_heading
from ogpkit_commitments.progress import list_milestones, measure_progress
from ogpkit_commitments.timeline import get_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ogpkit.api.content import Commitment, Document
    from ogpkit.api.output import FieldText
    from ogpkit.api.text import Block
    from ogpkit_commitments.edition import CommitmentsPart
    from ogpkit_commitments.plan import ActionPlan
    from ogpkit_commitments.progress import Progress

_FEWEST: Final = 2
"""Values from which on a list by them leads somewhere."""

Groups = dict[tuple[str, str], "dict[str, list[Document[Commitment]]]"]
"""The commitments with each value, by what the values are of: a name for links, and a title."""


def name_state(found: Progress) -> str:
    """Return in a word how a commitment stands: what is late comes first."""
    if found.late:
        return _("Late")
    if found.unreported:
        return _("Due, not reported")
    if not found.milestones:
        return _("No milestones")
    if found.complete == found.milestones:
        return _("Complete")
    return _("Under way") if found.share else _("Not started")


def build_lists(plan: ActionPlan, groups: Groups, text: FieldText) -> Iterator[Page]:
    """Yield the page with the commitments by each value; nothing where all have the same ones.

    Args:
        groups: The commitments with each value.
        text: How fields come into the page.
    """
    if not groups:
        return
    blocks: list[Block] = []
    for (name, title), values in groups.items():
        blocks.append(Heading(title, id=name))
        for said, commitments in values.items():
            blocks.append(Heading(format_phrase("{value} ({count})", value=said, count=len(commitments)), level=2))
            blocks.append(Bullets([[Link(build_heading(text, one.entity).text, get_page(one))] for one in commitments]))
    country = country_name(text.workspace, plan.cycle.country, text.language)
    title = _("Lists of commitments: {country}, {cycle}")
    yield Page(
        address=_get_address(plan),
        title=format_phrase(title, country=country, cycle=plan.cycle.cycle),
        blocks=blocks,
    )


def build_ways(plan: ActionPlan, groups: Groups) -> Iterator[Block]:
    """Yield the way to each of the lists.

    Args:
        groups: The commitments with each value.
    """
    if groups:
        yield Bullets([[Link(title, f"{_get_address(plan)}#{name}")] for name, title in groups])


def _get_address(plan: ActionPlan) -> str:
    return f"{plan.cycle.country}/{plan.cycle.cycle}/lists"


def group_commitments(plan: ActionPlan, part: CommitmentsPart, text: FieldText) -> Groups:
    """Return the commitments with each value, where there are several values.

    Args:
        part: The rules of the edition.
        text: How fields come into the page.
    """
    today, plain = text.workspace.today, text.workspace.language
    states: dict[str, list[Document[Commitment]]] = {}
    leads: dict[str, list[Document[Commitment]]] = {}
    challenges: dict[str, list[Document[Commitment]]] = {}
    for one in plan.commitments:
        found = measure_progress(list_milestones((one.entity,), today), part, today)
        states.setdefault(name_state(found), []).append(one)
        for lead in _list_leads(one.entity):
            leads.setdefault(lead, []).append(one)
        for challenge in one.entity.all_challenges:
            challenges.setdefault(_(challenge.label), []).append(one)
    ordered: Mapping[str, list[Document[Commitment]]] = dict(sorted(leads.items()))
    said = {format_phrase("{lead}", lead=plain_text(lead, plain)): some for lead, some in ordered.items()}
    groups: Groups = {
        ("status", _("By status")): states,
        ("lead", _("By department")): said,
        ("challenge", _("By grand challenge")): challenges,
    }
    return {key: values for key, values in groups.items() if len(values) >= _FEWEST}


def _list_leads(commitment: Commitment) -> list[str]:
    """Return who leads a commitment, or else who leads what it consists of."""
    if commitment.lead:
        return [commitment.lead]
    named: dict[str, None] = {}
    for milestone in commitment.milestones:
        named[milestone.lead] = None
        named |= dict.fromkeys(one.lead for one in milestone.indicators)
    return [lead for lead in named if lead]
