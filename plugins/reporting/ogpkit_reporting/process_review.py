"""Whether a country acts contrary to process: the grounds, two cycles running, and the day by which a new plan is owed.

The grounds and what follows from them are data of the rule set about participation and process.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import attrs

from ogpkit.api import EditionPart, Place, Status, Verdict
from ogpkit.api.content import (
    Bounds,
    Country,
    CountryLevel,
    Cycle,
    Identifier,
    RuleLine,
    add_months,
    find_held_set,
    find_rules,
    is_left_out,
)
from ogpkit.api.text import _, join_list, write_day
from ogpkit_reporting.edition import EDITION_PART
from ogpkit_reporting.model import IndependentReport

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ogpkit.api.content import Document, Workspace


@attrs.frozen(kw_only=True)
class ProcessPart:
    """Rules about what is contrary to process: `[process]` of an edition file.

    Attributes:
        late_months: A new plan is submitted at most so many months after the end of the last one; left out where no number holds.
        first_months: The first plan is submitted at most so many months after the day on which a country joined; advice, since
            no source that is at hand gives a number.
        requirements: The questions about minimum requirements; an answer of “no” is a ground.
        progress: The question about completion; no progress on any commitment is a ground.
        no_progress: The answers that stand for no progress.
        cycles: After so many cycles running that are contrary to process a country is under procedural review.
        self_assessment: Whether a self-assessment is owed.
        is_judged: Whether anything is contrary to process; a rule set takes inherited grounds away with false.
        section: Where that stands.
    """

    late_months: Annotated[int, Bounds(0, 60, "months")] | None = None
    first_months: Annotated[int, Bounds(0, 60, "months")] | None = None
    requirements: tuple[Identifier, ...] = ()
    progress: str = ""
    no_progress: tuple[Identifier, ...] = ()
    cycles: Annotated[int, Bounds(0, 10)] = 0
    self_assessment: bool = True
    is_judged: bool = True
    section: str = ""


PROCESS_PART: Final = EditionPart(name="process", entity=ProcessPart, line=RuleLine.PARTICIPATION)
"""The table `[process]` of every edition file."""

EDITION_PARTS: Final = (EDITION_PART, PROCESS_PART)
"""The tables of every edition file that are this plugin's."""


def get_process_rules(workspace: Workspace, country: str, cycle: str) -> ProcessPart:
    """Return the rules about what is contrary to process that hold for a cycle.

    Args:
        country: The country's identifier.
        cycle: The cycle's identifier; the rules of today when empty.
    """
    part = find_rules(workspace, ProcessPart, country, cycle) or ProcessPart()
    return part if part.is_judged else ProcessPart(self_assessment=part.self_assessment, is_judged=False)


def find_submission_day(cycle: Cycle) -> date | None:
    """Return the day on which the plan of a cycle was submitted; None while it has not been."""
    return next((step.on for step in cycle.history if step.stage == "deposited"), None)


def list_cycles(workspace: Workspace, country: str) -> tuple[Document[Cycle], ...]:
    """Return the cycles of a country, the earliest first.

    Args:
        country: Its identifier.
    """
    return tuple(sorted(workspace.all(Cycle, country), key=lambda one: one.entity.end))


@attrs.frozen(kw_only=True)
class OwedPlan:
    """Plan that follows the last one.

    Attributes:
        after: The cycle whose plan it follows.
        due: The last day on which it is in time.
        section: The source that says so.
        document: The cycle of the plan itself; None where there is none yet.
        submitted: The day on which it was submitted; None while it has not been.
    """

    after: Document[Cycle]
    due: date
    section: str
    document: Document[Cycle] | None
    submitted: date | None

    def is_late(self, today: date) -> bool:
        """Tell whether it was, or still is, later than its last day."""
        return (self.submitted or today) > self.due


def list_owed_plans(workspace: Workspace, country: str) -> Iterator[OwedPlan]:
    """Yield the plan that follows each one that was submitted, where the rule set says by when.

    Args:
        country: The country's identifier.
    """
    cycles = list_cycles(workspace, country)
    for position, cycle in enumerate(cycles):
        following = cycles[position + 1] if position + 1 < len(cycles) else None
        # by the rules of the day on which the last plan ended: nobody was late in 2014 by a rule of 2022
        name = find_held_set(workspace, RuleLine.PARTICIPATION, country, cycle.entity.end)
        part = workspace.editions.part(name, ProcessPart)
        months = part.late_months if part and part.is_judged else None
        if part is not None and months is not None and find_submission_day(cycle.entity) is not None:
            yield OwedPlan(
                after=cycle,
                due=add_months(cycle.entity.end, months),
                section=part.section,
                document=following,
                submitted=find_submission_day(following.entity) if following else None,
            )


