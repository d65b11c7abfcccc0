"""Rules about the self-assessment (Roadmap X, IV)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Problem, Rule, Scope, checked, expected, in_owed_languages, ordered, unique
from ogpkit.api.content import Cycle, MilestoneStatus
from ogpkit.api.text import _
from ogpkit_reporting.due import compute_latest, compute_self_assessment_due
from ogpkit_reporting.edition import get_rules
from ogpkit_reporting.model import SelfAssessment
from ogpkit_reporting.reports import find_reports, is_incomplete

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace

_HIGH: Final = (MilestoneStatus.SUBSTANTIAL, MilestoneStatus.COMPLETE)


def _is_there(document: Document[Cycle], workspace: Workspace) -> Iterator[Problem]:
    reports = find_reports(workspace, document.country, document.cycle)
    # a draft in the workspace is not yet a report (Roadmap X: “publish”)
    if not reports.part.months or (reports.own and reports.own.entity.published):
        return
    due = compute_self_assessment_due(document.entity, reports.part)
    if workspace.today > compute_latest(due, reports.part):
        yield Problem(
            message=_("The self-assessment was due about {day}, and is not published.").format(day=due),
            remedy=_("Draft it with “ogpkit report draft self-assessment {place}”, correct and publish it.").format(
                place=f"{document.country}/{document.cycle}"
            ),
            at=("end",),
        )


def _is_in_time(document: Document[SelfAssessment], workspace: Workspace) -> Iterator[Problem]:
    cycle, part = (
        workspace.one(Cycle, document.country, document.cycle),
        get_rules(workspace, document.country, document.cycle),
    )
    published = document.entity.published
    if cycle is None or published is None or not part.months:
        return
    due = compute_self_assessment_due(cycle.entity, part)
    # late for good: the rule stays a warning, because nothing in the file can mend it
    if published > compute_latest(due, part):
        yield Problem(
            message=_("It was published on {day}, later than about {due}.").format(day=published, due=due),
            remedy=_("Nothing can be done about it any more; say in the report why."),
            at=("published",),
        )
    # a report on the cycle “after the end” of it (Roadmap X) cannot be there before
    elif published <= cycle.entity.end:
        yield Problem(
            message=_("It was published on {day}, before the cycle ended on {end}.").format(
                day=published, end=cycle.entity.end
            ),
            remedy=_("Correct published, or end in the cycle's file."),
            at=("published",),
        )


def _is_complete(document: Document[SelfAssessment], workspace: Workspace) -> Iterator[Problem]:
    reports = find_reports(workspace, document.country, document.cycle)
    for commitment in reports.commitments:
        # leaving out what went badly would not assess “performance in living up to its OGP commitments” (Roadmap X)
        if reports.find_assessment(commitment.id) is None:
            yield Problem(
                message=_("Nothing is said about the commitment “{id}”.").format(id=commitment.id),
                remedy=_("Add an [[assessments]] table for it, or let “ogpkit report draft” do it."),
                at=("assessments",),
            )


def _check_substance_and_time(document: Document[SelfAssessment], _workspace: Workspace) -> Iterator[Problem]:
    for position, one in enumerate(document.entity.assessments):
        # “substance and timelines” (Roadmap X) are both owed; what was withdrawn has no time any more
        if is_incomplete(one) or (one.on_time is None and one.completion is not MilestoneStatus.WITHDRAWN):
            lacking = [
                key
                for key, there in (
                    ("completion", one.completion is not None),
                    ("on_time", one.on_time is not None or one.completion is MilestoneStatus.WITHDRAWN),
                    ("summary", bool(one.summary)),
                )
                if not there
            ]
            yield Problem(
                message=_("The assessment of “{id}” does not speak of both substance and timelines.").format(
                    id=one.commitment
                ),
                remedy=_("Add {keys}.").format(keys=", ".join(lacking)),
                at=("assessments", position),
            )


SELF_ASSESSMENT_RULES: Final[tuple[Rule[Any], ...]] = (
    checked(Cycle, _is_there, code="REP001", scope=Scope.CYCLE),
    checked(SelfAssessment, _is_in_time, code="REP002", scope=Scope.CYCLE),
    in_owed_languages(
        SelfAssessment, "url", when=lambda own: own.published is not None, even_if_missing=True, code="REP003"
    ),
    expected(
        SelfAssessment,
        "deposited",
        when=lambda own: own.published is not None,
        code="REP004",
        # the portal holds what is public already (Roadmap X: “made publicly available … and deposited”)
        also=[
            ordered(SelfAssessment, "published", "deposited"),
            expected(SelfAssessment, "published", when=lambda own: own.deposited is not None),
        ],
    ),
    checked(SelfAssessment, _is_complete, code="REP005", scope=Scope.CYCLE),
    checked(SelfAssessment, _check_substance_and_time, code="REP006"),
    unique(SelfAssessment, "assessments[].commitment", code="REP007"),
    # only high completion is a claim to be shown; “not started” needs no proof
    expected(
        SelfAssessment, "assessments[].evidence", when=lambda assessment: assessment.completion in _HIGH, code="REP008"
    ),
    expected(SelfAssessment, "consultation", code="REP009"),
    in_owed_languages(SelfAssessment, "consultation", "assessments[].summary", code="REP010"),
)
"""The rules about the self-assessment."""
