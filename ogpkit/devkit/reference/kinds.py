"""The reference of document kinds: where the files lie, what each field means, a small correct file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.devkit.reference.markdown import block, table, text
from ogpkit.model.annotations import Bounds, Form, Refers
from ogpkit.schema.fields import Shape, Sort, fields_of, summary_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.plugins.manager import Plugins
    from ogpkit.schema.kinds import Extension, Kind

_SORTS: Final = {
    Sort.TEXT: "text",
    Sort.TRANSLATED: "text, in one language or in several",
    Sort.WHOLE: "whole number",
    Sort.NUMBER: "number",
    Sort.TRUTH: "true or false",
    Sort.DATE: "date",
    Sort.MOMENT: "date and time",
    Sort.TABLE: "table",
}
_FORMS: Final = {
    Form.COUNTRY: "a country’s code",
    Form.LANGUAGE: "a language’s code",
    Form.WEBPAGE: "an address, https://…",
    Form.MAIL: "an e-mail address",
    Form.IDENTIFIER: "lower-case letters, digits and hyphens",
}


def kinds_page(plugins: Plugins) -> str:
    """Every kind of document.

    Args:
        plugins: The installed plugins.
    """
    owners = {owned.value.name: owned.plugin for owned in plugins.call_all()["ogpkit_kinds"]}
    lines = ["# Kinds of document", "", "What lies where in a workspace, and what each field means.", ""]
    for kind in plugins.kinds:
        lines.extend(_chapter(kind, owners[kind.name], plugins.kinds.extensions(kind.name)))
    return "\n".join(lines)


def _chapter(kind: Kind[Any], plugin: str, extensions: tuple[Extension[Any], ...]) -> Iterator[str]:
    yield from (f"## {text(kind.title)}", "")
    yield from (text(summary_of(kind.entity)), "")
    yield from (f"- Files: `{kind.pattern.text}`", f"- Kind: `{kind.name}`, of the plugin {text(plugin)}")
    yield from (f"- Class: `{kind.entity.__module__}.{kind.entity.__qualname__}`", "")
    yield from table(("Key", "What it takes", "What it means"), _rows(kind.entity, ""))
    for extension in extensions:
        carrier = f"each of `{extension.within}`" if extension.within else "the file"
        yield from (f"The table `[{'.'.join(extension.path)}]` ({carrier}): {text(summary_of(extension.entity))}", "")
        yield from table(("Key", "What it takes", "What it means"), _rows(extension.entity, ""))
    if kind.example:
        yield from block(kind.example, "toml")


def _rows(entity: type, at: str) -> Iterator[tuple[str, str, str]]:
    for field in fields_of(entity):
        key = f"{at}{field.key}"
        needed = ", required" if field.required else ""
        yield f"`{key}`", text(shape_words(field.shape) + needed), text(field.metadata.get("help") or field.help)
        nested = field.shape.nested()
        if nested is not None:
            yield from _rows(nested, f"{key}{_step(field.shape)}.")


def _step(shape: Shape) -> str:
    return {Sort.LIST: "[]", Sort.MAPPING: ".NAME"}.get(shape.sort, "")


def shape_words(shape: Shape) -> str:
    """What a field takes, in words.

    Args:
        shape: What is known of its values.
    """
    if shape.sort is Sort.CHOICE:
        return "one of " + ", ".join(f"`{one.value}`" for one in shape.choices)
    if shape.sort is Sort.LIST and shape.item:
        return f"list: {shape_words(shape.item)}"
    if shape.sort is Sort.MAPPING and shape.item:
        return f"table of your own keys: {shape_words(shape.item)}"
    return ", ".join([_SORTS[shape.sort], *_meanings(shape)])


def _meanings(shape: Shape) -> Iterator[str]:
    if form := shape.meaning(Form):
        yield _FORMS[form]
    if refers := shape.meaning(Refers):
        yield f"the identifier of a {refers.kind}"
    if bounds := shape.meaning(Bounds):
        limits = [f"from {bounds.least:g}" if bounds.least is not None else ""]
        limits.append(f"to {bounds.greatest:g}" if bounds.greatest is not None else "")
        yield " ".join(filter(None, (*limits, bounds.unit)))
