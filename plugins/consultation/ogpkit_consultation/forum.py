"""Principle 5: a forum that meets regularly, an existing one or a new one (Roadmap IV.5)."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import TYPE_CHECKING

import attrs

from ogpkit.api.text import _, _n, format_phrase, plain_text
from ogpkit_consultation.dossier import KeptEvidence, MissingEvidence, PendingEvidence, format_days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit_consultation.dossier import Dossier, Found


@attrs.frozen
class Gap:
    """Time without a meeting.

    Attributes:
        since: The meeting before it, or the day from which the forum serves.
        until: The meeting after it, or the day up to which it is looked at.
        ended_by_meeting: Whether a meeting ended it.
        at_most: How many days it may have; None where nothing says.
    """

    since: date
    until: date
    ended_by_meeting: bool
    at_most: int | None

    @property
    def days(self) -> int:
        """Return how long it is."""
        return (self.until - self.since).days

    @property
    def too_long(self) -> bool:
        """Tell whether it is longer than it may be."""
        return self.at_most is not None and self.days > self.at_most


def look_at_forum(dossier: Dossier) -> Iterator[Found]:
    """Check that a forum is named, with its members (Roadmap IV.5)."""
    found = dossier.consultation.forum
    if found is not None:
        said = _("Forum: {name}, an existing body.") if found.existing else _("Forum: {name}.")
        name = plain_text(found.name, dossier.workspace.language)
        yield KeptEvidence(text=format_phrase(said, name=name), at=("forum",))
        # “multi-stakeholder” (Roadmap IV.5) can be judged only when the members are known
        if not found.members:
            yield MissingEvidence(
                message=_("The members of the forum are missing."),
                remedy=_("Add `members` under `forum`: its institutions and organisations."),
                at=("forum", "members"),
            )
        return
    # the forum consults “on OGP implementation” (Roadmap IV.5), so it is needed when implementation begins
    due = dossier.cycle.entity.start if dossier.cycle else None
    if due is not None and due < dossier.today:
        yield MissingEvidence(
            message=_("The country has not named a forum for regular consultation on implementation."),
            remedy=_("Fill in `name`, `members` and `meets_every_days` under `forum`. An existing body is enough."),
            at=("forum",),
        )
    else:
        yield PendingEvidence(
            text=_("Name a forum for regular consultation on implementation."), due=due, at=("forum",)
        )


def get_interval(dossier: Dossier) -> int | None:
    """Return how many days may lie between two meetings: what the forum promised, else what the edition says."""
    forum = dossier.consultation.forum
    # people rely on what the forum said of itself, so that binds; whether it suffices CON014 judges
    return (forum.meets_every_days if forum else None) or dossier.part.forum_days


def find_first_day(dossier: Dossier) -> date | None:
    """Return the day from which the forum serves: what it says itself, else the beginning of implementation."""
    forum = dossier.consultation.forum
    # an existing entity (Roadmap IV.5) serves from the day that it names, else from the start of implementation
    return (forum.since if forum else None) or (dossier.cycle.entity.start if dossier.cycle else None)


def list_gaps(dossier: Dossier) -> tuple[Gap, ...]:
    """Return the times without a meeting, from the day from which the forum serves to today or to the end of the cycle."""
    forum, since = dossier.consultation.forum, find_first_day(dossier)
    if forum is None:
        return ()
    # after the end of the cycle nothing is implemented that the forum could consult on
    until = min(dossier.today, dossier.cycle.entity.end) if dossier.cycle else dossier.today
    # a meeting that is only planned ends no gap
    held = sorted(meeting.on for meeting in forum.meetings if meeting.on <= dossier.today)
    days = ([since] if since is not None and (not held or since < held[0]) else []) + held
    every = get_interval(dossier)
    found = [Gap(before, after, ended_by_meeting=True, at_most=every) for before, after in itertools.pairwise(days)]
    if days and days[-1] < until:
        found.append(Gap(days[-1], until, ended_by_meeting=False, at_most=every))
    return tuple(found)


def find_next_meeting(dossier: Dossier) -> date | None:
    """Return the day by which the forum is to meet next; None where it need not."""
    forum, every = dossier.consultation.forum, get_interval(dossier)
    if forum is None or every is None:
        return None
    held = (meeting.on for meeting in forum.meetings if meeting.on <= dossier.today)
    since = max(held, default=find_first_day(dossier))
    due = since + timedelta(days=every) if since else None
    over = dossier.cycle is not None and due is not None and due > dossier.cycle.entity.end
    return None if over else due


def look_at_meetings(dossier: Dossier) -> Iterator[Found]:
    """Check that the forum meets as regularly as it promised (Roadmap IV.5)."""
    forum, every = dossier.consultation.forum, get_interval(dossier)
    if forum is None or every is None:
        return
    found = list_gaps(dossier)
    # every gap is told, not the average: “regular” (Roadmap IV.5) is broken by one long silence
    wrong = [gap for gap in found if gap.too_long]
    for gap in wrong:
        said = (
            _("The forum did not meet between {since} and {until}, {days}. It promised to meet every {every}.")
            if forum.meets_every_days
            else _("The forum did not meet between {since} and {until}, {days}. It has to meet every {every}.")
        )
        yield MissingEvidence(
            message=said.format(since=gap.since, until=gap.until, days=format_days(gap.days), every=format_days(every)),
            remedy=_("Call a meeting. If meetings are missing here, add them under `forum.meetings`."),
            at=("forum", "meetings"),
        )
    held = [meeting for meeting in forum.meetings if meeting.on <= dossier.today]
    if held and not wrong:
        longest = max((gap.days for gap in found), default=0)
        text = _n(
            "The forum met {count} time. The longest time without a meeting was {longest}.",
            "The forum met {count} times. The longest time without a meeting was {longest}.",
            len(held),
        )
        yield KeptEvidence(text=text.format(count=len(held), longest=format_days(longest)), at=("forum", "meetings"))
    elif not held and not wrong:
        yield PendingEvidence(
            text=_("Hold the first meeting of the forum."), due=find_next_meeting(dossier), at=("forum",)
        )


def look_at_minutes(dossier: Dossier) -> Iterator[Found]:
    """Check that the minutes of each meeting are public (Roadmap IV.5)."""
    forum, days = dossier.consultation.forum, dossier.part.minutes_days
    if forum is None or days is None:
        return
    for place, meeting in enumerate(forum.meetings):
        due = meeting.on + timedelta(days=days)
        # minutes take time to be agreed; how long is the edition's number, not the Roadmap's
        if meeting.minutes is None and due < dossier.today:
            yield MissingEvidence(
                message=_("The minutes of the meeting on {on} are not public.").format(on=meeting.on),
                remedy=_("Add `minutes`: their address."),
                at=("forum", "meetings", place, "minutes"),
            )


def look_at_promise(dossier: Dossier) -> Iterator[Found]:
    """Check that the forum promises to meet often enough to be regular, and that its rules are public where that is asked for."""
    forum, most = dossier.consultation.forum, dossier.part.forum_days
    if forum is None:
        return
    # a promise of once a year would be kept by a forum that nobody calls regular (Roadmap IV.5; six months in 2022)
    if most is not None and forum.meets_every_days is not None and forum.meets_every_days > most:
        yield MissingEvidence(
            message=_("The forum promises a meeting only every {every}.").format(
                every=format_days(forum.meets_every_days)
            ),
            remedy=_("Promise a meeting at least every {most}.").format(most=format_days(most)),
            at=("forum", "meets_every_days"),
        )
    # only the standards of 2022 (1.1) ask for public rules; earlier editions leave this off
    if dossier.part.forum_rules and forum.url is None:
        yield MissingEvidence(
            message=_("The address of the forum's rules is missing."),
            remedy=_("Add `url` under `forum`: where its rules and minutes are kept."),
            at=("forum", "url"),
        )
