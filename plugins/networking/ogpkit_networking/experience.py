"""What has been completed already: commitments of peers and agreements of earlier cases, as far as the workspace knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.api.content import Commitment, Document, MilestoneStatus
from ogpkit_networking.cases import list_topics
from ogpkit_networking.kept import Kept
from ogpkit_networking.likeness import Index, join_languages, split_words
from ogpkit_networking.model import Case
from ogpkit_networking.topics import list_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ogpkit.api.content import Workspace
    from ogpkit_networking.edition import NetworkingPart

_KEPT: Final = Kept()

LEAST: Final = 0.2
"""How far a commitment is about what is asked for before it counts as similar, from 0 to 1; ogpkit's own number."""

STRETCH: Final = 1.6
"""No text speaks of every word of a request: from 1 / 1.6 of its weight on it is a full match; ogpkit's own number."""

_PLANNED: Final = 0.4
"""What a commitment is worth as an example of which nothing is complete, where a completed one is 1; ogpkit's own number."""


@attrs.frozen(kw_only=True)
class SimilarCommitment:
    """Commitment about something like what is asked for.

    Attributes:
        document: The commitment.
        text: How much of the request's words it uses, from 0 to 1.
        topics: How many of the topics it names, as a share from 0 to 1.
        done: How much of its milestones is complete, from 0 to 1.
    """

    document: Document[Commitment]
    text: float
    topics: float
    done: float

    @property
    def about(self) -> float:
        """Return how far it is about what is asked for, from 0 to 1: words or topics are enough, both together are more."""
        # words and topics are two witnesses of one thing, so that they are joined as chances are and not added
        return 1 - (1 - min(1.0, STRETCH * self.text)) * (1 - self.topics)

    @property
    def worth(self) -> float:
        """Return what it is worth as an example, from 0 to 1: a plan is worth less than half of what has been done."""
        return self.about * (_PLANNED + (1 - _PLANNED) * self.done)


def compute_done(commitment: Commitment) -> float:
    """Return how much of a commitment's milestones is complete, from 0 to 1; withdrawn ones do not count."""
    # what was withdrawn was neither done nor is it left to do
    counting = [one for one in commitment.milestones if one.status is not MilestoneStatus.WITHDRAWN]
    complete = sum(1 for one in counting if one.status is MilestoneStatus.COMPLETE)
    return complete / len(counting) if counting else 0.0


def find_similar_commitments(
    asked: str, topics: Mapping[str, float], workspace: Workspace, part: NetworkingPart
) -> tuple[SimilarCommitment, ...]:
    """Return the commitments of all countries that are about what is asked for, the best examples first.

    Args:
        asked: The asking text.
        topics: The topics that it is about, and how much each counts.
        part: The rules, with filler words and names of topics.
    """
    documents = workspace.all(Commitment)
    index = _KEPT.get(documents, lambda found: _index(found, part.filler), part.filler)
    alike = index.find_alike(asked)
    naming = {topic: index.find_named(list_names(topic, part)) for topic in topics}
    whole = sum(topics.values())
    found: list[SimilarCommitment] = []
    for document in documents:
        path = document.path
        named = sum(counts for topic, counts in topics.items() if path in naming[topic])
        one = SimilarCommitment(
            document=document,
            text=alike[path].share if path in alike else 0.0,
            topics=named / whole if whole else 0.0,
            done=compute_done(document.entity),
        )
        # below it the likeness is chance: any two commitments share some words
        if one.about >= LEAST:
            found.append(one)
    return tuple(sorted(found, key=lambda one: (-one.worth, one.document.path)))


def _index(documents: Sequence[Document[Commitment]], filler: tuple[str, ...]) -> Index:
    return Index({document.path: join_texts(document.entity) for document in documents}, filler)


def join_texts(commitment: Commitment) -> str:
    """Return what a commitment says, in all its languages."""
    return join_languages(commitment.title, commitment.description, commitment.ambition)


def find_partners(found: Sequence[SimilarCommitment]) -> Mapping[tuple[str, ...], SimilarCommitment]:
    """Return the best example by each partner that a similar commitment names, by the words of its name.

    Args:
        found: Similar commitments, the best first.
    """
    named: dict[tuple[str, ...], SimilarCommitment] = {}
    for one in found:
        for partner in one.document.entity.partners:
            named.setdefault(split_words(partner), one)
    return named


def find_agreements(
    topics: Sequence[str], workspace: Workspace, apart_from: str
) -> Mapping[str, tuple[Document[Case], ...]]:
    """Return the cases about the same topics that ended in an agreement, by the parties that helped.

    Args:
        apart_from: The identifier of the case that asks.
    """
    found: dict[str, tuple[Document[Case], ...]] = {}
    for document, parties in _list_agreements(workspace):
        about = list_topics(document.entity)
        # the case that asks would be its own best example
        if document.id != apart_from and set(topics) & set(about):
            for party in parties:
                found[party] = (*found.get(party, ()), document)
    return found


def _list_agreements(workspace: Workspace) -> Iterator[tuple[Document[Case], tuple[str, ...]]]:
    for document in workspace.all(Case):
        agreement = document.entity.agreement
        # terms that nobody signed are no help that was given (Networking Mechanism: “a written agreement”)
        if agreement is not None and agreement.signed is not None:
            yield document, agreement.parties
