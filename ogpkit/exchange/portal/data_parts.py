"""What each country gives to the open data, and how the tables are laid out that hold what all of them give.

Records and rows are kept as they are written. They are written again only for a country that changed, or where the columns did:
what is empty everywhere is no column.
"""

from __future__ import annotations

import json
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.exchange.portal.memory import hash_content
from ogpkit.exchange.sheet_rows import list_text_languages
from ogpkit.model.annotations import Audience
from ogpkit.model.cycle import Cycle
from ogpkit.plugins.places import Place, Scope
from ogpkit.plugins.table_rows import list_sheet_groups
from ogpkit.schema.columns import column_value, document_values, list_columns
from ogpkit.schema.fields import Sort, field_audience, fields_of
from ogpkit.schema.json_schema import json_value
from ogpkit.text.i18n import use_language
from ogpkit.text.sanitize import for_json
from ogpkit.text.tables import rows_csv

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from ogpkit.plugins.manager import Plugins
    from ogpkit.plugins.table_rows import SheetGroup
    from ogpkit.plugins.table_views import TableView
    from ogpkit.schema.columns import Column
    from ogpkit.schema.fields import Field
    from ogpkit.schema.kinds import Extension, Kind
    from ogpkit.workspace.content import Workspace

Rows = list[tuple[tuple[object, ...], dict[str, Any]]]
"""For each row what identifies it, and what it holds."""

_TYPES: Final = {Sort.WHOLE: "integer", Sort.NUMBER: "number", Sort.TRUTH: "boolean", Sort.DATE: "date"}
"""What a column holds, in the words of Table Schema; anything else is a string."""


@attrs.frozen
class TablePart:
    """Part of a kind that has a table of its own.

    Attributes:
        name: The name of its file, without the ending.
        titles: What a person calls it, from the whole to the part, in English.
        lists: The keys of the lists, from the file on, in whose items it stands.
        above: The name of the part of which it is a list.
    """

    name: str
    titles: tuple[str, ...]
    lists: tuple[str, ...] = ()
    above: str = ""

    def make_part_below(self, path: tuple[str, ...], label: str) -> TablePart:
        """Return the part that a list in this one is."""
        name = "-".join((self.name, *path)).replace("_", "-")
        return TablePart(name, (*self.titles, label), (*self.lists, *path), above=self.name)


@attrs.frozen(kw_only=True)
class DataPart:
    """What the layout of the open data needs to know of a country.

    Attributes:
        country: The country; empty for what belongs to none.
        languages: The languages of texts, by kind; a kind of which there is nothing is not there.
        filled: The headings of the columns in which something stands, by table.
        sheets: The columns of declared tables that have rows, in groups, each with the classes of its values; nothing where the
            table could not be made.
        days: The first day and the last one of its cycles.
    """

    country: str
    languages: Mapping[str, tuple[str, ...]]
    filled: Mapping[str, tuple[str, ...]]
    sheets: Mapping[str, tuple[tuple[tuple[str, tuple[str, ...]], ...], ...] | None]
    days: tuple[date, date] | None


@attrs.frozen
class DataContent:
    """Records and rows of a country before they are written.

    Attributes:
        records: Records by kind.
        rows: Rows by table.
        sheets: The cells of declared tables by heading.
    """

    records: dict[str, list[dict[str, Any]]] = attrs.field(factory=dict)
    rows: dict[str, Rows] = attrs.field(factory=dict)
    sheets: dict[str, dict[str, list[object]]] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True)
class TableLayout:
    """Table of a part of a kind.

    Attributes:
        part: The part.
        identity: The columns that identify a row.
        columns: The other columns in which something stands.
        described: All columns, as Table Schema describes them.
    """

    part: TablePart
    identity: list[dict[str, str]]
    columns: tuple[Column, ...]
    described: list[dict[str, str]]

    @property
    def path(self) -> str:
        """Return the name of its file."""
        return f"{self.part.name}.csv"


@attrs.frozen(kw_only=True)
class KindLayout:
    """Files of a kind.

    Attributes:
        kind: The kind.
        extensions: The tables that plugins add to it.
        tables: Its tables.
    """

    kind: Kind[Any]
    extensions: tuple[Extension[Any], ...]
    tables: tuple[TableLayout, ...]


