"""What is said of a country's years: the score card, what would change it, and what the Steering Committee should know.

It is the same on the portal, on the command line and in the app.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import Page, Pages
from ogpkit.api.content import country_name
from ogpkit.api.output import FieldText
from ogpkit.api.text import (
    Bullets,
    Grid,
    Heading,
    Paragraph,
    _,
    _n,
    format_phrase,
    join_list,
    join_phrases,
    plain_text,
    use_language,
    write_day,
)
from ogpkit_eligibility.age import describe_age
from ogpkit_eligibility.improvements import (
    count_missing_points,
    describe_improvement,
    list_improvements,
    list_risks,
    list_settlements,
)
from ogpkit_eligibility.pictures import draw_points, draw_years
from ogpkit_eligibility.scoring import Basis, get_evidence, is_covered
from ogpkit_eligibility.wording import format_points, get_best_text, label_of
from ogpkit_eligibility.years import list_years, score_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ogpkit.api.content import Workspace
    from ogpkit.api.text import Block, Cell
    from ogpkit_eligibility.oversight import Case, Comparison
    from ogpkit_eligibility.scoring import CriterionScore
    from ogpkit_eligibility.years import Year


def build_card(year: Year, workspace: Workspace) -> Iterator[Block]:
    """Yield each criterion with what earned its points, and what is unconfirmed.

    Args:
        year: The year, scored in the language in use.
    """
    yield Grid(
        heads=(_("Criterion"), _("Points"), _("Why"), _("Source")),
        rows=[_build_row(year, name, workspace.language) for name in year.score.criteria],
        caption=_("Eligibility in {year}").format(year=year.year),
    )
    if age := describe_age(year, workspace):
        yield Paragraph(age)
    yield from (Paragraph(note) for note in year.score.notes)
    yield from _build_validations(year, workspace)
    yield from FieldText(workspace).added(year.document.entity)


def _build_validations(year: Year, workspace: Workspace) -> Iterator[Block]:
    """Yield who validated the evidence, and when (Roadmap I: “validated by independent experts”)."""
    for one in year.document.entity.validations:
        about = join_list(_(criterion.label) for criterion in one.criteria) or _("all evidence")
        yield Paragraph(
            format_phrase(
                _("Validated by independent experts on {day}: {about}. {organisation}"),
                day=write_day(one.on),
                about=about,
                organisation=plain_text(one.organisation, workspace.language),
            )
        )


def _build_row(year: Year, name: str, plain: str) -> tuple[Cell, ...]:
    one, rule = year.score.criteria[name], year.part.criteria[name]
    if one is None:
        known = is_covered(year.document.entity, name, rule)
        state = _("evidence missing") if known else _("not covered by the survey")
        return get_best_text(rule.title), f"–/{rule.most}", state, ""
    reasons = [join_phrases(" ", (f"{reason.points:+d}", reason.text)) for reason in one.reasons]
    if one.missing:
        reasons.append(_("missing: {evidence}").format(evidence=join_list(label_of(name, key) for key in one.missing)))
    source = plain_text(_find_source(year, name, one), plain)
    points = f"{format_points(one.points, one.points_most)}/{one.possible}"
    return one.title, points, join_phrases("; ", reasons), source


def _find_source(year: Year, name: str, one: CriterionScore) -> str:
    entity = year.document.entity
    table = entity.published if one.basis is Basis.PUBLISHED else get_evidence(entity, name)
    return str(getattr(table, "source", ""))


def build_prospects(year: Year) -> Iterator[Block]:
    """Yield what is missing and would settle the verdict, and which single changes would raise the points or lose it."""
    entity, part = year.document.entity, year.part
    if missing := count_missing_points(year.score):
        text = _n("{count} point is missing.", "{count} points are missing.", missing)
        yield Paragraph(text.format(count=missing))
    settling = [settlement.text for settlement in list_settlements(entity, part)]
    if year.score.is_range and year.score.eligible is None and not settling:
        yield Paragraph(_("No single piece of evidence would decide the result."))
    for heading, lines in (
        (_("One piece of evidence that would decide the result:"), settling),
        (_("Single changes that would raise the points:"), map(describe_improvement, list_improvements(entity, part))),
        (
            _("Single changes that would make the country ineligible:"),
            map(describe_improvement, list_risks(entity, part)),
        ),
        (_("Missing:"), year.score.missing),
    ):
        if items := tuple(lines):
            yield Heading(heading, level=2)
            yield Bullets(items)


def format_comparisons(found: Iterable[Comparison]) -> Iterator[str]:
    """Yield each year beside the one before it.

    Args:
        found: The comparisons, oldest first.
    """
    for one in found:
        yield f"{one.before.year} → {one.after.year}: {one.before.score.headline} → {one.after.score.headline}"
        for move in one.moves:
            moved = _("{criterion}: {before} → {after}").format(
                criterion=move.title,
                before="–" if move.before is None else move.before,
                after="–" if move.after is None else move.after,
            )
            yield f"  {moved}" + (f" ({'; '.join(move.evidence)})" if move.evidence else "")
        if not one.moves:
            yield "  " + _("No criterion is known to have changed.")


def format_oversight(case: Case, workspace: Workspace) -> Iterator[str]:
    """Yield what the Steering Committee should know of a country.

    Args:
        case: The country's case.
        workspace: Where it lies.
    """
    yield _("{country}: below the minimum in {years}").format(
        country=f"{case.name} ({case.country})", years=join_list(str(year.year) for year in case.below)
    )
    if case.fall:
        yield from (f"  {line}" for line in format_comparisons([case.fall]))
    else:
        yield f"  {case.newest.score.headline}"
    if age := describe_age(case.newest, workspace):
        yield f"  {age}"
    rule = case.newest.part.oversight
    if rule:
        yield "  " + _("Inform: {committee}").format(committee=get_best_text(rule.informs))
    if case.recover_by:
        yield "  " + _("Recover by {day}").format(day=write_day(case.recover_by))
    if case.review_due:
        yield "  " + _("Place under eligibility review")
    for review in case.reviews:
        outcome = review.entity.outcome
        yield "  " + _("Review {path}: {state}").format(
            path=review.path, state=_(outcome.label) if outcome else _("open")
        )
    if not case.reviews:
        yield "  " + _("No review is open.")


def render(workspace: Workspace, language: str) -> Iterator[Page]:
    """Yield a page for each country of which there is evidence, its newest year first.

    Args:
        language: The language of the pages.
    """
    for country in workspace.countries:
        found = list_years(workspace, country)
        if found:
            with use_language(language):
                title = format_phrase(_("{country}: eligibility"), country=country_name(workspace, country, language))
                again = [score_document(year.document, workspace) or year for year in found]
                blocks = [
                    *draw_years(again),
                    *(block for year in reversed(again) for block in _build_year(year, workspace)),
                ]
            yield Page(address=f"{country}/eligibility", title=title, blocks=blocks)


def _build_year(year: Year, workspace: Workspace) -> Iterator[Block]:
    """Yield a year's score card.

    Args:
        year: The year, scored in the page's language.
    """
    yield Heading(str(year.year), id=str(year.year))
    yield Paragraph(year.score.why)
    yield draw_points(year)
    yield from build_card(year, workspace)


PAGES: Final = Pages(name="eligibility", title="Eligibility", render=render, kinds=("eligibility",), by_country=True)
"""A score card for each country."""
