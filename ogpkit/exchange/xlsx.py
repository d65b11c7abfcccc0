"""Documents as XLSX: a sheet for each sort of table, so that they can be filtered and counted.

Tables with the same headings stand in one sheet, each row under the heading of the document that it stood under.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.exchange.sheet_writing import LONGEST_CELL, count_units, sheet_name, xlsx_bytes
from ogpkit.text.blocks import Bullets, Form, Grid, Heading, KeyValues, Paragraph, Quote, as_grid
from ogpkit.text.i18n import _
from ogpkit.text.inline import LangText, Link
from ogpkit.text.marks import drop_marks
from ogpkit.text.pictures import Picture
from ogpkit.text.sanitize import for_xml
from ogpkit.text.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ogpkit.text.blocks import Block, TextDocument
    from ogpkit.text.inline import Cell, Inline


_FITTING: Final = 32_000
"""Letters of a text that stand in one cell where it goes on in another."""


def render_xlsx(writing: TextDocument) -> bytes:
    """Return a document as a workbook; a text that is longer than a cell can be goes on in the rows below."""
    tables = {name: _break_long_texts(table) for name, table in list_tables(writing).items()}
    return xlsx_bytes(tables, writing.title, writing.author)


def list_tables(writing: TextDocument) -> dict[str, Table]:
    """Return the sheets of a document by their names: its tables, its facts, its texts."""
    about = _list_headed_blocks(writing.blocks, writing.title)
    grids: dict[tuple[str, ...], list[tuple[object, ...]]] = {}
    names: dict[tuple[str, ...], str] = {}
    facts: list[tuple[object, ...]] = []
    texts: list[tuple[object, ...]] = [(writing.title, writing.subtitle, writing.language)]
    for section, given in about:
        block = as_grid(given) if isinstance(given, Form | Picture) else given
        if isinstance(block, Grid):
            rows = grids.setdefault(block.heads, [])
            names.setdefault(block.heads, block.caption or section)
            rows.extend((section, *map(_convert_value, row)) for row in block.rows)
        elif isinstance(block, KeyValues):
            said = ((label, _convert_value(cell)) for label, cell in block.rows if cell not in (None, ""))
            facts.extend((section, label, value) for label, value in said)
        else:
            texts.extend((section, text, language or writing.language) for text, language in _list_texts(block))
    sheets = [(_("Text"), Table((_("About"), _("Text"), _("Language")), texts))]
    if facts:
        sheets.append((_("Facts"), Table((_("About"), _("Field"), _("Value")), facts)))
    sheets += [(names[heads], Table((_("About"), *heads), rows)) for heads, rows in grids.items()]
    return dict(_make_names_unique(sheets))


def _break_long_texts(table: Table) -> Table:
    return Table(table.columns, [part for row in table.rows for part in _break_row(row)])


def _break_row(row: tuple[object, ...]) -> Iterator[tuple[object, ...]]:
    """Yield a row, and below it the rest of what is too long for a cell."""
    tails: list[str | None] = [""]
    while any(tail is not None for tail in tails):
        kept = [_cut_text(cell) for cell in row]
        yield tuple(head for head, _tail in kept)
        tails = [tail for _head, tail in kept]
        row = (tails[0] or kept[0][0], *tails[1:])


def _cut_text(cell: object) -> tuple[object, str | None]:
    """Return what fits into a cell, and the rest; three points stand where the text goes on."""
    if not isinstance(cell, str) or count_units(for_xml(cell)) <= LONGEST_CELL:
        return cell, None
    end = _FITTING
    while count_units(for_xml(cell[:end])) > LONGEST_CELL - 2:
        end //= 2
    return f"{cell[:end]}…", f"…{cell[end:]}"


def _list_headed_blocks(blocks: Iterable[Block], title: str) -> Iterator[tuple[str, Block]]:
    """Yield each block that is no heading, under the heading next above that names a thing and not a part of it."""
    above: dict[int, str] = {0: title}
    for block in blocks:
        if isinstance(block, Heading):
            above = {level: text for level, text in above.items() if level < block.level} | {block.level: block.text}
        else:
            yield above[max(level for level in above if level <= 2)], block  # noqa: PLR2004  below it are its parts


def _list_texts(block: Block) -> Iterator[tuple[str, str]]:
    if isinstance(block, Paragraph):
        yield _join_pieces(block.pieces)
    elif isinstance(block, Bullets):
        yield from (_join_pieces(item) for item in block.items)
    elif isinstance(block, Quote):
        yield (f"{block.text}\n— {block.by}" if block.by else block.text), block.language


def _join_pieces(pieces: Iterable[Inline]) -> tuple[str, str]:
    found = tuple(pieces)
    texts = [
        piece if isinstance(piece, str) else drop_marks(piece.text) if isinstance(piece, LangText) else piece.text
        for piece in found
    ]
    languages = {piece.language for piece in found if isinstance(piece, LangText)}
    return "".join(texts), languages.pop() if len(languages) == 1 and len(found) == 1 else ""


def _convert_value(cell: Cell) -> object:
    if isinstance(cell, LangText):
        return drop_marks(cell.text)
    return cell.text if isinstance(cell, Link) else cell


def _make_names_unique(sheets: Iterable[tuple[str, Table]]) -> Iterator[tuple[str, Table]]:
    """Yield sheets under names that a workbook can tell apart, whatever their case."""
    taken: set[str] = set()
    for name, table in sheets:
        short = sheet_name(" ".join(name.split()) or "–", room=3)
        number = 1
        while (said := short if number == 1 else f"{short} {number}").casefold() in taken:
            number += 1
        taken.add(said.casefold())
        yield said, table
