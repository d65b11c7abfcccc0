"""The reference of everything that plugins may import from ogpkit; what is not in it may change at any time."""

from __future__ import annotations

import inspect
from importlib import import_module
from typing import TYPE_CHECKING, Final

from ogpkit.reference.markdown import table, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PUBLIC: Final[Mapping[str, tuple[str, ...]]] = {
    "What a plugin declares": (
        "ogpkit.hookspecs",
        "ogpkit.contributions",
        "ogpkit.kinds",
        "ogpkit.editions",
        "ogpkit.stages",
    ),
    "Entities and what their fields mean": (
        "ogpkit.model",
        "ogpkit.model.choices",
        "ogpkit.model.cycle",
        "ogpkit.model.expectations",
        "ogpkit.model.identifiers",
        "ogpkit.model.meanings",
        "ogpkit.model.translated",
        "ogpkit.keypath",
    ),
    "What a workspace says": (
        "ogpkit.workspace",
        "ogpkit.settings",
        "ogpkit.countries",
        "ogpkit.places",
        "ogpkit.calendar",
        "ogpkit.standings",
        "ogpkit.overview",
        "ogpkit.accounts",
        "ogpkit.referral",
        "ogpkit.papers",
        "ogpkit.examples",
    ),
    "Words for people": ("ogpkit.language", "ogpkit.errors", "ogpkit.untrusted", "ogpkit.writing"),
    "Fields and values": ("ogpkit.fields", "ogpkit.codec", "ogpkit.schema"),
    "Changing files": (
        "ogpkit.desk",
        "ogpkit.desk.bringing_in",
        "ogpkit.desk.moves",
        "ogpkit.storage.patch",
        "ogpkit.storage.load",
        "ogpkit.storage.new_file",
        "ogpkit.storage.toml",
        "ogpkit.storage.atomic",
    ),
    "In and out": (
        "ogpkit.exchange.tables",
        "ogpkit.exchange.sheets",
        "ogpkit.exchange.cells",
        "ogpkit.exchange.formats",
        "ogpkit.exchange.markdown",
        "ogpkit.exchange.ics",
    ),
    "The app": (
        "ogpkit.app.panels",
        "ogpkit.app.going",
        "ogpkit.app.plain",
        "ogpkit.app.widgets.bar",
        "ogpkit.app.widgets.document_form",
        "ogpkit.app.widgets.plain_text",
        "ogpkit.app.widgets.problem_list",
    ),
    "The command line": (
        "ogpkit.cli",
        "ogpkit.cli.exits",
        "ogpkit.cli.options",
        "ogpkit.cli.place",
        "ogpkit.cli.saying",
    ),
    "Tests": (
        "ogpkit.testing.contracts",
        "ogpkit.testing.fixtures",
        "ogpkit.testing.workspaces",
        "ogpkit.testing.screens",
        "ogpkit.testing.strategies",
        "ogpkit.testing.distribution",
        "ogpkit.plugins",
        "ogpkit.check.run",
        "ogpkit.check.finding",
    ),
    "The next versions": ("ogpkit.deprecation",),
}
"""The modules that plugins may import, by what they are for."""


def public_names() -> dict[tuple[str, str], object]:
    """What plugins may import: the value of each name, by module and name."""
    return {
        (module, name): value for modules in PUBLIC.values() for module in modules for name, value in _names_of(module)
    }


def _names_of(module: str) -> Iterator[tuple[str, object]]:
    """What a module gives to others: what it lists, else what it defines; `_` and `_n` are names like others."""
    loaded = import_module(module)
    listed = getattr(loaded, "__all__", None)
    if listed is not None:
        yield from ((name, getattr(loaded, name)) for name in listed)
        return
    for name, value in vars(loaded).items():
        is_own = getattr(value, "__module__", module) == module and not inspect.ismodule(value)
        if is_own and (not name.startswith("_") or name in ("_", "_n")) and not _is_borrowed(name, value):
            yield name, value


def _is_borrowed(name: str, value: object) -> bool:
    """Whether a name stands in every module, or only says what type checkers need."""
    return name in ("annotations", "TYPE_CHECKING", "Final", "Any") or type(value).__name__ == "TypeVar"


def names_page() -> str:
    """Everything that plugins may import from ogpkit."""
    lines = [
        "# What plugins may import",
        "",
        "These names keep what [the promise](../compatibility.md) says. Whatever else is in ogpkit may change at any time;",
        "a plugin that needs more asks for it.",
        "",
    ]
    names = public_names()
    for heading, modules in PUBLIC.items():
        lines += [f"## {heading}", ""]
        for module in modules:
            lines += [f"### {module}", "", text(_first(import_module(module).__doc__)), ""]
            rows = [(f"`{name}`", text(_about(value))) for (where, name), value in names.items() if where == module]
            lines.extend(table(("Name", "What it is"), rows))
    return "\n".join(lines)


def _about(value: object) -> str:
    if inspect.isclass(value) or inspect.isroutine(value) or inspect.isfunction(value):
        return _first(value.__doc__)
    return f"`{type(value).__name__}`"


def _first(words: str | None) -> str:
    return inspect.cleandoc(words or "").split("\n\n", 1)[0]
