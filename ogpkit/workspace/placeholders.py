"""Texts that stand where somebody has still to write one: how they are known, and what is left without them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import attrs

from ogpkit.model.translated import Translated
from ogpkit.schema.fields import Shape, Sort, fields_of
from ogpkit.schema.walk import is_prose, walk_prose
from ogpkit.workspace.toml import parse_toml

if TYPE_CHECKING:
    from ogpkit.workspace.content import Document, Workspace

_FILE: Final = Path(__file__).with_suffix(".toml")

_AROUND: Final = " \t\r\n[](){}<>.…!:;,*_-–—"
"""What may stand around a placeholder."""

_LONGEST: Final = 40
"""Characters above which a text is no placeholder as a whole."""


@cache
def _read_words() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the texts that are placeholders, and what one begins with."""
    data = parse_toml(_FILE.read_bytes())
    return frozenset(cast("list[str]", data["whole"])), tuple(cast("list[str]", data["begins"]))


def is_placeholder(text: str) -> bool:
    """Tell whether a text only holds the place of one that somebody has still to write.

    Args:
        text: Any text.
    """
    whole, begins = _read_words()
    if text.startswith(begins):
        return True
    return len(text) <= _LONGEST and text.strip(_AROUND).casefold() in whole


def leave_out_placeholders(workspace: Workspace) -> Workspace:
    """Return a workspace as readers may see it: without the texts that somebody has still to write.

    Args:
        workspace: What the files say.
    """
    given = {path: drop_placeholders(document) for path, document in workspace.documents.items()}
    if all(document is workspace.documents[path] for path, document in given.items()):
        return workspace
    return attrs.evolve(workspace, documents=given)


def drop_placeholders(document: Document[Any]) -> Document[Any]:
    """Return a document without placeholders; the document itself where it has none.

    Args:
        document: Any document.
    """
    tables = {(): document.entity, **document.extensions}
    if not any(is_placeholder(text) for table in tables.values() for _at, text in walk_prose(table)):
        return document
    entity, *extensions = (_drop_from_table(table) for table in tables.values())
    return attrs.evolve(document, entity=entity, extensions=dict(zip(document.extensions, extensions, strict=True)))


def _drop_from_table(entity: Any) -> Any:
    changed: dict[str, object] = {}
    for field in fields_of(type(entity)):
        value = getattr(entity, field.name)
        left = value if value is None else _drop_from_value(value, field.shape)
        if left is not value:
            changed[field.name] = left
    return attrs.evolve(entity, **changed) if changed else entity


def _drop_from_value(value: Any, shape: Shape) -> Any:
    if shape.sort is Sort.TABLE:
        return _drop_from_table(value)
    if shape.sort is Sort.LIST and shape.item:
        return tuple(_drop_from_value(one, shape.item) for one in value)
    if shape.sort is Sort.MAPPING and shape.item:
        return {key: _drop_from_value(one, shape.item) for key, one in value.items()}
    if not is_prose(shape):
        return value
    if isinstance(value, Translated):
        plain = None if value.plain is None or is_placeholder(value.plain) else value.plain
        said = {language: text for language, text in value.by_language.items() if not is_placeholder(text)}
        return Translated(plain=plain, by_language=said)
    return "" if is_placeholder(value) else value
