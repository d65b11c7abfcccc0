"""An import from a sheet, declared: documents or items of their lists, one row each, known again by their key.

A sheet is understood as a whole or not written at all. It may speak of a part only: what it does not say stays, and an item
that it does not name stays where it is. The same sheet a second time changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.exchange.sheet_account import CellAccount, describe_columns
from ogpkit.exchange.sheet_cells import CellReader
from ogpkit.exchange.sheet_columns import (
    MatchedColumn,
    MatchedSheet,
    SheetColumns,
    is_identifier_shape,
)
from ogpkit.exchange.sheet_content import Check, ContentCheck, SheetThing, accept_all, lay_over
from ogpkit.exchange.sheet_keys import SheetKeys
from ogpkit.exchange.sheet_lines import NoSheet, SheetValue
from ogpkit.exchange.sheet_matching import ColumnReader
from ogpkit.exchange.sheet_rows import (
    NAMES,
    Complete,
    RowNamer,
    add_nothing,
    build_table,
    list_given_names,
    list_known_words,
    read_mapping,
)
from ogpkit.exchange.sheets import read_sheet
from ogpkit.model.identifiers import make_identifier
from ogpkit.plugins.contributions import Import, Importer, ImportProblem
from ogpkit.plugins.places import Scope
from ogpkit.schema.cell_format import PLAIN_FORMAT, CellFormat, DayOrder, cell_string, is_empty_cell
from ogpkit.schema.columns import document_values
from ogpkit.schema.sheet_levels import RowNames, SheetDescription, SheetLevel
from ogpkit.text.i18n import _, _n
from ogpkit.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from ogpkit.exchange.sheets import Sheet
    from ogpkit.plugins.places import Place
    from ogpkit.schema.kinds import Kind
    from ogpkit.text.tables import Table
    from ogpkit.workspace.content import Document, Workspace

SUFFIXES: Final = (".csv", ".xlsx", ".ods")
"""The endings of sheets that can be read."""


@attrs.frozen(kw_only=True)
class SheetImport:
    """Import from a sheet, and the sheet that goes out and comes in again.

    Columns come from the declaration of the kind, with those of the tables that other plugins add to it. A column is known by
    its stable heading, by its label in any language of ogpkit or by an alias; a mapping file explains other people's sheets.

    Attributes:
        name: Its name, used in `ogpkit import NAME FILE`.
        title: What it reads, in English.
        kind: The kind of the documents.
        scope: Whether what it reads belongs to a cycle, a country or the whole workspace; names in the paths that the place
            gives need no column.
        levels: The levels of which a sheet can speak, from the top; each but the first lies in the items of the one before.
        aliases: Other headings of a column, by its stable one.
        mapping: The class of the kind of document that says what the columns of somebody's sheet mean; it lies in the country
            or the cycle of the import.
        cells: How cells are written where no mapping says it, for example what the words of forms mean.
        without: Fields of the highest level that a sheet cannot give.
        is_open: Whether columns that mean nothing are left out, with a note, as those of a form's export.
        names: How rows that name no document are named; without it a row has to name one.
        complete: Gives what follows from what a row says of a new document, given the workspace, the names in its path, the
            values and the row's number; the sheet's own values go before it. Only for a sheet with one level.
        headings: The heading of the column for a field, where somebody has said it.
        prepare: Gives the sheet as its columns are to be understood, for example with one column for a text that somebody's sheet
            spreads over several, given the sheet as it was read and what a mapping says. It may raise `NoSheet`.
        check: Says what cannot stand in a thing of the lowest level beyond what its declaration says.
        summarize: Gives lines about the files as a whole for people, before they accept them.
    """

    name: str
    title: str
    kind: Kind[Any]
    scope: Scope = Scope.WORKSPACE
    levels: tuple[SheetLevel, ...] = (SheetLevel(),)
    aliases: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, hash=False)
    mapping: type[SheetDescription] | None = None
    cells: CellFormat = PLAIN_FORMAT
    without: tuple[str, ...] = ()
    is_open: bool = False
    names: RowNames | None = None
    complete: Complete = attrs.field(default=add_nothing, eq=False)
    headings: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    prepare: Callable[[Sheet, SheetDescription | None], Sheet] | None = attrs.field(default=None, eq=False)
    check: Check = attrs.field(default=accept_all, eq=False)
    summarize: Callable[[int, Mapping[str, Mapping[str, Any]]], Iterable[str]] | None = attrs.field(
        default=None, eq=False
    )

    @property
    def importer(self) -> Importer:
        """Return what a plugin gives to `ogpkit_importers`."""
        return Importer(
            name=self.name,
            title=self.title,
            suffixes=SUFFIXES,
            scope=self.scope,
            read=self.read,
            read_mapped=self.read,
            order_days=self._order_days,
            read_columns=ColumnReader(self.columns, self.mapping, self._list_given).read,
        )

    def _list_given(self, place: Place) -> dict[str, str]:
        """Return the names in the paths of documents for which no column is needed."""
        unnamed = {self.kind.pattern.names[-1]: ""} if self.names is not None else {}
        return {**unnamed, **list_given_names(self.kind, self.scope, place)}

    def _order_days(self, order: DayOrder) -> Importer:
        return attrs.evolve(self, cells=attrs.evolve(self.cells, order=order)).importer

    @property
    def columns(self) -> SheetColumns:
        """Return the columns that its sheets can have."""
        return SheetColumns(
            kind=self.kind,
            levels=self.levels,
            aliases=self.aliases,
            without=self.without,
            is_open=self.is_open,
            needed=self.names.needed if self.names is not None else "",
            headings=self.headings,
        )

    @property
    def item_keys(self) -> Mapping[str, tuple[str, ...]]:
        """Return the fields by which the items of lists are known again, by the keys that lead to each list."""
        return {level.within: level.key for level in self.levels if level.within}

    def read(
        self, data: bytes, workspace: Workspace, place: Place, mapping: SheetDescription | bytes | None = None
    ) -> Import:
        """Return what a sheet would bring; nothing is written.

        Args:
            data: The sheet, CSV or XLSX.
            mapping: What its columns mean, or the content of a file that says it; when left out, its headings are those of
                ogpkit, or the place keeps a mapping.

        Raises:
            OgpkitError: The file is no mapping.
        """
        if isinstance(mapping, bytes):
            mapping = read_mapping(mapping, self.kind.name, self.levels)
        given = list_given_names(self.kind, self.scope, place)
        try:
            if mapping is None:
                mapping = self._find_mapping(data, workspace, place)
            words = list_known_words(self.columns, workspace)
            sheet = read_sheet(data, mapping, known=words) if mapping is not None else read_sheet(data, known=words)
            if self.prepare is not None:
                sheet = self.prepare(sheet, mapping)
        except NoSheet as error:
            return Import(files={}, not_understood=(ImportProblem(row=0, column="", message=str(error)),))
        matched = self.columns.match(sheet, workspace, mapping, self._list_given(place))
        form = self.cells
        if mapping is not None:
            form = attrs.evolve(mapping.cell_format, words={**self.cells.words, **mapping.words})
            if self.cells.order is not DayOrder.UNKNOWN:  # who says it now goes before the file
                form = attrs.evolve(form, order=self.cells.order)
        cells = CellReader(attrs.evolve(form, is_since_1904=sheet.is_since_1904), mapping, [])
        reader = _Reader(self, matched, cells, workspace, given, CellAccount(sheet, cells.find_form))
        for number, row in sheet.rows if matched.is_complete else ():
            reader.take(number, row)
        return reader.finish(sheet)

    def _find_mapping(self, data: bytes, workspace: Workspace, place: Place) -> SheetDescription | None:
        """Return the mapping that the place keeps, unless the headings are those of ogpkit."""
        kept = workspace.one(self.mapping, place.country, place.cycle) if self.mapping is not None else None
        if kept is None:
            return None
        own = {column.heading for column in self.columns.list_names().values()}
        try:
            return kept.entity if own.isdisjoint(read_sheet(data, known=own).headings) else None
        except NoSheet:  # the mapping may say in which encoding it is
            return kept.entity

    def build_table(self, workspace: Workspace, documents: Iterable[Document[Any]], *, full: bool = False) -> Table:
        """Return documents as the sheet that `read` takes, one row for each thing of the lowest level.

        Args:
            full: Whether columns that are empty everywhere are there too.
        """
        return build_table(self.columns, workspace, documents, self._list_given_columns(), full=full)

    def _list_given_columns(self) -> frozenset[str]:
        by_scope = {Scope.COUNTRY: {"country"}, Scope.CYCLE: {"country", "cycle"}}
        return frozenset(by_scope.get(self.scope, set()))


class _Reader:
    """Gathers what the rows of a sheet say, by document and by item."""

    def __init__(
        self,
        declared: SheetImport,
        matched: MatchedSheet,
        cells: CellReader,
        workspace: Workspace,
        given: Mapping[str, str],
        account: CellAccount,
    ) -> None:
        self._account = account
        self._declared = declared
        self._matched = matched
        self._cells = cells
        self._keys = SheetKeys()
        self._workspace = workspace
        self._given = given
        self._documents: dict[str, SheetThing] = {}
        self._names: dict[str, dict[str, str]] = {}
        self._problems = cells.problems
        self._notes: list[str] = []
        self._unnamed: list[tuple[int, Mapping[str, SheetValue], dict[str, str]]] = []
        self._name_columns = declared.columns.list_names()
        self._namer = RowNamer(declared.kind, declared.names, workspace) if declared.names is not None else None

    def take(self, number: int, row: Mapping[str, SheetValue]) -> None:
        """Take one row in, at every level that it names."""
        names = self._read_names(number, row)
        if names is None:
            self._account.refuse_row(number)
            return
        if not names[list(names)[-1]]:  # its name comes after those that the sheet gives
            self._unnamed.append((number, row, names))
            return
        path = self._declared.kind.pattern.fill(names)
        single = len(self._declared.levels) == 1
        levels = self._matched.levels
        if single and not levels[0][0].within and path in self._documents:
            last = self._name_columns[list(self._name_columns)[-1]].heading
            self._refuse_twice(number, self._matched_heading(last), self._documents[path].row)
            return
        if path not in self._documents:
            self._documents[path] = SheetThing(row=number, there=self._find_there(path))
        thing = self._documents[path]
        self._names[path] = names
        for position, (level, columns) in enumerate(levels):
            if level.within:
                below = self._find_item(number, row, level, columns, thing)
                if below is None:
                    self._report_orphans(number, row, levels[position:])
                    return
                if single and below.row != number:
                    self._refuse_twice(number, columns[0].heading if columns else level.key[0], below.row)
                    return
                thing = below
            self._fill(number, row, level, columns, thing)
        if single and not levels[0][0].within and path not in self._workspace.documents:
            self._complete(number, names, thing)

    def _find_there(self, path: str) -> Mapping[str, Any]:
        there = self._workspace.documents.get(path)
        return document_values(there.entity, there.extensions) if there is not None else {}

    def _complete(self, number: int, names: Mapping[str, str], thing: SheetThing) -> None:
        if thing.is_whole:
            following = self._declared.complete(self._workspace, names, thing.values, number)
            thing.values = {**following, **thing.values}

    def _take_unnamed(self, number: int, row: Mapping[str, SheetValue], names: dict[str, str], namer: RowNamer) -> None:
        """Take in a row that names no document: a new one under a name made of it, unless one says the same."""
        level, columns = self._matched.levels[0]
        thing = SheetThing(row=number)
        problems_before = len(self._problems)
        self._fill(number, row, level, columns, thing)
        if namer.declared.needed not in thing.values and len(self._problems) == problems_before:
            self._notes.append(_("Row {row} is empty and is left out.").format(row=number))
            self._account.leave_row(number)
            return
        self._complete(number, names, thing)
        identifier, is_known = namer.assign(names, thing.values, self._documents)
        if is_known:
            self._notes.append(_("Row {row} already exists, as {id}.").format(row=number, id=identifier))
            self._account.leave_row(number)
            return
        names = {**names, list(names)[-1]: identifier}
        path = self._declared.kind.pattern.fill(names)
        self._documents[path], self._names[path] = thing, names

    def _refuse_twice(self, number: int, column: str, before: int) -> None:
        text = _("This is a duplicate of row {row}. Join the two rows, or give one of them another identifier.")
        message = text.format(row=before)
        self._problems.append(ImportProblem(row=number, column=column, message=message))
        self._account.refuse_row(number)

    def _matched_heading(self, heading: str) -> str:
        return next((one.heading for one in self._matched.names.values() if one.column.heading == heading), heading)

    def _read_names(self, number: int, row: Mapping[str, SheetValue]) -> dict[str, str] | None:
        names: dict[str, str] = {}
        problems = []
        for name, column in self._name_columns.items():
            matched = self._matched.names.get(name)
            text = self._cells.read_name(matched, row, is_word=name in NAMES) if matched else ""
            value, message = self._read_name(number, names, name, text, row)
            names[name] = value
            if message:
                heading = matched.heading if matched else column.heading
                problems.append(ImportProblem(row=number, column=heading, message=message))
        if not problems and "cycle" in names and names["cycle"] not in self._workspace.cycles(names["country"]):
            message = _("There is no cycle {place} in this workspace.")
            place = sanitize_line(f"{names['country']}/{names['cycle']}")
            problems.append(ImportProblem(row=number, column="cycle", message=message.format(place=place)))
        self._problems.extend(problems)
        self._account.take(number, *(matched.heading for matched in self._matched.names.values()))
        return None if problems else names

    def _read_name(
        self, number: int, names: Mapping[str, str], name: str, text: str, row: Mapping[str, SheetValue]
    ) -> tuple[str, str]:
        """Return a name in the path of a document, and what is wrong with it."""
        if name in self._given and text in ("", self._given[name]):
            return self._given[name], ""
        if name in self._given:
            message = _("This row is about {other}, but the import is for {given}.")
            return "", message.format(other=sanitize_line(text), given=self._given[name])
        if name in NAMES:
            fits, message = NAMES[name]
            return text, "" if fits(text) else _(message)
        if not text:
            text = self._read_source(self._declared.levels[0], row)
        if text:
            folder = self._keys.open_folder(self._workspace, self._declared.kind, names, name)
            return self._keys.read(text, number, folder, is_file=True)
        if self._namer is not None and name == list(self._name_columns)[-1]:
            return "", ""
        message = _("This row does not name the {thing}, so it is not imported.")
        return "", message.format(thing=self._name_thing(self._declared.levels[0]))

    def _read_source(self, level: SheetLevel, row: Mapping[str, SheetValue]) -> str:
        """Return the text out of which an identifier is made where the sheet gives none."""
        columns = next((columns for one, columns in self._matched.levels if one.within == level.within), ())
        for matched in columns:
            if level.named_after and matched.column.path == (level.named_after,):
                return make_identifier(cell_string(row.get(matched.heading))) or "!"
        return ""

    def _name_thing(self, level: SheetLevel) -> str:
        return level.name or (self._declared.kind.title if not level.within else level.lists[-1])

    def _find_item(
        self,
        number: int,
        row: Mapping[str, SheetValue],
        level: SheetLevel,
        columns: tuple[MatchedColumn, ...],
        owner: SheetThing,
    ) -> SheetThing | None:
        """Return the item of a list that a row is about, or None where it names none."""
        key: list[object] = []
        headings: dict[str, str] = {}
        for field in level.key:
            matched = next((one for one in columns if one.column.path == (field,)), None)
            cell = self._cells.get_cell(matched, row) if matched else None
            if cell is None and field == level.key[0]:
                cell = self._read_source(level, row) or None
                if cell is None and not all(self._cells.is_silent(one, row) for one in columns):
                    matched, cell = self._matched.find_constant(level, field)
                if cell is None:
                    return None
            key.append(self._read_key(number, level, matched, cell, owner))
            if matched is not None:
                headings[field] = matched.heading
                self._account.take(number, matched.heading)
        return owner.find_item(level, tuple(key), number, headings)

    def _read_key(
        self, number: int, level: SheetLevel, matched: MatchedColumn | None, cell: SheetValue, owner: SheetThing
    ) -> object:
        if cell is None:
            return None
        if matched is not None and not is_identifier_shape(matched.column.shape):
            return self._cells.read(number, matched, cell)
        name, message = self._keys.read(cell_string(cell), number, self._keys.open_list(owner, level))
        if message:
            heading = matched.heading if matched is not None else level.key[0]
            self._problems.append(ImportProblem(row=number, column=heading, message=message))
            owner.is_whole = False
        return name or None

    def _report_orphans(
        self,
        number: int,
        row: Mapping[str, SheetValue],
        levels: tuple[tuple[SheetLevel, tuple[MatchedColumn, ...]], ...],
    ) -> None:
        """Report cells of a level for which the row has no key: they would vanish."""
        first, columns = levels[0]
        above = {
            one.heading for _level, several in self._matched.levels for one in several if _level not in dict(levels)
        }
        headings = [one.heading for _level, several in levels for one in several if one.heading not in above]
        full = [one for one in headings if not is_empty_cell(row.get(one), self._cells.find_form(one))]
        if not full and len(self._declared.levels) > 1:
            return
        self._account.refuse(number, full)
        heading = next((one.heading for one in columns if one.column.path == (first.key[0],)), first.key[0])
        message = _("This row does not name the {thing}, so it is not imported.").format(thing=self._name_thing(first))
        self._problems.append(ImportProblem(row=number, column=heading, message=message))

    def _fill(
        self,
        number: int,
        row: Mapping[str, SheetValue],
        level: SheetLevel,
        columns: tuple[MatchedColumn, ...],
        thing: SheetThing,
    ) -> None:
        keys = {(key,) for key in level.key} if level.within else set()
        fields = [one for one in columns if one.column.path not in keys]
        full = (one.heading for one in fields if not self._cells.is_silent(one, row))
        self._account.take(number, *full)
        for matched, value in self._cells.read_all(number, fields, row):
            if value is None:
                thing.is_whole = False
                continue
            before = thing.put(matched, value, number, self._workspace.language)
            if before is not None:
                thing.is_whole = False
                message = _("This differs from row {row}, which has the same identifier.").format(row=before)
                self._problems.append(ImportProblem(row=number, column=matched.heading, message=message))
        for column, text in self._matched.constants.get(level.within, ()):
            value = self._cells.read(number, MatchedColumn("", column), text)
            if value is not None:
                thing.put_constant(column, value, self._workspace.language)

    def finish(self, sheet: Sheet) -> Import:
        """Return the import: the files that can stand, and whatever was not understood."""
        if self._namer is not None:
            for number, row, names in self._unnamed:
                self._take_unnamed(number, row, names, self._namer)
        files: dict[str, dict[str, Any]] = {}
        problems = [*sheet.list_problems(self._matched.ignored), *self._matched.problems, *self._problems]
        kept = 0
        known = frozenset(names["id"] for names in self._names.values() if "id" in names)
        check = ContentCheck(
            kind=self._declared.kind, workspace=self._workspace, judge=self._declared.check, known=known
        )
        for path, thing in self._documents.items():
            thing.forget_defaults(self._workspace.documents.get(path), self._workspace.language)
            merged = lay_over(thing.there, thing, self._workspace.language)
            kept += merged.kept
            if not thing.can_be_checked():
                continue
            found = tuple(check.find_misfits(merged, self._names[path]))
            problems.extend(self._name_document(path, found))
            if not found:
                files[path] = merged.changes
        is_complete = self._matched.is_complete
        cells, unsaid = self._account.close(problems, frozenset(self._matched.ignored), is_complete=is_complete)
        return Import(
            files=files,
            not_understood=tuple(dict.fromkeys(sorted((*problems, *unsaid), key=lambda one: one.row))),
            cells=cells,
            records=len(sheet.rows),
            notes=tuple(self._list_notes(sheet, files, kept)),
            keys=self._declared.item_keys,
        )

    def _name_document(self, path: str, found: Iterable[ImportProblem]) -> Iterator[ImportProblem]:
        """Name the document before a field of which a sheet with several levels says nothing."""
        name = self._names[path].get("id", "")
        headings = {one.heading for _level, columns in self._matched.levels for one in columns}
        for one in found:
            several = len(self._declared.levels) > 1 and name and one.column not in headings
            yield attrs.evolve(one, column=f"{name}: {one.column}") if several else one

    def _list_notes(self, sheet: Sheet, files: Mapping[str, Mapping[str, Any]], kept: int) -> Iterator[str]:
        """Yield what columns become where their headings do not say it, and how much there is."""
        yield from describe_columns(sheet, self._matched, is_open=self._declared.is_open)
        yield from sheet.notes
        yield from self._notes
        yield from self._cells.list_notes()
        if self._declared.summarize is not None:
            yield from self._declared.summarize(len(sheet.rows), files)
        if kept:
            yield _n(
                "{count} item that is not in the sheet is unchanged.",
                "{count} items that are not in the sheet are unchanged.",
                kept,
            ).format(count=kept)
