"""The days of a consultation in their order: what was, what is open now, what is to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ogpkit.api.content import Choice, KeyPath
from ogpkit.api.text import _, current_language, join_list
from ogpkit_consultation.forum import find_next_meeting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ogpkit_consultation.dossier import Dossier


class When(Choice):
    """How a day lies to the one on which it is looked at."""

    PAST = "past"
    NOW = "now", "Now"
    TO_COME = "to-come", "To come"


@attrs.frozen(kw_only=True)
class Entry:
    """Something on a day or over several.

    Attributes:
        on: The day, or the first one.
        until: The last day; None for a single day.
        what: What it is, in a few words.
        sort: Of which sort it is, in a word or two.
        when: How it lies to the day on which it is looked at.
        path: The file in which it stands.
        at: Where in the file.
    """

    on: date
    until: date | None
    what: str
    sort: str
    when: When
    path: str
    at: KeyPath


def schedule(dossier: Dossier) -> tuple[Entry, ...]:
    """Return the days of a consultation, oldest first."""
    own = (
        Entry(
            on=on,
            until=until,
            what=what,
            sort=sort,
            when=_get_when(on, until, dossier.today),
            path=dossier.document.path,
            at=at,
        )
        for on, until, what, sort, at in (*_process(dossier), *_list_opportunities(dossier), *_list_meetings(dossier))
    )
    peers = (
        Entry(
            on=session.entity.on,
            until=None,
            what=session.entity.place or join_list(session.entity.participants),
            sort=_("Peer session"),
            when=_get_when(session.entity.on, None, dossier.today),
            path=session.path,
            at=(),
        )
        for session in dossier.sessions
    )
    return tuple(sorted((*own, *peers), key=lambda entry: (entry.on, entry.until or entry.on)))


_Day = tuple["date", "date | None", str, str, KeyPath]


def _process(dossier: Dossier) -> Iterator[_Day]:
    found = dossier.consultation
    if found.published:
        yield found.published, None, _("Process and timeline online"), _("Process"), ("published",)
    if found.opens:
        yield found.opens, found.closes, _("The consultation is open"), _("Process"), ("opens",)
    if found.summary and found.summary.published:
        yield found.summary.published, None, _("Summary online"), _("Process"), ("summary",)
    elif due := dossier.add_to_closing_day(dossier.part.summary_days):
        yield due, None, _("Summary due"), _("Due"), ("summary",)


def _list_opportunities(dossier: Dossier) -> Iterator[_Day]:
    found, language = dossier.consultation, dossier.workspace.language
    for place, one in enumerate(found.awareness):
        title = one.title.best(current_language(), language, "en")
        yield one.on, one.until, title, _("Awareness raising"), ("awareness", place)
    for place, event in enumerate(found.events):
        title = event.title.best(current_language(), language, "en")
        yield event.on, event.until, title, _(event.mechanism.label), ("events", place)


def _list_meetings(dossier: Dossier) -> Iterator[_Day]:
    forum = dossier.consultation.forum
    for place, meeting in enumerate(forum.meetings if forum else ()):
        topics = meeting.topics.best(current_language(), dossier.workspace.language, "en") if meeting.topics else ""
        yield meeting.on, None, topics or _("Meeting of the forum"), _("Forum"), ("forum", "meetings", place)
    if forum and (due := find_next_meeting(dossier)):
        yield due, None, _("Next meeting of the forum due"), _("Due"), ("forum", "meetings")


def _get_when(on: date, until: date | None, today: date) -> When:
    if (until or on) < today:
        return When.PAST
    return When.NOW if on <= today else When.TO_COME
