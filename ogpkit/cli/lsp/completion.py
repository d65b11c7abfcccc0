"""What can be written at a place of a file: keys, headings, choices, identifiers, countries, languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from lsprotocol import types

from ogpkit.check.render.explanation import describe_shape
from ogpkit.cli.lsp.cursor import Cursor, Role, read_cursor
from ogpkit.cli.lsp.hover import DeclaredKeys, describe_key
from ogpkit.model import Country
from ogpkit.model.annotations import Reference, TextFormat
from ogpkit.model.identifiers import english_country_name, iso_countries, list_common_languages
from ogpkit.model.keypath import format_key_path
from ogpkit.schema.fields import Sort
from ogpkit.text.i18n import _, current_language, translate
from ogpkit.text.phrase import title_text
from ogpkit.text.sanitize import sanitize_line
from ogpkit.text.scripts import language_name
from ogpkit.workspace.country_names import localized_country_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ogpkit.cli.lsp.text_places import TextPlaces
    from ogpkit.plugins.manager import Plugins
    from ogpkit.schema.fields import Shape
    from ogpkit.workspace.content import Workspace
    from ogpkit.workspace.key_reference import KeyEntry

_WORD: Final = re.compile(r"[\w-]*")
_IN_QUOTES: Final = re.compile(r"[^\"'\n\r,\]}]*")
_HEADING: Final = re.compile(r"[^\n\r#]*")


class EditedFile(NamedTuple):
    """File in which somebody types.

    Attributes:
        places: Its text.
        keys: The keys that it can have.
        names: The names in its path.
        workspace: What the files beside it say.
        plugins: The plugins that take part.
    """

    places: TextPlaces
    keys: DeclaredKeys
    names: Mapping[str, str]
    workspace: Workspace
    plugins: Plugins


def complete(file: EditedFile, offset: int) -> list[types.CompletionItem]:
    """Return what can be written at a place, the likeliest first.

    Args:
        file: The file.
        offset: The place in its text, in characters.
    """
    cursor = read_cursor(file.places.text, offset)
    if cursor.role is Role.COMMENT or len(cursor.quote) > 1:
        return []
    if cursor.role is Role.VALUE:
        return list(_complete_value(file, cursor, offset))
    items = list(_complete_key(file, cursor, offset)) if cursor.role is Role.KEY else []
    if cursor.role is Role.HEADING or cursor.is_line_start:
        items.extend(_complete_heading(file, cursor, offset))
    return items


def _complete_key(file: EditedFile, cursor: Cursor, offset: int) -> Iterator[types.CompletionItem]:
    stretch = _find_stretch(file, cursor.start, offset, _WORD)
    line = file.places.text[offset:].split("\n", 1)[0]
    has_value = "=" in line
    above = file.keys.find(cursor.names) if cursor.names else None
    if above is not None and above.field.shape.sort is Sort.TRANSLATED:
        for number, (code, name) in enumerate(_list_languages(file).items()):
            text = code if has_value else f'{code} = ""'
            yield _make_item(code, name, stretch, text, number, types.CompletionItemKind.Property)
        return
    behind = _WORD.match(file.places.text, offset)
    word = cursor.prefix + (behind[0] if behind else "")
    written = _list_written(file, offset, cursor) - {word}
    entries = [(name, entry) for name, entry in file.keys.list_within(cursor.names) if name not in written]
    entries.sort(key=lambda one: not one[1].field.required)
    for number, (name, entry) in enumerate(entries):
        if entry.field.shape.nested() is not None and cursor.is_line_start:
            continue  # a heading says it
        key = format_key_path((name,))
        text = key if has_value else f"{key} = {_begin_value(entry.field.shape)}"
        item = _make_item(
            name, describe_shape(entry.field.shape), stretch, text, number, types.CompletionItemKind.Property
        )
        item.documentation = _document(entry, file)
        yield item


def _complete_heading(file: EditedFile, cursor: Cursor, offset: int) -> Iterator[types.CompletionItem]:
    start = offset - len(file.places.text[cursor.start : offset].lstrip())
    stretch = _find_stretch(file, start, offset, _HEADING)
    for number, (names, entry) in enumerate(file.keys.entries.items()):
        if entry.field.shape.nested() is None or "NAME" in names:
            continue
        name = ".".join(names)
        heading = f"[[{name}]]" if entry.field.shape.sort is Sort.LIST else f"[{name}]"
        text = f"[{name}.NAME]" if entry.field.shape.sort is Sort.MAPPING else heading
        item = _make_item(
            text,
            translate(entry.field.label, entry.field.owner),
            stretch,
            text,
            500 + number,
            types.CompletionItemKind.Struct,
        )
        item.documentation = _document(entry, file)
        yield item


def _complete_value(file: EditedFile, cursor: Cursor, offset: int) -> Iterator[types.CompletionItem]:
    entry = file.keys.find(cursor.names)
    if entry is None:
        return
    shape = entry.field.shape
    shape = shape.item if shape.sort is Sort.LIST and shape.item is not None else shape
    stretch = _find_stretch(file, cursor.start, offset, _IN_QUOTES if cursor.quote else _WORD)
    for number, (value, label) in enumerate(_list_values(shape, file).items()):
        is_bare = shape.sort in (Sort.TRUTH, Sort.DATE)
        if cursor.quote and is_bare:
            continue
        text = value if cursor.quote or is_bare else f'"{value}"'
        item = _make_item(value, label, stretch, text, number, types.CompletionItemKind.EnumMember)
        item.filter_text = f"{text} {sanitize_line(label)}" if not cursor.quote else f"{value} {sanitize_line(label)}"
        yield item


def _list_values(shape: Shape, file: EditedFile) -> Mapping[str, str]:
    """Return the values that a field can have, each with what a person calls it; none where they are not known."""
    if shape.sort is Sort.TRUTH:
        return {"true": _("Yes"), "false": _("No")}
    if shape.sort is Sort.DATE:
        return {file.workspace.today.isoformat(): _("Today")}
    if shape.choices:
        return {one.value: translate(one.label, type(one)) for one in shape.choices}
    refers, form = shape.meaning(Reference), shape.meaning(TextFormat)
    if refers is not None:
        targets = file.workspace.list_targets(refers, file.names.get("country", ""), file.names.get("cycle", ""))
        return {id: title_text(target, file.workspace.language) for id, target in targets.items()}
    if form is TextFormat.COUNTRY:
        spoken = current_language()
        return {code: localized_country_name(code, spoken) or english_country_name(code) for code in iso_countries()}
    return _list_languages(file) if form is TextFormat.LANGUAGE else {}


def _list_languages(file: EditedFile) -> dict[str, str]:
    """Return the codes of languages with their names: those of the workspace and the country before all others."""
    country = file.workspace.one(Country, file.names.get("country", "")) if file.names.get("country") else None
    first = (*file.workspace.settings.workspace.languages, *(country.entity.languages if country else ()))
    codes = dict.fromkeys((*first, *list_common_languages()))
    return {code: language_name(code, current_language()) for code in codes}


def _list_written(file: EditedFile, offset: int, cursor: Cursor) -> set[str]:
    """Return the keys that the table around a place has already."""
    if not cursor.is_line_start:
        return set()
    positions, byte = file.places.positions, file.places.find_byte(offset)
    above = [(start, path) for path, (start, _end) in positions.tables.items() if start < byte]
    table = max(above)[1] if above else ()
    inside = (path for path, _place in positions.pairs if path[: len(table)] == table and len(path) > len(table))
    return {str(path[len(table)]) for path in inside}


def _begin_value(shape: Shape) -> str:
    """Return with what a value begins: the marks that it needs."""
    if shape.sort in (Sort.TEXT, Sort.TRANSLATED, Sort.CHOICE):
        return '""'
    return {Sort.LIST: "[]", Sort.TABLE: "{}", Sort.MAPPING: "{}"}.get(shape.sort, "")


def _find_stretch(file: EditedFile, start: int, offset: int, rest: re.Pattern[str]) -> types.Range:
    """Return what is replaced: the word that is typed, with what of it is behind the cursor."""
    behind = rest.match(file.places.text, offset)
    return file.places.find_range(start, behind.end() if behind else offset)


def _document(entry: KeyEntry, file: EditedFile) -> types.MarkupContent:
    value = "\n\n".join(describe_key(entry, file.keys, file.plugins))
    return types.MarkupContent(kind=types.MarkupKind.Markdown, value=value)


def _make_item(
    label: str,
    detail: str,
    stretch: types.Range,
    text: str,
    number: int,
    kind: types.CompletionItemKind,
) -> types.CompletionItem:
    return types.CompletionItem(
        label=sanitize_line(label),
        detail=sanitize_line(detail),
        kind=kind,
        sort_text=f"{number:05}",
        filter_text=label,
        text_edit=types.TextEdit(range=stretch, new_text=text),
    )
