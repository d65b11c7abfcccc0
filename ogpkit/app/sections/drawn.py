"""Blocks of documents and pages as text on the screen, in lines of the width that there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs
from textual.content import Content

from ogpkit.app.design import colour_signs
from ogpkit.app.safe_text import align_lines, order_letters
from ogpkit.app.sections.pictured import draw_picture
from ogpkit.text.blocks import Bullets, Form, Grid, Heading, KeyValues, Paragraph, Quote, as_grid
from ogpkit.text.i18n import current_language
from ogpkit.text.inline import LangText, Link, Share, is_numeric
from ogpkit.text.pictures import Picture
from ogpkit.text.scripts import contains_rtl, is_rtl
from ogpkit.text.tables import Table, cell_text, table_text, text_bar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ogpkit.text.blocks import Block
    from ogpkit.text.inline import Cell, Inline

_LEAST: Final = 20
"""Columns in which a text is set at least; a narrower place scrolls."""

_BAR: Final = 10
"""Letters of a bar."""


def draw_blocks(blocks: Iterable[Block | str], width: int) -> Content:
    """Return a text in lines, its headings in bold; nothing in it acts as markup.

    A block stands apart from what comes before it by an empty line; not from a heading. Strings are lines and stand together.

    Args:
        blocks: What is said.
        width: How many columns there are.
    """
    lines: list[Content] = []
    before: Block | str = ""
    for block in blocks:
        stand_together = isinstance(before, Heading) or (isinstance(before, str) and isinstance(block, str))
        if lines and not stand_together:
            lines.append(Content())
        shown = as_grid(block) if isinstance(block, Grid | Form) else block
        if isinstance(shown, Grid) and isinstance(before, Heading) and shown.caption == before.text:
            shown = attrs.evolve(shown, caption="")  # it stands above already
        lines.extend(_draw_block(shown, max(width, _LEAST)))
        before = block
    return Content("\n").join(lines)


def _draw_block(block: Block | str, width: int) -> Iterator[Content]:
    match block:
        case str():
            indent = len(block) - len(block.lstrip(" "))
            yield from map(colour_signs, _set_text(block, width, indent=indent))
        case Heading():
            yield from (line.stylize("bold") for line in _set_text(block.text, width))
        case Paragraph():
            yield from _set_text(_join_pieces(block.pieces), width)
        case Bullets():
            yield from _draw_bullets(block, width)
        case KeyValues():
            yield from _draw_facts(block, width)
        case Grid():
            yield from _draw_grid(block, width)
        case Picture():
            yield from draw_picture(block, width)
        case Quote():
            for said in (block.text, *((f"— {block.by}",) if block.by else ())):
                yield from _set_text(said, width, sign="│ ", is_repeated=True)


def _draw_facts(facts: KeyValues, width: int) -> Iterator[Content]:
    for label, value in facts.rows:
        if value is not None and value != "":
            yield from _set_text(_write_cell(value), width, sign=f"{label}: ", is_bold=True)


def _draw_bullets(block: Bullets, width: int) -> Iterator[Content]:
    for number, item in enumerate(block.items, 1):
        yield from _set_text(_join_pieces(item), width, sign=f"{number}. " if block.numbered else "• ")


def _set_text(
    text: str, width: int, *, sign: str = "", indent: int = 0, is_bold: bool = False, is_repeated: bool = False
) -> Iterator[Content]:
    """Yield the lines of a text.

    Args:
        text: What is said.
        width: How many columns there are.
        sign: What stands before the first line.
        indent: How far the lines after the first are set in, where there is no sign.
        is_bold: Whether the sign is bold; what follows a label is then not set in.
        is_repeated: Whether the sign stands before every line.
    """
    rtl = is_rtl(current_language()) if not text.strip() else contains_rtl(text)
    if is_bold:
        first, *rest = align_lines(f"{sign}{text}", width, right_to_left=rtl).split("\n")
        yield Content(first).stylize("bold", 0, len(sign)) if not rtl else Content(first)
        yield from map(Content, rest)
        return
    before = sign or " " * indent
    for number, line in enumerate(align_lines(text.strip(), width - len(before), right_to_left=rtl).split("\n")):
        lead = before if not number or is_repeated else " " * len(before)
        yield Content(f"{lead}{line}" if not rtl or not before.strip() else f"{line} {lead.strip()}".rstrip())


def _draw_grid(grid: Grid, width: int) -> Iterator[Content]:
    if grid.caption.strip():
        yield from (line.stylize("italic") for line in _set_text(grid.caption, width))
    rows = [[cell if is_numeric(cell) else _order_cell(_write_cell(cell)) for cell in row] for row in grid.rows]
    drawn = table_text(Table(map(_order_cell, grid.heads), rows), terminal=True, width=width)
    yield from map(Content, drawn.split("\n"))


def _order_cell(text: str) -> str:
    return order_letters(text) if contains_rtl(text) else text


def _write_cell(cell: Cell) -> str:
    """Return what a cell says, of a share with a bar."""
    if isinstance(cell, Share):
        return f"{text_bar(cell.percent, 100, _BAR)} {cell_text(cell)}"
    return _write_piece(cell) if isinstance(cell, str | Link | LangText) else cell_text(cell)


def _join_pieces(pieces: Iterable[Inline]) -> str:
    return "".join(map(_write_piece, pieces))


def _write_piece(piece: Inline) -> str:
    """Return a piece of a paragraph; of a link to elsewhere the address too, of a page of the portal only the text."""
    if isinstance(piece, Link):
        is_told = piece.text == piece.address or not piece.address.startswith(("https://", "http://"))
        return piece.text if is_told else f"{piece.text} ({piece.address})"
    return piece.text if isinstance(piece, LangText) else piece
