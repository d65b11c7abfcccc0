"""The days of a consultation in their order: what was, what is open now, what is to come."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import attrs

from ogpkit.api import TableRow
from ogpkit.api.content import Choice
from ogpkit.api.text import _, current_language, join_list
from ogpkit_consultation.dossier import find_dossier
from ogpkit_consultation.forum import find_next_meeting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ogpkit.api import Place
    from ogpkit.api.content import KeyPath, Workspace
    from ogpkit_consultation.dossier import Dossier
    from ogpkit_consultation.model import PeerSession


class When(Choice):
    """How a day lies to the one on which it is looked at."""

    PAST = "past"
    NOW = "now", "Now"
    TO_COME = "to-come", "To come"


@attrs.frozen
class Entry:
    """Something on a day or over several.

    Attributes:
        on: The day, or the first one.
        until: The last day; None for a single day.
        what: What it is, in a few words.
        sort: Of which sort it is, in a word or two.
        at: Where in its file it stands.
        today: The day on which it is looked at.
    """

    on: date
    until: date | None
    what: str
    sort: str
    at: KeyPath
    today: date

    @property
    def when(self) -> When:
        """Return how it lies to the day on which it is looked at."""
        if (self.until or self.on) < self.today:
            return When.PAST
        return When.NOW if self.on <= self.today else When.TO_COME


def list_days(workspace: Workspace, place: Place) -> tuple[TableRow[Entry], ...]:
    """Return the days of the consultation of a cycle, oldest first, each with the file in which it stands."""
    dossier = find_dossier(workspace, place.country, place.cycle)
    if dossier is None:
        return ()
    own = [
        (dossier.document, Entry(*day, dossier.today))
        for day in (*_list_process(dossier), *_list_opportunities(dossier), *_list_meetings(dossier))
    ]
    peers = [
        (session, Entry(session.entity.on, None, _name_session(session.entity), _("Peer session"), (), dossier.today))
        for session in dossier.sessions
    ]
    return tuple(
        TableRow(item=entry, workspace=workspace, place=place, document=document, at=entry.at)
        for document, entry in sorted((*own, *peers), key=lambda one: (one[1].on, one[1].until or one[1].on))
    )


def _name_session(session: PeerSession) -> str:
    return session.place or join_list(session.participants)


_Day: TypeAlias = "tuple[date, date | None, str, str, KeyPath]"


def _list_process(dossier: Dossier) -> Iterator[_Day]:
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
