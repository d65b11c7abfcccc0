"""The reference of all hooks, made of their specifications: `docs/hooks.md`.

python -P -m ogpkit.devkit.reference.hooks > docs/hooks.md
"""

from __future__ import annotations

import doctest
import re
import sys
from inspect import cleandoc
from typing import Final

import attrs

from ogpkit.devkit.reference.names import find_public_name
from ogpkit.plugins import hookspecs
from ogpkit.plugins.manager import HOOKS
from ogpkit.schema.fields import attribute_docs

PARTS: Final = ("Contributes", "Called", "Order", "Failure", "Example")
"""What every specification says, in this order."""

_INTRODUCTION: Final = """\
# Hooks

<!-- Made of ogpkit/plugins/hookspecs.py and ogpkit/plugins/contributions.py by `python -P -m ogpkit.devkit.reference.hooks`. -->

A plugin is a Python distribution with an entry point in the group `ogpkit`; the name of the entry point is the plugin's identity:

    [project.entry-points.ogpkit]
    utopia = "ogpkit_utopia"

"""


def render_hooks() -> str:
    """Return the whole reference, as Markdown."""
    about = cleandoc(hookspecs.__doc__ or "").split("\n\n", 1)[1]
    contents = "\n".join(f"- [`{hook}`](#{hook}): {_find_summary(hook)}" for hook in HOOKS)
    chapters = "\n".join(_render_hook(hook) for hook in HOOKS)
    return f"{_INTRODUCTION}{about}\n\n{contents}\n\n{chapters}"


def parse_specification(hook: str) -> dict[str, str]:
    """Return what the specification of a hook says, by part.

    Args:
        hook: The hook's name.
    """
    text = cleandoc(getattr(hookspecs, hook).__doc__ or "")
    pieces = re.split(rf"^({'|'.join(PARTS)}):[ ]*\n?", text, flags=re.MULTILINE)
    return {"Summary": pieces[0].strip()} | dict(zip(pieces[1::2], map(cleandoc, pieces[2::2]), strict=True))


def find_example(hook: str) -> str:
    """Return the code of a hook's example.

    Args:
        hook: The hook's name.
    """
    examples = doctest.DocTestParser().get_examples(parse_specification(hook).get("Example", ""))
    return "".join(f"\n\n{one.source}" if one.source.startswith(("@", "def ")) else one.source for one in examples)


def _find_summary(hook: str) -> str:
    return parse_specification(hook)["Summary"].split("\n", 1)[0]


def _render_hook(hook: str) -> str:
    parts = parse_specification(hook)
    said = [f"- {part}: {' '.join(parts[part].split())}" for part in PARTS[1:-1]]
    return "\n".join(
        [f"## {hook}", "", parts["Summary"], "", *said, "", *_render_values(hook), *_render_code(hook), ""]
    )


def _render_values(hook: str) -> list[str]:
    value = HOOKS[hook]
    about = attribute_docs(value)
    attributes = [
        f"| `{field.name}` | {'' if field.default is attrs.NOTHING else 'may be left out'} | {about.get(field.name, '')} |"
        for field in attrs.fields(value)
    ]
    heads = [f"| attribute of `{find_public_name(value)}` | | |", "|---|---|---|"]
    return [*heads, *attributes, ""]


def _render_code(hook: str) -> list[str]:
    return ["```python", find_example(hook).rstrip("\n"), "```"]


if __name__ == "__main__":
    sys.stdout.write(render_hooks())
