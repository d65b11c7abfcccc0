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
    assert Path(built).stat().st_size < 3_500_000, "an installation over a slow line; the example is packed for that"
    folder = tmp_path / "installed"
    zipfile.ZipFile(built).extractall(folder)
    assert [path.name for path in (folder / "ogpkit/examples").iterdir()] == ["cohort-2011.tar.xz"]
    script = (
        "from ogpkit.workspace.create import *; from pathlib import Path;"
        "copy_example_workspace('cohort-2011', Path('copy')); found = example_workspace_folder('cohort-2011');"
        "print(found / 'ogpkit.toml', (found / 'ogpkit.toml').is_file())"
    )
    command = [sys.executable, "-c", script]
    said = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout.split()
    assert said[1] == "True"
    assert not Path(said[0]).exists(), "what was unpacked for a process goes with it"
    copied, kept = (
        {path.relative_to(root): path.read_bytes() for path in root.rglob("*.toml")}
        for root in (folder / "copy", ROOT / "examples/cohort-2011")
    )
    assert copied == kept
