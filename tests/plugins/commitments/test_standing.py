"""What is due for a plan, and on which days."""

from __future__ import annotations

from datetime import date

from ogpkit_commitments.standing import list_due_dates


def test_the_plan_and_each_milestone_are_due_on_their_own_days(workspace):
    assert [(one.title, one.due, one.done) for one in list_due_dates(workspace)] == [
        ("Deposit the action plan", date(2012, 4, 1), None),
        ("Milestone: Map of two regions online", date(2012, 12, 31), date(2012, 12, 15)),
        ("Milestone: All nine regions online", date(2014, 3, 31), None),
        ("Milestone: Standard agreed", date(2012, 6, 30), None),
        ("Milestone: First release", date(2013, 2, 15), None),
    ]
