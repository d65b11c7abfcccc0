"""Rules about cycles beside each other, how long they last, and the declaration (Roadmap II, IX, X, XI, XIII)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Place, Problem, RelatedPlace, Rule, Scope, Severity, checked, refused
from ogpkit.api.content import Cycle, add_months
from ogpkit.api.text import _
from ogpkit_commitments.edition import get_rules
from ogpkit_commitments.plan import find_declaration, find_entry_day, is_declaration_asked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ogpkit.api.content import Document, Plan, Workspace


def _check_neighbours(document: Document[Cycle], workspace: Workspace) -> Iterator[Problem]:
    for other in _list_earlier(document, workspace):
        if not _is_within(document.entity, other.entity):
            continue
        same = (document.entity.start, document.entity.end) == (other.entity.start, other.entity.end)
        said = (
            _("This cycle has the same dates as the cycle {cycle}.")
            if same
            else _("This cycle and the cycle {cycle} overlap completely.")
        )
        yield _report_neighbour(said, other)


def _check_overlap(document: Document[Cycle], workspace: Workspace) -> Iterator[Problem]:
    most = get_rules(workspace, document.country, document.cycle).together_months
    if most is None:
        return
    for other in _list_earlier(document, workspace):
        first, second = sorted((document.entity, other.entity), key=lambda one: one.start)
        # of one within the other more is wrong than that they run side by side
        if _is_within(document.entity, other.entity) or second.start > first.end:
            continue
        if first.end >= add_months(second.start, most):
            yield _report_neighbour(_("This cycle and the cycle {cycle} overlap for a long time."), other)


def _list_earlier(document: Document[Cycle], workspace: Workspace) -> Iterator[Document[Cycle]]:
    """Yield the other cycles of a country at which a pair is not told: the later one by name tells it."""
    mine = document.entity
    for other in workspace.all(Cycle, document.country):
        # a cycle that ends before it starts is told as that
        if other.cycle < document.cycle and mine.start <= mine.end and other.entity.start <= other.entity.end:
            yield other


def _is_within(one: Cycle, other: Cycle) -> bool:
    first, second = sorted((one, other), key=lambda cycle: (cycle.start, -cycle.end.toordinal()))
    return second.end <= first.end


def _report_neighbour(said: str, other: Document[Cycle]) -> Problem:
    return Problem(
        message=said.format(cycle=other.cycle),
        remedy=_("Correct `start` or `end` in either cycle, so that one follows the other."),
        at=("start",),
        also=(RelatedPlace(path=other.path, at=("start",)),),
    )


def _check_length(document: Document[Cycle], workspace: Workspace) -> Iterator[Problem]:
    cycle, longest = document.entity, get_rules(workspace, document.country, document.cycle).longest_months
    if longest is not None and cycle.end >= add_months(cycle.start, longest):
        # the last day of the longest cycle is the day before the same day some years later
        last = add_months(cycle.start, longest) - timedelta(days=1)
        yield Problem(
            message=_("The cycle ends on {end}, but the longest plans with this start ended on {last}.").format(
                end=cycle.end, last=last
            ),
            remedy=_("Correct `start` or `end`."),
            at=("end",),
        )


def _check_declared(document: Document[Cycle], workspace: Workspace) -> Iterator[Problem]:
    for position, step in enumerate(document.entity.history):
        if step.stage == "declared" and find_declaration(workspace, document) is None:
            yield Problem(
                message=_(
                    "The cycle entered “declared”, but does not say when the declaration was endorsed and by whom."
                ),
                remedy=_(
                    "Add `endorsed` and `signatory` under `declaration`, here or in country.toml. If it was not endorsed, remove "
                    "the step."
                ),
                at=("history", position, "stage"),
            )
            return


def _is_undeclared(cycle: Cycle, document: Document[Cycle], workspace: Workspace) -> bool:
    place = Place(country=document.country, cycle=document.cycle)
    is_declared = any(step.stage == "declared" for step in cycle.history)
    # the declaration can follow the deposit (Roadmap IX); while nothing is implemented it may still come
    deposited = find_entry_day(cycle, "deposited")
    is_due = deposited is not None and max(deposited, cycle.start) < workspace.today
    # a government endorses it once: one finding for a country, at its first plan
    earlier = (one for one in workspace.all(Cycle, document.country) if one.entity.start < cycle.start)
    is_first = not any(find_entry_day(one.entity, "deposited") for one in earlier)
    is_open = is_due and is_first and not is_declared and is_declaration_asked(workspace, place)
    return is_open and find_declaration(workspace, document) is None


def _is_published_late(plan: Plan, document: Document[Cycle], workspace: Workspace) -> bool | dict[str, date]:
    days = get_rules(workspace, document.country, document.cycle).publish_days
    deposited = find_entry_day(document.entity, "deposited")
    if days is None or deposited is None or plan.published is None:
        return False
    return plan.published > deposited + timedelta(days=days) and {"deposited": deposited}


CYCLE_RULES: Final[tuple[Rule[Any], ...]] = (
    checked(Cycle, _check_neighbours, code="COM040", scope=Scope.COUNTRY),
    checked(Cycle, _check_overlap, code="COM041", severity=Severity.ADVICE, scope=Scope.COUNTRY),
    checked(Cycle, _check_length, code="COM042", severity=Severity.WARNING),
    checked(Cycle, _check_declared, code="COM043", scope=Scope.COUNTRY),
    refused(Cycle, "declaration", when=_is_undeclared, code="COM044", severity=Severity.ADVICE, scope=Scope.COUNTRY),
    refused(Cycle, "plan.published", when=_is_published_late, code="COM045", severity=Severity.WARNING),
)
"""COM040 to COM045."""
