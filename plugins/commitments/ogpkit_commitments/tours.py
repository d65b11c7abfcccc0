"""The tour of this plugin: from a plan to what became of one promise in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import GO_TO_COUNTRY, GO_TO_CYCLE, Place, Scope, Tour, TourStep
from ogpkit.api.content import Commitment, MilestoneStatus
from ogpkit.api.text import N_

if TYPE_CHECKING:
    from ogpkit.api.content import Workspace


def find_reported_cycle(workspace: Workspace) -> Place | None:
    """Return the cycle with a milestone that somebody has reported on, or else one with a commitment; None without any."""
    found: Place | None = None
    for document in workspace.all(Commitment):
        place = Place(country=document.country, cycle=document.cycle)
        if any(milestone.status not in (None, MilestoneStatus.NOT_STARTED) for milestone in document.entity.milestones):
            return place
        found = found or place
    return found


PROMISE: Final = Tour(
    name="promise",
    title=N_("Follow a promise"),
    summary=N_("See how far a plan has come, what is late, and what both sides say about a commitment at the end."),
    missing=N_("First add a commitment: open a cycle, press Ctrl+N for “Action plan”, and choose “Add a commitment”."),
    order=30,
    find_place=find_reported_cycle,
    steps=(
        GO_TO_COUNTRY,
        GO_TO_CYCLE,
        TourStep(text=N_("This is one action plan. Press Ctrl+N for the page “Action plan”."), page="plan"),
        TourStep(
            text=N_(
                "Each row is a commitment. It shows how much is done and what is late. Press the right arrow for “Milestones”."
            ),
            part="Milestones",
        ),
        TourStep(
            text=N_(
                "Each milestone has a due date and a status. Press Enter to go into the list, then Enter on a row."
            ),
            kind="commitment",
        ),
        TourStep(
            text=N_("This is the promise: what, who and by when. Press Esc until you see the cycle {cycle} again."),
            goes_to=Scope.CYCLE,
        ),
        TourStep(text=N_("Press Ctrl+N until you see the page “Reports”."), page="reports"),
        TourStep(
            text=N_(
                "The government and an independent expert report on the plan. Press the right arrow for “Comparison”."
            ),
            part="Comparison",
        ),
        TourStep(text=N_("Here you see what the government says about each promise, beside what the expert found.")),
    ),
)
"""Follow a promise."""
