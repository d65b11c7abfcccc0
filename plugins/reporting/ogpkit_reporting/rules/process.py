"""Rules about the process as a whole: plans that follow one another in time, and what is contrary to process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import FormWords, Problem, Rule, Scope, Severity, checked
from ogpkit.api.content import Country, Cycle
from ogpkit.api.text import _
from ogpkit_reporting.process_review import (
    compute_first_plan_due,
    find_last_plan_end,
    is_under_procedural_review,
    list_grounds,
    list_owed_plans,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace


def _check_plans(document: Document[Country], workspace: Workspace) -> Iterator[Problem]:
    # who has left owes no plan; an inactive member owes one before it can be active again, but that is not told here
    if not document.entity.is_member(workspace.today):
        return
    for owed in list_owed_plans(workspace, document.country):
        if not owed.is_late(workspace.today):
            continue
        if owed.submitted is not None and owed.document is not None:
            yield Problem(
                message=_("The plan was submitted on {day}, but was due by {due}.").format(
                    day=owed.submitted, due=owed.due
                ),
                remedy=_("If `history[].on` is wrong, correct it. If not, allow more time for the next plan."),
                path=owed.document.path,
                at=("history",),
            )
        else:
            yield Problem(
                message=_("A new action plan was due by {due} and has not been submitted.").format(due=owed.due),
                remedy=_("Start a cycle with “ogpkit cycle new”, and submit its plan as soon as you can."),
                in_form=FormWords(remedy=_("Start a cycle, and submit its plan as soon as you can.")),
                path=owed.document.path if owed.document else owed.after.path,
                at=("end",),
            )


def _check_first_plan(document: Document[Country], workspace: Workspace) -> Iterator[Problem]:
    remedy = _(
        "Start a cycle with “ogpkit cycle new”. If there is a plan, add its files. If `country:joined` or `cycle:end` is wrong, "
        "correct it."
    )
    in_form = FormWords(
        remedy=_(
            "Start a cycle. If there is a plan, enter it. If `country:joined` or `cycle:end` is wrong, correct it."
        )
    )
    due = compute_first_plan_due(workspace, document.country)
    last = find_last_plan_end(workspace, document.country)
    if due is not None and due < workspace.today:
        message = _(
            "The country joined on {joined}, but the workspace has no action plan. We advise {due} at the latest."
        )
        message = message.format(joined=document.entity.joined, due=due)
        yield Problem(message=message, remedy=remedy, at=("joined",), in_form=in_form)
    elif last is not None:
        message = _("The workspace has no action plan after {end}, the last day of the last plan.")
        message = message.format(end=last.entity.end)
        yield Problem(message=message, remedy=remedy, path=last.path, at=("end",), in_form=in_form)


def _check_grounds(document: Document[Cycle], workspace: Workspace) -> Iterator[Problem]:
    for ground in list_grounds(workspace, document):
        yield Problem(
            message=_("This cycle is contrary to process: {ground}").format(ground=ground.text),
            remedy=_("Agree with the Support Unit what to do. If {path} is wrong, correct it.").format(
                path=ground.path
            ),
            at=("end",),
        )


def _check_review(document: Document[Cycle], workspace: Workspace) -> Iterator[Problem]:
    if is_under_procedural_review(workspace, document):
        yield Problem(
            message=_("Cycles in a row were contrary to process, so a procedural review follows."),
            remedy=_(
                "Fix the cause of the second instance, and record the review under `country:membership` of the country. If "
                "{path} is wrong, correct it."
            ).format(path=next(ground.path for ground in list_grounds(workspace, document))),
            at=("end",),
        )


PROCESS_RULES: Final[tuple[Rule[Any], ...]] = (
    checked(Country, _check_plans, code="REP034", severity=Severity.WARNING, scope=Scope.COUNTRY),
    checked(Cycle, _check_grounds, code="REP035", severity=Severity.WARNING, scope=Scope.COUNTRY),
    checked(Cycle, _check_review, code="REP036", scope=Scope.COUNTRY),
    checked(Country, _check_first_plan, code="REP060", severity=Severity.ADVICE, scope=Scope.COUNTRY),
)
"""The rules about plans that follow one another, and about what is contrary to process."""
