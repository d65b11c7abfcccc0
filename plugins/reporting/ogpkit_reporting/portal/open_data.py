"""Everything that is public, as CSV and as JSON with schemas, described as a data package (Frictionless Data Package v1).

What is public the kinds say (`Kind.published`) and their fields (`Audience.INTERNAL`); columns come from the declared classes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit import untrusted
from ogpkit.codec.writing import plain
from ogpkit.exchange.sheets import csv_bytes
from ogpkit.exchange.tables import Table
from ogpkit.fields import Sort, fields_of
from ogpkit.model import Audience
from ogpkit.schema import in_json, schema_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ogpkit.fields import Field
    from ogpkit.kinds import Kind
    from ogpkit.workspace import Document, Workspace

FOLDER: Final = "data"
"""The folder of the site in which open data lies, the same for every language."""

_TYPES: Final[Mapping[Sort, str]] = {
    Sort.WHOLE: "integer",
    Sort.NUMBER: "number",
    Sort.TRUTH: "boolean",
    Sort.DATE: "date",
}
"""What a column holds, in the words of Table Schema; anything else is a string."""


@attrs.frozen
class Column:
    """A column of a CSV file.

    Attributes:
        name: Its name.
        path: The keys that lead to its value.
        type: What it holds, in the words of Table Schema.
        title: What a person calls it.
        help: What it is.
    """

    name: str
    path: tuple[str, ...]
    type: str = "string"
    title: str = ""
    help: str = ""


@attrs.frozen(kw_only=True)
class DataFile:
    """A file of open data.

    Attributes:
        path: Where it lies in the site.
        content: What it holds.
        title: What a person calls it.
        about: Its entry in the data package; empty for a file that is none of its resources.
    """

    path: str
    content: bytes = attrs.field(repr=False)
    title: str
    about: Mapping[str, Any] = attrs.field(factory=dict, hash=False)


def data_files(workspace: Workspace, name: str) -> Iterator[DataFile]:
    """Every file of open data.

    Args:
        workspace: The workspace.
        name: What the data package is called.
    """
    resources = []
    for kind in workspace.kinds:
        documents = tuple(one for one in workspace.all(kind.entity) if kind.publishes(one.entity))
        if documents:
            for file in _of_kind(kind, documents, workspace):
                yield file
                if file.about:
                    resources.append(file.about)
    package = {"profile": "data-package", "name": "ogpkit-portal", "title": name, "resources": resources}
    yield DataFile(path=f"{FOLDER}/datapackage.json", content=_json(package), title="datapackage.json")


def _of_kind(kind: Kind[Any], documents: tuple[Document[Any], ...], workspace: Workspace) -> Iterator[DataFile]:
    records = [_record(kind, document) for document in documents]
    schema = f"{FOLDER}/{kind.name}.schema.json"
    yield DataFile(path=schema, content=_json(_schema(kind)), title=f"{kind.title} (JSON Schema)")
    path = f"{FOLDER}/{kind.name}.json"
    about = {"name": f"{kind.name}.json", "path": f"{kind.name}.json", "title": kind.titles, "format": "json"}
    about |= {"mediatype": "application/json", "encoding": "utf-8"}
    yield DataFile(path=path, content=_json(records), title=f"{kind.titles} (JSON)", about=about)
    identity = [Column(name, (name,)) for name in _names(kind)]
    rows = [(tuple(record[column.name] for column in identity), record["content"]) for record in records]
    yield from _tables(kind.name, kind.titles, kind.entity, identity, rows, _languages(rows, workspace))


def _names(kind: Kind[Any]) -> list[str]:
    """What identifies a document of a kind; the last name of its path bears the name of the kind where it is only `id`."""
    return [kind.name.replace("-", "_") if name == "id" else name for name in kind.pattern.names]


def _record(kind: Kind[Any], document: Document[Any]) -> dict[str, Any]:
    names = dict(zip(_names(kind), (document.names[name] for name in kind.pattern.names), strict=True))
    content = in_json(_public(document.entity))
    return {"path": document.path, **names, "content": content}


def _public(entity: object) -> dict[str, Any]:
    """What a file says, defaults included, without what is internal and without what is empty."""
    found: dict[str, Any] = {}
    for field in fields_of(type(entity)):
        value = getattr(entity, field.name)
        if value is None or value in ("", ()) or field.shape.meaning(Audience) is Audience.INTERNAL:
            continue
        if not field.shape.nested():
            found[field.key] = plain(value)
        elif isinstance(value, tuple):
            found[field.key] = [_public(item) for item in value]
        elif isinstance(value, Mapping):
            found[field.key] = {name: _public(item) for name, item in value.items()}
        else:
            found[field.key] = _public(value)
    return found


def _schema(kind: Kind[Any]) -> dict[str, Any]:
    content = schema_of(kind.entity, title=kind.title)
    definitions = content.pop("$defs", {})
    names = _names(kind)
    properties = {name: {"type": "string"} for name in ("path", *names)} | {
        "content": {key: value for key, value in content.items() if key != "$schema"}
    }
    record = {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
    return {"$schema": content["$schema"], "title": kind.titles, "type": "array", "items": record, "$defs": definitions}


Rows = list[tuple[tuple[object, ...], dict[str, Any]]]
"""For each row what identifies it, and what it holds."""


def _languages(rows: Rows, workspace: Workspace) -> tuple[str, ...]:
    """The languages that texts are in, those of the workspace first; a plain string is in its first one."""
    found: set[str] = set()

    def look(value: object) -> None:
        if isinstance(value, dict):
            found.update(key for key in value if isinstance(key, str) and len(key) < 12)  # noqa: PLR2004  as long as codes are
            for item in value.values():
                look(item)
        elif isinstance(value, list):
            for item in value:
                look(item)

    for _identity, content in rows:
        look(content)
    from ogpkit.model import is_language  # noqa: PLC0415  a table of all languages that only this needs

    own = tuple(dict.fromkeys((workspace.language, *workspace.settings.workspace.languages)))
    return (*own, *sorted(language for language in found - set(own) if is_language(language)))


def _tables(
    name: str, title: str, entity: type, identity: list[Column], rows: Rows, languages: tuple[str, ...]
) -> Iterator[DataFile]:
    """A table for a class, and one for each list of tables in it."""
    taken = {column.name for column in identity}
    columns = [
        attrs.evolve(column, name=f"{column.name}_") if column.name in taken else column
        for column in _columns(entity, languages)
    ]
    values = [(*key, *(_value(content, column.path, languages[0]) for column in columns)) for key, content in rows]
    kept = [i for i, _one in enumerate(columns, len(identity)) if any(row[i] not in (None, "") for row in values)]
    shown = [*range(len(identity)), *kept]
    every = [*identity, *columns]
    table = Table([every[i].name for i in shown], [[row[i] for i in shown] for row in values])
    path = f"{name}.csv"
    fields = [_described(every[i]) for i in shown]
    about = {"name": path, "path": path, "title": title, "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
    yield DataFile(
        path=f"{FOLDER}/{path}",
        content=csv_bytes(table),
        title=f"{title} (CSV)",
        about={**about, "profile": "tabular-data-resource", "schema": {"fields": fields}},
    )
    for field in _lists(entity):
        below = [
            ((*key, number), item)
            for key, content in rows
            for number, item in enumerate(content.get(field.key) or (), 1)
        ]
        if below and field.shape.item and field.shape.item.table:
            position = Column(f"{field.key}_position", (), "integer", help="The place in the list, counting from one.")
            yield from _tables(
                f"{name}-{field.key}".replace("_", "-"),
                f"{title}: {field.label}",
                field.shape.item.table,
                [*identity, position],
                below,
                languages,
            )


def _described(column: Column) -> dict[str, str]:
    about = {"name": column.name, "type": column.type, "title": column.title, "description": column.help}
    return {key: value for key, value in about.items() if value}


def _lists(entity: type) -> Iterable[Field]:
    return (field for field in fields_of(entity) if field.shape.sort is Sort.LIST and field.shape.nested())


def _columns(entity: type, languages: tuple[str, ...], path: tuple[str, ...] = ()) -> Iterator[Column]:
    for field in fields_of(entity):
        shape = field.shape
        if shape.meaning(Audience) is Audience.INTERNAL or (shape.sort is Sort.LIST and shape.nested()):
            continue
        here = (*path, field.key)
        if shape.sort is Sort.TABLE and shape.table:
            yield from _columns(shape.table, languages, here)
        elif shape.sort is Sort.TRANSLATED:
            for language in languages:
                name = ".".join((*here, language))
                yield Column(name, (*here, language), "string", f"{field.label} ({language})", field.help)
        else:
            yield Column(".".join(here), here, _TYPES.get(shape.sort, "string"), field.label, field.help)


def _value(content: Any, path: tuple[str, ...], plain: str) -> object:
    here = content
    for key in path:
        if isinstance(here, str):
            return here if key == plain else None
        here = here.get(key) if isinstance(here, dict) else None
    return json.dumps(here, ensure_ascii=False) if isinstance(here, dict) else here


def _json(value: object) -> bytes:
    return (untrusted.in_json(json.dumps(value, ensure_ascii=False, indent=1)) + "\n").encode(
        "utf-8", "backslashreplace"
    )
