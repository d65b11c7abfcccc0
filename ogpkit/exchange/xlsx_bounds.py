"""A look at a workbook before it is read: a kilobyte can claim a sheet of seventeen thousand million cells.

The reader of workbooks makes room for every cell from the first to the last, and unpacks every part to its end, in compiled code
that nothing here can stop. So the parts that it needs are unpacked here, within bounds, and gone through as they stand; only what
has been looked at is handed on, in a new archive.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from array import array
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.exchange.incoming import NotAnArchive, TooLarge, unpack_archive
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST_ROWS: Final = 100_000
"""How many rows of a sheet are taken in at most; ogpkit's own number, as are the others."""

MOST_COLUMNS: Final = 1000
MOST_CELLS: Final = 4_000_000
"""Cells of the rectangle from the first cell to the last one, empty ones included."""

MOST_LETTERS: Final = 64_000_000
"""Letters of all cells together, each text counted as often as it stands there."""

_DEEPEST: Final = 100
"""How deeply elements may be nested."""

MOST_FAILED: Final = 10_000
"""Cells whose formula gives no value: a sheet with more of them was never worked out at all."""

_MOST_NAMED: Final = 20
_BOOK: Final = "xl/workbook.xml"
_LINKS: Final = "xl/_rels/workbook.xml.rels"
_TEXTS: Final = "xl/sharedstrings.xml"
_STYLES: Final = "xl/styles.xml"
_NEEDED: Final = ("[content_types].xml", "_rels/.rels", _BOOK, _LINKS, _STYLES, _TEXTS)
_SHARE_FORMATS: Final = frozenset({"9", "10"})
"""The formats 0% and 0.00%, which every workbook has without saying so."""

_PLACE: Final = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")

Attributes = dict[str, str]


class NotAWorkbook(OgpkitError):
    """Raised when a file is no XLSX workbook, or a broken one."""


class NoSuchSheet(OgpkitError):
    """Raised when a workbook has no sheet of a name."""


@attrs.frozen(kw_only=True)
class BoundedWorkbook:
    """Workbook with one sheet alone, of which every part has been looked at.

    Attributes:
        data: The workbook.
        name: The name of the sheet.
        no_value: Cells whose value nobody knows, by row and column, both counting from one: a formula that was never
            worked out gives an empty text, one that failed the name of its error, such as `#N/A`.
        hidden_rows: The rows that nobody sees.
        hidden_columns: The columns that nobody sees.
        shares: Cells whose number is shown per cent, by row and column.
        is_since_1904: Whether its days are counted from 1904 on.
    """

    data: bytes
    name: str
    no_value: Mapping[tuple[int, int], str] = attrs.field(hash=False)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    shares: tuple[tuple[int, int], ...] = attrs.field(default=(), repr=False)
    is_since_1904: bool = False


def limit_workbook(data: bytes, name: str = "") -> BoundedWorkbook:
    """Return a workbook with one sheet alone, of which every part has been looked at.

    Args:
        data: The workbook.
        name: The name of the sheet; the first one that is not hidden when left out.

    Raises:
        NoSuchSheet: It has no sheet of this name.
        NotAWorkbook: It is none.
        TooLarge: It is larger than anything that is taken in.
    """
    try:
        parts = unpack_archive(data, lambda name: name.lower() in _NEEDED)
        title, wanted = _find_sheet({part.lower(): content for part, content in parts.items()}, name)
        parts |= unpack_archive(data, lambda part: part.lower() == wanted)
        by_name = {part.lower(): content for part, content in parts.items()}
        if len(by_name) != len(parts) or wanted not in by_name:
            raise NotAWorkbook
        lengths = _Texts.measure(by_name.get(_TEXTS))
        cells = _Cells(lengths, shares_in=_Styles.find_shares(by_name.get(_STYLES)))
        book = _Sought(name="workbookPr")
        go_through(by_name[_BOOK], book)
        go_through(by_name[wanted], cells)
    except (NotAnArchive, expat.ExpatError, KeyError, ValueError, LookupError) as error:
        raise NotAWorkbook from error
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        for part, content in parts.items():
            target.writestr(part, content)
    return BoundedWorkbook(
        data=out.getvalue(),
        name=title,
        no_value=cells.no_value,
        hidden_rows=frozenset(cells.hidden_rows),
        hidden_columns=frozenset(cells.hidden_columns),
        shares=tuple(divmod(place, MOST_COLUMNS + 1) for place in cells.shares),
        is_since_1904=(book.found or {}).get("date1904") in ("1", "true"),
    )


