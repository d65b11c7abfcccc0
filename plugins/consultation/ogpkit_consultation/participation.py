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
class OfGroup:
    """Participation of one group.

    Attributes:
        group: The group.
        events: Events in which it took part.
        counted: People who spoke for it at events, where that was counted; None where it never was.
        comments: Written comments.
    """

    group: Group
    events: int
    counted: int | None
    comments: int


@attrs.frozen(kw_only=True)
class ByMechanism:
    """Who took part by one mechanism.

    Attributes:
        mechanism: The mechanism.
        events: Events.
        participants: People at them, where that is known; None where it never is.
        unknown: Events of which nobody knows how many took part.
    """

    mechanism: Mechanism
    events: int
    participants: int | None
    unknown: int


def count_by_group(dossier: Dossier) -> tuple[OfGroup, ...]:
    """Return what each group took part in; groups that took part in nothing are left out."""
    events = Counter(group for event in dossier.held_events for group in list_groups(event))
    comments = Counter(comment.entity.group for comment in dossier.comments)
    counts: Counter[str] = Counter()
    for event in dossier.held_events:
        counts.update(event.by_group)
    return tuple(
        OfGroup(group=group, events=events[group], counted=counts.get(group.value), comments=comments[group])
        for group in Group
        if events[group] or comments[group]
    )


def count_by_mechanism(dossier: Dossier) -> tuple[ByMechanism, ...]:
    """Return who took part by each mechanism; those that were not offered are left out."""
    found = []
    for mechanism in Mechanism:
        events = [event for event in dossier.held_events if event.mechanism is mechanism]
        known = [event.participants for event in events if event.participants is not None]
        if events:
            found.append(
                ByMechanism(
                    mechanism=mechanism,
                    events=len(events),
                    participants=sum(known) if known else None,
                    unknown=len(events) - len(known),
                )
            )
    return tuple(found)


def count_by_outcome(comments: Iterable[Document[Comment]]) -> dict[Outcome | None, int]:
    """Return how many comments came to each outcome; None stands for those that are not answered."""
    found = Counter(one.entity.response.outcome if one.entity.response else None for one in comments)
    return {outcome: found[outcome] for outcome in (*Outcome, None) if found[outcome]}


def count_unanswered(comments: Iterable[Document[Comment]]) -> int:
    """Return how many comments are not answered."""
    return sum(1 for comment in comments if not is_answered(comment.entity))
