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

from ogpkit.model.annotations import Bounds, TextFormat
from ogpkit.model.identifiers import COUNTRY_PATTERN, IDENTIFIER_PATTERN, LANGUAGE_PATTERN
from ogpkit.schema.constraints import MAIL, WEBPAGE
from ogpkit.schema.convert import toml_value
from ogpkit.schema.fields import Field, Shape, Sort, UnsupportedField, class_summary, fields_of

JsonSchema: TypeAlias = dict[str, object]
"""A JSON Schema, as the values that JSON has."""

Extensions: TypeAlias = Mapping[tuple[str, ...], type]

NO_EXTENSIONS: Final[Extensions] = MappingProxyType({})
"""A kind of files to which nobody adds tables."""

_DRAFTS: Final[Mapping[str, tuple[str, str]]] = {
    "2020-12": ("https://json-schema.org/draft/2020-12/schema", "$defs"),
    "draft-07": ("http://json-schema.org/draft-07/schema#", "definitions"),
}

_FORMS: Final[Mapping[TextFormat, str]] = {
    TextFormat.COUNTRY: COUNTRY_PATTERN.pattern,
    TextFormat.LANGUAGE: LANGUAGE_PATTERN.pattern,
    TextFormat.WEBPAGE: WEBPAGE.pattern,
    TextFormat.MAIL: MAIL.pattern,
    TextFormat.IDENTIFIER: IDENTIFIER_PATTERN.pattern,
}

_MOMENT: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}"


