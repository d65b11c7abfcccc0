"""How reporting on a cycle stands at a glance, and what is due when (Roadmap II, X, XI)."""

from __future__ import annotations

from datetime import date
from textwrap import shorten
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.api import (
    ActionCall,
    DueDate,
    DueDates,
    Place,
    Scope,
    Status,
    StatusSource,
    Task,
    Tasks,
    Verdict,
    blockers,
    next_stages,
    stage_title,
)
from ogpkit.api.content import CommonExpectation, Country, Cycle, is_left_out
from ogpkit.api.text import N_, _, current_language, format_phrase, join_phrases, localized, write_day
from ogpkit_reporting.due import (
    compute_independent_due,
    compute_latest,
    compute_product_due,
    compute_self_assessment_due,
)
from ogpkit_reporting.process_review import (
    compute_first_plan_due,
    get_process_rules,
    is_member,
    list_owed_plans,
    list_process_statuses,
)
from ogpkit_reporting.register import list_entries, list_recommendation_statuses
from ogpkit_reporting.reports import Reports, find_entry_day, find_reports
from ogpkit_reporting.self_assessing import list_missing
from ogpkit_reporting.stages import INDEPENDENT_STAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace
    from ogpkit_reporting.model import SelfAssessment
    from ogpkit_reporting.register import Entry


@attrs.frozen(kw_only=True)
class ReportState:
    """How far one of the two reports on a cycle has come.

    Attributes:
        reports: The reports on the cycle.
        report: Which of them, as commands name it.
        title: The name that people use for it.
        document: Its file, if there is one.
        stands: How far it has come, in a few words.
        due: The day by which it is due; None where the edition asks for none.
        published: The day on which it was published.
        next: What may come next, guards apart, with commas between; empty when all is done.
    """

    reports: Reports
    report: str
    title: str
    document: Document[Any] | None
    stands: str
    due: date | None
    published: date | None
    next: str

    @property
    def country(self) -> str:
        """Return the country's identifier."""
        return self.reports.country

    @property
    def cycle(self) -> str:
        """Return the cycle's identifier."""
        return self.reports.cycle

    @property
    def place(self) -> Place:
        """Return its file, or that of the cycle while there is none."""
        found = self.document or self.reports.plan
        return Place(country=self.country, cycle=self.cycle, path=found.path if found else "")


_OF_REPORTS: Final = {"self-assessment": "REP001", "independent-report": "REP011"}
"""The rules that ask for each report."""


def describe_reports(reports: Reports, workspace: Workspace) -> tuple[ReportState, ...]:
    """Return how both reports stand, the self-assessment first; nothing where the cycle has no file that can be read.

    Args:
        reports: The reports on the cycle.
    """
    if reports.plan is None:
        return ()
    cycle, part, document = reports.plan.entity, reports.part, reports.independent
    is_owed = get_process_rules(workspace, reports.country, reports.cycle).self_assessment
    stands, follows = _describe_own(reports.own.entity if reports.own else None)
    plan = reports.plan

    def is_silent(report: str) -> bool:
        """Tell whether the settings say that nothing is known of a report."""
        return is_left_out(_OF_REPORTS[report], plan, workspace)

    return (
        ReportState(
            reports=reports,
            report="self-assessment",
            title=_("Self-assessment"),
            document=reports.own,
            stands=_("not available") if reports.own is None and is_silent("self-assessment") else stands,
            due=compute_self_assessment_due(cycle, part) if part.months and is_owed else None,
            published=find_own_publication(reports),
            next=follows,
        ),
        ReportState(
            reports=reports,
            report="independent-report",
            title=part.get_title(),
            document=document,
            stands=_("not available")
            if document is None and is_silent("independent-report")
            else _describe_independent(reports, workspace),
            due=compute_independent_due(cycle, part) if part.months else None,
            published=find_independent_publication(reports),
            next=", ".join(next_stages(INDEPENDENT_STAGES, document, workspace)) if document else "begin",
        ),
    )


def _describe_own(own: SelfAssessment | None) -> tuple[str, str]:
    """Return how far a self-assessment has come, and what comes next."""
    if own is None:
        return _("not started"), "draft"
    if own.deposited:
        return _("deposited on {day}").format(day=write_day(own.deposited)), ""
    if own.published:
        return _("published on {day}").format(day=write_day(own.published)), "deposit"
    return _("in draft"), "publish"


def _describe_independent(reports: Reports, workspace: Workspace) -> str:
    document = reports.independent
    if document is None or not document.entity.history:
        return _("not started")
    step = document.entity.history[-1]
    return join_phrases(", ", (stage_title(INDEPENDENT_STAGES, document, workspace, step.stage), write_day(step.on)))


def find_own_publication(reports: Reports) -> date | None:
    """Return the day on which the self-assessment was published.

    Args:
        reports: The reports on the cycle.
    """
    return reports.own.entity.published if reports.own else None


