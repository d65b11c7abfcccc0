"""Rules about the plan as a whole: challenges, efforts, stages, the declaration (Roadmap V, VI, IX)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Problem, RelatedPlace, Rule, Scope, Severity, follows_stages, ordered, replace_once
from ogpkit.api.content import Commitment, Cycle
from ogpkit.api.text import _
from ogpkit_commitments.edition import get_rules
from ogpkit_commitments.plan import find_entry_day
from ogpkit_commitments.rules.examples import COMMITMENT, CYCLE, RIGHT, build_example
from ogpkit_commitments.stages import CYCLE_STAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace

_EFFORT: Final = '[[efforts]]\nchallenge = "public-resources"\nsummary = "EITI member since 2008."\n'
_NO_CHALLENGE: Final = replace_once(CYCLE, 'challenges = ["public-resources"]\n', "")


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
    Rule(
        code="COM001",
        title="A plan addresses at least one grand challenge",
        section="Roadmap VI",
        explanation="Commitments are structured around five grand challenges. In year one a country chooses at least one.",
        entity=Cycle,
        check=_check_challenges,
        wrong=build_example(cycle=_NO_CHALLENGE),
        right=RIGHT,
    ),
    Rule(
        code="COM002",
        title="Every chosen challenge has a commitment",
        section="Roadmap VI",
        explanation="A challenge that a plan names and no commitment addresses is a promise without content.",
        entity=Cycle,
        check=_check_challenges_addressed,
        scope=Scope.CYCLE,
        wrong=build_example(
            cycle=replace_once(CYCLE, '["public-resources"]', '["public-resources", "public-services"]')
        ),
        right=RIGHT,
    ),
    Rule(
        code="COM004",
        title="A plan begins with existing efforts",
        section="Roadmap V",
        explanation="Plans begin by sharing what exists about each chosen challenge, so that everybody can see what commitments "
        "add to it.",
        entity=Cycle,
        check=_check_efforts,
        wrong=build_example(cycle=replace_once(CYCLE, _EFFORT, "")),
        right=RIGHT,
    ),
    Rule(
        code="COM016",
        title="The declaration follows the deposited plan",
        section="Roadmap IX",
        explanation="Governments can endorse the Declaration of Principles once they have developed a plan and deposited it.",
        entity=Cycle,
        check=_check_declaration,
        wrong=build_example(cycle=replace_once(CYCLE, "endorsed = 2012-04-17", "endorsed = 2012-04-01")),
        right=RIGHT,
    ),
    Rule(
        code="COM018",
        title="Each commitment has a title of its own",
        severity=Severity.WARNING,
        section="Roadmap VII",
        explanation="Readers, reports and comments refer to commitments by their titles.",
        entity=Commitment,
        check=_check_titles,
        scope=Scope.CYCLE,
        wrong=build_example(revenues=COMMITMENT),
        right=RIGHT,
    ),
    # two steps on one day are allowed: a plan may be deposited and the declaration endorsed at one event
    follows_stages(
        CYCLE_STAGES,
        may_begin_anywhere=True,
        code="COM020",
        title="A cycle goes through its stages in order",
        explanation="The edition says which stage may follow which; the days of the steps may not run backwards.",
        example=RIGHT,
    ),
    ordered(
        Cycle,
        "start",
        "end",
        may_be_same=False,
        code="COM023",
        title="A cycle starts before it ends",
        section="Roadmap VII",
        explanation="The implementation cycle is the time in which the plan is carried out.",
        message="The cycle ends on {end}, before it starts on {start}.",
        remedy="Correct start or end.",
        example=RIGHT,
    ),
)
"""The rules about a plan as a whole."""
