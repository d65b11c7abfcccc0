"""Everything that the files say of one consultation at a day: who took part, and what one finds at a point of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from ogpkit.api.content import Cycle, Document, KeyPath, Workspace, owed_languages
from ogpkit.api.text import _, _n, current_language, message_language, say_days, write_day
from ogpkit_consultation.edition import ConsultationPart, get_rules
from ogpkit_consultation.model import Comment, Consultation, Group, Mechanism, Outcome, PeerSession

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit_consultation.model import Event

DEPOSITED: Final = "deposited"
"""The stage of a cycle in which its plan is deposited; what peers found is settled before."""


@attrs.frozen(kw_only=True, slots=False)
class Dossier:
    """Consultation with all that belongs to it.

    Attributes:
        document: The consultation's file.
        cycle: The cycle's file; None where there is none that can be read.
        part: The rules by which it is judged.
        comments: The written comments, in the order of their identifiers.
        workspace: Where all this lies.
    """

    document: Document[Consultation]
    cycle: Document[Cycle] | None
    part: ConsultationPart
    comments: tuple[Document[Comment], ...] = attrs.field(repr=False)
    workspace: Workspace = attrs.field(repr=False, eq=False)

    @property
    def consultation(self) -> Consultation:
        """Return what the consultation's file says."""
        return self.document.entity

    @property
    def today(self) -> date:
        """Return the day on which it is looked at."""
        return self.workspace.today

    @property
    def is_begun(self) -> bool:
        """Tell whether there is a file about the consultation."""
        return self.document.path in self.workspace.documents

    @property
    def is_known_by_findings(self) -> bool:
        """Tell whether all that is known of it is what the Independent Reporting Mechanism found."""
        found = self.consultation
        told = Consultation(
            findings=found.findings, findings_published=found.findings_published, findings_url=found.findings_url
        )
        return bool(found.findings) and found == told and not self.comments

    @property
    def is_cycle_over(self) -> bool:
        """Tell whether the last day of the cycle has passed."""
        return self.cycle is not None and self.cycle.entity.end < self.today

    @property
    def has_opened(self) -> bool:
        """Tell whether people can, or could, take part."""
        return self.consultation.opens is not None and self.consultation.opens <= self.today

    @property
    def is_over(self) -> bool:
        """Tell whether the last day of the consultation has passed."""
        return self.consultation.closes is not None and self.consultation.closes < self.today

    @cached_property
    def owed_languages(self) -> tuple[str, ...]:
        """Return the languages in which the country owes its texts."""
        return owed_languages(self.workspace, self.document.country)

    @cached_property
    def sessions(self) -> tuple[Document[PeerSession], ...]:
        """Return the sessions with peers, oldest first."""
        found = self.workspace.all(PeerSession, self.document.country, self.document.cycle)
        return tuple(sorted(found, key=lambda session: session.entity.on))

    @property
    def held_events(self) -> tuple[Event, ...]:
        """Return the events that have taken place or have begun."""
        return tuple(event for event in self.consultation.events if event.on <= self.today)

    @cached_property
    def groups(self) -> frozenset[Group]:
        """Return the groups that took part in an event or wrote a comment."""
        at_events = (group for event in self.held_events for group in list_groups(event))
        # who wrote took part as much as who came (Roadmap IV.2: “written comment submissions”)
        in_writing = (comment.entity.group for comment in self.comments)
        return frozenset(group for group in (*at_events, *in_writing) if group is not None)

    def add_to_closing_day(self, days: int | None) -> date | None:
        """Return the day so many days after the consultation closes; None where either is not known.

        Args:
            days: How many.
        """
        closes = self.consultation.closes
        return closes + timedelta(days=days) if closes and days is not None else None

    def answer_by(self, comment: Comment) -> date | None:
        """Return the day by which a comment is to be answered; None where nothing says."""
        days, closes = self.part.answer_days, self.consultation.closes
        if days is None:
            return None
        # answers are given to the consultation as a whole, so that early comments need not be answered while it runs
        return (max(comment.received, closes) if closes else comment.received) + timedelta(days=days)


def list_groups(event: Event) -> Iterator[Group]:
    """Yield the groups that took part in an event, each once."""
    known = {group.value: group for group in Group}
    # a group that was counted took part, even if nobody listed it
    counted = (known[name] for name, count in event.by_group.items() if name in known and count)
    yield from dict.fromkeys((*event.groups, *counted))


def find_deposit_day(cycle: Cycle) -> date | None:
    """Return the day on which a cycle's plan was deposited, or None."""
    return next((step.on for step in cycle.history if step.stage == DEPOSITED), None)


def find_dossier(workspace: Workspace, country: str, cycle: str) -> Dossier | None:
    """Return the dossier of a cycle's consultation, or None when it has no file that can be read.

    Args:
        country: The country's identifier.
        cycle: The cycle's identifier.
    """
    document = workspace.one(Consultation, country, cycle)
    return build_dossier(document, workspace) if document else None


def find_dossier_to_come(workspace: Workspace, country: str, cycle: str) -> Dossier | None:
    """Return the dossier of a cycle that runs and has no file about its consultation yet: what will be asked of it.

    Args:
        country: The country's identifier.
        cycle: The cycle's identifier.
    """
    document = workspace.one(Cycle, country, cycle)
    if document is None or document.entity.end < workspace.today or workspace.all(Consultation, country, cycle):
        return None
    # what is asked for is read off the file that is to come, which says nothing yet
    path = f"{document.path.rsplit('/', 1)[0]}/consultation/process.toml"
    names = {"country": country, "cycle": cycle}
    return build_dossier(Document(path=path, kind="consultation", names=names, entity=Consultation()), workspace)


