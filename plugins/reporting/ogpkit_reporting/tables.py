"""The reports as tables, for the command line and for sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api import blockers, next_stages, stage_title
from ogpkit.api.text import Table, _, current_language
from ogpkit_reporting.comparison import Compared, measure_agreements
from ogpkit_reporting.drafts import list_sendings
from ogpkit_reporting.due import compute_independent_due, compute_self_assessment_due
from ogpkit_reporting.questionnaire import list_questions, list_unanswered
from ogpkit_reporting.reports import list_remarks
from ogpkit_reporting.self_assessing import list_missing
from ogpkit_reporting.stages import INDEPENDENT_STAGES
from ogpkit_reporting.standing import (
    describe_independent,
    describe_own,
    find_independent_publication,
    find_own_publication,
)
from ogpkit_reporting.stars import list_stars

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ogpkit.api.content import Workspace
    from ogpkit_reporting.agreement import Weights
    from ogpkit_reporting.reports import Reports


def build_status_table(places: Iterable[Reports], workspace: Workspace) -> Table:
    """Return two rows a cycle: how each report stands, when it is due, what comes next, and what that waits for.

    Args:
        places: The reports on one cycle or several.
    """
    columns = ("country", "cycle", "report", "stands", "due", "published", "next", "missing")
    titles = (_("Country"), _("Cycle"), _("Report"), _("Stands"), _("Due"), _("Published"), _("Next"), _("Missing"))
    return Table(columns, [row for reports in places for row in _list_status_rows(reports, workspace)], titles)


def _list_status_rows(reports: Reports, workspace: Workspace) -> Iterator[tuple[object, ...]]:
    if reports.plan is None:
        return
    cycle, part = reports.plan.entity, reports.part
    yield (
        reports.country,
        reports.cycle,
        "self-assessment",
        describe_own(reports),
        compute_self_assessment_due(cycle, part) if part.months else None,
        find_own_publication(reports),
        get_next_own(reports),
        list(list_missing_own(reports, workspace)),
    )
    yield (
        reports.country,
        reports.cycle,
        "independent-report",
        describe_independent(reports, workspace),
        compute_independent_due(cycle, part) if part.months else None,
        find_independent_publication(reports),
        ", ".join(list_next_independent(reports, workspace)),
        list(list_missing_independent(reports, workspace)),
    )


def get_next_own(reports: Reports) -> str:
    """Return what comes next for the self-assessment; empty when all is done.

    Args:
        reports: The reports on the cycle.
    """
    if reports.own is None:
        return "draft"
    own = reports.own.entity
    return "publish" if own.published is None else "deposit" if own.deposited is None else ""


def list_missing_own(reports: Reports, workspace: Workspace) -> Iterator[str]:
    """Yield what the self-assessment lacks before it can be published.

    Args:
        reports: The reports on the cycle.
    """
    if reports.own is not None and reports.own.entity.published is None:
        yield from list_missing(reports, workspace, {})


def list_next_independent(reports: Reports, workspace: Workspace) -> tuple[str, ...]:
    """Return the stages that may follow for the independent report, guards apart.

    Args:
        reports: The reports on the cycle.
    """
    if reports.independent is None:
        return ("begin",)
    return next_stages(INDEPENDENT_STAGES, reports.independent, workspace)


def list_missing_independent(reports: Reports, workspace: Workspace) -> Iterator[str]:
    """Yield what stands against the usual next stage of the independent report.

    Args:
        reports: The reports on the cycle.
    """
    document = reports.independent
    if document is None:
        return
    for stage in next_stages(INDEPENDENT_STAGES, document, workspace)[:1]:
        last = document.entity.history[-1].on if document.entity.history else workspace.today
        yield from blockers(INDEPENDENT_STAGES, document, workspace, stage, max(last, workspace.today))


def build_questions_table(reports: Reports, *, only_open: bool = False) -> Table:
    """Return one row for each question about each commitment and about the country, with its answer.

    Args:
        reports: The reports on the cycle.
        only_open: Whether only what is not answered is listed.
    """
    rows = []
    for one in list_unanswered(reports) if only_open else list_questions(reports):
        scale = reports.part.get_scale(one.name)
        rows.append(
            (
                one.name,
                one.commitment,
                one.title,
                [level.id for level in scale.levels],
                one.answer.answer if one.answer else None,
                one.answer.reason.best(current_language(), "en") if one.answer and one.answer.reason else None,
                list(one.answer.evidence) if one.answer else [],
                one.question.reason,
                one.question.evidence,
            )
        )
    columns = (
        "question",
        "commitment",
        "title",
        "answers",
        "answer",
        "reason",
        "evidence",
        "asks_reason",
        "asks_evidence",
    )
    return Table(columns, rows)


def build_drafts_table(reports: Reports, workspace: Workspace) -> Table:
    """Return one row for each draft that was sent.

    Args:
        reports: The reports on the cycle.
    """
    document = reports.independent
    rows = [
        (one.on, stage_title(INDEPENDENT_STAGES, document, workspace, one.stage), one.draft, _(one.kept.label))
        for one in (list_sendings(document, workspace, reports.part) if document else ())
        if document
    ]
    return Table(("on", "stage", "draft", "state"), rows, (_("Day"), _("Stage"), _("Draft"), _("State")))


def build_comparison_table(rows: Sequence[Compared], workspace: Workspace) -> Table:
    """Return one row for each commitment and question, differences first.

    Args:
        rows: What was compared.
    """
    columns = (
        "country",
        "cycle",
        "commitment",
        "title",
        "question",
        "government",
        "expert",
        "agrees",
        "steps",
        "reason",
    )
    titles = (
        _("Country"),
        _("Cycle"),
        _("Commitment"),
        _("Title"),
        _("Question"),
        _("Government"),
        _("Expert"),
        _("Same"),
        _("Steps"),
        _("Expert's reason"),
    )
    return Table(columns, [_build_comparison_row(row, workspace) for row in rows], titles)


def _build_comparison_row(row: Compared, workspace: Workspace) -> tuple[object, ...]:
    reason = row.answer.reason if row.answer else None
    return (
        row.country,
        row.cycle,
        row.commitment.id,
        row.commitment.entity.title.best(current_language(), workspace.language, "en"),
        row.name,
        row.government or None,
        row.expert or None,
        row.agrees,
        row.steps,
        reason.best(current_language(), "en") if reason else None,
    )


def build_agreement_table(rows: Sequence[Compared], weights: Weights) -> Table:
    """Return one row a question: how far governments and experts agree.

    Args:
        rows: What was compared.
        weights: How much a difference of several steps counts for kappa.
    """
    found = [
        (
            one.name,
            one.compared,
            one.found.pairs,
            one.found.same,
            None if one.found.share is None else round(one.found.share, 1),
            one.found.round_kappa(3),
        )
        for one in measure_agreements(rows, weights)
    ]
    titles = (_("Question"), _("Both answer"), _("On the scale"), _("Same"), _("Per cent"), _("Weighted kappa"))
    return Table(("question", "compared", "pairs", "same", "percent", "kappa"), found, titles)


def build_stars_table(places: Iterable[Reports]) -> Table:
    """Return one row a commitment: whether it has earned a star, and what stands against it.

    Args:
        places: The reports on one cycle or several.
    """
    rows = [
        (reports.country, reports.cycle, one.commitment, one.earned, list(one.against), list(one.open))
        for reports in places
        for one in list_stars(reports)
    ]
    titles = (_("Country"), _("Cycle"), _("Commitment"), _("Star"), _("Against it"), _("Not answered"))
    return Table(("country", "cycle", "commitment", "star", "against", "open"), rows, titles)


def build_remarks_table(reports: Reports) -> Table:
    """Return one row for each review and each comment of the government.

    Args:
        reports: The reports on the cycle.
    """
    report = reports.independent.entity if reports.independent else None
    rows = []
    for place, one in enumerate(list_remarks(report) if report else ()):
        first = len(report.reviews) if report else 0
        sort, number = ("review", place + 1) if place < first else ("comment", place - first + 1)
        answer = one.answer.best(current_language(), "en") if one.answer else None
        by = getattr(one, "reviewer", "")
        rows.append((sort, number, one.on, by, one.text.best(current_language(), "en"), answer, one.resolved))
    titles = (_("Sort"), _("No."), _("Day"), _("By"), _("Text"), _("Answer"), _("Resolved"))
    return Table(("sort", "number", "on", "by", "text", "answer", "resolved"), rows, titles)
