"""The places of the app: where one can go, and how a widget asks to go there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
from textual.message import Message

from ogpkit import serve_old_names
from ogpkit.errors import OgpkitError
from ogpkit.model.vocabulary import CommonExpectation
from ogpkit.plugins.places import Place, Scope, Status, Verdict
from ogpkit.plugins.table_rows import document_title
from ogpkit.text.i18n import _, current_language, translate
from ogpkit.workspace.countries import country_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ogpkit.plugins.contributions import StatusSource
    from ogpkit.plugins.editing_protocol import EditSession
    from ogpkit.plugins.owned import OwnedContribution
    from ogpkit.workspace.content import Document, Workspace

if not TYPE_CHECKING:
    __getattr__ = serve_old_names(
        __name__,
        "SIGNS",
        "above",
        "is_there",
        "page_of",
        "place_of",
        "place_of_path",
        "scope_of",
        "title_of",
        "trail_of",
        "worst",
    )


class Navigate(Message):
    """Message to the app that somebody wants to go to a place; `widget.post_message(…)` sends it.

    Attributes:
        place: The place.
    """

    def __init__(self, place: Place) -> None:
        """Name the place.

        Args:
            place: Where to go.
        """
        super().__init__()
        self.place = place


def place_scope(place: Place) -> Scope:
    """Return what a place is: a file, a cycle, a country or the whole workspace."""
    if place.path:
        return Scope.DOCUMENT
    if place.cycle:
        return Scope.CYCLE
    return Scope.COUNTRY if place.country else Scope.WORKSPACE


def place_page(place: Place) -> Place:
    """Return a place without the key path in its file."""
    return attrs.evolve(place, at=())


def document_place(document: Document[object]) -> Place:
    """Return the place of a file.

    Args:
        document: The file.
    """
    return Place(country=document.country, cycle=document.cycle, path=document.path)


def path_place(workspace: Workspace, path: str) -> Place:
    """Return the place of a file that perhaps cannot be read."""
    claimed = workspace.kinds.match_path(path)
    names = claimed[1] if claimed else {}
    return Place(country=names.get("country", ""), cycle=names.get("cycle", ""), path=path)


def place_title(workspace: Workspace, place: Place) -> str:
    """Return what a place is called."""
    if place.path:
        return document_title(workspace, place.path)
    if place.cycle:
        return place.cycle
    if place.country:
        return f"{country_name(workspace, place.country, current_language())} ({place.country})"
    return workspace.settings.workspace.name or _("Workspace")


def place_trail(workspace: Workspace, place: Place) -> str:
    """Return what a place is called, after what it lies in."""
    trail = [Place()]
    if place.country:
        trail.append(Place(country=place.country))
    if place.cycle:
        trail.append(Place(country=place.country, cycle=place.cycle))
    if place.path:
        trail.append(Place(path=place.path))
    return " › ".join(place_title(workspace, one) for one in (trail[1:] or trail))


def parent_place(place: Place) -> Place:
    """Return the place in which another one lies."""
    if place.path:
        return Place(country=place.country, cycle=place.cycle)
    return Place(country=place.country) if place.cycle else Place()


def has_place(session: EditSession, place: Place) -> bool:
    """Tell whether a place still exists: its file, or any file in its cycle or country, readable or not."""
    workspace = session.workspace
    if place.path:
        return place.path in workspace.documents or _has_file(session, place.path)
    if not place.country:
        return True
    if place.cycle in ("", *workspace.cycles(place.country)) and (place.cycle or place.country in workspace.countries):
        return True
    named = (path_place(workspace, finding.path) for finding in session.findings_at(Place()))
    return any(one.country == place.country and place.cycle in ("", one.cycle) for one in named)


def _has_file(session: EditSession, path: str) -> bool:
    try:
        session.source(path)
    except (OgpkitError, OSError):
        return False
    return True


def worst_verdict(standings: Iterable[Status]) -> Verdict:
    """Return the verdict that matters most among several; what is not known does not hide what is.

    Args:
        standings: What the mechanisms say.
    """
    order = (Verdict.BAD, Verdict.ATTENTION, Verdict.GOOD)
    found = {standing.verdict for standing in standings}
    return next((verdict for verdict in order if verdict in found), Verdict.UNKNOWN)


def describe_standings(
    standings: Iterable[OwnedContribution[Status]], sources: Iterable[OwnedContribution[StatusSource]]
) -> tuple[Verdict, str]:
    """Return the verdict that matters most of a place, with what is known of it in a few words, and what is not.

    Args:
        standings: What the mechanisms say of the place.
        sources: The sources of all that mechanisms say, which have their titles.
    """
    # nobody owes the others what it knows, so that nothing shared so far is no question (Roadmap II.5)
    asked = [one for one in standings if one.value.expectation is not CommonExpectation.SHARING]
    worst = worst_verdict(one.value for one in asked)
    silent = dict.fromkeys(one.plugin for one in asked if one.value.verdict is Verdict.UNKNOWN)
    if worst is not Verdict.GOOD or not silent:
        return worst, _(worst.label)
    known = [one for one in asked if one.value.verdict is Verdict.GOOD]
    titles = [translate(one.value.title, one.plugin) for one in sources if one.plugin in silent]
    if len(titles) != 1 or any(one.plugin in silent for one in known):
        return worst, _("{verdict}, partly unknown").format(verdict=_(worst.label))
    words = dict.fromkeys(one.value.term or _(worst.label) for one in known)
    return worst, " · ".join((*words, _("{label}: {text}").format(label=titles[0], text=_(Verdict.UNKNOWN.label))))
