"""The days of a consultation: what was, what is open now, what is to come."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.api import Place
from ogpkit_consultation.views import RelativeDay, list_days


@pytest.mark.parametrize(
    ("today", "when"),
    [
        (date(2011, 11, 30), RelativeDay.TO_COME),
        (date(2011, 12, 1), RelativeDay.NOW),
        (date(2011, 12, 2), RelativeDay.NOW),
        (date(2012, 1, 30), RelativeDay.NOW),
        (date(2012, 1, 31), RelativeDay.NOW),
        (date(2012, 2, 1), RelativeDay.PAST),
    ],
)
def test_what_lasts_is_open_from_its_first_day_to_its_last(read, today, when):
    found = list_days(read(today=today), Place(country="XX", cycle="2012-2013"))
    assert {row.item.what: row.item.when for row in found}["The consultation is open"] is when


@pytest.mark.parametrize(
    ("today", "when"),
    [
        (date(2011, 12, 9), RelativeDay.TO_COME),
        (date(2011, 12, 10), RelativeDay.NOW),
        (date(2011, 12, 11), RelativeDay.PAST),
    ],
)
def test_what_has_one_day_is_open_on_that_day(read, today, when):
    found = list_days(read(today=today), Place(country="XX", cycle="2012-2013"))
    assert {row.item.what: row.item.when for row in found}["Regional hearing"] is when
