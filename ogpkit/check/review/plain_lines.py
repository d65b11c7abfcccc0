"""A plan file in words, one line for each value, so that a program that compares lines shows what changed in a plan."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, Final

from ogpkit.check.review.wording import write_value
from ogpkit.schema.fields import Shape, Sort, fields_of
from ogpkit.schema.naming import FieldNames
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize, sanitize_line
from ogpkit.workspace.positions import Positions
from ogpkit.workspace.scan import LARGEST
from ogpkit.workspace.toml import NotToml, NotUtf8, parse_toml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ogpkit.model.keypath import KeyPath
    from ogpkit.schema.kinds import Kind, Kinds

_PLAIN: Final = Shape(sort=Sort.TEXT)

_ANY_LANGUAGE: Final = "en"
"""The language of plain texts, where no settings say it; each language of a text has its own line here."""


def write_plain_lines(source: bytes, name: str, kinds: Kinds) -> str:
    """Return a file in words, with a line for each value and comment; what is no plan file stays as it is.

    Args:
        source: The file.
        name: Its name without its folders, which git does not tell.
        kinds: The installed kinds.
    """
    try:
        values = parse_toml(source if len(source) <= LARGEST else b"")
        kind = guess_kind(values, name, kinds)
        comments = [source[start:end].decode() for start, end in Positions.of(source).comments]
    except (NotToml, NotUtf8):
        kind = None
    if kind is None:
        return sanitize(source.decode("utf-8", "replace").replace("\r\n", "\n"))
    names = FieldNames(kind.entity, kinds.extensions(kind.name))
    said = (_("Comment: {text}").format(text=one.strip("# ")) for one in comments)
    lines = (*_list_lines(values, (), "", names), *said)
    return "".join(f"{sanitize_line(line)}\n" for line in lines)


def guess_kind(values: Mapping[str, object], name: str, kinds: Kinds) -> Kind[Any] | None:
    """Return the kind of a file of which only the name is known and what it says; None where none declares most of its keys.

    Args:
        values: What the file says.
        name: Its name, without its folders.
        kinds: The installed kinds.
    """
    found: list[tuple[bool, float, int, str]] = []
    for kind in kinds:
        last = kind.pattern.text.rpartition("/")[2]
        shape = "".join("*" if number % 2 else part for number, part in enumerate(_split_names(last)))
        if fnmatchcase(name, shape):
            fields = fields_of(kind.entity)
            known = {field.key for field in fields} | {
                one.table for one in kinds.extensions(kind.name) if not one.lists
            }
            lacking = sum(1 for field in fields if field.required and field.key not in values)
            found.append((shape == last, len(known & values.keys()) / max(len(values), 1), -lacking, kind.name))
    best = max(found, default=None)
    return kinds.by_name(best[3]) if best and best[1] > 0.5 else None  # noqa: PLR2004  most of them


def _split_names(pattern: str) -> list[str]:
    return pattern.replace("}", "{").split("{")


def list_value_lines(value: object, at: KeyPath, names: FieldNames) -> Iterator[str]:
    """Yield a value in words: a text line by line, and each value of a table with its label.

    Args:
        value: The value; None where there is none.
        at: Where it is.
        names: What people call the places of the file.
    """
    is_nested = isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, dict) for one in value))
    if value is None:
        yield _("(deleted)")
    elif is_nested:
        yield from _list_lines(value, at, "", names)
    else:
        yield from write_value(value, names.find_shape(at) or _PLAIN, _ANY_LANGUAGE).splitlines() or [""]


def _list_lines(value: object, at: KeyPath, within: str, names: FieldNames) -> Iterator[str]:
    """Yield the lines of a value: those of a table field by field as declared, then what nobody declares."""
    shape = names.find_shape(at) if at else None
    if isinstance(value, dict) and value:
        for key in _sort_keys(value, at, shape, names):
            here = (*at, key)
            yield from _list_lines(value[key], here, _extend_name(within, names.label_at(here), shape), names)
    elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
        for number, item in enumerate(value):
            # an identifier stays when the title changes, so that only the title's line is another one
            own = (item.get("id") or item.get("title") or item.get("name")) if isinstance(item, dict) else None
            called = own if isinstance(own, str) else number + 1
            yield from _list_lines(item, (*at, number), _extend_name(within, str(called), None), names)
    else:
        written = write_value(value, shape or _PLAIN, _ANY_LANGUAGE)
        said = [line for line in written.splitlines() if line.strip()] or [""]
        yield from (_("{field}: {value}").format(field=within, value=line) for line in said)


def _extend_name(within: str, label: str, shape: Shape | None) -> str:
    if shape is not None and shape.sort is Sort.TRANSLATED:
        return f"{within} ({label})"
    return f"{within} › {label}" if within else label


def _sort_keys(table: Mapping[str, object], at: KeyPath, shape: Shape | None, names: FieldNames) -> list[str]:
    entity = names.entity if not at else shape.table if shape else None
    declared = [field.key for field in fields_of(entity)] if entity else []
    order = {key: number for number, key in enumerate(declared)}
    return sorted(table, key=lambda key: (order.get(key, len(order)), key))
