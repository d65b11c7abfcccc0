"""The index of all rules, made of their declarations: `docs/rules.md`.

python -P -m ogpkit.devkit.reference.rules > docs/rules.md
"""

from __future__ import annotations

import sys
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from ogpkit.check.core_codes import FAULT_CODES
from ogpkit.check.render.example import list_example_lines
from ogpkit.devkit.reference.markdown import block
from ogpkit.plugins.discovery import CORE
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.owned import OwnedContribution

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ogpkit.check.core_codes import CoreCode
    from ogpkit.plugins.rules import Rule

_INTRODUCTION: Final = """\
# Rules

<!-- Made of the rules' declarations by `python -P -m ogpkit.devkit.reference.rules`. -->

What `ogpkit check` looks for. `ogpkit explain CODE` says the same in the terminal. An *error* and a *warning* fail a check,
*advice* does not. How to leave rules out, for all files, some files or one key: [check.md](check.md).
"""


def index() -> str:
    """Return the whole index, as Markdown: a table, and a chapter for each rule."""
    lines = [_INTRODUCTION]
    for plugin, rules in _group(Plugins.discover(third_party=False)):
        lines += [f"## {plugin}", "", *_render_rules(rules, level=3)]
    return "\n".join(lines).rstrip("\n") + "\n"


def render_rule_pages(plugins: Plugins) -> dict[str, str]:
    """Return a page for the rules of each plugin, and one that leads to them; by name.

    Args:
        plugins: The plugins that they are about.
    """
    pages = {
        f"rules-{plugin}": "\n".join([f"# Rules: {plugin}", "", *_render_rules(rules, level=2)])
        for plugin, rules in _group(plugins)
    }
    introduction = _INTRODUCTION.replace("(check.md)", "(../check.md)")  # the pages are in a folder
    return {"rules": "\n".join([introduction, *block("\n".join((":maxdepth: 1", "", *pages)), "{toctree}")]), **pages}


def _group(plugins: Plugins) -> Iterator[tuple[str, list[CoreCode | Rule[Any]]]]:
    for plugin, rules in groupby(list_codes(plugins), key=lambda one: one.plugin):
        yield plugin, [owned.value for owned in rules]


def _render_rules(rules: Sequence[CoreCode | Rule[Any]], level: int) -> Iterator[str]:
    yield from ("| code | asks for | | from |", "|---|---|---|---|")
    yield from (
        f"| [{one.code}](#{one.code.lower()}) | {one.title} | {one.severity} | {one.section} |" for one in rules
    )
    yield ""
    for rule in rules:
        yield from _render_rule(rule, level)


def list_codes(plugins: Plugins) -> list[OwnedContribution[Any]]:
    """Return every code with whose it is: those of the core first, then those of each plugin, by code."""
    several: list[OwnedContribution[Any]] = [*(OwnedContribution(CORE, code) for code in FAULT_CODES), *plugins.rules]
    return sorted(several, key=lambda one: (one.plugin != CORE, one.plugin, one.value.code))


def _render_rule(rule: CoreCode | Rule[Any], level: int) -> Iterator[str]:
    yield from (f"{'#' * level} {rule.code}", "", f"**{rule.title}.** {rule.explanation} *({rule.section})*", "")
    for heading, example, other in (("Wrong", rule.wrong, rule.right), ("Right", rule.right, rule.wrong)):
        if example is not None:
            yield from (f"{heading}:", "", "```text", *list_example_lines(example, other), "```", "")


if __name__ == "__main__":
    sys.stdout.write(index())
