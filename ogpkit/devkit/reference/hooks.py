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
from ogpkit.devkit.reference.spelling import find_public_mention, strip_module
from ogpkit.plugins.manager import HOOKS
from ogpkit.plugins.registry import SPECIFICATIONS
from ogpkit.schema.fields import attribute_docs

PARTS: Final = ("Contributes", "Called", "Used", "Checked", "Clash", "Order", "Failure", "Example")
"""What every specification says, in this order."""

_INTRODUCTION: Final = """\
# Hooks

<!-- Made of ogpkit/plugins/*hookspecs.py and ogpkit/plugins/contributions.py by `python -P -m ogpkit.devkit.reference.hooks`. -->

A plugin is a Python distribution with an entry point in the group `ogpkit`; the name of the entry point is the plugin's identity:

    [project.entry-points.ogpkit]
    utopia = "ogpkit_utopia"

A hook declares, it does not do: it yields frozen values (`ogpkit.api`), it is called once, and it takes no
arguments. What is to be done lies in callables inside those values. A plugin implements the hooks
that it needs in the module that its entry point in the group `ogpkit` names, each in one line:

    from ogpkit.api import provide

    ogpkit_kinds = provide("ogpkit_utopia.kinds", "TREATY", "BUDGET")
    ogpkit_rules = provide("ogpkit_utopia.rules", "RULES")

`provide` takes a module and the names of what is in it. The module is imported when ogpkit calls the hook, so that a plugin costs
nothing before it is used. The items of a tuple or a list are given one by one, and a name may have dots: `"SHEET.importer"`. A
module or a name that is not there is a fault of the plugin, at the line of the hook. Where all is in one file,
`provide` takes the values themselves: `ogpkit_kinds = provide(TREATY)`. Where there is something to decide, write a function and
mark it with `hookimpl`, as the examples below do.

Wherever plugins come in the order of their names, the core's own contributions come first, then those of the plugins that come
with ogpkit, then the others. Options of `hookimpl` mean what they mean to pluggy, also as
`ogpkit_rules = hookimpl(provide(RULES), trylast=True)`:

- `@hookimpl(tryfirst=True)`: what it gives comes before what the others give, also before that of ogpkit itself;
  `@hookimpl(trylast=True)`: after it. An order that a hook has by itself, for example by code or by title, stays, and neither
  option takes away what another plugin has claimed.
- `@hookimpl(optionalhook=True)`: a version of ogpkit that does not have the hook passes it over. Otherwise the plugin is refused,
  because a name that no hook has is most often misspelled.
- `@hookimpl(specname="ogpkit_rules")`: the function may have another name than the hook, and there may be several for one hook.
- `wrapper=True` and `hookwrapper=True` are refused: no plugin changes what another one gives.

Plugins are loaded once in a run of a command or of the app, and a hook is called when what it gives is first needed, after
that never again; `ogpkit plugin list`, `ogpkit plugin check` and the pages of the reference call all of them. So a hook sees no
workspace. The functions in what it gives are called as often as each hook says below, and a later call may see another workspace.

Of everything that a hook yields it is looked at whether it is of the very class that the hook names, not of one derived from
it, and whether each attribute is of the type that its class declares; the same holds for what the functions in it give, such as
a due date or a page. A list does where a tuple is declared; a moment (`datetime`) is no date. Of two that claim the same thing
the first one has it. What is of a wrong type or cannot be used is left out, and only that; of what raises, what came before is
kept. Whatever is left out or fails, a finding of `ogpkit check`, `ogpkit plugin list` or the command that asked for it says so,
with the plugin's name, or the names of both, and with the file and line in the plugin. The check asks your rules, due dates and
statuses; `ogpkit plugin check` tries everything.

Where names need only differ within a plugin, of two with one name the first stands.

Unless a hook says otherwise, what belongs to a plugin is called under a guard: what it prints goes to standard error, and it
cannot end the program.
What gives several values is stopped after five seconds and not asked again; any other call is told as slow after five seconds and
stopped after thirty, or after ten minutes where a person has asked for it. Outside of the main thread, and on a system without
signals, a call is told as slow and not stopped. The variable `OGPKIT_PATIENCE` sets another number of seconds for five, 0 none.

The first-party plugins use these hooks and no other way in.
"""


def render_hooks() -> str:
    """Return the whole reference, as Markdown."""
    contents = "\n".join(f"- [`{hook}`](#{hook}): {_find_summary(hook)}" for hook in HOOKS)
    chapters = "\n".join(_render_hook(hook) for hook in HOOKS)
    return f"{_INTRODUCTION}\n{contents}\n\n{chapters}"


def parse_specification(hook: str) -> dict[str, str]:
    """Return what the specification of a hook says, by part.

    Args:
        hook: The hook's name.
    """
    text = cleandoc(SPECIFICATIONS[hook].__doc__ or "")
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
    said = [f"- **{part}:** {' '.join(parts[part].split())}" for part in PARTS[1:-1]]
    return "\n".join(
        [f"## {hook}", "", parts["Summary"], "", *said, "", *_render_values(hook), *_render_code(hook), ""]
    )


def _render_values(hook: str) -> list[str]:
    value = HOOKS[hook]
    about = attribute_docs(value)
    needed = {field.name: "" if field.default is attrs.NOTHING else "optional" for field in attrs.fields(value)}
    attributes = [
        f"| `{name}` | {word} | {_use_public_names(about.get(name, ''), value)} |" for name, word in needed.items()
    ]
    heads = [f"| attribute of `{find_public_name(value)}` | | |", "|---|---|---|"]
    return [*heads, *attributes, ""]


def _use_public_names(words: str, value: type) -> str:
    """Return a text in which what plugins import has the name under which they do."""
    return re.sub(
        r"`([A-Z][\w.]*)`",
        lambda code: f"`{strip_module(find_public_mention(code[1], value.__module__)) or code[1]}`",
        words,
    )


def _render_code(hook: str) -> list[str]:
    return ["```python", find_example(hook).rstrip("\n"), "```"]


if __name__ == "__main__":
    sys.stdout.write(render_hooks())
