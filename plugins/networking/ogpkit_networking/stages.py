"""The stages of a case, and what must be there before each (Networking Mechanism).

The mechanism introduces; it is neither an implementing entity nor a project manager, so nothing here asks how the work is done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import Obstacle, Stage, StageGraph
from ogpkit.api.content import country_name
from ogpkit.api.text import _
from ogpkit_networking.cases import get_maturity, list_selected, list_sides_without_expectations, was_scoped
from ogpkit_networking.edition import get_case_rules
from ogpkit_networking.model import Case, Maturity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ogpkit.api.content import Document, Workspace


def has_manager(document: Document[Case], _workspace: Workspace) -> Iterator[str]:
    """Check that a dedicated case manager is assigned."""
    if not document.entity.manager.strip():
        yield Obstacle(_("Assign a case manager, who works with the government throughout."), at=("manager",))


def is_scoped(document: Document[Case], _workspace: Workspace) -> Iterator[str]:
    """Check that a vague request has been scoped before introductions to those who would carry it out (example 2)."""
    case = document.entity
    # a stage of scoping counts too: the case manager may have done it without introducing anybody
    scoped = was_scoped(case) or any(step.stage == "scoping" for step in case.history)
    # example 2: introductions come after the request is understood
    if get_maturity(case) is Maturity.VAGUE and not scoped:
        yield Obstacle(
            _("The request is vague. First introduce an expert who helps to scope it."), at=("introductions",)
        )


def has_introduction(document: Document[Case], _workspace: Workspace) -> Iterator[str]:
    """Check that somebody has been introduced."""
    if not document.entity.introductions:
        yield Obstacle(_("Introduce the government to someone first."), at=("introductions",))


def has_selection(document: Document[Case], _workspace: Workspace) -> Iterator[str]:
    """Check that the government has selected one or more of those to whom it was introduced."""
    # the mechanism guides “towards a final selection”; the choice is the government's
    if not list_selected(document.entity):
        yield Obstacle(
            _("Record whom the government selects, as the outcome of an introduction."), at=("introductions",)
        )


def has_clear_expectations(document: Document[Case], workspace: Workspace) -> Iterator[str]:
    """Check that both sides know what the other expects.

    Args:
        workspace: Where it lies.
    """
    # “shared by all sides” (Networking Mechanism): one side's list is not enough
    for party in list_sides_without_expectations(document.entity):
        name = country_name(workspace, party) if party == document.entity.country else party
        yield Obstacle(_("Record what {party} expects.").format(party=name), at=("expectations",))


def has_agreement(document: Document[Case], _workspace: Workspace) -> Iterator[str]:
    """Check that an agreement names its parties, its terms and its day."""
    agreement = document.entity.agreement
    if agreement is None:
        yield Obstacle(_("Record the agreement: its date, its parties and its terms."), at=("agreement",))
        return
    if not agreement.parties:
        yield Obstacle(
            _("Name the providers or peer governments that are parties to the agreement."),
            at=("agreement", "providers"),
        )
    if not agreement.terms:
        yield Obstacle(_("Add the terms of engagement."), at=("agreement", "terms"))
    if agreement.signed is None:
        yield Obstacle(_("Give the day on which the agreement was signed."), at=("agreement", "signed"))


def has_end(document: Document[Case], _workspace: Workspace) -> Iterator[str]:
    """Check that there is an agreement, or the reason why there is none."""
    case = document.entity
    agreed = case.agreement is not None and case.agreement.signed is not None
    since = case.history[-1].on if case.history else case.opened
    if case.history and case.history[-1].stage == "closed":  # looked at after the step, not before it
        since = case.history[-2].on if len(case.history) > 1 else case.opened
    # only a reason given since the case was taken up again tells why it ends this time
    if not agreed and not any(closing.on >= since for closing in case.closings):
        yield Obstacle(_("There is no agreement. Record the day and the reason."), at=("closings",))


def build_stages(document: Document[Case], workspace: Workspace) -> Mapping[str, Stage]:
    """Return the stages of a case by its edition, in their usual order.

    Args:
        workspace: Where it lies.
    """
    return get_case_rules(document.entity, workspace).stages


CASE_STAGES: Final = StageGraph(
    name="case",
    entity=Case,
    title="Case",
    section="Networking Mechanism",
    stages=build_stages,
    history=lambda case: case.history,
    guards={
        "assigned": (has_manager,),
        "scoping": (has_manager,),
        "introductions": (has_manager, is_scoped),
        "dialogue": (has_introduction,),
        "selection": (has_selection, has_clear_expectations),
        "agreed": (has_agreement,),
        "closed": (has_end,),
    },
)
"""The stages of a case; which may follow which is data of the edition."""
