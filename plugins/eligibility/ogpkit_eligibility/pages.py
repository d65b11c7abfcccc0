"""The score cards of the public portal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.contributions import Page, Pages
from ogpkit.language import _, speaking
from ogpkit_eligibility.oversight import name_of
from ogpkit_eligibility.scoring import Basis, evidence_of
from ogpkit_eligibility.wording import best
from ogpkit_eligibility.years import scored, years

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.workspace import Document, Workspace
    from ogpkit_eligibility.model import Evidence
    from ogpkit_eligibility.scoring import CriterionScore
    from ogpkit_eligibility.years import Year


def render(workspace: Workspace, language: str) -> Iterator[Page]:
    """A page for each country of which there is evidence.

    Args:
        workspace: The workspace.
        language: The language of the pages.
    """
    for country in workspace.countries:
        found = years(workspace, country)
        if found:
            yield _page(found, workspace, country, language)


def _page(found: tuple[Year, ...], workspace: Workspace, country: str, language: str) -> Page:
    name = name_of(workspace, country)
    body = [line for document in reversed(found) for line in _year(document.document, workspace, language)]
    with speaking(language):
        title = _("{country}: eligibility").format(country=name)
    return Page(address=f"{country}/eligibility", title=title, body="\n".join(body))


def _year(document: Document[Evidence], workspace: Workspace, language: str) -> list[str]:
    """A year's score card, scored again so that its reasons are said in the page's language."""
    with speaking(language):
        year = scored(document, workspace)
        if year is None:
            return []
        lines = [
            f"## {year.year}",
            "",
            year.score.why,
            "",
            f"| {_('Criterion')} | {_('Points')} | {_('Why')} | {_('Source')} |",
            "|---|---|---|---|",
            *(_line(year, name) for name in year.score.criteria),
            "",
        ]
        for note in year.score.notes:
            lines += [_cell(note), ""]
        return lines


def _line(year: Year, name: str) -> str:
    one, rule = year.score.criteria[name], year.part.criteria[name]
    points = f"{one.points}/{one.possible}" if one else "–"
    why = "; ".join(reason.text for reason in one.reasons) if one else _(Basis.NOTHING.label)
    cells = (best(rule.title), points, why, _source(year.document.entity, name, one))
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _source(entity: Evidence, name: str, one: CriterionScore | None) -> str:
    if one is None:
        return ""
    table = evidence_of(entity, name) if one.basis is Basis.EVIDENCE else entity.published
    return str(getattr(table, "source", ""))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


PAGES: Final = Pages(name="eligibility", title="Eligibility", render=render)
"""A score card for each country."""
