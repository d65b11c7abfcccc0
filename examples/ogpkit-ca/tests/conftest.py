"""Canada's real plan in a workspace, made as the README says."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from ogpkit.api.cli import main
from ogpkit.api.testing import WorkspaceBuilder

pytest_plugins = ["ogpkit.api.testing"]

PLAN = Path(__file__).parents[2] / "canada-nap5"
PLACE = "CA/2022-2024"


@pytest.fixture(scope="session")
def published(tmp_path_factory):
    """The plan as it was published, made once; no test changes it."""
    root = tmp_path_factory.mktemp("published") / "canada"
    assert main(["init", str(root), "--name", "Canada", "--country", "CA", "--languages", "en,fr"]) == 0
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        days = ["--start", "2022-01-01", "--end", "2024-12-31"]
        assert main(["cycle", "new", PLACE, "--edition", "canada-nap5", *days]) == 0
        sheet = [str(PLAN / "nap5.csv"), "--mapping", str(PLAN / "mapping.toml")]
        assert main(["plan", "import", PLACE, *sheet]) == 0
        assert main(["import", "canada-indicators", str(PLAN / "national.csv"), PLACE]) == 0
    return root


@pytest.fixture
def canada(published, tmp_path, monkeypatch, ogpkit_plugins):
    """The plan as it was published, on a day after the first quarter has ended."""
    root = tmp_path / "canada"
    shutil.copytree(published, root)
    monkeypatch.chdir(root)
    return WorkspaceBuilder(root, ogpkit_plugins, date(2022, 4, 15))


@pytest.fixture
def report(canada):
    """Write the report of a department on a quarter."""

    def report(text, period="2022-03", department="hc-sc"):
        path = f"countries/CA/cycles/2022-2024/quarterly/{period}/{department}.toml"
        canada.file(path, text)
        return path

    return report
