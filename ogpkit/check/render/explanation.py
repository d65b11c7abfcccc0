"""What a rule asks for and why, with a wrong and a right example, as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ogpkit.check.core_codes import FAULT_CODES
from ogpkit.check.patterns.pattern import PatternCheck
from ogpkit.check.render.example import list_example_lines
from ogpkit.plugins.discovery import CORE
from ogpkit.plugins.owned import OwnedContribution
from ogpkit.schema.fields import Shape, Sort
from ogpkit.schema.type_names import describe_wanted_type
from ogpkit.text.i18n import _, translate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ogpkit.check.core_codes import CoreCode
    from ogpkit.plugins.manager import Plugins
    from ogpkit.plugins.rules import Rule


def find_explained(plugins: Plugins) -> Mapping[str, OwnedContribution[CoreCode | Rule[Any]]]:
    """Return every code that can be explained, of the core and of the plugins, in their order.

    Args:
        plugins: The installed plugins.
    """
    several: list[OwnedContribution[Any]] = [*(OwnedContribution(CORE, code) for code in FAULT_CODES), *plugins.rules]
    return {one.value.code: one for one in sorted(several, key=lambda one: one.value.code)}


def list_rules_about(plugins: Plugins, entity: type, keys: tuple[str, ...]) -> list[OwnedContribution[Rule[Any]]]:
    """Return the rules that are made of patterns about a field of a kind of file.

    Args:
        plugins: The installed plugins.
        entity: The class of such files.
        keys: The keys that lead to the field, without the numbers of items.
    """
    return [
        owned
        for owned in plugins.rules
        if owned.value.entity is entity
        and isinstance(owned.value.check, PatternCheck)
        and any(keys == found for part in owned.value.check.parts for found in _list_fields_of(part))
    ]


def _list_fields_of(part: object) -> Iterator[tuple[str, ...]]:
    """Yield the keys that lead to each field that a pattern looks at."""
    table = getattr(part, "table", None)
    for path in getattr(part, "paths", ()):
        yield (*(table.path if table is not None else ()), *path.text.replace("[]", "").split("."))


def describe_shape(shape: Shape) -> str:
    """Return what stands in a field, as a person says it.

    Args:
        shape: The shape of its values.
    """
    if shape.sort is Sort.LIST and shape.item is not None and shape.item.table is None:
        return _("a list; each item is {wanted}").format(wanted=describe_wanted_type(shape.item))
    return describe_wanted_type(shape)


def explain_rule(owned: OwnedContribution[CoreCode | Rule[Any]]) -> Iterator[str]:
    """Yield the lines that explain a rule.

    Args:
        owned: The rule, or the code of the core, with the plugin whose it is.
    """
    plugin, rule = owned.plugin, owned.value
    yield f"{rule.code}: {translate(rule.title, plugin)}"
    yield f"{_(rule.severity.label)} · {rule.section} · {plugin}"
    yield ""
    yield translate(rule.explanation, plugin)
    for heading, example, other in ((_("Wrong:"), rule.wrong, rule.right), (_("Right:"), rule.right, rule.wrong)):
        if example is not None:
            yield ""
            yield heading
            yield from (f"    {line}".rstrip() for line in list_example_lines(example, other))
