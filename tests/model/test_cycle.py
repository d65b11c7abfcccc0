"""Months after a day, by which due dates are counted."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.api.content import add_months


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2013, 3, 31), 3, date(2013, 6, 30)),
        (date(2013, 11, 30), 3, date(2014, 2, 28)),
        (date(2012, 12, 31), 0, date(2012, 12, 31)),
        (date(2013, 12, 15), 1, date(2014, 1, 15)),
        (date(2023, 10, 31), 4, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(9999, 12, 31), 1, date(9999, 12, 31)),
    ],
)
def test_months_after_a_day(day, months, after):
    assert add_months(day, months) == after
