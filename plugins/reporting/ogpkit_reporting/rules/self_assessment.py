"""Rules about the self-assessment (Roadmap X, IV)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Problem, Rule, Scope, Severity, replace_once
from ogpkit.api.content import Cycle, MilestoneStatus
from ogpkit.api.text import _
from ogpkit_reporting.due import compute_latest, compute_self_assessment_due
from ogpkit_reporting.edition import get_rules
from ogpkit_reporting.model import SelfAssessment
from ogpkit_reporting.reports import find_reports, is_incomplete
from ogpkit_reporting.rules.examples import COUNTRY, OWN, RIGHT, build_example
from ogpkit_reporting.rules.languages import check_publication, check_translation

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


def _is_public(document: Document[SelfAssessment], workspace: Workspace) -> Iterator[Problem]:
    if document.entity.published:
        yield from check_publication(document.entity.url, ("url",), document, workspace)


def _is_deposited(document: Document[SelfAssessment], _workspace: Workspace) -> Iterator[Problem]:
    own = document.entity
    if own.published and own.deposited is None:
        yield Problem(
            message=_("The self-assessment is published, but not deposited on the OGP portal."),
            remedy=_("Deposit it and add the day as deposited."),
            at=("deposited",),
        )
    # the portal holds what is public already (Roadmap X: “made publicly available … and deposited”)
    elif own.deposited and (own.published is None or own.deposited < own.published):
        yield Problem(
            message=_("It was deposited on {day}, before it was published.").format(day=own.deposited),
            remedy=_("Correct published or deposited."),
            at=("deposited",),
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


def _check_repetition(document: Document[SelfAssessment], _workspace: Workspace) -> Iterator[Problem]:
    seen: set[str] = set()
    for position, one in enumerate(document.entity.assessments):
        if one.commitment in seen:
            yield Problem(
                message=_("The commitment “{id}” is assessed twice.").format(id=one.commitment),
                remedy=_("Bring both into one; the first one counts."),
                at=("assessments", position, "commitment"),
            )
        seen.add(one.commitment)


def _check_evidence(document: Document[SelfAssessment], _workspace: Workspace) -> Iterator[Problem]:
    for position, one in enumerate(document.entity.assessments):
        # only high completion is a claim to be shown; “not started” needs no proof
        if one.completion in _HIGH and not one.evidence:
            yield Problem(
                message=_("Nothing shows that “{id}” has come that far.").format(id=one.commitment),
                remedy=_("Add evidence: addresses where anybody can see it."),
                at=("assessments", position, "evidence"),
            )


def _check_consultation(document: Document[SelfAssessment], _workspace: Workspace) -> Iterator[Problem]:
    if not document.entity.consultation:
        yield Problem(
            message=_("The self-assessment does not tell how the public was consulted."),
            remedy=_("Add consultation: how people could take part, and what became of what they said."),
            at=("consultation",),
        )


def _is_translated(document: Document[SelfAssessment], workspace: Workspace) -> Iterator[Problem]:
    yield from check_translation(document.entity.consultation, ("consultation",), document, workspace)
    for position, one in enumerate(document.entity.assessments):
        yield from check_translation(one.summary, ("assessments", position, "summary"), document, workspace)


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
    Rule(
        code="REP003",
        title="A published self-assessment is there in every owed language",
        section="Roadmap X",
        explanation="The report is public in the local languages and in English.",
        entity=SelfAssessment,
        check=_is_public,
        scope=Scope.COUNTRY,
        wrong=build_example(country=_SPANISH),
        right=RIGHT,
    ),
    Rule(
        code="REP004",
        title="A published self-assessment is deposited",
        section="Roadmap X",
        explanation="The report is deposited on the OGP portal once it is public.",
        entity=SelfAssessment,
        check=_is_deposited,
        wrong=build_example(own=replace_once(OWN, "deposited = 2013-06-26\n", "")),
        right=RIGHT,
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
    Rule(
        code="REP007",
        title="A commitment is assessed once",
        section="Roadmap X",
        explanation="Of two assessments of one commitment nobody knows which one holds.",
        entity=SelfAssessment,
        check=_check_repetition,
        wrong=build_example(own=OWN + '\n[[assessments]]\ncommitment = "mining-revenues"\n'),
        right=RIGHT,
    ),
    Rule(
        code="REP008",
        title="High completion is shown by evidence",
        severity=Severity.WARNING,
        section="Roadmap X",
        explanation="Who says that a commitment is complete, or nearly so, shows where anybody can see it.",
        entity=SelfAssessment,
        check=_check_evidence,
        wrong=build_example(own=replace_once(OWN, 'evidence = ["https://example.org/map"]\n', "")),
        right=RIGHT,
    ),
    Rule(
        code="REP009",
        title="A self-assessment tells of the consultation",
        section="Roadmap IV",
        explanation="Countries report on their consultation efforts as part of the self-assessment.",
        entity=SelfAssessment,
        check=_check_consultation,
        wrong=build_example(
            own=replace_once(OWN, 'consultation = "Comments on the draft were invited for two weeks."\n', "")
        ),
        right=RIGHT,
    ),
    Rule(
        code="REP010",
        title="The texts of a self-assessment are there in every owed language",
        severity=Severity.WARNING,
        section="Roadmap X",
        explanation="A text that is missing in a local language or in English leaves somebody out.",
        entity=SelfAssessment,
        check=_is_translated,
        scope=Scope.COUNTRY,
        wrong=build_example(country=_SPANISH),
        right=RIGHT,
    ),
)
"""The rules about the self-assessment."""
