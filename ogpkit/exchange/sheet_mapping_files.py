"""Mapping files as people see them: as a form, as a first draft with every column, and what first comes in by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, cast

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.exchange.sheet_matching import find_meanings, is_left_out
from ogpkit.schema.convert import entity_values
from ogpkit.schema.fields import Field, Shape, Sort, fields_of
from ogpkit.schema.sheet_levels import SheetDescription
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize, sanitize_line
from ogpkit.workspace.layout import format_literal, format_table

if TYPE_CHECKING:
    from ogpkit.plugins.contributions import Import
    from ogpkit.plugins.sheet_reading import SheetColumn, SheetReading

_MEANS: Final = " = "
"""What stands between a word and what it means, where a table of a mapping file is written in lines."""

_LISTED: Final = "; "
_LONGEST_VALUE: Final = 60


class UnreadableEntry(OgpkitError):
    """Raised when a line of a form is no entry of the table that it stands for."""


def list_description_fields(choices: Iterable[str]) -> tuple[Field, ...]:
    """Return what can be said of how a sheet is written, as the fields of a form; tables become lists of lines.

    Columns that are left out are not among them: each column says that of itself.

    Args:
        choices: The keys of fields that come first, because they are most needed.
    """
    first = tuple(choices)
    fields = [one for one in fields_of(SheetDescription) if one.key != "ignore"]
    fields.sort(key=lambda one: one.key not in first)
    return tuple(attrs.evolve(one, shape=_LINES) if one.shape.sort is Sort.MAPPING else one for one in fields)


_LINES: Final = Shape(sort=Sort.LIST, item=Shape(sort=Sort.TEXT))


def format_entries(value: object) -> object:
    """Return a value of a mapping file as a form shows it: a table as lines such as `NR = unknown`."""
    return list(_list_entries(value)) if isinstance(value, Mapping) else value


def _list_entries(table: Mapping[str, object]) -> Iterator[str]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from (f"{key}{_MEANS}{line}" for line in _list_entries(value))
        elif isinstance(value, list | tuple):
            yield f"{key}{_MEANS}{_LISTED.join(map(str, value))}"
        else:
            yield f"{key}{_MEANS}{value}"


def read_entries(key: str, value: object) -> object:
    """Return what a field of the form says as a mapping file holds it.

    Args:
        key: The key of the field in the mapping file.
        value: What the form gives.

    Raises:
        UnreadableEntry: A line is no entry.
    """
    shape = next(one.shape for one in fields_of(SheetDescription) if one.key == key)
    if shape.sort is not Sort.MAPPING or not isinstance(value, list):
        return value
    found: dict[str, Any] = {}
    for line in value:
        _put_entry(found, str(line), cast("Shape", shape.item))
    return found


def _put_entry(table: dict[str, Any], line: str, shape: Shape) -> None:
    key, mark, rest = f"{line} ".partition(_MEANS)
    key, rest = key.strip(), rest.strip()
    if not mark or not key:
        message = _("“{line}” is not complete. Write the value in the sheet, then “=”, then what it means.")
        raise UnreadableEntry(message.format(line=sanitize_line(line)))
    if shape.sort is Sort.MAPPING:
        _put_entry(table.setdefault(key, {}), rest, cast("Shape", shape.item))
    elif shape.sort is Sort.LIST:
        table[key] = [one.strip() for one in rest.split(_LISTED.strip())]
    elif shape.sort is Sort.WHOLE:
        if not rest.isdecimal():
            message = _("“{text}” is not a whole number. Write digits only.")
            raise UnreadableEntry(message.format(text=sanitize_line(rest)))
        table[key] = int(rest)
    else:
        table[key] = rest


def write_mapping(values: Mapping[str, object]) -> bytes:
    """Return the content of a new mapping file."""
    return "".join(f"{line}\n" for line in format_table(values)).lstrip("\n").encode()


def draft_mapping(reading: SheetReading, values: Mapping[str, Any]) -> str:
    """Return a mapping file with a line for every column, for somebody to go on with.

    What is known is filled in; every other column is a comment with what its first cells say.

    Args:
        values: What is known.
    """
    levels = list(dict.fromkeys(one.level for one in reading.meanings))
    said = {key: value for key, value in values.items() if key not in levels}
    lines = [
        f"# {_('What the columns of the sheet mean. Replace each ? with a field, and delete the # at the start of the line.')}"
    ]
    lines += [f"# {_('List the columns that you do not want under ignore. The fields are at the end.')}", ""]
    columns = {one.heading: one for one in reading.columns}
    rest = [one for one in reading.columns if not find_meanings(values, one.heading)]
    rest = [one for one in rest if not is_left_out(values, one.heading)]
    unheaded = [one.heading for one in rest if not one.is_headed]
    lines += format_table(said)
    if "ignore" not in said:
        lines.append(f"# ignore = {format_literal(unheaded)}")
    for level in levels:
        table = values.get(level, {})
        lines += ["", *_draft_level(level, table, columns)] if table or level == levels[0] else []
        if level == levels[0]:
            lines += (f"# ? = {_quote(one.heading)}{_comment(one)}" for one in rest if one.is_headed)
    for level in levels:
        lines += ["", f"# [{level}]"]
        for one in reading.meanings:
            if one.level == level:
                field = "key" if one.field == "key" else f"{_quote(one.field)}"
                field = f"flags.{one.field} → {_quote(one.item)}" if one.item else field
                lines.append(f"#   {field}: {sanitize_line(one.title)}")
    return "".join(f"{_escape(line)}\n" for text in lines for line in text.split("\n"))


def _escape(line: str) -> str:
    """Return a line of TOML in which nothing acts on a terminal: such characters can stand in its texts alone."""
    return "".join(one if sanitize(one) == one else f"\\U{ord(one):08X}" for one in line)


def _draft_level(level: str, table: Mapping[str, Any], columns: Mapping[str, SheetColumn]) -> Iterator[str]:
    yield f"[{level}]"
    if "key" in table:
        yield f"key = {_quote(table['key'])}{_comment(columns.get(table['key']))}"
    else:
        yield "# key = ?"
    others = {key: value for key, value in table.items() if key not in ("key", "fields")}
    yield from (f"{key} = {format_literal(value)}" for key, value in others.items())
    yield f"[{level}.fields]"
    for field, heading in table.get("fields", {}).items():
        yield f"{_quote(field)} = {_quote(heading)}{_comment(columns.get(heading))}"


def _quote(text: str) -> str:
    return format_literal(text.replace("\n", " "))


def _comment(column: SheetColumn | None) -> str:
    return f"  # {sanitize_line(_LISTED.join(column.samples))}" if column is not None and column.samples else ""


def list_first_records(found: Import, reading: SheetReading, most: int) -> Iterator[str]:
    """Yield what first comes in by an import, in lines for people: each document, and below it what it says.

    Args:
        reading: What is known of the sheet.
        most: How many documents are shown.
    """
    labels = {(one.level, one.field): one.title for one in reading.meanings if not one.item}
    levels = {lists: level for level, lists in reading.lists.items()}
    for path, content in list(found.files.items())[:most]:
        yield path
        values = content if isinstance(content, Mapping) else entity_values(content)
        yield from _list_values(values, (), (), levels, labels)


def _list_values(
    values: Mapping[str, Any],
    lists: tuple[str, ...],
    path: tuple[str, ...],
    levels: Mapping[tuple[str, ...], str],
    labels: Mapping[tuple[str, str], str],
) -> Iterator[str]:
    level = levels.get(lists, "")
    indent = "  " * (len(lists) + 1)
    for key, value in values.items():
        here = (*path, key)
        if isinstance(value, Mapping):
            yield from _list_values(value, lists, here, levels, labels)
        elif isinstance(value, list | tuple) and value and all(isinstance(one, Mapping) for one in value):
            for item in value:
                mark, *rest = _list_values(item, (*lists, *here), (), levels, labels) if item else [""]
                yield f"{mark[: len(indent)]}• {mark[len(indent) + 2 :]}"
                yield from rest
        else:
            said = _LISTED.join(map(str, value)) if isinstance(value, list | tuple) else str(value)
            label = labels.get((level, "key" if here == ("id",) else ".".join(here))) or ".".join(here)
            yield f"{indent}{label}: {sanitize_line(said)[:_LONGEST_VALUE]}"