@attrs.frozen(kw_only=True)
class SheetLayout:
    """File of a declared table.

    Attributes:
        view: Its declaration.
        types: The classes of the values of each column, by its heading.
    """

    view: TableView
    types: Mapping[str, tuple[str, ...]]

    @property
    def path(self) -> str:
        """Return the name of its file."""
        return f"table-{self.view.name}.csv"


@attrs.frozen(kw_only=True, slots=False)
class Layout:
    """Layout of the open data.

    Attributes:
        kinds: The kinds.
        sheets: The declared tables.
        plain: The language of plain strings.
        countries: The countries of which the data tell.
        days: The first day and the last one of all cycles.
    """

    kinds: tuple[KindLayout, ...]
    sheets: tuple[SheetLayout, ...]
    plain: str
    countries: tuple[str, ...]
    days: tuple[date, date] | None

    @cached_property
    def digest(self) -> bytes:
        """Return what tells the columns from others."""
        tables = [(table.path, table.described) for kind in self.kinds for table in kind.tables]
        return hash_content((self.plain, tables, [(one.path, tuple(one.types)) for one in self.sheets]))

    def write_rows(self, content: DataContent) -> dict[str, bytes]:
        """Return the records and rows of a country as they are written, by the file in which they lie.

        Args:
            content: The records and rows.
        """
        found: dict[str, bytes] = {}
        for kind in self.kinds:
            if records := content.records.get(kind.kind.name):
                found[f"{kind.kind.name}.json"] = b",\n".join(map(_dump_record, records))
            for table in kind.tables:
                rows = content.rows.get(table.part.name, ())
                cells = (
                    [*key, *(_get_cell(said, column, self.plain) for column in table.columns)] for key, said in rows
                )
                found[table.path] = rows_csv(cells).encode()
        for sheet in self.sheets:
            if columns := content.sheets.get(sheet.view.name):
                empty = [None] * len(next(iter(columns.values())))
                found[sheet.path] = rows_csv(
                    zip(*(columns.get(name, empty) for name in sheet.types), strict=True)
                ).encode()
        return {path: content for path, content in found.items() if content}


def gather_data(workspace: Workspace, country: str, plugins: Plugins, language: str) -> tuple[DataPart, DataContent]:
    """Return what a country gives to the open data.

    Args:
        workspace: What is public of the country; everything that is public for what belongs to none.
        country: The country; empty for what belongs to none.
        language: The language of what declared tables say.
    """
    content, languages, filled = DataContent(), dict[str, tuple[str, ...]](), dict[str, tuple[str, ...]]()
    documents = workspace.of_country(country)
    for kind in workspace.kinds:
        here = [one for one in documents if one.kind == kind.name and kind.is_public(one.entity)]
        if not here:
            continue
        records = [_make_record(kind, document) for document in here]
        content.records[kind.name] = records
        languages[kind.name] = list_text_languages((one["content"] for one in records), workspace)
        names = list_names(kind)
        rows: Rows = [(tuple(record[name] for name in names), record["content"]) for record in records]
        extensions = workspace.kinds.extensions(kind.name)
        for part, entity, some in _split_rows(kind.entity, TablePart(kind.name, (kind.titles,)), rows, extensions):
            content.rows[part.name] = some
            columns = list_columns(entity, languages[kind.name], extensions=extensions, lists=part.lists, every=True)
            filled[part.name] = tuple(one.heading for one in columns if _is_filled(one, some, workspace.language))
    with use_language(language):
        sheets = dict(_gather_sheets(workspace, country, plugins, content))
    cycles = [one.entity for one in workspace.all(Cycle, country)] if country else []
    days = (min(one.start for one in cycles), max(one.end for one in cycles)) if cycles else None
    return DataPart(country=country, languages=languages, filled=filled, sheets=sheets, days=days), content


