"""The reference of document kinds, made of their declarations: `docs/kinds.md`.

python -P -m ogpkit.devkit.reference.kinds > docs/kinds.md
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final

from ogpkit.devkit.reference.markdown import block, escape_text, render_table
from ogpkit.devkit.reference.members import find_class_origin
from ogpkit.model.annotations import Bounds, DayBounds, Reference, TextFormat
from ogpkit.plugins.manager import Plugins
from ogpkit.schema.fields import Shape, Sort, class_summary
from ogpkit.workspace.key_reference import KeyEntry, list_keys, list_keys_of_extension, shorten_example

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.schema.kinds import Kind

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
    TextFormat.IDENTIFIER: "lower-case letters and digits, with single hyphens, dots or underscores between them",
}


_INTRODUCTION: Final = """\
# Kinds of file

<!-- Made of the declarations of the kinds by `python -P -m ogpkit.devkit.reference.kinds`. -->

What lies where in a workspace: every key with what it takes, what it means and an example. `ogpkit explain commitment` says the
same in the terminal, `ogpkit explain commitment.milestones` what is in one table of it.
"""
_HEADS: Final = ("Key", "What it takes", "What it means", "Example")


def render_kinds(plugins: Plugins) -> str:
    """Return every kind of document."""
    chapters = (line for kind, plugin in _list_kinds(plugins) for line in _render_kind(kind, plugin, plugins))
    return "\n".join([_INTRODUCTION, *chapters]).rstrip("\n") + "\n"


def render_kind_pages(plugins: Plugins) -> dict[str, str]:
    """Return a page for the kinds of each plugin, and one that leads to them; by name.

    Args:
        plugins: The plugins that they are about.
    """
    pages: dict[str, list[str]] = {}
    for kind, plugin in _list_kinds(plugins):
        page = pages.setdefault(f"kinds-{plugin}", [f"# Kinds of file: {plugin}", ""])
        page.extend(_render_kind(kind, plugin, plugins))
    toctree = block("\n".join((":maxdepth: 2", "", *pages)), "{toctree}")
    return {"kinds": "\n".join([_INTRODUCTION, *toctree]), **{name: "\n".join(page) for name, page in pages.items()}}


def _list_kinds(plugins: Plugins) -> Iterator[tuple[Kind[Any], str]]:
    owners = {owned.value.name: owned.plugin for owned in plugins.call_all()["ogpkit_kinds"]}
    yield from ((kind, owners[kind.name]) for kind in plugins.kinds)


def _render_kind(kind: Kind[Any], plugin: str, plugins: Plugins) -> Iterator[str]:
    yield from (f"## {escape_text(kind.title)}", "")
    yield from (escape_text(class_summary(kind.entity)), "")
    yield from (f"- Files: `{kind.pattern.text}`", f"- Kind: `{kind.name}`, of the plugin {escape_text(plugin)}")
    for name, form in kind.pattern.constraints.items():
        yield f"- `{name}` matches `{form.text}`, for example `{form.example}`"
    yield from (f"- Class: `{find_class_origin(kind.entity).dotted}`", "")
    yield from render_table(_HEADS, map(_make_row, list_keys(kind)))
    for extension in plugins.kinds.extensions(kind.name):
        carrier = f"each of `{extension.within}`" if extension.within else "the file"
        yield from (
            f"The table `[{'.'.join(extension.path)}]` ({carrier}): {escape_text(class_summary(extension.entity))}",
            "",
        )
        yield from render_table(_HEADS, map(_make_row, list_keys_of_extension(extension)))
    if kind.example:
        yield from block(kind.example, "toml")


def _make_row(entry: KeyEntry) -> tuple[str, str, str, str]:
    field = entry.field
    takes = describe_shape(field.shape) + (", required" if field.required else "")
    example = "<br>".join(f"`{line}`" for line in shorten_example(entry.example).splitlines())
    return f"`{entry.path}`", escape_text(takes), escape_text(field.help), example.replace("|", "\\|")


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


if __name__ == "__main__":
    sys.stdout.write(render_kinds(Plugins.discover(third_party=False)))
