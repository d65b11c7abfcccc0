"""The places of the app: where one can go, and how a widget asks to go there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
from textual.message import Message

from ogpkit.errors import OgpkitError
from ogpkit.model import Translated
from ogpkit.plugins.contributions import Place, Scope, Standing, Verdict
from ogpkit.text.i18n import _, spoken
from ogpkit.workspace.countries import called

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ogpkit.plugins.contributions import Place
    from ogpkit.plugins.editing_protocol import EditSession
    from ogpkit.workspace.content import Document, Workspace


class GoTo(Message):
    """Somebody wants to go to a place.

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


SIGNS = {Verdict.GOOD: "✓", Verdict.ATTENTION: "!", Verdict.BAD: "✗", Verdict.UNKNOWN: "?"}
"""A sign for each verdict; it always stands beside words."""


def scope_of(place: Place) -> Scope:
    """What a place is: a file, a cycle, a country or the whole workspace.

    Args:
        place: The place.
    """
    if place.path:
        return Scope.DOCUMENT
    if place.cycle:
        return Scope.CYCLE
    return Scope.COUNTRY if place.country else Scope.WORKSPACE


def page_of(place: Place) -> Place:
    """A place without the key path in its file.

    Args:
        place: The place.
    """
    return attrs.evolve(place, at=())


def place_of(document: Document[object]) -> Place:
    """The place of a file.

    Args:
        document: The file.
    """
    return Place(country=document.country, cycle=document.cycle, path=document.path)


def place_of_path(workspace: Workspace, path: str) -> Place:
    """The place of a file that perhaps cannot be read.

    Args:
        workspace: The workspace.
        path: The file.
    """
    claimed = workspace.kinds.claiming(path)
    names = claimed[1] if claimed else {}
    return Place(country=names.get("country", ""), cycle=names.get("cycle", ""), path=path)


def title_of(workspace: Workspace, place: Place) -> str:
    """What a place is called.

    Args:
        workspace: The workspace.
        place: The place.
    """
    if place.path:
        return document_title(workspace, place.path)
    if place.cycle:
        return place.cycle
    if place.country:
        return f"{called(workspace, place.country, spoken())} ({place.country})"
    return workspace.settings.workspace.name or _("Workspace")


def trail_of(workspace: Workspace, place: Place) -> str:
    """What a place is called, after what it lies in.

    Args:
        workspace: The workspace.
        place: The place.
    """
    trail = [Place()]
    if place.country:
        trail.append(Place(country=place.country))
    if place.cycle:
        trail.append(Place(country=place.country, cycle=place.cycle))
    if place.path:
        trail.append(Place(path=place.path))
    return " › ".join(title_of(workspace, one) for one in (trail[1:] or trail))


def above(place: Place) -> Place:
    """The place in which another one lies.

    Args:
        place: The place.
    """
    if place.path:
        return Place(country=place.country, cycle=place.cycle)
    return Place(country=place.country) if place.cycle else Place()


def is_there(desk: EditSession, place: Place) -> bool:
    """Whether a place still exists: its file, or any file in its cycle or country, readable or not.

    Args:
        desk: The workspace.
        place: The place.
    """
    workspace = desk.workspace
    if place.path:
        return place.path in workspace.documents or _has_file(desk, place.path)
    if not place.country:
        return True
    if place.cycle in ("", *workspace.cycles(place.country)) and (place.cycle or place.country in workspace.countries):
        return True
    named = (place_of_path(workspace, finding.path) for finding in desk.findings_at(Place()))
    return any(one.country == place.country and place.cycle in ("", one.cycle) for one in named)


def _has_file(desk: EditSession, path: str) -> bool:
    try:
        desk.source(path)
    except (OgpkitError, OSError):
        return False
    return True


def document_title(workspace: Workspace, path: str) -> str:
    """What a file is called: its kind, and its identifier where the kind has many.

    Args:
        workspace: The workspace.
        path: The file.
    """
    document = workspace.documents.get(path)
    claimed = workspace.kinds.claiming(path)
    if claimed is None:
        return path
    kind, names = claimed
    own = [value for name, value in names.items() if name not in ("country", "cycle")]
    title = getattr(document.entity, "title", None) if document else None
    best = title.best(spoken(), workspace.language, "en") if isinstance(title, Translated) else ""
    return f"{_(kind.title)} · {best or own[-1]}" if own else _(kind.title)


def worst(standings: Iterable[Standing]) -> Verdict:
    """The verdict that matters most among several.

    Args:
        standings: What the mechanisms say.
    """
    order = (Verdict.BAD, Verdict.ATTENTION, Verdict.UNKNOWN, Verdict.GOOD)
    found = {standing.verdict for standing in standings}
    return next((verdict for verdict in order if verdict in found), Verdict.UNKNOWN)
