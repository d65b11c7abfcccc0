"""Each rule of this plugin that compares days: the day before its boundary, the day itself and the day after.

`!` marks the days on which the rule finds something.
"""

from __future__ import annotations

import pytest

from ogpkit.api import replace_once
from ogpkit_networking.rules import RULE_FILE

RIGHT = RULE_FILE.example()
RIGHT_VAGUE = RULE_FILE.example("vague")
PATHS = {
    "case": "networking/cases/one.toml",
    "steering": "partnership/steering-committee.toml",
    "country": "countries/XX/country.toml",
    "provider": "networking/providers/mining-watch.toml",
}
CASE = RIGHT.files[PATHS["case"]]
STEERING = RULE_FILE.example("steering").files["partnership/steering-committee.toml"]


def build_example(**parts):
    """The right workspace with other files in the place of some."""
    files = {PATHS[name]: text for name, text in parts.items()}
    return RIGHT.with_files(files)


SIGNED = "signed = 2012-02-01\n"
AGREEMENT = CASE[CASE.index("[agreement]") : CASE.index("[[history]]")]
CLOSED = build_example(
    case=replace_once(
        replace_once(CASE, AGREEMENT, '[[closings]]\non = 2012-02-01\nreason = "no-terms"\n\n'), '"agreed"', '"closed"'
    )
)
ONLINE = build_example(case=replace_once(CASE, SIGNED, SIGNED + 'url = "https://example.org/agreement"\n'))
SITTING = build_example(steering=replace_once(STEERING, "since = 2011", "since = 2013"))
TWO_TERMS = build_example(
    steering=replace_once(STEERING, 'country = "BR"\n', 'country = "BR"\nuntil = 2012\n')
    + '\n[[governments]]\ncountry = "BR"\nsince = 2015\n'
)
TWO_TERMS_OF_AN_ORGANISATION = build_example(
    steering=replace_once(STEERING, 'Institute"\n', 'Institute"\nuntil = 2012\n')
    + '\n[[civil_society]]\nname = "Revenue Watch Institute"\nsince = 2015\n'
)

BOUNDARIES = [
    # an agreement comes after the first introduction
    ("NET013", RIGHT, "signed = 2012-02-01", "2011-10-19 !", "2011-10-20", "2011-10-21"),
    # the reason why there is no agreement is given from the last step on
    ("NET003", CLOSED, "[[closings]]\non = 2012-02-01", "2012-01-14 !", "2012-01-15", "2012-01-16"),
    # after 150 days without anything new
    ("NET007", RIGHT_VAGUE, "today", "2012-07-28", "2012-07-29", "2012-07-30 !"),
    # a request is mature from the day on which it was refined
    ("NET008", RIGHT_VAGUE, "on = 2012-03-01\nprovider", "2012-02-19 !", "2012-02-20", "2012-02-21"),
    # terms in the Steering Committee are in years; both the first and the last year count
    ("NET020", SITTING, "year = 2011", "2012 !", "2013", "2014"),
    ("NET020", SITTING, "year = 2011", "2013", "2014", "2015 !"),
    ("NET021", SITTING, "until = 2014", "2012 !", "2013", "2014"),
    ("NET021", TWO_TERMS, "since = 2015", "2011 !", "2012 !", "2013"),
    ("NET021", TWO_TERMS_OF_AN_ORGANISATION, "since = 2015", "2011 !", "2012 !", "2013"),
]


@pytest.mark.parametrize(("code", "example", "text", "before", "day", "after"), BOUNDARIES)
def test_a_rule_about_days_changes_on_the_right_day(code, example, text, before, day, after, mark_findings):
    days = [before, day, after]
    assert mark_findings(code, example, text, days) == days


# Words that are public on the days with `!`, and where the day stands.
PUBLIC = [
    # an agreement that is online is public from the day on which it was signed
    ("Twelve days of advice", ONLINE, "today", "2012-01-31", "2012-02-01 !", "2012-02-02 !"),
    ("stage='agreed'", ONLINE, '"agreed"\non = 2012-02-01', "2012-03-09 !", "2012-03-10 !", "2012-03-11"),
]


@pytest.mark.parametrize(("words", "example", "text", "before", "day", "after"), PUBLIC)
def test_what_happens_today_is_public_and_tomorrow_s_is_not(words, example, text, before, day, after, mark_public):
    days = [before, day, after]
    assert mark_public(words, example, text, days) == days
