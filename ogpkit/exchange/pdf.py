"""Documents as PDF, tagged for screen readers (PDF/UA-1), set by Typst with fonts that come as a package.

What a text says reaches the template as data, never as markup. A country's own `document.typ` gets the same data, as
`json(bytes(sys.inputs.document))`.
"""

from __future__ import annotations

import json
import re
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.exchange.html import safe_web_address
from ogpkit.exchange.pdf_arabic import has_arabic, write_arabic_fonts
from ogpkit.exchange.sandbox import ChildFailure, Limits, OutOfBounds, Sandbox
from ogpkit.exchange.sandbox_jobs import UNSET_LETTERS
from ogpkit.exchange.templates import HERE, TemplateFault, template_file
from ogpkit.text.blocks import Bullets, Form, Grid, Heading, KeyValues, Paragraph, Quote, as_grid
from ogpkit.text.i18n import _, message_language
from ogpkit.text.inline import LangText, Link, Share
from ogpkit.text.marks import split_marks
from ogpkit.text.phrase import phrase_parts, say_days
from ogpkit.text.pictures import Picture
from ogpkit.text.sanitize import for_xml
from ogpkit.text.scripts import contains_rtl, find_direction, isolate_dates, isolate_ltr, text_direction
from ogpkit.text.states import StateText
from ogpkit.text.tables import cell_text, day_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ogpkit.text.blocks import Block, TextDocument
    from ogpkit.text.inline import Cell, Inline

_FONTS: Final = ("manimgx_fonts", "manimgx_fonts_cjk")
"""The packages whose folders hold the Noto fonts; the second one, which is large, is for Chinese, Japanese and Korean."""

_EAST_ASIAN: Final = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]")
"""Letters for which only the second package has fonts."""

_NOTHING: Final = "–"
"""What stands for a heading that says nothing, which no document may have."""

_EAST_ASIAN_FONTS: Final = "manimgx-fonts-cjk"
"""The distribution of the second package."""

_SHOWN: Final = 12
"""How many letters a message names."""

_INSTALL: Final = "pip install typst manimgx-fonts pymupdf-fonts pypdf"


LIMITS: Final = Limits(seconds=60, megabytes=1536)
"""What one document may take; ogpkit's own numbers."""

_LONGEST: Final = 1_500_000
"""Letters of a document's data, marks around them included: some five hundred pages, for which half of the memory is enough."""


class NoTypesetter(OgpkitError):
    """PDF is asked for, and what makes it is not installed."""


class TooLongForPdf(OgpkitError):
    """PDF is asked for of a document that would take more time or memory than it may."""

    def __init__(self) -> None:
        """Say what takes longer documents."""
        super().__init__(_("This document is too long for PDF. Write it as DOCX or HTML."))


class MissingFont(OgpkitError):
    """PDF is asked for of a text whose letters no font has: they would come out as empty boxes."""

    def __init__(self, letters: str) -> None:
        """Say which letters, and where fonts come from.

        Args:
            letters: The letters.
        """
        shown = letters[:_SHOWN] + "…" * (len(letters) > _SHOWN)
        if _EAST_ASIAN.search(letters):
            message = _(
                "PDF needs a font for these letters: {letters}. Install fonts for Chinese, Japanese and Korean with: {command}"
            )
        else:
            message = _(
                "PDF needs a font for these letters: {letters}. Put such a font into the folder {folder} of the workspace."
            )
        super().__init__(
            message.format(letters=shown, command=f"pip install {_EAST_ASIAN_FONTS}", folder="templates/fonts")
        )


def render_pdf(writing: TextDocument, templates: Path | None = None) -> bytes:
    """Return a document as PDF.

    Args:
        templates: A folder with templates of the country's own.

    Raises:
        NoTypesetter: What makes PDF is not installed.
        TooLongForPdf: The document is too long for it.
        MissingFont: No font has some of the letters.
        TemplateFault: The country's `document.typ` does not work.
    """
    if find_spec("typst") is None:
        raise NoTypesetter(
            _("PDF needs a typesetter and fonts that are not installed. Install them with: {command}").format(
                command=_INSTALL
            )
        )
    template = template_file("document.typ", templates)
    if template is None:
        raise TemplateFault("document.typ", _("there is no such file"))
    data = json.dumps(make_template_data(writing), ensure_ascii=False)
    if len(data) > _LONGEST:
        raise TooLongForPdf
    fonts = list_font_folders(templates)
    alone = bool(fonts) and not _needs_fonts_of_machine(data)
    is_arabic = has_arabic(data)
    sandbox = Sandbox("typeset", LIMITS)
    try:
        with TemporaryDirectory(prefix="ogpkit-fonts-") as folder:
            if is_arabic and write_arabic_fonts(Path(folder)):
                fonts.append(folder)
            request = {"template": str(template), "fonts": fonts, "alone": alone, "arabic": is_arabic}
            return sandbox.ask(request, data.encode())
    except ChildFailure as failure:
        if failure.place == UNSET_LETTERS:
            raise MissingFont(failure.reason) from failure
        raise TemplateFault(failure.place or template.name, failure.reason) from failure
    except OutOfBounds as bounds:
        if template.parent == HERE:  # it is not the template that never ends
            raise TooLongForPdf from bounds
        raise TemplateFault(template.name, str(bounds)) from bounds
    finally:
        sandbox.close()


def _needs_fonts_of_machine(data: str) -> bool:
    """Tell whether only the machine's own fonts may have some letters; otherwise a document looks the same everywhere."""
    return find_spec(_FONTS[1]) is None and _EAST_ASIAN.search(data) is not None


