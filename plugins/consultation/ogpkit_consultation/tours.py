"""The tour of this plugin: a comment of the public gets its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import GO_TO_COUNTRY, GO_TO_CYCLE, Place, Tour, TourStep
from ogpkit.api.text import N_
from ogpkit_consultation.model import Comment

if TYPE_CHECKING:
    from ogpkit.api.content import Workspace


def find_commented_cycle(workspace: Workspace) -> Place | None:
    """Return the cycle with a comment that waits for its answer, or else one with any comment; None without one."""
    comments = sorted(workspace.all(Comment), key=lambda one: one.entity.response is not None)
    return next((Place(country=one.country, cycle=one.cycle) for one in comments), None)


ANSWERING: Final = Tour(
    name="comment",
    title=N_("Answering a comment"),
    summary=N_("Read what the public wrote on a plan, answer it, and take the answer back again."),
    missing=N_("First add a comment: open a cycle, press Ctrl+N for “Consultation”, and choose “Add a comment”."),
    order=40,
    find_place=find_commented_cycle,
    steps=(
        GO_TO_COUNTRY,
        GO_TO_CYCLE,
        TourStep(text=N_("Press Ctrl+N until you see the page “Consultation”."), page="consultation"),
        TourStep(
            text=N_("These are the principles, each kept or not and why. Press the right arrow for “Comments”."),
            part="Comments",
        ),
        TourStep(
            text=N_(
                "The comment in full is below the list. Press Enter to go into the list, A to act, "
                "and Enter on “Answer the comment”."
            ),
            action="consultation-answer",
        ),
        TourStep(
            text=N_(
                "Choose an outcome and say why. Then go to “Answer the comment” at the end with Tab and press Enter."
            ),
            changes="comment",
        ),
        TourStep(
            text=N_("The answer is saved, and the portal shows it beside the comment. Press F6 to take it back."),
            changes="comment",
        ),
        TourStep(text=N_("Everything is as it was. F6 takes back every step since you opened the workspace.")),
    ),
)
"""Answering a comment."""
