"""The tour of this plugin: from the verdict on a country to the evidence behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import GO_TO_COUNTRY, Place, Tour, TourStep
from ogpkit.api.text import N_
from ogpkit_eligibility.years import list_years

if TYPE_CHECKING:
    from ogpkit.api.content import Workspace


def find_scored_country(workspace: Workspace) -> Place | None:
    """Return the first country whose verdict is certain, or else the first with evidence; None where none has any."""
    years = list_years(workspace)
    certain = (year for year in years if year.score.points is not None and year.score.points == year.score.points_most)
    found = next(certain, None) or next(iter(years), None)
    return Place(country=found.country) if found else None


WHY_ELIGIBLE: Final = Tour(
    name="eligibility",
    title=N_("Why a country is eligible"),
    summary=N_("Follow the result to the points, and the points to the evidence. See what would change it."),
    missing=N_(
        "First add a year of evidence: open a country, press Ctrl+N for “Eligibility”, and choose “Add a year of "
        "eligibility evidence”."
    ),
    order=20,
    find_place=find_scored_country,
    steps=(
        GO_TO_COUNTRY,
        TourStep(
            text=N_("Under “Standing” you see the result in one line. Press Ctrl+N for the page “Eligibility”."),
            page="eligibility",
        ),
        TourStep(
            text=N_(
                "Each row gives the points for one criterion, the reason and the source. Press the right arrow for “Single "
                "changes”."
            ),
            part="Single changes",
        ),
        TourStep(
            text=N_(
                "Each row is one change to the evidence and the result after it. Press the right arrow for “Years”."
            ),
            part="Years",
        ),
        TourStep(
            text=N_(
                "Here you see all years together. Press Enter to go into the list, then Enter again to open a year."
            ),
            kind="eligibility",
        ),
        TourStep(text=N_("This is the evidence, with its sources. If you change it, the result changes at once.")),
    ),
)
"""Why a country is eligible."""
