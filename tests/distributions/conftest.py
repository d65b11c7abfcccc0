"""ogpkit as a wheel, and fresh environments into which it is installed as a stranger would install it.

Nothing but pip's configured index is asked, beside the folder with the wheel.
"""

from __future__ import annotations

import os
import subprocess
import sys
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


@pytest.fixture(scope="session")
def wheels(tmp_path_factory):
    """A folder with a wheel of this ogpkit."""
    hatchling = pytest.importorskip("hatchling.builders.wheel")
    folder = tmp_path_factory.mktemp("wheels")
    for _wheel in hatchling.WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"]):
        pass
    return folder


@pytest.fixture
def fresh(tmp_path, wheels):
    """An environment with nothing in it but pip."""
    folder = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    return Environment(folder, wheels)


@pytest.fixture
def outside(wheels):
    """The environment variables of somebody who has pip and nothing else."""
    return surroundings(wheels)
