"""Each plugin that comes with ogpkit is independent: taken out and built as any plugin is, it works over the core alone."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ogpkit.plugins.manager import Plugins

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.timeout(3600)  # whole environments are set up
NAMES = sorted(folder.name for folder in (ROOT / "plugins").iterdir() if list(folder.glob("ogpkit_*/__init__.py")))
REFUSE = shutil.ignore_patterns("__pycache__", ".*_cache", "_build")


@pytest.fixture
def wheels(tmp_path):
    """A folder with a wheel of the core alone: no plugin's package, no entry point."""
    project = tmp_path / "core"
    project.mkdir()
    for name in ("ogpkit", "examples/cohort-2011", "scaffold", "docs"):
        shutil.copytree(ROOT / name, project / name, ignore=REFUSE)
    for name in ("README.md", "LICENSE", "hatch_build.py"):
        shutil.copy(ROOT / name, project)
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    text = re.sub(r'^  "plugins/.*",\n', "", text, flags=re.MULTILINE)
    text = re.sub(r"^\[project\.entry-points\.ogpkit\]\n(\w+ = .*\n)+", "", text, flags=re.MULTILINE)
    (project / "pyproject.toml").write_text(text, "utf-8")
    words = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "wheels")]
    subprocess.run(words, cwd=project, check=True, capture_output=True)
    return tmp_path / "wheels"


def taken_out(name, folder):
    """The folder of a plugin with the build file of a new plugin."""
    shutil.copytree(ROOT / "plugins" / name, folder, ignore=REFUSE)
    text = (ROOT / "scaffold/ogpkit-utopia/pyproject.toml").read_text("utf-8")
    text = text.replace("ogpkit-utopia", f"ogpkit-{name}").replace("ogpkit_utopia", f"ogpkit_{name}")
    (folder / "pyproject.toml").write_text(text.replace("utopia", name), "utf-8")
    (folder / "README.md").touch()
    return folder


@pytest.mark.takes_minutes
def test_each_plugin_works_over_the_core_alone(fresh, tmp_path):
    fresh.install("ogpkit[testing]")
    expected = {one.name: list(one.hooks) for one in Plugins.discover(third_party=False).installed if one.name in NAMES}
    alone = json.loads(fresh.run("ogpkit", "plugin", "list", "--format", "json", cwd=tmp_path).stdout)
    assert [one["name"] for one in alone] == ["ogpkit"], "the core knows no plugin by name"
    sites = {}
    for name in NAMES:
        sites[name] = tmp_path / "sites" / name
        fresh.install("--no-deps", "--target", sites[name], taken_out(name, tmp_path / "taken-out" / name))
        said = fresh.run(
            "ogpkit", "plugin", "list", "--format", "json", cwd=tmp_path, PYTHONPATH=str(sites[name])
        ).stdout
        [found] = [one for one in json.loads(said) if one["name"] == name]
        assert (found["state"], found["distribution"], found["faults"]) == ("on", f"ogpkit-{name}", [])
        assert found["hooks"] == expected[name]
    together = os.pathsep.join(map(str, sites.values()))
    # tests/plugins/test_contracts.py holds every plugin to every contract; here one shows that the check itself works so, too
    fresh.run("ogpkit", "plugin", "check", "eligibility", cwd=tmp_path, PYTHONPATH=together)
    fresh.run("ogpkit", "demo", cwd=tmp_path, PYTHONPATH=together)
