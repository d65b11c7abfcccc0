"""Rules about the plan as a whole: challenges, efforts, stages, the declaration (Roadmap V, VI, IX)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from ogpkit.api import (
    Problem,
    Refusal,
    RelatedPlace,
    Rule,
    Scope,
    Severity,
    checked,
    expected,
    follows_stages,
    in_owed_languages,
    ordered,
    refused,
    unique,
)
from ogpkit.api.content import Commitment, Cycle, MilestoneStatus, fields_of
from ogpkit.api.text import _, join_list, sanitize_line
from ogpkit_commitments.edition import get_rules
from ogpkit_commitments.kinds import SheetMapping
from ogpkit_commitments.newness import NEWNESS, find_last_plan, has_nothing_new
from ogpkit_commitments.plan import find_entry_day, find_refresh_due
from ogpkit_commitments.stages import CYCLE_STAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from ogpkit.api.content import Declaration, Document, GrandChallenge, ProgressUpdate, Workspace

ListMarks: TypeAlias = "Callable[[Document[Commitment], Workspace], set[str]]"
Plans: TypeAlias = "dict[tuple[str, str], dict[str, list[Document[Commitment]]]]"
"""Gives what only one commitment of a plan has."""


def _has_too_few_challenges(cycle: Cycle, document: Document[Cycle], workspace: Workspace) -> Refusal:
    least = get_rules(workspace, document.country, document.cycle).least_challenges
    # Roadmap VI asks for “at least one” in year one; more are welcome, so that no number is too high
    return len(cycle.challenges) < least and {"least": least}


def _is_unaddressed(challenge: GrandChallenge, document: Document[Cycle], workspace: Workspace) -> bool:
    # only commitments of this very plan count: those of the last cycle were promises of that one
    there = workspace.all(Commitment, document.country, document.cycle)
    return all(challenge not in found.entity.all_challenges for found in there)


def _is_without_effort(challenge: GrandChallenge, document: Document[Cycle], _workspace: Workspace) -> bool:
    # an effort without a summary shares nothing (Roadmap V: “sharing existing efforts”)
    return all(effort.challenge is not challenge or not effort.summary for effort in document.entity.efforts)


def _is_premature(declaration: Declaration, document: Document[Cycle], workspace: Workspace) -> bool:
    # Roadmap IX: “once they have developed … and deposited it”; the same day is early enough. A government endorses it once, so
    # that the plan of any cycle will do
    deposits = (find_entry_day(one.entity, "deposited") for one in workspace.all(Cycle, document.country))
    return not any(day is not None and day <= declaration.endorsed for day in deposits)


def _check_template(document: Document[Commitment], workspace: Workspace) -> Iterator[Problem]:
    asked = get_rules(workspace, document.country, document.cycle).template
    fields = {field.key: field for field in fields_of(Commitment)}
    missing = [fields[key] for key in asked if key in fields and not getattr(document.entity, fields[key].name)]
    if missing:
        yield Problem(
            message=_("The template of the plan also asks for: {labels}.").format(
                labels=join_list(_(field.label) for field in missing)
            ),
            remedy=_("Add {keys}.").format(keys=", ".join(field.key for field in missing)),
            at=(missing[0].key,),
        )


def _is_complete(update: ProgressUpdate) -> bool:
    return update.status is MilestoneStatus.COMPLETE


def _is_without_refresh(cycle: Cycle, document: Document[Cycle], workspace: Workspace) -> bool | dict[str, date]:
    due = find_refresh_due(cycle, get_rules(workspace, document.country, document.cycle))
    there = cycle.refresh is not None and cycle.refresh.published is not None
    return due is not None and due < workspace.today and not there and {"due": due}


def _check_newness(document: Document[Cycle], workspace: Workspace) -> Iterator[Problem]:
    last = find_last_plan(workspace, document)
    if last is not None and has_nothing_new(workspace, document):
        yield Problem(
            message=_("Every commitment of this plan repeats the plan of {cycle} word for word.").format(
                cycle=last.cycle
            ),
            remedy=_(
                "Add at least one new commitment. If commitments go on, name the old ones under `commitment:continues` and say "
                "what is new under `commitment:adds`."
            ),
            at=("start",),
            also=(RelatedPlace(path=last.path),),
        )


def _check_titles(document: Document[Commitment], workspace: Workspace) -> Iterator[Problem]:
    for other in _list_alike(document, workspace, _list_titles):
        yield Problem(
            message=_("Another commitment of this plan, {id}, has the same title.").format(id=other.id),
            remedy=_("Give each its own title, or merge them."),
            at=("title",),
            also=(RelatedPlace(path=other.path, at=("title",)),),
        )


def _check_numbers(document: Document[Commitment], workspace: Workspace) -> Iterator[Problem]:
    for other in _list_alike(document, workspace, _list_numbers):
        yield Problem(
            message=_("Another commitment of this plan, {id}, has the same number.").format(id=other.id),
            remedy=_("Number them as in the published plan."),
            at=("number",),
            also=(RelatedPlace(path=other.path, at=("number",)),),
        )


def _list_alike(
    document: Document[Commitment],
    workspace: Workspace,
    list_marks: ListMarks,
) -> list[Document[Commitment]]:
    """Return the earlier commitments of a plan that share a mark with one: a pair is told once, at the later one.

    Args:
        list_marks: Gives what only one commitment of a plan has.
    """
    plans = workspace.memoize(_GROUPINGS[list_marks])
    place = document.country, document.cycle
    if place not in plans:
        plans[place] = _group_commitments(list_marks, workspace.siblings(document, Commitment), workspace)
    alike = {
        other.path: other
        for mark in list_marks(document, workspace)
        for other in plans[place][mark]
        if other.path < document.path
    }
    return [alike[path] for path in sorted(alike)]


def _group_commitments(
    list_marks: ListMarks, plan: Iterable[Document[Commitment]], workspace: Workspace
) -> dict[str, list[Document[Commitment]]]:
    """Return the commitments of a plan by each of their marks."""
    found: dict[str, list[Document[Commitment]]] = {}
    for document in plan:
        for mark in list_marks(document, workspace):
            found.setdefault(mark, []).append(document)
    return found


def _list_titles(document: Document[Commitment], workspace: Workspace) -> set[str]:
    texts = document.entity.title.texts(workspace.language)
    # capital letters do not make two commitments of one; accents do, because in some languages they tell words apart
    return {title for _language, text in texts if (title := text.strip().casefold())}


def _list_numbers(document: Document[Commitment], _workspace: Workspace) -> set[str]:
    number = document.entity.number.strip().casefold()
    return {number} if number else set()


def _begin_plans(_list_marks: ListMarks, _workspace: Workspace) -> Plans:
    return {}


_GROUPINGS: Final[Mapping[ListMarks, Callable[[Workspace], Plans]]] = {
    list_marks: partial(_begin_plans, list_marks) for list_marks in (_list_titles, _list_numbers)
}
"""Where the commitments of each plan are gathered by what only one of them has; a plan is gathered when it is asked about."""


def _check_fields(document: Document[SheetMapping], workspace: Workspace) -> Iterator[Problem]:
    from ogpkit_commitments.exchange import PLAN_SHEET  # noqa: PLC0415  only who has such a file needs it

    for at, name, near in PLAN_SHEET.columns.list_unknown_fields(document.entity, workspace):
        yield Problem(
            message=_("A {level} has no field “{field}”, so its column cannot be imported.").format(
                level=at[0], field=sanitize_line(name)
            ),
            remedy=_("Write {near}.").format(near=f'"{near}"')
            if near
            else _("Write the key of a field. “ogpkit explain commitment” lists them."),
            at=at,
        )


PLAN_RULES: Final[tuple[Rule[Any], ...]] = (
    refused(Cycle, "challenges", when=_has_too_few_challenges, code="COM001"),
    refused(Cycle, "challenges[]", when=_is_unaddressed, code="COM002", scope=Scope.CYCLE),
    refused(Cycle, "challenges[]", when=_is_without_effort, code="COM004"),
    refused(Cycle, "declaration.endorsed", when=_is_premature, code="COM016", scope=Scope.COUNTRY),
    # before the deposit there is nothing to publish, and drafts may be in one language
    in_owed_languages(
        Cycle,
        "plan.url",
        when=lambda cycle: find_entry_day(cycle, "deposited") is not None,
        even_if_missing=True,
        code="COM017",
    ),
    checked(Commitment, _check_titles, code="COM018", scope=Scope.CYCLE),
    checked(Commitment, _check_numbers, code="COM047", scope=Scope.CYCLE),
    checked(SheetMapping, _check_fields, code="COM048"),
    # two steps on one day are allowed: a plan may be deposited and the declaration endorsed at one event
    follows_stages(CYCLE_STAGES, may_begin_anywhere=True, code="COM020"),
    ordered(Cycle, "start", "end", may_be_same=False, code="COM023"),
    in_owed_languages(Cycle, code="COM027"),
    unique(Cycle, "challenges[]", code="COM029"),
    checked(Commitment, _check_template, code="COM032", severity=Severity.ADVICE, scope=Scope.CYCLE),
    refused(Cycle, "end", when=_is_without_refresh, code="COM033", severity=Severity.ADVICE),
    expected(Commitment, "changes[].reason", code="COM034"),
    checked(Cycle, _check_newness, code=NEWNESS, scope=Scope.COUNTRY),
    expected(
        Commitment, "milestones[].updates[].evidence", when=_is_complete, code="COM035", severity=Severity.WARNING
    ),
)
"""The rules about a plan as a whole."""
