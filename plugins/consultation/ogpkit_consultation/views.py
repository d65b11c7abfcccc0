"""The tables of a consultation: comments, how principles are kept, its days, who took part, the forum, what peers said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from ogpkit.api import Scope, TableColumn, TableRow, TableView
from ogpkit.api.content import Choice
from ogpkit.api.text import N_, _, current_language, join_list
from ogpkit_consultation.dossier import count_participation, find_dossier
from ogpkit_consultation.edition import get_rules
from ogpkit_consultation.forum import find_next_meeting, list_gaps
from ogpkit_consultation.model import Comment, Consultation, PeerSession
from ogpkit_consultation.peers import describe_state, is_settled, list_sessions
from ogpkit_consultation.principles import Judgement, judge_principles
from ogpkit_consultation.publication import publish_comment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from ogpkit.api import Place
    from ogpkit.api.content import Document, KeyPath, Workspace
    from ogpkit_consultation.dossier import Dossier
    from ogpkit_consultation.publication import Public


def _publish(row: TableRow[Comment]) -> Public:
    document: Document[Comment] | None = row.document
    if document is None:
        raise LookupError("A comment stands in a file.")
    return publish_comment(document, current_language(), row.workspace)


def _get_answer(row: TableRow[Comment]) -> str:
    text = row.item.response.text if row.item.response else None
    return text.best(current_language(), row.workspace.language, "en") if text else ""


_ID: Final = TableColumn("id", label=N_("No."))
_RECEIVED: Final = TableColumn("received")
_AUTHOR: Final = TableColumn("author", derive=lambda row: _publish(row).author, label=N_("Author"), empty="")
_ABOUT: Final = (
    TableColumn("group"),
    TableColumn("language"),
    TableColumn("commitments"),
    TableColumn(
        "outcome",
        derive=lambda row: row.item.response and row.item.response.outcome,
        display=lambda row: row.item.response.outcome if row.item.response else _("Not answered"),
        label=N_("Outcome"),
    ),
    TableColumn("answered", derive=lambda row: row.item.response and row.item.response.on, label=N_("Answered")),
)
_TEXT: Final = TableColumn("text", derive=lambda row: _publish(row).text, label=N_("Comment"), empty="")
_ANSWER: Final = TableColumn("answer", derive=lambda row: _publish(row).answer, label=N_("Answer"), empty="")

COMMENTS: Final = TableView(
    name="comments",
    title="Comments and answers",
    scope=Scope.CYCLE,
    entity=Comment,
    columns=(_ID, _RECEIVED, _AUTHOR, *_ABOUT, _TEXT, _ANSWER, "url"),
    exports={"comments-csv": ".csv", "comments-xlsx": ".xlsx"},
    public=True,
    open_data=True,
)
"""Comments as everybody may read them, with answers in the language in use; all of its columns are public."""

PRIVATE_COMMENTS: Final = TableView(
    name="comments-private",
    title="Comments, with authors' e-mail addresses and telephone numbers",
    scope=Scope.CYCLE,
    entity=Comment,
    when_empty=N_("This list shows written comments from the public. Add a comment, or import comments from a file."),
    stays=("outcome", "text"),
    columns=(
        _ID,
        _RECEIVED,
        TableColumn("author", empty=""),
        *_ABOUT,
        TableColumn("text", empty=""),
        TableColumn("answer", derive=_get_answer, label=N_("Answer"), empty=""),
        "email",
        "telephone",
        TableColumn("is_answered", derive=lambda row: row.item.response is not None, label=N_("Has an answer")),
    ),
    exports={},
    shown=("id", "received", "group", "outcome", "text"),
    facets=("is_answered", "group", "commitments", "language"),
)
"""Comments as those who answer them need them: for themselves, not for others."""


# The days of a consultation: what was, what is open now, what is to come.


class RelativeDay(Choice):
    """How a day lies to the one on which it is looked at."""

    PAST = "past"
    NOW = "now", "Now"
    TO_COME = "to-come", "Upcoming"


@attrs.frozen
class Entry:
    """Something on a day or over several.

    Attributes:
        on: The day, or the first day.
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
    def when(self) -> RelativeDay:
        """Return how it lies to the day on which it is looked at."""
        if (self.until or self.on) < self.today:
            return RelativeDay.PAST
        return RelativeDay.NOW if self.on <= self.today else RelativeDay.TO_COME


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


# What is worked out of a consultation.


def _list_of(derive: Callable[[Dossier], Iterable[object]]) -> Callable[[Workspace, Place], Iterable[object]]:
    """Return what gives the rows that are worked out of the consultation of a cycle; none where it has no file."""

    def list_rows(workspace: Workspace, place: Place) -> Iterable[object]:
        dossier = find_dossier(workspace, place.country, place.cycle)
        return derive(dossier) if dossier is not None else ()

    return list_rows


def _get_number(row: TableRow[Judgement]) -> int | str:
    """Return the number of a requirement: a whole number of a principle of 2011, words such as “1.1” of the standards."""
    number = row.item.requirement.number
    return int(number) if number.isdigit() else number


def _say_who_judges(workspace: Workspace, place: Place) -> Iterator[str]:
    """Yield who judges the requirements, where the rule set of some consultation tells it."""
    found = (one for one in workspace.all(Consultation, place.country, place.cycle))
    said = (get_rules(workspace, one.country, one.cycle).judged_by.best(current_language(), "en") for one in found)
    yield from dict.fromkeys(filter(None, said))


