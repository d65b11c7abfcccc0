"""Due dates as a calendar: whole days, and a reminder of what is still open."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest
from icalendar import Calendar

from ogpkit.exchange.ics import calendar_bytes
from ogpkit.plugins.contributions import DueDate
from ogpkit.plugins.places import Place


@pytest.mark.parametrize(("done", "reminders"), [(None, [timedelta(days=-7)]), (date(2012, 4, 1), [])])
def test_only_what_is_open_is_reminded_of_seven_days_before_it_is_due(done, reminders):
    due = DueDate(
        title="Deposit the plan", due=date(2012, 4, 1), place=Place(country="XX"), section="Roadmap IX", done=done
    )
    [event] = Calendar.from_ical(calendar_bytes([due], "Plans", date(2012, 3, 1))).walk("VEVENT")
    assert event["dtstart"].dt == date(2012, 4, 1)
    assert [alarm["trigger"].dt for alarm in event.walk("VALARM")] == reminders


def test_a_corrected_title_is_the_same_entry_and_a_language_another():
    due = DueDate(title="Teh map", due=date(2012, 4, 1), place=Place(country="XX"), section="VII", key="map/online")

    def find_identity(due, language="en"):
        content = calendar_bytes([due], "Plans", date(2012, 3, 1), language=language)
        return str(Calendar.from_ical(content).walk("VEVENT")[0]["uid"])

    corrected = attrs.evolve(due, title="The map", due=date(2012, 5, 1), place=Place(country="XX", at=(1,)))
    assert find_identity(corrected) == find_identity(due)
    assert len({find_identity(due, "fr"), find_identity(attrs.evolve(due, key="map/other")), find_identity(due)}) == 3
