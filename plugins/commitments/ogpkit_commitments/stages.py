"""The stages of a cycle, and what must be there before one is entered (Roadmap IV to XI)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import Obstacle, Stage, StageGraph, order_stages
from ogpkit.api.content import Commitment, Cycle, RuleForce, Translated, find_force, owed_languages
from ogpkit.api.text import _
from ogpkit_commitments.edition import get_rules
from ogpkit_commitments.newness import NEWNESS, find_last_plan, has_nothing_new
from ogpkit_commitments.plan import find_declaration

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ogpkit.api.content import Document, Workspace


def check_ready_to_deposit(document: Document[Cycle], workspace: Workspace) -> Iterator[str]:
    """Yield what a plan lacks before it can be deposited (Roadmap V, VI).

    Args:
        workspace: Where it lies.
    """
    cycle = document.entity
    commitments = workspace.all(Commitment, document.country, document.cycle)
    if len(cycle.challenges) < get_rules(workspace, document.country, document.cycle).least_challenges:
        yield Obstacle(_("Choose at least one grand challenge."), at=("challenges",))
    if not commitments:
        yield _("Add at least one commitment.")
    addressed = {challenge for found in commitments for challenge in found.entity.all_challenges}
    described = {effort.challenge for effort in cycle.efforts}
    # a plan begins with existing efforts and sets out commitments for each challenge that it chose (Roadmap V, VI)
    for challenge in cycle.challenges:
        if challenge not in addressed:
            yield _("Add a commitment for “{challenge}”.").format(challenge=_(challenge.label))
        if challenge not in described:
            said = _("Describe the existing efforts on “{challenge}”.").format(challenge=_(challenge.label))
            yield Obstacle(said, at=("efforts",))
    yield from _check_newness(document, workspace)
    # Roadmap X and XI name the languages for reports only; for plans they are those of the country and English as well
    url = cycle.plan.url if cycle.plan and cycle.plan.url else Translated()
    if missing := url.missing(owed_languages(workspace, document.country), workspace.language):
        said = _("Give the address of the published plan in: {languages}.").format(languages=", ".join(missing))
        yield Obstacle(said, at=("plan", "url"))


def _check_newness(document: Document[Cycle], workspace: Workspace) -> Iterator[str]:
    last = find_last_plan(workspace, document)
    # where the rule set only advises it (“new concrete commitments”, Roadmap IX), a plan may repeat the last one
    is_owed = find_force(NEWNESS, document, workspace) in {None, RuleForce.ERROR}
    if last is not None and is_owed and has_nothing_new(workspace, document):
        yield _("Add at least one new commitment. All of these repeat the plan of {cycle} word for word.").format(
            cycle=last.cycle
        )


def check_ready_to_declare(document: Document[Cycle], workspace: Workspace) -> Iterator[str]:
    """Yield what stands against endorsing the declaration (Roadmap IX).

    Args:
        workspace: Where the cycle lies.
    """
    # a plan that was deposited once stays so, whatever stage came after (Roadmap IX: “and deposited it”)
    if not any(step.stage == "deposited" for step in document.entity.history):
        yield _("Deposit the plan first. The declaration can be endorsed after that.")
    if find_declaration(workspace, document) is None:
        said = _("Record the day on which the declaration was endorsed and who signed it.")
        yield Obstacle(said, at=("declaration",))


def build_stages(document: Document[Cycle], workspace: Workspace) -> Mapping[str, Stage]:
    """Return the stages of a cycle by its edition, in their usual order.

    Args:
        workspace: Where it lies.
    """
    return order_stages(get_rules(workspace, document.country, document.cycle).stages)


CYCLE_STAGES: Final = StageGraph(
    name="cycle",
    entity=Cycle,
    title="Cycle",
    section="Roadmap IV to XI",
    stages=build_stages,
    history=lambda cycle: cycle.history,
    guards={"deposited": (check_ready_to_deposit,), "declared": (check_ready_to_declare,)},
)
"""The stages of a cycle."""
