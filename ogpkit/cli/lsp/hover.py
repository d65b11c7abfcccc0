"""What a key means, with its rules and an example: the declaration that `ogpkit explain`, the forms and the reference show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ogpkit.check.render.explanation import describe_shape, explain_rule, find_explained, list_rules_about
from ogpkit.check.suppressions import COMMENT
from ogpkit.model.annotations import Bounds, Reference, TextFormat
from ogpkit.schema.fields import Sort
from ogpkit.text.i18n import _, current_language, translate
from ogpkit.text.phrase import title_text
from ogpkit.text.sanitize import escape_markdown, fence_markdown
from ogpkit.workspace.country_names import localized_country_name
from ogpkit.workspace.key_reference import list_keys, list_keys_of_extension, shorten_example

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ogpkit.cli.lsp.text_places import TextPlaces
    from ogpkit.plugins.manager import Plugins
    from ogpkit.schema.kinds import Kind, Kinds
    from ogpkit.workspace.content import Workspace
    from ogpkit.workspace.key_reference import KeyEntry
    from ogpkit.workspace.positions import FoundPlace

_CHOICES = 12
"""How many allowed values are told; ogpkit's own number. Completion offers all of them."""


class DeclaredKeys:
    """Keys that a kind of file can have, found by the names that lead to them."""

    def __init__(self, kind: Kind[Any], kinds: Kinds) -> None:
        """Take the keys of a kind, and of the tables that plugins add to it.

        Args:
            kind: The kind.
            kinds: All installed kinds.
        """
        entries = [*list_keys(kind)]
        for extension in kinds.extensions(kind.name):
            entries.extend(list_keys_of_extension(extension))
        self.kind = kind
        self.entries: dict[tuple[str, ...], KeyEntry] = {entry.names: entry for entry in entries}

    def find(self, names: Sequence[str]) -> KeyEntry | None:
        """Return the key to which some names lead; a text in one of its languages is the text.

        Args:
            names: The keys that lead there, without the numbers of items.
        """
        found = next((entry for known, entry in self.entries.items() if _match(known, names)), None)
        if found is None and len(names) > 1:
            above = self.find(names[:-1])
            if above is not None and above.field.shape.sort in (Sort.TRANSLATED, Sort.MAPPING):
                return above
        return found

    def list_within(self, names: Sequence[str]) -> Iterator[tuple[str, KeyEntry]]:
        """Yield the keys that a table can have, each with its name.

        Args:
            names: The keys that lead to the table; none for the file itself.
        """
        for known, entry in self.entries.items():
            if len(known) == len(names) + 1 and known[-1] != "NAME" and _match(known[:-1], names):
                yield known[-1], entry


def _match(known: Sequence[str], names: Sequence[str]) -> bool:
    return len(known) == len(names) and all(one in (name, "NAME") for one, name in zip(known, names, strict=True))


def describe_place(
    places: TextPlaces, offset: int, keys: DeclaredKeys, plugins: Plugins
) -> tuple[str, FoundPlace] | None:
    """Return what there is to know at a place of a file, as Markdown, with the place; None where that is nothing.

    Args:
        places: The text of the file.
        offset: The place, in characters.
        keys: The keys that it can have.
        plugins: The plugins that take part.
    """
    found = places.positions.find_at(places.find_byte(offset))
    if found is None:
        return None
    entry = keys.find([part for part in found.path if isinstance(part, str)])
    return ("\n\n".join(describe_key(entry, keys, plugins)), found) if entry is not None else None


def describe_key(entry: KeyEntry, keys: DeclaredKeys, plugins: Plugins) -> Iterator[str]:
    """Yield the paragraphs about a key, as Markdown: what it means, what stands there, an example, and its rules.

    Args:
        entry: The key.
        keys: The keys of the same kind.
        plugins: The plugins that take part.
    """
    field, shape = entry.field, entry.field.shape
    label = translate(field.label, field.owner)
    title = _("{label} (required)").format(label=label) if field.required else label
    yield f"**{escape_markdown(title)}** — `{entry.path}`"
    if field.help:
        yield escape_markdown(translate(field.help, field.owner))
    wanted = describe_shape(shape)
    yield escape_markdown(wanted[:1].upper() + wanted[1:] + ".")
    bounds = shape.meaning(Bounds)
    if bounds is not None and bounds.least is not None and bounds.greatest is not None:
        limits = _("From {least} to {greatest}.").format(
            least=f"{bounds.least:.15g}", greatest=f"{bounds.greatest:.15g} {_(bounds.unit)}".strip()
        )
        yield escape_markdown(limits)
    choices = (shape.item or shape).choices
    if choices:
        listed = [f"- `{one.value}`: {escape_markdown(translate(one.label, type(one)))}" for one in choices[:_CHOICES]]
        yield "\n".join([*listed, *(["- …"] if len(choices) > _CHOICES else [])])
    yield fence_markdown(shorten_example(entry.example), "toml")
    rules = list_rules_about(plugins, keys.kind.entity, entry.names)
    if rules:
        lines = [
            f"- {escape_markdown(f'{one.value.code}: {translate(one.value.title, one.plugin)} ({one.value.section})')}"
            for one in rules
        ]
        yield "\n".join([escape_markdown(_("Rules about it:")), "", *lines])


def describe_value(value: str, entry: KeyEntry, workspace: Workspace, country: str, cycle: str) -> str:
    """Return what a value stands for, as Markdown: the document or country that it names; empty where it is only itself.

    Args:
        value: The value.
        entry: Its key.
        workspace: What the files say.
        country: The country of the file.
        cycle: The cycle of the file.
    """
    shape = entry.field.shape.item or entry.field.shape
    if shape.meaning(TextFormat) is TextFormat.COUNTRY:
        return escape_markdown(localized_country_name(value, current_language()) or "")
    refers = shape.meaning(Reference)
    target = workspace.find_target(refers, value, country, cycle) if refers is not None else None
    return escape_markdown(title_text(target[1], workspace.language)) if target is not None else ""


def describe_comment(comment: str, plugins: Plugins) -> str:
    """Return what the rules say that a comment silences, as Markdown; empty where it silences none that is known.

    Args:
        comment: The comment, with its mark.
        plugins: The plugins that take part.
    """
    found = COMMENT.match(comment)
    codes = [code.strip().upper() for code in found["codes"].split(",")] if found else []
    known = find_explained(plugins) if codes else {}
    return "\n\n".join(fence_markdown("\n".join(explain_rule(known[code])), "text") for code in codes if code in known)
