"""The government's and the expert's view of each commitment side by side, differences first (Roadmap X, XI)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ogpkit.api.text import _, current_language
from ogpkit_reporting.agreement import Agreement, Weights, measure_agreement
from ogpkit_reporting.questionnaire import list_questions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ogpkit.api.content import Commitment, Document
    from ogpkit_reporting.edition import Question, Scale
    from ogpkit_reporting.model import Answer, Assessment
    from ogpkit_reporting.reports import Reports


@attrs.frozen(kw_only=True)
class ComparedViews:
    """Views of both on one commitment, to one question.

    Attributes:
        country: The country's identifier.
        cycle: The cycle's identifier.
        commitment: The commitment.
        name: The question's name.
        question: The question.
        scale: Its scale.
        assessment: What the government says of the commitment.
        answer: What the expert answers.
        government: The government's view as an answer of the scale; empty where it says nothing.
        expert: The expert's view; empty where there is none.
    """

    country: str
    cycle: str
    commitment: Document[Commitment]
    name: str
    question: Question
    scale: Scale
    assessment: Assessment | None
    answer: Answer | None
    government: str
    expert: str

    @property
    def asks(self) -> str:
        """Return what is asked, in a word or two and in the language in use."""
        return self.question.short.best(current_language(), "en") or self.name

    @property
    def government_title(self) -> str:
        """Return the government's view as a person reads it, in the language in use."""
        return self.scale.get_title(self.government)

    @property
    def expert_title(self) -> str:
        """Return the expert's view as a person reads it, in the language in use."""
        return self.scale.get_title(self.expert)

    @property
    def steps(self) -> int | None:
        """Return how many steps higher the government sees it than the expert; None where the two have no places on one order."""
        order = self.scale.order
        # “no evidence” is no step of the scale: it is neither above nor below
        if self.government not in order or self.expert not in order:
            return None
        return order.index(self.government) - order.index(self.expert)

    @property
    def agrees(self) -> bool | None:
        """Tell whether both say the same; None where one of them says nothing."""
        return self.government == self.expert if self.government and self.expert else None


@attrs.frozen(kw_only=True)
class AgreementOn:
    """How far governments and experts agree on a question.

    Attributes:
        name: The question's name.
        question: The question.
        compared: Of how many commitments both say something.
        found: The agreement among those whose views have places on one order.
    """

    name: str
    question: Question
    compared: int
    found: Agreement

    @property
    def asks(self) -> str:
        """Return what is asked, in a word or two and in the language in use."""
        return self.question.short.best(current_language(), "en") or self.name

    def describe(self, name: str) -> str:
        """Return how far they agree, in a sentence.

        Args:
            name: What the question is called in it.
        """
        if self.found.share is None:
            return _("{question}: nothing to compare yet.").format(question=name)
        kappa = self.found.round_kappa(2)
        return _("{question}: {same} of {pairs} the same ({share} %), weighted kappa {kappa}.").format(
            question=name,
            same=self.found.same,
            pairs=self.found.pairs,
            share=round(self.found.share),
            kappa=_("not defined") if kappa is None else f"{kappa:.2f}",
        )


def compare_reports(places: Iterable[Reports]) -> tuple[ComparedViews, ...]:
    """Return every commitment with both views, for each question that both reports answer; the widest differences first.

    Where only one of the two says something the row is there too, after the others, so that everything said is accounted for.

    Args:
        places: The reports on one cycle or several.
    """
    rows = [row for reports in places for row in _list_rows(reports) if row.government or row.expert]
    return tuple(sorted(rows, key=_order_by_difference))


def _list_rows(reports: Reports) -> list[ComparedViews]:
    commitments = {one.id: one for one in reports.commitments}
    return [
        ComparedViews(
            country=reports.country,
            cycle=reports.cycle,
            commitment=commitments[one.commitment],
            name=one.name,
            question=one.question,
            scale=one.scale,
            assessment=reports.find_assessment(one.commitment),
            answer=one.answer,
            government=_get_answer(reports.find_assessment(one.commitment), one.question.beside),
            expert=one.given or "",
        )
        for one in list_questions(reports)
        # only what the self-assessment speaks of too has two sides (Roadmap X: substance and timelines)
        if one.question.beside and one.commitment
    ]


def _get_answer(assessment: Assessment | None, field: str) -> str:
    """Return what a self-assessment says, as an answer of a scale."""
    value = getattr(assessment, field, None)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _order_by_difference(row: ComparedViews) -> tuple[int, int, str, str, str, str]:
    # differences are what readers look for: the two reports “complement” each other where they disagree (Roadmap XI)
    rank = 2 if row.agrees is None else 1 if row.agrees else 0
    apart = -abs(row.steps or 0)
    return rank, apart, row.country, row.cycle, row.name, row.commitment.path


def measure_agreements(rows: Sequence[ComparedViews], weights: Weights = Weights.LINEAR) -> tuple[AgreementOn, ...]:
    """Return how far governments and experts agree, question by question; scales that differ between editions apart.

    Args:
        rows: What was compared.
        weights: How much a difference of several steps counts.
    """
    return tuple(
        AgreementOn(
            name=group[0].name,
            question=group[0].question,
            compared=sum(1 for row in group if row.agrees is not None),
            found=measure_agreement(
                [(row.government, row.expert) for row in group if row.steps is not None],
                group[0].scale.order,
                weights,
            ),
        )
        for group in group_by_question(rows)
    )


def group_by_question(rows: Iterable[ComparedViews]) -> Iterator[tuple[ComparedViews, ...]]:
    """Yield what was compared, question by question; scales that differ between editions apart."""
    groups: dict[tuple[str, tuple[str, ...]], list[ComparedViews]] = {}
    for row in sorted(rows, key=lambda row: (row.country, row.cycle, row.commitment.path)):
        # kappa compares steps, so that scales with other steps cannot be counted together
        groups.setdefault((row.name, row.scale.order), []).append(row)
    yield from (tuple(group) for _key, group in sorted(groups.items(), key=lambda item: item[0]))
