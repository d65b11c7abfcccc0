"""Rules about published results: they agree with themselves and with the evidence (Roadmap I)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.api import Problem, Rule, checked
from ogpkit.api.text import _
from ogpkit_eligibility.model import Evidence, Published, PublishedVerdict
from ogpkit_eligibility.scoring import Basis, score
from ogpkit_eligibility.wording import compute_threshold, format_sum, label_of
from ogpkit_eligibility.years import get_criteria

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace
    from ogpkit_eligibility.criteria import CriteriaPart


def _check_against_evidence(document: Document[Evidence], workspace: Workspace) -> Iterator[Problem]:
    part, published = get_criteria(document.entity.edition, workspace), document.entity.published
    if part is None or published is None:
        return
    found = score(document.entity, part)
    for name, one in found.criteria.items():
        given = getattr(published.criteria, name, None)
        # points that were taken from the publication cannot differ from it
        if one and one.basis is Basis.EVIDENCE and given is not None and given != one.points:
            yield _report_difference(("published", "criteria", name), label_of(name), str(given), str(one.points))
    # the total then is the published one; comparing it with itself says nothing
    if found.basis is Basis.PUBLISHED:
        return
    if published.points is not None and published.points != found.points:
        yield _report_difference(("published", "points"), _("The total"), str(published.points), str(found.points))
    eligible = published.verdict is PublishedVerdict.ELIGIBLE
    if found.eligible is not None and found.eligible != eligible:
        yield _report_difference(("published", "verdict"), _("The verdict"), _(published.verdict.label), found.headline)


def _report_difference(at: tuple[str, ...], what: str, published: str, derived: str) -> Problem:
    return Problem(
        message=_("{what} was published as {published}; the evidence gives {derived}.").format(
            what=what, published=published, derived=derived
        ),
        remedy=_("Correct the evidence or what was published; if both are right, ask the source why they differ."),
        at=at,
    )


def _check_against_itself(document: Document[Evidence], workspace: Workspace) -> Iterator[Problem]:
    part, published = get_criteria(document.entity.edition, workspace), document.entity.published
    if part is None or published is None:
        return
    yield from _check_sums(published, part)
    if published.points is None or published.possible is None:
        return
    if published.points > published.possible:
        yield Problem(
            message=_("{points} points were published of {possible} that are possible.").format(
                points=published.points, possible=published.possible
            ),
            remedy=_("Look both numbers up in the source."),
            at=("published", "points"),
        )
        return
    # by what was possible then: with three criteria 9 of 12 are enough (Roadmap I)
    reached = published.points >= compute_threshold(published.possible, part)
    if reached != (published.verdict is PublishedVerdict.ELIGIBLE):
        yield Problem(
            message=_("{sum} points do not go with the published verdict “{verdict}”: {share} % are needed.").format(
                sum=format_sum(published.points, published.possible),
                verdict=_(published.verdict.label),
                share=part.share,
            ),
            remedy=_("Look points and verdict up in the source."),
            at=("published", "verdict"),
        )


def _check_sums(published: Published, part: CriteriaPart) -> Iterator[Problem]:
    if published.criteria is None or published.points is None:
        return
    given = {name: points for name, points in attrs.asdict(published.criteria).items() if points is not None}
    total = sum(given.values())
    possible = published.possible or sum(rule.most for rule in part.criteria.values())
    # criteria that were not published may have earned anything up to their most
    left = possible - sum(part.criteria[name].most for name in given if name in part.criteria)
    if not total <= published.points <= total + max(left, 0):
        yield Problem(
            message=_("The published points of the criteria come to {total}, the published total is {points}.").format(
                total=total, points=published.points
            ),
            remedy=_("Look the points up in the source."),
            at=("published", "points"),
        )


PUBLISHED_RULES: Final[tuple[Rule[Any], ...]] = (
    checked(Evidence, _check_against_evidence, code="ELI008"),
    checked(Evidence, _check_against_itself, code="ELI009"),
)
"""ELI008 and ELI009."""
