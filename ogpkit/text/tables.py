"""The cells of a document's table as plain text, in the language in use."""

from __future__ import annotations

import csv
import json
import re
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from io import StringIO
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.text.figures import format_number
from ogpkit.text.i18n import _
from ogpkit.text.inline import LangText, Link, Share, is_numeric
from ogpkit.text.sanitize import for_json, sanitize, sanitize_line

if TYPE_CHECKING:
    from ogpkit.text.inline import Cell


def cell_text(cell: Cell) -> str:
    """Return what a cell says, as plain text; nothing in it has been made harmless yet."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return _("yes") if cell else _("no")
    if isinstance(cell, Link | LangText):
        return cell.text
    if isinstance(cell, Share):
        return _("{share} %").format(share=round(cell.percent))
    return cell.isoformat() if isinstance(cell, date) else str(cell)


FULL: Final = "█"
OPEN: Final = "▒"
EMPTY: Final = "░"
MARK: Final = "┃"


def text_bar(
    value: float, most: float, width: int = 20, mark: float | None = None, open_to: float | None = None
) -> str:
    """Return a bar made of letters, of a fixed width: so many of so many.

    Args:
        value: How much there is.
        most: How much there could be; with nothing possible the bar is empty.
        width: The number of letters.
        mark: A value to mark on the bar, such as a threshold.
        open_to: How much there may be, where that is not known yet; drawn between what there is and what there is not.
    """
    filled, up_to = (
        round(width * min(max(one / most, 0), 1)) if most > 0 else 0 for one in (value, max(value, open_to or 0))
    )
    letters = list(FULL * filled + OPEN * (up_to - filled) + EMPTY * (width - up_to))
    if mark is not None and most > 0:
        letters[min(max(round(width * mark / most), 1), width) - 1] = MARK
    return "".join(letters)


@lru_cache(maxsize=4096)
def day_text(day: date, language: str) -> str:
    """Return a day as a language writes days; as ISO 8601 does where it is not known how.

    Args:
        language: A language code.
    """
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  only what people read needs it
    from babel.dates import format_date  # noqa: PLC0415

    try:
        return format_date(day, "long", Locale.parse(language.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return day.isoformat()


_FORMULA: Final = re.compile(r"('*)\s*(?:[=+\-@\t\r\n＝＋－＠]|<U\+000D>)")
"""How a text begins that a sheet may take for a formula, full-width forms included, with the apostrophes that stand before it."""

_NUMBER: Final = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")

_GAP: Final = "  "


def _convert_names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(names)


def _convert_rows(rows: Iterable[Iterable[object]]) -> tuple[tuple[object, ...], ...]:
    return tuple(tuple(row) for row in rows)


@attrs.frozen(kw_only=True)
class ColumnNote:
    """What somebody has to know who fills in a column of a sheet, in the language in use.

    Attributes:
        label: What a person calls the column.
        help: What it means.
        choices: The values that it allows, each with what a person calls it; empty where it is free.
        is_list: Whether a cell can have several values.
    """

    label: str
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    is_list: bool = False


@attrs.frozen
class Table:
    """Rows under named columns.

    Attributes:
        columns: The names of the columns, as programs and sheets get them.
        rows: One value a column: a text, a number, a truth value, a day, or None where there is none.
        titles: What a person reads above the columns; the names where it is empty.
        records: What programs get of each row as JSON, where that is more than its values.
        notes: What to know of each column, for a sheet that people fill in; empty, or as long as the columns.
    """

    columns: tuple[str, ...] = attrs.field(converter=_convert_names)
    rows: tuple[tuple[object, ...], ...] = attrs.field(converter=_convert_rows)
    titles: tuple[str, ...] = attrs.field(default=(), converter=_convert_names)
    records: tuple[Mapping[str, object], ...] = ()
    notes: tuple[ColumnNote, ...] = ()


def table_text(table: Table, *, terminal: bool | None = None, width: int = 0) -> str:
    """Return a table for reading, without a line end after the last line.

    Args:
        terminal: Whether it goes to a terminal, where long texts are broken within their column; None finds out.
        width: The width of the terminal in characters; 0 finds out.
    """
    heads = [sanitize_line(head) for head in table.titles or table.columns]
    if terminal is None:
        terminal = sys.stdout.isatty()
    if terminal:
        return _draw_table(heads, table.rows, width or shutil.get_terminal_size().columns)
    return _align_cells(
        [heads, *([_format_plain(cell) for cell in row] for row in table.rows)], _find_number_columns(table)
    )


def table_csv(table: Table) -> str:
    """Return a table for sheets: a text that begins like a formula gets an apostrophe before it."""
    return rows_csv((table.columns, *table.rows))


def rows_csv(rows: Iterable[Iterable[object]]) -> str:
    """Return rows of a table for sheets, as `table_csv` gives the whole table.

    Args:
        rows: The cells of each row.
    """
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows([_neutralize(cell) for cell in row] for row in rows)
    return out.getvalue()


def table_json(table: Table) -> str:
    """Return a table for programs: a list of objects, with numbers as numbers and days as texts."""
    records = [
        {name: _convert_for_json(cell) for name, cell in zip(table.columns, row, strict=True)} for row in table.rows
    ]
    records = [dict(record) for record in table.records] or records
    return for_json(json.dumps(records, ensure_ascii=False, indent=2)) + "\n"


def _convert_for_json(cell: object) -> object:
    if cell is None or isinstance(cell, bool | int | float):
        return cell
    if isinstance(cell, Sequence) and not isinstance(cell, str):
        return [_convert_for_json(item) for item in cell]
    return _format_value(cell)


def _neutralize(cell: object) -> str:
    if isinstance(cell, bool | int | float):
        return format_number(cell) if isinstance(cell, float) else _format_value(cell)
    text = sanitize(_format_value(cell))  # first, so that what is read back is judged as it was
    dangerous = _FORMULA.match(text) and not _NUMBER.fullmatch(text)
    return ("'" if dangerous else "") + text


def mark_apostrophes(text: str) -> str:
    """Return a text with one more apostrophe where it begins like one that was made harmless; `restore_text` gives it back.

    Args:
        text: A text for a cell that no program takes for a formula.
    """
    found = _FORMULA.match(text)
    return f"'{text}" if found and found[1] else text


def restore_text(text: str) -> str:
    """Return a text without the apostrophe that was put before it so that no sheet takes it for a formula.

    Args:
        text: What stands in a cell.
    """
    found = _FORMULA.match(text)
    return text[1:] if found and found[1] else text


def _format_value(cell: object) -> str:
    """Return a value as TOML writes it, without quotes; nothing for None."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, Sequence) and not isinstance(cell, str):
        return ", ".join(_format_value(item) for item in cell)
    return str(cell)


