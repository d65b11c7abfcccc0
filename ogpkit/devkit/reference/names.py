"""The reference of everything that plugins may import from ogpkit; what is not in it may change at any time."""

from __future__ import annotations

import ast
import inspect
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

from ogpkit.devkit.reference.markdown import block, escape_text, render_table

if TYPE_CHECKING:
    from collections.abc import Iterator

API: Final = (
    "ogpkit.api",
    "ogpkit.api.content",
    "ogpkit.api.text",
    "ogpkit.api.editing",
    "ogpkit.api.output",
    "ogpkit.api.ui",
    "ogpkit.api.cli",
    "ogpkit.api.testing",
)
"""The modules that plugins may import."""


def map_public_names() -> dict[tuple[str, str], str]:
    """Return what plugins may import: what each name is, by module and name."""
    return {(module, name): about for module in API for name, about in _list_module_names(module)}


def find_public_name(value: object) -> str:
    """Return the name under which plugins import a value, with its module.

    Raises:
        LookupError: They cannot import it.
    """
    for module in API:
        loaded = import_module(module)
        for name in loaded.__all__:
            if getattr(loaded, name) is value:
                return f"{module}.{name}"
    raise LookupError(f"{value!r} is not in the API.")


def _list_module_names(module: str) -> Iterator[tuple[str, str]]:
    loaded = import_module(module)
    sources = import_module("ogpkit.api._lazy").SOURCES  # by name, as the modules: the API stands above its reference
    for name in loaded.__all__:
        source, defined_as = sources[module][name]
        yield name, _find_defined(source).get(defined_as) or _summarize(getattr(loaded, name))


@cache
def _find_defined(module: str) -> dict[str, str]:
    """Return the names that a module defines itself, each with the text below it where it is a value."""
    found: dict[str, str] = {}
    body = ast.parse(inspect.getsource(import_module(module))).body
    for number, node in enumerate(body):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found[node.name] = _find_first_paragraph(ast.get_docstring(node))
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            below = body[number + 1] if number + 1 < len(body) else None
            said = below.value.value if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant) else ""
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found.update({one.id: _find_first_paragraph(str(said)) for one in targets if isinstance(one, ast.Name)})
    return found


def names_page() -> str:
    """Return the page about everything that plugins may import from ogpkit, which leads to the pages of its modules."""
    lines = [
        "# What plugins may import",
        "",
        "Plugins import only names of these modules. [What stays, and what may change](../compatibility.md) says how long they",
        "stay. Everything else in ogpkit may change at any time.",
        "",
        *block("\n".join((":maxdepth: 1", "", *API)), "{toctree}"),
    ]
    rows = [
        (f"{{py:mod}}`{module}`", escape_text(_find_first_paragraph(import_module(module).__doc__))) for module in API
    ]
    lines.extend(render_table(("Module", "What it has"), rows))
    return "\n".join(lines)


def _summarize(value: object) -> str:
    if inspect.isclass(value) or inspect.isroutine(value):
        return _find_first_paragraph(value.__doc__)
    return f"A value: `{type(value).__name__}`."


def _find_first_paragraph(words: str | None) -> str:
    return inspect.cleandoc(words or "").split("\n\n", 1)[0]
