"""What departments report each quarter, who leads a commitment, and what the rule set says of it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Final

import attrs

from ogpkit.api import EditionPart, Extension, Kind, NamePattern, PathPattern
from ogpkit.api.content import Bounds, Choice, Identifier, Length, Reference, Translated
from ogpkit.api.text import N_

DepartmentId = Annotated[str, Reference("departments", within="country", items="departments")]
"""The identifier of a department in the country's register."""


class Status(Choice):
    """How a department's part of a commitment stands."""

    GREEN = "green", "Green: on track"
    AMBER = "amber", "Amber: at risk"
    RED = "red", "Red: off track"


@attrs.frozen(kw_only=True)
class Department:
    """Department of the government.

    Attributes:
        id: Its identifier in updates and commitments.
        name: Its name.
    """

    id: Identifier
    name: Translated


@attrs.frozen(kw_only=True)
class Register:
    """Register of the departments that lead commitments.

    Attributes:
        departments: The departments.
    """

    departments: tuple[Department, ...] = ()


@attrs.frozen(kw_only=True)
class Leadership:
    """Who leads a commitment, and how specific its milestones are: `[gb]` in a commitment.

    Attributes:
        department: The department that leads it.
        specificity: How specific its milestones are, from 0 (nothing can be verified) to 5 (all say what, who and when).
    """

    department: DepartmentId = ""
    specificity: Annotated[int, Bounds(0, 5)] | None = None


@attrs.frozen(kw_only=True)
class Report:
    """Report of one department on a quarter.

    Attributes:
        department: The department.
        status: The progress of its commitments.
        narrative: What was done, and what the obstacles are.
        recovery: How the work will recover. Required if the status is red.
    """

    department: DepartmentId
    status: Status | None = None
    narrative: Annotated[Translated, Length.LONG] = attrs.field(factory=Translated)
    recovery: Annotated[Translated, Length.LONG] | None = None


@attrs.frozen(kw_only=True)
class Update:
    """Updates of all departments on a quarter.

    Attributes:
        published: The day of publication.
        reports: What each department reports.
    """

    published: date | None = None
    reports: tuple[Report, ...] = ()


@attrs.frozen(kw_only=True)
class UpdateRules:
    """Rules about updates: `[gb]` of a rule set.

    Attributes:
        days: How many days after the end of a quarter its updates are due; none are asked for when left out.
    """

    days: Annotated[int, Bounds(0, 366, "days")] | None = None

    def due(self, quarter: str) -> date | None:
        """Return the day by which the updates on a quarter are due.

        Args:
            quarter: The quarter, for example `2024-q1`.
        """
        return None if self.days is None else end_of_quarter(quarter) + timedelta(days=self.days)


EDITION_PART: Final = EditionPart(name="gb", entity=UpdateRules, folder=Path(__file__).parent / "editions")


def end_of_quarter(quarter: str) -> date:
    """Return the last day of a quarter.

    Args:
        quarter: The quarter, for example `2024-q1`.
    """
    year, number = int(quarter[:4]), int(quarter[-1])
    return date(year + number // 4, number % 4 * 3 + 1, 1) - timedelta(days=1)


def list_quarters(start: date, end: date) -> list[str]:
    """Return the quarters of which a day lies between two days, both included."""
    first, last = start.year * 4 + (start.month - 1) // 3, end.year * 4 + (end.month - 1) // 3
    return [f"{number // 4}-q{number % 4 + 1}" for number in range(first, last + 1)]


REGISTER: Final = Kind(
    name="departments",
    entity=Register,
    pattern="countries/{country}/departments.toml",
    title=N_("Register of departments"),
    titles=N_("Registers of departments"),
    published=True,
    example="""\
[[departments]]
id = "cabinet-office"
name.en = "Cabinet Office"
name.cy = "Swyddfa'r Cabinet"
""",
)

UPDATE: Final = Kind(
    name="update",
    entity=Update,
    pattern=PathPattern(
        "countries/{country}/cycles/{cycle}/updates/{quarter}.toml",
        {"quarter": NamePattern(r"[0-9]{4}-q[1-4]", example="2024-q1")},
    ),
    title=N_("Quarterly update"),
    titles=N_("Quarterly updates"),
    published=True,
    example="""\
published = 2024-04-18

[[reports]]
department = "cabinet-office"
status = "red"                      # green, amber, red
narrative.en = "The register of beneficial owners is not open yet."
narrative.cy = "Nid yw'r gofrestr o berchnogion llesiannol ar agor eto."
recovery.en = "A new supplier starts in May."
recovery.cy = "Mae cyflenwr newydd yn dechrau ym mis Mai."
""",
)

LEADERSHIP: Final = Extension(table="gb", kind="commitment", entity=Leadership, title=N_("In the United Kingdom"))
"""The department that leads a commitment, and how specific its milestones are."""
