"""Documents as Markdown, in the dialect that GitHub and Pandoc both read; nothing in a text can become markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ogpkit.text.blocks import Bullets, Facts, Grid, Heading, Link, Paragraph, Quote, Said
from ogpkit.text.sanitize import on_one_line
from ogpkit.text.tables import cell_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ogpkit.text.blocks import Block, Cell, Inline, Writing

_MARKS: Final = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
_AT_START: Final = re.compile(r"^(\s*)([-+=:]|\d+(?=[.)]))")
_WEB: Final = re.compile(r"https?://[^\s<>()\[\]\\\"]+")


def as_markdown(writing: Writing) -> str:
    """A document as Markdown.

    Args:
        writing: The document.
    """
    lines = [f"# {escaped(writing.title)}", ""]
    if writing.subtitle:
        lines += [f"*{escaped(writing.subtitle)}*", ""]
    if writing.dated:
        lines += [writing.dated.isoformat(), ""]
    for block in writing.blocks:
        lines += [*_block(block), ""]
    return "\n".join(lines).rstrip() + "\n"


def escaped(text: str) -> str:
    """A text within Markdown: on one line, without control characters, and nothing in it is markup.

    Args:
        text: The text.
    """
    line = _MARKS.sub(r"\\\1", on_one_line(text))
    return _AT_START.sub(lambda found: f"{found[1]}\\{found[2]}" if not found[2].isdigit() else _number(found), line)


def _number(found: re.Match[str]) -> str:
    # "1." at the start of a line would begin a list: the backslash stands before the dot, not before the digits
    return f"{found[1]}{found[2]}\\"


def _lines(text: str) -> list[str]:
    return [escaped(line) for line in text.splitlines() if line.strip()]


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            name = f" {{#{block.id}}}" if block.id else ""
            yield f"{'#' * (block.level + 1)} {escaped(block.text)}{name}"
        case Paragraph():
            yield _pieces(block.pieces)
        case Bullets():
            for number, item in enumerate(block.items, 1):
                yield f"{f'{number}.' if block.numbered else '-'} {_pieces(item)}"
        case Facts():
            yield from (
                f"- **{escaped(label)}:** {_cell(cell)}" for label, cell in block.rows if cell not in (None, "")
            )
        case Grid():
            yield from _grid(block)
        case Quote():
            yield from (f"> {line}  " for line in _lines(block.text))
            if block.by:
                yield f"> — {escaped(block.by)}"


def _grid(grid: Grid) -> Iterator[str]:
    if grid.caption.strip():
        yield from (f"**{escaped(grid.caption)}**", "")
    yield f"| {' | '.join(escaped(head) for head in grid.heads)} |"
    yield f"|{'---|' * len(grid.heads)}"
    yield from (f"| {' | '.join(_cell(cell) for cell in row)} |" for row in grid.rows)


def _pieces(pieces: Iterable[Inline]) -> str:
    return "".join(_piece(piece) for piece in pieces)


def _piece(piece: Inline) -> str:
    if isinstance(piece, Link):
        return _link(piece)
    text = piece.text if isinstance(piece, Said) else piece
    before, after = " " * text[:1].isspace(), " " * text[-1:].isspace()
    return before + "  \n".join(_lines(text)) + after if text.strip() else before


def _link(link: Link) -> str:
    """A link to the web; a page of the portal is no address outside it, so only its text is given."""
    return f"[{escaped(link.text)}](<{link.address}>)" if _WEB.fullmatch(link.address) else escaped(link.text)


def _cell(cell: Cell) -> str:
    return _link(cell) if isinstance(cell, Link) else escaped(cell_text(cell))
