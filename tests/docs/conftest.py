"""The documentation, built once for all tests that look at it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def built(built_once):
    """The documentation as it is published."""
    for needed in ("sphinx", "furo", "sphinx_copybutton"):
        pytest.importorskip(needed)
    return built_once("docs", build)


def build(folder):
    words = ["-m", "sphinx", "-q", "-W", "--keep-going", "-n", "docs", str(folder)]
    ran = subprocess.run([sys.executable, "-P", *words], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stderr
