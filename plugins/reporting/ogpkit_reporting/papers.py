"""The two reports as documents (Roadmap X, XI)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import DocumentTemplate, Scope
from ogpkit.api.content import country_name
from ogpkit.api.output import FieldText
from ogpkit.api.text import (
    N_,
    Bullets,
    Grid,
    Heading,
    KeyValues,
    LangText,
    Link,
    Paragraph,
    Phrase,
    Quote,
    TextDocument,
    _,
    day_text,
    format_phrase,
    join_number,
    join_phrases,
    localized,
    period_phrase,
    write_day,
)
from ogpkit_reporting.model import Assessment, Interview, Review
from ogpkit_reporting.promising import list_promising
from ogpkit_reporting.questionnaire import count_evidence, describe_code, list_cluster_questions, list_questions
from ogpkit_reporting.register import list_entries, list_open_earlier
from ogpkit_reporting.reports import find_product_day, find_reports, list_evidence
from ogpkit_reporting.standing import find_independent_publication
from ogpkit_reporting.stars import describe_formula, list_stars

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ogpkit.api import Place
    from ogpkit.api.content import Workspace
    from ogpkit.api.text import Block, Cell
    from ogpkit_reporting.model import Cluster, GovernmentComment, IndependentReport, Source
    from ogpkit_reporting.questionnaire import QuestionItem
    from ogpkit_reporting.register import Entry
    from ogpkit_reporting.reports import Reports

_REVIEW: Final = "action-plan-review"
"""The product that codes how a plan is designed."""


def write_own(workspace: Workspace, place: Place, language: str) -> TextDocument | None:
    """Return the self-assessment as a document, or None where there is none.

    Args:
        place: The cycle.
        language: The language of the document.
    """
    reports = find_reports(workspace, place.country, place.cycle)
    if reports.own is None or reports.plan is None:
        return None
    own, text = reports.own.entity, FieldText(workspace, language)
    return TextDocument(
        title=format_phrase(
            _("Self-assessment of {country}"), country=country_name(workspace, place.country, language)
        ),
        subtitle=_format_period(reports, language),
        language=language,
        dated=own.published,
        blocks=(
            *text.paragraphs(own, "consultation", level=1),
            *text.added(own, level=1),
            Heading(_("Commitments"), id="commitments"),
            text.grid(
                reports.assessments,
                (_("Commitment"), lambda one: get_commitment_title(reports, one.commitment, text)),
                *("completion", "on_time"),
                caption=_("Commitments at a glance"),
                of=Assessment,
                extended=False,
            ),
            *(block for one in reports.commitments for block in build_assessment(reports, one.id, text)),
            *build_recommendations(_list_told(workspace, reports), text),
        ),
    )


def _format_period(reports: Reports, language: str) -> str:
    cycle = reports.plan.entity if reports.plan else None
    return period_phrase(cycle.start, cycle.end, language) if cycle else reports.cycle


def get_commitment_title(reports: Reports, commitment: str, text: FieldText) -> str:
    """Return what a commitment is called, with its number.

    Args:
        reports: The reports on the cycle.
        commitment: Its identifier.
        text: How fields come into the document.
    """
    found = reports.by_id.get(commitment)
    return join_number(found.number, text.title(found) or "") if found else commitment


def build_assessment(reports: Reports, commitment: str, text: FieldText) -> Iterator[Block]:
    """Yield what the government says of a commitment.

    Args:
        reports: The reports on the cycle.
        commitment: The commitment's identifier.
        text: How fields come into the document.
    """
    found = reports.find_assessment(commitment)
    yield Heading(get_commitment_title(reports, commitment, text), level=2, id=commitment)
    if found is None:
        yield Paragraph(_("Not assessed yet."))
        return
    yield text.key_values(found, "completion", "on_time", "evidence")
    yield from text.paragraphs(found, "summary", headed=False)
    yield from text.added(found, level=3)


def write_independent(workspace: Workspace, place: Place, language: str) -> TextDocument | None:
    """Return the independent report as a document, or None where there is none.

    Args:
        place: The cycle.
        language: The language of the document.
    """
    reports = find_reports(workspace, place.country, place.cycle)
    if reports.independent is None or (workspace.is_public and not find_independent_publication(reports)):
        return None
    report, text = reports.independent.entity, FieldText(workspace, language)
    return TextDocument(
        title=format_phrase(
            _("{report} on {country}") if reports.part.title else _("Independent report on {country}"),
            report=reports.part.get_title(),
            country=country_name(workspace, reports.country, language),
        ),
        subtitle=_format_period(reports, language),
        language=language,
        dated=find_independent_publication(reports),
        blocks=(
            text.key_values(report, "researchers"),
            *_build_experts(report, text),
            *text.added(report, level=1),
            *_build_promising(reports, text),
            *_build_clusters(report.clusters, text),
            *_build_answers(reports, text),
            *build_recommendations(list_entries(workspace, place.country, place.cycle), text),
            *build_stars(reports, text),
            *build_evidence(report, text),
            *_build_remarks(_("Reviews"), report.reviews, text),
            *_build_remarks(_("Government comments"), report.government_comments, text),
            *build_response(report, text),
            *(Paragraph(localized(note, language, "en")) for note in reports.part.unconfirmed),
        ),
    )


def _build_answers(reports: Reports, text: FieldText) -> Iterator[Block]:
    for asked in _group_by_subject((*list_cluster_questions(reports), *list_questions(reports))):
        yield Heading(_name_subject(asked[0], reports, text), id=asked[0].commitment or asked[0].cluster)
        for one in asked:
            yield from build_answer(one, reports, text)


def write_review(workspace: Workspace, place: Place, language: str) -> TextDocument | None:
    """Return what the action plan review says: clusters, promising commitments and codes; None where there is none.

    Args:
        place: The cycle.
        language: The language of the document.
    """
    reports = find_reports(workspace, place.country, place.cycle)
    coded = [
        one for one in (*list_cluster_questions(reports), *list_questions(reports)) if one.question.product == _REVIEW
    ]
    if reports.independent is None or not any(one.answer for one in coded):
        return None
    report, text = reports.independent.entity, FieldText(workspace, language)
    clusters = report.clusters if reports.part.by_cluster else ()
    return TextDocument(
        title=format_phrase(
            _("Action plan review of {country}"), country=country_name(workspace, reports.country, language)
        ),
        subtitle=_format_period(reports, language),
        language=language,
        dated=find_product_day(reports, _REVIEW),
        blocks=(
            *_build_promising(reports, text),
            *_build_clusters(clusters, text),
            *(block for about in _group_by_subject(coded) for block in _build_codes(about, reports, text)),
            *(Paragraph(localized(note, language, "en")) for note in reports.part.unconfirmed),
        ),
    )


def _group_by_subject(asked: Sequence[QuestionItem]) -> Iterator[Sequence[QuestionItem]]:
    subjects = dict.fromkeys((one.commitment, one.cluster) for one in asked)
    for subject in subjects:
        yield [one for one in asked if (one.commitment, one.cluster) == subject]


def _build_codes(asked: Sequence[QuestionItem], reports: Reports, text: FieldText) -> Iterator[Block]:
    # what a commitment has from its cluster is said there once
    own = [one for one in asked if one.answer is not None and one.shared is None]
    shared = next((one.shared for one in asked if one.shared is not None), None)
    yield Heading(_name_subject(asked[0], reports, text), id=asked[0].commitment or asked[0].cluster)
    if shared is not None:
        yield Paragraph(_("The commitment is coded with its cluster:"))
        yield Bullets([text.title(shared) or shared.id])
    for one in own:
        yield from build_answer(one, reports, text)


def _name_subject(asked: QuestionItem, reports: Reports, text: FieldText) -> str:
    if asked.commitment:
        return get_commitment_title(reports, asked.commitment, text)
    clusters = reports.independent.entity.clusters if reports.independent else ()
    title = next((text.title(one) for one in clusters if one.id == asked.cluster), None)
    return join_phrases("", (title,)) if title else asked.cluster or _("The country")


def _build_promising(reports: Reports, text: FieldText) -> Iterator[Block]:
    if found := list_promising(reports):
        yield Heading(_("Promising commitments"), id="promising")
        yield Grid(
            heads=(_("Commitment"), _("Why"), _("What has happened")),
            rows=[
                (
                    get_commitment_title(reports, one.commitment, text),
                    text.words(one.asked.answer, "reason"),
                    "; ".join(describe_code(code) for code in one.outcomes if code.answer) or None,
                )
                for one in found
            ],
            caption=_("Promising commitments"),
        )


def _build_clusters(clusters: Sequence[Cluster], text: FieldText) -> Iterator[Block]:
    if clusters:
        yield Heading(_("Commitments that are coded together"), id="clusters")
        yield text.grid(clusters, *("title", "commitments"), caption=_("Commitments that are coded together"))


def build_answer(asked: QuestionItem, reports: Reports, text: FieldText) -> Iterator[Block]:
    """Yield a question with what the expert answers.

    Args:
        asked: The question.
        reports: The reports on the cycle.
        text: How fields come into the document.
    """
    yield Heading(localized(asked.question.title, text.language, "en"), level=2)
    if asked.answer is None:
        yield Paragraph(_("Not answered yet."))
        return
    found = {one.id: one for one in (list_evidence(reports.independent.entity) if reports.independent else ())}
    names = (_name_evidence(found[name], text) if name in found else name for name in asked.evidence)
    yield KeyValues([(_("Answer"), asked.said), (_("Evidence"), join_phrases("; ", names))])
    yield from text.paragraphs(asked.answer, "reason", headed=False)


def _name_evidence(one: Interview | Source, text: FieldText) -> LangText | None:
    return text.words(one, "with_" if isinstance(one, Interview) else "title")


def build_stars(
    reports: Reports, text: FieldText, name: Callable[[Reports, str, FieldText], Cell] = get_commitment_title
) -> Iterator[Block]:
    """Yield which commitments have a star, and what earns one; nothing where the rules give none.

    Args:
        reports: The reports on the cycle.
        text: How fields come into the document.
        name: Names a commitment; a page leads to it besides.
    """
    if found := list_stars(reports):
        yield Heading(_("Stars"), id="stars")
        yield Grid(
            heads=(_("Commitment"), _("Star")),
            rows=[(name(reports, one.commitment, text), one.earned) for one in found],
            caption=_("Model commitments"),
        )
        yield Paragraph(describe_formula(reports.part, text.language))


def _build_experts(report: IndependentReport, text: FieldText) -> Iterator[Block]:
    if report.experts:
        yield text.grid(
            report.experts, *("name", "organisation", "country", "standing"), caption=_("Who writes the report")
        )


def build_evidence(report: IndependentReport, text: FieldText) -> Iterator[Block]:
    """Yield what a report rests on: its interviews and sources.

    Args:
        report: The independent report.
        text: How fields come into the document.
    """
    counted = count_evidence(report)
    if counted.answers and not text.workspace.is_public:
        yield Paragraph(counted.describe())
    if report.interviews:
        yield Heading(_("Interviews"), id="interviews")
        yield text.grid(
            report.interviews,
            (_("Day"), lambda one: one.on),
            *("with_", "group"),
            caption=_("People that the researchers spoke with"),
        )
    if report.sources:
        yield Heading(_("Sources"), id="sources")
        titles = [(Phrase([text.title(one)]), one.url) for one in report.sources]
        yield Bullets([Link(title, url) if url else title for title, url in titles])


def _build_remarks(heading: str, remarks: Sequence[Review | GovernmentComment], text: FieldText) -> Iterator[Block]:
    if remarks:
        yield Heading(heading)
    for one in remarks:
        yield from build_remark(one, text)


def build_remark(remark: Review | GovernmentComment, text: FieldText) -> Iterator[Block]:
    """Yield a remark on a draft, and what became of it.

    Args:
        remark: The remark.
        text: How fields come into the document.
    """
    by = text.words(remark, "reviewer") if isinstance(remark, Review) else None
    words = text.words(remark, "text") or LangText("–")
    author = join_phrases(", ", (by or _("Government"), LangText(day_text(remark.on, text.language), text.language)))
    yield Quote(words.text, by=author, language=words.language)
    if answer := text.words(remark, "answer"):
        yield Paragraph([_("Answer:") + " ", answer])
    elif remark.resolved:
        yield Paragraph(_("Resolved."))


def _list_told(workspace: Workspace, reports: Reports) -> tuple[Entry, ...]:
    """Return the recommendations of which a self-assessment tells: those on earlier plans that are open, then the cycle's own."""
    country, cycle = reports.country, reports.cycle
    own = (one for one in list_entries(workspace, country, cycle) if one.public_on)
    return (*list_open_earlier(workspace, country, cycle), *own)


