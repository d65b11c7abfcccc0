"""How reporting on a cycle stands at a glance, and what is due when (Roadmap II, X, XI)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from ogpkit.api import DueDate, DueDates, Place, Scope, Status, StatusSource, Verdict, stage_title
from ogpkit.api.content import CommonExpectation, Cycle
from ogpkit.api.text import N_, _, current_language, format_phrase, join_phrases, localized
from ogpkit_reporting.due import add_months, compute_independent_due, compute_latest, compute_self_assessment_due
from ogpkit_reporting.reports import Reports, find_entry_day, find_reports
from ogpkit_reporting.stages import INDEPENDENT_STAGES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ogpkit.api.content import Document, Workspace


def describe_own(reports: Reports) -> str:
    """Return how far the self-assessment has come, in a few words.

    Args:
        reports: The reports on the cycle.
    """
    if reports.own is None:
        return _("not begun")
    own = reports.own.entity
    if own.deposited:
        return _("deposited on {day}").format(day=own.deposited.isoformat())
    if own.published:
        return _("published on {day}").format(day=own.published.isoformat())
    return _("in draft")


def describe_independent(reports: Reports, workspace: Workspace) -> str:
    """Return how far the independent report has come, in a few words.

    Args:
        reports: The reports on the cycle.
    """
    document = reports.independent
    if document is None or not document.entity.history:
        return _("not begun")
    step = document.entity.history[-1]
    return join_phrases(", ", (stage_title(INDEPENDENT_STAGES, document, workspace, step.stage), step.on.isoformat()))


def find_own_publication(reports: Reports) -> date | None:
    """Return the day on which the self-assessment was published.

    Args:
        reports: The reports on the cycle.
    """
    return reports.own.entity.published if reports.own else None


def find_independent_publication(reports: Reports) -> date | None:
    """Return the day on which the independent report was published.

    Args:
        reports: The reports on the cycle.
    """
    return find_entry_day(reports.independent.entity, "published") if reports.independent else None


def _describe_unless_internal(where: str, published: object | None, workspace: Workspace) -> str:
    """Return how far a report has come; before it is published that is nobody's business but its authors'."""
    return where if published or not workspace.is_public else _("not published yet")


def _list_statuses(workspace: Workspace, place: Place) -> Iterator[Status]:
    reports = find_reports(workspace, place.country, place.cycle)
    # an edition without months asks for no report
    if reports.plan is None or not reports.part.months:
        return
    cycle, part, today = reports.plan.entity, reports.part, workspace.today
    parts = (
        (
            _("Self-assessment"),
            _describe_unless_internal(describe_own(reports), reports.own, workspace),
            compute_self_assessment_due(cycle, part),
            find_own_publication(reports),
        ),
        (
            _("Independent report"),
            _describe_unless_internal(
                describe_independent(reports, workspace), find_independent_publication(reports), workspace
            ),
            compute_independent_due(cycle, part),
            find_independent_publication(reports),
        ),
    )
    missing = [
        _("{report}, due about {day}").format(report=title, day=due.isoformat())
        for title, _where, due, done in parts
        # a report on a cycle that still runs cannot be missing
        if done is None and today > cycle.end
    ]
    if reports.own and reports.own.entity.published and not reports.own.entity.deposited:
        missing.append(_("Deposit the self-assessment on the portal"))
    late = any(done is None and today > compute_latest(due, part) for _title, _where, due, done in parts)
    done_all = all(done is not None for _title, _where, _due, done in parts)
    verdict = Verdict.BAD if late else Verdict.GOOD if done_all and not missing else Verdict.ATTENTION
    # nothing is due before the end of the cycle, so that there is nothing to judge
    if not missing and not done_all and today <= cycle.end:
        verdict = Verdict.UNKNOWN
    yield Status(
        verdict=verdict,
        headline=join_phrases(
            " · ",
            (format_phrase(_("{report}: {where}"), report=title, where=where) for title, where, _due, _done in parts),
        ),
        shown_by=tuple(
            Place(country=place.country, cycle=place.cycle, path=found.path)
            for found in (reports.own, reports.independent)
            if found
        ),
        missing=tuple(missing),
        expectation=CommonExpectation.REPORTING,
    )


def _list_due_dates(workspace: Workspace) -> Iterator[DueDate]:
    for document in workspace.all(Cycle):
        reports = find_reports(workspace, document.country, document.cycle)
        if reports.part.months:
            yield from _list_report_dates(reports, document)
            yield from _list_stage_dates(reports, workspace)
            yield from _list_product_dates(reports, document)


def _list_report_dates(reports: Reports, document: Document[Cycle]) -> Iterator[DueDate]:
    due = compute_self_assessment_due(document.entity, reports.part)
    own = reports.own.path if reports.own else document.path
    independent = reports.independent.path if reports.independent else document.path
    for title, day, path, section, done in (
        (_("Publish the self-assessment"), due, own, "Roadmap X", find_own_publication(reports)),
        (
            _("Deposit the self-assessment"),
            due,
            own,
            "Roadmap X",
            reports.own.entity.deposited if reports.own else None,
        ),
        (
            _("Independent report published"),
            compute_independent_due(document.entity, reports.part),
            independent,
            "Roadmap XI",
            find_independent_publication(reports),
        ),
    ):
        place = Place(country=reports.country, cycle=reports.cycle, path=path)
        yield DueDate(title=title, due=day, place=place, section=section, done=done)


def _list_stage_dates(reports: Reports, workspace: Workspace) -> Iterator[DueDate]:
    """Yield how long the stage that the report is in may last."""
    document = reports.independent
    if document is None:
        return
    history = document.entity.history
    for position, step in enumerate(history):
        stage = reports.part.stages.get(step.stage)
        if stage is None or stage.days is None:
            continue
        yield DueDate(
            title=format_phrase(
                _("Independent report: end of “{stage}”"),
                stage=stage_title(INDEPENDENT_STAGES, document, workspace, step.stage),
            ),
            due=step.on + timedelta(days=stage.days),
            place=Place(country=reports.country, cycle=reports.cycle, path=document.path, at=("history", position)),
            section=stage.section,
            done=history[position + 1].on if position + 1 < len(history) else None,
        )


def _list_product_dates(reports: Reports, document: Document[Cycle]) -> Iterator[DueDate]:
    made = {one.product: one.published for one in (reports.independent.entity.products if reports.independent else ())}
    for name, product in reports.part.products.items():
        since = next((step.on for step in document.entity.history if step.stage == product.after), None)
        if since is not None and product.months is not None:
            yield DueDate(
                title=localized(product.title, current_language(), "en"),
                due=add_months(since, product.months),
                place=Place(country=reports.country, cycle=reports.cycle, path=document.path),
                section=product.section,
                done=made.get(name),
            )


STANDINGS: Final = StatusSource(name="reports", title=N_("Reports"), scope=Scope.CYCLE, derive=_list_statuses)
"""How reporting on a cycle stands."""

OBLIGATIONS: Final = DueDates(name="reports", derive=_list_due_dates)
"""The reports, the stages that have an end, and the mechanism's other products."""
