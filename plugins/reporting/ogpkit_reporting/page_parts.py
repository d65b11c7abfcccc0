"""What both reports say of one commitment, for the page of the commitment: from the promise to the proof (Roadmap X, XI)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api import Page
from ogpkit.api.text import Grid, Heading, Link, Paragraph, _, join_phrases, localized
from ogpkit_reporting.comparison import compare_reports
from ogpkit_reporting.questionnaire import list_questions
from ogpkit_reporting.standing import find_independent_publication, find_own_publication

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.output import FieldText
    from ogpkit.api.text import Block, Cell
    from ogpkit_reporting.reports import Reports


def build_parts(reports: Reports, text: FieldText) -> Iterator[Page]:
    """Yield a part for the page of each commitment of which a published report says something.

    Args:
        reports: The reports on the cycle, of which something is published.
        text: How fields come into the page.
    """
    answers = _list_answers(reports, text)
    for one in reports.commitments:
        blocks = [*_build_assessment(reports, one.id, text), *_build_answers(reports, answers.get(one.id, ()))]
        if blocks:
            address = f"{reports.country}/{reports.cycle}"
            whole = Paragraph([Link(_("The reports on this plan"), f"{address}/reports")])
            yield Page(
                address=f"{address}/commitments/{one.id}",
                title=_("What the reports say"),
                blocks=[*blocks, whole],
                is_part=True,
            )


def _list_answers(reports: Reports, text: FieldText) -> dict[str, list[tuple[Cell, ...]]]:
    """Return the independent answers to each question, with what the government says of the same, by commitment."""
    independent = reports.independent.entity if reports.independent else None
    if independent is None or not (find_independent_publication(reports) or independent.products):
        return {}
    said = {}
    if reports.own and find_own_publication(reports):
        said = {(row.commitment.id, row.name): row.government_title for row in compare_reports([reports])}
    sources = {one.id: one for one in independent.sources}
    found: dict[str, list[tuple[Cell, ...]]] = {}
    for asked in list_questions(reports):
        if asked.commitment and asked.answer:
            row = (
                localized(asked.question.title, text.language, "en"),
                asked.said,
                said.get((asked.commitment, asked.name)) or None,
                text.words(asked.answer, "reason"),
                join_phrases("; ", (text.words(sources[name], "title") for name in asked.evidence if name in sources)),
            )
            found.setdefault(asked.commitment, []).append(row)
    return found


def _build_assessment(reports: Reports, commitment: str, text: FieldText) -> Iterator[Block]:
    found = reports.find_assessment(commitment) if reports.own and find_own_publication(reports) else None
    if found is not None:
        yield Heading(_("What the government says"), level=2, id="self-assessment")
        yield text.key_values(found, "completion", "on_time", "evidence")
        yield from text.paragraphs(found, "summary", headed=False)


def _build_answers(reports: Reports, rows: list[tuple[Cell, ...]] | tuple[()]) -> Iterator[Block]:
    assessor = reports.part.get_assessor()
    if rows:
        yield Heading(assessor, level=2, id="independent-report")
        # a column for what only one of many commitments has would be empty on most pages
        kept = [place for place in range(5) if any(row[place] not in (None, "") for row in rows)]
        heads = (_("Question"), assessor, _("Government"), _("Reason"), _("Evidence"))
        yield Grid(
            heads=[heads[place] for place in kept],
            rows=[[row[place] for place in kept] for row in rows],
            caption=assessor,
        )
