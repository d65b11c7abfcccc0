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
    format_phrase,
    join_phrases,
    lang_text,
    localized,
    plain_text,
)
from ogpkit_reporting.model import IndependentReport, Interview
from ogpkit_reporting.questionnaire import list_questions
from ogpkit_reporting.reports import find_reports, list_evidence
from ogpkit_reporting.standing import find_independent_publication
from ogpkit_reporting.stars import list_stars

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api import Place
    from ogpkit.api.content import Translated, Workspace
    from ogpkit.api.text import Block, Inline
    from ogpkit_reporting.model import GovernmentComment, Review
    from ogpkit_reporting.reports import Reports


def write_own(workspace: Workspace, place: Place, language: str) -> TextDocument | None:
    """Return the self-assessment as a document, or None where there is none.

    Args:
        place: The cycle.
        language: The language of the document.
    """
    reports = find_reports(workspace, place.country, place.cycle)
    if reports.own is None or reports.plan is None:
        return None
    own = reports.own.entity
    return TextDocument(
        title=format_phrase(
            _("Self-assessment of {country}"), country=country_name(workspace, place.country, language)
        ),
        subtitle=_format_period(reports),
        language=language,
        dated=own.published,
        blocks=(
            *((Heading(_("Consultation"), id="consultation"),) if own.consultation else ()),
            *split_paragraphs(own.consultation, language, workspace.language),
            *FieldText(workspace, language).added(own, level=1),
            Heading(_("Commitments"), id="commitments"),
            *_build_overview(reports, workspace, language),
            *(
                block
                for one in reports.commitments
                for block in _build_assessment(reports, one.id, workspace, language)
            ),
        ),
    )


def _format_period(reports: Reports) -> str:
    cycle = reports.plan.entity if reports.plan else None
    return f"{cycle.start.isoformat()} – {cycle.end.isoformat()}" if cycle else reports.cycle


def get_commitment_title(reports: Reports, commitment: str, workspace: Workspace, language: str) -> str:
    """Return what a commitment is called, with its number.

    Args:
        reports: The reports on the cycle.
        commitment: Its identifier.
        language: The language wanted.
    """
    found = next((one for one in reports.commitments if one.id == commitment), None)
    if found is None:
        return commitment
    return join_phrases(" ", (found.entity.number, lang_text(found.entity.title, language, workspace.language)))


def split_paragraphs(text: Translated | None, language: str, plain: str) -> Iterator[Paragraph]:
    """Yield a text as paragraphs; nothing where there is none.

    Args:
        language: The language wanted.
        plain: The language of plain strings in the workspace.
    """
    if found := lang_text(text, language, plain):
        yield Paragraph([found])


def _build_overview(reports: Reports, workspace: Workspace, language: str) -> Iterator[Block]:
    rows = []
    for one in reports.commitments:
        found = reports.find_assessment(one.id)
        rows.append(
            (
                get_commitment_title(reports, one.id, workspace, language),
                _(found.completion.label) if found and found.completion else None,
                found.on_time if found else None,
            )
        )
    yield Grid(heads=(_("Commitment"), _("Completion"), _("On time")), rows=rows, caption=_("Commitments at a glance"))


def _build_assessment(reports: Reports, commitment: str, workspace: Workspace, language: str) -> Iterator[Block]:
    found = reports.find_assessment(commitment)
    yield Heading(get_commitment_title(reports, commitment, workspace, language), level=2, id=commitment)
    if found is None:
        yield Paragraph(_("Not assessed yet."))
        return
    text = FieldText(workspace, language)
    yield text.key_values(found, "completion", "on_time")
    yield from split_paragraphs(found.summary, language, workspace.language)
    yield from text.added(found, level=3)
    if found.evidence:
        yield Paragraph(_("Evidence:"))
        yield Bullets([[Link(url, url)] for url in found.evidence])


def write_independent(workspace: Workspace, place: Place, language: str) -> TextDocument | None:
    """Return the independent report as a document, or None where there is none.

    Args:
        place: The cycle.
        language: The language of the document.
    """
    reports = find_reports(workspace, place.country, place.cycle)
    if reports.independent is None or (workspace.is_public and not find_independent_publication(reports)):
        return None
    return build_independent_document(reports, workspace, language)


