"""Plugins use public names only: everything that one imports from ogpkit stands in the reference."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from ogpkit.reference.names import PUBLIC, names_page, public_names

ROOT = Path(__file__).parents[2]
PLUGINS = sorted(
    folder
    for place in ("plugins/*/ogpkit_*", "scaffold/*/ogpkit_*", "examples/*/ogpkit_*")
    for folder in ROOT.glob(place)
    if (folder / "__init__.py").exists()
)


def imported(folder):
    """Every name that the modules of a folder import from ogpkit, with the line that does."""
    for file in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_bytes())):
            where = f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "ogpkit":
                yield from ((where, node.module, one.name) for one in node.names)
            elif isinstance(node, ast.Import):
                yield from ((where, one.name, "") for one in node.names if one.name.partition(".")[0] == "ogpkit")


@pytest.mark.parametrize("folder", PLUGINS, ids=lambda folder: folder.name)
def test_everything_that_a_plugin_imports_from_ogpkit_is_public(folder):
    names = public_names()
    private = [
        f"{where}: {module}.{name}"
        for where, module, name in imported(folder)
        if (module, name) not in names and not is_module(f"{module}.{name}")
    ]
    assert private == [], "give it under PUBLIC in ogpkit/reference/names.py, or do without it"


def is_module(name):
    """Whether a public module is meant as a whole, as in `from ogpkit.exchange import tables`."""
    return any(name == module for modules in PUBLIC.values() for module in modules)


def test_plugins_do_import_from_ogpkit():
    """So that the test above cannot pass by looking at nothing."""
    assert len(PLUGINS) == 7
    assert (
        len({name for folder in PLUGINS for _where, *name in map(tuple, imported(folder)) for name in [tuple(name)]})
        > 50
    )


def test_every_public_name_says_what_it_is():
    page = names_page()
    assert [line for line in page.splitlines() if line.endswith("|  |")] == []
    assert all(f"### {module}\n" in page for modules in PUBLIC.values() for module in modules)
