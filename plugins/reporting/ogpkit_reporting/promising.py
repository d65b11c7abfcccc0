"""Promising commitments and clusters: which there are, what they go with, and what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from ogpkit_reporting.questionnaire import list_cluster_questions, list_questions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ogpkit.api.content import Translated
    from ogpkit_reporting.edition import Promising
    from ogpkit_reporting.model import Cluster
    from ogpkit_reporting.questionnaire import QuestionItem
    from ogpkit_reporting.reports import Reports

_YES: Final = "yes"


@attrs.frozen(kw_only=True)
class PromisingOne:
    """Commitment or cluster that the Independent Reporting Mechanism calls promising.

    Attributes:
        country: The country's identifier.
        cycle: The cycle's identifier.
        asked: The question with its answer.
        others: The other questions about the same, by name.
        rules: What is asked of what is promising.
    """

    country: str
    cycle: str
    asked: QuestionItem
    others: Mapping[str, QuestionItem]
    rules: Promising

    @property
    def commitment(self) -> str:
        """Return the commitment's identifier; empty for a cluster."""
        return self.asked.commitment

    @property
    def cluster(self) -> Cluster | None:
        """Return the cluster with which the commitment is coded."""
        return self.asked.shared

    @property
    def name(self) -> str:
        """Return the identifier of what is promising."""
        return self.asked.commitment or self.asked.cluster

    @property
    def reason(self) -> Translated | None:
        """Return why it is promising."""
        return self.asked.reason

    @property
    def outcomes(self) -> tuple[QuestionItem, ...]:
        """Return the questions that say what became of it."""
        return tuple(self.others[name] for name in self.rules.told_by if name in self.others)

    @property
    def untold(self) -> tuple[QuestionItem, ...]:
        """Return the questions about what became of it that are not answered, or whose answer has no reason."""
        return tuple(one for one in self.outcomes if one.answer is None or not one.reason)

    @property
    def at_odds(self) -> tuple[QuestionItem, ...]:
        """Return the questions whose answers do not go with its being promising; open ones are not among them."""
        needed = ((self.others[name], answers) for name, answers in self.rules.needs.items() if name in self.others)
        return tuple(one for one, answers in needed if one.given is not None and one.given not in answers)


def list_promising(reports: Reports) -> tuple[PromisingOne, ...]:
    """Return the promising commitments, each of a promising cluster among them.

    Args:
        reports: The reports on the cycle.
    """
    return tuple(_select_promising(reports, (one for one in list_questions(reports) if one.commitment)))


def list_called_promising(reports: Reports) -> tuple[PromisingOne, ...]:
    """Return what is itself called promising: clusters, and commitments that have their own answer.

    Args:
        reports: The reports on the cycle.
    """
    own = (one for one in list_promising(reports) if one.cluster is None)
    return (*_select_promising(reports, list_cluster_questions(reports)), *own)


def _select_promising(reports: Reports, asked: Iterable[QuestionItem]) -> Iterator[PromisingOne]:
    rules = reports.part.promising
    by_subject: dict[tuple[str, str], dict[str, QuestionItem]] = {}
    for one in asked:
        by_subject.setdefault((one.commitment, one.cluster), {})[one.name] = one
    for others in by_subject.values():
        question = others.get(rules.question)
        if question is not None and question.given == _YES:
            yield PromisingOne(country=reports.country, cycle=reports.cycle, asked=question, others=others, rules=rules)
