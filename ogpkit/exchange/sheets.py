"""Sheets from elsewhere: where their headings stand, which of their rows count, and what becomes of each of their cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit import serve_old_names
from ogpkit.exchange.sheet_lines import NoSheet, SheetLines, SheetValue, read_lines
from ogpkit.exchange.sheet_writing import LONGEST_CELL, count_units
from ogpkit.plugins.contributions import ImportProblem
from ogpkit.schema.cell_format import cell_string, normalize_word
from ogpkit.schema.sheet_levels import HiddenCells, SheetDescription
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line

if TYPE_CHECKING:
    Cells = Sequence[SheetValue]
    Line = tuple[int, list[SheetValue]]

else:
    __getattr__ = serve_old_names(__name__, "Cell", "csv_bytes", "is_text_in", "sheet_name", "xlsx_bytes")

_LONGEST_HEADING: Final = 60
"""Letters of a heading that are said."""

_MOST_LOOKED_AT: Final = 200
"""Rows in which headings are looked for."""

_MOST_NAMED: Final = 100
"""Cells of a column without a heading that are named one by one."""

_MOST_FAULTS: Final = 100_000
"""Cells that have no place: from here on the headings are not those of the sheet."""

_LEAST_KNOWN: Final = 2
"""Known headings that make a row below titles that of the headings: a cell of a row may be called like one by chance."""

_PLAIN: Final = SheetDescription()


@attrs.frozen(kw_only=True)
class Sheet:
    """Sheet as it was read: its headings, and its rows below them.

    Attributes:
        headings: The headings, from left to right.
        rows: The rows below them that count, each with its number as spreadsheet programs count them.
        faults: What is wrong with a cell that has no place in the rows or cannot be trusted, by its row and the heading of its
            column, or the column's letters where it has no heading.
        unheaded: The letters of the columns without a heading in which something stands.
        filled: Cells of the rows that are empty in the file and have the value of one above, by row and heading.
        left_out: How many cells are knowingly left out with their rows or columns.
        notes: Which sheet and row were taken, and what is left out, for people.
        is_since_1904: Whether its days are counted from 1904 on.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, SheetValue]], ...]
    faults: Mapping[tuple[int, str], str] = attrs.field(factory=dict, hash=False)
    unheaded: tuple[str, ...] = ()
    filled: frozenset[tuple[int, str]] = frozenset()
    left_out: int = 0
    notes: tuple[str, ...] = ()
    is_since_1904: bool = False

    @property
    def problems(self) -> tuple[ImportProblem, ...]:
        """Return what is wrong with the cells that have faults; of a column without a heading the first are named alone."""
        return tuple(self.list_problems(()))

    def list_problems(self, ignored: Iterable[str]) -> Iterator[ImportProblem]:
        """Yield what is wrong with the cells that have faults.

        Args:
            ignored: Headings, or letters, of columns of which nothing is to be said.
        """
        apart = frozenset(ignored)
        loose: dict[str, list[int]] = {letters: [] for letters in self.unheaded}
        for (row, column), message in self.faults.items():
            if column in apart:
                continue
            if column in loose:
                loose[column].append(row)
                if len(loose[column]) > _MOST_NAMED:
                    continue
            yield ImportProblem(row=row, column=column, message=message)
        for column, rows in loose.items():
            if more := rows[_MOST_NAMED:]:
                message = _("The same is true of these rows: {rows}.").format(rows=format_rows(more))
                yield ImportProblem(row=more[0], column=column, message=message)


def read_sheet(
    data: bytes,
    description: SheetDescription = _PLAIN,
    expected: Iterable[str] = (),
    *,
    is_explained: bool = False,
    known: Collection[str] = (),
) -> Sheet:
    """Read a sheet of an XLSX file, or a CSV file.

    Cells of a workbook come as values (a number, a day, true), those of a CSV file as texts.

    Args:
        data: The file; CSV in Unicode, in Windows' Western code page or in what is said of it.
        description: How the sheet is written; the headings of which it speaks are looked for.
        expected: Headings that are looked for besides.
        is_explained: Whether somebody says what its columns mean, so that two of them may have the same heading.
        known: Words that headings may be, where nobody has said which there are; titles above them are not read.

    Raises:
        NoSheet: It is neither, it has no such sheet, or two columns have the same heading.
    """
    wanted = frozenset((*description.list_headings(), *expected))
    best: _Body | None = None
    try:
        for lines in read_lines(data, description):
            start = None if wanted else _find_known_row(lines, description, known)
            placed = description if start is None else attrs.evolve(description, heading_row=start)
            body = _find_body(lines, placed, wanted, is_explained=is_explained or bool(wanted))
            if body is not None and (best is None or body.known > best.known):
                best = body
            if not wanted or (best is not None and best.known == len(wanted)):
                break
    except NoSheet:
        if best is None:
            raise
    if best is None:
        raise NoSheet(_("This sheet is empty."))
    return best.read()


