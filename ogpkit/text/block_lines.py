"""What documents and pages are made of, as lines for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.text.blocks import Bullets, Form, Grid, Heading, KeyValues, Paragraph, Quote, as_grid
from ogpkit.text.inline import LangText, Link, is_numeric
from ogpkit.text.pictures import Picture
from ogpkit.text.tables import Table, cell_text, table_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ogpkit.text.blocks import Block
    from ogpkit.text.inline import Cell, Inline


def list_block_lines(blocks: Iterable[Block | str]) -> Iterator[str]:
    """Yield a text line by line.

    A block stands apart from what comes before it by an empty line, unless that is its heading. Strings are lines and stand
    together.

    Args:
        blocks: What is said.
    """
    before: Block | str | None = None
    for block in blocks:
        is_apart = not isinstance(block, str) or not isinstance(before, str)
        if before is not None and is_apart and not isinstance(before, Heading):
            yield ""
        title = before.text if isinstance(before, Heading) else ""
        yield from _list_lines(block, title)
        before = block


def _list_lines(block: Block | str, title: str) -> Iterator[str]:
    match block:
        case str():
            yield block
        case Heading():
            yield block.text
        case Paragraph():
            yield from _join_pieces(block.pieces).splitlines()
        case Bullets():
            for number, item in enumerate(block.items, 1):
                yield f"  {f'{number}.' if block.numbered else '-'} {_join_pieces(item)}"
        case KeyValues():
            yield from (f"{label}: {_write_cell(value)}" for label, value in block.rows if value not in (None, ""))
        case Grid() | Form() | Picture():
            yield from _list_grid_lines(as_grid(block), title)
        case Quote():
            by = (f"— {block.by}",) if block.by else ()
            yield from (f"| {line}" for line in (*block.text.splitlines(), *by))


def _list_grid_lines(grid: Grid, title: str) -> Iterator[str]:
    if grid.caption not in ("", title):
        yield grid.caption
    rows = [[cell if is_numeric(cell) else _write_cell(cell) for cell in row] for row in grid.rows]
    yield from table_text(Table(grid.heads, rows)).splitlines()


def _join_pieces(pieces: Iterable[Inline]) -> str:
    return "".join(map(_write_cell, pieces))


def _write_cell(cell: Cell) -> str:
    """Return what a cell says; of a link to elsewhere the address too, of a page of the portal only the text."""
    if isinstance(cell, Link):
        is_told = cell.text == cell.address or not cell.address.startswith(("https://", "http://"))
        return cell.text if is_told else f"{cell.text} ({cell.address})"
    return cell.text if isinstance(cell, LangText) else cell if isinstance(cell, str) else cell_text(cell)
