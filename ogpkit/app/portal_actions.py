"""What the app's command palette offers of the portal and of documents; the command line has the same."""

from __future__ import annotations

from contextlib import suppress
from itertools import product
from typing import TYPE_CHECKING, Final

from ogpkit.exchange.documents import document_file, documents_folder
from ogpkit.exchange.outputs import WouldReplace, write_files
from ogpkit.exchange.portal.frame import Options
from ogpkit.exchange.portal.output import Output
from ogpkit.exchange.portal.site import list_site_files
from ogpkit.exchange.templates import custom_templates
from ogpkit.plugins.manager import installed_plugins
from ogpkit.plugins.places import Place, Scope
from ogpkit.plugins.queries import NothingToWrite
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_path
from ogpkit.workspace.countries import owed_languages
from ogpkit.workspace.history import History
from ogpkit.workspace.output import output_folder
from ogpkit.workspace.progress import follow_items

if TYPE_CHECKING:
    from ogpkit.plugins.editing_protocol import EditSession

SITE: Final = "site"
"""The folder of the workspace into which the app builds the site."""


def build_site(session: EditSession, _place: Place) -> str:
    """Build the site of the workspace, unsaved edits included, into its folder `site`."""
    options = Options(templates=custom_templates(session.root))
    folder = output_folder(session.root, SITE)
    with History(session.root) as history:
        files = list_site_files(session.workspace, installed_plugins(session), options, history)
        output = Output(folder)
        outcome = output.write_all(follow_items(files, output.size), lambda: "")
    return _("The site is in {folder}. Files written: {written}. Files unchanged: {kept}.").format(
        folder=folder, written=outcome.written, kept=outcome.kept
    )


def write_documents(session: EditSession, place: Place) -> str:
    """Write every document about a cycle as a Word file, in each owed language, into the folder `documents`.

    What somebody has changed since ogpkit wrote it stays as it is; the answer names it.

    Args:
        place: The cycle.
    """
    about = Place(country=place.country, cycle=place.cycle)
    folder, own = documents_folder(session.root), custom_templates(session.root)
    count, kept = 0, []
    papers = [paper for paper in installed_plugins(session).papers if paper.value.scope is Scope.CYCLE]
    due = list(product(papers, owed_languages(session.workspace, place.country)))
    for paper, language in follow_items(due, len(due)):
        with suppress(NothingToWrite):
            path, content = document_file(
                paper, session.workspace, about, language, "docx", folder, installed_plugins(session), own
            )
            try:
                write_files({path: content}, is_named=False)
                count += 1
            except WouldReplace:
                kept.append(sanitize_path(path.name))
    said = _("Documents in {folder}: {count}").format(folder=folder, count=count)
    if not kept:
        return said
    return said + "\n" + _("Not replaced, because someone has changed them: {files}").format(files=", ".join(kept))