def _format_plain(cell: object) -> str:
    """Return a value for reading, on one line."""
    if isinstance(cell, bool):
        return _("yes") if cell else _("no")
    return sanitize_line(_format_value(cell))


def _find_number_columns(table: Table) -> list[bool]:
    """Tell for each column whether it holds numbers and nothing else, so that it is set to the right."""
    return [
        any(cell is not None for cell in cells) and all(cell is None or is_numeric(cell) for cell in cells)
        for cells in ([row[index] for row in table.rows] for index in range(len(table.columns)))
    ]


def _align_cells(lines: Iterable[Sequence[str]], of_numbers: Sequence[bool]) -> str:
    from rich.cells import cell_len  # noqa: PLC0415  letters of some scripts are two columns wide

    rows = list(lines)
    widths = [max(cell_len(row[index]) for row in rows) for index in range(len(of_numbers))]

    def align_cell(text: str, index: int) -> str:
        fill = " " * (widths[index] - cell_len(text))
        return fill + text if of_numbers[index] else text + fill

    return "\n".join(_GAP.join(align_cell(text, index) for index, text in enumerate(row)).rstrip() for row in rows)


def _draw_table(heads: Sequence[str], rows: Iterable[Sequence[object]], width: int) -> str:
    from rich import box, console, table, text  # noqa: PLC0415  only in a terminal

    kept = [list(row) for row in rows]
    drawn = table.Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for head, numbers in zip(heads, _find_number_columns(Table(heads, kept)), strict=True):
        drawn.add_column(text.Text(head), justify="right" if numbers else "left", overflow="fold")
    for row in kept:
        drawn.add_row(*(text.Text(_format_plain(cell)) for cell in row))
    out = StringIO()
    console.Console(file=out, width=width, color_system=None).print(drawn)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())
