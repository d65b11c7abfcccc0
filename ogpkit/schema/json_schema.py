"""JSON Schemas of declared classes, for editors that know TOML and for checks by other tools.

A schema accepts every file that `ogpkit.schema.read` accepts and whose values are what their fields mean; JSON has no dates,
so they are texts in it, as TOML editors see them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, TypeAlias, cast

import attrs

from ogpkit.model.annotations import Bounds, Form
from ogpkit.model.identifiers import COUNTRY, IDENTIFIER, LANGUAGE
from ogpkit.schema.constraints import MAIL, WEBPAGE
from ogpkit.schema.convert import plain
from ogpkit.schema.fields import Field, Shape, Sort, UnsupportedField, fields_of, summary_of

Schema: TypeAlias = dict[str, object]
Extensions: TypeAlias = Mapping[tuple[str, ...], type]

NO_EXTENSIONS: Final[Extensions] = MappingProxyType({})
"""A kind of files to which nobody adds tables."""

_DRAFTS: Final[Mapping[str, tuple[str, str]]] = {
    "2020-12": ("https://json-schema.org/draft/2020-12/schema", "$defs"),
    "draft-07": ("http://json-schema.org/draft-07/schema#", "definitions"),
}

_FORMS: Final[Mapping[Form, str]] = {
    Form.COUNTRY: COUNTRY.pattern,
    Form.LANGUAGE: LANGUAGE.pattern,
    Form.WEBPAGE: WEBPAGE.pattern,
    Form.MAIL: MAIL.pattern,
    Form.IDENTIFIER: IDENTIFIER.pattern,
}

_MOMENT: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}"


def schema_of(
    entity: type,
    *,
    title: str,
    extensions: Extensions = NO_EXTENSIONS,
    draft: str = "2020-12",
    fields: Callable[[type], tuple[Field, ...]] = fields_of,
) -> Schema:
    """The JSON Schema of the files that hold a declared class.

    Args:
        entity: The attrs class.
        title: What such a file is called.
        extensions: Tables that others add: where, with the table's name last, and the attrs class. `("canada",)` is a table
            of the file itself, `("milestones", "canada")` one of each milestone.
        draft: `2020-12` or `draft-07`.
        fields: Gives the fields of a class that are to be in it; all of them when left out.

    Raises:
        UnsupportedField: A field is of a type that no file can hold, or an extension has no place in the class.
        KeyError: The draft is not known.
    """
    address, room = _DRAFTS[draft]
    definitions = _Definitions(room, fields)
    body = definitions.table(entity, extensions)
    return {"$schema": address, "title": title} | body | ({room: definitions.made} if definitions.made else {})


def in_json(value: object) -> object:
    """A value from TOML as JSON has it: dates and times become texts.

    Args:
        value: What a parser gives, or `ogpkit.schema.written`.
    """
    if isinstance(value, dict):
        return {key: in_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [in_json(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


@attrs.frozen
class _Definitions:
    """The schemas of nested tables, each made once and referred to by name.

    Attributes:
        room: The keyword under which they stand.
        fields: Gives the fields of a class.
        made: Each by its name.
        names: The name of each table with its extensions.
    """

    room: str
    fields: Callable[[type], tuple[Field, ...]]
    made: dict[str, Schema] = attrs.field(factory=dict)
    names: dict[tuple[type, frozenset[tuple[tuple[str, ...], type]]], str] = attrs.field(factory=dict)

    def table(self, entity: type, extensions: Extensions) -> Schema:
        """The schema of a table, with the tables that extend it."""
        fields = self.fields(entity)
        self._find_places(entity, extensions)
        properties = {field.key: self._property(field, _below(field.key, extensions)) for field in fields}
        for path, extension in extensions.items():
            if len(path) == 1:
                properties[path[0]] = _with(
                    {"description": summary_of(extension)}, self._refer(extension, NO_EXTENSIONS)
                )
        required = [field.key for field in fields if field.required]
        return {
            "type": "object",
            "description": summary_of(entity),
            "properties": properties,
            "additionalProperties": False,
        } | ({"required": required} if required else {})

    def of(self, shape: Shape, extensions: Extensions) -> Schema:
        """The schema of a value."""
        return _SCHEMAS[shape.sort](self, shape, extensions)

    def _find_places(self, entity: type, extensions: Extensions) -> None:
        tables = {field.key for field in fields_of(entity) if field.shape.nested()}
        keys = {field.key for field in fields_of(entity)}
        for path in extensions:
            if not path or (path[0] in keys if len(path) == 1 else path[0] not in tables):
                raise UnsupportedField(entity, ".".join(path), "there is no place for a table of this name")

    def _property(self, field: Field, extensions: Extensions) -> Schema:
        about: Schema = {"title": field.label}
        if field.help:
            about["description"] = field.help
        if field.default is not attrs.NOTHING and field.default is not None:
            about["default"] = in_json(plain(field.default))
        return _with(about, self.of(field.shape, extensions))

    def _refer(self, table: type, extensions: Extensions) -> Schema:
        identity = (table, frozenset(extensions.items()))
        if identity not in self.names:
            alike = sum(1 for name in self.made if name.rstrip("0123456789") == table.__name__)
            name = f"{table.__name__}{alike + 1}" if table.__name__ in self.made else table.__name__
            self.names[identity] = name
            self.made[name] = {}
            self.made[name] = self.table(table, extensions)
        return {"$ref": f"#/{self.room}/{self.names[identity]}"}

    def _nested(self, shape: Shape, extensions: Extensions) -> Schema:
        return self._refer(cast("type", shape.table), extensions)

    def _list(self, shape: Shape, extensions: Extensions) -> Schema:
        return {"type": "array", "items": self.of(cast("Shape", shape.item), extensions)}

    def _mapping(self, shape: Shape, extensions: Extensions) -> Schema:
        return {"type": "object", "additionalProperties": self.of(cast("Shape", shape.item), extensions)}


def _below(key: str, extensions: Extensions) -> Extensions:
    return {path[1:]: extension for path, extension in extensions.items() if len(path) > 1 and path[0] == key}


def _with(about: Schema, schema: Schema) -> Schema:
    """Older drafts ignore what stands beside a reference, so that it needs a box of its own."""
    return about | ({"allOf": [schema]} if "$ref" in schema else schema)


def _whole_text(pattern: str) -> str:
    return f"^(?:{pattern})$"


def _text(_made: _Definitions, shape: Shape, _extensions: Extensions) -> Schema:
    form = shape.meaning(Form)
    schema: Schema = {"type": "string"}
    return schema | ({"pattern": _whole_text(_FORMS[form])} if form else {})


def _translated(made: _Definitions, shape: Shape, extensions: Extensions) -> Schema:
    text = _text(made, shape, extensions)
    languages = {
        "type": "object",
        "patternProperties": {_whole_text(LANGUAGE.pattern): text},
        "additionalProperties": False,
        "minProperties": 1,
    }
    return {"anyOf": [text, languages]}


def _number(_made: _Definitions, shape: Shape, _extensions: Extensions) -> Schema:
    schema: Schema = {"type": "integer" if shape.sort is Sort.WHOLE else "number"}
    bounds = shape.meaning(Bounds) or Bounds()
    limits = {"minimum": bounds.least, "maximum": bounds.greatest}
    return schema | {word: limit for word, limit in limits.items() if limit is not None}


def _choice(_made: _Definitions, shape: Shape, _extensions: Extensions) -> Schema:
    """One of a few words; what each means stands where taplo and Even Better TOML look for it, and nothing else minds."""
    values = [choice.value for choice in shape.choices]
    return {"type": "string", "enum": values, "x-taplo": {"docs": {"enumValues": [one.label for one in shape.choices]}}}


def _always(schema: Schema) -> Callable[[_Definitions, Shape, Extensions], Schema]:
    return lambda _made, _shape, _extensions: dict(schema)


_SCHEMAS: Final[Mapping[Sort, Callable[[_Definitions, Shape, Extensions], Schema]]] = {
    Sort.TEXT: _text,
    Sort.TRANSLATED: _translated,
    Sort.WHOLE: _number,
    Sort.NUMBER: _number,
    Sort.TRUTH: _always({"type": "boolean"}),
    Sort.DATE: _always({"type": "string", "format": "date"}),
    Sort.MOMENT: _always({"type": "string", "pattern": f"^{_MOMENT}"}),
    Sort.CHOICE: _choice,
    Sort.TABLE: _Definitions._nested,  # noqa: SLF001  of this module
    Sort.LIST: _Definitions._list,  # noqa: SLF001
    Sort.MAPPING: _Definitions._mapping,  # noqa: SLF001
}