def compute_first_plan_due(workspace: Workspace, country: str) -> date | None:
    """Return the day by which a member without any cycle submits its first plan; None where nothing says so.

    Args:
        country: The country's identifier.
    """
    document = workspace.one(Country, country)
    joined = document.entity.joined if document else None
    is_national = document is not None and document.entity.level is CountryLevel.NATIONAL
    # with a cycle that is begun, its own days say by when the plan is due
    if joined is None or not is_national or not is_member(workspace, country) or list_cycles(workspace, country):
        return None
    part = workspace.editions.part(workspace.editions.find_held(RuleLine.PARTICIPATION, joined), ProcessPart)
    months = part.first_months if part else None
    return add_months(joined, months) if months is not None else None


def find_last_plan_end(workspace: Workspace, country: str) -> Document[Cycle] | None:
    """Return the last cycle of a national member that has no plan for today, where no rule set says by when the next one is due.

    Args:
        country: The country's identifier.
    """
    document, cycles = workspace.one(Country, country), list_cycles(workspace, country)
    is_national = document is not None and document.entity.level is CountryLevel.NATIONAL
    if not cycles or not is_national or not is_member(workspace, country):
        return None
    is_owed = any(owed.submitted is None for owed in list_owed_plans(workspace, country))
    # on its last day a plan still runs
    return cycles[-1] if cycles[-1].entity.end < workspace.today and not is_owed else None


@attrs.frozen
class Ground:
    """Something that makes a cycle contrary to process.

    Attributes:
        text: What it is, in a sentence.
        path: The file that says so.
    """

    text: str
    path: str


def list_grounds(workspace: Workspace, document: Document[Cycle]) -> Iterator[Ground]:
    """Yield what makes a cycle contrary to process.

    Args:
        document: The cycle.
    """
    part = get_process_rules(workspace, document.country, document.cycle)
    for owed in list_owed_plans(workspace, document.country):
        if owed.document is document and owed.is_late(workspace.today):
            text = _("The plan was submitted after {due}, the last day allowed after the end of the previous plan.")
            yield Ground(text.format(due=write_day(owed.due)), document.path)
    report = workspace.one(IndependentReport, document.country, document.cycle)
    if report is None:
        return
    answers = report.entity.answers
    unmet = [one.question for one in answers if one.question in part.requirements and one.answer == "no"]
    if unmet:
        text = _("The Independent Reporting Mechanism found that minimum requirements were not met: {names}.")
        yield Ground(text.format(names=join_list(unmet)), report.path)
    progress = [one.answer for one in answers if part.progress and one.question == part.progress]
    if progress and all(answer in part.no_progress for answer in progress):
        yield Ground(_("The Independent Reporting Mechanism found no progress on any commitment."), report.path)


def is_under_procedural_review(workspace: Workspace, document: Document[Cycle]) -> bool:
    """Tell whether a cycle and those before it make so many running that are contrary to process that a review follows.

    Args:
        document: The cycle.
    """
    part = get_process_rules(workspace, document.country, document.cycle)
    cycles = list_cycles(workspace, document.country)
    running = cycles[: cycles.index(document) + 1][-part.cycles :] if part.cycles else ()
    return len(running) == part.cycles > 0 and all(any(list_grounds(workspace, one)) for one in running)


def list_process_statuses(workspace: Workspace, place: Place) -> Iterator[Status]:
    """Yield whether a cycle is contrary to process; nothing where it is not.

    Args:
        place: The cycle.
    """
    document = workspace.one(Cycle, place.country, place.cycle)
    grounds = tuple(list_grounds(workspace, document)) if document else ()
    is_silent = document is not None and is_left_out("REP034", document, workspace)  # later plans are not at hand
    if document is not None and is_member(workspace, place.country) and not is_silent:
        yield from _list_next_plan_statuses(workspace, document)
    if document is None or not grounds:
        return
    if is_under_procedural_review(workspace, document):
        headline = _("Contrary to process in two cycles in a row: procedural review")
    else:
        headline = _("Contrary to process")
    yield Status(
        verdict=Verdict.BAD,
        headline=headline,
        missing=tuple(ground.text for ground in grounds),
        shown_by=(Place(country=place.country, cycle=place.cycle, path=document.path),),
    )


def _list_next_plan_statuses(workspace: Workspace, document: Document[Cycle]) -> Iterator[Status]:
    """Yield that the plan after this one is due or late, while there is no cycle of it that could say so."""
    for owed in list_owed_plans(workspace, document.country):
        if owed.after is not document or owed.document is not None or document.entity.end >= workspace.today:
            continue
        is_late = owed.is_late(workspace.today)
        text = _("No new plan; it was due by {due}") if is_late else _("A new plan is due by {due}")
        yield Status(
            verdict=Verdict.BAD if is_late else Verdict.ATTENTION,
            headline=text.format(due=write_day(owed.due)),
            missing=(_("Start a cycle and submit its plan"),),
            shown_by=(Place(country=document.country, cycle=document.cycle, path=document.path),),
        )


def is_member(workspace: Workspace, country: str) -> bool:
    """Tell whether a country owes plans today.

    Args:
        country: Its identifier.
    """
    document = workspace.one(Country, country)
    return document is not None and document.entity.is_member(workspace.today)
