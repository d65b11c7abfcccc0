"""Rules about the plan as a whole: challenges, efforts, stages, the declaration (Roadmap V, VI, IX)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Problem, RelatedPlace, Rule, Scope, checked, follows_stages, ordered
from ogpkit.api.content import Commitment, Cycle
from ogpkit.api.text import _
from ogpkit_commitments.edition import get_rules
from ogpkit_commitments.plan import find_entry_day
from ogpkit_commitments.stages import CYCLE_STAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace


def _check_challenges(document: Document[Cycle], workspace: Workspace) -> Iterator[Problem]:
    least = get_rules(document.entity.edition, workspace).least_challenges
    # Roadmap VI asks for “at least one” in year one; more are welcome, so that no number is too high
    if len(document.entity.challenges) < least:
        yield Problem(
            message=_("The plan addresses no grand challenge."),
            remedy=_("Name at least {least} under challenges.").format(least=least),
            at=("challenges",),
        )


def _check_challenges_addressed(document: Document[Cycle], workspace: Workspace) -> Iterator[Problem]:
    # only commitments of this very plan count: those of the last cycle were promises of that one
    there = {found.entity.challenge for found in workspace.all(Commitment, document.country, document.cycle)}
    for position, challenge in enumerate(document.entity.challenges):
        if challenge not in there:
            yield Problem(
                message=_("No commitment addresses “{challenge}”.").format(challenge=_(challenge.label)),
                remedy=_("Add a commitment for it, or take it out of the plan."),
                at=("challenges", position),
            )


def _check_efforts(document: Document[Cycle], _workspace: Workspace) -> Iterator[Problem]:
    # an effort without a summary shares nothing (Roadmap V: “sharing existing efforts”)
    shown = {effort.challenge for effort in document.entity.efforts if effort.summary}
    for position, challenge in enumerate(document.entity.challenges):
        if challenge not in shown:
            yield Problem(
                message=_("The plan does not say what exists already about “{challenge}”.").format(
                    challenge=_(challenge.label)
                ),
                remedy=_(
                    "Add an [[efforts]] table for it with a summary: strategies and programmes that are under way."
                ),
                at=("challenges", position),
            )


def _check_declaration(document: Document[Cycle], _workspace: Workspace) -> Iterator[Problem]:
    declaration = document.entity.declaration
    if declaration is None:
        return
    # Roadmap IX: “once they have developed … and deposited it”; the same day is early enough
    deposited = find_entry_day(document.entity, "deposited")
    if deposited is None or declaration.endorsed < deposited:
        yield Problem(
            message=_("The declaration was endorsed on {day}, before the plan was deposited.").format(
                day=declaration.endorsed
            ),
            remedy=_("Deposit the plan first and add that step to the history; the declaration can be endorsed then."),
            at=("declaration", "endorsed"),
        )


def _check_titles(document: Document[Commitment], workspace: Workspace) -> Iterator[Problem]:
    titled = workspace.memoize(_group_by_title)
    place = document.country, document.cycle
    same = {
        other.path: other
        for title in _list_titles(document, workspace)
        for other in titled[*place, title]
        # of two with one title the later one is told, so that the pair is told once
        if other.path < document.path
    }
    for _path, other in sorted(same.items()):
        yield Problem(
            message=_("Another commitment of this plan, {id}, has the same title.").format(id=other.id),
            remedy=_("Give each its own title, or bring the two together."),
            at=("title",),
            also=(RelatedPlace(path=other.path, at=("title",)),),
        )


def _group_by_title(workspace: Workspace) -> dict[tuple[str, str, str], list[Document[Commitment]]]:
    """Return the commitments by country, cycle and each of their titles."""
    found: dict[tuple[str, str, str], list[Document[Commitment]]] = {}
    for document in workspace.all(Commitment):
        for title in _list_titles(document, workspace):
            found.setdefault((document.country, document.cycle, title), []).append(document)
    return found


def _list_titles(document: Document[Commitment], workspace: Workspace) -> set[str]:
    texts = document.entity.title.texts(workspace.language)
    # capital letters do not make two commitments of one; accents do, because in some languages they tell words apart
    return {title for _language, text in texts if (title := text.strip().casefold())}


PLAN_RULES: Final[tuple[Rule[Any], ...]] = (
    checked(Cycle, _check_challenges, code="COM001"),
    checked(Cycle, _check_challenges_addressed, code="COM002", scope=Scope.CYCLE),
    checked(Cycle, _check_efforts, code="COM004"),
    checked(Cycle, _check_declaration, code="COM016"),
    checked(Commitment, _check_titles, code="COM018", scope=Scope.CYCLE),
    # two steps on one day are allowed: a plan may be deposited and the declaration endorsed at one event
    follows_stages(CYCLE_STAGES, may_begin_anywhere=True, code="COM020"),
    ordered(Cycle, "start", "end", may_be_same=False, code="COM023"),
)
"""The rules about a plan as a whole."""
