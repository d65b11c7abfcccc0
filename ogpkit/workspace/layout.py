"""A new file from an entity, laid out as a person would write it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, cast

import attrs
import tomli_w

from ogpkit.model.identifiers import LANGUAGE_PATTERN
from ogpkit.model.translated import Translated
from ogpkit.schema.convert import entity_values, toml_value
from ogpkit.schema.fields import fields_of

_WIDTH: Final = 100
"""Characters that a list may take on one line."""


def format_new_file(entity: object) -> bytes:
    """Return the content of a new file: plain values first, then tables; a text in several languages as dotted keys.

    Args:
        entity: An instance of a declared class; reading the file gives it back.

    Raises:
        ValueError: A text of it cannot stand in a file.
    """
    text = "\n".join(format_table(entity)).lstrip("\n")
    return f"{text}\n".encode() if text else b""


def format_table(owner: object, at: str = "") -> Iterator[str]:
    """Yield the lines below a table's header: what TOML wants before the first table within it, then those tables.

    Args:
        owner: An instance of a declared class, or a table of plain TOML values.
        at: The name of the table, as it stands in its header; empty for the file itself.
    """
    tables: list[tuple[str, object]] = []
    for key, value in _list_values(owner):
        if texts := _list_texts(value):
            yield from (
                f"{_format_key(key)}.{_format_key(language)} = {format_literal(text)}"
                for language, text in texts.items()
            )
        elif _is_table(value) or _is_list_of_tables(value):
            tables.append((f"{at}.{_format_key(key)}".lstrip("."), value))
        else:
            yield f"{_format_key(key)} = {format_literal(toml_value(value))}"
    for name, value in tables:
        if isinstance(value, tuple | list):
            for item in value:
                yield from ("", f"[[{name}]]", *format_table(item, name))
        else:
            yield from ("", f"[{name}]", *format_table(value, name))


def _list_values(owner: object) -> Iterator[tuple[str, object]]:
    if isinstance(owner, Mapping | Translated):
        yield from (_list_texts(owner) if isinstance(owner, Translated) else owner).items()
        return
    said = entity_values(owner)
    yield from ((field.key, getattr(owner, field.name)) for field in fields_of(type(owner)) if field.key in said)


def _list_texts(value: object) -> Mapping[str, str]:
    """Return a text in several languages, by language; empty for anything else."""
    if isinstance(value, Translated) and value.by_language:
        return cast("Mapping[str, str]", toml_value(value))
    is_text = isinstance(value, Mapping) and all(
        isinstance(text, str) and LANGUAGE_PATTERN.fullmatch(key) for key, text in value.items()
    )
    return cast("Mapping[str, str]", value) if is_text else {}


def _is_table(value: object) -> bool:
    is_entity = attrs.has(type(value)) and not isinstance(value, Translated)
    return is_entity or (isinstance(value, Mapping) and bool(value))


def _is_list_of_tables(value: object) -> bool:
    return (
        isinstance(value, tuple | list) and bool(value) and all(_is_table(item) or _list_texts(item) for item in value)
    )


def _format_key(key: str) -> str:
    return tomli_w.dumps({key: 0}).removesuffix(" = 0\n")


def format_literal(value: object) -> str:
    """Return a value as it stands after the `=` in a file.

    Args:
        value: A plain TOML value.
    """
    if isinstance(value, list):
        return _list([format_literal(item) for item in value])
    if isinstance(value, dict):
        inside = ", ".join(f"{_format_key(key)} = {format_literal(item)}" for key, item in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    in_lines = isinstance(value, str) and "\r" not in value
    return tomli_w.dumps({"": value}, multiline_strings=in_lines).removeprefix('"" = ').removesuffix("\n")


def _list(items: list[str]) -> str:
    on_one_line = f"[{', '.join(items)}]"
    if "\n" not in on_one_line and len(on_one_line) <= _WIDTH:
        return on_one_line
    return "[\n" + "".join(f"    {item},\n" for item in items) + "]"
