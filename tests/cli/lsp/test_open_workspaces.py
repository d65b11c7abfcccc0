"""Workspaces that are open in an editor: what is typed lies over the disk, and parts find what the whole finds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ogpkit.check.engine import check_workspace
from ogpkit.cli.lsp import open_workspaces
from ogpkit.cli.lsp.open_workspaces import OpenWorkspaces
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.load import read_workspace

pytest.importorskip("pygls")

EXAMPLE = Path(__file__).parents[3] / "examples" / "networking-paper"
BROKEN = b'nme = "Georgia"\n'


@pytest.fixture(scope="module")
def plugins():
    return Plugins.discover()


@pytest.fixture
def root(tmp_path):
    shutil.copytree(EXAMPLE, tmp_path / "plans")
    return tmp_path / "plans"


@pytest.fixture(autouse=True)
def few(monkeypatch):
    """Let no workspace of these tests have many files, unless a test says so."""
    monkeypatch.setattr(open_workspaces, "MANY", 1000)


@pytest.fixture
def divided(monkeypatch):
    """Let every workspace be a large one."""
    monkeypatch.setattr(open_workspaces, "LEAST", 1)


def find(root, plugins, path):
    return OpenWorkspaces(lambda _root, _source: plugins).find(root / path)


def summarize(findings):
    return sorted((one.path, one.line, one.column, one.code, one.message) for one in findings)


@pytest.mark.usefixtures("divided")
def test_a_country_alone_finds_all_but_what_compares_countries(root, plugins):
    countries = sorted(path.name for path in (root / "countries").iterdir())
    changed = f"countries/{countries[0]}/country.toml"
    (root / changed).write_bytes(BROKEN)
    loaded = read_workspace(root, plugins.kinds, plugins.editions)
    whole = check_workspace(loaded, plugins)
    workspace, _path = find(root, plugins, changed)
    found = {path: workspace.list_findings(path) for path in loaded.workspace.documents}
    narrow = [one for one in whole if one.code not in workspace.wide_codes and one.path in found]
    assert summarize(narrow) == summarize(one for several in found.values() for one in several)
    assert {one.code for one in found[changed]} >= {"OGP003"}
    assert "OGP003" not in workspace.wide_codes


@pytest.mark.usefixtures("divided")
def test_of_a_large_workspace_only_the_countries_that_are_open_are_read(root, plugins, monkeypatch):
    read = []
    original = open_workspaces.read_workspace

    def note(*arguments, **named):
        read.extend(entry.path for entry in named["entries"])
        return original(*arguments, **named)

    monkeypatch.setattr(open_workspaces, "read_workspace", note)
    countries = sorted(path.name for path in (root / "countries").iterdir())
    path = f"countries/{countries[0]}/country.toml"
    workspace, _path = find(root, plugins, path)
    workspace.take({path: BROKEN})
    workspace.list_findings(path)
    assert path in read
    assert not [
        one for one in read if one.startswith("countries/") and not one.startswith(f"countries/{countries[0]}/")
    ]
    assert len(workspace.read_whole().countries) == len(countries)
    assert workspace.read_whole() is workspace.read_whole()


@pytest.mark.parametrize("least", [1, 500])
def test_what_an_editor_holds_counts_before_what_is_on_the_disk(root, plugins, monkeypatch, least):
    monkeypatch.setattr(open_workspaces, "LEAST", least)
    path = next(one.relative_to(root).as_posix() for one in root.glob("countries/*/country.toml"))
    workspace, _path = find(root, plugins, path)
    before = summarize(workspace.list_findings(path))
    workspace.take({path: BROKEN})
    assert "OGP003" in {one.code for one in workspace.list_findings(path)}
    assert workspace.read_source(path) == BROKEN
    (root / path).write_bytes((root / path).read_bytes() + b"# more\n")
    assert workspace.refresh()
    assert "OGP003" in {one.code for one in workspace.list_findings(path)}
    workspace.take({path: None})
    assert summarize(workspace.list_findings(path)) == before
    (root / path).unlink()
    assert workspace.refresh()
    assert path not in workspace.read_whole().documents


def test_what_is_no_plan_file_is_left_alone(root, plugins):
    workspace, _path = find(root, plugins, "ogpkit.toml")
    assert workspace.has("countries/KE/country.toml")
    assert not workspace.has("countries/KE/notes.md")
    assert not workspace.has(".taplo.toml")
    assert OpenWorkspaces(lambda _root, _source: plugins).find(root.parent / "other.toml") is None


TYPED = [
    b'name = "Georgia"\n',
    b'nme = "Georgia"\n',
    b'name = "Georgia"\njoined = 2011-13-01\n',
    b'name = "Georgia"\n\n\nlevel = "Local"\n',
    b'name = "Georgia"\nlevel = "local"\n',
    b"name = ",
]


def settle(workspace):
    """Compare with all files what was typed, as the thread of the server does; tell whether there was anything."""
    checks = workspace.part_checks(lambda: None)
    for adopt in [check() for check in checks]:
        adopt()
    workspace.drop_settled()
    return bool(checks)


def test_among_many_files_a_key_is_followed_by_what_its_file_tells(root, plugins, monkeypatch):
    country = min(path.name for path in (root / "countries").iterdir())
    path = f"countries/{country}/country.toml"
    workspace, _path = find(root, plugins, path)
    assert not workspace.has_many(path)
    monkeypatch.setattr(open_workspaces, "MANY", 1)
    assert workspace.has_many(path)
    assert len(workspace.find_judge(path).workspace.documents) < len(workspace.find_part(path).workspace.documents)
    for text in TYPED:
        before = {one.code for one in workspace.list_findings(path)}
        workspace.take_soon(path, text)
        at_once = workspace.list_findings(path)
        assert settle(workspace)
        assert not settle(workspace)
        other, _path = find(root, plugins, path)
        other.take({path: text})
        assert summarize(workspace.list_findings(path)) == summarize(other.list_findings(path))
        own = [one for one in workspace.list_findings(path) if one.code not in workspace._needs_others]
        assert {one.code for one in own} <= {one.code for one in at_once} <= before | {one.code for one in own}
        assert summarize(own) == summarize(one for one in at_once if one.code not in workspace._needs_others)


def test_thousands_of_files_are_read_while_somebody_types_already(root, plugins, monkeypatch):
    country = min(path.name for path in (root / "countries").iterdir())
    path = f"countries/{country}/country.toml"
    whole, _path = find(root, plugins, path)
    whole.take({path: BROKEN})
    monkeypatch.setattr(open_workspaces, "MANY", 1)
    workspace, _path = find(root, plugins, path)
    workspace.take({path: BROKEN})
    few = set(workspace.read_around(path).documents)
    assert {one.code for one in workspace.list_findings(path)} >= {"OGP003"}
    assert few < set(whole.read_whole().documents)
    assert settle(workspace)
    assert summarize(workspace.list_findings(path)) == summarize(whole.list_findings(path))
    assert set(workspace.read_around(path).documents) == set(whole.read_whole().documents)


def test_what_is_typed_while_files_are_compared_is_compared_next(root, plugins, monkeypatch):
    country = min(path.name for path in (root / "countries").iterdir())
    path, other = f"countries/{country}/country.toml", "countries/new.toml"
    workspace, _path = find(root, plugins, path)
    workspace.list_findings(path)
    monkeypatch.setattr(open_workspaces, "MANY", 1)
    workspace.take_soon(path, TYPED[1])
    asked = []
    (check,) = workspace.part_checks(lambda: asked.append(True))
    workspace.take_soon(path, TYPED[3])
    workspace.pass_typed()
    (root / other).write_text("a = 1\n", "utf-8")
    workspace.refresh()
    check()()
    assert asked  # it gives way before each file that it reads
    workspace.drop_settled()
    assert workspace.is_behind
    assert "OGP003" not in {one.code for one in workspace.list_findings(path)}
    assert settle(workspace)
    assert not workspace.is_behind
    fresh, _path = find(root, plugins, path)
    monkeypatch.setattr(open_workspaces, "MANY", 1000)
    fresh.take({path: TYPED[3]})
    assert summarize(workspace.list_findings(path)) == summarize(fresh.list_findings(path))
    assert {one.path for one in workspace.find_part(path).findings} >= {other}
