"""The keys of a kind of file, each with an example: for `ogpkit explain` and the documentation."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ogpkit.model.annotations import Bounds, Reference, TextFormat
from ogpkit.model.keypath import format_key_path
from ogpkit.schema.fields import Shape, Sort, fields_of
from ogpkit.workspace.layout import format_literal
from ogpkit.workspace.toml import parse_toml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.schema.fields import Field
    from ogpkit.schema.kinds import Extension, Kind

_FORMS: Final = {
    TextFormat.COUNTRY: "KE",
    TextFormat.LANGUAGE: "en",
    TextFormat.WEBPAGE: "https://example.org/plan",
    TextFormat.MAIL: "ogp@example.org",
    TextFormat.IDENTIFIER: "budget-portal",
}
_OTHERS: Final = {
    Sort.TEXT: "…",
    Sort.TRANSLATED: "…",
    Sort.TRUTH: True,
    Sort.DATE: date(2012, 4, 1),
    Sort.MOMENT: datetime(2012, 4, 1, 9, 30, tzinfo=UTC),
}


_ROOM: Final = 80
"""Characters of a line of an example; ogpkit's own number."""


class KeyEntry(NamedTuple):
    """Key of a file.

    Attributes:
        path: Where it stands, for example `milestones[].due`.
        field: The field that it holds.
        example: How it is written, as TOML.
    """

    path: str
    field: Field
    example: str

    @property
    def names(self) -> tuple[str, ...]:
        """Return the keys that lead to it, without the marks of lists; `NAME` stands for a name of your own."""
        return tuple(self.path.replace("[]", "").split("."))


def list_keys(kind: Kind[Any]) -> Iterator[KeyEntry]:
    """Yield the keys of a kind of file, tables before what is in them, each with an example: that of the kind's own example file.

    Args:
        kind: The kind.
    """
    yield from list_keys_of(kind.entity, (), parse_toml(kind.example.encode()) if kind.example else {})


def list_keys_of_extension(extension: Extension[Any]) -> Iterator[KeyEntry]:
    """Yield the keys of a table that a plugin adds to a kind of file.

    Args:
        extension: The table.
    """
    yield from list_keys_of(extension.entity, (f"{'.'.join(extension.path)}",), {})


def list_keys_of(entity: type, above: tuple[str, ...], example: object) -> Iterator[KeyEntry]:
    """Yield the keys of a table and of the tables in it.

    Args:
        entity: The class of the table.
        above: The keys that lead to it, those of lists with `[]`, those of tables with names of your own with `.NAME`.
        example: What an example has there, a table or nothing.
    """
    for field in fields_of(entity):
        given = example.get(field.key) if isinstance(example, dict) else None
        inner = field.shape.nested()
        yield KeyEntry(".".join((*above, field.key)), field, _write(field, above, given))
        if inner is not None:
            step = {Sort.LIST: "[]", Sort.MAPPING: ".NAME"}.get(field.shape.sort, "")
            yield from list_keys_of(inner, (*above, f"{field.key}{step}"), _take_first(given))


def _take_first(given: object) -> object:
    if isinstance(given, list):
        return {key: value for item in reversed(given) if isinstance(item, dict) for key, value in item.items()}
    return given


def _write(field: Field, above: tuple[str, ...], given: object) -> str:
    heading = ".".join((*above, field.key)).replace("[]", "").replace(".NAME", ".example")
    if field.shape.nested() is not None:
        if field.shape.sort is Sort.LIST:
            return f"[[{heading}]]"
        return f"[{heading}.example]" if field.shape.sort is Sort.MAPPING else f"[{heading}]"
    value = make_example(field.shape) if given is None else given
    if isinstance(value, dict):
        return "\n".join(f"{format_key_path((field.key, key))} = {format_literal(text)}" for key, text in value.items())
    return f"{field.key} = {format_literal(value)}"


def make_example(shape: Shape) -> Any:
    """Return a value that a field takes.

    Args:
        shape: The shape of its values.
    """
    if shape.sort is Sort.CHOICE:
        return shape.choices[0].value
    if shape.sort is Sort.LIST and shape.item is not None:
        return [make_example(shape.item)]
    if shape.sort is Sort.MAPPING and shape.item is not None:
        return {"example": make_example(shape.item)}
    if shape.sort in (Sort.WHOLE, Sort.NUMBER):
        return _make_number(shape)
    form = shape.meaning(TextFormat) or (TextFormat.IDENTIFIER if shape.meaning(Reference) else None)
    return _OTHERS[shape.sort] if form is None else _FORMS[form]


def _make_number(shape: Shape) -> int | float:
    bounds = shape.meaning(Bounds) or Bounds()
    number = next((limit for limit in (bounds.least, bounds.greatest) if limit is not None), 1)
    return int(number) if shape.sort is Sort.WHOLE else float(number)


def shorten_example(example: str) -> str:
    """Return an example of a key as far as it fits on a line or two; a long text is cut within its quotation marks.

    Args:
        example: As TOML writes it.
    """
    first, *others = example.splitlines()
    if others and first.endswith(('"""', "[")):
        first, others = first.removesuffix('""') + "…" + ('"' if first.endswith('"') else "]"), []
    lines = [line if len(line) <= _ROOM else f"{line[: _ROOM - 2]}…{line[-1]}" for line in (first, *others)]
    return "\n".join(lines)
