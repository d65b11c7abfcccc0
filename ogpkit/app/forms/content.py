"""What a form shows: the fields of a kind beside the values of a file, and which of them is which."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import attrs
from babel import Locale, UnknownLocaleError

from ogpkit.fields import Field, Shape, Sort, fields_of
from ogpkit.language import spoken
from ogpkit.model import Country, Refers
from ogpkit.storage.toml import NotToml, NotUtf8, parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ogpkit.desk import Desk
    from ogpkit.keypath import KeyPath


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


def content_of(desk: Desk, path: str) -> tuple[Mapping[str, object] | None, str]:
    """The values of a file with all edits, or why there are none.

    Args:
        desk: The workspace.
        path: The file.
    """
    try:
        return parse(desk.source(path)), ""
    except (NotToml, NotUtf8) as error:
        return None, f"{error.line}:{error.column} {error}"


def rows(entity: type, content: Mapping[str, object], at: KeyPath = ()) -> Iterator[Row]:
    """The fields of a class beside their values, in the order of the declaration.

    Args:
        entity: The class.
        content: The values of the table.
        at: The key path of the table.
    """
    for field in fields_of(entity):
        yield Row(field=field, at=(*at, field.key), value=content.get(field.key))


def is_section(shape: Shape) -> bool:
    """Whether a field is a table or a list of tables, and so a section of the form.

    Args:
        shape: What the field asks for.
    """
    return shape.sort in (Sort.TABLE, Sort.MAPPING) or is_list_of_tables(shape)


def is_list_of_tables(shape: Shape) -> bool:
    """Whether a field is a list of tables.

    Args:
        shape: What the field asks for.
    """
    return shape.sort is Sort.LIST and shape.item is not None and shape.item.sort is Sort.TABLE


def outline(entity: type, content: Mapping[str, object], at: KeyPath = ()) -> Iterator[KeyPath]:
    """The key paths of everything that a form shows; another outline needs another form.

    Args:
        entity: The class.
        content: The values of the table.
        at: The key path of the table.
    """
    for row in rows(entity, content, at):
        yield row.at
        shape, value = row.field.shape, row.value
        if shape.sort is Sort.TABLE and shape.table and isinstance(value, dict):
            yield (*row.at, "")
            yield from outline(shape.table, value, row.at)
        elif is_list_of_tables(shape) and isinstance(value, list):
            for position, item in enumerate(value):
                table = cast("type", cast("Shape", shape.item).table)
                yield from outline(table, item if isinstance(item, dict) else {}, (*row.at, position))


def languages_for(desk: Desk, path: str) -> dict[str, str]:
    """The languages in which texts are owed in a file, with their names in the language in use.

    Args:
        desk: The workspace.
        path: The file.
    """
    document = desk.workspace.documents.get(path)
    country = desk.workspace.one(Country, document.country) if document and document.country else None
    local = country.entity.languages if country else ()
    wanted = dict.fromkeys((*desk.workspace.settings.workspace.languages, *local)) or {"en": None}
    return {language: language_name(language) for language in wanted}


def language_name(language: str) -> str:
    """What a language is called in the language in use.

    Args:
        language: Its code.
    """
    try:
        name = Locale.parse(language, sep="-").get_display_name(spoken())
    except (ValueError, UnknownLocaleError):
        name = None
    return (name or language)[:1].upper() + (name or language)[1:]


def references_for(desk: Desk, path: str, shape: Shape) -> Sequence[str]:
    """The identifiers of the documents that a value may refer to.

    Args:
        desk: The workspace.
        path: The file with the value.
        shape: What the field asks for.
    """
    refers = shape.meaning(Refers)
    kind = desk.workspace.kinds.named(refers.kind) if refers else None
    document = desk.workspace.documents.get(path)
    if refers is None or kind is None or document is None:
        return ()
    country = document.country if refers.within in ("cycle", "country") else ""
    cycle = document.cycle if refers.within == "cycle" else ""
    return [found.id for found in desk.workspace.all(kind.entity, country, cycle)]
