"""Rules about a case: whose it is, its stages, what it refers to, its agreement (Roadmap XII, Networking Mechanism)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import (
    Problem,
    Refusal,
    Rule,
    Scope,
    checked,
    expected,
    follows_stages,
    meets_stage_guards,
    one_of,
    ordered,
    refused,
    suggest_spelling,
)
from ogpkit.api.content import Commitment, Country, Cycle, country_name
from ogpkit.api.text import _
from ogpkit_networking.cases import count_stale_days, get_stage, list_introduced
from ogpkit_networking.edition import get_case_rules
from ogpkit_networking.model import Case
from ogpkit_networking.stages import CASE_STAGES, has_agreement, has_manager

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace
    from ogpkit_networking.model import Agreement


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
            message=_("The case names commitments, but not the cycle that they belong to."),
            remedy=_("Add `cycle`: the cycle whose plan contains them."),
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


def _has_no_intent(case: Case, _document: Document[Case], workspace: Workspace) -> Refusal:
    country = workspace.one(Country, case.country)
    # Roadmap XII: “available to all OGP participating countries … once they signal their intent to join”
    return (country is None or country.entity.joined is None) and {
        "country": country_name(workspace, case.country),
        "path": f"countries/{case.country}/country.toml",
    }


def _is_idle(case: Case, _document: Document[Case], workspace: Workspace) -> Refusal:
    idle = count_stale_days(case, get_case_rules(case, workspace), workspace.today)
    return bool(idle) and {"days": idle}


def _check_agreement(document: Document[Case], workspace: Workspace) -> Iterator[Problem]:
    case = document.entity
    # at that stage it is told as what the stage needs
    if case.agreement is not None and get_stage(case) != "agreed":
        for missing in has_agreement(document, workspace):
            yield Problem(message=_("The agreement is incomplete."), remedy=missing, at=("agreement",))


def _is_before_introductions(agreement: Agreement, document: Document[Case], _workspace: Workspace) -> bool:
    first = min((one.on for one in document.entity.introductions), default=None)
    # the mechanism is an “agent of introduction”: an agreement from before is not its work
    return agreement.signed is not None and first is not None and agreement.signed < first


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
        "handovers[].on",
        "reviews[].on",
        "closings[].on",
        "history[].on",
        code="NET004",
    ),
    checked(Case, _check_references, code="NET005", scope=Scope.WORKSPACE),
    refused(Case, "country", when=_has_no_intent, code="NET006", scope=Scope.WORKSPACE),
    refused(Case, "history", when=_is_idle, code="NET007"),
    ordered(Case, "agreement.start", "agreement.end", code="NET012", also=[_check_agreement]),
    # who was never introduced is not known to the mechanism, so either the introduction or the party is missing
    one_of(
        Case,
        "agreement.providers[]",
        "agreement.countries[]",
        known=lambda document, _workspace: list_introduced(document.entity),
        code="NET013",
        also=[refused(Case, "agreement.signed", when=_is_before_introductions)],
    ),
    # expectations are between the sides of this case; a name that is none is most likely misspelt
    one_of(
        Case,
        "expectations[].party",
        known=lambda document, _workspace: (document.entity.country, *list_introduced(document.entity)),
        code="NET014",
    ),
)
"""NET001 to NET007, NET012 to NET014."""
