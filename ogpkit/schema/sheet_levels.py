"""What a sheet speaks of, level by level, and what a mapping file says of somebody else's sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Annotated, Any, Protocol

import attrs

from ogpkit.model.annotations import Bounds
from ogpkit.model.vocabulary import Choice
from ogpkit.schema.cell_format import CellFormat, DateForm, DayOrder, DecimalMark
from ogpkit.schema.convert import entity_values


@attrs.frozen(kw_only=True)
class SheetLevel:
    """Level of the things that a sheet speaks of: the documents of a kind, or the items of a list in them.

    Attributes:
        name: What stands before the keys in headings, for example `milestone`; empty where a sheet has but one level.
        within: The list of tables whose items are meant, as `Extension.within`; empty for the documents themselves.
        key: The fields that tell an item apart from the others of its list. A document is known by its path.
        named_after: The field out of which an identifier is made where the sheet gives none.
    """

    name: str = ""
    within: str = ""
    key: tuple[str, ...] = ("id",)
    named_after: str = ""

    def find_table(self, kind: str) -> str:
        """Return the name of the table in a mapping file that explains the level: its own, else of its list or its kind.

        Args:
            kind: The name of the kind.
        """
        return self.name or (self.lists[-1] if self.lists else kind.replace("-", "_"))

    @property
    def lists(self) -> tuple[str, ...]:
        """Return the keys of the lists, from the file on, in whose items the level's values stand."""
        return tuple(self.within.split(".")) if self.within else ()


def tell_by_content(entity: object) -> str:
    """Return all that a document says, as one text.

    Args:
        entity: Its content.
    """
    return repr(sorted(entity_values(entity).items()))


class KnownRows(Protocol):
    """What is said already, so that a row which says the same again makes no second document."""

    def find(self, entity: Any, /) -> str | None:
        """Return the identifier of the document that says the same, if there is one."""

    def add(self, entity: Any, identifier: str, /) -> None:
        """Take in what a document says."""


class EqualRows:
    """Knows a document again by all that it says."""

    def __init__(self, known: Iterable[tuple[str, Any]]) -> None:
        """Begin with the documents that there are, by their identifiers."""
        self._known: dict[Any, str] = {}
        for identifier, entity in known:
            self.add(entity, identifier)

    def find(self, entity: Any, /) -> str | None:
        """Return the identifier of the document that says the same, if there is one."""
        return self._known.get(entity)

    def add(self, entity: Any, identifier: str, /) -> None:
        """Take in what a document says."""
        self._known.setdefault(entity, identifier)


@attrs.frozen(kw_only=True)
class RowNames:
    """Names for rows that name no document, as in the export of a form: each becomes a document of its own.

    A name is made of what a row says, not of how many there are: people who take sheets in on two branches never give one
    name to two documents, and for the same sheet they give the same names.

    Attributes:
        needed: The field without which a row says nothing; such a row is left out, and a note says so.
        stem: Gives with what a name begins, from the content; the name of the kind when left out.
        tell: Gives by what a document is told from others, from its content; all that it says when left out.
        know: Gives what knows a document again, from the identifiers and the contents of those that there are.
    """

    needed: str
    stem: Callable[[Any], str] | None = None
    tell: Callable[[Any], str] = tell_by_content
    know: Callable[[Iterable[tuple[str, Any]]], KnownRows] = EqualRows


@attrs.frozen(kw_only=True)
class ColumnSplit:
    """Column whose cells say several things, such as `C1 – Open budget`.

    Attributes:
        by: The separator. Only its first occurrences count, so the last part can contain it too.
        into: The field for each part. Write `key` for the identifier, and nothing for a part to leave out.
    """

    by: str
    into: tuple[str, ...]


@attrs.frozen(kw_only=True)
class LevelMapping:
    """What the columns of a sheet mean at one level.

    Attributes:
        key: The heading of the column that identifies an item of this level. You can leave it out if the rows do
            not name a document.
        fields: The heading of the column for each field. For a text in several languages, write `field.language`.
        joined: The headings of the columns that form one field together: lines of a text, or items of a list.
        flags: For a list, columns that say yes or no: the heading of each column, and the item that it is about.
        split: How to split the cells of a column into fields, by its heading.
        constants: Values that every item of this level has, by field.
    """

    key: str = ""
    fields: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    joined: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, hash=False)
    flags: Mapping[str, Mapping[str, str]] = attrs.field(factory=dict, hash=False)
    split: Mapping[str, ColumnSplit] = attrs.field(factory=dict, hash=False)
    constants: Mapping[str, str] = attrs.field(factory=dict, hash=False)

    def list_headings(self) -> tuple[str, ...]:
        """Return the headings of the columns of which this says what they mean."""
        several = [heading for headings in (*self.joined.values(), *self.flags.values()) for heading in headings]
        found = (self.key, *self.fields.values(), *several, *self.split)
        return tuple(dict.fromkeys(heading for heading in found if heading))


