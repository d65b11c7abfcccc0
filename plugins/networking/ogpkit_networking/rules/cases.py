"""Rules about a case as a whole: whose it is, its stages, what it refers to (Roadmap XII, Networking Mechanism)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import (
    Problem,
    Rule,
    Scope,
    checked,
    expected,
    follows_stages,
    meets_stage_guards,
    ordered,
    suggest_spelling,
)
from ogpkit.api.content import Commitment, Country, Cycle, country_name
from ogpkit.api.text import _
from ogpkit_networking.cases import count_stale_days, get_stage
from ogpkit_networking.edition import get_case_rules
from ogpkit_networking.model import Case
from ogpkit_networking.stages import CASE_STAGES, has_manager

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace


def _check_references(document: Document[Case], workspace: Workspace) -> Iterator[Problem]:
    case = document.entity
    if case.cycle and workspace.one(Cycle, case.country, case.cycle) is None:
        meant = suggest_spelling(("cycle",), case.cycle, [one.cycle for one in workspace.all(Cycle, case.country)])
        yield Problem(
            message=_("{country} has no cycle “{cycle}”.").format(
                country=country_name(workspace, case.country), cycle=case.cycle
            ),
            remedy=meant.remedy,
            at=("cycle",),
            fix=meant.fix,
        )
        return
    # identifiers of commitments are unique within a plan only
    if case.commitments and not case.cycle:
        yield Problem(
            message=_("The case names commitments and no cycle in which they would lie."),
            remedy=_('Add the cycle, for example cycle = "2012-2013".'),
            at=("cycle",),
        )
        return
    there_now = {one.id for one in workspace.all(Commitment, case.country, case.cycle)} if case.commitments else set()
    for position, commitment in enumerate(case.commitments):
        if commitment not in there_now:
            meant = suggest_spelling(("commitments", position), commitment, sorted(there_now - set(case.commitments)))
            yield Problem(
                message=_("There is no commitment “{commitment}” in {country} {cycle}.").format(
                    commitment=commitment, country=case.country, cycle=case.cycle
                ),
                remedy=meant.remedy,
                at=("commitments", position),
                fix=meant.fix,
            )


def _check_participation(document: Document[Case], workspace: Workspace) -> Iterator[Problem]:
    country = workspace.one(Country, document.entity.country)
    # Roadmap XII: “available to all OGP participating countries … once they signal their intent to join”
    if country is None or country.entity.joined is None:
        yield Problem(
            message=_("Nothing shows that {country} has signalled its intent to join.").format(
                country=country_name(workspace, document.entity.country)
            ),
            remedy=_("Add joined to {path}, the day of its letter of intent.").format(
                path=f"countries/{document.entity.country}/country.toml"
            ),
            at=("country",),
        )


def _check_progress(document: Document[Case], workspace: Workspace) -> Iterator[Problem]:
    case = document.entity
    idle = count_stale_days(case, get_case_rules(case, workspace), workspace.today)
    if idle:
        yield Problem(
            message=_("Nothing has happened in this open case for {days} days.").format(days=idle),
            remedy=_("Ask both sides how it goes and record it under [[dialogue]], or close the case with a reason."),
            at=("history",) if case.history else (),
        )


CASE_RULES: Final[tuple[Rule[Any], ...]] = (
    # “a dedicated Case Manager will be assigned … throughout” and makes the introductions
    expected(
        Case,
        "manager",
        # what its stage needs another rule tells; twice would be noise
        when=lambda case: bool(case.introductions) and has_manager not in CASE_STAGES.guards.get(get_stage(case), ()),
        code="NET001",
    ),
    # several steps on one day are possible: one talk can scope a request and lead to an introduction
    follows_stages(CASE_STAGES, code="NET002"),
    meets_stage_guards(CASE_STAGES, code="NET003"),
    # whatever day is before the request belongs to another case, or is mistyped
    ordered(
        Case,
        "opened",
        "introductions[].on",
        "refinements[].on",
        "dialogue[].on",
        "closings[].on",
        "history[].on",
        code="NET004",
    ),
    checked(Case, _check_references, code="NET005", scope=Scope.WORKSPACE),
    checked(Case, _check_participation, code="NET006"),
    checked(Case, _check_progress, code="NET007"),
)
"""NET001 to NET007."""
