"""What is set up is what was tested: one version for each package, and nothing that only one machine knows."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from itertools import chain
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LINES = [line for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if not line.startswith("#")]
CONSTRAINTS = [Requirement(line) for line in LINES]

SYSTEMS = {"linux": ("posix", "Linux"), "darwin": ("posix", "Darwin"), "win32": ("nt", "Windows")}
ENVIRONMENTS = [
    {
        **default_environment(),
        "python_version": python,
        "python_full_version": f"{python}.9",
        "extra": "",
        "sys_platform": system,
        "os_name": names[0],
        "platform_system": names[1],
    }
    for python in ("3.11", "3.12", "3.13")
    for system, names in SYSTEMS.items()
]

PLACE = r"[a-z_]+ (==|!=|<|>=) '[\w.*]+'"
LINE = re.compile(rf"[a-z0-9-]+==[0-9a-z.]+( ; {PLACE}( and {PLACE})*)?")


def installed_for(requirements: list[str]) -> dict[str, Requirement]:
    """What is installed here for the sake of those, by name."""
    found: dict[str, Requirement] = {}
    left = [(Requirement(one), "") for one in requirements]
    done = set()
    while left:
        wanted, _extra = left.pop()
        key = (canonicalize_name(wanted.name), frozenset(wanted.extras))
        if key in done:
            continue
        done.add(key)
        try:
            there = distribution(wanted.name)
        except PackageNotFoundError:  # an extra that this environment does without
            continue
        found[key[0]] = wanted
        for text in there.requires or ():
            below = Requirement(text)
            if any(
                below.marker is None or below.marker.evaluate({"extra": extra}) for extra in (wanted.extras or {""})
            ):
                left.append((below, ""))
    return found


def test_a_line_is_a_name_a_version_and_where_it_holds():
    """No host, no path, no hash, no option."""
    for line in LINES:
        assert LINE.fullmatch(line), line
    assert not re.search(r"://|@|\\|file:", "".join(LINES))


def test_everything_that_is_installed_has_a_version():
    wanted = [*PROJECT["build-system"]["requires"], "ogpkit[dev,browser,documents,fmt,serve,testing]"]
    found = installed_for(wanted).keys() - {"ogpkit"}
    lacking = found - {one.name for one in CONSTRAINTS}
    here = [one for one in CONSTRAINTS if one.name in found and (one.marker is None or one.marker.evaluate())]
    others = [one.name for one in here if not one.specifier.contains(distribution(one.name).version, prereleases=True)]
    if others:  # as `.ci/run --newest` does
        pytest.skip(f"other versions are installed: {', '.join(others)}")
    assert not lacking, "run `bash ci/update-constraints`"


@pytest.mark.parametrize("environment", ENVIRONMENTS, ids=lambda one: f"{one['python_version']}-{one['sys_platform']}")
def test_on_every_system_and_python_there_is_one_version_and_it_is_allowed(environment):
    here = [one for one in CONSTRAINTS if one.marker is None or one.marker.evaluate(environment)]
    versions = {one.name: next(iter(one.specifier)).version for one in here}
    assert len(versions) == len(here), "two versions of one package"
    project = PROJECT["project"]
    extras = project["optional-dependencies"].values()
    for text in chain(PROJECT["build-system"]["requires"], project["dependencies"], *extras):
        asked = Requirement(text)
        if asked.name != "ogpkit":
            assert asked.specifier.contains(versions[canonicalize_name(asked.name)]), text


def test_what_is_asked_for_says_from_which_version_on():
    for text in PROJECT["project"]["dependencies"]:
        assert any(one.operator in (">=", "~=") for one in Requirement(text).specifier), text


def test_both_commands_of_the_readme_use_the_versions_also_for_building():
    for line in re.findall(r"^    (python3 .*)$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE):
        assert "PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt .venv/bin/pip install" in line
    assert "hatchling" in {one.name for one in CONSTRAINTS}