class Delimiter(Choice):
    """What stands between the cells of a CSV file."""

    COMMA = ",", "A comma"
    SEMICOLON = ";", "A semicolon"
    TAB = "\t", "A tab"
    LINE = "|", "A vertical line"


class HiddenCells(Choice):
    """What becomes of rows and columns of a workbook that are hidden."""

    TAKE = "take", "Import them"
    LEAVE_OUT = "leave-out", "Leave them out"


@attrs.frozen(kw_only=True)
class SheetDescription:
    """How somebody's sheet is written; a mapping file of a kind of import says what its columns mean besides.

    Attributes:
        title: What the sheet is.
        dates: How the sheet writes dates.
        order: How the sheet writes dates such as 03/04/2012.
        months: For dates in words: the month that each word stands for. Something is due at the end of that month. Months
            from 13 on are in the year after.
        numbers: The sign before the decimals of numbers such as 1.234.
        words: What words in the sheet mean: the value of the field for each word.
        values: What words in one column mean, by the column's heading. This works for texts and lists too. An empty value
            means “not known”.
        separators: What separates the items of a cell, by the column's heading. Needed only if it is not a new line or a
            semicolon.
        html: Whether texts may be HTML. HTML is turned into plain text.
        empty: Words that mean “not known”, for example `NR`.
        ignore: Headings of columns to leave out on purpose.
        ignore_others: Whether to leave out all columns that this file does not mention.
        sheet: The name of the sheet in a workbook. If you leave it out, it is the first sheet with these headings.
        heading_row: The row of the headings, counted from 1. If you leave it out, it is the first row with these headings.
        heading_rows: How many rows make up the headings. Each is joined to the row above it with a space.
        last_row: The last row to import. Rows below it are left out.
        only: The rows to import: what a column contains, by its heading. `*` stands for any letters.
        leave_out: The rows to leave out, written in the same way, for example `Total*`.
        fill_down: Headings of columns that are filled in only in the first row of a block. The value counts for the rows
            below. It ends where a column before it in this list starts a new block.
        hidden: What to do with hidden rows and columns of a workbook. If you leave it out, they are imported and a note says so.
        encoding: The encoding of a CSV file that is not in UTF-8, for example `windows-1251`.
        delimiter: The sign between the cells of a CSV file. If you leave it out, ogpkit finds it.
    """

    title: str = ""
    dates: DateForm = DateForm.DAY
    order: DayOrder = DayOrder.UNKNOWN
    months: Mapping[str, Annotated[int, Bounds(1, 24)]] = attrs.field(factory=dict, hash=False)
    numbers: DecimalMark = DecimalMark.UNKNOWN
    words: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    values: Mapping[str, Mapping[str, str]] = attrs.field(factory=dict, hash=False)
    separators: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    html: bool = attrs.field(default=False, metadata={"label": "HTML"})
    empty: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    ignore_others: bool = False
    sheet: str = ""
    heading_row: Annotated[int, Bounds(1)] | None = None
    heading_rows: Annotated[int, Bounds(1, 10)] = 1
    last_row: Annotated[int, Bounds(1)] | None = None
    only: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, hash=False)
    leave_out: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, hash=False)
    fill_down: tuple[str, ...] = ()
    hidden: HiddenCells | None = None
    encoding: str = ""
    delimiter: Delimiter | None = None

    @property
    def cell_format(self) -> CellFormat:
        """Return how the cells are written."""
        fields = (
            one.name for one in attrs.fields(CellFormat) if one.name not in ("values", "separator", "is_since_1904")
        )
        return CellFormat(**{name: getattr(self, name) for name in fields})

    @property
    def filters(self) -> tuple[str, ...]:
        """Return the headings of the columns that say which rows count."""
        return tuple(dict.fromkeys((*self.only, *self.leave_out)))

    def list_headings(self) -> tuple[str, ...]:
        """Return the headings of the columns of which this says what they mean."""
        meant = [heading for _name, level in self.list_levels() for heading in level.list_headings()]
        return tuple(dict.fromkeys((*meant, *self.values, *self.separators, *self.filters, *self.fill_down)))

    def list_levels(self) -> Iterator[tuple[str, LevelMapping]]:
        """Yield the levels of the sheet by their names, from the top; none where headings are those of ogpkit."""
        for field in attrs.fields(type(self)):
            level = getattr(self, field.name)
            if isinstance(level, LevelMapping):
                yield field.name, level


@attrs.frozen(kw_only=True)
class SheetExplanation(SheetDescription):
    """Mapping file of any import.

    Attributes:
        levels: The levels of the sheet by their names, from the top.
    """

    levels: tuple[tuple[str, LevelMapping], ...] = ()

    def list_levels(self) -> Iterator[tuple[str, LevelMapping]]:
        """Yield the levels of the sheet by their names, from the top."""
        yield from self.levels
