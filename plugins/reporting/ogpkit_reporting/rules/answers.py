"""Rules about the common questionnaire: what is answered, with which reasons and on what evidence (Roadmap XI)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Problem, Rule, Scope, checked, in_owed_languages, one_of, refused, suggest_spelling, unique
from ogpkit.api.text import _
from ogpkit_reporting.edition import get_rules
from ogpkit_reporting.model import IndependentReport
from ogpkit_reporting.questionnaire import (
    check_answer_value,
    is_without_evidence,
    is_without_reason,
    list_evidence_ids,
    list_lacking_evidence,
    list_unanswered,
)
from ogpkit_reporting.reports import find_entry_day, find_reports

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace
    from ogpkit_reporting.model import Answer


def _check_all_answered(document: Document[IndependentReport], workspace: Workspace) -> Iterator[Problem]:
    reports = find_reports(workspace, document.country, document.cycle)
    sent = [step.stage for step in document.entity.history if step.stage in reports.part.sends]
    # while nobody was sent the report, open questions are work in progress; a question that nobody asks may be any of them
    if not sent or any(one.question not in reports.part.questions for one in document.entity.answers):
        return
    open_: dict[str, list[str]] = {}
    for one in list_unanswered(reports):
        open_.setdefault(one.commitment, []).append(one.name)
    # by commitment, as the expert answers them; one line for each question would bury the rest
    for commitment, questions in open_.items():
        about = _("about “{commitment}”").format(commitment=commitment) if commitment else _("about the country")
        yield Problem(
            message=_("The report was sent, but questions {about} are not answered: {questions}.").format(
                about=about, questions=", ".join(questions)
            ),
            remedy=_("Do this for each question."),
            at=("answers",),
            add=("answers",),
        )


def _check_values(document: Document[IndependentReport], workspace: Workspace) -> Iterator[Problem]:
    part = get_rules(workspace, document.country, document.cycle)
    # an edition that nobody knows has no questionnaire to fit
    if not part.questions:
        return
    for position, one in enumerate(document.entity.answers):
        for trouble in check_answer_value(one, part):
            levels = [level.id for level in part.get_scale(one.question).levels]
            known = one.question in part.questions
            at = ("answers", position, "answer" if known else "question")
            remedy, fix = _("Correct this answer, or remove it."), None
            if not known or one.answer not in levels:
                remedy, fix = suggest_spelling(
                    at, one.answer if known else one.question, levels if known else part.questions
                )
            yield Problem(message=trouble, remedy=remedy, at=at, fix=fix)


def _has_no_reason(answer: Answer, document: Document[IndependentReport], workspace: Workspace) -> bool:
    return is_without_reason(answer, get_rules(workspace, document.country, document.cycle))


def _has_no_evidence(answer: Answer, document: Document[IndependentReport], workspace: Workspace) -> bool:
    return is_without_evidence(answer, get_rules(workspace, document.country, document.cycle))


def _check_combination(document: Document[IndependentReport], workspace: Workspace) -> Iterator[Problem]:
    part = get_rules(workspace, document.country, document.cycle)
    # like open questions, what a report lacks counts from the day on which somebody was sent it
    if any(step.stage in part.sends for step in document.entity.history):
        silent = [sort for sort in part.combines if not getattr(document.entity, sort.value)]
        # a report of which no answer names anything rests on what it names beside them, if on anything
        for sort in list_lacking_evidence(document.entity, part) or silent:
            yield Problem(
                message=_("The report was sent, but none of its answers is based on: {sort}.").format(
                    sort=_(sort.label)
                ),
                remedy=_(
                    "Add it under `{key}` with an `id`, and add that `id` to the `evidence` of one of the `answers`."
                ).format(key=sort.value),
                at=("answers",),
            )


ANSWER_RULES: Final[tuple[Rule[Any], ...]] = (
    checked(IndependentReport, _check_all_answered, code="REP021", scope=Scope.CYCLE),
    checked(IndependentReport, _check_values, code="REP022", scope=Scope.CYCLE),
    unique(
        IndependentReport,
        "answers[].question",
        by=lambda answer: (answer.question, answer.commitment, answer.cluster),
        code="REP023",
    ),
    refused(IndependentReport, "answers[].reason", when=_has_no_reason, code="REP024", scope=Scope.CYCLE),
    refused(IndependentReport, "answers[].evidence", when=_has_no_evidence, code="REP025", scope=Scope.CYCLE),
    # peer review needs to trace each answer to what it rests on (Roadmap XI: “due diligence”)
    one_of(
        IndependentReport,
        "answers[].evidence[]",
        known=lambda document, _workspace: sorted(list_evidence_ids(document.entity)),
        code="REP026",
    ),
    unique(IndependentReport, "interviews[].id", "sources[].id", code="REP027"),
    # drafts are written in one language; the languages are owed for what is published (Roadmap XI)
    in_owed_languages(
        IndependentReport,
        "answers[].reason",
        when=lambda report: find_entry_day(report, "final") is not None,
        code="REP028",
    ),
    checked(IndependentReport, _check_combination, code="REP039", scope=Scope.CYCLE),
)
"""The rules about answers."""
