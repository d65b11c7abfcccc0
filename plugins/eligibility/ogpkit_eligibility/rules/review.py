"""Rules about reviews by the independent group of experts (Roadmap I, last paragraph)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import (
    Fix,
    Problem,
    Refusal,
    RelatedPlace,
    Rule,
    Scope,
    checked,
    expected,
    follows_stages,
    meets_stage_guards,
    ordered,
    refused,
)
from ogpkit.api.text import _
from ogpkit_eligibility.model import Review, ReviewOutcome
from ogpkit_eligibility.oversight import compare
from ogpkit_eligibility.reviews import REVIEW_STAGES
from ogpkit_eligibility.wording import label_of
from ogpkit_eligibility.years import list_years

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace
    from ogpkit_eligibility.years import Year


def _is_without_evidence(year: int, document: Document[Review], workspace: Workspace) -> Refusal:
    there = {one.year for one in list_years(workspace, document.country)}
    return year not in there and {"path": f"countries/{document.country}/eligibility/{year}.toml"}


def _check_criteria_fell(document: Document[Review], workspace: Workspace) -> Iterator[Problem]:
    review = document.entity
    compared = [year for year in list_years(workspace, document.country) if year.year in review.years]
    fallen: set[str] = set()
    known: set[str] = set()
    for before, after in pairwise(compared):
        comparison = compare(before, after)
        fallen |= set(comparison.fallen_criteria)
        # a criterion of which one year is not known may have fallen; nobody can say that it did not
        known |= set(_list_known(before)) & set(_list_known(after))
    also = tuple(RelatedPlace(path=year.document.path) for year in compared)
    for index, criterion in enumerate(review.criteria):
        # the Steering Committee would be told of a fall that did not happen
        if criterion in known - fallen:
            yield Problem(
                message=_("{criterion} did not lose points between the years compared.").format(
                    criterion=label_of(criterion)
                ),
                remedy=_("Remove it, or correct the years."),
                at=("criteria", index),
                fix=Fix(title=_("Remove {key}").format(key=criterion), at=("criteria", index), safe=False),
                also=also,
            )
    for name in sorted(fallen - set(review.criteria)):
        yield Problem(
            message=_("{criterion} lost points between the years compared, but the review does not name it.").format(
                criterion=label_of(name)
            ),
            remedy=_("Add “{criterion}” to `criteria`.").format(criterion=name),
            at=("criteria",),
            fix=Fix(
                title=_("Add {value}").format(value=name),
                at=("criteria",),
                value=[*(one.value for one in review.criteria), name],
                safe=False,
            ),
            also=also,
        )


def _list_known(year: Year) -> Iterator[str]:
    """Yield the criteria whose points are known."""
    return (name for name, one in year.score.criteria.items() if one and one.exact is not None)


def _check_outcome(document: Document[Review], workspace: Workspace) -> Iterator[Problem]:
    outcome = document.entity.outcome
    compared = [year for year in list_years(workspace, document.country) if year.year in document.entity.years]
    if outcome is None or not compared:
        return
    newest = compared[-1]
    above = outcome is ReviewOutcome.IN_GOOD_STANDING
    # only a plain contradiction: where the evidence gives no verdict, the experts may know more
    if (above and newest.score.eligible is False) or (
        outcome is ReviewOutcome.BELOW_MINIMUM and newest.score.eligible is True
    ):
        yield Problem(
            message=_("The outcome is “{outcome}”, but the evidence for {year} says: {headline}.").format(
                outcome=_(outcome.label), year=newest.year, headline=newest.score.headline
            ),
            remedy=_("Correct the outcome or the evidence."),
            at=("outcome",),
            also=(RelatedPlace(path=newest.document.path),),
        )


REVIEW_RULES: Final[tuple[Rule[Any], ...]] = (
    expected(
        Review,
        "years",
        code="ELI014",
        also=[refused(Review, "years[]", when=_is_without_evidence)],
        scope=Scope.COUNTRY,
    ),
    checked(Review, _check_criteria_fell, code="ELI015", scope=Scope.COUNTRY),
    follows_stages(
        REVIEW_STAGES,
        may_begin_anywhere=True,
        code="ELI016",
        # the experts cannot have found something in a review that did not exist
        also=[ordered(Review, "opened", "history[].on", "informed_steering_committee")],
    ),
    meets_stage_guards(REVIEW_STAGES, code="ELI017"),
    checked(Review, _check_outcome, code="ELI018", scope=Scope.COUNTRY),
)
"""ELI014 to ELI018."""
