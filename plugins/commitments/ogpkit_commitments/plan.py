"""A plan: a cycle with its commitments, in their order, with what they begin, and from which day on they are public."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import attrs

from ogpkit.api import OgpkitError, find_reached_stages
from ogpkit.api.content import (
    Commitment,
    Country,
    CountryLevel,
    Cycle,
    Declaration,
    Document,
    GrandChallenge,
    Level,
    Milestone,
    MilestoneStatus,
    Translated,
    add_months,
    find_level,
    find_rules,
    list_commitments,
)
from ogpkit.api.text import _
from ogpkit_commitments.edition import CommitmentsPart, get_rules

if TYPE_CHECKING:
    from ogpkit.api import Place
    from ogpkit.api.content import Workspace


class NoPlan(OgpkitError):
    """Raised when a cycle has no plan."""


@attrs.frozen(kw_only=True)
class ActionPlan:
    """Plan of one cycle (Roadmap V).

    Attributes:
        cycle: The cycle's document.
        commitments: Its commitments, in the order of their numbers, then of their identifiers.
    """

    cycle: Document[Cycle]
    commitments: tuple[Document[Commitment], ...]

    def find_addressing(self, challenge: GrandChallenge) -> tuple[Document[Commitment], ...]:
        """Return the commitments about a grand challenge."""
        return tuple(found for found in self.commitments if challenge in found.entity.all_challenges)


def plan_of(workspace: Workspace, country: str, cycle: str) -> ActionPlan | None:
    """Return the plan of a cycle, or None when the cycle has no file that can be read.

    Args:
        country: The country's identifier.
        cycle: The cycle's identifier.
    """
    document = workspace.one(Cycle, country, cycle)
    if document is None:
        return None
    return ActionPlan(cycle=document, commitments=list_commitments(workspace, country, cycle))


def find_plan(workspace: Workspace, place: Place) -> ActionPlan:
    """Return the plan of a cycle.

    Raises:
        NoPlan: The cycle has no file that can be read.
    """
    plan = plan_of(workspace, place.country, place.cycle)
    if plan is None:
        raise NoPlan(_("{cycle} has no readable cycle.toml.").format(cycle=place.cycle))
    return plan


def find_entry_day(cycle: Cycle, stage: str) -> date | None:
    """Return the day on which a cycle first entered a stage, or None.

    Args:
        stage: The stage's name.
    """
    return next((step.on for step in cycle.history if step.stage == stage), None)


def new_commitment(workspace: Workspace, place: Place) -> Commitment:
    """Return what a commitment begins with: one milestone, the days of its cycle, texts still to be written.

    Args:
        place: The cycle.
    """
    plan = plan_of(workspace, place.country, place.cycle)
    cycle = plan.cycle.entity if plan else None
    challenges = cycle.challenges if cycle else ()
    start, end = (cycle.start, cycle.end) if cycle else (None, None)
    language = workspace.language
    title = Translated.of({language: _("First milestone")})
    return Commitment(
        title=Translated.of({language: _("New commitment")}),
        number=str(len(plan.commitments) + 1) if plan else "1",
        challenge=challenges[0] if len(challenges) == 1 else None,
        level=find_usual_level(workspace, place.country),
        start=start,
        end=end,
        milestones=(Milestone(id="first", title=title, start=start, due=end),),
    )


def find_usual_level(workspace: Workspace, country: str) -> Level | None:
    """Return where commitments of a local member take effect: in its own place; None for a country, which has to say it.

    Args:
        country: Its identifier.
    """
    return Level.LOCAL if find_level(workspace, country) is CountryLevel.LOCAL else None


def find_declaration(workspace: Workspace, document: Document[Cycle]) -> tuple[Declaration, str] | None:
    """Return the declaration that holds in a cycle, with its file: a government endorses it once, not in each cycle.

    Args:
        document: The cycle.
    """
    country = workspace.one(Country, document.country)
    cycles = workspace.all(Cycle, document.country)
    earlier = (one for one in cycles if one.entity.declaration and one.entity.start <= document.entity.start)
    for holder in (document, country, *earlier):
        if holder is not None and holder.entity.declaration is not None:
            return holder.entity.declaration, holder.path
    return None


def is_declaration_asked(workspace: Workspace, place: Place) -> bool:
    """Tell whether the rules of a cycle ask for the declaration: one of which no stage leads to it does not.

    Args:
        place: The cycle.
    """
    stages = get_rules(workspace, place.country, place.cycle).stages
    return not stages or "declared" in find_reached_stages(stages)


def find_refresh_due(cycle: Cycle, part: CommitmentsPart) -> date | None:
    """Return the day by which a plan of four years is refreshed at midterm; None for a shorter one, or where nothing asks for it.

    Args:
        part: The rules that the plan follows.
    """
    if part.refresh_months is None:
        return None
    is_long = cycle.end > add_months(cycle.start, part.refresh_over_months)
    return add_months(cycle.start, part.refresh_months) if is_long else None


def find_next_report(commitment: Commitment, cycle: Cycle, months: int, today: date) -> date | None:
    """Return the day by which a commitment reports on its progress next; None once all is at its end, or where nobody asks.

    Args:
        cycle: The cycle, in which it is implemented.
        months: How often it reports; 0 for never.
    """
    milestones = commitment.list_current_milestones(today)
    is_open = any(one.status not in {MilestoneStatus.COMPLETE, MilestoneStatus.WITHDRAWN} for one in milestones)
    if not months or not is_open:
        return None
    updates = [update for one in commitment.milestones for update in one.updates]
    updates += [update for one in milestones for indicator in one.indicators for update in indicator.updates]
    last = max((update.on for update in updates), default=cycle.start)
    due = add_months(max(last, cycle.start), months)
    return due if due <= cycle.end else None


def new_cycle(workspace: Workspace, place: Place) -> Cycle:
    """Return the cycle after the newest one, of the same length; the first one begins today.

    Its co-creation begins today, so that the rules of today hold for it.

    Args:
        place: The country.
    """
    newest = max((one.entity for one in workspace.all(Cycle, place.country)), key=lambda one: one.end, default=None)
    start = newest.end + timedelta(days=1) if newest else workspace.today
    part = find_rules(workspace, CommitmentsPart, place.country) or CommitmentsPart()
    length = newest.end - newest.start if newest else timedelta(days=365 * part.usual_years - 1)
    return Cycle(cocreation=min(workspace.today, start), start=start, end=start + length)


def suggest_cycle_name(_workspace: Workspace, _place: Place, cycle: Cycle) -> str:
    """Return the usual name of a cycle: the years in which it begins and ends."""
    first, last = cycle.start.year, cycle.end.year
    return str(first) if first == last else f"{first}-{last}"


def is_deposited(cycle: Cycle, workspace: Workspace) -> bool:
    """Tell whether the plan of a cycle is deposited on the day of the workspace, from which on everybody may read it."""
    return any(step.stage == "deposited" and step.on <= workspace.today for step in cycle.history)


def redact_cycle(document: Document[Cycle], workspace: Workspace) -> Cycle:
    """Return a cycle without what is still to happen, and without its plan until that is deposited.

    Args:
        workspace: Where it lies.
    """
    cycle = document.entity
    published = cycle.refresh.published if cycle.refresh else None
    known = attrs.evolve(
        cycle,
        history=tuple(step for step in cycle.history if step.on <= workspace.today),
        # a refresh is a draft, as the plan was, until it is made public
        refresh=cycle.refresh if published is not None and published <= workspace.today else None,
    )
    if is_deposited(cycle, workspace):
        return known
    # dates and stages stay: people must know when they can take part (Roadmap IV.1)
    return attrs.evolve(known, challenges=(), efforts=(), plan=None, refresh=None, declaration=None)


def redact_commitment(document: Document[Commitment], workspace: Workspace) -> Commitment | None:
    """Return a commitment once the plan of its cycle is deposited.

    Args:
        workspace: Where it lies.
    """
    cycle = workspace.one(Cycle, document.country, document.cycle)
    return document.entity if cycle and is_deposited(cycle.entity, workspace) else None
