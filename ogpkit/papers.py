"""Documents that people can hand in, from all plugins."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ogpkit.contributions import Scope
from ogpkit.errors import OgpkitError
from ogpkit.language import _, speaking
from ogpkit.writing import Writing

if TYPE_CHECKING:
    from ogpkit.contributions import Paper, Place
    from ogpkit.plugins import Owned, Plugins
    from ogpkit.workspace import Workspace


class NothingToWrite(OgpkitError):
    """A document for which there is no content, or whose plugin failed."""


def write_paper(paper: Owned[Paper], workspace: Workspace, place: Place, language: str, plugins: Plugins) -> Writing:
    """A document about a place, in one language.

    Args:
        paper: Which document, and whose.
        workspace: What the files say.
        place: What it is about: a cycle, a country, or nothing for the whole workspace.
        language: The language of the document.
        plugins: The installed plugins.

    Raises:
        NothingToWrite: There is nothing to write it from, or its plugin failed.
    """
    before = len(plugins.faults)
    with speaking(language):
        write = partial(paper.value.write, workspace, place, language)
        found = plugins.guarded(paper.plugin, f"document {paper.value.name}", write, None, patient=True)
    if isinstance(found, Writing):
        return found
    if len(plugins.faults) > before:
        fault = plugins.faults[-1]
        raise NothingToWrite(f"{fault.message} {fault.remedy}")
    raise NothingToWrite(
        _("There is nothing yet to write “{title}” from.").format(title=_(paper.value.title))
        + " "
        + _wanted(paper.value)
    )


def _wanted(paper: Paper) -> str:
    if paper.scope is Scope.CYCLE:
        return _("Name a cycle that has a file, as COUNTRY/CYCLE.")
    return _("Name a country that has a file.") if paper.scope is Scope.COUNTRY else ""
