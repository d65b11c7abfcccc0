"""What this plugin says of a cycle at a glance, which common expectations it shows, and what is due (Roadmap II, VII, IX)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import ActionCall, DueDate, DueDates, Place, Progress, Scope, Status, StatusSource, Verdict
from ogpkit.api.content import CommonExpectation, Cycle, Milestone, MilestoneStatus
from ogpkit.api.text import N_, _, _n, current_language, format_phrase, join_list, join_number, localized, write_day
from ogpkit_commitments.edition import PlanSettings, get_rules
from ogpkit_commitments.plan import (
    ActionPlan,
    find_declaration,
    find_entry_day,
    find_next_report,
    find_refresh_due,
    is_declaration_asked,
    plan_of,
)
from ogpkit_commitments.progress import list_milestones, measure_progress
from ogpkit_commitments.stages import check_ready_to_deposit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Commitment, Document, Indicator, KeyPath, Workspace
    from ogpkit_commitments.progress import Progress as PlanProgress


def list_statuses(workspace: Workspace, place: Place) -> Iterator[Status]:
    """Yield how a cycle's plan and declaration stand.

    Args:
        place: The cycle.
    """
    plan = plan_of(workspace, place.country, place.cycle)
    if plan is None:
        return
    # before the deposit a plan is a draft, and the consultation is where people see it (Roadmap IV)
    if workspace.is_public and not find_entry_day(plan.cycle.entity, "deposited"):
        yield Status(
            verdict=Verdict.ATTENTION,
            headline=_("Plan not deposited yet"),
            expectation=CommonExpectation.COMMITMENTS,
        )
    else:
        yield _describe_commitments(plan, workspace, place)
    if is_declaration_asked(workspace, place) or find_declaration(workspace, plan.cycle):
        yield _describe_declaration(plan.cycle, workspace, place)


def _describe_commitments(plan: ActionPlan, workspace: Workspace, place: Place) -> Status:
    part = get_rules(workspace, place.country, place.cycle)
    found = measure_progress(
        list_milestones((one.entity for one in plan.commitments), workspace.today), part, workspace.today
    )
    missing = tuple(check_ready_to_deposit(plan.cycle, workspace))
    count = len(plan.commitments)
    headline = _n("{count} commitment", "{count} commitments", count).format(count=count)
    if found.share is not None:
        headline = join_list((headline, _("{share} % done").format(share=round(found.share))))
    if found.late:
        late = len(found.late)
        said = _n("{count} milestone late", "{count} milestones late", late).format(count=late)
        headline = join_list((headline, said))
    if found.unreported:
        due = len(found.unreported)
        said = _n("{count} milestone due and not reported", "{count} milestones due and not reported", due)
        headline = join_list((headline, said.format(count=due)))
    # no commitment at all breaks an expectation (Roadmap II.2); gaps and lateness can still be mended
    verdict = (
        Verdict.BAD if not count else Verdict.ATTENTION if missing or found.late or found.unreported else Verdict.GOOD
    )
    return Status(
        verdict=verdict,
        headline=headline,
        shown_by=tuple(Place(country=place.country, cycle=place.cycle, path=one.path) for one in plan.commitments),
        missing=missing,
        expectation=CommonExpectation.COMMITMENTS,
        progress=_describe_progress(found),
    )


def _describe_progress(found: PlanProgress) -> Progress | None:
    """Return how far the plan has come, beside how far it was to have come by today."""
    if found.share is None:
        return None
    if found.planned is None:
        text = _("{share} % done").format(share=round(found.share))
        return Progress(text=text, share=found.share / 100)
    text = _("{share} % done, {planned} % planned by today")
    text = text.format(share=round(found.share), planned=round(found.planned))
    return Progress(text=text, share=found.share / 100, planned=found.planned / 100)


def _describe_declaration(cycle: Document[Cycle], workspace: Workspace, place: Place) -> Status:
    found = find_declaration(workspace, cycle)
    if found is None:
        if cycle.entity.end < workspace.today:  # what was not written down in time is not known to have failed
            return Status(
                verdict=Verdict.UNKNOWN,
                headline=_("Nothing is published about the declaration")
                if workspace.is_public
                else _("No record of the declaration"),
                missing=(_("Add the day on which the declaration was endorsed"),),
                expectation=CommonExpectation.DECLARATION,
            )
        deposited = find_entry_day(cycle.entity, "deposited")
        missing = _("Endorse the declaration") if deposited else _("Deposit the plan, then endorse the declaration")
        return Status(
            verdict=Verdict.ATTENTION,
            # until the plan is deposited a declaration is not public, even one that is there
            headline=_("Declaration not published yet")
            if workspace.is_public and not deposited
            else _("Declaration not endorsed yet"),
            missing=(missing,),
            expectation=CommonExpectation.DECLARATION,
        )
    declared, path = found
    return Status(
        verdict=Verdict.GOOD,
        headline=_("Declaration endorsed on {day}").format(day=write_day(declared.endorsed)),
        shown_by=(Place(country=place.country, cycle=place.cycle, path=path, at=("declaration",)),),
        expectation=CommonExpectation.DECLARATION,
    )


def list_due_dates(workspace: Workspace) -> Iterator[DueDate]:
    """Yield milestones with their due days, and the plan and declaration that are owed before implementation."""
    for cycle in workspace.all(Cycle):
        plan = plan_of(workspace, cycle.country, cycle.cycle)
        if plan is not None:
            yield from _list_plan_dates(plan, workspace)
            yield from _list_refresh_dates(plan, workspace)
            yield from _list_report_dates(plan, workspace)
            yield from _list_milestone_dates(plan, workspace)


def _list_plan_dates(plan: ActionPlan, workspace: Workspace) -> Iterator[DueDate]:
    cycle = plan.cycle.entity
    stage = get_rules(workspace, plan.cycle.country, plan.cycle.cycle).stages.get("deposited")
    here = Place(country=plan.cycle.country, cycle=plan.cycle.cycle, path=plan.cycle.path)
    yield DueDate(
        title=_("Deposit the action plan"),
        # Roadmap IX gives no day; a plan that is not there when implementation begins cannot be implemented
        due=cycle.start,
        place=here,
        section=stage.section if stage and stage.section else "Roadmap IX",
        done=find_entry_day(cycle, "deposited"),
        happened=_("The action plan was deposited"),
        key="deposit-plan",
    )


def _list_refresh_dates(plan: ActionPlan, workspace: Workspace) -> Iterator[DueDate]:
    cycle = plan.cycle.entity
    due = find_refresh_due(cycle, get_rules(workspace, plan.cycle.country, plan.cycle.cycle))
    if due is not None:
        yield DueDate(
            title=_("Refresh the plan at midterm"),
            due=due,
            place=Place(country=plan.cycle.country, cycle=plan.cycle.cycle, path=plan.cycle.path),
            section="OGP process, since 2022",
            done=cycle.refresh.published if cycle.refresh else None,
            happened=_("The plan was refreshed at midterm"),
            key="refresh-plan",
        )


def _list_report_dates(plan: ActionPlan, workspace: Workspace) -> Iterator[DueDate]:
    months = workspace.plugin_settings(PlanSettings).report_every_months
    for document in plan.commitments:
        due = find_next_report(document.entity, plan.cycle.entity, months, workspace.today)
        if due is not None:
            name = localized(document.entity.title, current_language(), workspace.language) or "–"
            yield DueDate(
                title=format_phrase(_("Report progress: {title}"), title=name),
                due=due,
                place=Place(country=document.country, cycle=document.cycle, path=document.path, at=("milestones",)),
                section="[plugins.commitments]",
                key=f"report-{document.id}",
            )


def _list_milestone_dates(plan: ActionPlan, workspace: Workspace) -> Iterator[DueDate]:
    for document in plan.commitments:
        for position, milestone in enumerate(document.entity.list_current_milestones(workspace.today)):
            at: KeyPath = ("milestones", position)
            said = N_("Milestone: {title}"), N_("Milestone completed: {title}")
            report = _call_report(document, milestone.id)
            yield from _build_due_date(document, milestone, at, said, workspace, report)
            for number, indicator in enumerate(milestone.indicators):
                said = N_("Indicator: {title}"), N_("Indicator completed: {title}")
                report = _call_report(document, milestone.id, indicator=indicator.id)
                inside = (*at, "indicators", number)
                yield from _build_due_date(document, indicator, inside, said, workspace, report)


def _call_report(document: Document[Commitment], milestone: str, **indicator: str) -> ActionCall:
    """Return the report that something is complete, which a person needs only to confirm."""
    return ActionCall(
        action="commitments-report-progress",
        place=Place(country=document.country, cycle=document.cycle),
        values={"commitment": document.id, "milestone": milestone, **indicator},
        initial={"status": MilestoneStatus.COMPLETE},
        begins_at="evidence",
    )


def _build_due_date(
    document: Document[Commitment],
    step: Milestone | Indicator,
    at: KeyPath,
    said: tuple[str, str],
    workspace: Workspace,
    report: ActionCall,
) -> Iterator[DueDate]:
    # what was taken back with a reason is not owed any more
    if step.due is None or step.status is MilestoneStatus.WITHDRAWN:
        return
    task, happened = said
    name = join_number(step.number, localized(step.title, current_language(), workspace.language) or "–")
    yield DueDate(
        title=format_phrase(_(task), title=name),
        due=step.due,
        place=Place(country=document.country, cycle=document.cycle, path=document.path, at=at),
        section="Roadmap VII",
        done=step.completed_on,
        action=report,
        # it may be complete without a day: nobody has to write it down, and the day on which it was due is another one
        is_done=step.status is MilestoneStatus.COMPLETE,
        happened=format_phrase(_(happened), title=name),
        key="/".join((document.id, *map(str, report.values.values()))),
    )


STANDINGS: Final = StatusSource(name="plan", title="Action plan", scope=Scope.CYCLE, derive=list_statuses)
"""How a cycle's plan and declaration stand."""

OBLIGATIONS: Final = DueDates(name="plan", derive=list_due_dates, by_country=True)
"""The plan, and its milestones."""
