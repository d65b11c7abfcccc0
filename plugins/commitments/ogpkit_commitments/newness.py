"""Whether commitments are new: what they promise is compared with the plan before, word for word (Roadmap V, IX)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api.content import Commitment, Cycle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Translated, Workspace

NEWNESS: Final = "COM037"
"""The rule that asks for new commitments; a rule set under which it is an error lets no plan be deposited without one."""


def find_last_plan(workspace: Workspace, document: Document[Cycle]) -> Document[Cycle] | None:
    """Return the cycle before a cycle; None for the first one of a country.

    Args:
        document: The cycle.
    """
    start = document.entity.start
    earlier = [one for one in workspace.all(Cycle, document.country) if one.entity.start < start]
    return max(earlier, key=lambda one: one.entity.start, default=None)


def has_nothing_new(workspace: Workspace, document: Document[Cycle]) -> bool:
    """Tell whether a plan has commitments, and each of them stands in the plan before as it is.

    Args:
        document: The cycle.
    """
    commitments = workspace.all(Commitment, document.country, document.cycle)
    return bool(commitments) and all(find_same_promise(one, workspace) for one in commitments)


def find_same_promise(document: Document[Commitment], workspace: Workspace) -> Document[Commitment] | None:
    """Return the commitment of the plan before that promises the same in the same words, or None.

    Args:
        document: The commitment.
        workspace: Where it lies.
    """
    cycle = workspace.one(Cycle, document.country, document.cycle)
    last = find_last_plan(workspace, cycle) if cycle else None
    there = workspace.all(Commitment, last.country, last.cycle) if last else ()
    plain = workspace.language
    return next((one for one in there if is_same_promise(document.entity, one.entity, plain)), None)


def is_same_promise(one: Commitment, other: Commitment, language: str) -> bool:
    """Tell whether two commitments promise the same in the same words; days and progress are no promise of something new.

    Args:
        language: The language of texts that do not say theirs.
    """
    # what is added is said in a field of its own, so that nothing else need be worded anew
    if one.adds or other.adds:
        return False
    first, second = _gather_words(one, language), _gather_words(other, language)
    # a plan may have been translated since: only what both say in a language can be compared
    shared = first.keys() & second.keys()
    return bool(shared) and all(first[name] == second[name] for name in shared)


def _gather_words(commitment: Commitment, language: str) -> dict[str, list[str]]:
    """Return the words in which a commitment says what it promises, by language."""
    found: dict[str, list[str]] = {}
    for text in _list_texts(commitment):
        for name, words in text.texts(language) if text else ():
            found.setdefault(name, []).extend(words.casefold().split())
    numbers = [
        f"{one.target:g} {one.unit}"
        for milestone in commitment.milestones
        for one in milestone.indicators
        if one.target is not None
    ]
    return {name: [*words, *numbers] for name, words in found.items()}


def _list_texts(commitment: Commitment) -> Iterator[Translated | None]:
    yield from (commitment.title, commitment.ambition, commitment.description)
    yield from (commitment.solution, commitment.results)
    for milestone in commitment.milestones:
        yield from (milestone.title, milestone.benchmark, milestone.outputs)
        yield from (indicator.title for indicator in milestone.indicators)
