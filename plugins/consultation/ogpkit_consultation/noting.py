"""What is noted of a consultation as it happens: meetings of the forum, updates of the repository and of the website."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ogpkit.api import OgpkitError
from ogpkit.api.content import entity_values
from ogpkit.api.editing import InsertItem
from ogpkit.api.text import _
from ogpkit_consultation.edition import get_rules
from ogpkit_consultation.model import Consultation, Meeting, RepositoryUpdate, WebsiteUpdate

if TYPE_CHECKING:
    from ogpkit.api import Place
    from ogpkit.api.content import Document, KeyPath, Workspace
    from ogpkit.api.editing import EditSession


class CannotAct(OgpkitError):
    """Raised when what was asked for cannot be done; the message says what to give instead."""


def note_meeting(session: EditSession, place: Place, parameters: Meeting) -> str:
    """Add a meeting of the forum.

    Raises:
        CannotAct: The cycle has no consultation, or that names no forum.
    """
    found = _find_consultation(session.workspace, place)
    forum = found.entity.forum
    if forum is None:
        raise CannotAct(_("First name the forum, under `forum` in {path}.").format(path=found.path))
    return _note(
        session, found.path, ("forum", "meetings"), forum.meetings, parameters, _("Add a meeting of the forum")
    )


def note_update(session: EditSession, place: Place, parameters: RepositoryUpdate) -> str:
    """Add an update of the document repository.

    Raises:
        CannotAct: The cycle has no consultation, or that does not say where the repository is.
    """
    found = _find_consultation(session.workspace, place)
    repository = found.entity.repository
    if repository is None or repository.url is None:
        said = _("First say where the repository is: `url` under `repository` in {path}.")
        raise CannotAct(said.format(path=found.path))
    title = _("Add an update of the repository")
    return _note(session, found.path, ("repository", "updates"), repository.updates, parameters, title)


def note_website_update(session: EditSession, place: Place, parameters: WebsiteUpdate) -> str:
    """Add an update of the OGP website.

    Raises:
        CannotAct: The cycle has no consultation, or that does not say where the website is.
    """
    found = _find_consultation(session.workspace, place)
    if found.entity.website is None:
        raise CannotAct(_("First say where the website is: `website` in {path}.").format(path=found.path))
    title = _("Add an update of the website")
    return _note(session, found.path, ("website_updates",), found.entity.website_updates, parameters, title)


def has_website_updates(workspace: Workspace, place: Place) -> bool:
    """Tell whether the rules of a cycle ask for updates of the website, and it has one."""
    found = workspace.one(Consultation, place.country, place.cycle)
    is_asked = get_rules(workspace, place.country, place.cycle).website_months is not None
    return is_asked and found is not None and found.entity.website is not None


def has_repository(workspace: Workspace, place: Place) -> bool:
    """Tell whether the rules of a cycle ask for a repository, and the file about its consultation is there.

    Args:
        place: The cycle.
    """
    asked = get_rules(workspace, place.country, place.cycle).repository_days is not None
    return asked and workspace.one(Consultation, place.country, place.cycle) is not None


def _find_consultation(workspace: Workspace, place: Place) -> Document[Consultation]:
    found = workspace.one(Consultation, place.country, place.cycle)
    if found is None:
        raise CannotAct(
            _("{place} has no readable file about its consultation.").format(place=f"{place.country}/{place.cycle}")
        )
    return found


D = TypeVar("D", Meeting, RepositoryUpdate, WebsiteUpdate)


def _note(session: EditSession, path: str, at: KeyPath, known: tuple[D, ...], new: D, title: str) -> str:
    """Put something into a list that is in the order of its days."""
    position = sum(1 for one in known if one.on <= new.on)
    session.change(path, [InsertItem(at, position, entity_values(new))], title)
    session.settle()
    return _("{path} is changed.").format(path=path)
