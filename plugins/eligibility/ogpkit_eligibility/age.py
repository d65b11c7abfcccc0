"""How old evidence is: scores are updated each year, and old ones are no facts of today (Roadmap I; criteria of 2023)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api.content import Country, CountryLevel, find_eligibility_set
from ogpkit.api.text import _
from ogpkit_eligibility.years import find_latest, get_criteria

if TYPE_CHECKING:
    from ogpkit.api.content import Workspace
    from ogpkit_eligibility.years import Year


def find_year_due(workspace: Workspace) -> int | None:
    """Return the year of which there is evidence by today; None where the rules of today do not say."""
    today = workspace.today
    part = get_criteria(find_eligibility_set(workspace, today.year), workspace)
    if part is None or part.scored_by_month is None:
        return None
    # in the month itself the scores of the year may still come
    return today.year if today.month > part.scored_by_month else today.year - 1


def is_old(year: Year, workspace: Workspace) -> bool:
    """Tell whether the newest evidence of a country is older than the rules of today allow; older years are history.

    Args:
        workspace: Where it lies.
    """
    due, newest = find_year_due(workspace), find_latest(workspace, year.country)
    return due is not None and year.year < due and newest is not None and newest.year == year.year


def owes_evidence(workspace: Workspace, country: str) -> bool:
    """Tell whether a country is measured by the criteria today: a national member that takes part.

    Args:
        country: Its identifier.
    """
    found = workspace.one(Country, country)
    return found is not None and found.entity.level is CountryLevel.NATIONAL and found.entity.is_member(workspace.today)


def describe_age(year: Year, workspace: Workspace) -> str:
    """Return that evidence is old, in a sentence; empty where it is not.

    Args:
        workspace: Where it lies.
    """
    if not is_old(year, workspace):
        return ""
    return _("This is the evidence for {year}. It does not show how the country stands today.").format(year=year.year)
