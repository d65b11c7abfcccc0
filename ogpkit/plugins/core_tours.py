"""The tour of the core itself: what a coordinator looks at in the morning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.plugins.places import Place, Scope
from ogpkit.plugins.tours import AppPart, Tour, TourStep
from ogpkit.text.i18n import N_

if TYPE_CHECKING:
    from ogpkit.workspace.content import Workspace


def find_newest_country(workspace: Workspace) -> Place | None:
    """Return the country whose cycle is the newest, or else the first one; None where there is no country."""
    newest = max(
        ((cycle, country) for country in workspace.countries for cycle in workspace.cycles(country)), default=None
    )
    countries = (newest[1],) if newest else workspace.countries[:1]
    return next((Place(country=country) for country in countries), None)


MORNING: Final = Tour(
    name="morning",
    title=N_("A coordinator’s morning"),
    summary=N_("See what is wrong and what is due, open a file at the right field, and find anything by its name."),
    missing=N_("First create a country: press Ctrl+P, type “create” and choose “Create a document”."),
    order=10,
    find_place=find_newest_country,
    steps=(
        TourStep(
            text=N_(
                "Today shows what needs you now, the most urgent first, and the status of the plans. Press F4 to go to the list "
                "of all problems."
            ),
            looks_at=AppPart.PROBLEMS,
        ),
        TourStep(
            text=N_("Each line says what is wrong and what to do. Choose a line with the arrow keys and press Enter."),
            goes_to=Scope.DOCUMENT,
        ),
        TourStep(
            text=N_(
                "The form is open at the field with the problem. It checks what you type and saves it automatically. Press F4 "
                "twice to hide the list, then F3 for Today."
            ),
            goes_to=Scope.WORKSPACE,
        ),
        TourStep(
            text=N_(
                "Now see what one country has to do. Press Ctrl+N for all countries, type {country} and press Enter."
            ),
            goes_to=Scope.COUNTRY,
        ),
        TourStep(
            text=N_(
                "This page shows the status of {country} and what is due next. Press Ctrl+P to search in everything."
            ),
            looks_at=AppPart.PALETTE,
        ),
        TourStep(
            text=N_("Type part of a name to find an action, a country or a file. Press Esc, then F1."),
            looks_at=AppPart.KEYS,
        ),
        TourStep(
            text=N_("These are all the keys. Press Esc to close the list. F6 undoes your last change, F7 redoes it.")
        ),
    ),
)
"""What a coordinator looks at in the morning."""