def make_layout(workspace: Workspace, plugins: Plugins, parts: Sequence[DataPart]) -> Layout:
    """Return how the tables are laid out that hold what all countries give.

    Args:
        workspace: What is public of what belongs to no country.
        parts: What is known of each country.
    """
    filled: dict[str, set[str]] = {}
    for part in parts:
        for name, headings in part.filled.items():
            filled.setdefault(name, set()).update(headings)
    days = [day for part in parts if part.days for day in part.days]
    kinds = (_lay_kind_out(kind, workspace, parts, filled) for kind in workspace.kinds)
    sheets = (_lay_sheet_out(owned.value, parts) for owned in plugins.tables if owned.value.open_data)
    return Layout(
        kinds=tuple(one for one in kinds if one is not None),
        sheets=tuple(one for one in sheets if one is not None),
        plain=workspace.language,
        countries=tuple(part.country for part in parts if part.country),
        days=(min(days), max(days)) if days else None,
    )


def _lay_kind_out(
    kind: Kind[Any], workspace: Workspace, parts: Sequence[DataPart], filled: Mapping[str, set[str]]
) -> KindLayout | None:
    found = [part.languages[kind.name] for part in parts if kind.name in part.languages]
    if not found:
        return None
    own = dict.fromkeys((workspace.language, *workspace.settings.workspace.languages))
    languages = (*own, *sorted({code for some in found for code in some} - own.keys()))
    extensions = workspace.kinds.extensions(kind.name)
    identity = [describe_column(name) for name in list_names(kind)]
    tables = []
    for part, entity, above in _list_shapes(
        kind.entity, TablePart(kind.name, (kind.titles,)), identity, extensions, filled
    ):
        columns = list_columns(entity, languages, extensions=extensions, lists=part.lists, every=True)
        # what is not public is empty everywhere, and so no column
        kept = tuple(one for one in columns if one.heading in filled[part.name])
        taken = {column["name"] for column in above}
        described = [*above, *(_describe_column(one, taken) for one in kept)]
        tables.append(TableLayout(part=part, identity=above, columns=kept, described=described))
    return KindLayout(kind=kind, extensions=extensions, tables=tuple(tables))


def _lay_sheet_out(view: TableView, parts: Sequence[DataPart]) -> SheetLayout | None:
    found = [part.sheets[view.name] for part in parts if view.name in part.sheets]
    whole = [groups for groups in found if groups is not None]
    if not whole or len(whole) < len(found):
        return None
    types: dict[str, tuple[str, ...]] = {}
    for position in range(max(map(len, whole))):
        for groups in whole:
            for heading, several in groups[position]:
                types[heading] = tuple(sorted({*types.get(heading, ()), *several}))
    return SheetLayout(view=view, types=types)


def _gather_sheets(
    workspace: Workspace, country: str, plugins: Plugins, content: DataContent
) -> Iterator[tuple[str, tuple[tuple[tuple[str, tuple[str, ...]], ...], ...] | None]]:
    """Yield the columns of the declared tables that have rows, and keep their cells."""
    for owned in plugins.tables:
        view = owned.value
        if not view.open_data or (view.scope is Scope.WORKSPACE) == bool(country):
            continue
        make = partial(_read_groups, view, workspace, Place(country=country))
        groups = plugins.call(owned.plugin, f"table {view.name}", make, None)
        if groups is None:
            yield view.name, None
        elif any(group.rows for group in groups):
            cells = {heading: cells for group in groups for heading, cells in group.columns}
            content.sheets[view.name] = cells
            yield view.name, tuple(tuple((head, _list_types(cells)) for head, cells in one.columns) for one in groups)


def _read_groups(view: TableView, workspace: Workspace, place: Place) -> tuple[SheetGroup, ...]:
    return tuple(list_sheet_groups(view, workspace, place))


def _list_types(cells: Iterable[object]) -> tuple[str, ...]:
    return tuple(sorted({type(cell).__name__ for cell in cells if cell not in (None, "")}))


def list_names(kind: Kind[Any]) -> list[str]:
    """Return what identifies a document of a kind; the last name of its path bears the name of the kind where it is only `id`."""
    return [kind.name.replace("-", "_") if name == "id" else name for name in kind.pattern.names]


