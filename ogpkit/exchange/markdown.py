"""Documents as Markdown, in the dialect that GitHub and Pandoc both read; nothing in a text can become markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ogpkit import serve_old_names
from ogpkit.text.blocks import Bullets, Form, Grid, Heading, KeyValues, Paragraph, Quote, as_grid
from ogpkit.text.inline import LangText, Link
from ogpkit.text.marks import Stress, split_marks
from ogpkit.text.pictures import Picture
from ogpkit.text.sanitize import escape_markdown
from ogpkit.text.tables import cell_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ogpkit.text.blocks import Block, TextDocument
    from ogpkit.text.inline import Cell, Inline

if not TYPE_CHECKING:
    __getattr__ = serve_old_names(__name__, "as_markdown", "escaped")


_STRESSES: Final = {Stress.NONE: "", Stress.EMPHASIS: "*", Stress.STRONG: "**"}

_WEB: Final = re.compile(r"https?://[^\s<>()\[\]\\\"]+")


def render_markdown(writing: TextDocument) -> str:
    """Return a document as Markdown."""
    lines = [f"# {escape_markdown(writing.title)}", ""]
    if writing.subtitle:
        lines += [f"*{escape_markdown(writing.subtitle)}*", ""]
    if writing.dated:
        lines += [writing.dated.isoformat(), ""]
    for block in writing.blocks:
        lines += [*_block(block), ""]
    return "\n".join(lines).rstrip() + "\n"


def _split_lines(text: str) -> list[str]:
    return [escape_markdown(line) for line in text.splitlines() if line.strip()]


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            name = f" {{#{block.id}}}" if block.id else ""
            yield f"{'#' * (block.level + 1)} {escape_markdown(block.text)}{name}"
        case Paragraph():
            yield _render_pieces(block.pieces)
        case Bullets():
            for number, item in enumerate(block.items, 1):
                yield f"{f'{number}.' if block.numbered else '-'} {_render_pieces(item)}"
        case KeyValues():
            yield from (
                f"- **{escape_markdown(label)}:** {_render_cell(cell)}"
                for label, cell in block.rows
                if cell not in (None, "")
            )
        case Grid() | Form() | Picture():
            yield from _render_grid(as_grid(block))
        case Quote():
            yield from (f"> {line}  " for line in _split_lines(block.text))
            if block.by:
                yield f"> — {escape_markdown(block.by)}"


def _render_grid(grid: Grid) -> Iterator[str]:
    if grid.caption.strip():
        yield from (f"**{escape_markdown(grid.caption)}**", "")
    yield f"| {' | '.join(escape_markdown(head) for head in grid.heads)} |"
    yield f"|{'---|' * len(grid.heads)}"
    yield from (f"| {' | '.join(_render_cell(cell) for cell in row)} |" for row in grid.rows)


def _render_pieces(pieces: Iterable[Inline]) -> str:
    return "".join(_render_piece(piece) for piece in pieces)


def _render_piece(piece: Inline) -> str:
    if isinstance(piece, Link):
        return _link(piece)
    return _render_stressed(piece.text, _render_text) if isinstance(piece, LangText) else _render_text(piece)


def _render_stressed(text: str, render: Callable[[str], str]) -> str:
    """Return a text from a file with what its marks stress stressed."""
    return "".join(f"{_STRESSES[stress]}{render(part)}{_STRESSES[stress]}" for part, stress in split_marks(text))


def _render_text(text: str) -> str:
    before, after = " " * text[:1].isspace(), " " * text[-1:].isspace()
    return before + "  \n".join(_split_lines(text)) + after if text.strip() else before


def _link(link: Link) -> str:
    """Return a link to the web; a page of the portal is no address outside it, so only its text is given."""
    return (
        f"[{escape_markdown(link.text)}](<{link.address}>)"
        if _WEB.fullmatch(link.address)
        else escape_markdown(link.text)
    )


def _render_cell(cell: Cell) -> str:
    if isinstance(cell, LangText):
        return _render_stressed(cell.text, escape_markdown)
    return _link(cell) if isinstance(cell, Link) else escape_markdown(cell_text(cell))
