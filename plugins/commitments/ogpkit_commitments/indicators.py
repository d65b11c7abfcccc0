"""Milestones that a plan breaks down into indicators: what the indicators say of the milestone, derived and never stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.api.content import MilestoneStatus

if TYPE_CHECKING:
    from datetime import date

    from ogpkit.api.content import Indicator, Milestone

_BEGUN: Final = (MilestoneStatus.LIMITED, MilestoneStatus.SUBSTANTIAL, MilestoneStatus.COMPLETE)

ENDED: Final = (MilestoneStatus.COMPLETE, MilestoneStatus.WITHDRAWN)
"""The statuses of what is at its end, one way or the other."""


def add_indicators(milestone: Milestone) -> Milestone:
    """Return a milestone with what its indicators say where it says nothing itself.

    Its day is that of the last of them, and it is as far as they are.

    Args:
        milestone: As its file has it.
    """
    if not milestone.indicators:
        return milestone
    # “not started” is what a file says that says nothing, so that indicators may speak for the milestone
    said = milestone.status is not MilestoneStatus.NOT_STARTED
    return attrs.evolve(
        milestone,
        # a milestone is reached when the last of its indicators is (Roadmap VII: time frames and benchmarks)
        due=milestone.due or max((one.due for one in milestone.indicators if one.due), default=None),
        status=milestone.status if said else _derive_status(milestone.indicators),
    )


def _derive_status(indicators: tuple[Indicator, ...]) -> MilestoneStatus:
    counting = {one.status for one in indicators} - {MilestoneStatus.WITHDRAWN}
    if not counting:
        return MilestoneStatus.WITHDRAWN
    if counting == {MilestoneStatus.COMPLETE}:
        return MilestoneStatus.COMPLETE
    # one indicator that lags behind keeps the whole from being called substantial
    if counting <= {MilestoneStatus.SUBSTANTIAL, MilestoneStatus.COMPLETE}:
        return MilestoneStatus.SUBSTANTIAL
    return MilestoneStatus.LIMITED if counting & set(_BEGUN) else MilestoneStatus.NOT_STARTED


def is_overdue(step: Milestone | Indicator, today: date) -> bool:
    """Tell whether the day of a milestone or an indicator has passed before it came to an end.

    Args:
        step: The milestone or indicator.
    """
    return step.due is not None and step.due < today and step.status not in ENDED
