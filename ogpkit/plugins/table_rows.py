"""The rows and cells of declared tables: as values for programs, as texts for people, as places in files for the app."""

from __future__ import annotations

from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, cast

import attrs

from ogpkit.model.annotations import Reference
from ogpkit.model.translated import Translated
from ogpkit.model.vocabulary import Choice
from ogpkit.plugins.places import Place, Scope
from ogpkit.plugins.table_views import PATH_NAMES, TableColumn, TableRow, TableView, find_fields
from ogpkit.schema.columns import list_columns
from ogpkit.schema.fields import Sort
from ogpkit.schema.walk import find_value
from ogpkit.text.blocks import Grid
from ogpkit.text.i18n import N_, _, current_language, join_list, translate
from ogpkit.text.inline import Share, is_numeric, lang_text
from ogpkit.text.phrase import plain_text
from ogpkit.text.tables import Table, cell_text
from ogpkit.workspace.content import Document, Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ogpkit.model.keypath import KeyPath
    from ogpkit.schema.fields import Field
    from ogpkit.schema.kinds import Kinds
    from ogpkit.text.inline import Cell

_ONE: Final = ("",)
"""Languages of columns that hold a text once, in the language in use."""

_AROUND: Final = {Scope.CYCLE: ("country", "cycle"), Scope.COUNTRY: ("country",)}
"""What names the place of a row, where a table is shown of a wider place than it is about."""


@attrs.frozen(kw_only=True)
class BoundColumn:
    """Column of a table, with the field that it shows.

    Attributes:
        column: As it was declared.
        path: The keys that lead to the field, from what the row is about.
        field: The field; None where the value is worked out.
        extension: The class of the table of another plugin in which the field lies.
    """

    column: TableColumn
    path: tuple[str, ...] = ()
    field: Field | None = None
    extension: type | None = None

    @property
    def name(self) -> str:
        """Return its heading in files."""
        return self.column.name

    @property
    def label(self) -> str:
        """Return what a person reads above it, in the language in use."""
        if self.field and not self.column.label:
            return translate(self.field.label, self.field.owner)
        return _(self.column.label or self.column.name)

    def explain_calculated(self) -> str:
        """Return why a cell of this column cannot be changed, and what to do, in the language in use."""
        said = _("“{column}” is calculated. To change it, open the file and change the values behind it.")
        return said.format(column=self.label)

    def key_path(self, row: TableRow[Any]) -> KeyPath:
        """Return where the value of a row stands in its file."""
        return (*row.at, *self.path)

    def value(self, row: TableRow[Any]) -> object:
        """Return the value in a row, as it was declared or worked out."""
        if self.column.derive is not None:
            return self.column.derive(row)
        if self.extension is not None:
            return find_value(row.extension(self.extension), self.path[1:])
        if self.field is not None:
            return find_value(row.item, self.path)
        if self.name in PATH_NAMES and not hasattr(row.item, self.name):
            return getattr(row, self.name)
        return attrgetter(self.name)(row.item)

    def data(self, row: TableRow[Any]) -> object:
        """Return the value in a row as programs and sheets get it."""
        found = data_value(self.value(row), row.workspace)
        return self.column.empty if found is None or found == "" else found

    def shown(self, row: TableRow[Any]) -> object:
        """Return what a person is shown in a row: what the column displays, else the value; a title for a document's name."""
        if self.column.display is not None:
            return self.column.display(row)
        value = self.value(row)
        if self.refers is None or not value:
            return value
        if isinstance(value, tuple):
            return tuple(_find_title(self.refers, one, row) for one in value)
        return _find_title(self.refers, str(value), row)

    @property
    def refers(self) -> Reference | None:
        """Return what its values name: documents, or items in them."""
        if self.field is None or self.field.shape.sort is Sort.MAPPING:
            return None
        return (self.field.shape.item or self.field.shape).meaning(Reference)

    def readable(self, row: TableRow[Any]) -> object:
        """Return the value in a row as a person reads it; numbers stay numbers, which stand below one another."""
        value = self.value(row)
        return value if is_numeric(value) else value_text(value, row.workspace)

    def text(self, row: TableRow[Any]) -> str:
        """Return what a person reads in a row, in the language in use."""
        return value_text(self.shown(row), row.workspace)


