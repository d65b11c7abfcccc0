"""Documents and exports as files: what the command line and the app have in common."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from ogpkit.asking import answered
from ogpkit.countries import owed_languages
from ogpkit.errors import OgpkitError
from ogpkit.exchange.formats import file_name, in_format
from ogpkit.language import _
from ogpkit.papers import write_paper
from ogpkit.publishing import public_workspace
from ogpkit.storage.output import folder_within
from ogpkit.untrusted import on_one_line

if TYPE_CHECKING:
    from pathlib import Path

    from ogpkit.contributions import Exporter, Paper, Place
    from ogpkit.plugins import Owned, Plugins
    from ogpkit.workspace import Workspace

FOLDER: Final = "documents"
"""Where the app puts files for elsewhere, in the workspace."""


class NotExported(OgpkitError):
    """An exporter that failed."""


def languages_for(workspace: Workspace, place: Place) -> tuple[str, ...]:
    """The languages in which a document about a place is owed: the country's and English, or the workspace's own.

    Args:
        workspace: The workspace.
        place: What the document is about.
    """
    return owed_languages(workspace, place.country) if place.country else tuple(workspace.settings.workspace.languages)


def document_file(  # noqa: PLR0913, PLR0917  what, about what, how, and where to
    paper: Owned[Paper],
    workspace: Workspace,
    place: Place,
    language: str,
    form: str,
    folder: Path,
    plugins: Plugins,
    templates: Path | None = None,
) -> tuple[Path, bytes]:
    """The file of a document about a place in one language: where it belongs, and its content. Nothing is written.

    Args:
        paper: Which document, and whose.
        workspace: What the files say.
        place: What it is about.
        language: The language of the document.
        form: The format, one of `ogpkit.exchange.formats.FORMATS`.
        folder: Where the file goes.
        plugins: The installed plugins.
        templates: A folder with templates of the country's own.

    Raises:
        NothingToWrite: There is nothing to write it from, or its plugin failed.
    """
    writing = write_paper(paper, workspace, place, language, plugins)
    return folder / within(file_name(paper.value, place, language, form)), in_format(writing, form, templates)


def export(exporter: Owned[Exporter], workspace: Workspace, place: Place, plugins: Plugins) -> bytes:
    """What an exporter writes about a place; of what is public alone, where its file is meant for everybody.

    Args:
        exporter: Which one, and whose.
        workspace: What the files say.
        place: What it is about.
        plugins: The installed plugins.

    Raises:
        NotExported: Its plugin failed.
        OgpkitError: Its plugin says why there is nothing to write.
    """
    name = exporter.value.name
    if exporter.value.public:
        workspace = public_workspace(workspace, plugins)
    data = answered(plugins, exporter.plugin, f"exporter {name}", partial(exporter.value.write, workspace, place))
    if isinstance(data, bytes):
        return data
    raise NotExported(
        _("The plugin {plugin} could not write “{name}”. `ogpkit check` says what is wrong with it.").format(
            plugin=on_one_line(exporter.plugin), name=on_one_line(name)
        )
    )


def export_file(
    folder: Path, exporter: Owned[Exporter], workspace: Workspace, place: Place, plugins: Plugins
) -> tuple[Path, bytes]:
    """The file of an export about a place in a folder: where it belongs, and its content. Nothing is written.

    Args:
        folder: Where the file goes.
        exporter: Which one, and whose.
        workspace: What the files say.
        place: What it is about.
        plugins: The installed plugins.

    Raises:
        NotExported: Its plugin failed.
        OgpkitError: Its plugin says why there is nothing to write.
    """
    data = export(exporter, workspace, place, plugins)
    parts = (exporter.value.name, place.country, place.cycle)
    return folder / within("-".join(part for part in parts if part) + exporter.value.suffix), data


def documents_folder(root: Path) -> Path:
    """Give the folder into which the app puts files for elsewhere.

    Args:
        root: The workspace.

    Raises:
        CannotOutput: There is a link instead.
    """
    return folder_within(root, FOLDER)


def within(name: str) -> str:
    """A file name of which nothing can lead out of a folder, whatever a plugin calls its files.

    Args:
        name: The name.
    """
    return "".join("-" if letter in "/\\:" or not letter.isprintable() else letter for letter in name).lstrip(".-")
