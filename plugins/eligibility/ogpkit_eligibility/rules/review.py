"""Rules about reviews by the independent group of experts (Roadmap I, last paragraph)."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Example, Fix, Problem, RelatedPlace, Rule, Scope, suggest_spelling
from ogpkit.api.text import _
from ogpkit_eligibility.model import Review, ReviewOutcome
from ogpkit_eligibility.oversight import compare
from ogpkit_eligibility.reviews import REVIEW_STAGES
from ogpkit_eligibility.wording import label_of
from ogpkit_eligibility.years import list_years

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace


def _check_years_exist(document: Document[Review], workspace: Workspace) -> Iterator[Problem]:
    there = {year.year for year in list_years(workspace, document.country)}
    if not document.entity.years:
        yield Problem(
            message=_("The review does not say which years it compares."),
            remedy=_("Add years, for example years = [2014, 2015]."),
            at=("years",),
        )
    for index, year in enumerate(document.entity.years):
        if year not in there:
            yield Problem(
                message=_("There is no evidence of {year} that this review could compare.").format(year=year),
                remedy=_("Add {path}, or correct the year.").format(
                    path=f"countries/{document.country}/eligibility/{year}.toml"
                ),
                at=("years", index),
            )


def _check_criteria_fell(document: Document[Review], workspace: Workspace) -> Iterator[Problem]:
    review = document.entity
    compared = [year for year in list_years(workspace, document.country) if year.year in review.years]
    fallen: set[str] = set()
    known: set[str] = set()
    for before, after in pairwise(compared):
        comparison = compare(before, after)
        fallen |= set(comparison.fallen_criteria)
        # a criterion of which one year is not known may have fallen; nobody can say that it did not
        known |= {
            name for name, one in after.score.criteria.items() if one is not None and before.score.criteria.get(name)
        }
    also = tuple(RelatedPlace(path=year.document.path) for year in compared)
    for index, criterion in enumerate(review.criteria):
        # the Steering Committee would be told of a fall that did not happen
        if criterion in known - fallen:
            yield Problem(
                message=_("{criterion} did not lose points between the years compared.").format(
                    criterion=label_of(criterion)
                ),
                remedy=_("Take it out, or correct the years."),
                at=("criteria", index),
                fix=Fix(title=_("Take {key} out").format(key=criterion), at=("criteria", index), safe=False),
                also=also,
            )
    for name in sorted(fallen - set(review.criteria)):
        yield Problem(
            message=_("{criterion} lost points between the years compared, and the review does not name it.").format(
                criterion=label_of(name)
            ),
            remedy=_("Add “{criterion}” to criteria.").format(criterion=name),
            at=("criteria",),
            fix=Fix(
                title=_("Add {value}").format(value=name),
                at=("criteria",),
                value=[*(one.value for one in review.criteria), name],
                safe=False,
            ),
            also=also,
        )


def _check_order(document: Document[Review], workspace: Workspace) -> Iterator[Problem]:
    review, stages = document.entity, REVIEW_STAGES.stages(document, workspace)
    for index, step in enumerate(review.history):
        if stages and step.stage not in stages:
            meant = suggest_spelling(("history", index, "stage"), step.stage, stages)
            yield Problem(
                message=_("There is no stage “{stage}” in a review.").format(stage=step.stage),
                remedy=meant.remedy,
                at=("history", index, "stage"),
                fix=meant.fix,
            )
        # the experts cannot have found something in a review that did not exist
        if step.on < review.opened:
            yield _report_too_early(("history", index, "on"), review)
    for index, (before, after) in enumerate(pairwise(review.history), start=1):
        if after.on < before.on:
            yield Problem(
                message=_("“{stage}” is dated before the step above it.").format(stage=after.stage),
                remedy=_("Put the steps in the order of their days, or correct a day."),
                at=("history", index, "on"),
            )
        if before.stage in stages and after.stage in stages and after.stage not in stages[before.stage].next:
            yield Problem(
                message=_("“{stage}” cannot follow “{before}”.").format(stage=after.stage, before=before.stage),
                remedy=_("What can follow: {stages}.").format(stages=", ".join(stages[before.stage].next) or "–"),
                at=("history", index, "stage"),
            )
    if review.informed_steering_committee and review.informed_steering_committee < review.opened:
        yield _report_too_early(("informed_steering_committee",), review)


def _report_too_early(at: tuple[str | int, ...], review: Review) -> Problem:
    return Problem(
        message=_("This day is before the review was opened, on {opened}.").format(opened=review.opened.isoformat()),
        remedy=_("Correct this day, or the day on which the review was opened."),
        at=at,
    )


def _has_what_its_stage_needs(document: Document[Review], workspace: Workspace) -> Iterator[Problem]:
    if document.entity.history:
        index = len(document.entity.history) - 1
        stage = document.entity.history[index].stage
        for guard in REVIEW_STAGES.guards.get(stage, ()):
            for missing in guard(document, workspace):
                yield Problem(
                    message=_("The review is at “{stage}”, and something that this needs is missing.").format(
                        stage=stage
                    ),
                    remedy=missing,
                    at=("history", index, "stage"),
                )


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
            message=_("The outcome is “{outcome}”; the evidence of {year} says: {headline}.").format(
                outcome=_(outcome.label), year=newest.year, headline=newest.score.headline
            ),
            remedy=_("Correct the outcome or the evidence."),
            at=("outcome",),
            also=(RelatedPlace(path=newest.document.path),),
        )


def _write_published(points: int, verdict: str, fiscal: int) -> str:
    return (
        f'edition = "criteria-2014"\n\n[published]\nverdict = "{verdict}"\npoints = {points}\npossible = 16\n'
        f'criteria.fiscal_transparency = {fiscal}\nsource = "Eligibility table"\n'
    )


def _build_example(review: str) -> Example:
    return Example(
        files={
            "countries/XX/country.toml": 'name = "Country X"\njoined = 2011-09-20\n',
            "countries/XX/eligibility/2014.toml": _write_published(13, "eligible", 4),
            "countries/XX/eligibility/2015.toml": _write_published(11, "not-eligible", 2),
            "countries/XX/eligibility/reviews/2016.toml": review,
        },
        today=date(2016, 6, 1),
    )


_GOOD: Final = """\
edition = "criteria-2014"
opened = 2016-02-09
years = [2014, 2015]
criteria = ["fiscal_transparency"]
experts = ["Group of experts"]
findings = "The Audit Report is not published."
informed_steering_committee = 2016-02-20
outcome = "below-minimum"

