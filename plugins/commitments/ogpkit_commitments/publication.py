"""What of a plan is public, and from which day on: its dates and stages at once, what it promises once it is deposited."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ogpkit.api.content import Cycle

if TYPE_CHECKING:
    from ogpkit.api.content import Commitment, Document, Workspace


def is_deposited(cycle: Cycle, workspace: Workspace) -> bool:
    """Tell whether the plan of a cycle is deposited on the day of the workspace, from which on everybody may read it."""
    return any(step.stage == "deposited" and step.on <= workspace.today for step in cycle.history)


def redact_cycle(document: Document[Cycle], workspace: Workspace) -> Cycle:
    """Return a cycle without what is still to happen, and without its plan until that is deposited.

    Args:
        workspace: Where it lies.
    """
    cycle = document.entity
    known = attrs.evolve(cycle, history=tuple(step for step in cycle.history if step.on <= workspace.today))
    if is_deposited(cycle, workspace):
        return known
    # dates and stages stay: people must know when they can take part (Roadmap IV.1)
    return attrs.evolve(known, challenges=(), efforts=(), plan=None, declaration=None)


def redact_commitment(document: Document[Commitment], workspace: Workspace) -> Commitment | None:
    """Return a commitment once the plan of its cycle is deposited.

    Args:
        workspace: Where it lies.
    """
    cycle = workspace.one(Cycle, document.country, document.cycle)
    return document.entity if cycle and is_deposited(cycle.entity, workspace) else None
