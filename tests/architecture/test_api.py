"""Plugins import from `ogpkit.api` and from nowhere else in ogpkit; what it passes on is declared there and is there."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from ogpkit.api._lazy import SOURCES
from ogpkit.api.old_paths import read_old_paths
from ogpkit.devkit.reference.names import API, map_public_names, names_page

ROOT = Path(__file__).parents[2]
PLUGINS = sorted(
    folder
    for place in ("plugins/*/ogpkit_*", "scaffold/*/ogpkit_*", "examples/*/ogpkit_*")
    for folder in ROOT.glob(place)
    if (folder / "__init__.py").exists()
)
THEIR_TESTS = sorted(folder for place in ("scaffold/*/tests", "examples/*/tests") for folder in ROOT.glob(place))


def imported(folder):
    """Every name that the modules of a folder import from ogpkit, with the line that does."""
    for file in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_bytes())):
            where = f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "ogpkit":
                yield from ((where, node.module, one.name) for one in node.names)
            elif isinstance(node, ast.Import):
                yield from ((where, one.name, "") for one in node.names if one.name.partition(".")[0] == "ogpkit")


@pytest.mark.parametrize("folder", [*PLUGINS, *THEIR_TESTS], ids=lambda folder: str(folder.relative_to(ROOT)))
def test_what_a_plugin_imports_from_ogpkit_is_in_the_api(folder):
    private = [
        f"{where}: {module}.{name}"
        for where, module, name in imported(folder)
        if module not in API or name not in import_module(module).__all__
    ]
    assert private == [], "export it from ogpkit.api, or do without it"


def test_plugins_do_import_from_ogpkit():
    """So that the test above cannot pass by looking at nothing."""
    assert len(PLUGINS) == 9
    assert len(THEIR_TESTS) == 4
    assert len({(module, name) for folder in PLUGINS for _where, module, name in imported(folder)}) > 50


def typed(module):
    """What a type checker finds in a module of the API: the module and the name that each of its names comes from."""
    found = {}
    for node in ast.walk(ast.parse(Path(import_module(module).__file__).read_bytes())):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            for line in (line for line in node.body if isinstance(line, ast.ImportFrom)):
                found |= {one.asname or one.name: (line.module, one.name) for one in line.names}
    return found


@pytest.mark.parametrize("module", API)
def test_the_type_checker_and_python_find_the_same_names(module):
    loaded = import_module(module)
    assert typed(module) == SOURCES[module]
    assert sorted(loaded.__all__) == sorted(SOURCES[module])
    assert set(loaded.__all__) <= set(dir(loaded))


@pytest.mark.parametrize("module", API)
def test_every_name_is_what_its_source_has(module):
    loaded = import_module(module)
    for name, (source, defined_as) in SOURCES[module].items():
        assert getattr(loaded, name) is getattr(import_module(source), defined_as)


def test_each_name_is_in_one_module_of_the_api():
    names = [name for module in API for name in import_module(module).__all__]
    assert sorted(names) == sorted(set(names))


def test_a_name_that_the_api_does_not_have_is_missing_as_usual():
    with pytest.raises(ImportError, match="cannot import name 'Desk'"):
        from ogpkit.api.editing import Desk  # noqa: F401


def test_the_api_imports_nothing_before_a_name_is_used():
    code = f"import sys, {', '.join(API)}; print(*sorted(name for name in sys.modules if name.startswith('ogpkit.')))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(ran.stdout.split()) <= {*API, "ogpkit.api._lazy"}


def test_of_the_api_only_what_is_for_panels_leads_to_textual():
    modules = [module for module in API if module not in ("ogpkit.api.ui", "ogpkit.api.testing")]
    lines = [f"from {module} import *" for module in modules]
    code = "\n".join([*lines, "import sys", "print('textual' in sys.modules)"])
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"


def test_every_public_name_says_what_it_is():
    page = names_page()
    assert [line for line in page.splitlines() if line.endswith("|  |")] == []
    assert all(f"| {{py:mod}}`{module}` |" in page for module in API)
    assert [name for name, about in map_public_names().items() if not about.strip()] == []


@pytest.mark.parametrize("module", list(read_old_paths()))
@pytest.mark.filterwarnings("ignore::ogpkit.plugins.deprecation.OgpkitDeprecationWarning")
def test_every_old_path_still_works(module):
    """Where a module stays and loses a name, `__getattr__ = serve_old_names(__name__)` keeps the name."""
    for old_name, (home, name) in read_old_paths()[module].items():
        if old_name != "pytest_plugins":  # the test kit has its fixtures under this old path as long as that is there
            assert getattr(import_module(module), old_name) is getattr(import_module(home), name)


def test_every_old_path_leads_to_something_that_is_there():
    for names in read_old_paths().values():
        for module, name in names.values():
            assert hasattr(import_module(module), name)
            assert module not in API or name in import_module(module).__all__ or name == "pytest_plugins"
