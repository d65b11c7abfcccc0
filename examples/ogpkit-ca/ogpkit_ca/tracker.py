"""What departments owe and what they have reported, quarter by quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ogpkit.api import OgpkitError
from ogpkit.api.content import Commitment, Indicator, make_identifier
from ogpkit.api.text import _
from ogpkit_ca.edition import TrackerPart, tracker_of
from ogpkit_ca.kinds import QUARTERLY_REPORT
from ogpkit_ca.model import QuarterlyReport, Status, Update

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ogpkit.api.content import Document, Milestone, Translated, Workspace


class NoTracker(OgpkitError):
    """Raised when a cycle's edition has no tracker."""


def no_tracker() -> str:
    """Return what is said where the edition of a cycle has no tracker."""
    return _("The edition of this cycle has no tracker. Choose canada-nap5 in cycle.toml.")


@attrs.frozen(kw_only=True)
class Owed:
    """Indicator on which a department reports.

    Attributes:
        indicator: The indicator.
        milestone: The milestone that it belongs to.
        commitment: The commitment that the milestone belongs to.
        number: How the plan numbers the commitment.
        department: The identifier of the department in charge; empty where the plan names none.
    """

    indicator: Indicator
    milestone: Milestone
    commitment: Translated
    number: str
    department: str


@attrs.frozen(kw_only=True)
class DepartmentQuarter:
    """Duties and reports of one department for one quarter.

    Attributes:
        department: Its identifier.
        period: The quarter.
        owed: The indicators on which it reports.
        given: The indicators on which it has reported.
        path: Where its report lies or belongs.
    """

    department: str
    period: str
    owed: tuple[str, ...]
    given: tuple[str, ...]
    path: str

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the indicators on which nothing has been reported."""
        return tuple(one for one in self.owed if one not in self.given)


@attrs.frozen(kw_only=True)
class Tracker:
    """Tracker of one cycle.

    Attributes:
        workspace: The workspace.
        country: The country's identifier.
        cycle: The cycle's identifier.
        part: What the edition says.
        owed: The indicators of the plan, by identifier.
    """

    workspace: Workspace
    country: str
    cycle: str
    part: TrackerPart
    owed: Mapping[str, Owed] = attrs.field(hash=False)

    @property
    def departments(self) -> tuple[str, ...]:
        """Return every department in charge of an indicator, in order."""
        return tuple(sorted({one.department for one in self.owed.values()} - {""}))

    def report(self, period: str, department: str) -> Document[QuarterlyReport] | None:
        """Return a department's report on a quarter, if it is there.

        Args:
            period: The quarter.
            department: The department's identifier.
        """
        found = self.workspace.documents.get(self.path(period, department))
        return found if found is not None and isinstance(found.entity, QuarterlyReport) else None  # type: ignore[return-value]

    def path(self, period: str, department: str) -> str:
        """Return where a department's report on a quarter lies or belongs.

        Args:
            period: The quarter.
            department: The department's identifier.
        """
        names = {"country": self.country, "cycle": self.cycle, "period": period, "department": department}
        return QUARTERLY_REPORT.pattern.fill(names)

    def updates(self, indicator: str) -> Iterator[tuple[str, Update]]:
        """Yield what was reported of an indicator, quarter by quarter, oldest first.

        Args:
            indicator: Its identifier.
        """
        department = self.owed[indicator].department if indicator in self.owed else ""
        for period in self.part.periods:
            document = self.report(period, department)
            for update in document.entity.indicators if document else ():
                if update.id == indicator:
                    yield period, update

    def is_owed(self, indicator: str, period: str) -> bool:
        """Tell whether a report on an indicator is owed for a quarter: until it was reported complete.

        Args:
            indicator: Its identifier.
            period: The quarter.
        """
        before = [update for earlier, update in self.updates(indicator) if earlier < period]
        return not (before and before[-1].status is Status.COMPLETE)

    def quarter(self, period: str) -> tuple[DepartmentQuarter, ...]:
        """Return what each department owes and has reported for a quarter.

        Args:
            period: The quarter.
        """
        return tuple(self.of_department(period, department) for department in self.departments)

    def of_department(self, period: str, department: str) -> DepartmentQuarter:
        """Return what one department owes and has reported for a quarter.

        Args:
            period: The quarter.
            department: The department's identifier.
        """
        mine = [name for name, one in self.owed.items() if one.department == department]
        document = self.report(period, department)
        given = [update.id for update in document.entity.indicators if update.is_given] if document else []
        return DepartmentQuarter(
            department=department,
            period=period,
            owed=tuple(name for name in mine if name in given or self.is_owed(name, period)),
            given=tuple(name for name in given if name in mine),
            path=self.path(period, department),
        )

    @property
    def last_period(self) -> str:
        """Return the last quarter that has ended; the first one where none has, and nothing where there is none."""
        ended = self.part.ended(self.workspace.today)
        return ended[-1] if ended else next(iter(self.part.periods), "")


def tracker(workspace: Workspace, country: str, cycle: str) -> Tracker | None:
    """Return the tracker of a cycle; None where its edition has none.

    Args:
        country: The country's identifier.
        cycle: The cycle's identifier.
    """
    part = tracker_of(workspace, country, cycle)
    if part is None:
        return None
    owed = {
        indicator.id: Owed(
            indicator=indicator,
            milestone=milestone,
            commitment=document.entity.title,
            number=document.entity.number,
            department=make_identifier(indicator.lead),
        )
        for document in workspace.all(Commitment, country, cycle)
        for milestone in document.entity.milestones
        for indicator in milestone.indicators
    }
    return Tracker(workspace=workspace, country=country, cycle=cycle, part=part, owed=owed)
