"""Progress of the example plan on 20 January 2013, worked out by hand.

Four milestones count (the app for parents is withdrawn): complete 100, limited 25, substantial 75, not started 0; together 200 of
400, which is 50 per cent. Two of the four were due by then, which is 50 per cent planned.
"""

from datetime import date

import attrs
import pytest

from ogpkit.api.content import GrandChallenge, Milestone, MilestoneStatus, Principle, Translated
from ogpkit_commitments.edition import CommitmentsPart
from ogpkit_commitments.plan import plan_of
from ogpkit_commitments.progress import (
    Point,
    is_at_risk,
    is_late,
    list_milestones,
    measure_by_challenge,
    measure_by_principle,
    measure_over_time,
    measure_progress,
)

TODAY = date(2013, 1, 20)


@pytest.fixture
def plan(workspace):
    return plan_of(workspace, "XX", "2012-2013")


@pytest.fixture
def part(workspace):
    return workspace.editions.part("roadmap-2011", CommitmentsPart)


def test_of_the_cycle(plan, part):
    found = measure_progress(list_milestones((one.entity for one in plan.commitments), TODAY), part, TODAY)
    assert (found.milestones, found.complete, found.share, found.planned) == (4, 1, 50.0, 50.0)
    assert [one.id for one in found.late] == ["standard"]
    assert [one.id for one in found.at_risk] == ["first"]


def test_of_each_challenge(plan, part):
    found = measure_by_challenge(plan, part, TODAY)
    assert {challenge: one.share for challenge, one in found.items()} == {
        GrandChallenge.PUBLIC_SERVICES: 37.5,
        GrandChallenge.PUBLIC_RESOURCES: 62.5,
    }


def test_of_each_principle(plan, part):
    found = measure_by_principle(plan, part, TODAY)
    assert {principle: one.share for principle, one in found.items()} == {
        Principle.TRANSPARENCY: 50.0,
        Principle.PARTICIPATION: 62.5,
        Principle.INNOVATION: 62.5,
    }


def test_planned_against_actual_over_time(plan):
    milestones = list_milestones((one.entity for one in plan.commitments), TODAY)
    assert measure_over_time(milestones, TODAY) == (
        Point(date(2012, 6, 30), 1, 0),
        Point(date(2012, 12, 15), 1, 1),
        Point(date(2012, 12, 31), 2, 1),
        Point(date(2013, 2, 15), 3, 1),
        Point(date(2014, 3, 31), 4, 1),
    )


def milestone(status, due):
    return Milestone(id="x", title=Translated.of("x"), due=due, status=MilestoneStatus(status))


@pytest.mark.parametrize(
    ("status", "due", "late", "at_risk"),
    [
        ("limited", date(2013, 1, 19), True, False),
        ("limited", TODAY, False, False),
        ("not-started", TODAY, False, True),
        ("not-started", date(2013, 3, 21), False, True),
        ("not-started", date(2013, 3, 22), False, False),
        ("complete", date(2012, 1, 1), False, False),
        ("withdrawn", date(2012, 1, 1), False, False),
        ("not-started", None, False, False),
    ],
)
def test_late_and_at_risk(part, status, due, late, at_risk):
    one = milestone(status, due)
    assert (is_late(one, TODAY), is_at_risk(one, part, TODAY)) == (late, at_risk)


@pytest.mark.parametrize(
    ("day", "planned", "complete"),
    [(date(2013, 1, 19), 100, 1), (TODAY, 100, 1), (date(2013, 1, 21), 0, 0)],
    ids=["yesterday", "today", "tomorrow"],
)
def test_what_is_due_or_completed_today_counts(part, day, planned, complete):
    one = attrs.evolve(milestone("complete", day), completed=day)
    assert measure_progress([one], part, TODAY).planned == planned
    assert measure_over_time([one], TODAY) == (Point(day, 1, complete),)


def test_nothing_to_measure_is_no_progress(part):
    found = measure_progress((), part, TODAY)
    assert (found.share, found.planned) == (None, None)