def document_title(workspace: Workspace, path: str) -> str:
    """Return what a file is called: its kind, and its identifier or title where the kind has many.

    Args:
        path: The file.
    """
    document = workspace.documents.get(path)
    known = workspace.kinds.by_name(document.kind) if document else None
    claimed = (known, document.names) if document and known else workspace.kinds.match_path(path)
    if claimed is None:
        return path
    kind, names = claimed
    own = [value for name, value in names.items() if name not in ("country", "cycle")]
    title = getattr(document.entity, "title", None) if document else None
    best = title.best(current_language(), workspace.language, "en") if isinstance(title, Translated) else ""
    return f"{translate(kind.title, kind.entity)} · {best or own[-1]}" if own else translate(kind.title, kind.entity)


def _find_title(refers: Reference, identifier: str, row: TableRow[Any]) -> object:
    found = row.workspace.find_target(refers, identifier, row.country, row.cycle)
    title = getattr(found[1], "title", None) or getattr(found[1], "name", None) if found is not None else None
    return title or identifier


def data_value(value: object, workspace: Workspace) -> object:
    """Return a value as programs get it: texts in the language in use, choices as files write them."""
    if value is None or isinstance(value, bool | int | float | date):
        return value
    if isinstance(value, Translated):
        return value.best(current_language(), workspace.language, "en")
    if isinstance(value, Choice):
        return value.value
    if isinstance(value, Share):
        return value.percent
    if isinstance(value, tuple | list):
        return tuple(data_value(item, workspace) for item in value)
    return value if isinstance(value, str) else str(value)


def value_text(value: object, workspace: Workspace) -> str:
    """Return a value as a person reads it, in the language in use."""
    if isinstance(value, Choice):
        return translate(value.label, type(value))
    if isinstance(value, Share):
        return cell_text(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, tuple | list):
        return join_list(value_text(item, workspace) for item in value)
    found = data_value(value, workspace)
    return "" if found is None else found.isoformat() if isinstance(found, date) else str(found)


def list_rows(view: TableView, workspace: Workspace, place: Place) -> tuple[TableRow[Any], ...]:
    """Return the rows of a table at a place.

    Args:
        workspace: What the files say.
        place: A cycle, a country, or nothing for the whole workspace.
    """
    return tuple(row for one in _list_places(view, workspace, place) for row in _list_rows_at(view, workspace, one))


def _list_places(view: TableView, workspace: Workspace, place: Place) -> Iterator[Place]:
    """Yield the places of the table's own scope that a wider one holds; a narrower place is itself."""
    countries = (place.country,) if place.country else workspace.countries
    if view.scope is Scope.WORKSPACE or place.cycle:
        yield place
    elif view.scope is Scope.COUNTRY:
        yield from (Place(country=country) for country in countries)
    else:
        for country in countries:
            yield from (Place(country=country, cycle=cycle) for cycle in workspace.cycles(country))


def _list_rows_at(view: TableView, workspace: Workspace, place: Place) -> Iterator[TableRow[Any]]:
    entity = cast("type[object]", view.entity)
    shown = workspace.documents.get(place.path)
    if view.rows:
        found: Iterable[object] = view.rows(workspace, place)
    elif shown is not None and isinstance(shown.entity, entity):
        found = (shown,)
    else:
        found = workspace.all(entity, place.country, place.cycle)
    yield from _make_rows(view, found, workspace, place)


def _make_rows(view: TableView, found: Iterable[object], workspace: Workspace, place: Place) -> Iterator[TableRow[Any]]:
    for one in found:
        if isinstance(one, TableRow):
            yield one
        elif not isinstance(one, Document):
            yield TableRow(item=one, workspace=workspace, place=place)
        elif not view.within:
            yield TableRow(item=one.entity, workspace=workspace, place=place, document=one)
        else:
            (field,) = find_fields(type(one.entity), (view.within,))
            for position, item in enumerate(getattr(one.entity, field.name)):
                at = (field.key, position)
                yield TableRow(item=item, workspace=workspace, place=place, document=one, at=at)


def narrow_table(view: TableView, keep: Callable[[TableRow[Any]], bool]) -> TableView:
    """Return a table without some of its rows.

    Args:
        keep: Tells whether a row stays.
    """

    def list_kept(workspace: Workspace, place: Place) -> Iterator[TableRow[Any]]:
        return filter(keep, _list_rows_at(view, workspace, place))

    return attrs.evolve(view, rows=list_kept)


