"""ogpkit as a wheel, and fresh environments into which it is installed as a stranger would install it.

Nothing but pip's configured index is asked, beside the folder with the wheel. The versions are those of the environment in which
the tests run, so that these tests try what all others try; what ogpkit needs is installed once for all environments of a run.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

import attrs
import pytest

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
    """An environment with everything that ogpkit declares that it needs, but without ogpkit."""
    wheels = built_once("wheels", build_wheel)

    def build(folder):
        made = Environment(begin(folder), wheels)
        made.install("ogpkit")
        made.run("python", "-m", "pip", "uninstall", "-q", "-y", "ogpkit", cwd=folder)

    return built_once("needed", build)


def begin(folder: Path) -> Path:
    """Make an environment with nothing in it but pip."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    return folder


def packages(folder: Path) -> Path:
    """Where the packages of an environment lie."""
    [found] = folder.glob("lib/python*/site-packages")
    return found


@pytest.fixture
def fresh(tmp_path, wheels, needed):
    """An environment without ogpkit, in which pip finds what ogpkit declares that it needs, and nothing else."""
    folder = begin(tmp_path / "environment")
    (packages(folder) / "needed.pth").write_text(f"{packages(needed)}\n", "utf-8")
    return Environment(folder, wheels)


@pytest.fixture
def outside(wheels, needed):
    """The environment variables of somebody who has pip, and for whom what ogpkit needs is quickly installed."""
    return surroundings(wheels) | {"PYTHONPATH": str(packages(needed))}