def _find_known_row(lines: SheetLines, description: SheetDescription, known: Collection[str]) -> int | None:
    """Return the row below titles in which known headings stand; None where it is the first, or there is none."""
    if description.heading_row is not None or not known:
        return None
    words = frozenset(map(normalize_word, known))
    says_something = [(number, cells) for number, cells in lines.lines if any(map(_is_full, cells))]
    for place, (number, cells) in enumerate(says_something[:_MOST_LOOKED_AT]):
        texts = [normalize_word(cell_string(cell)) for cell in cells if _is_full(cell)]
        found = sum(text in words for text in texts)
        if not place and found:
            return None
        if found >= _LEAST_KNOWN and 2 * found >= len(texts):
            return number
    return None


def _find_body(
    lines: SheetLines, description: SheetDescription, wanted: frozenset[str], *, is_explained: bool
) -> _Body | None:
    """Return a sheet with the row in which the most of the wanted headings stand; None where nothing stands in it."""
    says_something = [number for number, cells in lines.lines if any(map(_is_full, cells))]
    first = says_something[:1]
    if description.heading_row is not None:
        says_something = [number for number in says_something if number >= description.heading_row][:1]
    best: _Body | None = None
    for number in says_something[:_MOST_LOOKED_AT]:
        is_first = number in first
        body = _Body(lines, description, number, wanted, is_first=is_first, is_explained=is_explained)
        if best is None or body.known > best.known:
            best = body
        if best.known == len(wanted):
            break
    return best