def build_dossier(document: Document[Consultation], workspace: Workspace) -> Dossier:
    """Return the dossier of a consultation.

    Args:
        document: The consultation's file.
        workspace: Where it lies.
    """
    return Dossier(
        document=document,
        cycle=workspace.one(Cycle, document.country, document.cycle),
        part=get_rules(workspace, document.country, document.cycle),
        comments=workspace.all(Comment, document.country, document.cycle),
        workspace=workspace,
    )


# Who took part.


@attrs.frozen(kw_only=True)
class Participation:
    """Who took part: one group, or all who did so by one mechanism.

    Attributes:
        by: Whether it is counted by `group` or by `mechanism`.
        of: The group or the mechanism.
        events: Events.
        people: People at them, as far as they were counted; None where they never were.
        comments: Written comments of the group.
        unknown: Events of the mechanism of which nobody knows how many took part.
    """

    by: str
    of: Group | Mechanism
    events: int
    people: int | None
    comments: int | None = None
    unknown: int | None = None


def count_participation(dossier: Dossier) -> tuple[Participation, ...]:
    """Return who took part, by group and then by mechanism."""
    return (*count_by_group(dossier), *count_by_mechanism(dossier))


def count_by_group(dossier: Dossier) -> tuple[Participation, ...]:
    """Return what each group took part in; groups that took part in nothing are left out."""
    events = Counter(group for event in dossier.held_events for group in list_groups(event))
    comments = Counter(comment.entity.group for comment in dossier.comments)
    counts: Counter[str] = Counter()
    for event in dossier.held_events:
        counts.update(event.by_group)
    return tuple(
        Participation(
            by="group", of=group, events=events[group], people=counts.get(group.value), comments=comments[group]
        )
        for group in Group
        if events[group] or comments[group]
    )


def count_by_mechanism(dossier: Dossier) -> tuple[Participation, ...]:
    """Return who took part by each mechanism; those that were not offered are left out."""
    found = []
    for mechanism in Mechanism:
        events = [event for event in dossier.held_events if event.mechanism is mechanism]
        known = [event.participants for event in events if event.participants is not None]
        people, unknown = (sum(known) if known else None), len(events) - len(known)
        if events:
            found.append(
                Participation(by="mechanism", of=mechanism, events=len(events), people=people, unknown=unknown)
            )
    return tuple(found)


def count_by_outcome(comments: Iterable[Document[Comment]]) -> dict[Outcome | None, int]:
    """Return how many comments came to each outcome; None stands for those that are not answered."""
    found = Counter(one.entity.response.outcome if one.entity.response else None for one in comments)
    return {outcome: found[outcome] for outcome in (*Outcome, None) if found[outcome]}


def count_by_week(comments: Iterable[Document[Comment]]) -> dict[date, int]:
    """Return how many comments were received in each week, from the first to the last, by the Monday on which it begins.

    Weeks without a comment between two others are there too, at most a year of them.
    """
    found = Counter(one.entity.received.toordinal() - one.entity.received.weekday() for one in comments)
    if not found:
        return {}
    # a wrong year in one comment must not make thousands of weeks
    first = max(min(found), max(found) - 52 * 7)
    return {date.fromordinal(day): found[day] for day in range(first, max(found) + 1, 7)}


def count_unanswered(comments: Iterable[Document[Comment]]) -> int:
    """Return how many comments are not answered."""
    return sum(1 for comment in comments if comment.entity.response is None)


# What one finds when one looks whether a principle is kept.


@attrs.frozen(kw_only=True)
class KeptEvidence:
    """Something that shows that a principle is kept.

    Attributes:
        text: What it is, in a sentence.
        at: Where in the consultation's file it stands.
    """

    text: str
    at: KeyPath = ()

    @property
    def said(self) -> str:
        """Return what it is, as people read it outside of files."""
        return say_days(self.text, message_language(current_language()))


@attrs.frozen(kw_only=True)
class MissingEvidence:
    """Something that is missing although it is due.

    Attributes:
        message: What is wrong.
        remedy: What to do about it.
        at: Where in the file.
        path: The file, when it is not the consultation's.
        together: What is wrong with all such files at once, for a report; empty where the message says it.
    """

    message: str
    remedy: str
    at: KeyPath = ()
    path: str = ""
    together: str = ""

    @property
    def said(self) -> str:
        """Return what is wrong, as people read it outside of files."""
        return say_days(self.message, message_language(current_language()))


@attrs.frozen(kw_only=True)
class PendingEvidence:
    """Something that is still to be done and not due yet.

    Attributes:
        text: What is to be done.
        due: The day by which; None where nothing says.
        at: Where in the consultation's file it belongs.
    """

    text: str
    due: date | None = None
    at: KeyPath = ()

    @property
    def said(self) -> str:
        """Return what is to be done, with the day by which."""
        return self.text + (_(" (by {due})").format(due=write_day(self.due)) if self.due else "")


Found: TypeAlias = KeptEvidence | MissingEvidence | PendingEvidence

Look: TypeAlias = Callable[[Dossier], Iterable[Found]]
"""Looks at one point of a principle."""


def format_days(count: int) -> str:
    """Return a number of days in words.

    Args:
        count: How many.
    """
    return _n("{count} day", "{count} days", count).format(count=count)
