"""What an edition says about Canada's tracker: quarters, words, headings."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import attrs

from ogpkit.api import EditionPart
from ogpkit.api.content import Bounds, Cycle, Translated

if TYPE_CHECKING:
    from ogpkit.api.content import Workspace


@attrs.frozen(kw_only=True)
class TrackerPart:
    """Tracker that departments report to: `[canada]` of an edition file.

    Attributes:
        periods: The quarters on which reports are owed, each as the year and month in which it ends.
        days: How many days after its end a quarter's reports are due.
        languages: The languages in which everything is owed.
        nothing: What is written, by language, where nothing happened in the quarter.
        statuses: The tracker's code for each status.
        challenges_for: The statuses that need challenges to be described.
        headings: The headings of the tracker's form, by the name of the column.
    """

    periods: tuple[str, ...] = ()
    days: Annotated[int, Bounds(0, 366, "days")] = 0
    languages: tuple[str, ...] = ()
    nothing: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    statuses: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    challenges_for: tuple[str, ...] = ()
    headings: Mapping[str, Translated] = attrs.field(factory=dict, hash=False)

    def due(self, period: str) -> date:
        """Return the day by which the reports on a quarter are owed.

        Args:
            period: The quarter.
        """
        return end_of(period) + timedelta(days=self.days)

    def ended(self, today: date) -> tuple[str, ...]:
        """Return the quarters that have ended.

        Args:
            today: The day on which one asks.
        """
        return tuple(period for period in self.periods if end_of(period) < today)


EDITION_PART: Final = EditionPart(name="canada", entity=TrackerPart, folder=Path(__file__).parent / "editions")


def end_of(period: str) -> date:
    """Return the last day of a quarter.

    Args:
        period: The quarter, for example `2022-12`.
    """
    year, month = (int(part) for part in period.split("-"))
    return date(year, month, monthrange(year, month)[1])


def tracker_of(workspace: Workspace, country: str, cycle: str) -> TrackerPart | None:
    """Return what the edition of a cycle says about the tracker; None where it says nothing.

    Args:
        country: The country's identifier.
        cycle: The cycle's identifier.
    """
    found = workspace.one(Cycle, country, cycle)
    return workspace.editions.part(found.entity.edition, TrackerPart) if found else None