def _make_record(kind: Kind[Any], document: Any) -> dict[str, Any]:
    names = dict(zip(list_names(kind), (document.names[name] for name in kind.pattern.names), strict=True))
    content = document_values(document.entity, document.extensions, defaults=True, fields=list_public_fields)
    return {"path": document.path, **names, "content": json_value(content)}


def _dump_record(record: dict[str, Any]) -> bytes:
    said = for_json(json.dumps([record], ensure_ascii=False, indent=1))
    return said.removeprefix("[\n").removesuffix("\n]").encode("utf-8", "backslashreplace")


@cache
def list_public_fields(entity: type) -> tuple[Field, ...]:
    """Return the fields of a class of open data that may hold something."""
    return tuple(one for one in fields_of(entity) if field_audience(one, Audience.PUBLIC) is not Audience.INTERNAL)


def _split_rows(
    entity: type, part: TablePart, rows: Rows, extensions: tuple[Extension[Any], ...]
) -> Iterator[tuple[TablePart, type, Rows]]:
    """Yield the rows of a class, and those of each list of tables in it that has any."""
    yield part, entity, rows
    for path, field, table in _find_tables(entity, part, extensions):
        below = [
            ((*key, number), item)
            for key, content in rows
            for number, item in enumerate(_get_at(content, path) or (), 1)
        ]
        if below:
            yield from _split_rows(table, part.make_part_below(path, field.label), below, extensions)


def _list_shapes(
    entity: type,
    part: TablePart,
    identity: list[dict[str, str]],
    extensions: tuple[Extension[Any], ...],
    there: Collection[str],
) -> Iterator[tuple[TablePart, type, list[dict[str, str]]]]:
    """Yield the tables of a class, and those of each list of tables in it that is there."""
    yield part, entity, identity
    for path, field, table in _find_tables(entity, part, extensions):
        below = part.make_part_below(path, field.label)
        if below.name in there:
            about = "The place in the list, counting from one."
            position = describe_column(f"{'_'.join(path)}_position", "integer", about=about)
            yield from _list_shapes(table, below, [*identity, position], extensions, there)


def _find_tables(
    entity: type, part: TablePart, extensions: tuple[Extension[Any], ...]
) -> Iterator[tuple[tuple[str, ...], Field, type]]:
    """Yield the lists of tables in a class, those that plugins add included, each with the keys that lead to it."""
    lists = [*_find_lists(entity)]
    for one in extensions:
        if one.lists == part.lists:
            lists += _find_lists(one.entity, (one.table,))
    for path, field in lists:
        if field.shape.item and field.shape.item.table:
            yield path, field, field.shape.item.table


def _find_lists(entity: type, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Field]]:
    """Yield the lists of tables in a class and in the tables of it, each with the keys that lead to it."""
    for field in list_public_fields(entity):
        shape, here = field.shape, (*path, field.key)
        if shape.sort is Sort.LIST and shape.nested():
            yield here, field
        elif shape.sort is Sort.TABLE and shape.table:
            yield from _find_lists(shape.table, here)


def _is_filled(column: Column, rows: Rows, plain: str) -> bool:
    return any(_get_cell(content, column, plain) not in (None, "") for _key, content in rows)


def _get_at(content: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        content = content.get(key) if isinstance(content, dict) else None
    return content


def _get_cell(content: Any, column: Column, plain: str) -> object:
    value = column_value(column, content, plain)
    return (json.dumps(value, ensure_ascii=False) if value else None) if isinstance(value, dict) else value


def describe_column(name: str, form: str = "string", title: str = "", about: str = "") -> dict[str, str]:
    """Return a column as Table Schema describes it.

    Args:
        form: What it holds.
        title: What a person calls it.
        about: What it is.
    """
    entry = {"name": name, "type": form, "title": title, "description": about}
    return {key: value for key, value in entry.items() if value}


def _describe_column(column: Column, taken: Collection[str]) -> dict[str, str]:
    """Return a column as Table Schema describes it; one whose name is taken by what identifies the rows gets another one."""
    name = f"{column.heading}_" if column.heading in taken else column.heading
    title = f"{column.labels[-1]} ({column.language})" if column.language else column.labels[-1]
    return describe_column(name, _TYPES.get(column.shape.sort, "string"), title, column.help)
