"""Each rule of this plugin that compares days: the day before its boundary, the day itself and the day after.

`!` marks the days on which the rule finds something.
"""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.api import remove_once, replace_once
from ogpkit_consultation.rules import RULE_FILE

RIGHT = RULE_FILE.example()
PATHS = {
    "cycle": "countries/XX/cycles/2012-2013/cycle.toml",
    "process": "countries/XX/cycles/2012-2013/consultation/process.toml",
    "comment": "countries/XX/cycles/2012-2013/consultation/comments/0001.toml",
    "session": "countries/XX/cycles/2012-2013/peer-sessions/2012-02-07-brasilia.toml",
    "country": "countries/XX/country.toml",
    "more": "countries/XX/cycles/2012-2013/consultation/comments/0002.toml",
}
COMMENT = RIGHT.files[PATHS["comment"]]
PROCESS = RIGHT.files[PATHS["process"]]


def build_example(today=RIGHT.today, **parts):
    """The right workspace with other files in the place of some."""
    files = {PATHS[name]: text for name, text in parts.items()}
    return RIGHT.with_files(files).on(today)


RADIO = '[[awareness]]\non = 2011-11-20\ntitle = "Radio programme"\naudience = ["citizens"]\n\n'
POSTER = '[[awareness]]\non = 2011-12-05\ntitle = "Poster in every town hall"\n\n'
SUMMARY = PROCESS[PROCESS.index("[summary]") : PROCESS.index("[forum]")]
FORUM = PROCESS[PROCESS.index("[forum]") :]
ANSWER = COMMENT[COMMENT.index("[response]") :]

UNPUBLISHED = build_example(process=remove_once(PROCESS, "published = 2011-11-15\n"))
WITHOUT_END = build_example(
    process=remove_once(remove_once(PROCESS, "published = 2011-11-15\n"), "closes = 2012-01-31\n")
)
NO_COMPANIES = build_example(process=remove_once(PROCESS, '"private-sector", '))
TWO_GROUPS = build_example(
    process=replace_once(remove_once(PROCESS, '"private-sector", '), '"academia"', '"civil-society"')
)
NO_SUMMARY = build_example(process=remove_once(PROCESS, SUMMARY))
NOT_ONLINE = build_example(comment=remove_once(COMMENT, 'url = "https://example.org/comments/1"\n'))
UNAWARE = build_example(process=remove_once(remove_once(PROCESS, RADIO), POSTER))
ONLY_RADIO = build_example(process=remove_once(PROCESS, POSTER))
ONLY_POSTER = build_example(process=remove_once(PROCESS, RADIO))
LASTING_POSTER = build_example(process=replace_once(PROCESS, "on = 2011-12-05", "on = 2011-11-21\nuntil = 2011-12-05"))
UNANNOUNCED = build_example(
    process=remove_once(remove_once(PROCESS, "announced = 2011-11-18\n"), "participants = 140\n")  # it is still to come
)
PLANNED = build_example(process=remove_once(PROCESS, "participants = 140\n"))
NO_HEARING = build_example(process=replace_once(PROCESS, 'mechanism = "in-person"', 'mechanism = "written"'))
NO_FORUM = build_example(process=remove_once(PROCESS, FORUM))
MET_ONCE = build_example(today=date(2012, 8, 1))
IN_2013 = build_example(today=date(2013, 6, 1))
NO_MINUTES = build_example(process=remove_once(PROCESS, 'minutes = "https://example.org/minutes-1"\n'))
UNANSWERED = build_example(comment=remove_once(COMMENT, ANSWER))
LATE_COMMENT = build_example(
    comment=replace_once(remove_once(COMMENT, ANSWER), "received = 2011-12-10", "received = 2012-03-01")
)

