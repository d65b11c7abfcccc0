"""Everything that is public, as CSV and as JSON with schemas, described as a data package (Frictionless Data Package v1).

Which kinds are open data they say themselves (`Kind.published`); columns come from the declared classes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.exchange.html import safe_web_address
from ogpkit.exchange.portal.dcat import Published, write_catalogue
from ogpkit.exchange.sheet_rows import list_text_languages
from ogpkit.exchange.sheet_writing import csv_bytes
from ogpkit.model.annotations import Audience
from ogpkit.plugins.table_rows import bind_columns
from ogpkit.schema.columns import column_value, document_values, list_columns
from ogpkit.schema.fields import Sort, field_audience, fields_of
from ogpkit.schema.json_schema import json_schema, json_value
from ogpkit.schema.kinds import Kinds
from ogpkit.text.sanitize import for_json
from ogpkit.text.tables import Table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ogpkit.plugins.table_rows import BoundColumn
    from ogpkit.plugins.table_views import TableView
    from ogpkit.schema.columns import Column
    from ogpkit.schema.fields import Field
    from ogpkit.schema.kinds import Extension, Kind
    from ogpkit.workspace.content import Document, Workspace

FOLDER: Final = "data"
"""The folder of the site in which open data lies, the same for every language."""

_TYPES: Final[Mapping[Sort, str]] = {
    Sort.WHOLE: "integer",
    Sort.NUMBER: "number",
    Sort.TRUTH: "boolean",
    Sort.DATE: "date",
}
"""What a column holds, in the words of Table Schema; anything else is a string."""


@attrs.frozen(kw_only=True)
class DataFile:
    """File of open data.

    Attributes:
        path: Where it lies in the site.
        content: What it holds.
        titles: What a person calls it, from the whole to the part, in English.
        form: What sort of file it is; empty where the titles say so.
        about: Its entry in the data package; empty for a file that is none of its resources.
    """

    path: str
    content: bytes = attrs.field(repr=False)
    titles: tuple[str, ...]
    form: str = ""
    about: Mapping[str, Any] = attrs.field(factory=dict, hash=False)


def list_data_files(
    workspace: Workspace, name: str, tables: Iterable[DataFile] = (), base: str = ""
) -> Iterator[DataFile]:
    """Yield every file of open data.

    Args:
        workspace: What is public.
        name: What the data package is called.
        tables: Files of open data that plugins declare as tables.
        base: The address of the site on the web, without a slash at its end; empty where it is not known.
    """
    resources = []
    published: list[Published] = []
    for kind in workspace.kinds:
        documents = tuple(one for one in workspace.all(kind.entity) if kind.is_public(one.entity))
        if documents:
            for file in _list_kind_files(kind, documents, workspace):
                yield file
                if file.about:
                    resources.append(file.about)
                    published.append(_describe_published(file))
    for file in tables:
        yield file
        resources.append(file.about)
        published.append(_describe_published(file))
    package: dict[str, Any] = {"profile": "data-package", "name": "ogpkit-portal", "title": name}
    package |= {"created": f"{workspace.today.isoformat()}T00:00:00Z", "resources": resources}
    if licence := workspace.settings.workspace.licence:
        package["licenses"] = [{"path" if safe_web_address(licence) else "name": licence}]
    yield DataFile(path=f"{FOLDER}/datapackage.json", content=_dump_json(package), titles=("datapackage.json",))
    catalogue = write_catalogue(workspace, name, published, base)
    yield DataFile(path=f"{FOLDER}/dcat.jsonld", content=catalogue, titles=("dcat.jsonld",), form="DCAT-AP")


def _describe_published(file: DataFile) -> Published:
    title, media_type = str(file.about["title"]), str(file.about["mediatype"])
    return Published(path=file.path, title=title, media_type=media_type, size=len(file.content))


def _list_kind_files(kind: Kind[Any], documents: tuple[Document[Any], ...], workspace: Workspace) -> Iterator[DataFile]:
    records = [_record(kind, document) for document in documents]
    extensions = workspace.kinds.extensions(kind.name)
    schema = f"{FOLDER}/{kind.name}.schema.json"
    yield DataFile(
        path=schema, content=_dump_json(_make_schema(kind, extensions)), titles=(kind.title,), form="JSON Schema"
    )
    path = f"{FOLDER}/{kind.name}.json"
    about = {"name": f"{kind.name}.json", "path": f"{kind.name}.json", "title": kind.titles, "format": "json"}
    # without a type, programs take a file whose name ends in “report.json” for their own report
    about |= {"type": "json", "mediatype": "application/json", "encoding": "utf-8"}
    yield DataFile(path=path, content=_dump_json(records), titles=(kind.titles,), form="JSON", about=about)
    identity = [_describe_column(name) for name in _list_names(kind)]
    rows = [(tuple(record[column["name"]] for column in identity), record["content"]) for record in records]
    made = _Tables(extensions, list_text_languages((content for _key, content in rows), workspace))
    yield from made.list_tables(kind.entity, _Part(kind.name, (kind.titles,)), identity, rows)


def _list_names(kind: Kind[Any]) -> list[str]:
    """Return what identifies a document of a kind; the last name of its path bears the name of the kind where it is only `id`."""
    return [kind.name.replace("-", "_") if name == "id" else name for name in kind.pattern.names]


def _record(kind: Kind[Any], document: Document[Any]) -> dict[str, Any]:
    names = dict(zip(_list_names(kind), (document.names[name] for name in kind.pattern.names), strict=True))
    content = document_values(document.entity, document.extensions, defaults=True, fields=_list_fields)
    return {"path": document.path, **names, "content": json_value(content)}


@cache
def _list_fields(entity: type) -> tuple[Field, ...]:
    """Return the fields of a class of open data that may hold something."""
    return tuple(one for one in fields_of(entity) if field_audience(one, Audience.PUBLIC) is not Audience.INTERNAL)


def _make_schema(kind: Kind[Any], extensions: tuple[Extension[Any], ...]) -> dict[str, Any]:
    content = json_schema(
        kind.entity, title=kind.title, extensions={one.path: one.entity for one in extensions}, fields=_list_fields
    )
    definitions = content.pop("$defs", {})
    names = _list_names(kind)
    properties = {name: {"type": "string"} for name in ("path", *names)} | {
        "content": {key: value for key, value in content.items() if key != "$schema"}
    }
    record = {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
    return {"$schema": content["$schema"], "title": kind.titles, "type": "array", "items": record, "$defs": definitions}


def make_table_path(view: TableView) -> str:
    """Return where a declared table lies in the site."""
    return f"{FOLDER}/table-{view.name}.csv"


def make_table_file(view: TableView, table: Table) -> DataFile:
    """Return a declared table as a file of open data.

    Args:
        view: Its declaration.
        table: What it holds of what is public.
    """
    path = make_table_path(view).rpartition("/")[2]
    columns = {column.name: column for column in bind_columns(view, Kinds(()))}
    described = [
        _describe_column(name, _find_type(table, index), *_describe(columns.get(name)))
        for index, name in enumerate(table.columns)
    ]
    about: dict[str, Any] = {"name": path, "path": path, "title": view.title, "format": "csv"}
    about |= {"type": "table", "mediatype": "text/csv"}
    about |= {"encoding": "utf-8", "profile": "tabular-data-resource", "schema": {"fields": described}}
    return DataFile(path=f"{FOLDER}/{path}", content=csv_bytes(table), titles=(view.title,), form="CSV", about=about)


def _describe(column: BoundColumn | None) -> tuple[str, str]:
    """Return what a column is called and what it is, in English."""
    if column is None:
        return "", ""
    return column.column.label or (
        column.field.label if column.field else ""
    ), column.field.help if column.field else ""


def _find_type(table: Table, index: int) -> str:
    """Return what a column of a table holds, in the words of Table Schema, by its values."""
    types = {type(row[index]) for row in table.rows if row[index] not in (None, "")}
    if types and types <= {int, float}:
        return "number" if float in types else "integer"
    names = {bool: "boolean", date: "date"}
    return names.get(types.pop(), "string") if len(types) == 1 else "string"


Rows = list[tuple[tuple[object, ...], dict[str, Any]]]
"""For each row what identifies it, and what it holds."""


@attrs.frozen
class _Part:
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

    def make_part_below(self, path: tuple[str, ...], label: str) -> _Part:
        """Return the part that a list in this one is."""
        name = "-".join((self.name, *path)).replace("_", "-")
        return _Part(name, (*self.titles, label), (*self.lists, *path), above=self.name)


@attrs.frozen
class _Tables:
    """Makes a table for a class, and one for each list of tables in it.

    Attributes:
        extensions: The tables that plugins add to the kind.
        languages: The languages that texts are in, that of plain strings first.
    """

    extensions: tuple[Extension[Any], ...]
    languages: tuple[str, ...]

    def list_tables(self, entity: type, part: _Part, identity: list[dict[str, str]], rows: Rows) -> Iterator[DataFile]:
        """Yield the tables of a class."""
        columns = list_columns(entity, self.languages, extensions=self.extensions, lists=part.lists, every=True)
        lists = [*_find_lists(entity)]
        for one in self.extensions:
            if one.lists == part.lists:
                lists += _find_lists(one.entity, (one.table,))
        made = self._make_table(part, identity, columns, rows)
        # of a file that holds lists alone, and that nothing tells apart, a table has no column
        if made.about["schema"]["fields"]:
            yield made
        for path, field in lists:
            below = [
                ((*key, number), item)
                for key, content in rows
                for number, item in enumerate(_get_at(content, path) or (), 1)
            ]
            if below and field.shape.item and field.shape.item.table:
                name = "_".join(path)
                about = "The place in the list, counting from one."
                position = _describe_column(f"{name}_position", "integer", about=about)
                yield from self.list_tables(
                    field.shape.item.table, part.make_part_below(path, field.label), [*identity, position], below
                )

    def _make_table(
        self, part: _Part, identity: list[dict[str, str]], columns: tuple[Column, ...], rows: Rows
    ) -> DataFile:
        taken = {column["name"] for column in identity}
        described = [*identity, *(_describe_value(column, taken) for column in columns)]
        plain = self.languages[0]
        values = [(*key, *(_get_cell(content, column, plain) for column in columns)) for key, content in rows]
        # what is not public is empty everywhere, and so no column
        kept = [i for i in range(len(identity), len(described)) if any(row[i] not in (None, "") for row in values)]
        shown = [*range(len(identity)), *kept]
        table = Table([described[i]["name"] for i in shown], [[row[i] for i in shown] for row in values])
        path = f"{part.name}.csv"
        about = {"name": path, "path": path, "title": ": ".join(part.titles), "format": "csv", "type": "table"}
        about["mediatype"] = "text/csv"
        schema: dict[str, Any] = {"fields": [described[i] for i in shown]}
        if names := [column["name"] for column in identity]:
            schema["primaryKey"] = names
        # a row of a list belongs to that of the table above, which is there whenever something tells its rows apart
        if part.above and names[:-1]:
            reference = {"resource": f"{part.above}.csv", "fields": names[:-1]}
            schema["foreignKeys"] = [{"fields": names[:-1], "reference": reference}]
        return DataFile(
            path=f"{FOLDER}/{path}",
            content=csv_bytes(table),
            titles=part.titles,
            form="CSV",
            about={**about, "encoding": "utf-8", "profile": "tabular-data-resource", "schema": schema},
        )


def _describe_value(column: Column, taken: Collection[str]) -> dict[str, str]:
    """Return a column as Table Schema describes it; one whose name is taken by what identifies the rows gets another one."""
    name = f"{column.heading}_" if column.heading in taken else column.heading
    title = f"{column.labels[-1]} ({column.language})" if column.language else column.labels[-1]
    return _describe_column(name, _TYPES.get(column.shape.sort, "string"), title, column.help)


def _describe_column(name: str, form: str = "string", title: str = "", about: str = "") -> dict[str, str]:
    entry = {"name": name, "type": form, "title": title, "description": about}
    return {key: value for key, value in entry.items() if value}


def _find_lists(entity: type, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Field]]:
    """Yield the lists of tables in a class and in the tables of it, each with the keys that lead to it."""
    for field in _list_fields(entity):
        shape, here = field.shape, (*path, field.key)
        if shape.sort is Sort.LIST and shape.nested():
            yield here, field
        elif shape.sort is Sort.TABLE and shape.table:
            yield from _find_lists(shape.table, here)


def _get_at(content: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        content = content.get(key) if isinstance(content, dict) else None
    return content


def _get_cell(content: Any, column: Column, plain: str) -> object:
    value = column_value(column, content, plain)
    return (json.dumps(value, ensure_ascii=False) if value else None) if isinstance(value, dict) else value


def _dump_json(value: object) -> bytes:
    return (for_json(json.dumps(value, ensure_ascii=False, indent=1)) + "\n").encode("utf-8", "backslashreplace")
