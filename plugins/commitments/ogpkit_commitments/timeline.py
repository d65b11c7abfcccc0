"""The milestones of a plan over time, and how far it is against what was planned by today, as pictures."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.api.content import Milestone, MilestoneStatus
from ogpkit.api.text import (
    Bar,
    Bars,
    Course,
    CourseStep,
    Span,
    State,
    Timeline,
    _,
    _n,
    join_number,
    localized,
)
from ogpkit_commitments.progress import (
    has_overdue_step,
    is_at_risk,
    list_milestones,
    measure_by_challenge,
    measure_over_time,
    measure_progress,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from ogpkit.api.content import Commitment, Document
    from ogpkit_commitments.edition import CommitmentsPart
    from ogpkit_commitments.plan import ActionPlan
    from ogpkit_commitments.progress import Progress


_URGENCY: Final = (
    *(State.OVERDUE, State.ATTENTION, State.DUE_SOON, State.NOT_STARTED, State.UNKNOWN, State.ON_TRACK),
    *(State.COMPLETE, State.WITHDRAWN),
)
"""The states of milestones, the most urgent first."""


@attrs.frozen
class Titles:
    """Language in which titles are wanted.

    Attributes:
        language: The language.
        plain: The language of plain strings in the workspace.
    """

    language: str
    plain: str = "en"

    def name(self, one: Commitment | Milestone) -> str:
        """Return the title of a commitment or a milestone with its number before it."""
        title = localized(one.title, self.language, self.plain) or (one.id if isinstance(one, Milestone) else "")
        return join_number(one.number, title)


def get_page(one: Document[Commitment]) -> str:
    """Return the address of a commitment's page on the portal."""
    return f"{one.country}/{one.cycle}/commitments/{one.id}"


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


def draw_plan(plan: ActionPlan, part: CommitmentsPart, titles: Titles, today: date) -> Timeline:
    """Return the timeline of a plan: each commitment above its milestones.

    Args:
        part: The rules of the edition.
        titles: The language of titles.
    """
    spans: list[Span] = []
    for one in plan.commitments:
        spans.append(Span(label=titles.name(one.entity), address=get_page(one)))
        spans += _list_spans(one, plan, part, titles, today)
    return Timeline(caption=_("Milestones over time"), spans=spans, today=today)


def draw_commitment(
    one: Document[Commitment], plan: ActionPlan, part: CommitmentsPart, titles: Titles, today: date
) -> Timeline:
    """Return the timeline of a commitment: its milestones.

    Args:
        part: The rules of the edition.
        titles: The language of titles.
    """
    spans = _list_spans(one, plan, part, titles, today)
    return Timeline(caption=_("Milestones over time"), spans=spans, today=today)


def _list_spans(
    one: Document[Commitment], plan: ActionPlan, part: CommitmentsPart, titles: Titles, today: date
) -> Iterator[Span]:
    commitment = one.entity
    for milestone in commitment.list_current_milestones(today):
        done = None if milestone.status is None else part.share.get(milestone.status, 0) / 100
        yield Span(
            label=titles.name(milestone),
            start=milestone.start or commitment.start or plan.cycle.entity.start,
            end=milestone.due or plan.cycle.entity.end,
            done=done,
            state=find_state(milestone, part, today),
            text=_(milestone.status.label) if milestone.status is not None else _("not reported"),
            address=f"{get_page(one)}#milestones-{milestone.id}",
        )


def draw_statuses(plan: ActionPlan, part: CommitmentsPart, today: date) -> Bars:
    """Return how many milestones stand how, the most urgent state first.

    Args:
        part: The rules of the edition.
    """
    milestones = list_milestones([one.entity for one in plan.commitments], today)
    found = Counter(find_state(one, part, today) for one in milestones)
    order = sorted(found, key=list(_URGENCY).index)
    bars = [Bar(label=_(one.label), value=found[one], text=str(found[one]), state=one) for one in order]
    return Bars(caption=_("Milestones by status"), bars=bars, most=len(milestones))


def draw_progress(plan: ActionPlan, part: CommitmentsPart, titles: Titles, today: date) -> Iterator[Bars]:
    """Yield how far the plan with each commitment, and each challenge, are, with marks for what was planned by today.

    Args:
        part: The rules of the edition.
        titles: The language of titles.
    """
    each = [
        _make_bar(titles.name(one.entity), _measure([one.entity], part, today), get_page(one))
        for one in plan.commitments
    ]
    whole = _make_bar(_("Whole plan"), _measure([one.entity for one in plan.commitments], part, today))
    mark = _("planned by today")
    yield Bars(caption=_("Progress by commitment"), bars=[whole, *each], most=100, mark=mark)
    by_challenge = measure_by_challenge(plan, part, today)
    bars = [_make_bar(_(challenge.label), found) for challenge, found in by_challenge.items()]
    if bars:
        yield Bars(caption=_("Progress by grand challenge"), bars=bars, most=100, mark=mark)


def _measure(commitments: list[Commitment], part: CommitmentsPart, today: date) -> Progress:
    return measure_progress(list_milestones(commitments, today), part, today)


def draw_course(milestones: Iterable[Milestone], today: date) -> Course | None:
    """Return how it came: planned against actual at each day on which either changed; None without any such day.

    Args:
        milestones: The milestones; withdrawn ones do not count.
    """
    points = measure_over_time(milestones, today)
    if not points:
        return None
    return Course(
        caption=_("Planned and actual"),
        steps=[CourseStep(one.on, one.planned, one.actual if one.on <= today else None) for one in points],
        planned=_("Milestones due by then"),
        actual=_("Milestones complete by then"),
        today=today,
    )


def _make_bar(label: str, found: Progress, address: str = "") -> Bar:
    said = _("no milestones") if not found.milestones else _("not reported")
    if found.share is not None:
        done = _("{share} %").format(share=round(found.share))
        count = _n("{done} of {all} milestone", "{done} of {all} milestones", found.milestones)
        said = f"{done}, {count.format(done=found.complete, all=found.milestones)}"
    return Bar(label=label, value=found.share, planned=found.planned, text=said, state=_judge(found), address=address)


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
