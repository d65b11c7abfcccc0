"""ogpkit as a wheel, and fresh environments into which it is installed as a stranger would install it.

Nothing but pip's configured index is asked, beside the folder with the wheel. The versions are those of the environment in which
the tests run, so that these tests try what all others try; what ogpkit declares that it needs is copied from there once for all
environments of a run, and nothing else.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from email.parser import Parser
from importlib.metadata import distribution, distributions
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import attrs
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.metadata import Distribution

ROOT = Path(__file__).parents[2]


@attrs.frozen
class Environment:
    """A virtual environment.

    Attributes:
        folder: Where it lies.
        wheels: The folder in which pip finds ogpkit.
    """

    folder: Path
    wheels: Path

    def run(self, *words: object, cwd: Path, status: int = 0, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a program of the environment and expect how it ends.

        Args:
            words: The program and its arguments.
            cwd: Where it runs.
            status: The exit code that is expected.
            variables: Environment variables beside the usual ones.
        """
        program, *arguments = map(str, words)
        there = self.folder / "bin" / program
        ran = subprocess.run(
            [str(there) if there.exists() else program, *arguments],
            cwd=cwd,
            env=surroundings(self.wheels, self.folder) | variables,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert ran.returncode == status, f"{words} ended with {ran.returncode}\n{ran.stdout}\n{ran.stderr}"
        return ran

    def install(self, *what: object) -> None:
        """Install distributions.

        Args:
            what: As pip takes them.
        """
        self.run("python", "-m", "pip", "install", "-q", "--disable-pip-version-check", *what, cwd=self.folder)


def surroundings(wheels: Path, folder: Path | None = None) -> dict[str, str]:
    """The environment variables of a process that knows nothing of the one that runs the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "PYTHON", "COV_"))}
    links = " ".join(filter(None, (str(wheels), os.environ.get("PIP_FIND_LINKS", ""))))
    path = os.pathsep.join(filter(None, (str(folder / "bin") if folder else "", os.environ.get("PATH", ""))))
    return kept | {"PIP_FIND_LINKS": links, "PATH": path, "LC_ALL": "C.UTF-8", "COLUMNS": "200"}


def write_versions(folder: Path) -> None:
    """Write the versions of what is installed here, for pip to choose."""
    there = {one.name: one.version for one in distributions() if one.name != "ogpkit"}
    folder.mkdir()
    (folder / "versions.txt").write_text("".join(f"{name}=={there[name]}\n" for name in sorted(there)), "utf-8")


@pytest.fixture(scope="session", autouse=True)
def _pip(built_once):
    """pip chooses the versions that are installed here, and compiles nothing: most modules are never imported."""
    versions = str(built_once("versions", write_versions) / "versions.txt")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PIP_CONSTRAINT", versions)
        patch.setenv("PIP_BUILD_CONSTRAINT", versions)
        patch.setenv("PIP_NO_COMPILE", "1")
        yield


def build_wheel(folder: Path) -> None:
    """Build a wheel of this ogpkit."""
    hatchling = pytest.importorskip("hatchling.builders.wheel")
    for _wheel in hatchling.WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"]):
        pass


@pytest.fixture(scope="session")
def wheels(built_once):
    """A folder with a wheel of this ogpkit."""
    return built_once("wheels", build_wheel)


@pytest.fixture(scope="session")
def needed(built_once):
    """An environment with pip and everything that the wheel declares that it needs, but without ogpkit."""
    [wheel] = built_once("wheels", build_wheel).glob("ogpkit-*.whl")
    with ZipFile(wheel) as archive:
        [metadata] = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        declared = Parser().parsestr(archive.read(metadata).decode()).get_all("Requires-Dist") or []

    def build(folder):
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)  # it brings pip
        there = packages(folder)
        for found in closure(declared):
            for file in found.files or ():
                source, target = Path(str(found.locate_file(file))), there / file
                if ".." not in file.parts and "__pycache__" not in file.parts and source.is_file():
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(source, target)

    return built_once("needed", build)


def closure(declared: Iterable[str]) -> list[Distribution]:
    """The distributions that are declared to be needed without an extra, as they are installed here, and what those need."""
    found: dict[str, Distribution] = {}
    seen: set[tuple[str, str]] = set()
    left = [(Requirement(line), "") for line in declared]
    while left:
        one, extra = left.pop()
        if one.marker and not one.marker.evaluate({"extra": extra}):
            continue
        name = canonicalize_name(one.name)
        found.setdefault(name, distribution(name))
        for wanted in {"", *one.extras} - {known for other, known in seen if other == name}:
            seen.add((name, wanted))
            left += [(Requirement(line), wanted) for line in found[name].requires or ()]
    return list(found.values())


def begin(folder: Path) -> Path:
    """Make an environment with nothing in it."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    return folder


def packages(folder: Path) -> Path:
    """Where the packages of an environment lie."""
    [found] = folder.glob("lib/python*/site-packages")
    return found


@pytest.fixture
def fresh(tmp_path, wheels, needed):
    """An environment without ogpkit, in which there are pip and what ogpkit declares that it needs, and nothing else."""
    folder = begin(tmp_path / "environment")
    (packages(folder) / "needed.pth").write_text(f"{packages(needed)}\n", "utf-8")
    return Environment(folder, wheels)


@pytest.fixture
def outside(wheels, needed):
    """The environment variables of somebody who has pip, and for whom what ogpkit needs is quickly installed."""
    return surroundings(wheels) | {"PYTHONPATH": str(packages(needed))}
