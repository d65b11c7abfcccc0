"""How regularly a forum meets, against what it promised."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.api import Place, remove_once, replace_once
from ogpkit_consultation.actions import CannotAct, note_meeting
from ogpkit_consultation.dossier import find_dossier
from ogpkit_consultation.forum import find_next_meeting, list_gaps, look_at_meetings
from ogpkit_consultation.model import Meeting
from ogpkit_consultation.rules import RULE_FILE

PROCESS = RULE_FILE.example().files["countries/XX/cycles/2012-2013/consultation/process.toml"]

CYCLE = Place(country="XX", cycle="2012-2013")
FORUM = PROCESS[PROCESS.index("[forum]") :]
MEETINGS = FORUM[FORUM.index("[[forum.meetings]]") :]


def meeting(*days):
    listed = "".join(f"[[forum.meetings]]\non = {day}\n" for day in days)
    return replace_once(PROCESS, MEETINGS, listed)


def days(dossier):
    return [(str(gap.since), str(gap.until), gap.ended_by_meeting) for gap in list_gaps(dossier)]


def test_gaps_run_from_the_start_of_implementation_to_today(read):
    found = find_dossier(read(process=meeting("2012-05-15", "2012-08-01"), today=date(2012, 9, 1)), "XX", "2012-2013")
    assert days(found) == [
        ("2012-04-01", "2012-05-15", True),
        ("2012-05-15", "2012-08-01", True),
        ("2012-08-01", "2012-09-01", False),
    ]


def test_meetings_in_any_order_and_one_to_come(read):
    process = meeting("2012-08-01", "2012-05-15", "2012-12-01")
    found = find_dossier(read(process=process, today=date(2012, 9, 1)), "XX", "2012-2013")
    assert [str(gap.until) for gap in list_gaps(found)] == ["2012-05-15", "2012-08-01", "2012-09-01"]


def test_after_the_cycle_nobody_waits_for_a_meeting(read):
    found = find_dossier(read(process=meeting("2013-02-01"), today=date(2015, 1, 1)), "XX", "2012-2013")
    assert days(found)[-1] == ("2013-02-01", "2013-03-31", False)
    assert find_next_meeting(found) is None


def test_the_next_meeting_follows_from_the_last_one_and_the_promise(read):
    found = find_dossier(read(process=meeting("2012-05-15"), today=date(2012, 6, 1)), "XX", "2012-2013")
    assert find_next_meeting(found) == date(2012, 8, 13)
    unpromised = remove_once(meeting("2012-05-15"), "meets_every_days = 90\n")
    assert find_next_meeting(find_dossier(read(process=unpromised, today=date(2012, 6, 1)), "XX", "2012-2013")) == date(
        2012, 11, 14
    )


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2012, 5, 14), date(2012, 6, 30)),  # 90 days after the start of implementation
        (date(2012, 5, 15), date(2012, 8, 13)),  # 90 days after the meeting of that day
        (date(2012, 5, 16), date(2012, 8, 13)),
    ],
)
def test_a_meeting_counts_from_its_own_day_on(read, today, due):
    found = find_dossier(read(process=meeting("2012-05-15"), today=today), "XX", "2012-2013")
    assert find_next_meeting(found) == due


@pytest.mark.parametrize(
    ("met", "due"), [("2012-12-30", date(2013, 3, 30)), ("2012-12-31", date(2013, 3, 31)), ("2013-01-01", None)]
)
def test_a_meeting_that_would_fall_after_the_cycle_is_not_due(read, met, due):
    found = find_dossier(read(process=meeting("2012-05-15", met), today=date(2013, 1, 2)), "XX", "2012-2013")
    assert find_next_meeting(found) == due


@pytest.mark.parametrize("met", ["2013-03-31", "2013-04-01"])
def test_after_a_meeting_at_the_end_of_the_cycle_none_is_due(read, met):
    found = find_dossier(read(process=meeting("2012-05-15", met), today=date(2013, 4, 1)), "XX", "2012-2013")
    assert find_next_meeting(found) is None


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2012, 5, 14), [("2012-04-01", "2012-05-14", False)]),
        (date(2012, 5, 15), [("2012-04-01", "2012-05-15", True)]),
        (date(2012, 5, 16), [("2012-04-01", "2012-05-15", True), ("2012-05-15", "2012-05-16", False)]),
    ],
)
def test_a_meeting_ends_a_gap_on_its_own_day(read, today, expected):
    assert days(find_dossier(read(process=meeting("2012-05-15"), today=today), "XX", "2012-2013")) == expected


def test_a_meeting_on_the_first_day_leaves_no_gap_before_it(read):
    found = find_dossier(read(process=meeting("2012-04-01"), today=date(2012, 4, 2)), "XX", "2012-2013")
    assert days(found) == [("2012-04-01", "2012-04-02", False)]


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2012, 5, 14), "Hold the first meeting of the forum."),
        (date(2012, 5, 15), "The forum met 1 time. The longest time without a meeting was 44 days."),
        (date(2012, 5, 16), "The forum met 1 time. The longest time without a meeting was 44 days."),
    ],
)
def test_the_forum_has_met_from_the_day_of_its_first_meeting_on(read, today, said):
    [found] = look_at_meetings(find_dossier(read(process=meeting("2012-05-15"), today=today), "XX", "2012-2013"))
    assert found.text == said


@pytest.mark.parametrize(
    ("today", "is_too_long"), [(date(2012, 8, 12), False), (date(2012, 8, 13), False), (date(2012, 8, 14), True)]
)
def test_a_gap_is_too_long_after_the_promised_days(read, today, is_too_long):
    found = find_dossier(read(process=meeting("2012-05-15"), today=today), "XX", "2012-2013")
    assert list_gaps(found)[-1].too_long is is_too_long


def test_before_implementation_there_are_no_gaps(read):
    found = find_dossier(read(process=meeting(), today=date(2012, 3, 1)), "XX", "2012-2013")
    assert list_gaps(found) == ()
    assert find_next_meeting(found) == date(2012, 6, 30)


def test_a_meeting_is_noted_in_its_place_with_undo(opened):
    session = opened(process=meeting("2012-05-15", "2012-08-01"))
    path = "countries/XX/cycles/2012-2013/consultation/process.toml"
    before = session.source(path)
    note_meeting(session, CYCLE, Meeting(on=date(2012, 6, 20), minutes="https://example.org/m"))
    held = session.workspace.documents[path].entity.forum.meetings
    assert [(str(one.on), one.minutes) for one in held] == [
        ("2012-05-15", None),
        ("2012-06-20", "https://example.org/m"),
        ("2012-08-01", None),
    ]
    session.undo()
    assert session.source(path) == before


def test_a_second_meeting_on_one_day_is_noted_after_the_first(opened):
    session = opened(process=meeting("2012-05-15", "2012-08-01"))
    path = "countries/XX/cycles/2012-2013/consultation/process.toml"
    note_meeting(session, CYCLE, Meeting(on=date(2012, 5, 15), minutes="https://example.org/second"))
    held = session.workspace.documents[path].entity.forum.meetings
    assert [one.minutes for one in held] == [None, "https://example.org/second", None]


def test_without_a_forum_there_is_nothing_to_note(opened):
    session = opened(process=remove_once(PROCESS, FORUM))
    with pytest.raises(CannotAct, match="First name the forum"):
        note_meeting(session, CYCLE, Meeting(on=date(2012, 6, 20)))
