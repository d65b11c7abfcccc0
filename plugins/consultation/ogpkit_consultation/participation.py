"""Who took part, by group and by mechanism."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import attrs

from ogpkit_consultation.comments import is_answered
from ogpkit_consultation.dossier import list_groups
from ogpkit_consultation.model import Group, Mechanism, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ogpkit.api.content import Document
    from ogpkit_consultation.dossier import Dossier
    from ogpkit_consultation.model import Comment


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


def count_unanswered(comments: Iterable[Document[Comment]]) -> int:
    """Return how many comments are not answered."""
    return sum(1 for comment in comments if not is_answered(comment.entity))
