"""What of a review by the expert group is public, and from which day on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from ogpkit.api.content import Document, Workspace
    from ogpkit_eligibility.model import Review


def redact_review(document: Document[Review], workspace: Workspace) -> Review | None:
    """Return a review once it has begun; what it found and how it ended once the Steering Committee was told.

    Args:
        workspace: Where it lies.
    """
    review, today = document.entity, workspace.today
    if review.opened > today:
        return None
    known = attrs.evolve(review, history=tuple(step for step in review.history if step.on <= today))
    # the experts inform “the Steering Committee” first (Roadmap I), and the public after it
    told = review.informed_steering_committee
    if told is not None and told <= today:
        return known
    return attrs.evolve(known, findings=None, informed_steering_committee=None, outcome=None)
