"""A review by the expert group: its stages, what must be there before each, and from which day on it is public (Roadmap I)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.api import Stage, StageGraph
from ogpkit.api.text import _
from ogpkit_eligibility.model import Review
from ogpkit_eligibility.years import get_criteria

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ogpkit.api.content import Document, Workspace


def _build_stages(document: Document[Review], workspace: Workspace) -> Mapping[str, Stage]:
    part = get_criteria(document.entity.edition, workspace)
    return part.review if part else {}


def _has_findings(document: Document[Review], _workspace: Workspace) -> Iterator[str]:
    if not document.entity.findings:
        yield _("Record what the experts found, in `findings`.")


def _check_committee_is_informed(document: Document[Review], _workspace: Workspace) -> Iterator[str]:
    if document.entity.informed_steering_committee is None:
        yield _("Give the day on which the Steering Committee was informed, in `informed_steering_committee`.")


def _has_outcome(document: Document[Review], _workspace: Workspace) -> Iterator[str]:
    if document.entity.outcome is None:
        yield _("Say how the review ended, in `outcome`.")


REVIEW_STAGES: Final = StageGraph(
    name="eligibility-review",
    entity=Review,
    title="Eligibility review",
    section="Roadmap I",
    stages=_build_stages,
    history=lambda review: review.history,
    guards={
        "findings": (_has_findings,),
        "steering-committee": (_has_findings, _check_committee_is_informed),
        "closed": (_has_findings, _check_committee_is_informed, _has_outcome),
    },
)
"""Opened, findings, Steering Committee informed, closed; the order is data of the edition."""


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
