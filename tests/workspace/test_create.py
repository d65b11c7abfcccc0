"""The example workspaces that come with ogpkit are found in a checkout and in a wheel."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from ogpkit.workspace.create import NoExampleWorkspace, example_workspace_folder, example_workspaces

ROOT = Path(__file__).parents[2]


def test_the_cohort_is_found():
    assert "cohort-2011" in example_workspaces()
    assert (example_workspace_folder("cohort-2011") / "countries/GE/eligibility/2014.toml").is_file()


@pytest.mark.parametrize("name", ["nowhere", "../examples/cohort-2011", ""])
def test_another_name_says_what_there_is(name):
    with pytest.raises(NoExampleWorkspace, match="cohort-2011"):
        example_workspace_folder(name)


def test_the_wheel_holds_the_cohort_where_it_is_looked_for(tmp_path):
    """Everything that the demo needs is in the installed package."""
    hatchling = pytest.importorskip("hatchling.builders.wheel")
    built = next(hatchling.WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"]))
    folder = tmp_path / "installed"
    zipfile.ZipFile(built).extractall(folder)
    shipped = {path.relative_to(folder / "ogpkit/examples") for path in (folder / "ogpkit/examples").rglob("*.toml")}
    kept = {path.relative_to(ROOT / "examples") for path in (ROOT / "examples/cohort-2011").rglob("*.toml")}
    assert shipped == kept
    script = (
        "from ogpkit.workspace.create import example_workspace_folder; print(example_workspace_folder('cohort-2011'))"
    )
    found = subprocess.run(
        [sys.executable, "-c", script], cwd=folder, capture_output=True, text=True, check=True
    ).stdout
    assert Path(found.strip()) == folder / "ogpkit/examples/cohort-2011"
