"""The tabs of this plugin in the app: both reports on a cycle, and the comparison over several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import PictureSection, SectionGroup, StageSection, TableSection, TextSection
from ogpkit.api.output import FieldText
from ogpkit.api.text import N_, Heading, Paragraph, _, format_phrase, write_day
from ogpkit_reporting.agreement import Weights
from ogpkit_reporting.comparison import compare_reports, measure_agreements
from ogpkit_reporting.kinds import INDEPENDENT
from ogpkit_reporting.papers import build_answer, build_assessment, build_recommendation, build_remark
from ogpkit_reporting.pictures import draw_agreement
from ogpkit_reporting.questionnaire import count_evidence
from ogpkit_reporting.reports import find_reports, list_reports
from ogpkit_reporting.standing import describe_reports
from ogpkit_reporting.stars import describe_formula, list_stars
from ogpkit_reporting.views import (
    ASSESSMENTS,
    COMPARISON,
    OPEN_RECOMMENDATIONS,
    PROMISING,
    QUESTIONS,
    RECOMMENDATIONS,
    REMARKS,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api import Place, TableRow
    from ogpkit.api.content import Workspace
    from ogpkit.api.text import Block
    from ogpkit_reporting.comparison import ComparedViews
    from ogpkit_reporting.model import Assessment, GovernmentComment, Review
    from ogpkit_reporting.promising import PromisingOne
    from ogpkit_reporting.questionnaire import QuestionItem
    from ogpkit_reporting.register import Entry
    from ogpkit_reporting.reports import Reports


def summarize_reports(workspace: Workspace, place: Place) -> Iterator[str]:
    """Yield a line a report: where it is, and when it is due.

    Args:
        place: The cycle.
    """
    reports = find_reports(workspace, place.country, place.cycle)
    if reports.plan is None:
        yield _("This cycle has no readable cycle.toml.")
    elif not reports.part.months:
        yield _("The edition of this cycle has no rules about reports.")
    for one in describe_reports(reports, workspace):
        if one.due:
            yield format_phrase(
                _("{report}: {where} · due about {day}"), report=one.title, where=one.stands, day=write_day(one.due)
            )
    counted = count_evidence(reports.independent.entity) if reports.independent else None
    if counted and counted.answers:
        yield counted.describe()


def describe_agreement(workspace: Workspace, place: Place) -> Iterator[str]:
    """Yield how far governments and experts agree, and how many stars there are.

    Args:
        place: A cycle or a country; nothing for the whole workspace.
    """
    places = tuple(list_reports(workspace, (place,)))
    rows = compare_reports(places)
    for one, squared in zip(measure_agreements(rows), measure_agreements(rows, Weights.QUADRATIC), strict=True):
        kappa = squared.found.round_kappa(2)
        more = (
            ""
            if kappa is None
            else " " + _("With more weight on large differences: {kappa}.").format(kappa=f"{kappa:.2f}")
        )
        yield one.describe(one.asks) + more
    stars = [star for reports in places for star in list_stars(reports)]
    if stars:
        earned = sum(1 for star in stars if star.earned)
        yield _("Stars: {earned} of {all} commitments.").format(earned=earned, all=len(stars))
        yield from dict.fromkeys(filter(None, (describe_formula(reports.part) for reports in places)))
    if not rows and not stars:
        yield _("There is nothing to compare yet.")


def show_agreement(workspace: Workspace, place: Place) -> Iterator[Block | str]:
    """Yield how often each pair of views occurs, and in a cycle both views on each commitment side by side.

    Args:
        place: A cycle or a country; nothing for the whole workspace.
    """
    rows = compare_reports(list_reports(workspace, (place,)))
    shown = [*draw_agreement(rows, workspace.language, is_one_cycle=bool(place.cycle))]
    yield from shown
    if not shown:
        yield _("There is nothing to compare yet. A comparison needs a self-assessment and answers of the expert.")


def _get_reports(row: TableRow[Any]) -> Reports:
    return find_reports(row.workspace, row.country, row.cycle)


def _describe_assessment(row: TableRow[Assessment]) -> Iterator[Block]:
    return build_assessment(_get_reports(row), row.item.commitment, FieldText(row.workspace, internal=True))


def _describe_answer(row: TableRow[QuestionItem]) -> Iterator[Block]:
    return build_answer(row.item, _get_reports(row), FieldText(row.workspace, internal=True))


def _describe_remark(row: TableRow[Review | GovernmentComment]) -> Iterator[Block]:
    return build_remark(row.item, FieldText(row.workspace, internal=True))


def _describe_views(row: TableRow[ComparedViews]) -> Iterator[Block]:
    text = FieldText(row.workspace)
    assessor = _get_reports(row).part.get_assessor()
    for title, found in (
        (_("Government"), text.words(row.item.assessment, "summary") if row.item.assessment else None),
        (assessor, text.words(row.item.answer, "reason") if row.item.answer else None),
    ):
        yield from (Heading(title, level=2), Paragraph([found or "–"]))


def _describe_promising(row: TableRow[PromisingOne]) -> Iterator[Block]:
    reports, text = _get_reports(row), FieldText(row.workspace, internal=True)
    for one in (row.item.asked, *row.item.others.values()):
        if one.answer is not None and (one is row.item.asked or one.name != row.item.asked.name):
            yield from build_answer(one, reports, text)


def _describe_recommendation(row: TableRow[Entry]) -> Iterator[Block]:
    return build_recommendation(row.item, FieldText(row.workspace, internal=True))


COMPARISON_SECTIONS: Final = (
    TextSection(write=describe_agreement),
    TableSection(title=N_("Comparison"), table=COMPARISON, detail=_describe_views),
    PictureSection(title=N_("Agreement"), write=show_agreement),
)
"""The comparison, of whatever place, on a page of its own."""

CYCLE_SECTIONS: Final = (
    TextSection(write=summarize_reports),
    TableSection(
        title=N_("Self-assessment"),
        table=ASSESSMENTS,
        actions=("reporting-draft-at-once", "reporting-draft-again", "reporting-publish", "reporting-deposit"),
        detail=_describe_assessment,
    ),
    StageSection(
        title=N_("Steps"),
        kind=INDEPENDENT.name,
        actions=(
            "reporting-begin",
            "reporting-product",
            "reporting-publish",
            "reporting-respond",
            "reporting-open-independent",
        ),
    ),
    TableSection(
        title=N_("Questionnaire"),
        table=QUESTIONS,
        actions=("reporting-answer", "reporting-begin", "reporting-interview", "reporting-source"),
        detail=_describe_answer,
    ),
    TableSection(title=N_("Promising"), table=PROMISING, detail=_describe_promising),
    TableSection(
        title=N_("Remarks"),
        table=REMARKS,
        actions=("reporting-settle", "reporting-review", "reporting-comment"),
        detail=_describe_remark,
    ),
    TableSection(
        title=N_("Recommendations"),
        table=RECOMMENDATIONS,
        actions=("reporting-reply", "reporting-outcome", "reporting-recommend"),
        detail=_describe_recommendation,
    ),
    SectionGroup(
        title=N_("Comparison"),
        sections=(
            TextSection(write=describe_agreement),
            TableSection(table=COMPARISON, detail=_describe_views),
        ),
    ),
    PictureSection(title=N_("Agreement"), write=show_agreement),
    TableSection(
        title=N_("From earlier plans"),
        table=OPEN_RECOMMENDATIONS,
        actions=("reporting-outcome", "reporting-reply"),
        detail=_describe_recommendation,
    ),
)
"""Both reports on a cycle."""
