"""What the app's command palette offers of the portal and of documents; the command line has the same."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from ogpkit.api import AppCommand, Place, Scope
from ogpkit.api.content import owed_languages
from ogpkit.api.editing import installed_plugins
from ogpkit.api.output import (
    History,
    NothingToWrite,
    WouldReplace,
    custom_templates,
    document_file,
    documents_folder,
    output_folder,
    write_files,
)
from ogpkit.api.text import _, sanitize_path
from ogpkit_reporting.portal.output import Output
from ogpkit_reporting.portal.site import Options, site_files

if TYPE_CHECKING:
    from ogpkit.api.editing import EditSession

SITE: Final = "site"
"""The folder of the workspace into which the app builds the site."""


def build_site(desk: EditSession, _place: Place) -> str:
    """Build the site of the workspace, unsaved edits included, into its folder `site`."""
    options = Options(templates=custom_templates(desk.root))
    folder = output_folder(desk.root, SITE)
    with History(desk.root) as history:
        files = site_files(desk.workspace, installed_plugins(desk), options, history)
        outcome = Output(folder).write_all(files, lambda: "")
    return _("The site is in {folder}: {written} files were written, {kept} were as they had to be.").format(
        folder=folder, written=outcome.written, kept=outcome.kept
    )


def write_documents(desk: EditSession, place: Place) -> str:
    """Write every document about a cycle as a Word file, in each owed language, into the folder `documents`.

    What somebody has changed since ogpkit wrote it stays as it is; the answer names it.

    Args:
        place: The cycle.
    """
    about = Place(country=place.country, cycle=place.cycle)
    folder, own = documents_folder(desk.root), custom_templates(desk.root)
    count, kept = 0, []
    for paper in installed_plugins(desk).papers:
        if paper.value.scope is not Scope.CYCLE:
            continue
        for language in owed_languages(desk.workspace, place.country):
            with suppress(NothingToWrite):
                path, content = document_file(
                    paper, desk.workspace, about, language, "docx", folder, installed_plugins(desk), own
                )
                try:
                    write_files({path: content}, is_named=False)
                    count += 1
                except WouldReplace:
                    kept.append(sanitize_path(path.name))
    said = _("Documents in {folder}: {count}").format(folder=folder, count=count)
    if not kept:
        return said
    return said + "\n" + _("Left as they are, because somebody has changed them: {files}").format(files=", ".join(kept))


APP_COMMANDS: Final = (
    AppCommand(
        name="portal-build",
        title="Build the public site",
        help="Writes the portal into the folder “site” of the workspace",
        scope=Scope.WORKSPACE,
        run=build_site,
    ),
    AppCommand(
        name="portal-documents",
        title="Write the documents of this cycle",
        help="Writes Word files into the folder “documents” of the workspace",
        scope=Scope.CYCLE,
        run=write_documents,
    ),
)
"""Build the site, write documents."""