def build_recommendations(entries: Sequence[Entry], text: FieldText) -> Iterator[Block]:
    """Yield recommendations with the government's answers and what became of them; nothing where there is none.

    Args:
        entries: The recommendations.
        text: How fields come into the document.
    """
    if entries:
        yield Heading(_("Recommendations"), id="recommendations")
    for one in entries:
        yield from build_recommendation(one, text)


def build_recommendation(entry: Entry, text: FieldText) -> Iterator[Block]:
    """Yield a recommendation, the government's answer, and what became of it.

    Args:
        entry: The recommendation.
        text: How fields come into the document.
    """
    words = text.words(entry.made, "text") or LangText("–")
    yield Quote(
        words.text, by=entry.name_product(text.language) or entry.reports.part.get_title(), language=words.language
    )
    yield text.key_values(entry.made, "about", "commitments", "key")
    yield from text.added(entry.made, level=3)
    if entry.response is None:
        due = (
            _("The government has not answered yet. It can answer until {day}.").format(day=write_day(entry.due))
            if entry.due
            else ""
        )
        yield Paragraph(due or _("The government has not answered yet."))
    else:
        yield text.key_values(entry.response, "answer", "on", "url")
        yield from text.paragraphs(entry.response, "reason", headed=False)
        yield from text.added(entry.response, level=3)
    if entry.outcome is not None:
        yield text.key_values(entry.outcome, "uptake", "on", "plan", "commitments", "evidence")
        yield from text.paragraphs(entry.outcome, "account", headed=False)
        yield from text.added(entry.outcome, level=3)


def build_response(report: IndependentReport, text: FieldText) -> Iterator[Block]:
    """Yield the government's response; nothing where there is none.

    Args:
        text: How fields come into the document.
    """
    if found := report.government_response:
        yield Heading(_("Government response"), id="response")
        yield KeyValues([(_("Day"), found.on)])
        yield from text.paragraphs(found, "text", "url", headed=False)


PAPERS: Final = (
    DocumentTemplate(name="self-assessment", title=N_("Self-assessment"), scope=Scope.CYCLE, write=write_own),
    DocumentTemplate(
        name="independent-report", title=N_("Independent report"), scope=Scope.CYCLE, write=write_independent
    ),
    DocumentTemplate(name="action-plan-review", title=N_("Action plan review"), scope=Scope.CYCLE, write=write_review),
)
"""The two reports on a cycle, and the review of its plan."""
