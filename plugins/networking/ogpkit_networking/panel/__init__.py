"""The pages of this plugin in the app: the mechanism, a case, a country's cases, and the Steering Committee."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit_networking.panel.case import CasePage
from ogpkit_networking.panel.country import CountryCases
from ogpkit_networking.panel.mechanism import Mechanism
from ogpkit_networking.panel.steering import Steering

if TYPE_CHECKING:
    from textual.widget import Widget

    from ogpkit.api import Place
    from ogpkit.api.editing import EditSession


def make_mechanism_panel(desk: EditSession, place: Place) -> Widget:
    """Make the page of the whole mechanism.

    Args:
        place: The whole workspace.
    """
    return Mechanism(desk, place)


def make_steering_panel(desk: EditSession, _place: Place) -> Widget:
    """Make the page of the OGP Steering Committee."""
    return Steering(desk)


def make_country_panel(desk: EditSession, place: Place) -> Widget:
    """Make the page of a country's cases.

    Args:
        place: The country.
    """
    return CountryCases(desk, place)


def make_case_panel(desk: EditSession, place: Place) -> Widget:
    """Make the page of a case.

    Args:
        place: The case.
    """
    return CasePage(desk, place.path)
