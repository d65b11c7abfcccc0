"""Old names work for a while, and the warning names the line of the plugin that uses them."""

from __future__ import annotations

import subprocess
import sys
import warnings
from importlib import import_module
from pathlib import Path

import pytest

import ogpkit
import ogpkit.plugins
import ogpkit.schema
import ogpkit.workspace
from ogpkit.api import old_paths
from ogpkit.devkit.testing.distribution import write_distribution
from ogpkit.plugins.deprecation import OgpkitDeprecationWarning, redirect_names, warn_deprecated
from ogpkit.plugins.manager import Plugins
from ogpkit.schema.kinds import Kind
from ogpkit.text.i18n import current_language
from ogpkit.workspace.content import Workspace

MADE_UP = {
    "ogpkit.storehouse": {"Sort": ("ogpkit.api", "Kind")},
    "ogpkit.storehouse.shelf": {
        "in_use": ("ogpkit.api.text", "current_language"),
        "dusty": ("ogpkit.plugins.hookspecs", "F"),
    },
}


@pytest.fixture
def old_module(monkeypatch):
    """A module of ogpkit that had another name for something."""
    import ogpkit.schema.kinds as module

    monkeypatch.setattr(
        module,
        "__getattr__",
        redirect_names("ogpkit.schema.kinds", {"OldKind": ("ogpkit.schema.kinds.Kind", "0.4")}),
        raising=False,
    )
    return module


@pytest.fixture
def old_modules(monkeypatch):
    """Modules that ogpkit had once."""
    monkeypatch.setattr(old_paths, "read_old_paths", lambda: MADE_UP)
    yield
    for name in [name for name in sys.modules if name.startswith("ogpkit.storehouse")]:
        del sys.modules[name]
    vars(ogpkit).pop("storehouse", None)


def told_by(tmp_path, monkeypatch, source):
    """Import a plugin that says this, and give it with the line and the text of each warning about old names."""
    (tmp_path / "ogpkit_utopia_old.py").write_text(source, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        import ogpkit_utopia_old
    sys.modules.pop("ogpkit_utopia_old")
    ours = [one for one in told if one.category is OgpkitDeprecationWarning]
    assert {one.filename for one in ours} <= {str(tmp_path / "ogpkit_utopia_old.py")}
    return ogpkit_utopia_old, sorted({(one.lineno, str(one.message)) for one in ours})


def test_the_warning_names_file_and_line_of_the_plugin(old_module, tmp_path, monkeypatch):
    plugin, told = told_by(tmp_path, monkeypatch, "import attrs\n\nfrom ogpkit.schema.kinds import OldKind\n")
    assert plugin.OldKind is Kind
    assert told == [(3, "ogpkit.schema.kinds.OldKind will be gone in ogpkit 0.4; use ogpkit.schema.kinds.Kind.")]


def test_a_plugin_that_lies_beside_ogpkit_is_warned_too():
    file = f"{Path(ogpkit.__file__).parent}_utopia/__init__.py"
    with pytest.warns(OgpkitDeprecationWarning) as told:
        exec(compile("warn('X', until='0.4')", file, "exec"), {"warn": warn_deprecated})
    assert [(one.filename, str(one.message)) for one in told] == [
        (file, "X will be gone in ogpkit 0.4; nothing takes its place.")
    ]


def test_a_name_that_never_was_is_missing_as_usual(old_module):
    with pytest.raises(AttributeError, match="has no attribute 'NeverKind'"):
        old_module.__getattr__("NeverKind")


@pytest.mark.parametrize(
    ("source", "line", "value"),
    [
        ("from ogpkit.storehouse import Sort as value", 1, Kind),
        ("import attrs\nfrom ogpkit.storehouse.shelf import in_use as value", 2, current_language),
        ("import ogpkit.storehouse.shelf\n\nvalue = ogpkit.storehouse.shelf.in_use", 3, current_language),
        ("from ogpkit.storehouse import shelf\nvalue = shelf.in_use", 2, current_language),
        ("from ogpkit import storehouse\nvalue = storehouse.Sort", 2, Kind),
        ("from ogpkit.storehouse import *\nvalue = Sort", 1, Kind),
    ],
)
def test_a_module_that_is_gone_still_gives_its_names(old_modules, tmp_path, monkeypatch, source, line, value):
    plugin, told = told_by(tmp_path, monkeypatch, source)
    assert plugin.value is value
    new, old = {
        Kind: ("ogpkit.api.Kind", "ogpkit.storehouse.Sort"),
        current_language: ("ogpkit.api.text.current_language", "ogpkit.storehouse.shelf.in_use"),
    }[value]
    assert told == [(line, f"{old} will be gone in ogpkit 0.3; use {new}.")]


def test_a_name_without_successor_still_works_and_says_so(old_modules, tmp_path, monkeypatch):
    _plugin, told = told_by(tmp_path, monkeypatch, "from ogpkit.storehouse.shelf import dusty")
    assert told == [(1, "ogpkit.storehouse.shelf.dusty will be gone in ogpkit 0.3; nothing takes its place.")]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("import ogpkit.never", "No module named 'ogpkit.never'"),
        ("import ogpkit.storehouse.never", "No module named 'ogpkit.storehouse.never'"),
        ("from ogpkit.storehouse import never", "cannot import name 'never'"),
    ],
)
def test_what_never_was_cannot_be_imported(old_modules, source, message):
    with pytest.raises(ImportError, match=message):
        exec(source, {})


