"""The example plan drawn over time, worked out by hand.

The window runs from 1 April 2012 to 31 March 2014, 729 days, over 74 letters: one letter is ten days. 31 December 2012 is
day 274, so letter 27 (27.4 rounded); 20 January 2013 is day 294, letter 29; 30 June 2012 is day 90, letter 9; 15 February
2013 is day 320, letter 32; 1 January 2013 is day 275, letter 28.
"""

from datetime import date

import pytest

from ogpkit_commitments.plan import plan_of
from ogpkit_commitments.timeline import Window, draw_milestone, draw_plan, draw_scale, find_window

TODAY = date(2013, 1, 20)


@pytest.fixture
def plan(workspace):
    return plan_of(workspace, "XX", "2012-2013")


@pytest.fixture
def window(plan):
    return find_window(plan, 74)


def test_the_window_reaches_from_the_first_day_to_the_last(window):
    assert window == Window(start=date(2012, 4, 1), end=date(2014, 3, 31), width=74)


@pytest.mark.parametrize(
    ("day", "column"),
    [
        (date(2012, 4, 1), 0),
        (date(2012, 6, 30), 9),
        (date(2012, 12, 31), 27),
        (date(2013, 2, 15), 32),
        (date(2014, 3, 31), 73),
        (date(2010, 1, 1), 0),
        (date(2020, 1, 1), 73),
    ],
)
def test_each_day_has_its_letter(window, day, column):
    assert window.find_column(day) == column


def test_a_complete_milestone_is_full_and_today_has_its_line(plan, window):
    milestone = plan.commitments[0].entity.milestones[0]
    assert draw_milestone(milestone, date(2012, 4, 1), window, TODAY) == "█" * 28 + " " + "│" + " " * 44


def test_a_late_milestone_ends_in_a_sign(plan, window):
    milestone = plan.commitments[1].entity.milestones[0]
    assert draw_milestone(milestone, None, window, TODAY) == "▓" * 9 + "!" + " " * 19 + "│" + " " * 44


def test_the_scale_names_the_years(window):
    assert draw_scale(window) == "2012" + " " * 24 + "2013" + " " * 32 + "2014" + " " * 6


def test_the_whole_drawing_names_commitments_and_milestones(plan):
    lines = list(draw_plan(plan, 100, 25, "en", TODAY))
    assert lines[1] == "Publish mining revenues by region"
    assert lines[2].startswith("  portal Map of two regi… █")
    assert len(lines) == 1 + 2 + 2 + 3
    assert all(len(one) <= 100 for one in lines)