BOUNDARIES = [
    # process and timeline are online before the consultation opens on 2011-12-01
    ("CON001", RIGHT, "published = 2011-11-15", "2011-11-30", "2011-12-01 !", "2011-12-02 !"),
    ("CON001", UNPUBLISHED, "today", "2011-11-30", "2011-12-01 !", "2011-12-02 !"),
    ("CON002", RIGHT, "closes = 2012-01-31", "2011-11-30 !", "2011-12-01", "2011-12-02"),
    ("CON002", WITHOUT_END, "today", "2011-11-30", "2011-12-01 !", "2011-12-02 !"),
    # it is over once its last day, 2012-01-31, has passed; a group counts from its event on
    ("CON003", NO_COMPANIES, "today", "2012-01-30", "2012-01-31", "2012-02-01 !"),
    ("CON003", PLANNED, "on = 2011-12-10", "2012-06-14", "2012-06-15", "2012-06-16 !"),
    ("CON004", TWO_GROUPS, "today", "2012-01-30", "2012-01-31", "2012-02-01 !"),
    ("CON010", NO_HEARING, "today", "2012-01-30", "2012-01-31", "2012-02-01 !"),
    ("CON010", PLANNED, "on = 2011-12-10", "2012-06-14", "2012-06-15", "2012-06-16 !"),
    # the summary and the comments are online within 60 days, comments answered as soon
    ("CON005", NO_SUMMARY, "today", "2012-03-30", "2012-03-31", "2012-04-01 !"),
    ("CON006", NOT_ONLINE, "today", "2012-03-30", "2012-03-31", "2012-04-01 !"),
    ("CON020", UNANSWERED, "today", "2012-03-30", "2012-03-31", "2012-04-01 !"),
    ("CON020", LATE_COMMENT, "today", "2012-04-29", "2012-04-30", "2012-05-01 !"),
    # awareness is raised before it opens and while it is open
    ("CON007", UNAWARE, "today", "2011-11-30", "2011-12-01 !", "2011-12-02 !"),
    ("CON007", ONLY_POSTER, "on = 2011-12-05", "2012-06-14", "2012-06-15", "2012-06-16 !"),
    ("CON008", RIGHT, "on = 2011-11-20", "2011-11-30", "2011-12-01 !", "2011-12-02 !"),
    ("CON008", RIGHT, "on = 2011-12-05", "2011-11-30 !", "2011-12-01", "2011-12-02"),
    ("CON008", RIGHT, "on = 2011-12-05", "2012-01-30", "2012-01-31", "2012-02-01 !"),
    ("CON008", LASTING_POSTER, "until = 2011-12-05", "2011-11-30 !", "2011-12-01", "2011-12-02"),
    ("CON008", ONLY_POSTER, "today", "2011-11-30", "2011-12-01 !", "2011-12-02 !"),
    ("CON008", ONLY_RADIO, "today", "2012-01-30", "2012-01-31", "2012-02-01 !"),
    # an event on 2011-12-10 is announced 14 days ahead
    ("CON009", RIGHT, "announced = 2011-11-18", "2011-11-25", "2011-11-26", "2011-11-27 !"),
    ("CON009", UNANNOUNCED, "today", "2011-11-25", "2011-11-26 !", "2011-11-27 !"),
    # a forum is named by the start of the cycle, meets every 90 days and publishes its minutes within 30
    ("CON011", NO_FORUM, "today", "2012-03-31", "2012-04-01", "2012-04-02 !"),
    ("CON012", RIGHT, "today", "2012-08-12", "2012-08-13", "2012-08-14 !"),
    ("CON012", MET_ONCE, "on = 2012-05-15", "2012-06-29", "2012-06-30", "2012-07-01 !"),
    ("CON012", IN_2013, "end = 2013-03-31", "2012-08-12", "2012-08-13", "2012-08-14 !"),
    ("CON013", NO_MINUTES, "today", "2012-06-13", "2012-06-14", "2012-06-15 !"),
    ("CON014", RIGHT, "meets_every_days = 90", "182", "183", "184 !"),
    # events lie within the timeline
    ("CON016", RIGHT, "on = 2011-12-10", "2011-11-30 !", "2011-12-01", "2011-12-02"),
    ("CON016", RIGHT, "on = 2011-12-10", "2012-01-30", "2012-01-31", "2012-02-01 !"),
    # peers are met before the plan is deposited on 2012-04-10
    ("CON031", RIGHT, "on = 2012-02-07\nplace", "2012-04-09", "2012-04-10 !", "2012-04-11 !"),
]


@pytest.mark.parametrize(("code", "example", "text", "before", "day", "after"), BOUNDARIES)
def test_a_rule_about_days_changes_on_the_right_day(code, example, text, before, day, after, mark_findings):
    days = [before, day, after]
    assert mark_findings(code, example, text, days) == days


# Words that are public on the days with `!`, and where the day stands.
PUBLIC = [
    ("https://example.org/consultation", RIGHT, "today", "2011-11-14", "2011-11-15 !", "2011-11-16 !"),
    ("Regional hearing", RIGHT, "today", "2011-11-17", "2011-11-18 !", "2011-11-19 !"),
    ("https://example.org/summary", RIGHT, "today", "2012-02-19", "2012-02-20 !", "2012-02-21 !"),
    # a comment is public with the consultation, its answer from the answer's day on
    ("Los pagos deben publicarse", RIGHT, "today", "2011-11-14", "2011-11-15 !", "2011-11-16 !"),
    ("Payments are now reported", RIGHT, "today", "2012-01-14", "2012-01-15 !", "2012-01-16 !"),
    # a session with peers is public from its day on, what they said once the plan is deposited
    ("Brasília", RIGHT, "today", "2012-02-06", "2012-02-07 !", "2012-02-08 !"),
    ("Plan for training.", RIGHT, "today", "2012-04-09", "2012-04-10 !", "2012-04-11 !"),
]


@pytest.mark.parametrize(("words", "example", "text", "before", "day", "after"), PUBLIC)
def test_what_happens_today_is_public_and_tomorrow_s_is_not(words, example, text, before, day, after, mark_public):
    days = [before, day, after]
    assert mark_public(words, example, text, days) == days
