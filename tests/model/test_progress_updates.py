"""Dated updates: what a milestone and its indicators have come to."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.model import Indicator, Milestone, MilestoneStatus, ProgressUpdate
from ogpkit.model.translated import Translated

NOT_STARTED, LIMITED, SUBSTANTIAL, COMPLETE, WITHDRAWN = MilestoneStatus
TITLE = Translated(plain="Law in force")


def update(day, status=None, **more):
    return ProgressUpdate(on=date(2024, 1, day), status=status, **more)


def milestone(*updates, **more):
    return Milestone(id="law", title=TITLE, updates=updates, **more)


def test_the_newest_update_says_the_status_whatever_the_order_in_the_file():
    assert milestone(update(20, SUBSTANTIAL), update(5, LIMITED)).with_reports().status is SUBSTANTIAL
    assert milestone(update(5, LIMITED), update(20, SUBSTANTIAL)).with_reports().status is SUBSTANTIAL


def test_of_two_updates_of_one_day_the_last_one_counts():
    assert milestone(update(5, LIMITED), update(5, COMPLETE)).with_reports().status is COMPLETE


def test_an_update_without_a_status_leaves_it_as_it_was():
    assert milestone(update(5, LIMITED), update(20)).with_reports().status is LIMITED
    assert milestone(update(20), status=SUBSTANTIAL).with_reports().status is SUBSTANTIAL


def test_the_day_of_completion_is_that_of_the_first_update_that_says_so():
    done = milestone(update(5, COMPLETE), update(9, COMPLETE)).with_reports()
    assert done.completed == date(2024, 1, 5)
    assert milestone(update(5, COMPLETE), completed=date(2023, 12, 31)).with_reports().completed == date(2023, 12, 31)


def test_what_fell_back_is_not_complete_any_more():
    back = milestone(update(5, COMPLETE), update(9, LIMITED)).with_reports()
    assert (back.status, back.completed) == (LIMITED, None)


def test_evidence_of_updates_is_evidence_of_the_milestone_once():
    urls = ("https://example.org/a", "https://example.org/b")
    found = milestone(update(5, evidence=urls[:1]), update(9, evidence=urls), evidence=urls[:1]).with_reports()
    assert found.evidence == urls


def test_updates_of_indicators_speak_for_a_milestone_that_says_nothing():
    indicators = (
        Indicator(id="a", title=TITLE, updates=(update(5, COMPLETE),)),
        Indicator(id="b", title=TITLE, status=LIMITED, updates=(update(9, COMPLETE),)),
    )
    assert milestone(indicators=indicators).with_reports().status is COMPLETE
    assert milestone(update(9, LIMITED), indicators=indicators).with_reports().status is LIMITED


@given(
    st.permutations(
        [update(day, status) for day, status in ((3, LIMITED), (7, SUBSTANTIAL), (11, None), (15, COMPLETE))]
    )
)
def test_the_order_of_updates_of_different_days_does_not_matter(updates):
    assert milestone(*updates).with_reports().status is COMPLETE


@pytest.mark.parametrize("status", list(MilestoneStatus))
def test_without_updates_and_indicators_a_milestone_is_as_its_file_says(status):
    assert milestone(status=status).with_reports() == milestone(status=status)


@pytest.mark.parametrize(
    ("days", "completed"),
    [((5, 9), date(2024, 1, 9)), ((5, None), None), ((None, None), None)],
)
def test_a_milestone_is_complete_since_its_last_indicator_is_known_to_be(days, completed):
    """The day on which an indicator was due is not the day on which it was done."""
    indicators = tuple(
        Indicator(
            id=f"i{number}",
            title=TITLE,
            due=date(2030, 1, 1),
            status=COMPLETE,
            updates=(update(day, COMPLETE),) if day else (),
        )
        for number, day in enumerate(days)
    )
    found = milestone(status=NOT_STARTED, indicators=indicators).with_reports()
    assert (found.status, found.completed_on) == (COMPLETE, completed)


def test_a_report_without_a_status_does_not_hide_what_the_indicators_say():
    indicators = (Indicator(id="a", title=TITLE, status=COMPLETE),)
    assert milestone(update(5), status=NOT_STARTED, indicators=indicators).with_reports().status is COMPLETE
