"""A plan: a cycle with its commitments, in their order, and what other plugins need of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import attrs

from ogpkit.api.content import Commitment, Cycle, Document, GrandChallenge, Milestone, Translated, list_commitments
from ogpkit.api.text import _
from ogpkit_commitments.edition import CommitmentsPart

if TYPE_CHECKING:
    from ogpkit.api import Place
    from ogpkit.api.content import Workspace


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
        return tuple(found for found in self.commitments if found.entity.challenge is challenge)


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
        start=start,
        end=end,
        milestones=(Milestone(id="first", title=title, start=start, due=end),),
    )


def new_cycle(workspace: Workspace, place: Place) -> Cycle:
    """Return the cycle after the newest one, of the same length and edition; the first one begins today and takes a year.

    Args:
        place: The country.
    """
    newest = max((one.entity for one in workspace.all(Cycle, place.country)), key=lambda one: one.end, default=None)
    start = newest.end + timedelta(days=1) if newest else workspace.today
    length = newest.end - newest.start if newest else timedelta(days=364)
    return Cycle(edition=newest.edition if newest else _find_edition(workspace), start=start, end=start + length)


def _find_edition(workspace: Workspace) -> str:
    """Return the newest edition that says something about plans and held on the day."""
    editions = workspace.editions
    known = [name for name in editions.names if editions.part(name, CommitmentsPart)]
    held = sorted(((editions.facts(name).since or date.min), name) for name in known)
    return next((name for since, name in reversed(held) if since <= workspace.today), known[0] if known else "")
