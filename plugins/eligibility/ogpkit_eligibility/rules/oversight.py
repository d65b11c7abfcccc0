"""Rules about participating countries that fall below the minimum (Roadmap I, last paragraph)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Problem, Refusal, RelatedPlace, Rule, Scope, checked, refused
from ogpkit.api.content import Country, country_name
from ogpkit.api.text import _, join_list
from ogpkit_eligibility.model import Evidence
from ogpkit_eligibility.oversight import Case, find_case
from ogpkit_eligibility.wording import get_best_text, label_of
from ogpkit_eligibility.years import find_latest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace


def _find_case(document: Document[Evidence], workspace: Workspace) -> Case | None:
    """Return the case of the document's country, if the document is its newest year."""
    case = find_case(workspace, document.country)
    # only at the newest year: an old file would be told for ever
    return case if case and case.newest.document.path == document.path else None


def _is_below(_evidence: Evidence, document: Document[Evidence], workspace: Workspace) -> Refusal:
    case = _find_case(document, workspace)
    # a fall is told with its criterion by the next rule, and a review means that the experts are at it
    if case is None or case.fall or case.reviews:
        return False
    return {
        "country": case.name,
        "year": case.newest.year,
        "headline": case.newest.score.headline,
        "committee": _describe_committee(case),
    }


def _fall_is_reviewed(document: Document[Evidence], workspace: Workspace) -> Iterator[Problem]:
    case = _find_case(document, workspace)
    # Roadmap I: the experts inform “if a country is suspected of falling below”; once a review is open they have
    if case is None or case.reviews or case.fall is None:
        return
    before, after = case.fall.before, case.fall.after
    moved = [move for move in case.fall.moves if (move.by or 0) < 0]
    where = join_list(
        _("{criterion} from {before} to {after}").format(criterion=move.title, before=move.before, after=move.after)
        for move in moved
    )
    yield Problem(
        message=_(
            "{country} has fallen below the minimum: {before_year} {before}; {after_year} {after}; {where}."
        ).format(
            country=case.name,
            before_year=before.year,
            before=before.score.headline,
            after_year=after.year,
            after=after.score.headline,
            where=where or _("the criterion is not known"),
        ),
        remedy=_("Inform {committee} and open a review in {folder}.").format(
            committee=_describe_committee(case), folder=f"countries/{case.country}/eligibility/reviews/"
        ),
        at=(moved[0].criterion,) if moved and getattr(document.entity, moved[0].criterion, None) else (),
        also=(RelatedPlace(path=before.document.path, note=_("The year before the fall")),),
    )


def _is_long_below(_evidence: Evidence, document: Document[Evidence], workspace: Workspace) -> Refusal:
    case = _find_case(document, workspace)
    # any review of these years is the one that the edition of 2023 asks for
    if case is None or not case.review_due or case.reviews:
        return False
    years = join_list(str(year.year) for year in case.below)
    return {"country": case.name, "years": years, "folder": f"countries/{case.country}/eligibility/reviews/"}


def _describe_committee(case: Case) -> str:
    rule = case.newest.part.oversight
    return get_best_text(rule.informs) if rule else label_of("steering_committee")


def _has_no_evidence(country: Country, document: Document[Country], workspace: Workspace) -> Refusal:
    # countries that only wish to join need not be scored yet
    if country.joined is None or find_latest(workspace, document.country):
        return False
    path = f"countries/{document.country}/eligibility/{country.joined.year}.toml"
    return {"country": country_name(workspace, document.country), "path": path}


OVERSIGHT_RULES: Final[tuple[Rule[Any], ...]] = (
    refused(Evidence, when=_is_below, code="ELI010", scope=Scope.COUNTRY),
    checked(Evidence, _fall_is_reviewed, code="ELI011", scope=Scope.COUNTRY),
    refused(Evidence, when=_is_long_below, code="ELI012", scope=Scope.COUNTRY),
    refused(Country, "joined", when=_has_no_evidence, code="ELI013", scope=Scope.COUNTRY),
)
"""ELI010 to ELI013."""