def bind_columns(view: TableView, kinds: Kinds, names: Sequence[str] = ()) -> tuple[BoundColumn, ...]:
    """Return columns of a table with their fields.

    Args:
        kinds: The installed kinds, with the tables that other plugins add to them.
        names: Which ones, among those that can be asked for; those that are declared when left out.

    Raises:
        KeyError: There is no such column.
    """
    declared = tuple(_bind(view, column) for column in view.columns)
    if not names:
        return declared
    known = {column.name: column for column in (*list_more_columns(view, kinds), *declared)}
    return tuple(known[name] for name in names)


def _bind(view: TableView, column: TableColumn) -> BoundColumn:
    keys = tuple(column.name.split("."))
    found = find_fields(view.row_class, keys) if column.derive is None else ()
    return BoundColumn(column=column, path=keys, field=found[-1]) if found else BoundColumn(column=column)


def field_columns(entity: type) -> tuple[TableColumn, ...]:
    """Return a column for each field of a class that a cell can hold; tables are flattened, lists of tables left out."""
    return tuple(TableColumn(column.heading) for column in list_columns(entity, _ONE))


def list_more_columns(view: TableView, kinds: Kinds) -> tuple[BoundColumn, ...]:
    """Return the columns that a table does not show unless it is asked: other fields, and those that other plugins add."""
    if view.row_class is None:
        return ()
    kind = kinds.for_entity(cast("type[Any]", view.entity))
    extensions = kinds.extensions(kind.name) if kind else ()
    tables = {one.table: one.entity for one in extensions}
    lists = (view.within,) if view.within else ()
    declared = {column.name for column in view.columns}
    return tuple(
        BoundColumn(
            column=TableColumn(column.heading),
            path=column.path,
            field=column.field,
            extension=tables.get(column.path[0]),
        )
        for column in list_columns(view.row_class, _ONE, extensions=extensions, lists=lists)
        if column.heading not in declared
    )


def build_table(
    view: TableView,
    workspace: Workspace,
    place: Place | Sequence[Place] | None = None,
    *,
    rows: Iterable[object] | None = None,
    columns: Sequence[str] = (),
    is_for_people: bool = False,
) -> Table:
    """Return a table for a person or a program: texts that stand in several languages once, in the one in use.

    Args:
        workspace: What the files say.
        place: A cycle or a country, or several one after another; the whole workspace when left out.
        rows: The rows, in the forms that `TableView.rows` gives them; those of the place when left out.
        columns: The names of the columns; those that are declared when left out.
        is_for_people: Whether choices are called by their labels, as in the app, and not by what files say.

    Raises:
        KeyError: There is no such column.
    """
    places = (place,) if isinstance(place, Place) else tuple(place or (Place(),))
    found, around = _find_rows(view, workspace, places, rows)
    bound = (*around, *bind_columns(view, workspace.kinds, columns))
    cells = [[column.readable(row) if is_for_people else column.data(row) for column in bound] for row in found]
    return Table([one.name for one in bound], cells, [one.label for one in bound])


def _find_rows(
    view: TableView, workspace: Workspace, places: Sequence[Place], rows: Iterable[object] | None
) -> tuple[tuple[TableRow[Any], ...], tuple[BoundColumn, ...]]:
    """Return rows that somebody chose, or those of some places with columns that say where each lies."""
    if rows is not None:
        return tuple(_make_rows(view, rows, workspace, places[0])), ()
    return tuple(row for one in places for row in list_rows(view, workspace, one)), _list_around(view, places)


def _list_around(view: TableView, places: Sequence[Place]) -> tuple[BoundColumn, ...]:
    """Return columns that name the places, where these are several or wider than what the table is about."""
    own = {column.name for column in view.columns}
    names = [name for name in _AROUND.get(view.scope, ()) if not is_named(name, places) and name not in own]
    labels = {"country": N_("Country"), "cycle": N_("Cycle")}
    return tuple(BoundColumn(column=TableColumn(name, label=labels[name])) for name in names)


def is_named(name: str, places: Sequence[Place]) -> bool:
    """Tell whether some places say already what a column of that name says.

    Args:
        name: `country` or `cycle`.
    """
    return len(places) == 1 and bool(getattr(places[0], name))


def list_shown(view: TableView, places: Sequence[Place]) -> tuple[str, ...]:
    """Return the columns that a person is shown, with those of the table that name places where it shows several.

    Args:
        places: Of what it is shown.
    """
    if not view.shown:
        return ()
    own = {column.name for column in view.columns}
    around = [name for name in ("country", "cycle") if name in own and not is_named(name, places)]
    return tuple(dict.fromkeys((*around, *view.shown)))