def find_independent_publication(reports: Reports) -> date | None:
    """Return the day on which the independent report was published.

    Args:
        reports: The reports on the cycle.
    """
    return find_entry_day(reports.independent.entity, "published") if reports.independent else None


def list_obstacles(state: ReportState, workspace: Workspace) -> Iterator[str]:
    """Yield what a report lacks before what comes next.

    Args:
        state: How far it has come.
    """
    reports, document = state.reports, state.reports.independent
    if state.document is reports.own and reports.own is not None:
        yield from list_missing(reports, workspace) if state.published is None else ()
    elif state.document is document and document is not None:
        for stage in next_stages(INDEPENDENT_STAGES, document, workspace)[:1]:
            last = document.entity.history[-1].on if document.entity.history else workspace.today
            actor = next(iter(reports.part.stages[stage].by), "") if stage in reports.part.stages else ""
            yield from blockers(INDEPENDENT_STAGES, document, workspace, stage, max(last, workspace.today), actor)


def _describe_for_readers(state: ReportState, workspace: Workspace) -> str:
    """Return how far a report has come; before it is published that is nobody's business but its authors'."""
    is_known = state.published or (state.report == "self-assessment" and state.document) or not workspace.is_public
    where = state.stands if is_known else _("not published yet")
    return format_phrase(_("{report}: {where}"), report=state.title, where=where)


def _list_statuses(workspace: Workspace, place: Place) -> Iterator[Status]:
    reports = find_reports(workspace, place.country, place.cycle)
    # an edition without months asks for no report
    if reports.plan is None or not reports.part.months:
        return
    # a report that is neither owed nor there is nothing to speak of
    states = tuple(
        one
        for one in describe_reports(reports, workspace)
        if _is_begun(one) or (one.due and not is_left_out(_OF_REPORTS[one.report], reports.plan, workspace))
    )
    if not states:
        yield _describe_products(reports, workspace)
        return
    today, end = workspace.today, reports.plan.entity.end
    missing = [
        _("{report}, due about {day}").format(report=one.title, day=write_day(one.due))
        for one in states
        # a report on a cycle that still runs cannot be missing
        if one.due and one.published is None and today > end
    ]
    if reports.own and reports.own.entity.published and not reports.own.entity.deposited:
        missing.append(_("Deposit the self-assessment on the portal"))
    late = any(one.due and one.published is None and today > compute_latest(one.due, reports.part) for one in states)
    done_all = all(one.published is not None for one in states)
    verdict = Verdict.BAD if late else Verdict.GOOD if done_all and not missing else Verdict.ATTENTION
    # nothing is due before the end of the cycle, so that there is nothing to judge
    if not missing and not done_all and today <= end:
        verdict = Verdict.UNKNOWN
    yield Status(
        verdict=verdict,
        headline=join_phrases(" · ", (_describe_for_readers(one, workspace) for one in states)),
        shown_by=tuple(one.place for one in states if one.document),
        missing=tuple(missing),
        expectation=CommonExpectation.REPORTING,
    )


def _is_begun(state: ReportState) -> bool:
    """Tell whether a report is there: a file that holds other products alone is none."""
    return state.document is not None and (
        state.document is state.reports.own or state.published is not None or bool(state.document.entity.history)
    )


def _describe_products(reports: Reports, workspace: Workspace) -> Status:
    """Return which other products of the mechanism are there, where neither report is spoken of."""
    document, known = reports.independent, reports.part.products
    told = [
        format_phrase(
            _("{report}: {where}"),
            report=localized(known[one.product].title, current_language(), "en")
            if one.product in known
            else one.product,
            where=_("published on {day}").format(day=write_day(one.published)),
        )
        for one in (document.entity.products if document else ())
        if one.published <= workspace.today
    ]
    silence = _("No reports are published") if workspace.is_public else _("No reports are available")
    return Status(
        verdict=Verdict.UNKNOWN,
        headline=join_phrases(" · ", told) or silence,
        shown_by=(Place(country=reports.country, cycle=reports.cycle, path=document.path),)
        if document and told
        else (),
        expectation=CommonExpectation.REPORTING,
    )


def _list_due_dates(workspace: Workspace) -> Iterator[DueDate]:
    for document in workspace.all(Cycle):
        reports = find_reports(workspace, document.country, document.cycle)
        if reports.part.months:
            yield from _list_report_dates(reports, workspace)
            yield from _list_product_dates(reports, document)


def _list_report_dates(reports: Reports, workspace: Workspace) -> Iterator[DueDate]:
    own, independent = describe_reports(reports, workspace)
    deposited = reports.own.entity.deposited if reports.own else None
    # a report that is called otherwise is another rule's
    section = reports.part.section if reports.part.title else "Roadmap XI"
    told = _("{report} published").format(report=independent.title)
    for key, title, happened, state, stands, done in (
        (
            *("publish", _("Publish the self-assessment"), _("The self-assessment was published")),
            own,
            "Roadmap X",
            own.published,
        ),
        (
            *("deposit", _("Deposit the self-assessment"), _("The self-assessment was deposited")),
            own,
            "Roadmap X",
            deposited,
        ),
        ("independent", told, told, independent, section, independent.published),
    ):
        if state.due:
            yield DueDate(
                title=title,
                due=state.due,
                place=state.place,
                section=stands,
                done=done,
                happened=happened,
                key=f"report-{key}",
            )


