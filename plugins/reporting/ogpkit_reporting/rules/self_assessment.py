"""Rules about the self-assessment (Roadmap X, IV)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import (
    Problem,
    Refusal,
    Rule,
    Scope,
    Severity,
    checked,
    expected,
    in_owed_languages,
    ordered,
    refused,
    unique,
)
from ogpkit.api.content import Cycle, MilestoneStatus
from ogpkit.api.text import _, join_list
from ogpkit_reporting.due import compute_latest, compute_self_assessment_due
from ogpkit_reporting.edition import get_rules
from ogpkit_reporting.model import SelfAssessment
from ogpkit_reporting.reports import find_reports

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ogpkit.api.content import Document, Milestone, Workspace
    from ogpkit_reporting.model import Assessment

_HIGH: Final = (MilestoneStatus.SUBSTANTIAL, MilestoneStatus.COMPLETE)


def _is_overdue(cycle: Cycle, document: Document[Cycle], workspace: Workspace) -> Refusal:
    reports = find_reports(workspace, document.country, document.cycle)
    # a draft in the workspace is not yet a report (Roadmap X: “publish”)
    if not reports.part.months or (reports.own and reports.own.entity.published):
        return False
    due = compute_self_assessment_due(cycle, reports.part)
    is_late = workspace.today > compute_latest(due, reports.part)
    return is_late and {"day": due, "place": f"{document.country}/{document.cycle}"}


def _is_late(own: SelfAssessment, document: Document[SelfAssessment], workspace: Workspace) -> Refusal:
    cycle = workspace.one(Cycle, document.country, document.cycle)
    part = get_rules(workspace, document.country, document.cycle)
    if cycle is None or own.published is None or not part.months:
        return False
    due = compute_self_assessment_due(cycle.entity, part)
    # late for good: the rule stays a warning, because nothing in the file can mend it
    return own.published > compute_latest(due, part) and {"due": due}


def _is_early(own: SelfAssessment, document: Document[SelfAssessment], workspace: Workspace) -> Refusal:
    cycle = workspace.one(Cycle, document.country, document.cycle)
    part = get_rules(workspace, document.country, document.cycle)
    if cycle is None or own.published is None or not part.months:
        return False
    # a report on the cycle “after the end” of it (Roadmap X) cannot be there before
    return own.published <= cycle.entity.end and {"end": cycle.entity.end}


def _is_complete(document: Document[SelfAssessment], workspace: Workspace) -> Iterator[Problem]:
    reports = find_reports(workspace, document.country, document.cycle)
    for commitment in reports.commitments:
        # leaving out what went badly would not assess “performance in living up to its OGP commitments” (Roadmap X)
        if reports.find_assessment(commitment.id) is None:
            yield Problem(
                message=_("The self-assessment does not mention the commitment “{id}”.").format(id=commitment.id),
                remedy=_("You can also run “ogpkit report draft”."),
                at=("assessments",),
                add=("assessments",),
            )


def _is_whole(document: Document[SelfAssessment], _workspace: Workspace) -> Iterator[Problem]:
    for position, one in enumerate(document.entity.assessments):
        # “substance and timelines” (Roadmap X) are both owed; what was withdrawn has no time any more
        missing = {
            "completion": one.completion is None and _("how far it has come"),
            "on_time": one.on_time is None
            and one.completion is not MilestoneStatus.WITHDRAWN
            and _("whether it was on time"),
            "summary": not one.summary and _("what was done"),
        }
        keys = [key for key in missing if missing[key]]
        if keys:
            yield Problem(
                message=_("The assessment of “{commitment}” does not say {what}.").format(
                    commitment=one.commitment, what=join_list([said for said in missing.values() if said])
                ),
                remedy=_("Add {keys}.").format(keys=", ".join(keys)),
                at=("assessments", position, keys[0]),
            )


def _check_agreement(document: Document[SelfAssessment], workspace: Workspace) -> Iterator[Problem]:
    reports = find_reports(workspace, document.country, document.cycle)
    if reports.plan is None:
        return
    end = reports.plan.entity.end
    known = {one.id: one for one in reports.commitments}
    for position, one in enumerate(document.entity.assessments):
        if one.commitment not in known:
            continue
        # a milestone of which nobody has told anything says nothing; it need not be one that was not begun
        told = [each for each in known[one.commitment].entity.list_current_milestones(end) if _is_told(each)]
        late = next((each for each in told if _is_late_by(each, end)), None)
        if one.on_time and late is not None:
            yield Problem(
                message=_(
                    "The commitment is reported as on time, but the milestone “{id}” was not complete by {due}."
                ).format(id=late.id, due=late.due),
                remedy=_("Correct `on_time`, or correct that milestone in the commitment's file."),
                at=("assessments", position, "on_time"),
            )
        other = next((each for each in told if _contradicts(one, each)), None)
        if other is not None and other.status is not None and one.completion is not None:
            yield Problem(
                message=_(
                    "The commitment is reported as “{completion}”, but its milestone “{id}” is “{status}”."
                ).format(completion=_(one.completion.label), id=other.id, status=_(other.status.label)),
                remedy=_("Correct `completion`, or correct that milestone in the commitment's file."),
                at=("assessments", position, "completion"),
            )


def _is_told(milestone: Milestone) -> bool:
    return milestone.status not in (None, MilestoneStatus.NOT_STARTED, MilestoneStatus.WITHDRAWN) or bool(
        milestone.updates
    )


def _is_late_by(milestone: Milestone, end: date) -> bool:
    # what is due after the cycle is not in it; a complete milestone without its day is taken to be in time
    if milestone.due is None or milestone.due > end:
        return False
    return milestone.status is not MilestoneStatus.COMPLETE or (milestone.completed or milestone.due) > milestone.due


def _contradicts(one: Assessment, milestone: Milestone) -> bool:
    if one.completion is MilestoneStatus.COMPLETE:
        return milestone.status is not MilestoneStatus.COMPLETE
    return one.completion is MilestoneStatus.NOT_STARTED and milestone.status is not MilestoneStatus.NOT_STARTED


SELF_ASSESSMENT_RULES: Final[tuple[Rule[Any], ...]] = (
    refused(Cycle, "end", when=_is_overdue, code="REP001", scope=Scope.CYCLE),
    refused(
        SelfAssessment,
        "published",
        when=_is_late,
        code="REP002",
        scope=Scope.CYCLE,
        also=[refused(SelfAssessment, "published", when=_is_early)],
    ),
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
    checked(SelfAssessment, _is_whole, code="REP006"),
    unique(SelfAssessment, "assessments[].commitment", code="REP007"),
    # only high completion is a claim to be shown; “not started” needs no proof
    expected(
        SelfAssessment, "assessments[].evidence", when=lambda assessment: assessment.completion in _HIGH, code="REP008"
    ),
    expected(SelfAssessment, "consultation", code="REP009"),
    in_owed_languages(SelfAssessment, "consultation", "assessments[].summary", code="REP010"),
    # substance “and timelines” (Roadmap X) are those of the plan, which its commitments tell too
    checked(SelfAssessment, _check_agreement, code="REP061", severity=Severity.WARNING, scope=Scope.CYCLE),
)
"""The rules about the self-assessment."""
