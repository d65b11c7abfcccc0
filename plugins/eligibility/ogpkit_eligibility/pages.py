"""The score cards of the public portal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import Page, Pages
from ogpkit.api.content import country_name
from ogpkit.api.output import FieldText
from ogpkit.api.text import Grid, Heading, Paragraph, _, format_phrase, join_phrases, plain_text, use_language
from ogpkit_eligibility.scoring import Basis, get_evidence
from ogpkit_eligibility.wording import get_best_text
from ogpkit_eligibility.years import list_years, score_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace
    from ogpkit.api.text import Block, Cell
    from ogpkit_eligibility.model import Evidence
    from ogpkit_eligibility.scoring import CriterionScore
    from ogpkit_eligibility.years import Year


def render(workspace: Workspace, language: str) -> Iterator[Page]:
    """Yield a page for each country of which there is evidence.

    Args:
        language: The language of the pages.
    """
    for country in workspace.countries:
        found = list_years(workspace, country)
        if found:
            yield _page(found, workspace, country, language)


def _page(found: tuple[Year, ...], workspace: Workspace, country: str, language: str) -> Page:
    blocks = [block for year in reversed(found) for block in _build_year(year.document, workspace, language)]
    with use_language(language):
        title = format_phrase(_("{country}: eligibility"), country=country_name(workspace, country, language))
    return Page(address=f"{country}/eligibility", title=title, blocks=blocks)


def _build_year(document: Document[Evidence], workspace: Workspace, language: str) -> list[Block]:
    """Return a year's score card, scored again so that its reasons are said in the page's language."""
    with use_language(language):
        year = score_document(document, workspace)
        if year is None:
            return []
        return [
            Heading(str(year.year), id=str(year.year)),
            Paragraph(year.score.why),
            Grid(
                heads=(_("Criterion"), _("Points"), _("Why"), _("Source")),
                rows=[_build_row(year, name, workspace.language) for name in year.score.criteria],
                caption=_("Eligibility in {year}").format(year=year.year),
            ),
            *(Paragraph(note) for note in year.score.notes),
            *FieldText(workspace, language).added(document.entity),
        ]


def _build_row(year: Year, name: str, plain: str) -> tuple[Cell, ...]:
    one, rule = year.score.criteria[name], year.part.criteria[name]
    points = f"{one.points}/{one.possible}" if one else "–"
    why = join_phrases("; ", (reason.text for reason in one.reasons)) if one else _(Basis.NOTHING.label)
    return get_best_text(rule.title), points, why, plain_text(_find_source(year.document.entity, name, one), plain)


def _find_source(entity: Evidence, name: str, one: CriterionScore | None) -> str:
    if one is None:
        return ""
    table = get_evidence(entity, name) if one.basis is Basis.EVIDENCE else entity.published
    return str(getattr(table, "source", ""))


PAGES: Final = Pages(name="eligibility", title="Eligibility", render=render, kinds=("eligibility",))
"""A score card for each country."""