def list_font_folders(templates: Path | None) -> list[str]:
    """Return the folders with the fonts of documents: the country's own, then those of packages.

    Args:
        templates: A folder with templates of the country's own.
    """
    specs = [find_spec(name) for name in _FONTS]
    folders = [Path(spec.origin).parent for spec in specs if spec and spec.origin]
    own = templates / "fonts" if templates else None
    return [str(folder) for folder in ([own] if own and own.is_dir() else []) + folders]


def make_template_data(writing: TextDocument) -> dict[str, Any]:
    """Return what a template gets: title, subtitle, day, languages, direction and blocks, all texts harmless."""
    made = _Data(writing.language, message_language(writing.language))
    return {
        "title": _spell_letters(writing.title).strip() or _NOTHING,
        "heading": made.list_pieces([writing.title if writing.title.strip() else _NOTHING]),
        "subtitle": _spell_letters(writing.subtitle),
        "subheading": made.list_pieces([writing.subtitle]),
        "dated": day_text(writing.dated, writing.language) if writing.dated else "",
        "author": _spell_letters(writing.author),
        "description": _spell_letters(writing.subtitle),
        "running": _spell_letters(" · ".join(filter(None, (writing.title, writing.subtitle)))),
        "page": _("Page {page} of {pages}"),
        "has-cover": writing.has_cover,
        "language": _find_language(writing.language),
        "own": _find_language(made.own),
        "direction": text_direction(made.own),
        "contents": _("Contents"),
        "blocks": list(made.list_blocks(writing.blocks)),
    }


def _find_language(language: str) -> str:
    return language.split("-", maxsplit=1)[0]


@attrs.frozen
class _Data:
    """Makes data of blocks.

    Attributes:
        language: The language of the document.
        own: The language of ogpkit's own words; what is in no language of its own is in this one.
    """

    language: str
    own: str

    def list_blocks(self, blocks: Iterable[Block]) -> Iterator[dict[str, Any]]:
        """Yield the blocks; no level of heading is left out, so that the outline has no holes."""
        level = 0
        for block in blocks:
            data = self._block(block)
            if data["kind"] == "heading":
                level = data["level"] = min(data["level"], level + 1)
            yield data

    def _block(self, block: Block) -> dict[str, Any]:
        match block:
            case Heading():
                text = block.text if block.text.strip() else _NOTHING
                said = LangText(text, block.language) if block.language else text
                level = min(max(block.level, 1), 6)
                return {"kind": "heading", "level": level, "listed": block.listed, "pieces": self.list_pieces([said])}
            case Paragraph():
                return {"kind": "paragraph", "pieces": self.list_pieces(block.pieces)}
            case Bullets():
                items = [self.list_pieces(item) for item in block.items]
                return {"kind": "bullets", "numbered": block.numbered, "items": items}
            case KeyValues():
                rows = [(label, cell) for label, cell in block.rows if cell not in (None, "")]
                return {
                    "kind": "facts",
                    "rows": [[self.list_pieces([label]), self._list_cell(cell)] for label, cell in rows],
                }
            case Grid() | Form() | Picture():
                return self._convert_grid(as_grid(block))
            case Quote():
                said = LangText(block.text, block.language)
                return {"kind": "quote", "pieces": self.list_pieces([said]), "by": self.list_pieces([block.by])}

    def _convert_grid(self, grid: Grid) -> dict[str, Any]:
        return {
            "kind": "grid",
            "caption": self.list_pieces([grid.caption]),
            "heads": [self.list_pieces([head]) for head in grid.heads],
            "rows": [[self._list_cell(cell) for cell in row] for row in grid.rows],
            "numbers": [isinstance(cell, int | float) for cell in grid.rows[0]] if grid.rows else [],
        }

    def list_pieces(self, pieces: Iterable[Inline]) -> list[dict[str, str]]:
        """Return texts with what is to be known of each."""
        return [data for piece in pieces for data in self._list_parts(piece)]

    def _list_parts(self, piece: Inline) -> Iterator[dict[str, str]]:
        if isinstance(piece, Link):
            href = safe_web_address(piece.address) or ""
            yield from (
                {**self._convert_piece(part), "href": href} for part in phrase_parts(piece.text or piece.address)
            )
        else:
            for part in phrase_parts(piece):
                if not isinstance(part, LangText):
                    yield self._convert_piece(part)
                    continue
                for text, stress in split_marks(part.text):
                    yield {**self._convert_piece(attrs.evolve(part, text=text)), "stress": stress.value}

    def _list_cell(self, cell: Cell) -> list[dict[str, str]]:
        if isinstance(cell, Link | LangText | str):
            return self.list_pieces([cell])
        if cell is None or isinstance(cell, bool | int | float | Share):
            return self.list_pieces([cell_text(cell)])
        return self.list_pieces([LangText(day_text(cell, self.language), self.language)])

    def _convert_piece(self, piece: str | LangText) -> dict[str, str]:
        text = piece.text if isinstance(piece, LangText) else say_days(piece, self.own)
        spoken = piece.language or self.language if isinstance(piece, LangText) else self.own
        if spoken != self.own:
            return {
                "text": _spell_letters(text),
                "href": "",
                "language": _find_language(spoken),
                "direction": find_direction(text, spoken),
                "state": "",
            }
        letters = isolate_ltr(_spell_letters(text)) if text_direction(self.own) == "rtl" else _spell_letters(text)
        turned = "rtl" if text_direction(self.own) == "ltr" and contains_rtl(text) else ""
        state = piece.state.value if isinstance(piece, StateText) else ""
        return {"text": letters, "href": "", "language": "", "direction": turned, "state": state}


def _spell_letters(text: str) -> str:
    return isolate_dates(for_xml(text))
