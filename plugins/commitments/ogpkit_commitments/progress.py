"""Progress, derived and never stored: of a milestone, a commitment, a challenge, a principle, a whole cycle.

What updates and indicators say of a milestone counts as if it said so itself.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.api.content import Commitment, GrandChallenge, Milestone, MilestoneStatus, Principle
from ogpkit.api.text import Share

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from ogpkit.api.content import Indicator
    from ogpkit_commitments.edition import CommitmentsPart
    from ogpkit_commitments.plan import ActionPlan


ENDED: Final = (MilestoneStatus.COMPLETE, MilestoneStatus.WITHDRAWN)
"""The statuses of what is at its end, one way or the other."""


def is_overdue(step: Milestone | Indicator, today: date) -> bool:
    """Tell whether the day of a milestone or an indicator has passed before it came to an end.

    Args:
        step: The milestone or indicator.
    """
    return step.due is not None and step.due < today and step.status not in ENDED


@attrs.frozen(kw_only=True)
class Progress:
    """How far something has come on a day.

    Attributes:
        milestones: How many milestones count; withdrawn ones do not.
        complete: How many of them are complete.
        share: How much is done, in per cent, by the shares that the edition gives each status; None where nobody has reported.
        planned: How much should be complete by that day, in per cent; None without milestones that have a due day.
        late: The milestones that are overdue as far as somebody has reported on them.
        unreported: The milestones that are overdue, and on which nobody has reported: whether they are late is not known.
        at_risk: The milestones that are due soon and have not begun.
    """

    milestones: int
    complete: int
    share: float | None
    planned: float | None
    late: tuple[Milestone, ...] = ()
    unreported: tuple[Milestone, ...] = ()
    at_risk: tuple[Milestone, ...] = ()

    @property
    def bar(self) -> Share | None:
        """Return how much is done, for documents, pages and tables; None without milestones."""
        return None if self.share is None else Share(self.share)


def measure_progress(milestones: Iterable[Milestone], part: CommitmentsPart, today: date) -> Progress:
    """Return the progress of some milestones.

    Args:
        part: The rules of the edition, which say what each status stands for.
    """
    counting = _select_counting(milestones)
    dated = [milestone for milestone in counting if milestone.due]
    # on the day itself it counts as planned: the plan promised it by then, not after (Roadmap VII)
    due = sum(1 for milestone in dated if milestone.due and milestone.due <= today)
    told = [milestone.status for milestone in counting if milestone.status is not None]
    return Progress(
        milestones=len(counting),
        complete=sum(1 for milestone in counting if milestone.status is MilestoneStatus.COMPLETE),
        # a status of which the edition says nothing stands for nothing done, so that progress is never made up
        share=sum(part.share.get(status, 0) for status in told) / len(counting) if told else None,
        planned=100 * due / len(dated) if dated else None,
        late=tuple(milestone for milestone in counting if is_late(milestone, today)),
        unreported=tuple(milestone for milestone in counting if is_unreported(milestone, today)),
        at_risk=tuple(milestone for milestone in counting if is_at_risk(milestone, part, today)),
    )


def _select_counting(milestones: Iterable[Milestone]) -> list[Milestone]:
    """Return those that are not withdrawn, each as far as its indicators say."""
    derived = (milestone.with_reports() for milestone in milestones)
    # a withdrawn promise is told with its reason; counted, it would hold a plan back for ever or count as kept
    return [milestone for milestone in derived if milestone.status is not MilestoneStatus.WITHDRAWN]


def has_overdue_step(milestone: Milestone, today: date) -> bool:
    """Tell whether a milestone is overdue, or one of the indicators of a milestone that has not come to an end."""
    if milestone.status in ENDED:
        return False
    return is_overdue(milestone, today) or any(is_overdue(one, today) for one in milestone.indicators)


def is_late(milestone: Milestone, today: date) -> bool:
    """Tell whether a milestone is overdue as far as somebody has reported on it."""
    return milestone.status is not None and has_overdue_step(milestone, today)


def is_unreported(milestone: Milestone, today: date) -> bool:
    """Tell whether a milestone is overdue, and nobody has reported on it: it may be complete all the same."""
    return milestone.status is None and has_overdue_step(milestone, today)


def is_at_risk(milestone: Milestone, part: CommitmentsPart, today: date) -> bool:
    """Tell whether a milestone is due soon and has not begun, as far as anybody has said.

    Args:
        part: The rules of the edition, which say how soon.
    """
    # what is past due is late, not at risk: each milestone is told once
    if milestone.status not in (None, MilestoneStatus.NOT_STARTED) or milestone.due is None or milestone.due < today:
        return False
    return milestone.due <= today + timedelta(days=part.at_risk_days)


def measure_by_challenge(plan: ActionPlan, part: CommitmentsPart, today: date) -> Mapping[GrandChallenge, Progress]:
    """Return the progress of each grand challenge that has commitments.

    Args:
        part: The rules of the edition.
    """
    return {
        challenge: measure_progress(
            list_milestones((found.entity for found in plan.find_addressing(challenge)), today), part, today
        )
        # the order of Roadmap VI, not that of the plan, so that countries can be set side by side
        for challenge in GrandChallenge
        if plan.find_addressing(challenge)
    }


def measure_by_principle(plan: ActionPlan, part: CommitmentsPart, today: date) -> Mapping[Principle, Progress]:
    """Return the progress of each principle that some commitment reflects.

    Args:
        part: The rules of the edition.
    """
    reflecting = {
        principle: [found.entity for found in plan.commitments if principle in found.entity.principles]
        for principle in Principle
    }
    return {
        principle: measure_progress(list_milestones(found, today), part, today)
        for principle, found in reflecting.items()
        if found
    }


def list_milestones(commitments: Iterable[Commitment], today: date) -> tuple[Milestone, ...]:
    """Return all milestones of some commitments, as far as they have come."""
    return tuple(milestone for commitment in commitments for milestone in commitment.list_current_milestones(today))


@attrs.frozen
class Point:
    """Planned against actual on one day.

    Attributes:
        on: The day.
        planned: How many milestones should be complete by then.
        actual: How many are complete by then.
    """

    on: date
    planned: int
    actual: int


def measure_over_time(milestones: Iterable[Milestone], today: date) -> tuple[Point, ...]:
    """Return planned against actual, at every day on which either changes, until today for what is actual.

    Args:
        milestones: The milestones; withdrawn ones do not count.
    """
    counting = _select_counting(milestones)
    due = sorted(milestone.due for milestone in counting if milestone.due)
    # a day of completion in the future is an error of its own and no progress
    complete = [milestone for milestone in counting if milestone.status is MilestoneStatus.COMPLETE]
    done = [milestone.completed_on for milestone in complete if milestone.completed_on]
    # of what is complete without a day only today is known to be such a day
    done = sorted([*(day for day in done if day <= today), *[today] * (len(complete) - len(done))])
    days = sorted({*due, *done})
    return tuple(Point(day, sum(1 for one in due if one <= day), sum(1 for one in done if one <= day)) for day in days)
