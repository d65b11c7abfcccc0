"""The common questionnaire of a report: what is asked, what is answered, and what an answer lacks (Roadmap XI)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ogpkit.api.text import _, current_language
from ogpkit_reporting.edition import About, EvidenceSort, Question, ReportingPart, Scale
from ogpkit_reporting.reports import list_evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ogpkit.api.content import Translated
    from ogpkit_reporting.model import Answer, Cluster, IndependentReport
    from ogpkit_reporting.reports import Reports


@attrs.frozen(kw_only=True)
class QuestionItem:
    """One question about one commitment, one cluster, or the country.

    Attributes:
        name: The question's name.
        question: The question.
        scale: Its scale.
        commitment: The commitment's identifier; empty for a cluster and for the country.
        cluster: The cluster's id; empty for a commitment and for the country.
        shared: The cluster whose answer holds for the commitment, which has none of its own; None where there is none.
        answer: The answer, if there is one.
    """

    name: str
    question: Question
    scale: Scale
    commitment: str = ""
    cluster: str = ""
    shared: Cluster | None = None
    answer: Answer | None = None

    @property
    def title(self) -> str:
        """Return the question in the language in use."""
        return self.question.title.best(current_language(), "en")

    @property
    def given(self) -> str | None:
        """Return the answer as the file says it; None without one."""
        return self.answer.answer if self.answer else None

    @property
    def said(self) -> str:
        """Return the answer as a person reads it, in the language in use; empty without one."""
        return self.scale.get_title(self.given) if self.given else ""

    @property
    def reason(self) -> Translated | None:
        """Return why that is the answer."""
        return self.answer.reason if self.answer else None

    @property
    def evidence(self) -> tuple[str, ...]:
        """Return the interviews and sources behind the answer, by their id."""
        return self.answer.evidence if self.answer else ()

    @property
    def lacks(self) -> str:
        """Return what the answer lacks, in a word or two; empty where it lacks nothing, and without an answer."""
        asked = self.question
        lacking = (
            (asked.reason and not self.reason, _("no reason")),
            (asked.evidence and not self.evidence, _("no evidence")),
        )
        return ", ".join(said for is_lacking, said in lacking if self.answer and is_lacking)


def list_questions(reports: Reports) -> tuple[QuestionItem, ...]:
    """Return everything that the questionnaire asks about a cycle: about each commitment, then about the country.

    A commitment without an answer of its own has that of its cluster, where the rule set codes by cluster.

    Args:
        reports: The reports on the cycle.
    """
    given = _find_answers(reports)
    clusters = find_clusters(reports)
    found: list[QuestionItem] = []
    for commitment in (*(one.id for one in reports.commitments), ""):
        for one in _list_about(reports, About.COMMITMENT if commitment else About.COUNTRY):
            answer = given.get((one.name, commitment, ""))
            cluster = clusters.get(commitment) if answer is None else None
            if cluster is not None and (answer := given.get((one.name, "", cluster.id))) is None:
                cluster = None
            found.append(attrs.evolve(one, commitment=commitment, answer=answer, shared=cluster))
    return tuple(found)


def list_cluster_questions(reports: Reports) -> tuple[QuestionItem, ...]:
    """Return what the questionnaire asks about each cluster; nothing where the rule set does not code by cluster.

    Args:
        reports: The reports on the cycle.
    """
    given = _find_answers(reports)
    return tuple(
        attrs.evolve(one, cluster=cluster.id, answer=given.get((one.name, "", cluster.id)))
        for cluster in _list_clusters(reports)
        for one in _list_about(reports, About.COMMITMENT)
    )


def find_clusters(reports: Reports) -> Mapping[str, Cluster]:
    """Return the cluster with which each commitment is coded; of two clusters the first counts.

    Args:
        reports: The reports on the cycle.
    """
    return {member: cluster for cluster in reversed(_list_clusters(reports)) for member in cluster.commitments}


def _list_clusters(reports: Reports) -> tuple[Cluster, ...]:
    return reports.independent.entity.clusters if reports.independent and reports.part.by_cluster else ()


def _find_answers(reports: Reports) -> Mapping[tuple[str, str, str], Answer]:
    answers = reports.independent.entity.answers if reports.independent else ()
    # of two answers the first counts, as the rule about answers that stand twice says
    return {(one.question, one.commitment or "", one.cluster or ""): one for one in reversed(answers)}


def _list_about(reports: Reports, about: About) -> tuple[QuestionItem, ...]:
    return tuple(
        QuestionItem(name=name, question=question, scale=reports.part.get_scale(name))
        for name, question in reports.part.questions.items()
        if question.about is about
    )


def list_unanswered(reports: Reports) -> tuple[QuestionItem, ...]:
    """Return what is asked and not answered.

    Args:
        reports: The reports on the cycle.
    """
    return tuple(one for one in list_questions(reports) if one.answer is None)


def is_without_reason(answer: Answer, part: ReportingPart) -> bool:
    """Tell whether an answer needs a reason and has none.

    Args:
        part: The rules of the edition.
    """
    question = part.questions.get(answer.question)
    # the edition says which answers need a reason; the Roadmap gives no questionnaire
    return question is not None and question.reason and not answer.reason


def is_without_evidence(answer: Answer, part: ReportingPart) -> bool:
    """Tell whether an answer needs an interview or a source behind it and names none.

    Args:
        part: The rules of the edition.
    """
    question = part.questions.get(answer.question)
    # “a combination of interviews … as well as desk-based analysis” (Roadmap XI) is what answers rest on
    return question is not None and question.evidence and not answer.evidence


def list_evidence_ids(report: IndependentReport) -> frozenset[str]:
    """Return the names by which answers can refer to interviews and sources."""
    return frozenset(one.id for one in list_evidence(report) if one.id)


@attrs.frozen(kw_only=True)
class EvidenceCount:
    """How many answers of a report rest on what.

    Attributes:
        answers: How many name anything that they rest on.
        by_sort: How many rest on each sort.
        both: How many rest on interviews and on desk work.
    """

    answers: int
    by_sort: Mapping[EvidenceSort, int]
    both: int

    def describe(self) -> str:
        """Return the numbers in a sentence, in the language in use."""
        return _(
            "Answers that name their evidence: {all}. "
            "Based on interviews: {interviews}; on desk research: {sources}; on both: {both}."
        ).format(
            all=self.answers,
            interviews=self.by_sort[EvidenceSort.INTERVIEWS],
            sources=self.by_sort[EvidenceSort.SOURCES],
            both=self.both,
        )


def count_evidence(report: IndependentReport) -> EvidenceCount:
    """Return how many answers rest on interviews, on desk work, and on both (Roadmap XI)."""
    known = {
        EvidenceSort.INTERVIEWS: {one.id for one in report.interviews if one.id},
        EvidenceSort.SOURCES: {one.id for one in report.sources if one.id},
    }
    rests = [
        {sort for sort, names in known.items() if not names.isdisjoint(answer.evidence)} for answer in report.answers
    ]
    return EvidenceCount(
        answers=sum(1 for one in rests if one),
        by_sort={sort: sum(1 for one in rests if sort in one) for sort in known},
        both=sum(1 for one in rests if len(one) == len(known)),
    )


def list_lacking_evidence(report: IndependentReport, part: ReportingPart) -> tuple[EvidenceSort, ...]:
    """Return what no answer of a report rests on, though the rule set asks for it; nothing while no answer names anything.

    Args:
        part: The rules of the edition.
    """
    counted = count_evidence(report)
    return tuple(sort for sort in part.combines if not counted.by_sort[sort]) if counted.answers else ()


def check_answer_value(new: Answer, part: ReportingPart) -> Iterator[str]:
    """Yield why an answer cannot stand, whatever else the report says.

    Args:
        new: The answer.
        part: The rules of the edition.
    """
    name, answer = new.question, new.answer
    question = part.questions.get(name)
    if question is None:
        yield _("There is no question “{question}”. Available: {known}.").format(
            question=name, known=", ".join(part.questions) or "–"
        )
        return
    if question.about is About.COMMITMENT and not (new.commitment or new.cluster):
        yield _("“{question}” is about a commitment. Name the commitment.").format(question=name)
    if question.about is About.COUNTRY and (new.commitment or new.cluster):
        yield _("“{question}” is about the country. Leave the commitment out.").format(question=name)
    if new.commitment and new.cluster:
        yield _("An answer is about a commitment or about a cluster. Name only one of them.")
    if new.cluster and not part.by_cluster:
        yield _("Under the rules of this cycle, each commitment is coded by itself. Name the commitment.")
    levels = [level.id for level in part.get_scale(name).levels]
    if answer not in levels:
        yield _("“{answer}” is not an answer to “{question}”. Choose one of: {known}.").format(
            answer=answer, question=name, known=", ".join(levels) or "–"
        )


def describe_code(asked: QuestionItem) -> str:
    """Return a question with its answer, each in a word or two and in the language in use.

    Args:
        asked: The question.
    """
    short = asked.question.short.best(current_language(), "en") or asked.title
    return f"{short}: {asked.said or '–'}"


def join_names(found: Iterable[QuestionItem]) -> str:
    """Return questions on one line, as people refer to them in a call: `question` or `question/commitment`.

    Args:
        found: The questions.
    """
    return ", ".join(f"{one.name}/{one.commitment}" if one.commitment else one.name for one in found)
