"""The reference of document kinds: where the files lie, what each field means, a small correct file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.devkit.reference.markdown import block, escape_text, render_table
from ogpkit.devkit.reference.members import find_class_origin
from ogpkit.devkit.reference.spelling import find_public_spelling
from ogpkit.model.annotations import Bounds, DayBounds, Reference, TextFormat
from ogpkit.schema.fields import Shape, Sort, class_summary, fields_of

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
    TextFormat.COUNTRY: "a country’s code",
    TextFormat.LANGUAGE: "a language’s code",
    TextFormat.WEBPAGE: "an address, https://…",
    TextFormat.MAIL: "an e-mail address",
    TextFormat.IDENTIFIER: "lower-case letters, digits and hyphens",
}


def render_kinds(plugins: Plugins) -> str:
    """Return every kind of document."""
    owners = {owned.value.name: owned.plugin for owned in plugins.call_all()["ogpkit_kinds"]}
    lines = ["# Kinds of document", "", "What lies where in a workspace, and what each field means.", ""]
    for kind in plugins.kinds:
        lines.extend(_render_kind(kind, owners[kind.name], plugins.kinds.extensions(kind.name)))
    return "\n".join(lines)


def _render_kind(kind: Kind[Any], plugin: str, extensions: tuple[Extension[Any], ...]) -> Iterator[str]:
    yield from (f"## {escape_text(kind.title)}", "")
    yield from (escape_text(class_summary(kind.entity)), "")
    yield from (f"- Files: `{kind.pattern.text}`", f"- Kind: `{kind.name}`, of the plugin {escape_text(plugin)}")
    for name, form in kind.pattern.constraints.items():
        yield f"- `{name}` matches `{form.text}`, for example `{form.example}`"
    yield from (f"- Class: {_link_class(kind.entity)}", "")
    yield from render_table(("Key", "What it takes", "What it means"), _list_rows(kind.entity, ""))
    for extension in extensions:
        carrier = f"each of `{extension.within}`" if extension.within else "the file"
        yield from (
            f"The table `[{'.'.join(extension.path)}]` ({carrier}): {escape_text(class_summary(extension.entity))}",
            "",
        )
        yield from render_table(("Key", "What it takes", "What it means"), _list_rows(extension.entity, ""))
    if kind.example:
        yield from block(kind.example, "toml")


def _link_class(entity: type) -> str:
    """Return a class under the name under which plugins import it, as a link to its description where ogpkit has it."""
    origin = find_class_origin(entity)
    public = find_public_spelling(origin)
    return f"{{py:class}}`{public}`" if public else f"`{origin.dotted}`"


def _list_rows(entity: type, at: str) -> Iterator[tuple[str, str, str]]:
    for field in fields_of(entity):
        key = f"{at}{field.key}"
        needed = ", required" if field.required else ""
        yield (
            f"`{key}`",
            escape_text(describe_shape(field.shape) + needed),
            escape_text(field.metadata.get("help") or field.help),
        )
        nested = field.shape.nested()
        if nested is not None:
            yield from _list_rows(nested, f"{key}{_step(field.shape)}.")


def _step(shape: Shape) -> str:
    return {Sort.LIST: "[]", Sort.MAPPING: ".NAME"}.get(shape.sort, "")


def describe_shape(shape: Shape) -> str:
    """Return what a field takes, in words.

    Args:
        shape: What is known of its values.
    """
    if shape.sort is Sort.CHOICE:
        return "one of " + ", ".join(f"`{one.value}`" for one in shape.choices)
    if shape.sort is Sort.LIST and shape.item:
        return f"list: {describe_shape(shape.item)}"
    if shape.sort is Sort.MAPPING and shape.item:
        return f"table of your own keys: {describe_shape(shape.item)}"
    return ", ".join([_SORTS[shape.sort], *_list_constraints(shape)])


def _list_constraints(shape: Shape) -> Iterator[str]:
    if form := shape.meaning(TextFormat):
        yield _FORMS[form]
    if refers := shape.meaning(Reference):
        yield f"the identifier of a {refers.kind}"
    if (day := shape.meaning(DayBounds)) and day.has_happened:
        yield "of what has happened" if not day.once else f"not to come once there is: {', '.join(day.once)}"
    if bounds := shape.meaning(Bounds):
        limits = [f"from {bounds.least:g}" if bounds.least is not None else ""]
        limits.append(f"to {bounds.greatest:g}" if bounds.greatest is not None else "")
        yield " ".join(filter(None, (*limits, bounds.unit)))
