"""`ogpkit explain`: why a rule is there, with a wrong and a right example."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import click

from ogpkit.check.core_codes import FAULT_CODES
from ogpkit.check.render.example import list_example_lines
from ogpkit.cli.messages import print_data
from ogpkit.cli.options import load_plugins, nearest_workspace_root
from ogpkit.errors import OgpkitError
from ogpkit.plugins.discovery import CORE
from ogpkit.plugins.owned import OwnedContribution
from ogpkit.text.i18n import _, translate
from ogpkit.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ogpkit.check.core_codes import CoreCode
    from ogpkit.plugins.contributions import Rule
    from ogpkit.plugins.manager import Plugins


class UnknownCode(OgpkitError):
    """Raised when no rule has a code."""


@click.command("explain")
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Explain a rule, with a wrong and a right example; without CODE, list all codes."""
    rules = dict(_list_explained(load_plugins(nearest_workspace_root())))
    if code is None:
        for owned in rules.values():
            known, title = owned.value, translate(owned.value.title, owned.plugin)
            print_data(f"{known.code}  {_(known.severity.label):<8}  {sanitize_line(title)}")
        return
    found = rules.get(code.strip().upper())
    if found is None:
        raise UnknownCode(_describe_unknown(code, rules))
    print_data("\n".join(_list_lines(found.plugin, found.value)))


def _list_explained(plugins: Plugins) -> Iterator[tuple[str, OwnedContribution[CoreCode | Rule[Any]]]]:
    several: list[OwnedContribution[Any]] = [*(OwnedContribution(CORE, code) for code in FAULT_CODES), *plugins.rules]
    yield from ((one.value.code, one) for one in sorted(several, key=lambda one: one.value.code))


def _describe_unknown(code: str, rules: Mapping[str, object]) -> str:
    near = get_close_matches(code.strip().upper(), rules, n=3, cutoff=0.5)
    said = _("There is no rule with the code “{code}”.").format(code=sanitize_line(code))
    return f"{said} " + (
        _("Did you mean {near}?").format(near=", ".join(near)) if near else _("“ogpkit explain” lists all codes.")
    )


def _list_lines(plugin: str, rule: CoreCode | Rule[Any]) -> Iterator[str]:
    yield f"{rule.code}: {translate(rule.title, plugin)}"
    yield f"{_(rule.severity.label)} · {rule.section} · {plugin}"
    yield ""
    yield translate(rule.explanation, plugin)
    for heading, example, other in ((_("Wrong:"), rule.wrong, rule.right), (_("Right:"), rule.right, rule.wrong)):
        if example is not None:
            yield ""
            yield heading
            yield from (f"    {line}".rstrip() for line in list_example_lines(example, other))
