"""Rules about how the mechanism goes about a case: its committee, its case managers, what came of it (Networking Mechanism)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Problem, Rule, Scope, checked, refused
from ogpkit.api.content import country_name
from ogpkit.api.text import _, _n, join_list
from ogpkit_networking.cases import get_maturity, get_stage, is_reviewed, list_managers
from ogpkit_networking.committees import MechanismCommittee, list_members
from ogpkit_networking.interests import find_governing_provider
from ogpkit_networking.model import Aim, Case, Maturity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api import Refusal
    from ogpkit.api.content import Document, KeyPath, Workspace
    from ogpkit_networking.model import Handover


def _check_committee(document: Document[Case], workspace: Workspace) -> Iterator[Problem]:
    # without a file of the committee nobody keeps who is in it, and its part cannot be asked for
    silent = [number for number, one in enumerate(document.entity.introductions) if one.committee is None]
    if silent and workspace.one(MechanismCommittee) is not None:
        count = _n(
            "{count} introduction does not say what part the committee had.",
            "{count} introductions do not say what part the committee had.",
            len(silent),
        )
        yield Problem(
            message=count.format(count=len(silent)),
            remedy=_('Add `committee.role` to the introduction: "proposed" or "agreed".').format(
                role='{ role = "proposed" }'
            ),
            at=("introductions", silent[0], "committee"),
        )


def _check_committee_input(document: Document[Case], workspace: Workspace) -> Iterator[Problem]:
    committee = workspace.one(MechanismCommittee)
    for number, one in enumerate(document.entity.introductions):
        said = one.committee
        if said is None:
            continue
        at = ("introductions", number, "committee")
        # “in conjunction with”: what the committee says afterwards was no part of making the introduction
        if said.on is not None and said.on > one.on:
            yield Problem(
                message=_("The committee’s part has the date {day}, after the introduction on {on}.").format(
                    day=said.on, on=one.on
                ),
                remedy=_("Correct one of the two dates."),
                at=(*at, "on"),
            )
        if said.by and committee is not None:
            names = [member.name for member in list_members(committee.entity, (said.on or one.on).year)]
            if names and not any(name.casefold() in said.by.casefold() for name in names):
                yield Problem(
                    message=_("“{name}” speaks for the committee, but is not a member of it.").format(name=said.by),
                    remedy=_(
                        "Write the name of a member. You can add the person's name. The members are: {names}."
                    ).format(names=join_list(names)),
                    at=(*at, "by"),
                )


def _check_handovers(document: Document[Case], _workspace: Workspace) -> Iterator[Problem]:
    case = document.entity
    if case.handovers and not case.manager.strip():
        yield Problem(
            message=_("The case was handed over, but has no manager."),
            remedy=_("Add `manager`: who took over the case."),
            at=("manager",),
        )
        return
    managers = list_managers(case)
    in_order = sorted(enumerate(case.handovers), key=lambda one: one[1].on)
    for (number, one), after in zip(in_order, managers[1:], strict=False):
        if one.from_ == after:
            yield Problem(
                message=_("This hands the case over from {manager} to {manager}.").format(manager=one.from_),
                remedy=_("In `from`, name who managed the case before, or delete the handover."),
                at=("handovers", number, "from"),
            )


def _is_unnamed(one: Handover, _document: Document[Case], _workspace: Workspace) -> bool:
    return not one.from_.strip()


def _is_not_reviewed(case: Case, _document: Document[Case], _workspace: Workspace) -> bool:
    # a case without an introduction has had no “resultant dialogue” that could be fruitful
    return get_stage(case) == "closed" and bool(case.introductions) and not is_reviewed(case)


def _check_aim(document: Document[Case], _workspace: Workspace) -> Iterator[Problem]:
    case = document.entity
    if case.aim is not Aim.IMPLEMENT:
        return
    if not case.commitments:
        yield Problem(
            message=_("The request is for an implementation plan, but names no commitment."),
            remedy=_("Add the mature commitments under `commitments`, and their `cycle`."),
            at=("commitments",),
        )
    elif get_maturity(case) is Maturity.VAGUE:
        yield Problem(
            message=_("The commitments are mature, but the request for their implementation plan is vague."),
            remedy=_("Scope the request and record the result under `refinements`, or choose another `aim`."),
            at=("maturity",),
        )


def _check_interests(document: Document[Case], workspace: Workspace) -> Iterator[Problem]:
    case = document.entity
    named: list[tuple[str, KeyPath]] = []
    for number, one in enumerate(case.introductions):
        named.append((one.provider, ("introductions", number, "provider")))
        named += [(other, ("introductions", number, "with", place)) for place, other in enumerate(one.with_)]
    told: set[str] = set()
    for provider, at in named:
        on = case.introductions[int(at[1])].on
        member = find_governing_provider(workspace, provider, on) if provider not in told else None
        if member is not None:
            told.add(provider)
            chairs = _("{name} chairs the Networking Mechanism and is a provider in the case of {country}.")
            governs = _("{name} governs the Networking Mechanism and is a provider in the case of {country}.")
            yield Problem(
                message=(chairs if member.chair else governs).format(
                    name=member.name, country=country_name(workspace, case.country)
                ),
                remedy=_("Also introduce another provider, and let another member of the committee agree."),
                at=at,
            )


def _has_no_way(committee: MechanismCommittee, _document: Document[Any], _workspace: Workspace) -> Refusal:
    contact = committee.contact
    # the paper gives two ways, a mail and a telephone, beside the web form; one of them is enough to be reached
    return (
        bool(committee.members)
        and not (contact and (contact.email or contact.telephone))
        and not (committee.form or committee.interest)
    )


CONDUCT_RULES: Final[tuple[Rule[Any], ...]] = (
    checked(Case, _check_committee, code="NET024", scope=Scope.WORKSPACE),
    checked(Case, _check_committee_input, code="NET025", scope=Scope.WORKSPACE),
    refused(Case, "handovers[].from", when=_is_unnamed, code="NET026", also=[_check_handovers]),
    refused(Case, "reviews", when=_is_not_reviewed, code="NET027"),
    checked(Case, _check_aim, code="NET028"),
    checked(Case, _check_interests, code="NET029", scope=Scope.WORKSPACE),
    refused(MechanismCommittee, "contact", when=_has_no_way, code="NET030"),
)
"""NET024 to NET030."""
