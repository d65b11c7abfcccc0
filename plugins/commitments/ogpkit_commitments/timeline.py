"""Milestones over time as lines of letters: when each begins and is due, how far it is, and where today stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.api.content import Milestone, MilestoneStatus
from ogpkit_commitments.progress import has_overdue_step

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ogpkit_commitments.plan import ActionPlan

_SIGNS: Final = {
    None: "·",
    MilestoneStatus.NOT_STARTED: "░",
    MilestoneStatus.LIMITED: "▒",
    MilestoneStatus.SUBSTANTIAL: "▓",
    MilestoneStatus.COMPLETE: "█",
    MilestoneStatus.WITHDRAWN: "x",
}
"""How a milestone is drawn, by its status; None where nobody has reported on it."""

LATE: Final = "!"
"""Drawn at the end of a milestone that is overdue."""

TODAY: Final = "│"
"""Drawn where today is and nothing else."""


@attrs.frozen(kw_only=True)
class Window:
    """Stretch of time that is drawn.

    Attributes:
        start: Its first day.
        end: Its last day.
        width: The number of letters.
    """

    start: date
    end: date
    width: int

    def find_column(self, day: date) -> int:
        """Return the letter of a day; days outside are at the edge."""
        days = max((self.end - self.start).days, 1)
        return min(max(round((self.width - 1) * (day - self.start).days / days), 0), self.width - 1)


def find_window(plan: ActionPlan, width: int) -> Window:
    """Return the stretch of time from the first day of a plan to its last, commitments that reach beyond included.

    Args:
        width: The number of letters.
    """
    cycle = plan.cycle.entity
    days = [cycle.start, cycle.end]
    for document in plan.commitments:
        for milestone in (one.with_reports() for one in document.entity.milestones):
            days.extend(day for day in (milestone.start, milestone.due) if day)
    return Window(start=min(days), end=max(days), width=max(width, 12))


def draw_scale(window: Window) -> str:
    """Return a line with the years, each at its first day, or the first day of the window.

    Args:
        window: The stretch of time.
    """
    letters = [" "] * window.width
    for year in range(window.start.year, window.end.year + 1):
        first = max(window.start, window.start.replace(year=year, month=1, day=1))
        place = min(window.find_column(first), window.width - 4)
        if all(letter == " " for letter in letters[place : place + 5]):
            letters[place : place + 4] = str(year)
    return "".join(letters)


def draw_milestone(milestone: Milestone, commitment_start: date | None, window: Window, today: date) -> str:
    """Return one milestone as a line.

    Args:
        commitment_start: Where it begins when it does not say so itself.
        window: The stretch of time.
    """
    letters = [" "] * window.width
    letters[window.find_column(today)] = TODAY
    if milestone.due is not None:
        start = milestone.start or commitment_start or window.start
        first, last = window.find_column(min(start, milestone.due)), window.find_column(milestone.due)
        letters[first : last + 1] = _SIGNS[milestone.status] * (last + 1 - first)
        if has_overdue_step(milestone, today):
            letters[last] = LATE
    return "".join(letters)


def draw_plan(plan: ActionPlan, width: int, names: int, language: str, today: date) -> Iterator[str]:
    """Yield the whole plan: a scale, then each commitment with a line for each milestone.

    Args:
        width: The letters of a line.
        names: How many of them are for names.
        language: The language of titles.
    """
    window = find_window(plan, width - names - 1)
    yield f"{'':{names}} {draw_scale(window)}"
    for document in plan.commitments:
        commitment = document.entity
        title = f"{commitment.number} {commitment.title.best(language, 'en')}".strip()
        yield title[: width - 1]
        for milestone in commitment.list_current_milestones(today):
            name = f"  {milestone.number or milestone.id} {milestone.title.best(language, 'en')}"
            short = name if len(name) <= names else name[: names - 1] + "…"
            yield f"{short:{names}} {draw_milestone(milestone, commitment.start, window, today)}"