@attrs.define(slots=False, eq=False)
class _Body:
    """A sheet whose headings stand in a row."""

    lines: SheetLines
    description: SheetDescription
    start: int
    wanted: frozenset[str]
    is_first: bool = attrs.field(kw_only=True)
    is_explained: bool = attrs.field(kw_only=True)
    notes: list[str] = attrs.field(factory=list, init=False)
    filled: set[tuple[int, int]] = attrs.field(factory=set, init=False)
    left_out: int = attrs.field(default=0, init=False)

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """Return the heading of each column: what stands in its rows, joined; a merged cell counts for all that it spans."""
        above = self.lines.lines[self.start - 1 : self.end]  # every row has its place, empty ones too
        joined: list[list[str]] = [[] for _column in range(max((len(cells) for _row, cells in above), default=0))]
        for number, cells in above:
            texts = [cell_string(cell) for cell in cells]
            for (first, left), (bottom, right) in self.lines.merged if number < self.end else ():
                if first == number and bottom < self.end and left <= len(texts):
                    texts[left:right] = [texts[left - 1]] * (min(right, len(joined)) - left)
            for column, text in enumerate(texts):
                joined[column] += [text] if text else []
        spelled = {_squeeze(heading): heading for heading in self.wanted}
        found = [" ".join(texts) for texts in joined]
        return tuple(spelled.get(_squeeze(heading), heading) for heading in found)

    @cached_property
    def known(self) -> int:
        """Return how many of the wanted headings stand here."""
        return len(self.wanted.intersection(self.headings))

    @property
    def end(self) -> int:
        """Return the last row of the headings."""
        return self.start + self.description.heading_rows - 1

    @cached_property
    def failed(self) -> Mapping[int, Sequence[int]]:
        """Return the columns of the cells without a value, by their rows."""
        found: dict[int, list[int]] = {}
        for row, column in self.lines.no_value:
            found.setdefault(row, []).append(column)
        return found

    def read(self) -> Sheet:
        """Return the rows that count, and what becomes of the other cells."""
        names = self._name_columns()
        self._say_place()
        beyond = sorted(number for number in self.failed if number > len(self.lines.lines))
        rows = [*self.lines.lines[self.end :], *((number, []) for number in beyond)]
        rows = [(number, cells) for number, cells in rows if any(map(_is_full, cells)) or number in self.failed]
        _fill_merged_cells(rows, self.lines, self.filled)
        rows = self._cut(rows)
        rows = self._choose(rows, names)
        hidden = self._leave_hidden_columns(rows, names)
        faults = dict(self._find_faults(dict(rows), names, hidden))
        labels = {column: heading or self._letter(column) for column, heading in names.items()}
        headed = frozenset(names.values())
        if len(faults) > _MOST_FAULTS:
            message = _("More than {most} cells have no heading. Say in which row the headings are.")
            raise NoSheet(message.format(most=f"{_MOST_FAULTS:,}"))
        return Sheet(
            headings=tuple(heading for column, heading in names.items() if heading and column not in hidden),
            rows=tuple(
                (
                    number,
                    {
                        names[column]: cell
                        for column, cell in enumerate(cells, 1)
                        if names.get(column) and column not in hidden
                    },
                )
                for number, cells in rows
                if any(map(_is_full, cells))
            ),
            faults=faults,
            is_since_1904=self.lines.is_since_1904,
            unheaded=tuple(dict.fromkeys(label for _row, label in faults if label not in headed)),
            filled=frozenset((row, labels.get(column, "")) for row, column in self.filled),
            left_out=self.left_out,
            notes=tuple(self.notes),
        )

    def _name_columns(self) -> dict[int, str]:
        """Return the heading of each column by its number; where a mapping explains them, the second of two bears a number."""
        names: dict[int, str] = {}
        for column, heading in enumerate(self.headings, 1):
            name, number = heading, 1
            while heading and name in names.values():
                if not self.is_explained:
                    message = _("Two columns have the heading “{heading}”. Rename one of them.")
                    raise NoSheet(message.format(heading=sanitize_line(heading)[:_LONGEST_HEADING]))
                number += 1
                name = f"{heading} ({number})"
            names[column] = name
        return names

    def _say_place(self) -> None:
        if self.lines.others and not self.description.sheet:
            others = ", ".join(self.lines.others)
            self._note(
                _("ogpkit reads the sheet “{name}”, but not these sheets: {others}."),
                name=self.lines.name,
                others=others,
            )
        if not self.is_first:
            self._note(_("The headings are in row {row}. The rows above are not imported."), row=self.start)

    def _note(self, message: str, **values: object) -> None:
        self.notes.append(sanitize_line(message.format(**values)))

    def _count(self, number: int, cells: Cells) -> int:
        own = sum(_is_full(cell) and (number, column) not in self.filled for column, cell in enumerate(cells, 1))
        return own + len(self.failed.get(number, ()))

    def _cut(self, rows: list[Line]) -> list[Line]:
        """Return the rows without those below the last one, and without hidden ones where somebody said so."""
        last = self.description.last_row
        out = {
            number: None for number, _cells in rows if last is not None and number > last
        }  # in the order of the rows
        hidden = {number: None for number, _cells in rows if number in self.lines.hidden_rows and number not in out}
        if out:
            self._note(_("Rows left out after the last row: {rows}."), rows=format_rows(out))
        if hidden and self.description.hidden is HiddenCells.LEAVE_OUT:
            self._note(_("Hidden rows, left out: {rows}."), rows=format_rows(hidden))
            out |= hidden
        elif hidden:
            self._note(_("Hidden rows, imported: {rows}."), rows=format_rows(hidden))
        self.left_out += sum(self._count(number, cells) for number, cells in rows if number in out)
        return [one for one in rows if one[0] not in out]

    def _choose(self, rows: list[Line], names: Mapping[int, str]) -> list[Line]:
        """Return the rows that the filters let through, with what the first row of a block says for the rows below it."""
        places = {heading: column for column, heading in names.items() if heading}
        filters = [
            *((heading, _compile(words), False) for heading, words in self.description.leave_out.items()),
            *((heading, _compile(words), True) for heading, words in self.description.only.items()),
        ]
        filters = [one for one in filters if one[0] in places]
        blocks = [places[heading] for heading in self.description.fill_down if heading in places]
        kept: list[Line] = []
        out: dict[str, list[int]] = {}
        above: list[SheetValue] = []
        for number, cells in rows:
            own = self._count(number, cells)
            refused = next((h for h, words, wanted in filters if not wanted and words(_get(cells, places[h]))), None)
            if refused is None:
                above = self._fill_down(number, cells, blocks, above)
                refused = next((h for h, words, wanted in filters if words(_get(cells, places[h])) != wanted), None)
            if refused is None:
                kept.append((number, cells))
            else:
                out.setdefault(refused, []).append(number)
                self.left_out += own
        for heading, numbers in out.items():
            said = _("Rows left out by “{column}” ({count}): {rows}.")
            self._note(said, column=heading, count=len(numbers), rows=format_rows(numbers))
        return kept

    def _fill_down(
        self, number: int, cells: list[SheetValue], blocks: Sequence[int], above: list[SheetValue]
    ) -> list[SheetValue]:
        """Fill what the first row of the block says into a row, and return what counts for the rows below."""
        is_new = False
        for place, column in enumerate(blocks):
            if _is_full(_get(cells, column)):
                is_new = True
            elif not is_new and place < len(above) and _is_full(above[place]):
                cells.extend([None] * (column - len(cells)))
                cells[column - 1] = above[place]
                self.filled.add((number, column))
        return [_get(cells, column) for column in blocks]

    def _leave_hidden_columns(self, rows: Sequence[Line], names: Mapping[int, str]) -> frozenset[int]:
        """Return the hidden columns that are left out."""
        hidden = [column for column in sorted(self.lines.hidden_columns) if names.get(column)]
        said = ", ".join(names[column] for column in hidden)
        if hidden and self.description.hidden is not HiddenCells.LEAVE_OUT:
            self._note(_("Hidden columns, imported: {columns}."), columns=said)
            return frozenset()
        if hidden:
            self._note(_("Hidden columns, left out: {columns}."), columns=said)
            for number, cells in rows:
                full = [
                    column
                    for column in hidden
                    if _is_full(_get(cells, column)) or column in self.failed.get(number, ())
                ]
                self.left_out += sum((number, column) not in self.filled for column in full)
        return frozenset(hidden)

    def _find_faults(
        self,
        rows: Mapping[int, Cells],
        names: Mapping[int, str],
        hidden: frozenset[int],
    ) -> Iterator[tuple[tuple[int, str], str]]:
        """Yield the cells under no heading, those without a value, and those that look cut off."""
        for (row, column), error in self.lines.no_value.items():
            if column not in hidden and (row in rows or self.start <= row <= self.end):
                yield (row, names.get(column) or self._letter(column)), _describe_failure(error)
        for number, cells in rows.items():
            for column, cell in enumerate(cells, 1):
                if not _is_full(cell) or column in hidden or (number, column) in self.filled:
                    continue
                if not names.get(column):
                    message = _("This cell has no heading. Give its column a heading, or empty the cell.")
                    yield (number, self._letter(column)), message
                elif self.lines.name and isinstance(cell, str) and count_units(cell) > LONGEST_CELL:
                    message = _(
                        "This text has the greatest length of a cell, so its end may be missing. Import it as CSV."
                    )
                    yield (number, names[column]), message

    def _letter(self, column: int) -> str:
        letters = format_letters(column)
        return f"({letters})" if letters in self.headings else letters


