"""Rules about the self-assessment (Roadmap X, IV)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import (
    Problem,
    Rule,
    Scope,
    Severity,
    expected,
    in_owed_languages,
    ordered,
    replace_once,
    unique,
)
from ogpkit.api.content import Cycle, MilestoneStatus
from ogpkit.api.text import _
from ogpkit_reporting.due import compute_latest, compute_self_assessment_due
from ogpkit_reporting.edition import get_rules
from ogpkit_reporting.model import SelfAssessment
from ogpkit_reporting.reports import find_reports, is_incomplete
from ogpkit_reporting.rules.examples import COUNTRY, OWN, RIGHT, build_example
from ogpkit_reporting.rules.languages import ADD_ADDRESSES, NOT_PUBLISHED_IN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace

_HIGH: Final = (MilestoneStatus.SUBSTANTIAL, MilestoneStatus.COMPLETE)
_SPANISH: Final = replace_once(COUNTRY, "languages = []", 'languages = ["es"]')
_DRAFT: Final = replace_once(OWN, "published = 2013-06-25\ndeposited = 2013-06-26\n", "")


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
    Rule(
        code="REP001",
        title="A cycle's self-assessment is published",
        section="Roadmap X",
        explanation="All governments publish a progress report about three months after the end of the implementation cycle. "
        "How far “about” reaches is ogpkit's own number, in the edition.",
        entity=Cycle,
        check=_is_there,
        scope=Scope.CYCLE,
        wrong=build_example(own=""),
        right=RIGHT,
    ),
    Rule(
        code="REP002",
        title="A self-assessment is published in time",
        severity=Severity.WARNING,
        section="Roadmap X",
        explanation="It is due about three months after the end of the implementation cycle, and not before that end.",
        entity=SelfAssessment,
        check=_is_in_time,
        scope=Scope.CYCLE,
        wrong=build_example(own=replace_once(OWN, "published = 2013-06-25", "published = 2013-08-20")),
        right=RIGHT,
    ),
    in_owed_languages(
        SelfAssessment,
        "url",
        when=lambda own: own.published is not None,
        even_if_missing=True,
        code="REP003",
        title="A published self-assessment is there in every owed language",
        section="Roadmap X",
        explanation="The report is public in the local languages and in English.",
        message=NOT_PUBLISHED_IN,
        remedy=ADD_ADDRESSES,
        example=RIGHT,
    ),
    expected(
        SelfAssessment,
        "deposited",
        when=lambda own: own.published is not None,
        code="REP004",
        title="A published self-assessment is deposited",
        section="Roadmap X",
        explanation="The report is deposited on the OGP portal once it is public.",
        message="The self-assessment is published, but not deposited on the OGP portal.",
        remedy="Deposit it and add the day as deposited.",
        example=RIGHT,
        # the portal holds what is public already (Roadmap X: “made publicly available … and deposited”)
        also=[
            ordered(
                SelfAssessment,
                "published",
                "deposited",
                message="It was deposited on {deposited}, before it was published on {published}.",
                remedy="Correct published or deposited.",
            ),
            expected(
                SelfAssessment,
                "published",
                when=lambda own: own.deposited is not None,
                message="It was deposited on {deposited}, and nothing says when it was published.",
                remedy="Add published, or take deposited away.",
            ),
        ],
    ),
    Rule(
        code="REP005",
        title="A self-assessment speaks of every commitment",
        section="Roadmap X",
        explanation="The report assesses how the government lives up to its commitments: to all of them.",
        entity=SelfAssessment,
        check=_is_complete,
        scope=Scope.CYCLE,
        wrong=build_example(own=OWN.partition("[[assessments]]")[0]),
        right=RIGHT,
    ),
    Rule(
        code="REP006",
        title="An assessment speaks of substance and timelines",
        severity=Severity.WARNING,
        section="Roadmap X",
        explanation="Performance is assessed according to the substance and the timelines of the plan: how far a commitment has "
        "come, whether in time, and what was done.",
        entity=SelfAssessment,
        check=_check_substance_and_time,
        wrong=build_example(own=replace_once(OWN, "on_time = true\n", "")),
        right=RIGHT,
    ),
    unique(
        SelfAssessment,
        "assessments[].commitment",
        code="REP007",
        title="A commitment is assessed once",
        section="Roadmap X",
        explanation="Of two assessments of one commitment nobody knows which one holds.",
        message="The commitment “{value}” is assessed twice.",
        remedy="Bring both into one; the first one counts.",
        example=RIGHT,
    ),
    # only high completion is a claim to be shown; “not started” needs no proof
    expected(
        SelfAssessment,
        "assessments[].evidence",
        when=lambda assessment: assessment.completion in _HIGH,
        code="REP008",
        title="High completion is shown by evidence",
        severity=Severity.WARNING,
        section="Roadmap X",
        explanation="Who says that a commitment is complete, or nearly so, shows where anybody can see it.",
        message="Nothing shows that “{commitment}” has come that far.",
        remedy="Add evidence: addresses where anybody can see it.",
        example=RIGHT,
    ),
    expected(
        SelfAssessment,
        "consultation",
        code="REP009",
        title="A self-assessment tells of the consultation",
        section="Roadmap IV",
        explanation="Countries report on their consultation efforts as part of the self-assessment.",
        message="The self-assessment does not tell how the public was consulted.",
        remedy="Add consultation: how people could take part, and what became of what they said.",
        example=RIGHT,
    ),
    in_owed_languages(
        SelfAssessment,
        "consultation",
        "assessments[].summary",
        code="REP010",
        title="The texts of a self-assessment are there in every owed language",
        severity=Severity.WARNING,
        section="Roadmap X",
        explanation="A text that is missing in a local language or in English leaves somebody out.",
        example=RIGHT,
    ),
)
"""The rules about the self-assessment."""
