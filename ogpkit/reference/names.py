"""The reference of everything that plugins may import from ogpkit; what is not in it may change at any time."""

from __future__ import annotations

import ast
import inspect
from importlib import import_module
from typing import TYPE_CHECKING, Final

from ogpkit.reference.markdown import table, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import ModuleType

PUBLIC: Final[Mapping[str, tuple[str, ...]]] = {
    "What a plugin declares": (
        "ogpkit.hookspecs",
        "ogpkit.contributions",
        "ogpkit.severity",
        "ogpkit.fix",
        "ogpkit.passages",
        "ogpkit.respelling",
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
        "ogpkit.derived",
        "ogpkit.history",
        "ogpkit.differences",
        "ogpkit.overview",
        "ogpkit.accounts",
        "ogpkit.referral",
        "ogpkit.papers",
        "ogpkit.publishing",
        "ogpkit.examples",
    ),
    "Words for people": (
        "ogpkit.language",
        "ogpkit.errors",
        "ogpkit.folding",
        "ogpkit.scripts",
        "ogpkit.untrusted",
        "ogpkit.personal_data",
        "ogpkit.writing",
        "ogpkit.phrase",
    ),
    "Fields and values": (
        "ogpkit.fields",
        "ogpkit.codec",
        "ogpkit.codec.nearest",
        "ogpkit.codec.writing",
        "ogpkit.schema",
    ),
    "Changing files": (
        "ogpkit.desk",
        "ogpkit.desk.bringing_in",
        "ogpkit.desk.importing",
        "ogpkit.desk.moves",
        "ogpkit.storage.patch",
        "ogpkit.storage.load",
        "ogpkit.storage.new_file",
        "ogpkit.storage.toml",
        "ogpkit.storage.atomic",
        "ogpkit.storage.output",
        "ogpkit.storage.save",
        "ogpkit.storage.watch",
    ),
    "In and out": (
        "ogpkit.typed_path",
        "ogpkit.exchange.incoming",
        "ogpkit.exchange.tables",
        "ogpkit.exchange.sheets",
        "ogpkit.exchange.cells",
        "ogpkit.exchange.formats",
        "ogpkit.exchange.handing_in",
        "ogpkit.exchange.outputs",
        "ogpkit.exchange.html",
        "ogpkit.exchange.markdown",
        "ogpkit.exchange.ics",
        "ogpkit.exchange.templates",
    ),
    "The app": (
        "ogpkit.app.panels",
        "ogpkit.app.direction",
        "ogpkit.app.following",
        "ogpkit.app.forms.choices",
        "ogpkit.app.going",
        "ogpkit.app.places",
        "ogpkit.app.plain",
        "ogpkit.app.widgets.bar",
        "ogpkit.app.widgets.document_form",
        "ogpkit.app.widgets.listing",
        "ogpkit.app.widgets.parts",
        "ogpkit.app.widgets.plain_text",
        "ogpkit.app.widgets.problem_list",
    ),
    "The command line": (
        "ogpkit.cli",
        "ogpkit.cli.bring",
        "ogpkit.cli.document",
        "ogpkit.cli.exits",
        "ogpkit.cli.opening",
        "ogpkit.cli.options",
        "ogpkit.cli.output",
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
    "The next versions": ("ogpkit", "ogpkit.deprecation"),
}
"""The modules that plugins may import, by what they are for."""


def public_names() -> dict[tuple[str, str], str]:
    """What plugins may import: what each name is, by module and name."""
    return {
        (module, name): about for modules in PUBLIC.values() for module in modules for name, about in _names_of(module)
    }


def _names_of(module: str) -> Iterator[tuple[str, str]]:
    """What a module gives to others: what it lists, else what it defines; `_` and `_n` are names like others."""
    loaded = import_module(module)
    listed = getattr(loaded, "__all__", None)
    defined = _defined_in(loaded)
    for name in listed if listed is not None else defined:
        value = getattr(loaded, name)
        if (not name.startswith("_") or name in ("_", "_n", "__version__")) and type(value).__name__ != "TypeVar":
            yield name, defined.get(name) or _about(value)


def _defined_in(module: ModuleType) -> dict[str, str]:
    """The names that a module defines itself, each with the text below it where it is a value."""
    found: dict[str, str] = {}
    body = ast.parse(inspect.getsource(module)).body
    for number, node in enumerate(body):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found[node.name] = _first(ast.get_docstring(node))
        elif isinstance(node, ast.ImportFrom):
            given_on = (one.name for one in node.names if one.asname == one.name)  # `import X as X` gives X on
            found.update((name, _about(getattr(module, name))) for name in given_on)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            below = body[number + 1] if number + 1 < len(body) else None
            said = below.value.value if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant) else ""
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found.update({one.id: _first(str(said)) for one in targets if isinstance(one, ast.Name)})
    return found


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
            rows = [(f"`{name}`", text(about)) for (where, name), about in names.items() if where == module]
            lines.extend(table(("Name", "What it is"), rows))
    return "\n".join(lines)


def _about(value: object) -> str:
    if inspect.isclass(value) or inspect.isroutine(value):
        return _first(value.__doc__)
    return f"A value: `{type(value).__name__}`."


def _first(words: str | None) -> str:
    return inspect.cleandoc(words or "").split("\n\n", 1)[0]
