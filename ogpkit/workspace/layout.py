"""A new file from an entity, laid out as a person would write it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, cast

import attrs
import tomli_w

from ogpkit.model.identifiers import LANGUAGE
from ogpkit.model.translated import Translated
from ogpkit.schema.convert import plain, written
from ogpkit.schema.fields import fields_of

_WIDTH: Final = 100
"""Characters that a list may take on one line."""


def layout(entity: object) -> bytes:
    """The content of a new file: plain values first, then tables; a text in several languages as dotted keys.

    Args:
        entity: An instance of a declared class; reading the file gives it back.

    Raises:
        ValueError: A text of it cannot stand in a file.
    """
    text = "\n".join(table_lines(entity)).lstrip("\n")
    return f"{text}\n".encode() if text else b""


def table_lines(owner: object, at: str = "") -> Iterator[str]:
    """The lines below a table's header: what TOML wants before the first table within it, then those tables.

    Args:
        owner: An instance of a declared class, or a table of plain TOML values.
        at: The name of the table, as it stands in its header; empty for the file itself.
    """
    tables: list[tuple[str, object]] = []
    for key, value in _values(owner):
        if texts := _texts(value):
            yield from (f"{_key(key)}.{_key(language)} = {literal(text)}" for language, text in texts.items())
        elif _is_table(value) or _is_list_of_tables(value):
            tables.append((f"{at}.{_key(key)}".lstrip("."), value))
        else:
            yield f"{_key(key)} = {literal(plain(value))}"
    for name, value in tables:
        if isinstance(value, tuple | list):
            for item in value:
                yield from ("", f"[[{name}]]", *table_lines(item, name))
        else:
            yield from ("", f"[{name}]", *table_lines(value, name))


def _values(owner: object) -> Iterator[tuple[str, object]]:
    if isinstance(owner, Mapping | Translated):
        yield from (_texts(owner) if isinstance(owner, Translated) else owner).items()
        return
    said = written(owner)
    yield from ((field.key, getattr(owner, field.name)) for field in fields_of(type(owner)) if field.key in said)


def _texts(value: object) -> Mapping[str, str]:
    """A text in several languages, by language; empty for anything else."""
    if isinstance(value, Translated) and value.by_language:
        return cast("Mapping[str, str]", plain(value))
    is_text = isinstance(value, Mapping) and all(
        isinstance(text, str) and LANGUAGE.fullmatch(key) for key, text in value.items()
    )
    return cast("Mapping[str, str]", value) if is_text else {}


def _is_table(value: object) -> bool:
    is_entity = attrs.has(type(value)) and not isinstance(value, Translated)
    return is_entity or (isinstance(value, Mapping) and bool(value))


def _is_list_of_tables(value: object) -> bool:
    return isinstance(value, tuple | list) and bool(value) and all(_is_table(item) or _texts(item) for item in value)


def _key(key: str) -> str:
    return tomli_w.dumps({key: 0}).removesuffix(" = 0\n")


def literal(value: object) -> str:
    """A value as it stands after the `=` in a file.

    Args:
        value: A plain TOML value.
    """
    if isinstance(value, list):
        return _list([literal(item) for item in value])
    if isinstance(value, dict):
        inside = ", ".join(f"{_key(key)} = {literal(item)}" for key, item in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    in_lines = isinstance(value, str) and "\r" not in value
    return tomli_w.dumps({"": value}, multiline_strings=in_lines).removeprefix('"" = ').removesuffix("\n")


def _list(items: list[str]) -> str:
    on_one_line = f"[{', '.join(items)}]"
    if "\n" not in on_one_line and len(on_one_line) <= _WIDTH:
        return on_one_line
    return "[\n" + "".join(f"    {item},\n" for item in items) + "]"