def list_sheets(data: bytes) -> tuple[str, ...]:
    """Return the names of the sheets of a workbook, those that are hidden behind the others.

    Raises:
        NotAWorkbook: It is none.
        TooLarge: It is larger than anything that is taken in.
    """
    try:
        parts = unpack_archive(data, lambda name: name.lower() == _BOOK)
        sheets = _Sheets.list_in(next(iter(parts.values()), b""))
    except (NotAnArchive, expat.ExpatError) as error:
        raise NotAWorkbook from error
    return tuple(given.get("name", "") for given in sheets)


class Walk:
    """Walk through the elements of a part, each under its name without a prefix."""

    def begin(self, name: str, given: Attributes) -> None:
        """Begin an element."""

    def end(self, name: str) -> None:
        """End an element."""

    def handle_text(self, text: str) -> None:
        """Take letters between elements."""


def go_through(part: bytes, walk: Walk) -> None:
    """Go through a part; one that declares entities, or is nested deeper than any workbook, is none."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    depth = 0

    def begin(name: str, given: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise NotAWorkbook
        walk.begin(name.rpartition(":")[2], given)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        walk.end(name.rpartition(":")[2])

    def refuse(*_declared: object) -> None:
        raise NotAWorkbook

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, walk.handle_text
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(part, True)


@attrs.define
class _Sheets(Walk):
    """The sheets that a workbook has."""

    found: list[Attributes] = attrs.field(factory=list)

    @classmethod
    def list_in(cls, part: bytes) -> list[Attributes]:
        """Return the sheets in their order, those that are hidden behind the others."""
        sheets = cls()
        go_through(part, sheets)
        return sorted(sheets.found, key=lambda given: given.get("state") in ("hidden", "veryHidden"))

    def begin(self, name: str, given: Attributes) -> None:
        if name == "sheet":
            self.found.append(given)


@attrs.define
class _Sought(Walk):
    """Looks for the first element of a name that fits."""

    name: str = ""
    fits: Callable[[Attributes], bool] = lambda _given: True
    found: Attributes | None = None

    def begin(self, name: str, given: Attributes) -> None:
        if self.found is None and name == self.name and self.fits(given):
            self.found = given


def refuse_name(name: str, names: Sequence[str]) -> NoSuchSheet:
    """Return that a workbook has no sheet of a name, and which it has."""
    message = _("This workbook has no sheet “{name}”. It has: {names}.")
    return NoSuchSheet(
        message.format(name=sanitize_line(name), names=", ".join(map(sanitize_line, names[:_MOST_NAMED])))
    )


def _find_sheet(parts: Mapping[str, bytes], name: str) -> tuple[str, str]:
    """Return the name of a sheet and of the part that holds it, in small letters.

    Raises:
        NoSuchSheet: There is no sheet of this name.
    """
    sheets = _Sheets.list_in(parts[_BOOK])
    found = next((given for given in sheets if not name or given.get("name", "").strip() == name.strip()), {})
    if not found and name:
        raise refuse_name(name, [given.get("name", "") for given in sheets])
    wanted = next((value for key, value in found.items() if key.endswith(":id")), None)
    link = _Sought(name="Relationship", fits=lambda given: given.get("Id") == wanted)
    go_through(parts[_LINKS], link)
    target = (link.found or {}).get("Target", "")
    part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/").lower()
    return found.get("name", ""), part


@attrs.define
class _Texts(Walk):
    """How long each of the texts is that cells refer to."""

    lengths: list[int] = attrs.field(factory=list)

    @classmethod
    def measure(cls, part: bytes | None) -> list[int]:
        """Return the lengths, in the order of the texts."""
        texts = cls()
        if part is not None:
            go_through(part, texts)
        return texts.lengths

    def begin(self, name: str, given: Attributes) -> None:  # noqa: ARG002  as declared
        if name == "si":
            self.lengths.append(0)

    def handle_text(self, text: str) -> None:
        if self.lengths:
            self.lengths[-1] += len(text)


@attrs.define
class _Styles(Walk):
    """The styles of cells that show numbers per cent."""

    formats: set[str] = attrs.field(factory=lambda: set(_SHARE_FORMATS))
    shares: set[str] = attrs.field(factory=set)
    is_of_cells: bool = False
    count: int = 0

    @classmethod
    def find_shares(cls, part: bytes | None) -> set[str]:
        """Return their numbers."""
        styles = cls()
        if part is not None:
            go_through(part, styles)
        return styles.shares

    def begin(self, name: str, given: Attributes) -> None:
        if name == "numFmt" and "%" in re.sub(r'"[^"]*"|\\.', "", given.get("formatCode", "")):
            self.formats.add(given.get("numFmtId", ""))
        elif name == "cellXfs":
            self.is_of_cells = True
        elif name == "xf" and self.is_of_cells:
            if given.get("numFmtId") in self.formats:
                self.shares.add(str(self.count))
            self.count += 1

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self.is_of_cells = False


@attrs.define
class _Cells(Walk):
    """How far a sheet goes, and how much stands in it."""

    lengths: list[int]
    shares_in: set[str] = attrs.field(factory=set, kw_only=True)
    row: int = 0
    column: int = 0
    last_row: int = 0
    last_column: int = 0
    letters: int = 0
    refers: bool = False
    failed: bool = False
    waits: bool = False
    is_text: bool = False
    said: list[str] | None = None
    no_value: dict[tuple[int, int], str] = attrs.field(factory=dict)
    hidden_rows: set[int] = attrs.field(factory=set)
    hidden_columns: set[int] = attrs.field(factory=set)
    shares: array[int] = attrs.field(factory=lambda: array("Q"))
    is_share: bool = False

    def begin(self, name: str, given: Attributes) -> None:
        if name == "row":
            self.row, self.column = int(given.get("r", self.row + 1)), 0
            if _is_hidden(given) and self.row <= MOST_ROWS:
                self.hidden_rows.add(self.row)
        elif name == "col" and _is_hidden(given):
            last = min(int(given.get("max", 0)), MOST_COLUMNS)
            self.hidden_columns.update(range(int(given.get("min", 1)), last + 1))
        elif name == "c":
            self.column += 1
            sort = given.get("t")
            self.refers, self.failed, self.waits, self.is_text = sort == "s", sort == "e", False, sort == "str"
            self.is_share = given.get("s") in self.shares_in and sort in (None, "n")
            if "r" in given:
                found = _PLACE.fullmatch(given["r"])
                if found is None:
                    raise NotAWorkbook
                self.column, self.row = _parse_column(found[1]), int(found[2])
        elif name in ("v", "is"):
            self.said = []
        elif name == "f":
            self.waits = True

    def handle_text(self, text: str) -> None:
        if self.said is not None:
            self.said.append(text)

    def end(self, name: str) -> None:
        if name == "c" and self.waits:
            self.waits = False
            self._note("")
        if name not in ("v", "is") or self.said is None:
            return
        said, self.said = "".join(self.said), None
        self.waits = self.waits and not said and not self.is_text
        if self.failed:
            self._note(said)
        self.letters += self.lengths[int(said)] if self.refers else len(said)
        self.last_row, self.last_column = max(self.last_row, self.row), max(self.last_column, self.column)
        limit(self.last_row, self.last_column, self.letters)
        if self.is_share:
            self.shares.append(self.row * (MOST_COLUMNS + 1) + self.column)

    def _note(self, said: str) -> None:
        if len(self.no_value) >= MOST_FAILED:
            raise refuse_failed()
        self.no_value[self.row, self.column] = said


def refuse_failed() -> TooLarge:
    """Return that too many cells of a sheet have no value for each to be named."""
    message = _(
        "More than {most} cells of this sheet have a formula without a saved value. Open the sheet, save it, and import it again."
    )
    return TooLarge(message.format(most=f"{MOST_FAILED:,}"))


def _is_hidden(given: Attributes) -> bool:
    return given.get("hidden") in ("1", "true")


def _parse_column(letters: str) -> int:
    """Return the number of a column by its letters: A is 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def limit(rows: int, columns: int, letters: int) -> None:
    """Refuse a sheet that is larger than anything that is taken in.

    Args:
        rows: The number of its last row.
        columns: The number of its last column.
        letters: How many letters stand in it.

    Raises:
        TooLarge: It is.
    """
    if columns > MOST_COLUMNS:
        message = _(
            "This sheet has content in column {column}, but ogpkit imports up to {most} columns. Empty the cells beyond them."
        )
        raise TooLarge(message.format(column=columns, most=MOST_COLUMNS))
    if rows > MOST_ROWS or rows * columns > MOST_CELLS or letters > MOST_LETTERS:
        message = _(
            "This sheet is too large. ogpkit imports up to {rows} rows, {cells} cells and {letters} characters. Split it into "
            "several files and import each."
        )
        raise TooLarge(message.format(rows=f"{MOST_ROWS:,}", cells=f"{MOST_CELLS:,}", letters=f"{MOST_LETTERS:,}"))
