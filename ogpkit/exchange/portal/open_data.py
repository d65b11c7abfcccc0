"""Everything that is public, as CSV and as JSON with schemas, described as a data package (Frictionless Data Package v1).

Which kinds are open data they say themselves (`Kind.published`); columns come from the declared classes.
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.exchange.html import safe_web_address
from ogpkit.exchange.portal.data_parts import describe_column, gather_data, list_names, list_public_fields, make_layout
from ogpkit.exchange.portal.dcat import Distribution, describe_scope, write_catalogue
from ogpkit.exchange.portal.memory import watch_faults
from ogpkit.exchange.sheet_writing import csv_bytes
from ogpkit.plugins.table_rows import bind_columns
from ogpkit.schema.json_schema import json_schema
from ogpkit.schema.kinds import Kinds
from ogpkit.text.sanitize import for_json
from ogpkit.text.tables import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from ogpkit.exchange.portal.data_parts import DataContent, DataPart, KindLayout, Layout, SheetLayout, TableLayout
    from ogpkit.exchange.portal.memory import Memory
    from ogpkit.exchange.portal.views import Views
    from ogpkit.plugins.manager import Plugins
    from ogpkit.plugins.table_rows import BoundColumn
    from ogpkit.plugins.table_views import TableView
    from ogpkit.schema.kinds import Extension, Kind
    from ogpkit.workspace.content import Workspace

FOLDER: Final = "data"
"""The folder of the site in which open data lies, the same for every language."""


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


def list_open_data(
    views: Views, plugins: Plugins, memory: Memory, language: str, name: str, base: str
) -> Iterator[DataFile]:
    """Yield every file of open data; what a country gives is gathered again only if it changed.

    Args:
        views: What is public.
        memory: What an earlier build made.
        language: The language of what declared tables say.
        name: What the data package is called.
        base: The address of the site on the web, without a slash at its end; empty where it is not known.
    """
    contents: dict[str, DataContent] = {}

    def gather(country: str, view: Workspace) -> DataPart:
        part, contents[country] = gather_data(view, country, plugins, language)
        return part

    def write(country: str) -> dict[str, bytes]:
        if country not in contents:
            gather(country, views.view(country) if country else views.whole)
        return layout.write_rows(contents.pop(country))

    seen = views.look_at_all(("data", ""), partial(gather, ""), language)
    parts = [seen.made]
    made_of: dict[str, tuple[object, ...]] = {"": (seen.state, seen.kinds, language)}
    for country in views.countries:
        made_of[country] = (views.hash_country(country), language)
        make = partial(_gather_country, gather, views, country)
        parts.append(memory.recall(("data", country), made_of[country], make, watch_faults(plugins)))
    layout = make_layout(views.view(""), plugins, parts)
    rows = [
        memory.recall(
            ("rows", country),
            (*about, layout.digest),
            partial(write, country),
            watch_faults(plugins),
        )
        for country, about in made_of.items()
    ]
    yield from list_data_files(views.view(""), name, layout, rows, base)


def _gather_country(gather: Callable[[str, Workspace], DataPart], views: Views, country: str) -> DataPart:
    return gather(country, views.view(country))


def list_data_files(
    workspace: Workspace, name: str, layout: Layout, rows: Sequence[Mapping[str, bytes]], base: str = ""
) -> Iterator[DataFile]:
    """Yield every file of open data.

    Args:
        workspace: What is public of what belongs to no country.
        name: What the data package is called.
        layout: The tables and their columns.
        rows: The records and rows that each country gives, by the file in which they lie.
        base: The address of the site on the web, without a slash at its end; empty where it is not known.
    """
    resources = []
    published: list[Distribution] = []
    for file in _list_content_files(layout, rows):
        yield file
        if file.about:
            resources.append(file.about)
            published.append(_describe_published(file))
    package: dict[str, Any] = {"profile": "data-package", "name": "ogpkit-portal", "title": name}
    package |= {"created": f"{workspace.today.isoformat()}T00:00:00Z", "resources": resources}
    if licence := workspace.settings.workspace.licence:
        package["licenses"] = [{"path" if safe_web_address(licence) else "name": licence}]
    yield DataFile(path=f"{FOLDER}/datapackage.json", content=_dump_json(package), titles=("datapackage.json",))
    scope = describe_scope(layout.countries, layout.days)
    catalogue = write_catalogue(workspace, name, published, base, scope)
    yield DataFile(path=f"{FOLDER}/dcat.jsonld", content=catalogue, titles=("dcat.jsonld",), form="DCAT-AP")


def _list_content_files(layout: Layout, rows: Sequence[Mapping[str, bytes]]) -> Iterator[DataFile]:
    for kind in layout.kinds:
        yield from _list_kind_files(kind, rows)
    for sheet in layout.sheets:
        yield _make_sheet_file(sheet, rows)


def _describe_published(file: DataFile) -> Distribution:
    title, media_type = str(file.about["title"]), str(file.about["mediatype"])
    return Distribution(path=file.path, title=title, media_type=media_type, size=len(file.content))


def _list_kind_files(layout: KindLayout, rows: Sequence[Mapping[str, bytes]]) -> Iterator[DataFile]:
    kind = layout.kind
    schema = f"{FOLDER}/{kind.name}.schema.json"
    yield DataFile(
        path=schema,
        content=_dump_json(_make_schema(kind, layout.extensions)),
        titles=(kind.title,),
        form="JSON Schema",
    )
    name = f"{kind.name}.json"
    about = {"name": name, "path": name, "title": kind.titles, "format": "json"}
    # without a type, programs take a file whose name ends in “report.json” for their own report
    about |= {"type": "json", "mediatype": "application/json", "encoding": "utf-8"}
    content = b"[\n" + b",\n".join(one[name] for one in rows if one.get(name)) + b"\n]\n"
    yield DataFile(path=f"{FOLDER}/{name}", content=content, titles=(kind.titles,), form="JSON", about=about)
    for table in layout.tables:
        # of a file that holds lists alone, and that nothing tells apart, a table has no column
        if table.described:
            yield _make_table(table, rows)


def _make_table(table: TableLayout, rows: Sequence[Mapping[str, bytes]]) -> DataFile:
    part, path = table.part, table.path
    about: dict[str, Any] = {"name": path, "path": path, "title": ": ".join(part.titles), "format": "csv"}
    about |= {"type": "table", "mediatype": "text/csv"}
    schema: dict[str, Any] = {"fields": table.described}
    if names := [column["name"] for column in table.identity]:
        schema["primaryKey"] = names
    # a row of a list belongs to that of the table above, which is there whenever something tells its rows apart
    if part.above and names[:-1]:
        reference = {"resource": f"{part.above}.csv", "fields": names[:-1]}
        schema["foreignKeys"] = [{"fields": names[:-1], "reference": reference}]
    return DataFile(
        path=f"{FOLDER}/{path}",
        content=_join_rows([column["name"] for column in table.described], path, rows),
        titles=part.titles,
        form="CSV",
        about={**about, "encoding": "utf-8", "profile": "tabular-data-resource", "schema": schema},
    )


def _join_rows(heads: Sequence[str], path: str, rows: Sequence[Mapping[str, bytes]]) -> bytes:
    return csv_bytes(Table(heads, ())) + b"".join(one.get(path, b"") for one in rows)


def _make_schema(kind: Kind[Any], extensions: tuple[Extension[Any], ...]) -> dict[str, Any]:
    content = json_schema(
        kind.entity,
        title=kind.title,
        extensions={one.path: one.entity for one in extensions},
        fields=list_public_fields,
    )
    definitions = content.pop("$defs", {})
    names = list_names(kind)
    properties = {name: {"type": "string"} for name in ("path", *names)} | {
        "content": {key: value for key, value in content.items() if key != "$schema"}
    }
    record = {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
    return {"$schema": content["$schema"], "title": kind.titles, "type": "array", "items": record, "$defs": definitions}


def make_table_path(view: TableView) -> str:
    """Return where a declared table lies in the site."""
    return f"{FOLDER}/table-{view.name}.csv"


def _make_sheet_file(sheet: SheetLayout, rows: Sequence[Mapping[str, bytes]]) -> DataFile:
    """Return a declared table as a file of open data."""
    view, path = sheet.view, sheet.path
    columns = {column.name: column for column in bind_columns(view, Kinds(()))}
    described = [
        describe_column(name, _find_type(types), *_describe(columns.get(name))) for name, types in sheet.types.items()
    ]
    about: dict[str, Any] = {"name": path, "path": path, "title": view.title, "format": "csv"}
    about |= {"type": "table", "mediatype": "text/csv"}
    about |= {"encoding": "utf-8", "profile": "tabular-data-resource", "schema": {"fields": described}}
    content = _join_rows(tuple(sheet.types), path, rows)
    return DataFile(path=f"{FOLDER}/{path}", content=content, titles=(view.title,), form="CSV", about=about)


def _describe(column: BoundColumn | None) -> tuple[str, str]:
    """Return what a column is called and what it is, in English."""
    if column is None:
        return "", ""
    return column.column.label or (
        column.field.label if column.field else ""
    ), column.field.help if column.field else ""


def _find_type(types: Collection[str]) -> str:
    """Return what a column of a table holds, in the words of Table Schema, by the classes of its values."""
    if types and {"int", "float"}.issuperset(types):
        return "number" if "float" in types else "integer"
    names = {"bool": "boolean", "date": "date"}
    return names.get(next(iter(types)), "string") if len(types) == 1 else "string"


def _dump_json(value: object) -> bytes:
    return (for_json(json.dumps(value, ensure_ascii=False, indent=1)) + "\n").encode("utf-8", "backslashreplace")