def _list_product_dates(reports: Reports, document: Document[Cycle]) -> Iterator[DueDate]:
    made = {one.product: one.published for one in (reports.independent.entity.products if reports.independent else ())}
    for name, product in reports.part.products.items():
        due = compute_product_due(document.entity, product)
        if due is not None:
            title = localized(product.title, current_language(), "en")
            yield DueDate(
                title=title,
                due=due,
                place=Place(country=reports.country, cycle=reports.cycle, path=document.path),
                section=product.section,
                done=made.get(name),
                happened=format_phrase(_("{report} published"), report=title),
                key=f"product-{name}",
            )


def _list_plan_dates(workspace: Workspace) -> Iterator[DueDate]:
    """Yield the last day on which a new plan is in time, where the plan before was submitted and the country is a member."""
    for country in workspace.countries:
        for owed in list_owed_plans(workspace, country) if is_member(workspace, country) else ():
            place = owed.document or owed.after
            yield DueDate(
                title=_("Submit the next action plan"),
                due=owed.due,
                place=Place(country=country, cycle=place.cycle, path=place.path),
                section=owed.section,
                done=owed.submitted,
                happened=_("The next action plan was submitted"),
                key="next-plan",
            )
        if due := compute_first_plan_due(workspace, country):
            document = workspace.one(Country, country)
            yield DueDate(
                title=_("Submit the first action plan (advice: not confirmed)"),
                due=due,
                place=Place(country=country, path=document.path if document else ""),
                section="OGP process",
                key="first-plan",
            )


STANDINGS: Final = StatusSource(name="reports", title=N_("Reports"), scope=Scope.CYCLE, derive=_list_statuses)
"""How reporting on a cycle stands."""

PROCESS_STANDING: Final = StatusSource(
    name="process", title=N_("Process"), scope=Scope.CYCLE, derive=list_process_statuses
)
"""Whether a cycle is contrary to process."""

RECOMMENDATION_STANDING: Final = StatusSource(
    name="recommendations", title=N_("Recommendations"), scope=Scope.CYCLE, derive=list_recommendation_statuses
)
"""Whether the recommendations are answered, and which of earlier plans are open."""

RECOMMENDATION_DATES: Final = DueDates(
    name="recommendations",
    derive=lambda workspace: _list_answer_dates(workspace, _("Answer the recommendations of the independent report")),
    by_country=True,
)
"""By when recommendations are to be answered."""


def _list_answer_dates(workspace: Workspace, title: str) -> Iterator[DueDate]:
    """Yield by when the recommendations of each report are to be answered, where a rule set says so.

    Args:
        title: What is due.
    """
    for country in workspace.countries:
        for cycle in workspace.cycles(country):
            due_ones: dict[date, list[Entry]] = {}
            for one in list_entries(workspace, country, cycle):
                if one.due is not None:
                    due_ones.setdefault(one.due, []).append(one)
            for due, entries in due_ones.items():
                answered = [one.response.on for one in entries if one.response]
                yield DueDate(
                    title=title,
                    due=due,
                    place=Place(country=country, cycle=cycle, path=entries[0].document.path),
                    section=entries[0].reports.part.recommendations.section,
                    done=max(answered) if len(answered) == len(entries) else None,
                    happened=_("The recommendations of the independent report were answered"),
                    key=f"recommendations-{entries[0].made.id}",
                )


def _list_tasks(workspace: Workspace) -> Iterator[Task]:
    """Yield the recommendations that are public and that nobody has answered yet."""
    for country in workspace.countries:
        for cycle in workspace.cycles(country):
            for one in list_entries(workspace, country, cycle):
                if one.public_on is not None and one.response is None:
                    here = Place(country=country, cycle=cycle)
                    text = localized(one.made.text, current_language(), workspace.language)
                    yield Task(
                        title=format_phrase(
                            _("Answer the recommendation “{text}”"), text=shorten(text, 60, placeholder=" …")
                        ),
                        place=attrs.evolve(here, path=one.document.path, at=one.at),
                        since=one.public_on,
                        action=ActionCall(
                            action="reporting-reply", place=here, values={"recommendation": one.made.id}, about=text
                        ),
                    )


TASKS: Final = Tasks(name="recommendations", title=N_("Recommendations without an answer"), derive=_list_tasks)
"""The recommendations that wait for an answer."""

OBLIGATIONS: Final = DueDates(name="reports", derive=_list_due_dates, by_country=True)
"""The reports, and the mechanism's other products; how long a stage may last follows from the stage graph."""

NEXT_PLAN: Final = DueDates(name="next-plan", derive=_list_plan_dates, by_country=True)
"""The plan that follows the last one."""
