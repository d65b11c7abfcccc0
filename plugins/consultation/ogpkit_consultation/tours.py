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
    title=N_("Answer a comment"),
    summary=N_("Read what the public wrote about a plan, answer it, and undo the answer."),
    missing=N_("First add a comment: open a cycle, press Ctrl+N for “Consultation”, and choose “Add a comment”."),
    order=40,
    find_place=find_commented_cycle,
    steps=(
        GO_TO_COUNTRY,
        GO_TO_CYCLE,
        TourStep(text=N_("Press Ctrl+N until you see the page “Consultation”."), page="consultation"),
        TourStep(
            text=N_("These are the principles: which are met, and why. Press the right arrow for “Comments”."),
            part="Comments",
        ),
        TourStep(
            text=N_(
                "The full comment is below the list. Press Enter to go into the list, A for its actions, and Enter on "
                "“Answer the comment”."
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
            text=N_("The answer is saved, and the portal shows it beside the comment. Press F6 to undo it."),
            changes="comment",
        ),
        TourStep(text=N_("Everything is as it was before. F6 undoes every change since you opened the workspace.")),
    ),
)
"""Answer a comment."""
