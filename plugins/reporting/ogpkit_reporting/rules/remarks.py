"""Rules about reviews, the government's comments and its response: in their time, and settled in time (Roadmap XI)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Problem, Rule, Scope, checked, expected
from ogpkit.api.text import _
from ogpkit_reporting.edition import get_rules
from ogpkit_reporting.model import IndependentReport
from ogpkit_reporting.reports import find_entry_day, list_remarks
from ogpkit_reporting.stages import is_settled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ogpkit.api.content import Document, Workspace


def _check_settled(document: Document[IndependentReport], _workspace: Workspace) -> Iterator[Problem]:
    report = document.entity
    first = len(report.reviews)
    for place, one in enumerate(list_remarks(report)):
        is_review = place < first
        # peer review comes before the government sees the draft, its comments before the end (Roadmap XI)
        stages = ("government-comment", "final", "published") if is_review else ("final", "published")
        past = next((stage for stage in stages if find_entry_day(report, stage)), "")
        if past and not is_settled(one):
            yield Problem(
                message=_("This remark is neither resolved nor answered, and the report went on to “{stage}”.").format(
                    stage=past
                ),
                remedy=_("Write the answer under answer, or say resolved = true once the matter is settled."),
                at=("reviews", place) if is_review else ("government_comments", place - first),
            )


def _check_time(document: Document[IndependentReport], workspace: Workspace) -> Iterator[Problem]:
    report, part = document.entity, get_rules(workspace, document.country, document.cycle)
    dated: list[tuple[tuple[str | int, ...], date, str]] = [
        (("reviews", at, "on"), one.on, "review") for at, one in enumerate(report.reviews)
    ]
    dated += [
        (("government_comments", at, "on"), one.on, "comment") for at, one in enumerate(report.government_comments)
    ]
    if report.government_response:
        dated.append((("government_response", "on"), report.government_response.on, "respond"))
    for at, day, act in dated:
        first = part.acts[act].stages[0] if act in part.acts and part.acts[act].stages else ""
        since = next((step.on for step in report.history if step.stage == first), None)
        # nobody can comment on a draft before it was sent; which stage that is, the edition says
        if first and (since is None or day < since):
            yield Problem(
                message=_("This is of {day}, before the report entered “{stage}”.").format(day=day, stage=first),
                remedy=_("Correct the day, or add the step to the history."),
                at=at,
            )


REMARK_RULES: Final[tuple[Rule[Any], ...]] = (
    checked(IndependentReport, _check_settled, code="REP031"),
    # “this report will be shared with a small international expert committee … then” with the government (Roadmap XI)
    expected(
        IndependentReport,
        "reviews",
        when=lambda report: find_entry_day(report, "government-comment") is not None,
        code="REP032",
    ),
    checked(IndependentReport, _check_time, code="REP033", scope=Scope.CYCLE),
)
"""The rules about reviews, comments and the response."""
