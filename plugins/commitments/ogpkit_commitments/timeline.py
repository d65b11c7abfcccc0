"""The milestones of a plan over time, and how far it is against what was planned by today, as pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api.content import MilestoneStatus
from ogpkit.api.text import Bar, Bars, Span, State, Timeline, _, _n
from ogpkit_commitments.progress import (
    has_overdue_step,
    is_at_risk,
    list_milestones,
    measure_by_challenge,
    measure_progress,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ogpkit.api.content import Commitment, Milestone
    from ogpkit_commitments.edition import CommitmentsPart
    from ogpkit_commitments.plan import ActionPlan
    from ogpkit_commitments.progress import Progress


def find_state(milestone: Milestone, part: CommitmentsPart, today: date) -> State:
    """Return how a milestone stands on a day.

    Args:
        part: The rules of the edition, which say how soon something is at risk.
    """
    if milestone.status is MilestoneStatus.COMPLETE:
        return State.COMPLETE
    if milestone.status is MilestoneStatus.WITHDRAWN:
        return State.WITHDRAWN
    if has_overdue_step(milestone, today):
        # whether it is late is not known where nobody has reported on it
        return State.OVERDUE if milestone.status is not None else State.ATTENTION
    if is_at_risk(milestone, part, today):
        return State.DUE_SOON
    if milestone.status is None:
        return State.UNKNOWN
    return State.NOT_STARTED if milestone.status is MilestoneStatus.NOT_STARTED else State.ON_TRACK


def draw_plan(plan: ActionPlan, part: CommitmentsPart, language: str, today: date) -> Timeline:
    """Return the timeline of a plan: each commitment above its milestones.

    Args:
        part: The rules of the edition.
        language: The language of titles.
    """
    return Timeline(
        caption=_("Milestones over time"),
        spans=(span for one in plan.commitments for span in _list_spans(one.entity, plan, part, language, today)),
        today=today,
    )


def _list_spans(
    commitment: Commitment, plan: ActionPlan, part: CommitmentsPart, language: str, today: date
) -> Iterator[Span]:
    yield Span(label=_name(commitment, language))
    for milestone in commitment.list_current_milestones(today):
        done = None if milestone.status is None else part.share.get(milestone.status, 0) / 100
        yield Span(
            label=f"  {milestone.number or milestone.id} {milestone.title.best(language, 'en')}",
            start=milestone.start or commitment.start or plan.cycle.entity.start,
            end=milestone.due or plan.cycle.entity.end,
            done=done,
            state=find_state(milestone, part, today),
            text=_(milestone.status.label) if milestone.status is not None else _("not reported"),
        )


def _name(commitment: Commitment, language: str) -> str:
    return f"{commitment.number} {commitment.title.best(language, 'en')}".strip()


def draw_progress(plan: ActionPlan, part: CommitmentsPart, language: str, today: date) -> Iterator[Bars]:
    """Yield how far the plan with each commitment, and each challenge, are, with marks for what was planned by today.

    Args:
        part: The rules of the edition.
        language: The language of titles.
    """
    whole = _make_bar(_("Whole plan"), _measure([one.entity for one in plan.commitments], part, today))
    each = [_make_bar(_name(one.entity, language), _measure([one.entity], part, today)) for one in plan.commitments]
    mark = _("planned by today")
    yield Bars(caption=_("Progress by commitment"), bars=[whole, *each], most=100, mark=mark)
    by_challenge = measure_by_challenge(plan, part, today)
    bars = [_make_bar(_(challenge.label), found) for challenge, found in by_challenge.items()]
    if bars:
        yield Bars(caption=_("Progress by grand challenge"), bars=bars, most=100, mark=mark)


def _measure(commitments: list[Commitment], part: CommitmentsPart, today: date) -> Progress:
    return measure_progress(list_milestones(commitments, today), part, today)


def _make_bar(label: str, found: Progress) -> Bar:
    said = _("no milestones") if not found.milestones else _("not reported")
    if found.share is not None:
        done = _("{share} %").format(share=round(found.share))
        count = _n("{done} of {all} milestone", "{done} of {all} milestones", found.milestones)
        said = f"{done}, {count.format(done=found.complete, all=found.milestones)}"
    return Bar(label=label, value=found.share, planned=found.planned, text=said, state=_judge(found))


def _judge(found: Progress) -> State:
    if found.late:
        return State.OVERDUE
    if found.unreported:
        return State.ATTENTION
    if found.share is None:
        return State.UNKNOWN
    if found.milestones and found.complete == found.milestones:
        return State.COMPLETE
    return State.DUE_SOON if found.at_risk else State.ON_TRACK