def build_sheet(
    view: TableView, workspace: Workspace, place: Place | None = None, *, rows: Iterable[object] | None = None
) -> Table:
    """Return a table for a sheet: each language of a text in a column of its own, and what other plugins add.

    Its headings are the same in every language, and those of fields are the key paths in the file, such as `title.es`.

    Args:
        workspace: What the files say.
        place: A cycle or a country; the whole workspace when left out.
        rows: The rows, in the forms that `TableView.rows` gives them; those of the place when left out.
    """
    found, around = _find_rows(view, workspace, (place or Place(),), rows)
    made = [one for group in _make_groups(view, workspace, found, around) for one in group.columns]
    return Table([heading for heading, _cells in made], zip(*(cells for _heading, cells in made), strict=True))


@attrs.frozen
class SheetGroup:
    """Columns of a sheet that come of one column of a table: one for each language of its texts.

    Attributes:
        columns: The columns, each with its heading and its cells.
        rows: How many rows there are.
    """

    columns: tuple[tuple[str, list[object]], ...]
    rows: int


def list_sheet_groups(view: TableView, workspace: Workspace, place: Place) -> Iterator[SheetGroup]:
    """Yield the columns of a sheet with the rows of a place, laid out as that of the whole workspace, lists as texts.

    Args:
        workspace: What the files say.
        place: A country, or nothing for the whole workspace.
    """
    rows = list_rows(view, workspace, place)
    for group in _make_groups(view, workspace, rows, _list_around(view, (Place(),))):
        joined = ((heading, [join_items(cell) for cell in cells]) for heading, cells in group.columns)
        yield attrs.evolve(group, columns=tuple(joined))


def join_items(cell: object) -> object:
    """Return a list as a text that every import reads back, each item on a line; anything else as it is."""
    return "\n".join(map(str, cell)) if isinstance(cell, tuple) else cell


def _make_groups(
    view: TableView, workspace: Workspace, found: Sequence[TableRow[Any]], around: tuple[BoundColumn, ...]
) -> Iterator[SheetGroup]:
    for column in (*around, *bind_columns(view, workspace.kinds)):
        yield SheetGroup(tuple(_sheet_columns(column, found, workspace)), len(found))
    for column in list_more_columns(view, workspace.kinds):
        if column.extension is not None:
            made = _sheet_columns(column, found, workspace)
            filled = (one for one in made if any(cell not in (None, "") for cell in one[1]))
            yield SheetGroup(tuple(filled), len(found))


def _sheet_columns(
    column: BoundColumn, rows: Sequence[TableRow[Any]], workspace: Workspace
) -> Iterator[tuple[str, list[object]]]:
    if column.field is None or column.field.shape.sort is not Sort.TRANSLATED:
        yield column.name, [column.data(row) for row in rows]
        return
    texts: list[Mapping[str, str]] = [
        dict(value.texts(workspace.language)) if isinstance(value := column.value(row), Translated) else {}
        for row in rows
    ]
    # in the order in which they come, so that the first column is in the language in which people wrote first
    for language in dict.fromkeys(code for one in texts for code in one):
        yield f"{column.name}.{language}", [one.get(language) for one in texts]


def build_grid(view: TableView, workspace: Workspace, place: Place | None = None, columns: Sequence[str] = ()) -> Grid:
    """Return a table for a page of the portal or for a document, in the language in use.

    Args:
        workspace: What the files say.
        place: A cycle or a country; the whole workspace when left out.
        columns: The names of the columns; those that are declared when left out.

    Raises:
        KeyError: There is no such column.
    """
    place = place or Place()
    bound = (*_list_around(view, (place,)), *bind_columns(view, workspace.kinds, columns))
    rows = [[_make_cell(column, row) for column in bound] for row in list_rows(view, workspace, place)]
    return Grid(heads=[column.label for column in bound], rows=rows, caption=_(view.title))


def _make_cell(column: BoundColumn, row: TableRow[Any]) -> Cell:
    value = column.shown(row)
    language = row.workspace.language
    if isinstance(value, Translated):
        return lang_text(value, current_language(), language)
    if isinstance(value, str) and not isinstance(value, Choice) and column.field is not None:
        return plain_text(
            value, language
        )  # of what a file says without a language, pages say that it is in the country's
    return value_text(value, row.workspace) if isinstance(value, Choice | tuple | list) else cast("Cell", value)