PRINCIPLES: Final = TableView(
    name="principles",
    title="How the consultation meets the principles",
    scope=Scope.CYCLE,
    rows=_list_of(judge_principles),
    columns=(
        "country",
        "cycle",
        TableColumn("principle", derive=_get_number, label=N_("Number")),
        TableColumn("title", derive=lambda row: row.item.title, label=N_("Principle")),
        "verdict",
        TableColumn("said", derive=lambda row: row.item.verdict_text, label=N_("Result")),
        TableColumn(
            "shown", derive=lambda row: "\n".join(one.said for one in row.item.shown), label=N_("What shows it")
        ),
        TableColumn(
            "missing",
            derive=lambda row: "\n".join(row.item.faults),
            label=N_("What is missing"),
        ),
        TableColumn(
            "to_do", derive=lambda row: "\n".join(one.said for one in row.item.waiting), label=N_("Still to do")
        ),
    ),
    shown=("principle", "said", "title", "shown", "missing", "to_do"),
    command="consultation status",
    help="Show how consultations meet the principles or requirements that apply, with the evidence.",
    needs_place=False,
    notes=_say_who_judges,
)
"""How each principle is kept, with the evidence and what is missing."""

PARTICIPATION: Final = TableView(
    name="participation",
    title="Who took part in the consultation",
    scope=Scope.CYCLE,
    rows=_list_of(count_participation),
    columns=(
        TableColumn("by", label=N_("By")),
        TableColumn("name", derive=lambda row: str(row.item.of), label=N_("Code")),
        TableColumn("title", derive=lambda row: _(row.item.of.label), label=N_("Group or mechanism")),
        TableColumn("events", label=N_("Events")),
        TableColumn("people", label=N_("People")),
        TableColumn("comments", label=N_("Written comments")),
    ),
    shown=("by", "title", "events", "people", "comments"),
    command="consultation participation",
    help="Show who took part, by group and by mechanism.",
)
"""Who took part, by group and by mechanism."""

CALENDAR: Final = TableView(
    name="consultation-days",
    title="Days of the consultation",
    scope=Scope.CYCLE,
    rows=list_days,
    when_empty=N_("This list shows the days of the consultation. Enter them on the tab “File”."),
    stays=("what",),
    columns=(
        TableColumn("on", label=N_("From")),
        TableColumn("until", label=N_("To")),
        TableColumn("sort", label=N_("Type")),
        TableColumn("what", label=N_("What")),
        TableColumn("when", label=N_("When")),
    ),
    starts_at=lambda row: row.item.when is not RelativeDay.PAST,
    command="consultation calendar",
    help="List the days of a consultation in order.",
)
"""What was, what is open now, and what is to come."""

MEETINGS: Final = TableView(
    name="forum-meetings",
    title="How regularly the forum meets",
    scope=Scope.CYCLE,
    rows=_list_of(list_gaps),
    columns=(
        TableColumn("since", label=N_("From")),
        TableColumn("until", label=N_("To")),
        TableColumn("days", label=N_("Days without a meeting")),
        TableColumn("at_most", label=N_("At most")),
        TableColumn("too_long", label=N_("Too long")),
        TableColumn("ended_by_meeting", label=N_("Ended by a meeting")),
    ),
    command="consultation forum",
    help="Show how regularly the forum meets, and what it promised.",
)
"""The times between the meetings of the forum, and whether they are longer than promised."""

FEEDBACK: Final = TableView(
    name="peer-feedback",
    title="Feedback of peers on the commitments",
    scope=Scope.CYCLE,
    entity=PeerSession,
    within="feedback",
    rows=lambda workspace, place: list_sessions(workspace, place.country, place.cycle),
    when_empty=N_("This list shows what peers say about the commitments."),
    stays=("from", "commitment", "state"),
    columns=(
        TableColumn("session", derive=lambda row: row.id, label=N_("Session")),
        TableColumn("number", derive=lambda row: int(row.at[-1]) + 1, label=N_("No.")),
        "from",
        "commitment",
        "ambition",
        "text",
        "gap",
        "action",
        "reason",
        "case",
        TableColumn("settled", derive=lambda row: is_settled(row.item), label=N_("Resolved")),
        TableColumn("state", derive=lambda row: describe_state(row.item), label=N_("State")),
    ),
    shown=("session", "from", "commitment", "ambition", "state"),
    open_data=True,
    command="consultation peers",
    help="List the feedback of peers on the commitments, and how you responded.",
)
"""What peers said, and what followed from it."""

SESSIONS: Final = TableView(
    name="peer-sessions",
    title="Sessions with peers",
    scope=Scope.CYCLE,
    entity=PeerSession,
    columns=(
        TableColumn("session", derive=lambda row: row.id, label=N_("Session")),
        *("on", "place", "participants", "steering_committee", "presented"),
    ),
    exports={},
    open_data=True,
)
"""The sessions with peers, for open data."""

TABLES: Final = (COMMENTS, PRIVATE_COMMENTS, PRINCIPLES, PARTICIPATION, CALENDAR, MEETINGS, SESSIONS, FEEDBACK)
"""The tables of a consultation and of sessions with peers."""