def _is_full(cell: SheetValue) -> bool:
    return cell is not None and cell != ""


def _get(cells: Cells, column: int) -> SheetValue:
    return cells[column - 1] if column <= len(cells) else None


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _compile(words: Iterable[str]) -> Callable[[SheetValue], bool]:
    patterns = [".*".join(map(re.escape, _squeeze(word).casefold().split("*"))) for word in words]
    found = re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or "(?!)", re.DOTALL)
    return lambda cell: found.fullmatch(_squeeze(cell_string(cell)).casefold()) is not None


def _describe_failure(error: str) -> str:
    if error:
        message = _("The formula in this cell gives {error}. Correct it, or replace it with its value.")
        return message.format(error=sanitize_line(error))
    return _("The formula in this cell has no saved value. Open the sheet, save it, and import it again.")


def _fill_merged_cells(rows: Sequence[Line], lines: SheetLines, filled: set[tuple[int, int]]) -> None:
    """Let a cell that is merged over several rows count for all of them in which something else stands."""
    by_number = dict(rows)
    for (first, column), (last, _last_column) in lines.merged:
        top = by_number.get(first)
        value = _get(top, column) if top is not None else None
        if not _is_full(value):
            continue
        for number in range(first + 1, last + 1):
            cells = by_number.get(number)
            if cells is None or _is_full(_get(cells, column)):
                break
            cells.extend([None] * (column - len(cells)))
            cells[column - 1] = value
            filled.add((number, column))


def format_letters(column: int) -> str:
    """Return what spreadsheet programs call a column: A for the first."""
    letters = ""
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def format_rows(numbers: Iterable[int]) -> str:
    """Return the numbers of rows as people write them: 2, 5–9, 12."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)
