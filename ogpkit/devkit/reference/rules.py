"""The index of all rules, made of their declarations: `docs/rules.md`.

python -P -m ogpkit.devkit.reference.rules > docs/rules.md
"""

from __future__ import annotations

import sys
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from ogpkit.check.core_codes import FAULT_CODES
from ogpkit.check.render.example import list_example_lines
from ogpkit.plugins.discovery import CORE
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.owned import OwnedContribution

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    known = list_codes(Plugins.discover(third_party=False))
    lines = [_INTRODUCTION]
    for plugin, rules in groupby(known, key=lambda one: one.plugin):
        lines += [f"## {plugin}", "", "| code | asks for | | from |", "|---|---|---|---|"]
        chosen = [owned.value for owned in rules]
        lines += [
            f"| [{one.code}](#{one.code.lower()}) | {one.title} | {one.severity} | {one.section} |" for one in chosen
        ]
        lines.append("")
        for rule in chosen:
            lines += _render_rule(rule)
    return "\n".join(lines).rstrip("\n") + "\n"


def list_codes(plugins: Plugins) -> list[OwnedContribution[Any]]:
    """Return every code with whose it is: those of the core first, then those of each plugin, by code."""
    several: list[OwnedContribution[Any]] = [*(OwnedContribution(CORE, code) for code in FAULT_CODES), *plugins.rules]
    return sorted(several, key=lambda one: (one.plugin != CORE, one.plugin, one.value.code))


def _render_rule(rule: CoreCode | Rule[Any]) -> Iterator[str]:
    yield from (f"### {rule.code}", "", f"**{rule.title}.** {rule.explanation} *({rule.section})*", "")
    for heading, example, other in (("Wrong", rule.wrong, rule.right), ("Right", rule.right, rule.wrong)):
        if example is not None:
            yield from (f"{heading}:", "", "```text", *list_example_lines(example, other), "```", "")


if __name__ == "__main__":
    sys.stdout.write(index())
