"""The plugins of countries as the distributions that they are: installed from their folders into fresh environments."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
pytestmark = pytest.mark.timeout(3600)  # whole environments are set up


@pytest.mark.parametrize(
    ("folder", "name", "own"),
    [
        ("ogpkit-ca", "canada", {"CAN001", "CAN004"}),
        ("ogpkit-gb", "united-kingdom", set()),
    ],
)
def test_a_country_s_plugin_passes_its_tests_and_its_readme_works(fresh, tmp_path, folder, name, own):
    work = tmp_path / "work"
    for one in (folder, "canada-nap5"):
        shutil.copytree(
            EXAMPLES / one, work / one, ignore=shutil.ignore_patterns("__pycache__", ".*_cache", ".venv", "*.egg-info")
        )
    fresh.install(f"{work / folder}[dev]")
    # its tests look at its contracts as `plugin check` does; once is enough here
    fresh.run("python", "-m", "pytest", "-q", "-k", "not contracts", cwd=work / folder)
    fresh.run("ogpkit", "plugin", "check", name, cwd=work)
    here = work / folder
    readme = (work / folder / "README.md").read_text("utf-8")
    for line in re.findall(r"^    ((?:ogpkit|cd|cp) .*)$", readme, re.MULTILINE):
        words = shlex.split(line, comments=True)
        if words[0] == "cd":
            here /= words[1]
        elif words[0] == "cp":
            shutil.copy(here / words[1], here / words[2])
        elif words[1:] != ["check"]:
            fresh.run(*words, cwd=here)
    said = fresh.run("ogpkit", "check", cwd=here, status=1).stdout
    assert set(re.findall(r": ((?:OGP|CAN|GBR)[0-9]{3}) ", said)) == own
