"""Documents for elsewhere: in which formats they come, and writing them into files."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from ogpkit.errors import OgpkitError
from ogpkit.exchange.publishing import public_workspace
from ogpkit.exchange.templates import TemplateFault, find_word_template
from ogpkit.plugins.queries import build_document, call_for_user, describe_failure
from ogpkit.text.i18n import _, use_language
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.countries import owed_languages
from ogpkit.workspace.output import output_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ogpkit.plugins.contributions import DocumentTemplate, Exporter
    from ogpkit.plugins.manager import Plugins
    from ogpkit.plugins.owned import OwnedContribution
    from ogpkit.plugins.places import Place
    from ogpkit.text.blocks import TextDocument
    from ogpkit.workspace.content import Workspace


class Format(Protocol):
    """Function that writes a document in one format."""

    def __call__(self, writing: TextDocument, templates: Path | None = None) -> bytes:
        """Return the content of the file.

        Args:
            templates: A folder with templates of the country's own.
        """
        ...


def _render_as_markdown(writing: TextDocument, templates: Path | None = None) -> bytes:  # noqa: ARG001  Markdown has no looks
    from ogpkit.exchange.markdown import render_markdown  # noqa: PLC0415  each format imports only what it needs

    return render_markdown(writing).encode()


def _render_as_html(writing: TextDocument, templates: Path | None = None) -> bytes:
    from ogpkit.exchange.html import render_html  # noqa: PLC0415

    return render_html(writing, templates).encode()


def _render_as_docx(writing: TextDocument, templates: Path | None = None) -> bytes:
    from ogpkit.exchange.docx import render_docx  # noqa: PLC0415

    return render_docx(writing, templates)


def _render_as_pdf(writing: TextDocument, templates: Path | None = None) -> bytes:
    from ogpkit.exchange.pdf import render_pdf  # noqa: PLC0415

    return render_pdf(writing, templates)


def _render_as_xlsx(writing: TextDocument, templates: Path | None = None) -> bytes:  # noqa: ARG001  a sheet is for programs
    from ogpkit.exchange.xlsx import render_xlsx  # noqa: PLC0415

    return render_xlsx(writing)


FORMATS: Final[Mapping[str, Format]] = {
    "md": _render_as_markdown,
    "html": _render_as_html,
    "docx": _render_as_docx,
    "pdf": _render_as_pdf,
    "xlsx": _render_as_xlsx,
}
"""How a document is written, by the name of the format, which is the ending of the file too."""


def render_document(writing: TextDocument, form: str, templates: Path | None = None) -> bytes:
    """Return a document in a format; what the format itself says is in the document's language.

    Args:
        form: The name of the format.
        templates: A folder with templates of the country's own.

    Raises:
        KeyError: There is no such format.
        TemplateFault: A template of the country's own does not work.
    """
    try:
        with use_language(writing.language):
            return FORMATS[form](writing, templates)
    except TemplateFault as fault:  # said to whoever mends it, who need not read the document's language
        raise TemplateFault(fault.template, fault.reason) from fault


def document_file_name(paper: DocumentTemplate, place: Place, language: str, form: str) -> str:
    """Return what the file of a document is called, for example `action-plan-XX-2012-2013-es.docx`.

    Args:
        paper: Which document.
        place: What it is about.
        form: Its format.
    """
    return "-".join(part for part in (paper.name, place.country, place.cycle, language) if part) + f".{form}"


DOCUMENTS_FOLDER: Final = "documents"
"""Where the app puts files for elsewhere, in the workspace."""


class ExportFailed(OgpkitError):
    """Raised when an exporter failed."""


def document_languages(workspace: Workspace, place: Place) -> tuple[str, ...]:
    """Return the languages in which a document about a place is owed: the country's and English, or the workspace's own.

    Args:
        place: What the document is about.
    """
    return owed_languages(workspace, place.country) if place.country else tuple(workspace.settings.workspace.languages)


def document_file(  # noqa: PLR0913, PLR0917  what, about what, how, and where to
    paper: OwnedContribution[DocumentTemplate],
    workspace: Workspace,
    place: Place,
    language: str,
    form: str,
    folder: Path,
    plugins: Plugins,
    templates: Path | None = None,
    own: Path | None = None,
) -> tuple[Path, bytes]:
    """Return the file of a document about a place in one language: where it belongs, and its content. Nothing is written.

    Args:
        paper: Which document, and whose.
        workspace: What the files say.
        place: What it is about.
        language: The language of the document.
        form: The format, one of `ogpkit.exchange.documents.FORMATS`.
        folder: Where the file goes.
        templates: A folder with templates of the country's own.
        own: A Word file with names in braces for the document; the one in the folder when left out.

    Raises:
        NothingToWrite: There is nothing to write it from, or its plugin failed.
        OgpkitError: The Word file does not work.
    """
    writing = build_document(paper, workspace, place, language, plugins)
    path = folder / safe_file_name(document_file_name(paper.value, place, language, form))
    return path, write_document(paper.value, writing, workspace, place, form, templates, own)


def write_document(  # noqa: PLR0913, PLR0917  as above
    paper: DocumentTemplate,
    writing: TextDocument,
    workspace: Workspace,
    place: Place,
    form: str,
    templates: Path | None = None,
    own: Path | None = None,
) -> bytes:
    """Return a document in a format; in Word as the country's own file with names in braces, where it has one for it.

    Args:
        paper: Which document.
        writing: What it says.
        workspace: What the files say.
        place: What it is about.
        form: The format.
        templates: A folder with templates of the country's own.
        own: A Word file with names in braces; the one in the folder when left out.

    Raises:
        TemplateFault: A template of the country's own does not work.
        OgpkitError: The Word file does not work.
    """
    if form == "docx" and (file := own or find_word_template(paper.name, writing.language, templates)):
        from ogpkit.exchange.word_templates import fill_word_template  # noqa: PLC0415  as for each format

        return fill_word_template(file, writing, workspace, place)
    return render_document(writing, form, templates)


def run_exporter(exporter: OwnedContribution[Exporter], workspace: Workspace, place: Place, plugins: Plugins) -> bytes:
    """Return what an exporter writes about a place; of what is public alone, where its file is meant for everybody.

    Args:
        exporter: Which one, and whose.
        workspace: What the files say.
        place: What it is about.

    Raises:
        ExportFailed: Its plugin failed.
        OgpkitError: Its plugin says why there is nothing to write.
    """
    name = exporter.value.name
    if exporter.value.public:
        workspace = public_workspace(workspace, plugins)
    write = partial(exporter.value.write, workspace, place)
    data = call_for_user(plugins, exporter.plugin, f"exporter {name}", write, bytes)
    if data is not None:
        return data
    raise ExportFailed(
        _("The plugin {plugin} could not write “{name}”: {reason}").format(
            plugin=sanitize_line(exporter.plugin),
            name=sanitize_line(name),
            reason=describe_failure(plugins, exporter.plugin),
        )
    )


def export_file(
    folder: Path, exporter: OwnedContribution[Exporter], workspace: Workspace, place: Place, plugins: Plugins
) -> tuple[Path, bytes]:
    """Return the file of an export about a place in a folder: where it belongs, and its content. Nothing is written.

    Args:
        folder: Where the file goes.
        exporter: Which one, and whose.
        workspace: What the files say.
        place: What it is about.

    Raises:
        ExportFailed: Its plugin failed.
        OgpkitError: Its plugin says why there is nothing to write.
    """
    data = run_exporter(exporter, workspace, place, plugins)
    parts = (exporter.value.name, place.country, place.cycle)
    return folder / safe_file_name("-".join(part for part in parts if part) + exporter.value.suffix), data


def documents_folder(root: Path) -> Path:
    """Give the folder into which the app puts files for elsewhere.

    Raises:
        CannotOutput: There is a link instead.
    """
    return output_folder(root, DOCUMENTS_FOLDER)


def safe_file_name(name: str) -> str:
    """Return a file name of which nothing can lead out of a folder, whatever a plugin calls its files."""
    return "".join("-" if letter in "/\\:" or not letter.isprintable() else letter for letter in name).lstrip(".-")
