"""The columns of an entity, from its declaration: for tables, sheets, imports and open data.

A heading is stable and can be read back: the keys of the value with dots between them, a language at the end of a text in
several (`title.en`), and the name of the level before them where a sheet has several (`milestone.title.en`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.model.translated import Translated
from ogpkit.schema.convert import entity_values, toml_value
from ogpkit.schema.fields import Field, Shape, Sort, fields_of
from ogpkit.text.figures import format_number
from ogpkit.text.i18n import _
from ogpkit.text.tables import ColumnNote

if TYPE_CHECKING:
    from ogpkit.model.keypath import KeyPath
    from ogpkit.schema.cell_format import CellValue
    from ogpkit.schema.kinds import Extension

NAME_SHAPE: Final = Shape(sort=Sort.TEXT)
"""What a name out of a path is, such as an identifier or a year."""

_NESTED: Final = frozenset({Sort.TABLE, Sort.LIST, Sort.MAPPING, Sort.TRANSLATED})


@attrs.frozen(kw_only=True)
class Column:
    """Value of a document, or of an item of one of its lists, as a column.

    Attributes:
        path: The keys that lead to the value, from the document or the item on; without a language.
        shape: What the value is.
        field: The field that declares it; None for a name out of the document's path.
        language: Of which language the text is, for one in several.
        level: What the document or the item is called in headings, where a sheet has several levels.
        labels: What a person calls the value, from the outermost table to the field, in English.
    """

    path: tuple[str, ...]
    shape: Shape
    field: Field | None = None
    language: str = ""
    level: str = ""
    labels: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """Return the stable heading, for example `title.en` or `milestone.due`."""
        return ".".join(part for part in (self.level, *self.path, self.language) if part)

    @property
    def help(self) -> str:
        """Return what the declaration says about the value, in English."""
        return self.field.help if self.field else ""

    def title(self) -> str:
        """Return what a person reads above the column, in the language in use."""
        label = ": ".join(_(label) for label in self.labels) or self.heading
        return f"{label} ({self.language})" if self.language else label


def describe_column(column: Column) -> ColumnNote:
    """Return what somebody has to know who fills in a column, in the language in use."""
    shape = column.shape.item or column.shape
    return ColumnNote(
        label=column.title(),
        help=_(column.help) if column.help else "",
        choices=tuple((one.value, _(one.label)) for one in shape.choices),
        is_list=column.shape.item is not None,
    )


def make_name_column(name: str, *, level: str = "", label: str = "") -> Column:
    """Return the column of a name out of the paths of documents, such as `country` or `id`."""
    return Column(path=(name,), shape=NAME_SHAPE, level=level, labels=(label or name.replace("_", " ").capitalize(),))


def list_columns(
    entity: type,
    languages: Sequence[str],
    *,
    level: str = "",
    extensions: Iterable[Extension[Any]] = (),
    lists: tuple[str, ...] = (),
    every: bool = False,
) -> tuple[Column, ...]:
    """Return every column that documents of a class, or items of a list in them, can have.

    A list of tables is no column: it has columns of its own.

    Args:
        entity: The class of the document or of the item.
        languages: The languages of texts, each of which gets a column.
        level: What stands before the keys in headings.
        extensions: The tables that plugins add to the kind; those that stand at this level get columns behind the others.
        lists: The keys of the lists, from the file on, in whose items the values stand.
        every: Whether a value is a column too that no cell could be read back as, such as a table of the person's own keys.
    """
    found = [*_list_field_columns(entity, languages, level, every=every)]
    for one in extensions:
        if one.lists == lists:
            label = one.title or one.table.replace("_", " ").capitalize()
            found += _list_field_columns(one.entity, languages, level, (one.table,), (label,), every=every)
    return tuple(found)


def _list_field_columns(
    entity: type,
    languages: Sequence[str],
    level: str,
    path: tuple[str, ...] = (),
    labels: tuple[str, ...] = (),
    *,
    every: bool,
) -> Iterator[Column]:
    for field in fields_of(entity):
        shape, here, named = field.shape, (*path, field.key), (*labels, field.label)
        if shape.sort is Sort.TABLE and shape.table:
            yield from _list_field_columns(shape.table, languages, level, here, named, every=every)
        elif shape.sort is Sort.TRANSLATED:
            for language in languages:
                yield Column(path=here, shape=shape, field=field, language=language, level=level, labels=named)
        elif shape.sort is Sort.LIST and shape.nested():
            continue
        elif every or shape.item is None or shape.item.sort not in _NESTED:
            yield Column(path=here, shape=shape, field=field, level=level, labels=named)


def document_values(
    entity: object,
    extensions: Mapping[KeyPath, object] | None = None,
    *,
    defaults: bool = False,
    fields: Callable[[type], Iterable[Field]] = fields_of,
) -> dict[str, Any]:
    """Return what a document says as TOML values, with the tables of other plugins in their places.

    Args:
        entity: The document's content.
        extensions: Its extension tables, by key path.
        defaults: Whether a value that equals its default is there too, as for a table that people read.
        fields: Gives the fields of a class that count, where those are not all; only with defaults.
    """
    values = _list_all_values(entity, fields) if defaults else entity_values(entity)
    for path, table in (extensions or {}).items():
        here: Any = values
        for key in path[:-1]:
            here = here[key] if isinstance(key, int) else here.setdefault(key, {})
        here[path[-1]] = _list_all_values(table, fields) if defaults else entity_values(table)
    return values


def _list_all_values(entity: object, fields: Callable[[type], Iterable[Field]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in fields(type(entity)):
        value = getattr(entity, field.name)
        if value is not None and value not in ("", (), Translated()):
            found[field.key] = _convert_value(value, fields)
    return found


def _convert_value(value: object, fields: Callable[[type], Iterable[Field]]) -> object:
    if isinstance(value, tuple):
        return [_convert_value(item, fields) for item in value]
    if isinstance(value, Mapping):
        return {key: _convert_value(item, fields) for key, item in value.items()}
    is_table = attrs.has(type(value)) and not isinstance(value, Translated)
    return _list_all_values(value, fields) if is_table else toml_value(value)


def column_value(column: Column, values: Mapping[str, Any], plain_language: str) -> object:
    """Return the value of a column, as TOML has it; None where there is none.

    Args:
        values: What the document or the item says, as `document_values` gives it.
        plain_language: The language of plain texts.
    """
    here: Any = values
    for key in column.path:
        here = here.get(key) if isinstance(here, dict) else None
    if not column.language:
        return here
    if isinstance(here, str):
        return here if column.language == plain_language else None
    return here.get(column.language) if isinstance(here, dict) else None


def format_cell(column: Column, values: Mapping[str, Any], plain_language: str) -> CellValue:
    """Return the cell that stands for a value; `parse_cell` gives the value back. None where there is none.

    Args:
        values: What the document or the item says, as `document_values` gives it.
        plain_language: The language of plain texts.
    """
    value = column_value(column, values, plain_language)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, datetime):  # a sheet keeps no time zone
        return value.isoformat()
    if isinstance(value, date):
        return value
    if isinstance(value, dict):
        return "\n".join(f"{key}: {_format_item(item)}" for key, item in value.items())
    return "\n".join(_format_item(item) for item in value) if isinstance(value, list) else str(value)


def _format_item(item: object) -> str:
    if isinstance(item, bool):
        return "true" if item else "false"
    if isinstance(item, float):
        return format_number(item)
    return item.isoformat() if isinstance(item, date) else str(item)


def put_value(values: dict[str, Any], column: Column, value: object, plain_language: str) -> None:
    """Lay the value of a cell over what a document or an item says.

    A plain text stays plain while it has but one language, and becomes one text a language with the second.

    Args:
        values: What it says; it is changed.
        value: As `parse_cell` gives it.
        plain_language: The language of plain texts.
    """
    here = values
    for key in column.path[:-1]:
        below = here.get(key)
        if not isinstance(below, dict):
            below = here[key] = {}
        here = below
    key = column.path[-1]
    if not column.language:
        here[key] = value
        return
    before = here.get(key)
    if isinstance(before, str):
        if column.language == plain_language:
            here[key] = value
            return
        before = {plain_language: before}
    here[key] = {**(before or {}), column.language: value}


def remove_value(values: dict[str, Any], column: Column) -> None:
    """Take away what a document or an item says in a column, and the tables that are empty then.

    Args:
        values: What it says; it is changed.
    """
    keys = (*column.path, column.language) if column.language else column.path
    owners: list[dict[str, Any]] = [values]
    for key in keys[:-1]:
        below = owners[-1].get(key)
        if not isinstance(below, dict):
            keys = keys[: len(owners)]
            break
        owners.append(below)
    for owner, key in zip(reversed(owners), reversed(keys), strict=True):
        if owner is owners[-1] or not owner[key]:
            owner.pop(key, None)


def list_owners(values: Any, lists: tuple[str, ...], at: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    """Yield the tables at the end of some lists, each with the keys that lead to it."""
    if not lists:
        yield at, values
        return
    below = values.get(lists[0])
    if isinstance(below, dict):
        yield from list_owners(below, lists[1:], (*at, lists[0]))
    for position, item in enumerate(below if isinstance(below, list) else ()):
        if isinstance(item, dict):
            yield from list_owners(item, lists[1:], (*at, lists[0], position))


def without_extensions(values: Mapping[str, Any], extensions: Iterable[Extension[Any]]) -> dict[str, Any]:
    """Return what a document says without the tables of other plugins, which no entity of its kind holds."""
    kept: dict[str, Any] = _copy(values)
    for extension in extensions:
        for _at, owner in list_owners(kept, extension.lists):
            owner.pop(extension.table, None)
    return kept


def _copy(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _copy(item) for key, item in value.items()}
    return [_copy(item) for item in value] if isinstance(value, list) else value