def json_schema(
    entity: type,
    *,
    title: str,
    extensions: Extensions = NO_EXTENSIONS,
    draft: str = "2020-12",
    fields: Callable[[type], tuple[Field, ...]] = fields_of,
) -> JsonSchema:
    """Return the JSON Schema of the files that hold a declared class.

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
    body = definitions.define_table(entity, extensions)
    return {"$schema": address, "title": title} | body | ({room: definitions.made} if definitions.made else {})


def json_value(value: object) -> object:
    """Return a value from TOML as JSON has it: dates and times become texts.

    Args:
        value: What a parser gives, or `ogpkit.schema.written`.
    """
    if isinstance(value, dict):
        return {key: json_value(item) for key, item in value.items()}
    if isinstance(value, list):
        return [json_value(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


@attrs.frozen
class _Definitions:
    """Schemas of nested tables, each made once and referred to by name.

    Attributes:
        room: The keyword under which they stand.
        fields: Gives the fields of a class.
        made: Each by its name.
        names: The name of each table with its extensions.
    """

    room: str
    fields: Callable[[type], tuple[Field, ...]]
    made: dict[str, JsonSchema] = attrs.field(factory=dict)
    names: dict[tuple[type, frozenset[tuple[tuple[str, ...], type]]], str] = attrs.field(factory=dict)

    def define_table(self, entity: type, extensions: Extensions) -> JsonSchema:
        """Return the schema of a table, with the tables that extend it."""
        fields = self.fields(entity)
        self._find_places(entity, extensions)
        properties = {field.key: self._define_property(field, _select_below(field.key, extensions)) for field in fields}
        for path, extension in extensions.items():
            if len(path) == 1:
                properties[path[0]] = _add_keywords(
                    {"description": class_summary(extension)}, self._refer(extension, NO_EXTENSIONS)
                )
        required = [field.key for field in fields if field.required]
        return {
            "type": "object",
            "description": class_summary(entity),
            "properties": properties,
            "additionalProperties": False,
        } | ({"required": required} if required else {})

    def define(self, shape: Shape, extensions: Extensions) -> JsonSchema:
        """Return the schema of a value."""
        return _SCHEMAS[shape.sort](self, shape, extensions)

    def _find_places(self, entity: type, extensions: Extensions) -> None:
        tables = {field.key for field in fields_of(entity) if field.shape.nested()}
        keys = {field.key for field in fields_of(entity)}
        for path in extensions:
            if not path or (path[0] in keys if len(path) == 1 else path[0] not in tables):
                raise UnsupportedField(entity, ".".join(path), "there is no place for a table of this name")

    def _define_property(self, field: Field, extensions: Extensions) -> JsonSchema:
        about: JsonSchema = {"title": field.label}
        if field.help:
            about["description"] = field.help
        if field.default is not attrs.NOTHING and field.default is not None:
            about["default"] = json_value(toml_value(field.default))
        return _add_keywords(about, self.define(field.shape, extensions))

    def _refer(self, table: type, extensions: Extensions) -> JsonSchema:
        identity = (table, frozenset(extensions.items()))
        if identity not in self.names:
            alike = sum(1 for name in self.made if name.rstrip("0123456789") == table.__name__)
            name = f"{table.__name__}{alike + 1}" if table.__name__ in self.made else table.__name__
            self.names[identity] = name
            self.made[name] = {}
            self.made[name] = self.define_table(table, extensions)
        return {"$ref": f"#/{self.room}/{self.names[identity]}"}

    def _define_nested(self, shape: Shape, extensions: Extensions) -> JsonSchema:
        return self._refer(cast("type", shape.table), extensions)

    def _list(self, shape: Shape, extensions: Extensions) -> JsonSchema:
        return {"type": "array", "items": self.define(cast("Shape", shape.item), extensions)}

    def _define_mapping(self, shape: Shape, extensions: Extensions) -> JsonSchema:
        return {"type": "object", "additionalProperties": self.define(cast("Shape", shape.item), extensions)}


def _select_below(key: str, extensions: Extensions) -> Extensions:
    return {path[1:]: extension for path, extension in extensions.items() if len(path) > 1 and path[0] == key}


def _add_keywords(about: JsonSchema, schema: JsonSchema) -> JsonSchema:
    """Put a reference into a box of its own: older drafts ignore what stands beside one."""
    return about | ({"allOf": [schema]} if "$ref" in schema else schema)


def _anchor_pattern(pattern: str) -> str:
    return f"^(?:{pattern})$"


def _define_text(_made: _Definitions, shape: Shape, _extensions: Extensions) -> JsonSchema:
    form = shape.meaning(TextFormat)
    schema: JsonSchema = {"type": "string"}
    return schema | ({"pattern": _anchor_pattern(_FORMS[form])} if form else {})


def _define_translated(made: _Definitions, shape: Shape, extensions: Extensions) -> JsonSchema:
    text = _define_text(made, shape, extensions)
    languages = {
        "type": "object",
        "patternProperties": {_anchor_pattern(LANGUAGE_PATTERN.pattern): text},
        "additionalProperties": False,
        "minProperties": 1,
    }
    return {"anyOf": [text, languages]}


def _define_number(_made: _Definitions, shape: Shape, _extensions: Extensions) -> JsonSchema:
    schema: JsonSchema = {"type": "integer" if shape.sort is Sort.WHOLE else "number"}
    bounds = shape.meaning(Bounds) or Bounds()
    limits = {"minimum": bounds.least, "maximum": bounds.greatest}
    return schema | {word: limit for word, limit in limits.items() if limit is not None}


def _define_choice(_made: _Definitions, shape: Shape, _extensions: Extensions) -> JsonSchema:
    """Return one of a few words; what each means stands where taplo and Even Better TOML look for it, and nothing else minds."""
    values = [choice.value for choice in shape.choices]
    return {"type": "string", "enum": values, "x-taplo": {"docs": {"enumValues": [one.label for one in shape.choices]}}}


def _return_always(schema: JsonSchema) -> Callable[[_Definitions, Shape, Extensions], JsonSchema]:
    return lambda _made, _shape, _extensions: dict(schema)


_SCHEMAS: Final[Mapping[Sort, Callable[[_Definitions, Shape, Extensions], JsonSchema]]] = {
    Sort.TEXT: _define_text,
    Sort.TRANSLATED: _define_translated,
    Sort.WHOLE: _define_number,
    Sort.NUMBER: _define_number,
    Sort.TRUTH: _return_always({"type": "boolean"}),
    Sort.DATE: _return_always({"type": "string", "format": "date"}),
    Sort.MOMENT: _return_always({"type": "string", "pattern": f"^{_MOMENT}"}),
    Sort.CHOICE: _define_choice,
    Sort.TABLE: _Definitions._define_nested,  # noqa: SLF001  of this module
    Sort.LIST: _Definitions._list,  # noqa: SLF001
    Sort.MAPPING: _Definitions._define_mapping,  # noqa: SLF001
}