def build_independent_document(reports: Reports, workspace: Workspace, language: str) -> TextDocument:
    """Return an independent report as a document in the language in use; also one that was sent as a draft.

    Args:
        reports: The reports on the cycle, with the independent one.
        language: The language of the document.

    Raises:
        ValueError: There is no independent report.
    """
    if reports.independent is None:
        raise ValueError("no independent report")
    report = reports.independent.entity
    return TextDocument(
        title=format_phrase(
            _("Independent report on {country}"), country=country_name(workspace, reports.country, language)
        ),
        subtitle=_format_period(reports),
        language=language,
        dated=find_independent_publication(reports),
        blocks=(
            FieldText(workspace, language).key_values(report, "researchers"),
            *FieldText(workspace, language).added(report, level=1),
            *_build_answers(reports, workspace, language),
            *_build_stars(reports, workspace, language),
            *_build_evidence(report, workspace.language),
            *_build_remarks(_("Reviews"), report.reviews, language, workspace.language),
            *_build_remarks(_("Comments of the government"), report.government_comments, language, workspace.language),
            *build_response(report, language, workspace.language),
            *(Paragraph(localized(note, language, "en")) for note in reports.part.unconfirmed),
        ),
    )


def _build_answers(reports: Reports, workspace: Workspace, language: str) -> Iterator[Block]:
    report = reports.independent.entity if reports.independent else IndependentReport()
    names = {one.id: one.with_ if isinstance(one, Interview) else one.title for one in list_evidence(report) if one.id}
    about = None
    for one in list_questions(reports):
        if one.commitment != about:
            about = one.commitment
            title = get_commitment_title(reports, about, workspace, language) if about else _("The country")
            yield Heading(title, id=about)
        scale = reports.part.get_scale(one.name)
        yield Heading(localized(one.question.title, language, "en"), level=2)
        if one.answer is None:
            yield Paragraph(_("Not answered yet."))
            continue
        yield KeyValues(
            [
                (_("Answer"), scale.get_title(one.answer.answer, language)),
                (
                    _("Evidence"),
                    plain_text("; ".join(names.get(name, name) for name in one.answer.evidence), workspace.language),
                ),
            ]
        )
        yield from split_paragraphs(one.answer.reason, language, workspace.language)


def _build_stars(reports: Reports, workspace: Workspace, language: str) -> Iterator[Block]:
    found = list_stars(reports)
    if found:
        yield Heading(_("Stars"), id="stars")
        yield Grid(
            heads=(_("Commitment"), _("Star")),
            rows=[(get_commitment_title(reports, one.commitment, workspace, language), one.earned) for one in found],
            caption=_("Model commitments"),
        )


def _build_evidence(report: IndependentReport, plain: str) -> Iterator[Block]:
    if report.interviews:
        yield Heading(_("Interviews"), id="interviews")
        yield Grid(
            heads=(_("Day"), _("With"), _("Group")),
            rows=[
                (one.on, plain_text(one.with_, plain), _(one.group.label) if one.group else None)
                for one in report.interviews
            ],
            caption=_("With whom the researchers spoke"),
        )
    if report.sources:
        yield Heading(_("Sources"), id="sources")
        yield Bullets([[_link_source(Phrase([plain_text(one.title, plain)]), one.url)] for one in report.sources])


def _link_source(title: Phrase, url: str | None) -> Inline:
    return Link(title, url) if url else title


def _build_remarks(
    heading: str, remarks: tuple[Review, ...] | tuple[GovernmentComment, ...], language: str, plain: str
) -> Iterator[Block]:
    if not remarks:
        return
    yield Heading(heading)
    for one in remarks:
        by = plain_text(getattr(one, "reviewer", ""), plain) or _("Government")
        words = lang_text(one.text, language, plain) or LangText("–")
        yield Quote(words.text, by=join_phrases(", ", (by, one.on.isoformat())), language=words.language)
        if answer := lang_text(one.answer, language, plain):
            yield Paragraph([_("Answer:") + " ", answer])
        elif one.resolved:
            yield Paragraph(_("Resolved."))


def build_response(report: IndependentReport, language: str, plain: str) -> Iterator[Block]:
    """Yield the government's response; nothing where there is none.

    Args:
        language: The language wanted.
        plain: The language of plain strings in the workspace.
    """
    found = report.government_response
    if found is None:
        return
    yield Heading(_("Response of the government"), id="response")
    yield KeyValues([(_("Day"), found.on)])
    yield from split_paragraphs(found.text, language, plain)
    if found.url:
        address = found.url.best(language, "en")
        yield Paragraph([Link(address, address)])


PAPERS: Final = (
    DocumentTemplate(name="self-assessment", title=N_("Self-assessment"), scope=Scope.CYCLE, write=write_own),
    DocumentTemplate(
        name="independent-report", title=N_("Independent report"), scope=Scope.CYCLE, write=write_independent
    ),
)
"""The two reports on a cycle."""
