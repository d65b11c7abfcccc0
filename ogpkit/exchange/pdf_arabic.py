"""Arabic in PDF: letters and a text layer in which readers find, copy and hear the words.

Noto Sans Arabic draws the dots of letters as glyphs of their own, so that programs read letters twice or out of order; FiraGO has
one glyph for a letter. Typst gives the letters of lam with alef, which are one glyph, in the order of speech, within a text that
it calls reversed: what poppler, pdfium (Chromium) and MuPDF turn round then is wrong, so that the two letters are exchanged here.
"""

from __future__ import annotations

import re
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_PACKAGE: Final = "pymupdf_fonts"
_FONTS: Final = ("figo", "figbo", "figit", "figbi")
"""What the package calls FiraGO: regular, bold, italic, and both."""

_LETTERS: Final = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")

_LIGATURE: Final = re.compile(rb"<(?P<glyph>[0-9A-Fa-f]{4})>(?P<space>\s*)<(?P<letters>[0-9A-Fa-f]{8,})>")
"""A glyph that is several letters, in the table that says what glyphs mean."""


def has_arabic(text: str) -> bool:
    """Tell whether a text has letters of the Arabic script."""
    return _LETTERS.search(text) is not None


def write_arabic_fonts(folder: Path) -> bool:
    """Put the fonts into a folder, and tell whether they are installed."""
    if find_spec(_PACKAGE) is None:
        return False
    fonts = import_module(_PACKAGE).fontbuffers
    for name in _FONTS:
        (folder / f"{name}.ttf").write_bytes(fonts[name]())
    return True


def turn_ligatures(pdf: bytes) -> bytes:
    """Return a PDF in which Arabic ligatures say their letters in the order of the reversed text around them."""
    from pypdf import PdfWriter  # noqa: PLC0415  only documents with Arabic need it

    writer = PdfWriter(clone_from=BytesIO(pdf))
    fonts = (font.get_object() for page in writer.pages for font in page["/Resources"].get("/Font", {}).values())  # type: ignore[attr-defined]
    tables = {id(table): table for font in fonts if (table := font.get("/ToUnicode")) is not None}  # pages share fonts
    for table in tables.values():
        table.set_data(_LIGATURE.sub(_turn, table.get_data()))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _turn(found: re.Match[bytes]) -> bytes:
    letters = bytes.fromhex(found["letters"].decode("ascii")).decode("utf-16-be", "replace")
    if not all(map(_LETTERS.match, letters)):
        return found[0]
    turned = letters[::-1].encode("utf-16-be").hex().upper().encode("ascii")
    return b"<%b>%b<%b>" % (found["glyph"], found["space"], turned)
