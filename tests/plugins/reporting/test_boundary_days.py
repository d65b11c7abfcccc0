"""Each rule of this plugin that compares days: the day before its boundary, the day itself and the day after.

`!` marks the days on which the rule finds something.
"""

from __future__ import annotations

import pytest

from ogpkit.api import replace_once
from ogpkit_reporting.rules import RULE_FILE

RIGHT = RULE_FILE.example()
PATHS = {
    "cycle": "countries/XX/cycles/2012-2013/cycle.toml",
    "own": "countries/XX/cycles/2012-2013/reports/self-assessment.toml",
    "report": "countries/XX/cycles/2012-2013/reports/independent.toml",
    "country": "countries/XX/country.toml",
    "draft": "countries/XX/cycles/2012-2013/reports/drafts/96d18a700c0a67e9544b1212c91e80fb.toml",
}
CYCLE = RIGHT.files[PATHS["cycle"]]
REPORT = RIGHT.files[PATHS["report"]]


def build_example(**parts):
    """The right workspace with other files in the place of some."""
    files = {PATHS[name]: text for name, text in parts.items()}
    return RIGHT.with_files(files)


NOTHING = build_example(own="", report="", draft="")
OF_2023 = build_example(
    cycle=replace_once(CYCLE, '"roadmap-2011"', '"criteria-2023"')
    + '\n[[history]]\nstage = "deposited"\non = 2012-03-20\n'
)
REVIEWED = build_example(report=REPORT + '\n[[products]]\nproduct = "action-plan-review"\npublished = 2012-07-01\n')

BOUNDARIES = [
    # both reports are due three months after the cycle ends on 2013-03-31, and are late after 31 days more
    ("REP001", NOTHING, "today", "2013-07-30", "2013-07-31", "2013-08-01 !"),
    ("REP011", NOTHING, "today", "2013-07-30", "2013-07-31", "2013-08-01 !"),
    ("REP002", RIGHT, "published = 2013-06-25", "2013-07-30", "2013-07-31", "2013-08-01 !"),
    ("REP012", RIGHT, 'stage = "published"\non = 2013-06-30', "2013-07-30", "2013-07-31", "2013-08-01 !"),
    # a self-assessment looks back on the whole cycle
    ("REP002", RIGHT, "published = 2013-06-25", "2013-03-30 !", "2013-03-31 !", "2013-04-01"),
    # since 2020 the review of the plan is due within four months of the plan's deposit; the same 31 days count
    ("REP020", OF_2023, "today", "2012-08-19", "2012-08-20", "2012-08-21 !"),
    # each remark comes in its stage
    ("REP033", RIGHT, "on = 2013-05-20", "2013-05-09 !", "2013-05-10", "2013-05-11"),
    ("REP033", RIGHT, "on = 2013-06-01", "2013-05-24 !", "2013-05-25", "2013-05-26"),
    ("REP033", RIGHT, "on = 2013-07-10", "2013-06-29 !", "2013-06-30", "2013-07-01"),
]


@pytest.mark.parametrize(("code", "example", "text", "before", "day", "after"), BOUNDARIES)
def test_a_rule_about_days_changes_on_the_right_day(code, example, text, before, day, after, mark_findings):
    days = [before, day, after]
    assert mark_findings(code, example, text, days) == days


# Words that are public on the days with `!`, and where the day stands.
PUBLIC = [
    ("Two regions online on time.", RIGHT, "today", "2013-06-24", "2013-06-25 !", "2013-06-26 !"),
    ("Companies were not heard.", RIGHT, "today", "2013-06-29", "2013-06-30 !", "2013-07-01 !"),
    ("https://example.org/response", RIGHT, "today", "2013-07-09", "2013-07-10 !", "2013-07-11 !"),
    ("stage='final'", RIGHT, 'stage = "final"\non = 2013-06-15', "2013-08-31 !", "2013-09-01 !", "2013-09-02"),
    # the mechanism's other products are public before the report is
    ("action-plan-review", REVIEWED, "today", "2012-06-30", "2012-07-01 !", "2012-07-02 !"),
]


@pytest.mark.parametrize(("words", "example", "text", "before", "day", "after"), PUBLIC)
def test_what_happens_today_is_public_and_tomorrow_s_is_not(words, example, text, before, day, after, mark_public):
    days = [before, day, after]
    assert mark_public(words, example, text, days) == days