[[history]]
stage = "opened"
on = 2016-02-09

[[history]]
stage = "findings"
on = 2016-02-15
"""

REVIEW_RULES: Final[tuple[Rule[Any], ...]] = (
    Rule(
        code="ELI014",
        title="A review compares years of which there is evidence",
        section="Roadmap I",
        explanation="The group of experts compares years; each year that a review names has a file of evidence.",
        entity=Review,
        check=_check_years_exist,
        wrong=_build_example(_GOOD.replace("[2014, 2015]", "[2013, 2015]")),
        right=_build_example(_GOOD),
        scope=Scope.COUNTRY,
    ),
    Rule(
        code="ELI015",
        title="A review names the criteria that fell",
        section="Roadmap I",
        explanation=(
            "The Steering Committee is told which criterion fell. The criteria of a review are those that lost points between "
            "the years that it compares, as far as their points are known."
        ),
        entity=Review,
        check=_check_criteria_fell,
        wrong=_build_example(_GOOD.replace('["fiscal_transparency"]', "[]")),
        right=_build_example(_GOOD),
        scope=Scope.COUNTRY,
    ),
    Rule(
        code="ELI016",
        title="A review's stages and days are in order",
        section="Roadmap I",
        explanation=(
            "A review is opened, comes to findings, goes to the Steering Committee and is closed. No step is dated before the "
            "one above it, and none before the review was opened."
        ),
        entity=Review,
        check=_check_order,
        wrong=_build_example(_GOOD.replace("2016-02-15", "2016-02-01")),
        right=_build_example(_GOOD),
    ),
    Rule(
        code="ELI017",
        title="A review has what its stage needs",
        section="Roadmap I",
        explanation=(
            "At “findings” the findings are written down; at “steering-committee” the day on which the Steering Committee was "
            "informed is given; when the review is closed, its outcome is."
        ),
        entity=Review,
        check=_has_what_its_stage_needs,
        wrong=_build_example(_GOOD.replace('findings = "The Audit Report is not published."\n', "")),
        right=_build_example(_GOOD),
    ),
    Rule(
        code="ELI018",
        title="A review's outcome is what the evidence says",
        section="Roadmap I",
        explanation=(
            "A country is in good standing when it is at the minimum, and below it when it is not. The outcome of a review may "
            "not say the opposite of the newest year that it compares."
        ),
        entity=Review,
        check=_check_outcome,
        wrong=_build_example(_GOOD.replace('"below-minimum"', '"in-good-standing"')),
        right=_build_example(_GOOD),
        scope=Scope.COUNTRY,
    ),
)
"""ELI014 to ELI018."""
