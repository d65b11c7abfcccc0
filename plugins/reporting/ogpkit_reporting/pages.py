"""The two reports side by side, for the public portal (Roadmap X, XI, XIII)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import Page, Pages
from ogpkit.api.content import country_name, is_left_out
from ogpkit.api.output import FieldText
from ogpkit.api.text import (
    N_,
    Grid,
    Heading,
    KeyValues,
    Link,
    Share,
    _,
    format_phrase,
    localized,
)
from ogpkit_reporting.comparison import compare_reports, measure_agreements
from ogpkit_reporting.model import Assessment
from ogpkit_reporting.page_parts import build_parts
from ogpkit_reporting.papers import (
    build_evidence,
    build_recommendations,
    build_response,
    build_stars,
    get_commitment_title,
)
from ogpkit_reporting.pictures import draw_agreement
from ogpkit_reporting.process_review import get_process_rules
from ogpkit_reporting.questionnaire import list_questions
from ogpkit_reporting.register import list_entries
from ogpkit_reporting.reports import list_reports
from ogpkit_reporting.standing import find_independent_publication, find_own_publication

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Workspace
    from ogpkit.api.text import Block, Cell
    from ogpkit_reporting.model import ProductReport
    from ogpkit_reporting.reports import Reports


def render(workspace: Workspace, language: str) -> Iterator[Page]:
    """Yield a page for each cycle on which something is published; drafts are nobody's business but their authors'.

    Args:
        workspace: What is public.
        language: The language of the pages.
    """
    for reports in list_reports(workspace):
        if find_own_publication(reports) or find_independent_publication(reports) or _list_products(reports):
            country = country_name(workspace, reports.country, language)
            yield Page(
                address=f"{reports.country}/{reports.cycle}/reports",
                title=format_phrase(_("{country}, {cycle}: reports"), country=country, cycle=reports.cycle),
                blocks=tuple(_build_blocks(reports, FieldText(workspace, language))),
            )
            yield from build_parts(reports, FieldText(workspace, language))


def _build_blocks(reports: Reports, text: FieldText) -> Iterator[Block]:
    own = reports.own.entity if reports.own and find_own_publication(reports) else None
    independent = reports.independent.entity if reports.independent and find_independent_publication(reports) else None
    own_url = text.cell(own, "url") if own else None
    independent_url = text.cell(independent, "publication.url") if independent else None
    products = _list_products(reports)
    is_owed = get_process_rules(text.workspace, reports.country, reports.cycle).self_assessment
    own_state = own_url or (_describe_without_address(own, reports, text, "REP001") if own or is_owed else None)
    yield KeyValues(
        [
            (_("Self-assessment"), own_state),
            (_name_day(_("Self-assessment")), find_own_publication(reports)),
            (
                reports.part.get_title(),
                independent_url or _describe_without_address(independent, reports, text, "REP011"),
            ),
            (_name_day(reports.part.get_title()), find_independent_publication(reports)),
            *(row for one in products for row in _list_product_rows(one, reports, text)),
            (_("Assessed by"), reports.part.get_assessor()),
        ]
    )
    if own and independent:
        yield from _build_comparison(reports, text)
    elif own:
        yield Heading(_("What the government says"), id="commitments")
        yield text.grid(
            own.assessments,
            (_("Commitment"), lambda one: _link_commitment(reports, one.commitment, text)),
            *("completion", "on_time", "summary"),
            caption=_("Self-assessment of the commitments"),
            of=Assessment,
        )
    if independent or products:
        yield from _build_codes(reports, text)
    if independent:
        yield from build_stars(reports, text, _link_commitment)
        yield from build_evidence(independent, text)
    for report in (own, independent):
        yield from text.added(report, level=1) if report else ()
    if independent:
        yield from build_response(independent, text)
    if independent or products:
        yield from build_recommendations(list_entries(text.workspace, reports.country, reports.cycle), text)


def _list_products(reports: Reports) -> tuple[ProductReport, ...]:
    return reports.independent.entity.products if reports.independent else ()


def _list_product_rows(one: ProductReport, reports: Reports, text: FieldText) -> Iterator[tuple[str, Cell]]:
    """Yield where a product can be read and since when, under the name that its rule set gives it."""
    known = reports.part.products.get(one.product)
    title = localized(known.title, text.language, "en") if known else one.product
    yield title, text.cell(one, "url") or _("published, address not available")
    yield _name_day(title), one.published


def _name_day(report: str) -> str:
    """Return the label of the day on which a report was published: no two labels beside each other are the same."""
    return format_phrase(_("{report}: published on"), report=report)


def _link_commitment(reports: Reports, commitment: str, text: FieldText) -> Link:
    """Return what a commitment is called, with its page."""
    address = f"{reports.country}/{reports.cycle}/commitments/{commitment}"
    return Link(get_commitment_title(reports, commitment, text), address)


def _describe_without_address(report: object, reports: Reports, text: FieldText, code: str) -> str:
    if report:
        return _("published, address not available")
    is_silent = reports.plan is not None and is_left_out(code, reports.plan, text.workspace)
    # a draft may be at hand all the same
    return _("no published report available") if is_silent else _("not published yet")


def _build_codes(reports: Reports, text: FieldText) -> Iterator[Block]:
    """Yield what is answered about each commitment, in one table with a column for each question."""
    answered = [one for one in list_questions(reports) if one.commitment and one.answer]
    questions = {one.name: one.question for one in answered}
    said = {(one.commitment, one.name): one.said for one in answered}
    if answered:
        yield Heading(
            format_phrase(_("{assessor}: assessment of each commitment"), assessor=reports.part.get_assessor()),
            id="answers",
        )
        yield Grid(
            heads=(
                _("Commitment"),
                *(
                    localized(one.short, text.language, "en") or localized(one.title, text.language, "en")
                    for one in questions.values()
                ),
            ),
            rows=[
                (
                    _link_commitment(reports, one.id, text),
                    *(said.get((one.id, name)) for name in questions),
                )
                for one in reports.commitments
            ],
            caption=_("Answers by commitment"),
            ids=tuple(one.id for one in reports.commitments),
        )


def _build_comparison(reports: Reports, text: FieldText) -> Iterator[Block]:
    rows, assessor = compare_reports([reports]), reports.part.get_assessor()
    yield Heading(format_phrase(_("Side by side: government and {assessor}"), assessor=assessor), id="comparison")
    yield Grid(
        heads=(_("Commitment"), _("Question"), _("Government"), assessor, _("Same"), _("Reason")),
        rows=[
            (
                _link_commitment(reports, row.commitment.id, text),
                localized(row.question.title, text.language, "en"),
                row.government_title or None,
                row.expert_title or None,
                row.agrees,
                text.words(row.answer, "reason") if row.answer else None,
            )
            for row in rows
        ],
        caption=_("Both reports, differences first"),
        facets=(_("Question"), _("Same")),
        ids=tuple(f"{row.commitment.id}-{row.name}" for row in rows),
    )
    yield from draw_agreement(rows, text.workspace.language, is_one_cycle=True)
    for one in measure_agreements(rows):
        if one.found.share is not None:
            asked = localized(one.question.title, text.language, "en")
            yield KeyValues(
                [
                    (_("Question"), Link(asked, f"{reports.country}/{reports.cycle}/reports#comparison")),
                    (_("Agreement"), Share(one.found.share)),
                    (_("Weighted kappa"), one.found.round_kappa(2)),
                ]
            )


PAGES: Final = Pages(
    name="reports",
    title=N_("Reports"),
    render=render,
    kinds=("self-assessment", "independent-report", "recommendation-answers"),
    by_country=True,
)
"""Both reports on each cycle."""