@pytest.mark.parametrize(
    "package", [ogpkit.plugins, ogpkit.schema, ogpkit.workspace], ids=lambda package: package.__name__
)
def test_a_package_gives_the_names_of_the_module_that_it_has_replaced(package):
    names = old_paths.read_old_paths()[package.__name__]
    for name, (home, new_name) in names.items():
        with pytest.warns(OgpkitDeprecationWarning, match=f"{package.__name__}.{name} will be gone"):
            assert getattr(package, name) is getattr(import_module(home), new_name)
    with pytest.raises(AttributeError, match="has no attribute 'Never'"):
        package.Never  # noqa: B018


PLUGINS = Plugins.of({})


@pytest.mark.parametrize(
    ("value", "old", "new", "owner"),
    [
        (PLUGINS, "graph_of", "find_graph", "ogpkit.api.Plugins"),
        (PLUGINS.kinds, "named", "by_name", "ogpkit.api.Kinds"),
        (PLUGINS.kinds, "claiming", "match_path", "ogpkit.api.Kinds"),
        (PLUGINS.kinds.by_name("country"), "publishes", "is_public", "ogpkit.api.Kind"),
        (PLUGINS.kinds.by_name("country").pattern, "path", "fill", "ogpkit.api.PathPattern"),
        (Workspace(), "beside", "siblings", "ogpkit.api.content.Workspace"),
        (Workspace(), "once", "memoize", "ogpkit.api.content.Workspace"),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_an_old_method_is_the_new_one_and_says_so(value, old, new, owner):
    with pytest.warns(OgpkitDeprecationWarning, match=f"{owner}.{old} will be gone in ogpkit 0.3; use {owner}.{new}."):
        method = getattr(value, old)
    assert method == getattr(value, new)
    with pytest.raises(AttributeError, match="has no attribute 'never'"):
        value.never  # noqa: B018


SCRIPT = """
from ogpkit.api import old_paths
old_paths.read_old_paths = lambda: {"ogpkit.storehouse": {"mark": ("ogpkit.api", "hookimpl"), "Rule": ("ogpkit.api", "Rule")}}
from ogpkit.plugins.manager import Plugins
plugins = Plugins.discover()
print([owned.value.title for owned in plugins.call_all()["ogpkit_obligations"] if owned.plugin == "utopia"], plugins.faults)
"""

PLUGIN = """
    from ogpkit.storehouse import mark

    @mark
    def ogpkit_obligations():
        from ogpkit.api import DueDates
        yield DueDates(name="none", derive=lambda workspace: ())
"""


def test_a_plugin_that_uses_an_old_path_is_loaded_and_warned_once(tmp_path):
    write_distribution(tmp_path, "ogpkit-utopia", {"utopia": PLUGIN})
    script = SCRIPT.replace("owned.value.title", "owned.value.name")
    environment = {"PYTHONPATH": str(tmp_path), "PYTHONWARNINGS": "default", "PATH": ""}
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment, cwd=tmp_path
    )
    assert ran.stdout == "['none'] ()\n"
    assert [line for line in ran.stderr.splitlines() if "OgpkitDeprecationWarning" in line] == [
        f"{tmp_path}/ogpkit_utopia_utopia.py:2: OgpkitDeprecationWarning: "
        "ogpkit.storehouse.mark will be gone in ogpkit 0.3; use ogpkit.api.hookimpl."
    ]


def test_the_list_of_old_paths_is_not_read_before_an_import_fails():
    code = (
        "import sys; from ogpkit.cli import main; main(['plugin', 'list', '--format', 'json']);"
        "print('ogpkit.api.old_paths' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "False"
