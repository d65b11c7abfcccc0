"""Tours: what a person does in the app, step by step and by herself, to get to know it.

    Tour(
        name="eligibility",
        title="Why a country is eligible",
        summary="See which evidence gives which points.",
        find_place=find_country_with_evidence,
        missing="Create a country first.",
        steps=(
            GO_TO_COUNTRY,
            TourStep(text="Press Ctrl+N until you see the page Eligibility.", page="eligibility"),
            TourStep(text="This is the score card: each line names its source."),
        ),
    )

A step is done when the app shows what the step asks for, however the person got there. A step that asks for nothing is there
to be read, and Ctrl+G goes on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.model.identifiers import is_identifier
from ogpkit.model.vocabulary import Choice
from ogpkit.plugins.places import Place, Scope
from ogpkit.text.i18n import N_, _
from ogpkit.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from ogpkit.workspace.content import Workspace


class AppPart(Choice):
    """Part of the app in which the keyboard can be."""

    PROBLEMS = "problems", "List of problems"
    TREE = "tree", "Tree of countries and files"
    KEYS = "keys", "List of keys"
    PALETTE = "palette", "Search"


@attrs.frozen(kw_only=True)
class TourStep:
    """One step of a tour; it is done when the app shows all that it asks for.

    In `text`, `{country}` and `{cycle}` stand for the names of where the tour takes place.

    Attributes:
        text: What there is to see now, and what to do next with which key, in English and in at most 160 letters.
        goes_to: The place of the tour that is to be shown: all countries, its country or its cycle.
        page: The name of the panel whose tab is to be shown.
        part: What stands on the tab within that panel, in English.
        kind: The kind of document of which one is to be open.
        action: The action whose dialog is to be open, by its name.
        looks_at: The part of the app in which the keyboard is to be.
        changes: The kind of document of which one is to be changed, made or deleted.
    """

    text: str
    goes_to: Scope | None = None
    page: str = ""
    part: str = ""
    kind: str = ""
    action: str = ""
    looks_at: AppPart | None = None
    changes: str = ""

    @property
    def is_for_reading(self) -> bool:
        """Tell whether it asks for nothing, so that only Ctrl+G goes on."""
        asked = (self.goes_to, self.page, self.part, self.kind, self.action, self.looks_at, self.changes)
        return not any(asked)

    @property
    def leads_to_place(self) -> bool:
        """Tell whether it leads to a place of the tour, and not to any file."""
        return self.goes_to is not None and self.goes_to is not Scope.DOCUMENT


def find_whole_workspace(_workspace: Workspace) -> Place | None:
    """Return the place of a tour that needs neither a country nor a cycle."""
    return Place()


@attrs.frozen(kw_only=True)
class Tour:
    """Tour through the app: some steps that a person does by herself.

    Attributes:
        name: Its name; it says how far a person is, and stays the same.
        title: What it is about, in English.
        summary: What one learns on it, in one sentence of English.
        steps: The steps, at most nine.
        find_place: Gives the country or the cycle in which it takes place; None where there is none yet.
        missing: What to make first where there is none, in English.
        order: Where it stands in the list; the lowest comes first.
    """

    name: str
    title: str
    summary: str
    steps: tuple[TourStep, ...]
    find_place: Callable[[Workspace], Place | None] = find_whole_workspace
    missing: str = ""
    order: int = 100


GO_TO_COUNTRY: Final = TourStep(
    text=N_("Press F3, then Ctrl+N for all countries. Type {country} and press Enter to open its page."),
    goes_to=Scope.COUNTRY,
)
"""The step to the country of a tour."""

GO_TO_CYCLE: Final = TourStep(
    text=N_("Below are its cycles and files. Go down to {cycle} with the arrow keys and press Enter."),
    goes_to=Scope.CYCLE,
)
"""The step from the country of a tour to its cycle."""


class InvalidTour(OgpkitError):
    """Raised when a tour cannot be gone on; the message says what to write instead."""


def verify_tour(tour: Tour) -> None:
    """Refuse a tour that nobody could go on.

    Raises:
        InvalidTour: Its name cannot be, or it has no steps.
    """
    if not is_identifier(tour.name):
        raise InvalidTour(
            _("“{name}” cannot be the name of a tour. Use lower-case letters and hyphens.").format(
                name=sanitize_line(tour.name)
            )
        )
    if not tour.steps:
        raise InvalidTour(_("The tour “{name}” has no steps.").format(name=tour.name))


def find_step_place(number: int, tour: Tour, place: Place) -> Place:
    """Return where a step begins: the country or cycle to which the steps before it have led.

    Args:
        number: The number of the step, from zero.
        place: The place of the tour.
    """
    led = [one.goes_to for one in tour.steps[:number] if one.leads_to_place]
    if not led or led[-1] is Scope.WORKSPACE:
        return Place()
    return Place(country=place.country) if led[-1] is Scope.COUNTRY else attrs.evolve(place, path="", at=())


def find_step_page(number: int, tour: Tour) -> tuple[str, str]:
    """Return on which page, and on which tab within it, a step begins; empty where it can be any.

    Args:
        number: The number of the step, from zero.
    """
    page, part = "", ""
    for step in tour.steps[:number]:
        if step.leads_to_place or step.page:
            page, part = step.page, ""
        part = step.part or part
    return page, part
