"""The rows of a form: what stands in each field, and with what a new item begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.model import Country, Reference, TextFormat
from ogpkit.model.identifiers import make_chance_name
from ogpkit.schema.fields import Field, Shape, Sort, fields_of
from ogpkit.schema.naming import FieldNames, find_extensions_within, make_extension_field
from ogpkit.text.i18n import _, current_language
from ogpkit.text.phrase import title_text
from ogpkit.text.scripts import language_name
from ogpkit.workspace.toml import NotToml, NotUtf8, parse_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ogpkit.editing.session import WorkspaceSession
    from ogpkit.model.keypath import KeyPath
    from ogpkit.plugins.places import Place
    from ogpkit.schema.kinds import Extension


def default_item(entity: type, key: str, others: Sequence[object]) -> dict[str, object]:
    """Return the values of a new item.

    Args:
        entity: The class of the items.
        key: The key of the list.
        others: The items that are there.
    """
    needed = [field for field in fields_of(entity) if field.required and field.key == "id"]
    if not needed or needed[0].shape.meaning(TextFormat) is not TextFormat.IDENTIFIER:
        return {}
    taken = {str(item.get("id")) for item in others if isinstance(item, dict)}
    # of no order: two people may add an item each, on two branches
    return {"id": make_chance_name(key.replace("_", "-"), taken)}


@attrs.frozen(kw_only=True)
class Row:
    """One field at one place in a file.

    Attributes:
        field: Its declaration.
        at: Its key path.
        value: Its value; None where there is none.
    """

    field: Field
    at: KeyPath
    value: object


def read_values(session: WorkspaceSession, path: str) -> tuple[Mapping[str, object] | None, str]:
    """Return the values of a file with all edits, or why there are none."""
    try:
        return parse_toml(session.source(path)), ""
    except (NotToml, NotUtf8) as error:
        where = _("line {line}, column {column}").format(line=error.line, column=error.column)
        return None, f"{where}: {error}"
    except (OgpkitError, OSError) as error:
        return None, str(error)


def list_rows(
    entity: type, content: Mapping[str, object], at: KeyPath = (), extensions: Sequence[Extension[object]] = ()
) -> Iterator[Row]:
    """Yield the fields of a class beside their values, in the order of the declaration; then the tables of other plugins.

    Args:
        entity: The class.
        content: The values of the table.
        at: The key path of the table.
        extensions: The tables of other plugins that may stand in it.
    """
    fields = (*fields_of(entity), *map(make_extension_field, extensions))
    for field in fields:
        yield Row(field=field, at=(*at, field.key), value=content.get(field.key))
    known = {field.key for field in fields}
    for key in (key for key in content if key not in known):
        yield Row(field=_make_unknown_field(entity, key), at=(*at, key), value=content[key])


def _make_unknown_field(entity: type, key: str) -> Field:
    """Return a key that the declaration does not know, as a field that cannot be edited."""
    return Field(
        owner=entity,
        name="",
        key=key,
        shape=Shape(sort=Sort.TEXT),
        required=False,
        optional=True,
        default=None,
        metadata={"label": key},
    )


def is_misfit(row: Row) -> bool:
    """Tell whether a value can only be shown and taken away: its key is unknown, or it is no table where tables belong.

    Args:
        row: The field with its value.
    """
    if not row.field.name:
        return True
    if is_list_of_tables(row.field.shape):
        return not isinstance(row.value, list | None)
    return row.field.shape.sort in (Sort.TABLE, Sort.MAPPING) and not isinstance(row.value, dict | None)


def label_at(session: WorkspaceSession, path: str, at: KeyPath) -> str:
    """Return what a person calls a place in a file: the label of its field, or the key where no field is declared."""
    return FieldNames.of_file(session.workspace.kinds, path).label_at(at) if at else path


def list_entries(row: Row) -> Iterator[Row]:
    """Yield the entries of a mapping as fields of the form.

    Args:
        row: The mapping.
    """
    values = row.value if isinstance(row.value, dict) else {}
    for key, value in values.items():
        yield Row(field=_make_entry_field(row.field, key), at=(*row.at, key), value=value)


def _make_entry_field(field: Field, key: str) -> Field:
    """Return one entry of a mapping as a field of the form."""
    item = cast("Shape", field.shape.item)
    return attrs.evolve(
        field,
        name=f"[{key}]",
        key=key,
        shape=item,
        required=False,
        optional=True,
        default=None,
        metadata={"label": key},
    )


def is_list_of_tables(shape: Shape) -> bool:
    """Tell whether a field is a list of tables.

    Args:
        shape: What the field asks for.
    """
    return shape.sort is Sort.LIST and shape.item is not None and shape.item.sort is Sort.TABLE


def list_sections(found: Iterable[Row], extensions: Sequence[Extension[object]] = ()) -> Iterator[KeyPath]:
    """Yield the key paths of the sections that a form shows; another outline needs another form.

    Args:
        found: The fields of a table with their values.
        extensions: The tables of other plugins in this kind of file.
    """
    for row in found:
        shape, value = row.field.shape, row.value
        if is_misfit(row):
            yield (*row.at, "")
        elif shape.sort is Sort.TABLE and isinstance(value, dict):
            yield row.at
            table = cast("type", shape.table)
            yield from list_sections(
                list_rows(table, value, row.at, find_extensions_within(extensions, row.at)), extensions
            )
        elif shape.sort is Sort.MAPPING and isinstance(value, dict):
            for entry in list_entries(row):
                yield entry.at
                yield from list_sections([entry], extensions)
        elif is_list_of_tables(shape) and isinstance(value, list):
            item = cast("type", cast("Shape", shape.item).table)
            for position, one in enumerate(value):
                at = (*row.at, position)
                yield at
                inside = list_rows(
                    item, one if isinstance(one, dict) else {}, at, find_extensions_within(extensions, at)
                )
                yield from list_sections(inside, extensions)


def list_owed_languages(session: WorkspaceSession, place: Place) -> dict[str, str]:
    """Return the languages in which texts are owed at a place, with their names in the language in use."""
    country = session.workspace.one(Country, place.country) if place.country else None
    local = country.entity.languages if country else ()
    wanted = dict.fromkeys((*session.workspace.settings.workspace.languages, *local)) or {"en": None}
    return {language: name_language(language) for language in wanted}


def name_language(language: str) -> str:
    """Return what a language is called in the language in use, as a heading begins.

    Args:
        language: Its code.
    """
    name = language_name(language, current_language())
    return name[:1].upper() + name[1:]


def list_references(session: WorkspaceSession, place: Place, shape: Shape) -> Mapping[str, str]:
    """Return the identifiers that a value may name, of documents or of items in them, with what a person calls them.

    Args:
        place: Where the value stands.
        shape: What the field asks for.
    """
    refers = shape.meaning(Reference)
    if refers is None:
        return {}
    found = session.workspace.list_targets(refers, place.country, place.cycle)
    return {id: _format_target(session, id, target) for id, target in found.items()}


def _format_target(session: WorkspaceSession, id: str, target: object) -> str:
    text = title_text(target, session.workspace.language)
    return f"{id} · {text}" if text else id
