"""Rules about recommendations, the government's answers, and what became of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Problem, Refusal, Rule, Scope, checked, in_owed_languages, one_of, refused, unique
from ogpkit.api.text import _
from ogpkit_reporting.edition import get_rules
from ogpkit_reporting.kinds import ANSWERS
from ogpkit_reporting.model import IndependentReport
from ogpkit_reporting.recommendations import Position, RecommendationAnswers, RecommendationSubject, Uptake
from ogpkit_reporting.register import list_entries
from ogpkit_reporting.reports import find_entry_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace
    from ogpkit_reporting.recommendations import Recommendation, RecommendationOutcome, RecommendationResponse


def _is_at_odds(one: Recommendation, _document: Document[IndependentReport], _workspace: Workspace) -> bool:
    return bool(one.commitments) != (one.about is RecommendationSubject.COMMITMENTS)


def _list_products(document: Document[IndependentReport], workspace: Workspace) -> tuple[str, ...] | None:
    return tuple(get_rules(workspace, document.country, document.cycle).products) or None


def _check_key_ones(document: Document[IndependentReport], workspace: Workspace) -> Iterator[Problem]:
    most = get_rules(workspace, document.country, document.cycle).recommendations.most_key
    key_ones = [position for position, one in enumerate(document.entity.recommendations) if one.key]
    if most and len(key_ones) > most:
        yield Problem(
            message=_("The report has {count} key recommendations. At most {most} were usual.").format(
                count=len(key_ones), most=most
            ),
            remedy=_("Remove `key` from those that matter less."),
            at=("recommendations", key_ones[most], "key"),
        )


def _is_without_reason(
    one: RecommendationResponse, _document: Document[RecommendationAnswers], _workspace: Workspace
) -> bool:
    return one.answer is not Position.ACCEPTED and not one.reason


def _is_without_evidence(
    one: RecommendationOutcome, _document: Document[RecommendationAnswers], _workspace: Workspace
) -> bool:
    return one.uptake is not Uptake.NONE and not (one.evidence or one.commitments)


def _is_premature(
    one: RecommendationResponse | RecommendationOutcome,
    document: Document[RecommendationAnswers],
    workspace: Workspace,
) -> Refusal:
    entries = {entry.made.id: entry for entry in list_entries(workspace, document.country, document.cycle)}
    entry = entries.get(one.recommendation)
    public_on = entry.public_on if entry else None
    # a recommendation that nobody knows is found as such
    return entry is not None and (public_on is None or one.on < public_on) and {"day": public_on or _("not yet")}


def _check_answered(document: Document[IndependentReport], workspace: Workspace) -> Iterator[Problem]:
    for one in list_entries(workspace, document.country, document.cycle):
        if one.is_late(workspace.today):
            yield Problem(
                message=_("The answer to the recommendation “{id}” was due by {day}.").format(
                    id=one.made.id, day=one.due
                ),
                remedy=_("Add your answer to {path}, with “ogpkit report reply” or in the app.").format(
                    path=ANSWERS.pattern.fill({"country": document.country, "cycle": document.cycle})
                ),
                at=one.at,
            )


RECOMMENDATION_RULES: Final[tuple[Rule[Any], ...]] = (
    unique(IndependentReport, "recommendations[].id", code="REP046"),
    refused(IndependentReport, "recommendations[].about", when=_is_at_odds, code="REP047"),
    one_of(IndependentReport, "recommendations[].product", known=_list_products, code="REP048", scope=Scope.CYCLE),
    checked(IndependentReport, _check_key_ones, code="REP049", scope=Scope.CYCLE),
    in_owed_languages(
        IndependentReport,
        "recommendations[].text",
        when=lambda report: find_entry_day(report, "final") is not None,
        code="REP050",
    ),
    unique(RecommendationAnswers, "responses[].recommendation", code="REP051"),
    refused(RecommendationAnswers, "responses[].reason", when=_is_without_reason, code="REP052"),
    refused(
        RecommendationAnswers, "responses[].on", "outcomes[].on", when=_is_premature, code="REP053", scope=Scope.CYCLE
    ),
    checked(IndependentReport, _check_answered, code="REP054", scope=Scope.COUNTRY),
    refused(RecommendationAnswers, "outcomes[].evidence", when=_is_without_evidence, code="REP055"),
    in_owed_languages(RecommendationAnswers, "responses[].reason", "outcomes[].account", code="REP056"),
)
"""REP046 to REP056."""
