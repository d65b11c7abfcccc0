"""The example plan as pictures: each milestone with its days and state, each commitment with what was planned by today."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from ogpkit.api.content import MilestoneStatus
from ogpkit.api.text import State
from ogpkit.text.blocks import as_grid
from ogpkit_commitments.edition import get_rules
from ogpkit_commitments.plan import plan_of
from ogpkit_commitments.timeline import Titles, draw_plan, draw_progress, find_state

TODAY = date(2013, 1, 20)


@pytest.fixture
def plan(workspace):
    return plan_of(workspace, "XX", "2012-2013")


@pytest.fixture
def part(workspace):
    return get_rules(workspace, "XX", "2012-2013")


def test_a_timeline_has_each_commitment_above_its_milestones(plan, part):
    timeline = draw_plan(plan, part, Titles("en"), TODAY)
    assert timeline.spans[0].label == "Publish mining revenues by region"
    assert timeline.spans[0].end is None
    first = timeline.spans[1]
    assert (first.start, first.end, first.done, first.state) == (
        date(2012, 4, 1),
        date(2012, 12, 31),
        1.0,
        State.COMPLETE,
    )
    assert len(timeline.spans) == 2 + 2 + 3
    told = as_grid(timeline)
    assert told.rows[1][1:] == (date(2012, 4, 1), date(2012, 12, 31), "■ Complete · Complete")


def test_a_milestone_has_the_state_of_the_day(plan, part):
    late = plan.commitments[1].entity.milestones[0]
    assert find_state(late, part, TODAY) is State.OVERDUE
    assert find_state(attrs.evolve(late, status=None), part, TODAY) is State.ATTENTION
    assert find_state(attrs.evolve(late, status=MilestoneStatus.WITHDRAWN), part, TODAY) is State.WITHDRAWN
    before = date(2012, 6, 1)
    assert find_state(late, part, before) is State.ON_TRACK
    assert find_state(attrs.evolve(late, status=MilestoneStatus.NOT_STARTED), part, before) is State.DUE_SOON
    assert find_state(attrs.evolve(late, status=None), part, date(2011, 6, 1)) is State.UNKNOWN


def test_progress_stands_beside_what_was_planned_by_today(plan, part):
    by_commitment, by_challenge = draw_progress(plan, part, Titles("en"), TODAY)
    whole = by_commitment.bars[0]
    assert whole.label == "Whole plan"
    assert len(by_commitment.bars) == 1 + len(plan.commitments)
    assert whole.planned == pytest.approx(
        100 * sum(1 for span in draw_plan(plan, part, Titles("en"), TODAY).spans if span.end and span.end <= TODAY) / 4,
        abs=10,
    )
    assert whole.state is State.OVERDUE
    assert by_challenge.bars
    assert as_grid(by_commitment).rows[0][0] == "Whole plan"
