"""The formats in which documents can be handed in, by the ending of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

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
