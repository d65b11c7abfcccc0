"""How quick and how useful the mechanism is: “its value-added is in providing quick and useful introductions”."""

from __future__ import annotations

from collections import Counter
from statistics import median
from typing import TYPE_CHECKING

import attrs

from ogpkit.api.content import Choice
from ogpkit.api.text import _
from ogpkit_networking.cases import count_stale_days, get_fruit, get_stage, is_open
from ogpkit_networking.edition import get_stage_title, get_usual_rules
from ogpkit_networking.model import (
    Case,
    ContactMode,
    Fruit,
    Introduction,
    Outcome,
    Provider,
    ProviderKind,
    Purpose,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from ogpkit.api.content import Document, Workspace


class Measure(Choice):
    """What is measured, as programs and as people call it."""

    CASES = "cases", "Cases"
    OPEN = "open", "Open cases"
    WAITING = "waiting", "Open cases without an introduction"
    IDLE = "idle", "Open cases without activity"
    DAYS = "days to first introduction", "Days to the first introduction"
    INTRODUCTIONS = "introductions", "Introductions"
    DIALOGUE = "introductions that led to dialogue", "Introductions that led to a dialogue"
    AGREEMENT = "introductions that led to agreement", "Introductions that led to an agreement"
    PENDING = "introductions without answer", "Introductions without an answer"
    DECLINED = "introductions declined", "Introductions without a result"
    AGREED = "agreed", "Cases with an agreement"
    CLOSED = "closed without agreement", "Cases closed without an agreement"
    FRUITFUL = "fruitful dialogues", "Fruitful dialogues"
    IN_PERSON = "turns in person", "Contacts in person"
    VIRTUAL = "turns virtual", "Virtual contacts"
    READY = "ready providers", "Providers ready for an introduction"


@attrs.frozen
class Figure:
    """Value of a measure.

    Attributes:
        measure: What is measured.
        value: How much; None where there is nothing to measure.
        of: Which part of it, as programs call it; empty for the whole.
        part: The same as a person calls it.
    """

    measure: Measure
    value: float | None
    of: str = ""
    part: str = ""


def measure_cases(documents: Sequence[Document[Case]], workspace: Workspace) -> Iterator[Figure]:
    """Yield how the mechanism works, by some cases.

    Args:
        workspace: Where they lie; its day is the day of the figures.
    """
    part, found = get_usual_rules(workspace), [one.entity for one in documents]
    still_open = [case for case in found if is_open(case)]
    yield Figure(Measure.CASES, len(found))
    yield Figure(Measure.OPEN, len(still_open))
    stages = Counter(get_stage(case) for case in still_open)
    for stage in dict.fromkeys((*part.stages, *stages)):
        if stages[stage]:
            yield Figure(Measure.OPEN, stages[stage], f"stage {stage or '–'}", get_stage_title(part, stage))
    for least, most, count in group_by_age(still_open, part.ages, workspace.today):
        span = f"{least}–{most}" if most is not None else f"{least}+"
        yield Figure(Measure.OPEN, count, f"age {span} days", _("{span} days old").format(span=span))
    yield Figure(Measure.WAITING, sum(1 for case in still_open if not case.introductions))
    idle = sum(1 for case in still_open if count_stale_days(case, part, workspace.today))
    yield Figure(Measure.IDLE, idle)
    waits = [days for case in found if (days := count_days_to_introduction(case)) is not None]
    # the median: one case that slept for a year must not hide that introductions are “quick”
    yield Figure(Measure.DAYS, median(waits) if waits else None, "median", _("median"))
    pairs = [(case, one) for case in found for one in case.introductions]
    yield from count_outcomes(pairs)
    for purpose in Purpose:
        if chosen := [(case, one) for case, one in pairs if one.purpose is purpose]:
            yield from count_outcomes(chosen, purpose)
    yield Figure(Measure.AGREED, sum(map(is_agreed, found)))
    yield Figure(Measure.CLOSED, sum(1 for case in found if get_stage(case) == "closed" and not is_agreed(case)))
    yield from _count_dialogue(found)
    yield from _count_ready(workspace)


def _count_dialogue(found: Sequence[Case]) -> Iterator[Figure]:
    """Yield how fruitful the dialogues were and how they were held, where anybody has said so."""
    fruits = Counter(fruit for case in found if (fruit := get_fruit(case)))
    for fruit in Fruit:
        if fruits:
            yield Figure(Measure.FRUITFUL, fruits[fruit], fruit.value, _(fruit.label))
    modes = Counter(message.mode for case in found for message in case.dialogue)
    for measure, mode in ((Measure.IN_PERSON, ContactMode.IN_PERSON), (Measure.VIRTUAL, ContactMode.VIRTUAL)):
        if modes[mode]:
            yield Figure(measure, modes[mode])


def _count_ready(workspace: Workspace) -> Iterator[Figure]:
    """Yield how many providers are ready, of each kind: the “stable of private sector and non-profit entities” (XII)."""
    kinds = Counter(document.entity.kind for document in workspace.all(Provider) if document.entity.ready)
    for kind in ProviderKind:
        if kinds[kind]:
            yield Figure(Measure.READY, kinds[kind], kind.value, _(kind.label))


def count_outcomes(pairs: Sequence[tuple[Case, Introduction]], purpose: Purpose | None = None) -> Iterator[Figure]:
    """Yield what has come of some introductions.

    Args:
        pairs: Each introduction with its case.
        purpose: What they are for; all of them when left out.
    """
    talked = [(case, one) for case, one in pairs if has_led_to_dialogue(case, one)]
    counts = {
        Measure.INTRODUCTIONS: len(pairs),
        Measure.DIALOGUE: len(talked),
        Measure.AGREEMENT: sum(has_led_to_agreement(case, one) for case, one in pairs),
        # an outcome that nobody updated is not pending once the dialogue shows that it went on
        Measure.PENDING: sum(one.outcome is Outcome.PENDING for case, one in pairs if (case, one) not in talked),
        Measure.DECLINED: sum(one.outcome is Outcome.DECLINED for _case, one in pairs),
    }
    for measure, count in counts.items():
        yield Figure(measure, count, purpose or "", _(purpose.label) if purpose else "")


def is_agreed(case: Case) -> bool:
    """Tell whether a case has a signed agreement."""
    return case.agreement is not None and case.agreement.signed is not None


def count_days_to_introduction(case: Case) -> int | None:
    """Return how many days a request waited for its first introduction; None where there is none yet."""
    first = min((one.on for one in case.introductions), default=None)
    return max((first - case.opened).days, 0) if first else None


def group_by_age(
    still_open: Iterable[Case], bounds: Sequence[int], today: date
) -> Iterator[tuple[int, int | None, int]]:
    """Yield groups of open cases by the days since they were opened: the least and the greatest age, and how many.

    Args:
        bounds: The greatest age of each group but the last, in days.
    """
    days = [max((today - case.opened).days, 0) for case in still_open]
    starts = [0, *(bound + 1 for bound in bounds)]
    for least, most in zip(starts, (*bounds, None), strict=True):
        yield least, most, sum(1 for age in days if age >= least and (most is None or age <= most))


def has_led_to_dialogue(case: Case, one: Introduction) -> bool:
    """Tell whether an introduction led to a dialogue: its outcome says so, or somebody it brought in has spoken since.

    Args:
        one: One of its introductions.
    """
    # who was selected was talked with, whatever is written down of it
    if one.outcome in (Outcome.DIALOGUE, Outcome.SELECTED):
        return True
    return any(message.on >= one.on and {message.from_, message.to} & set(one.parties) for message in case.dialogue)


def has_led_to_agreement(case: Case, one: Introduction) -> bool:
    """Tell whether somebody whom an introduction brought in is a party to the signed agreement.

    Args:
        one: One of its introductions.
    """
    agreement = case.agreement
    # an agreement from before the introduction did not come of it
    if agreement is None or agreement.signed is None or agreement.signed < one.on:
        return False
    return bool(set(agreement.parties) & set(one.parties))
