"""Days that cannot be right, by what their fields say of them."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import attrs
import pytest

from ogpkit.model.annotations import DayBounds, OlderDay, PastDay
from ogpkit.schema.days import find_impossible_days
from ogpkit.schema.mismatch import MismatchSort

TODAY = date(2012, 6, 30)


@attrs.frozen(kw_only=True)
class Meeting:
    """Meeting that may be planned until something is known of it."""

    on: Annotated[date, DayBounds(has_happened=True, once=("minutes",))]
    minutes: str = ""


@attrs.frozen(kw_only=True)
class Office:
    """Office with days of each sort."""

    opened: PastDay | None = None
    begun: OlderDay | None = None
    due: date | None = None
    meetings: tuple[Meeting, ...] = ()


def places(office):
    found = list(find_impossible_days(office, TODAY))
    assert {one.sort for one in found} <= {MismatchSort.IMPOSSIBLE_DAY}
    return [one.at for one in found]


@pytest.mark.parametrize("key", ["opened", "due"])
def test_nothing_was_there_before_ogp_began(key):
    assert places(Office(**{key: date(2011, 6, 30)})) == [(key,)]
    assert places(Office(**{key: date(2011, 7, 1)})) == []


def test_an_office_may_be_older_than_ogp_but_not_of_year_one():
    assert places(Office(begun=date(1963, 12, 12))) == []
    assert places(Office(begun=date(1, 1, 1))) == [("begun",)]


def test_what_has_happened_is_not_to_come():
    assert places(Office(opened=TODAY)) == []
    assert places(Office(opened=date(2012, 7, 1))) == [("opened",)]


def test_what_is_planned_may_be_to_come_but_not_in_another_age():
    assert places(Office(due=date(2032, 12, 31))) == []
    assert places(Office(due=date(2033, 1, 1))) == [("due",)]


def test_a_planned_meeting_has_no_minutes_yet():
    planned, held = Meeting(on=date(2012, 7, 1)), Meeting(on=date(2012, 7, 1), minutes="https://example.org/minutes")
    assert places(Office(meetings=(planned,))) == []
    assert places(Office(meetings=(planned, held))) == [("meetings", 1, "on")]
