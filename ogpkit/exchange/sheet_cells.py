"""Cells of a sheet's row into the values of fields: several columns into one, one into several, marks of a list, HTML, words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.exchange.sheet_keys import make_name
from ogpkit.model.annotations import Reference
from ogpkit.plugins.contributions import ImportProblem
from ogpkit.schema.cell_format import (
    CellFormat,
    DateForm,
    NoDay,
    UnreadableCell,
    cell_string,
    is_empty_cell,
    normalize_mark,
    quote_cell,
)
from ogpkit.schema.cells import may_mean_nothing, parse_cell, parse_truth
from ogpkit.schema.fields import Shape, Sort
from ogpkit.schema.number_cells import has_currency
from ogpkit.text.i18n import N_, _, _n
from ogpkit.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ogpkit.exchange.sheet_columns import MatchedColumn
    from ogpkit.exchange.sheet_lines import SheetValue
    from ogpkit.schema.sheet_levels import SheetDescription

_TEXTS: Final = frozenset({Sort.TEXT, Sort.TRANSLATED, Sort.LIST})
_NUMBERS: Final = frozenset({Sort.WHOLE, Sort.NUMBER})
_MARKUP: Final = re.compile(
    r"</?(?:a|b|blockquote|br|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|span|strong|sub|sup|table|tbody|td|th|tr|u|ul)"
    r"(?:\s[^<>]*)?/?>|&(?:nbsp|amp|lt|gt|quot|#\d{1,6}|#x[0-9a-f]{1,5}|[lr][sd]quo|[mn]dash);",
    re.IGNORECASE,
)
_WORDY: Final = re.compile(r"[^\W\d_]|^\s*\d{4}\s*[-–/]\s*(?:\d{2}|\d{4})\s*$")
"""Letters, or two years as in 2026-27."""

_DAY: Final = Shape(sort=Sort.DATE)
_MOST_ROWS: Final = 10
"""How many rows a note lists."""

_NO_DAY: Final = N_("“{cell}” is not a date, so ogpkit imports it as text")
_HTML: Final = N_(
    "“{column}” contains HTML, which is imported unchanged; write `html = true` in the mapping to import it as text"
)
_SILENCE: Final = N_("“{cell}” is imported as text; if it means “not known”, add it to `empty` in the mapping")
_CURRENCY: Final = N_("ogpkit imports the number in “{cell}” without its currency")


def is_html(text: str) -> bool:
    """Tell whether a text is plainly HTML, as editors of platforms write it."""
    return bool(_MARKUP.search(text))


@attrs.define
class CellReader:
    """Reads what the cells of a row say.

    Attributes:
        form: How cells are written.
        mapping: What somebody has said of the sheet.
        problems: Cells that could not be read.
    """

    form: CellFormat
    mapping: SheetDescription | None
    problems: list[ImportProblem]
    _forms: dict[str, CellFormat] = attrs.field(factory=dict, init=False)
    _remarks: dict[str, dict[int, None]] = attrs.field(factory=dict, init=False)

    def find_form(self, heading: str) -> CellFormat:
        """Return how the cells under a heading are written."""
        if heading not in self._forms:
            said = self.mapping
            own = (said.values.get(heading, {}), said.separators.get(heading, "")) if said is not None else ({}, "")
            self._forms[heading] = attrs.evolve(self.form, values=own[0], separator=own[1]) if any(own) else self.form
        return self._forms[heading]

    def is_silent(self, matched: MatchedColumn, row: Mapping[str, SheetValue]) -> bool:
        """Tell whether the cell of a row says nothing."""
        return is_empty_cell(row.get(matched.heading), self.find_form(matched.heading))

    def get_cell(self, matched: MatchedColumn, row: Mapping[str, SheetValue]) -> SheetValue:
        """Return the cell of a row, or the part of it that is meant; None where it says nothing."""
        cell = row.get(matched.heading)
        form = self.find_form(matched.heading)
        if is_empty_cell(cell, form):
            return None
        if matched.split is not None:
            parts = cell_string(cell).split(matched.split.by, len(matched.split.into) - 1)
            cell = parts[matched.part].strip() if matched.part < len(parts) else None
        if isinstance(cell, str) and self.mapping is not None and self.mapping.html and is_html(cell):
            from ogpkit.exchange.mail import read_page  # noqa: PLC0415  few sheets have HTML

            cell = read_page(cell, with_links=True)[0]
        return None if is_empty_cell(cell, form) else cell

    def read_name(self, matched: MatchedColumn, row: Mapping[str, SheetValue], *, is_word: bool) -> str:
        """Return the name in a path that a row gives.

        Args:
            is_word: Whether it is the same in every workspace, as a country is, so that a mapping may say what words mean.
        """
        text = cell_string(self.get_cell(matched, row))
        meanings = self.find_form(matched.heading).column_meanings if is_word else {}
        return meanings.get(normalize_mark(text), text)

    def read_all(
        self, number: int, columns: Iterable[MatchedColumn], row: Mapping[str, SheetValue]
    ) -> Iterator[tuple[MatchedColumn, object]]:
        """Yield what the row says of each field, with the first column that says it; None where a cell cannot be read."""
        grouped: dict[str, list[MatchedColumn]] = {}
        for matched in columns:
            grouped.setdefault(matched.column.heading, []).append(matched)
        words = {one.heading for one in columns if one.column.shape.sort in _TEXTS}
        for several in grouped.values():
            for one in several:
                self._refuse_undivided(number, one, row)
            said = [(one, cell) for one in several if (cell := self.get_cell(one, row)) is not None]
            # a column that keeps the words of a day has none to keep where the cell is a day
            said = [(one, cell) for one, cell in said if not one.is_wording or self._is_in_words(cell)]
            values = [self.read(number, one, cell, has_words=one.heading in words) for one, cell in said]
            if not said or values == [_KEPT]:
                continue
            full = [one for one, _cell in said]
            joined = None if None in values else values[0] if len(several) == 1 else _join(full, values)
            yield full[0], joined

    def _is_in_words(self, cell: SheetValue) -> bool:
        is_text = isinstance(cell, str) and bool(_WORDY.search(cell))
        if not is_text or self.form.dates is not DateForm.SEASON:
            return False
        try:
            parse_cell(cell, _DAY, attrs.evolve(self.form, dates=DateForm.DAY))
        except UnreadableCell:
            return True
        return False

    def read(self, number: int, matched: MatchedColumn, cell: SheetValue, *, has_words: bool = False) -> object:
        """Return what a cell says; None where it cannot be read.

        Args:
            has_words: Whether the same cell is kept as a text too.
        """
        shape, form = matched.column.shape, self.find_form(matched.heading)
        try:
            if matched.item:
                meant = form.column_meanings.get(cell_string(cell).casefold(), cell)
                return parse_cell(matched.item, shape, attrs.evolve(form, values={})) if parse_truth(meant) else []
            value = parse_cell(cell, shape, form)
        except NoDay as error:
            if has_words and self._is_in_words(cell):
                self._remark(number, _NO_DAY, cell, matched.heading)
                return _KEPT
            self._refuse(number, matched, str(error))
            return None
        except UnreadableCell as error:
            self._refuse(number, matched, str(error))
            return None
        self._look_at(number, matched, cell)
        return _name_documents(value, shape)

    def _refuse(self, number: int, matched: MatchedColumn, message: str) -> None:
        self.problems.append(ImportProblem(row=number, column=matched.heading, message=message))

    def _refuse_undivided(self, number: int, matched: MatchedColumn, row: Mapping[str, SheetValue]) -> None:
        """Refuse a cell that has not all the parts into which it is to be divided."""
        split, cell = matched.split, row.get(matched.heading)
        if split is None or is_empty_cell(cell, self.find_form(matched.heading)):
            return
        if cell_string(cell).count(split.by) < matched.part:
            message = _("“{cell}” has no “{by}” at which ogpkit can split it.")
            self._refuse(number, matched, message.format(cell=quote_cell(cell), by=sanitize_line(split.by)))

    def _look_at(self, number: int, matched: MatchedColumn, cell: SheetValue) -> None:
        """Note what a person wants to know of a cell that could be read."""
        sort = matched.column.shape.sort
        if isinstance(cell, str) and sort in _TEXTS and matched.heading:
            if is_html(cell):
                self._remark(number, _HTML, "", matched.heading)
            elif may_mean_nothing(cell):
                self._remark(number, _SILENCE, cell, matched.heading)
        elif sort in _NUMBERS and has_currency(cell):
            self._remark(number, _CURRENCY, cell, matched.heading)

    def _remark(self, number: int, message: str, cell: SheetValue, heading: str) -> None:
        said = _(message).format(cell=sanitize_line(cell_string(cell)), column=sanitize_line(heading))
        self._remarks.setdefault(said, {})[number] = None

    def list_notes(self) -> Iterator[str]:
        """Yield what a person wants to know before accepting, each with the rows."""
        for said, found in self._remarks.items():
            rows = ", ".join(map(str, list(found)[:_MOST_ROWS])) + (", …" if len(found) > _MOST_ROWS else "")
            yield _n("Row {rows}: {said}.", "Rows {rows}: {said}.", len(found)).format(rows=rows, said=said)


_KEPT: Final = object()
"""What a cell gives that is kept in words alone."""


def _name_documents(value: Any, shape: Shape) -> Any:
    """Return the identifiers of documents that a cell names as sheets write them: C01 for c01."""
    if isinstance(value, list) and shape.item is not None:
        return [_name_documents(one, shape.item) for one in value]
    if isinstance(value, str) and shape.meaning(Reference) is not None:
        return make_name(value)[0] or value
    return value


def _join(columns: Sequence[MatchedColumn], values: Sequence[Any]) -> object:
    """Return what several columns say of one field: the items of all, or the texts of all."""
    if columns[0].column.shape.sort is Sort.LIST:
        return list(dict.fromkeys(item for value in values for item in value))
    return "\n".join(map(str, values))
