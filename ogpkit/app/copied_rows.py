"""Rows of tables that are copied, cut and pasted: as files hold them within ogpkit, as text with tabs for other programs."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, cast
from weakref import WeakKeyDictionary

import attrs

from ogpkit.app.forms.rows import default_item, read_values
from ogpkit.editing.new_documents import create_document
from ogpkit.errors import OgpkitError
from ogpkit.model.identifiers import free_identifier
from ogpkit.model.translated import Translated
from ogpkit.plugins.places import Place
from ogpkit.schema.cell_format import UnreadableCell
from ogpkit.schema.cells import parse_cell
from ogpkit.schema.convert import read_entity
from ogpkit.schema.fields import Sort, fields_of
from ogpkit.schema.mismatch import Mismatches
from ogpkit.text.i18n import _, _n, current_language, join_list
from ogpkit.text.normalize import fold
from ogpkit.workspace.patch import InsertItem, RemoveValue, SetValue, value_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ogpkit.editing.session import WorkspaceSession
    from ogpkit.plugins.table_rows import BoundColumn
    from ogpkit.plugins.table_views import TableRow, TableView
    from ogpkit.workspace.patch import Change

_LAST_NUMBER: Final = re.compile(r"-\d+$")


_COPIED: Final[WeakKeyDictionary[WorkspaceSession, CopiedRows]] = WeakKeyDictionary()


class CannotPaste(OgpkitError):
    """Raised when rows cannot be pasted; the message says what to do."""


@attrs.frozen(kw_only=True)
class CopiedRows:
    """Rows that were copied.

    Attributes:
        sort: The class of what each row is about.
        rows: What each row says, as a file holds it; with its identifier, where it is a document.
        text: The same as a person reads it, with tabs between the cells, for other programs.
    """

    sort: type | None
    rows: tuple[tuple[str, Mapping[str, object]], ...]
    text: str


def get_copied(session: WorkspaceSession) -> CopiedRows | None:
    """Return the rows that were copied last, from whichever list."""
    return _COPIED.get(session)


def keep_copied(session: WorkspaceSession, copied: CopiedRows) -> None:
    """Keep the rows that were copied last.

    Args:
        copied: The rows.
    """
    _COPIED[session] = copied


def copy_rows(
    session: WorkspaceSession, view: TableView, columns: Sequence[BoundColumn], rows: Sequence[TableRow[Any]]
) -> CopiedRows:
    """Return copies of rows; one that stands in no file is copied as text alone.

    Args:
        view: Their table.
        columns: The columns that are shown.
    """
    contents: dict[str, Mapping[str, object]] = {}
    copied: list[tuple[str, Mapping[str, object]]] = []
    for row in rows:
        if row.document is not None:
            path = row.document.path
            if path not in contents:
                contents[path] = read_values(session, path)[0] or {}
            value = value_at(dict(contents[path]), row.at) if row.at else contents[path]
            if isinstance(value, dict):
                copied.append(("" if row.at else row.document.id, value))
    return CopiedRows(sort=view.row_class, rows=tuple(copied), text=format_rows(columns, rows))


def format_rows(columns: Sequence[BoundColumn], rows: Sequence[TableRow[Any]]) -> str:
    """Return rows below their headings as spreadsheets take them: a tab between cells, quotes around what has lines."""
    file = io.StringIO()
    writer = csv.writer(file, dialect="excel-tab", lineterminator="\n")
    writer.writerow(column.label for column in columns)
    writer.writerows([column.text(row) for column in columns] for row in rows)
    return file.getvalue()


def read_rows(text: str, view: TableView, columns: Sequence[BoundColumn]) -> CopiedRows:
    """Return rows that another program has copied; the first line names the columns.

    Args:
        text: Cells with tabs between them.
        view: The table into which they are to go.
        columns: Its columns.

    Raises:
        CannotPaste: The first line names no column, or a cell cannot be read.
    """
    lines = [line for line in csv.reader(io.StringIO(text), dialect="excel-tab") if any(cell.strip() for cell in line)]
    known = {fold(name): column for column in columns for name in (column.label, column.name)}
    headings = [known.get(fold(cell.strip())) for cell in (lines[0] if lines else [])]
    if not any(one is not None and one.field is not None for one in headings) or len(lines) < 2:  # noqa: PLR2004
        raise CannotPaste(
            _("Copy the line with the headings too: {columns}. Then paste again.").format(
                columns=join_list(column.label for column in columns if column.field is not None)
            )
        )
    rows = [("", dict(_read_cells(headings, line))) for line in lines[1:]]
    return CopiedRows(sort=view.row_class, rows=tuple(rows), text=text)


def _read_cells(headings: Sequence[BoundColumn | None], line: Sequence[str]) -> Iterator[tuple[str, object]]:
    for column, cell in zip(headings, line, strict=False):
        if column is None or column.field is None or len(column.path) != 1 or not cell.strip():
            continue
        try:
            yield column.path[0], parse_cell(cell.strip(), column.field.shape)
        except UnreadableCell as error:
            raise CannotPaste(f"{column.label}: {error}") from error


def remove_rows(session: WorkspaceSession, rows: Sequence[TableRow[Any]]) -> None:
    """Take rows out of their files, or delete the files of which each is one; in one step.

    Args:
        rows: Rows that stand in files.

    Raises:
        OgpkitError: One of them cannot be taken away; those before it are gone, and one undo brings them back.
    """
    changes: dict[str, list[Change]] = defaultdict(list)
    whole = [row.document.path for row in rows if row.document is not None and not row.at]
    for row in sorted((row for row in rows if row.document is not None and row.at), key=_get_position, reverse=True):
        changes[cast("Any", row.document).path].append(RemoveValue(row.at))
    title = _n("Cut {count} row", "Cut {count} rows", len(rows)).format(count=len(rows))
    with session.hold_together(title):
        if changes:
            session.change_all(changes, title)
        for path in whole:
            session.delete(path)


def _get_position(row: TableRow[Any]) -> int:
    last = row.at[-1]
    return last if isinstance(last, int) else 0


def paste_rows(
    session: WorkspaceSession, view: TableView, place: Place, near: TableRow[Any] | None, copied: CopiedRows
) -> int:
    """Put copied rows into a table as new ones, in one step: below a row, or as new files.

    Args:
        view: The table.
        place: What is shown of it.
        near: The row in which the cursor is.
        copied: The rows.

    Returns:
        How many there are.

    Raises:
        CannotPaste: They belong into another table, or there is nothing into which they could go.
    """
    if copied.sort is not view.row_class or not copied.rows:
        raise CannotPaste(_("These rows belong to another table. Open that table and paste them there."))
    count = len(copied.rows)
    title = _n("Paste {count} row", "Paste {count} rows", count).format(count=count)
    with session.hold_together(title):
        if view.within:
            _insert_items(session, view, place, near, copied, title)
        else:
            _create_files(session, view, place, near, copied)
    return count


def _insert_items(
    session: WorkspaceSession,
    view: TableView,
    place: Place,
    near: TableRow[Any] | None,
    copied: CopiedRows,
    title: str,
) -> None:
    document = near.document if near is not None else session.workspace.documents.get(place.path)
    if document is None:
        raise CannotPaste(_("Put the cursor in the row below which the rows are to be, then paste again."))
    key = str(near.at[0]) if near is not None and near.at else view.within
    items = (read_values(session, document.path)[0] or {}).get(key)
    known = [one for one in items if isinstance(one, dict)] if isinstance(items, list) else []
    taken = {str(one.get("id")) for one in known}
    at = _get_position(near) + 1 if near is not None and near.at else len(known)
    changes = []
    for number, (_name, values) in enumerate(copied.rows):
        new = {**default_item(cast("type", view.row_class), key, known), **values}
        if "id" in new and str(new["id"]) in taken:
            new["id"] = free_identifier(_LAST_NUMBER.sub("", str(new["id"])), taken)
        taken.add(str(new.get("id")))
        changes.append(InsertItem((key,), at + number, new))
    session.change(document.path, changes, title)


def _create_files(
    session: WorkspaceSession, view: TableView, place: Place, near: TableRow[Any] | None, copied: CopiedRows
) -> None:
    kind = session.workspace.kinds.for_entity(cast("type[Any]", view.entity))
    if kind is None or view.row_class is None:
        raise CannotPaste(_("Rows cannot be pasted into this table: no file holds them."))
    around = Place(country=place.country, cycle=place.cycle)
    if near is not None and not place.country:
        around = Place(country=near.country, cycle=near.cycle)
    keys = {field.key for field in fields_of(view.row_class)}
    for name, values in copied.rows:
        own = {key: value for key, value in values.items() if key in keys}
        try:
            entity: object = read_entity(dict(own), view.row_class)
        except Mismatches as error:
            raise CannotPaste("\n".join(f"{one.message} {one.remedy}" for one in error.found)) from error
        path = create_document(session, kind, around, wish=_LAST_NUMBER.sub("", name), entity=entity)
        more: list[Change] = [SetValue((key,), value) for key, value in values.items() if key not in keys]
        if more:
            session.change(path, more, _("Create {path}").format(path=path))


def list_cell_changes(
    columns: Sequence[BoundColumn],
    rows: Sequence[TableRow[Any]],
    text: str,
) -> dict[str, list[Change]]:
    """Return the changes by path that put pasted cells over those from the cursor on, as a spreadsheet does.

    Args:
        columns: The columns from the cursor on, to the right.
        rows: The rows from the cursor on, downward.
        text: Cells with tabs between them.

    Raises:
        CannotPaste: A cell cannot be read, or stands where nothing can be written.
    """
    changes: dict[str, list[Change]] = defaultdict(list)
    lines = list(csv.reader(io.StringIO(text.rstrip("\n")), dialect="excel-tab"))
    if len(lines) == 1 and len(lines[0]) == 1:
        lines = lines * len(rows[:1])
    for row, line in zip(rows, lines, strict=False):
        for column, cell in zip(columns, line, strict=False):
            if row.document is None or column.field is None or column.field.shape.sort is Sort.TABLE:
                raise CannotPaste(column.explain_calculated())
            try:
                value = parse_cell(cell.strip(), column.field.shape) if cell.strip() else None
            except UnreadableCell as error:
                raise CannotPaste(f"{column.label}: {error}") from error
            changes[row.document.path].extend(_list_changes(column, row, value))
    return {path: made for path, made in changes.items() if made}


def _list_changes(column: BoundColumn, row: TableRow[Any], value: object) -> Iterator[Change]:
    """Yield the change that gives a cell its value; of a text in several languages only the one that is shown."""
    at, before = column.key_path(row), column.value(row)
    if isinstance(before, Translated) and before.by_language:
        spoken = current_language()
        at = (*at, spoken if spoken in before.by_language else row.workspace.language)
        before = before.by_language.get(str(at[-1]))
    if value is not None:
        yield SetValue(at, value)
    elif before not in (None, "", ()):
        yield RemoveValue(at)
