"""How quick and how useful the mechanism is: “its value-added is in providing quick and useful introductions”."""

from __future__ import annotations

from collections import Counter
from statistics import median
from typing import TYPE_CHECKING

import attrs

from ogpkit_networking.cases import count_stale_days, get_stage, is_open
from ogpkit_networking.edition import get_usual_rules
from ogpkit_networking.model import Case, Introduction, Outcome, Purpose

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from ogpkit.api.content import Document, Workspace


@attrs.frozen(kw_only=True)
class Funnel:
    """Counts of what has come of some introductions.

    Attributes:
        made: How many were made.
        dialogue: How many led to a dialogue.
        agreement: How many led to an agreement.
        declined: Of how many nothing came.
        pending: How many have no answer yet.
    """

    made: int = 0
    dialogue: int = 0
    agreement: int = 0
    declined: int = 0
    pending: int = 0


@attrs.frozen(kw_only=True)
class Age:
    """Open cases of one group of age.

    Attributes:
        least: From so many days on.
        most: Up to so many days; None where there is no limit.
        count: How many cases.
    """

    least: int
    most: int | None
    count: int


@attrs.frozen(kw_only=True)
class Measures:
    """How the mechanism works, on a day.

    Attributes:
        cases: How many cases there are.
        open: For how many something is left to be done.
        by_stage: The open cases by stage, in the usual order of stages.
        by_age: The open cases by the days since they were opened.
        first_introduction: The days from a request to its first introduction: half of the cases took longer; None without any.
        waiting: The open cases without any introduction.
        idle: The open cases in which nothing has happened for long.
        introductions: What has come of all introductions.
        by_purpose: The same by purpose.
        agreed: How many cases have an agreement.
        without_agreement: How many were closed without one.
    """

    cases: int
    open: int
    by_stage: Mapping[str, int] = attrs.field(hash=False)
    by_age: tuple[Age, ...]
    first_introduction: float | None
    waiting: int
    idle: int
    introductions: Funnel
    by_purpose: Mapping[Purpose, Funnel] = attrs.field(hash=False)
    agreed: int
    without_agreement: int


def measure_cases(documents: Sequence[Document[Case]], workspace: Workspace) -> Measures:
    """Return the measures of some cases.

    Args:
        workspace: Where they lie; its day is the day of the figures.
    """
    part, found = get_usual_rules(workspace), [one.entity for one in documents]
    still_open = [case for case in found if is_open(case)]
    stages = Counter(get_stage(case) for case in still_open)
    waits = [days for case in found if (days := count_days_to_introduction(case)) is not None]
    pairs = [(case, one) for case in found for one in case.introductions]
    purposes = [purpose for purpose in Purpose if any(one.purpose is purpose for _case, one in pairs)]
    return Measures(
        cases=len(found),
        open=len(still_open),
        by_stage={stage: stages[stage] for stage in dict.fromkeys((*part.stages, *stages)) if stages[stage]},
        by_age=group_by_age(still_open, part.ages, workspace.today),
        # the median: one case that slept for a year must not hide that introductions are “quick”
        first_introduction=median(waits) if waits else None,
        waiting=sum(1 for case in still_open if not case.introductions),
        idle=sum(1 for case in still_open if count_stale_days(case, part, workspace.today)),
        introductions=count_funnel(pairs),
        by_purpose={
            purpose: count_funnel((case, one) for case, one in pairs if one.purpose is purpose) for purpose in purposes
        },
        agreed=sum(1 for case in found if is_agreed(case)),
        without_agreement=sum(1 for case in found if get_stage(case) == "closed" and not is_agreed(case)),
    )


def is_agreed(case: Case) -> bool:
    """Tell whether a case has a signed agreement."""
    return case.agreement is not None and case.agreement.signed is not None


def count_days_to_introduction(case: Case) -> int | None:
    """Return how many days a request waited for its first introduction; None where there is none yet."""
    first = min((one.on for one in case.introductions), default=None)
    return max((first - case.opened).days, 0) if first else None


def group_by_age(still_open: Iterable[Case], bounds: Sequence[int], today: date) -> tuple[Age, ...]:
    """Open cases by the days since they were opened.

    Args:
        bounds: The greatest age of each group but the last, in days.
    """
    days = [max((today - case.opened).days, 0) for case in still_open]
    starts = [0, *(bound + 1 for bound in bounds)]
    return tuple(
        Age(least=least, most=most, count=sum(1 for age in days if age >= least and (most is None or age <= most)))
        for least, most in zip(starts, (*bounds, None), strict=True)
    )


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


def count_funnel(pairs: Iterable[tuple[Case, Introduction]]) -> Funnel:
    """Return what has come of some introductions.

    Args:
        pairs: Each introduction with its case.
    """
    counts: Counter[str] = Counter()
    for case, one in pairs:
        counts["made"] += 1
        counts["dialogue"] += has_led_to_dialogue(case, one)
        counts["agreement"] += has_led_to_agreement(case, one)
        counts["declined"] += one.outcome is Outcome.DECLINED
        # an outcome that nobody updated is not pending once the dialogue shows that it went on
        counts["pending"] += one.outcome is Outcome.PENDING and not has_led_to_dialogue(case, one)
    return Funnel(**counts)
