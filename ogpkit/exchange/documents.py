"""Documents for elsewhere: in which formats they come, and writing them into files."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from ogpkit.errors import OgpkitError
from ogpkit.exchange.publishing import public_workspace
from ogpkit.exchange.templates import TemplateFault
from ogpkit.plugins.queries import answered, write_paper
from ogpkit.text.i18n import _, speaking
from ogpkit.text.sanitize import on_one_line
from ogpkit.workspace.countries import owed_languages
from ogpkit.workspace.output import folder_within

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ogpkit.plugins.contributions import Exporter, Paper, Place
    from ogpkit.plugins.manager import Owned, Plugins
    from ogpkit.text.blocks import Writing
    from ogpkit.workspace.content import Workspace


class Format(Protocol):
    """Writes a document in one format."""

    def __call__(self, writing: Writing, templates: Path | None = None) -> bytes:
        """The content of the file.

        Args:
            writing: The document.
            templates: A folder with templates of the country's own.
        """
        ...


def _markdown(writing: Writing, templates: Path | None = None) -> bytes:  # noqa: ARG001  Markdown has no looks
    from ogpkit.exchange.markdown import as_markdown  # noqa: PLC0415  each format imports only what it needs

    return as_markdown(writing).encode()


def _html(writing: Writing, templates: Path | None = None) -> bytes:
    from ogpkit.exchange.html import as_html  # noqa: PLC0415

    return as_html(writing, templates).encode()


def _docx(writing: Writing, templates: Path | None = None) -> bytes:
    from ogpkit.exchange.docx import as_docx  # noqa: PLC0415

    return as_docx(writing, templates)


def _pdf(writing: Writing, templates: Path | None = None) -> bytes:
    from ogpkit.exchange.pdf import as_pdf  # noqa: PLC0415

    return as_pdf(writing, templates)


def _xlsx(writing: Writing, templates: Path | None = None) -> bytes:  # noqa: ARG001  a sheet is for programs
    from ogpkit.exchange.xlsx import as_xlsx  # noqa: PLC0415

    return as_xlsx(writing)


FORMATS: Final[Mapping[str, Format]] = {
    "md": _markdown,
    "html": _html,
    "docx": _docx,
    "pdf": _pdf,
    "xlsx": _xlsx,
}
"""How a document is written, by the name of the format, which is the ending of the file too."""


def in_format(writing: Writing, form: str, templates: Path | None = None) -> bytes:
    """A document in a format; what the format itself says is in the document's language.

    Args:
        writing: The document.
        form: The name of the format.
        templates: A folder with templates of the country's own.

    Raises:
        KeyError: There is no such format.
        TemplateFault: A template of the country's own does not work.
    """
    try:
        with speaking(writing.language):
            return FORMATS[form](writing, templates)
    except TemplateFault as fault:  # said to whoever mends it, who need not read the document's language
        raise TemplateFault(fault.template, fault.reason) from fault


def file_name(paper: Paper, place: Place, language: str, form: str) -> str:
    """What the file of a document is called, for example `action-plan-XX-2012-2013-es.docx`.

    Args:
        paper: Which document.
        place: What it is about.
        language: Its language.
        form: Its format.
    """
    return "-".join(part for part in (paper.name, place.country, place.cycle, language) if part) + f".{form}"


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
        form: The format, one of `ogpkit.exchange.documents.FORMATS`.
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
