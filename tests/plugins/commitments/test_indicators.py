"""What indicators say of their milestone, by example."""

from datetime import date

import pytest

from ogpkit.api.content import Indicator, Milestone, MilestoneStatus, Translated
from ogpkit_commitments.edition import CommitmentsPart
from ogpkit_commitments.progress import is_late, measure_progress

TODAY = date(2023, 6, 30)


def indicator(status="not-started", due=None):
    return Indicator(id="i", title=Translated.of("i"), due=due, status=MilestoneStatus(status))


def milestone(*indicators, status="not-started", due=None):
    return Milestone(
        id="m", title=Translated.of("m"), due=due, status=MilestoneStatus(status), indicators=tuple(indicators)
    )


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        (["not-started", "not-started"], "not-started"),
        (["not-started", "limited"], "limited"),
        (["not-started", "complete"], "limited"),
        (["substantial", "complete"], "substantial"),
        (["complete", "complete"], "complete"),
        (["complete", "withdrawn"], "complete"),
        (["withdrawn", "withdrawn"], "withdrawn"),
    ],
)
def test_a_milestone_is_as_far_as_its_indicators(statuses, status):
    assert milestone(*map(indicator, statuses)).with_reports().status == status


def test_what_a_milestone_says_itself_counts():
    said = milestone(indicator("complete", date(2023, 3, 31)), status="limited", due=date(2024, 1, 1))
    assert said.with_reports() == said


def test_a_milestone_without_a_day_is_due_with_its_last_indicator():
    days = [date(2023, 3, 31), None, date(2024, 12, 31)]
    assert milestone(*(indicator(due=day) for day in days)).with_reports().due == date(2024, 12, 31)
    assert milestone(indicator()).with_reports().due is None


def test_an_overdue_indicator_makes_its_milestone_late_until_it_ends():
    waiting = indicator("limited", date(2023, 3, 31))
    assert is_late(milestone(waiting, due=date(2024, 12, 31)), TODAY)
    assert not is_late(milestone(waiting, status="complete", due=date(2024, 12, 31)), TODAY)
    assert not is_late(milestone(indicator("complete", date(2023, 3, 31)), due=date(2024, 12, 31)), TODAY)


def test_progress_counts_what_indicators_say(workspace):
    """One of two milestones is complete by its indicators (100), the other has begun (25): 125 of 200."""
    done = milestone(indicator("complete", date(2023, 3, 31)))
    begun = milestone(indicator("complete", date(2023, 3, 31)), indicator("not-started", date(2024, 12, 31)))
    found = measure_progress([done, begun], workspace.editions.part("roadmap-2011", CommitmentsPart), TODAY)
    assert (found.milestones, found.complete, found.share, found.planned) == (2, 1, 62.5, 50.0)
    assert found.late == ()
