"""Rules about what the Independent Reporting Mechanism codes together, and about what it calls promising."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Problem, Rule, Scope, checked, one_of, unique
from ogpkit.api.text import _, current_language, join_list
from ogpkit_reporting.model import IndependentReport
from ogpkit_reporting.promising import list_called_promising, list_promising
from ogpkit_reporting.questionnaire import check_answer_value, describe_code, find_clusters
from ogpkit_reporting.reports import find_reports

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace


def _check_members(document: Document[IndependentReport], _workspace: Workspace) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for position, cluster in enumerate(document.entity.clusters):
        for place, member in enumerate(cluster.commitments):
            # of two clusters nobody knows whose codes hold
            if member in seen:
                yield Problem(
                    message=_("“{commitment}” is already in the cluster “{other}”.").format(
                        commitment=member, other=seen[member]
                    ),
                    remedy=_("Remove it from one of the two clusters. Until then, the first cluster counts."),
                    at=("clusters", position, "commitments", place),
                )
            seen.setdefault(member, cluster.id)


def _check_own_codes(document: Document[IndependentReport], workspace: Workspace) -> Iterator[Problem]:
    clusters = find_clusters(find_reports(workspace, document.country, document.cycle))
    shared = {(one.cluster, one.question): one.answer for one in document.entity.answers if one.cluster}
    for position, one in enumerate(document.entity.answers):
        cluster = clusters.get(one.commitment or "")
        answer = shared.get((cluster.id, one.question)) if cluster else None
        if cluster is not None and answer is not None and answer != one.answer:
            yield Problem(
                message=_(
                    "“{commitment}” has “{own}” for “{question}”, but its cluster “{cluster}” has “{answer}”."
                ).format(
                    commitment=one.commitment,
                    own=one.answer,
                    question=one.question,
                    cluster=cluster.id,
                    answer=answer,
                ),
                remedy=_(
                    "Remove this answer, or remove the commitment from the cluster. Until then, its own answer counts."
                ),
                at=("answers", position, "answer"),
            )


def _check_promising(document: Document[IndependentReport], workspace: Workspace) -> Iterator[Problem]:
    reports = find_reports(workspace, document.country, document.cycle)
    for one in list_called_promising(reports):
        given = [other.answer for other in one.others.values() if other.answer is not None]
        # a code that no scale has is told as that, and says nothing of the others
        is_unclear = any(trouble for answer in given for trouble in check_answer_value(answer, reports.part))
        # what makes a commitment promising is a judgement; this names only what it does not go with
        if one.at_odds and one.asked.answer is not None and not is_unclear:
            yield Problem(
                message=_("“{name}” is called promising, but these codes do not match: {codes}.").format(
                    name=one.name, codes=join_list(describe_code(code) for code in one.at_odds)
                ),
                remedy=_("Check these codes, or explain in the reason why the commitment is still promising."),
                at=("answers", document.entity.answers.index(one.asked.answer), "answer"),
            )


def _check_outcomes(document: Document[IndependentReport], workspace: Workspace) -> Iterator[Problem]:
    # what became of a commitment is known when the report on results is final
    if not any(step.stage in {"final", "published"} for step in document.entity.history):
        return
    for one in list_promising(find_reports(workspace, document.country, document.cycle)):
        if one.untold:
            yield Problem(
                message=_(
                    "“{name}” was promising, but the report does not give its outcome or the reason for it. "
                    "Questions: {questions}."
                ).format(
                    name=one.name,
                    questions=join_list(
                        untold.question.short.best(current_language(), "en") or untold.name for untold in one.untold
                    ),
                ),
                remedy=_("Answer each of these questions with a reason."),
                at=("answers",),
            )


CLUSTER_RULES: Final[tuple[Rule[Any], ...]] = (
    one_of(
        IndependentReport,
        "answers[].cluster",
        known=lambda document, _workspace: [one.id for one in document.entity.clusters],
        code="REP040",
    ),
    unique(IndependentReport, "clusters[].id", code="REP041"),
    checked(IndependentReport, _check_members, code="REP042"),
    checked(IndependentReport, _check_own_codes, code="REP043", scope=Scope.CYCLE),
    checked(IndependentReport, _check_promising, code="REP044", scope=Scope.CYCLE),
    checked(IndependentReport, _check_outcomes, code="REP045", scope=Scope.CYCLE),
)
"""REP040 to REP045."""
