"""The formats in which documents can be handed in, by the ending of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from ogpkit.exchange.templates import TemplateFault
from ogpkit.language import speaking

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ogpkit.contributions import Paper, Place
    from ogpkit.writing import Writing


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
    from ogpkit.exchange.workbook import as_xlsx  # noqa: PLC0415

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
