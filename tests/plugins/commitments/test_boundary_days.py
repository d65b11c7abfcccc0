"""Each rule of this plugin that compares days: the day before its boundary, the day itself and the day after.

`!` marks the days on which the rule finds something.
"""

from __future__ import annotations

import pytest

from ogpkit.api import remove_once, replace_once
from ogpkit.api.testing import check_workspace
from ogpkit_commitments.rules import RULE_FILE

RIGHT = RULE_FILE.example()
PATHS = {
    "cycle": "countries/XX/cycles/2012-2013/cycle.toml",
    "commitment": "countries/XX/cycles/2012-2013/commitments/mining-revenues.toml",
    "country": "countries/XX/country.toml",
    "settings": "ogpkit.toml",
}
COMMITMENT = RIGHT.files[PATHS["commitment"]]


def build_example(**parts):
    """The right workspace with other files in the place of some."""
    files = {PATHS[name]: text for name, text in parts.items()}
    return RIGHT.with_files(files)


FIRST = 'benchmark = "2 of 9 regions"\n'
COMPLETED = build_example(
    commitment=replace_once(COMMITMENT, FIRST, FIRST + 'status = "complete"\ncompleted = 2012-05-15\n')
)
WITH_INDICATOR = build_example(
    commitment=replace_once(
        COMMITMENT, FIRST, FIRST + '\n[[milestones.indicators]]\nid = "maps"\ntitle = "Maps"\ndue = 2012-09-30\n'
    )
)
NO_FIRST_YEAR = build_example(commitment=replace_once(COMMITMENT, "due = 2012-12-31", "due = 2013-12-31"))
WITHOUT_END = build_example(commitment=remove_once(COMMITMENT, "end = 2014-03-31\n"))
WRONG_START = build_example(
    commitment=replace_once(
        replace_once(COMMITMENT, "start = 2013-01-01", "start = 2014-03-31"), "due = 2014-03-31", "due = 2013-06-30"
    )
)
NOT_COMPLETE = build_example(
    commitment=replace_once(
        COMMITMENT, FIRST, FIRST + 'completed = 2012-05-15\nevidence = ["https://example.org/map"]\n'
    )
)

BOUNDARIES = [
    # a milestone lies between the start of the cycle and its end, or the later end of the commitment
    ("COM008", RIGHT, "due = 2012-12-31", "2012-03-31 !", "2012-04-01", "2012-04-02"),
    ("COM008", RIGHT, "due = 2014-03-31", "2014-03-30", "2014-03-31", "2014-04-01 !"),
    ("COM008", RIGHT, "end = 2014-03-31", "2014-03-30 !", "2014-03-31", "2014-04-01"),
    ("COM008", WITHOUT_END, "due = 2014-03-31", "2013-03-30", "2013-03-31", "2013-04-01 !"),
    # a commitment that ends after its cycle has a milestone by the cycle's end
    ("COM009", NO_FIRST_YEAR, "end = 2014-03-31", "2013-03-30", "2013-03-31", "2013-04-01 !"),
    ("COM009", RIGHT, "due = 2012-12-31", "2013-03-30", "2013-03-31", "2013-04-01 !"),
    # overdue from the day after
    ("COM014", RIGHT, "today", "2012-12-30", "2012-12-31", "2013-01-01 !"),
    ("COM014", WITH_INDICATOR, "today", "2012-09-29", "2012-09-30", "2012-10-01 !"),
    # the plan is deposited on 2012-04-10
    ("COM016", RIGHT, "endorsed = 2012-04-17", "2012-04-09 !", "2012-04-10", "2012-04-11"),
    # nothing was completed in the future
    ("OGP025", COMPLETED, "completed = 2012-05-15", "2012-05-31", "2012-06-01", "2012-06-02 !"),
]


@pytest.mark.parametrize(("code", "example", "text", "before", "day", "after"), BOUNDARIES)
def test_a_rule_about_days_changes_on_the_right_day(code, example, text, before, day, after, mark_findings):
    days = [before, day, after]
    assert mark_findings(code, example, text, days) == days


# The days on which the finding comes with a fix.
FIXED = [
    # start and due are exchanged only within the commitment, which ends on 2014-03-31
    ("COM011", WRONG_START, "start = 2014-03-31", "2014-03-30 !", "2014-03-31 !", "2014-04-01"),
    # a milestone is called complete only from the day of its completion on
    ("COM026", NOT_COMPLETE, "completed = 2012-05-15", "2012-05-31 !", "2012-06-01 !", "2012-06-02"),
]


@pytest.mark.parametrize(("code", "example", "text", "before", "day", "after"), FIXED)
def test_a_fix_is_offered_on_the_right_days(code, example, text, before, day, after, mark_days, plugins):
    def is_fixed(loaded):
        return any(finding.code == code and finding.fix for finding in check_workspace(loaded, plugins))

    days = [before, day, after]
    assert mark_days(example, text, days, is_fixed) == days


# Words that are public on the days with `!`, and where the day stands.
PUBLIC = [
    # the plan is deposited on 2012-04-10, its declaration endorsed a week later
    ("EITI member since 2008.", RIGHT, "today", "2012-04-09", "2012-04-10 !", "2012-04-11 !"),
    ("Publish mining revenues by region", RIGHT, "today", "2012-04-09", "2012-04-10 !", "2012-04-11 !"),
    ("stage='declared'", RIGHT, "today", "2012-04-16", "2012-04-17 !", "2012-04-18 !"),
]


@pytest.mark.parametrize(("words", "example", "text", "before", "day", "after"), PUBLIC)
def test_what_happens_today_is_public_and_tomorrow_s_is_not(words, example, text, before, day, after, mark_public):
    days = [before, day, after]
    assert mark_public(words, example, text, days) == days
