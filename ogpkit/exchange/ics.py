"""Due dates as a calendar file that every calendar program reads."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from ogpkit.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ogpkit.plugins.contributions import DueDate


def calendar_bytes(
    obligations: Iterable[DueDate],
    name: str,
    stamp: date,
    page_of: Callable[[DueDate], str] | None = None,
    *,
    language: str = "",
) -> bytes:
    """Return an iCalendar file with one whole day for each due date; the same due dates give the same bytes.

    Args:
        obligations: What is due.
        name: The name of the calendar.
        stamp: The day on which it is made.
        page_of: Gives the address of the page about an obligation, or an empty string, for a calendar that is public;
            when left out, the calendar names the file in the workspace.
        language: The language of a calendar that there is in several, whose entries are then not those of another one.
    """
    from icalendar import Calendar  # noqa: PLC0415  only calendars need it

    calendar = Calendar()
    calendar.add("prodid", "-//ogpkit//calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", sanitize_line(name))
    begin, end, rest = bytes(calendar.to_ical()).rpartition(b"END:VCALENDAR")
    return b"".join(
        [
            begin,
            *(_render_event(one, stamp, page_of(one) if page_of else None, language) for one in obligations),
            end,
            rest,
        ]
    )


def join_calendars(first: bytes, others: Iterable[bytes]) -> bytes:
    """Return a calendar with what is due in others behind what is due in it.

    Args:
        first: The calendar, as `calendar_bytes` gives it.
        others: The others.
    """
    begin, end, rest = first.rpartition(b"END:VCALENDAR")
    events = (one[one.find(b"BEGIN:VEVENT") : one.rfind(b"END:VCALENDAR")] for one in others if b"BEGIN:VEVENT" in one)
    return b"".join([begin, *events, end, rest])


@lru_cache(maxsize=2**16)
def _render_event(obligation: DueDate, stamp: date, page: str | None, language: str) -> bytes:
    """Return one obligation as an event; the calendars of a country and of all countries hold the same ones."""
    from icalendar import Alarm, Event  # noqa: PLC0415  only calendars need it

    event = Event()
    event.add("uid", _make_identity(obligation, language))
    event.add("dtstamp", datetime.combine(stamp, time(), UTC))
    event.add("dtstart", obligation.due)
    event.add("summary", sanitize_line(obligation.title))
    event.add("description", sanitize_line(obligation.section) if page is not None else _describe_due_date(obligation))
    if page:
        event.add("url", sanitize_line(page))
    event.add("categories", [sanitize_line(obligation.place.country) or "OGP"])
    event.add("transp", "TRANSPARENT")
    if not obligation.is_done:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", sanitize_line(obligation.title))
        alarm.add("trigger", timedelta(days=-7))
        event.add_component(alarm)
    return bytes(event.to_ical())


def _describe_due_date(obligation: DueDate) -> str:
    return "\n".join(map(sanitize_line, (obligation.section, obligation.place.path)))


def _make_identity(obligation: DueDate, language: str) -> str:
    said = "\0".join((*obligation.identity, language))
    return f"{blake2b(said.encode('utf-8', 'backslashreplace'), digest_size=12).hexdigest()}@ogpkit"
