"""A workspace of the United Kingdom, made as the README says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ogpkit.api.cli import main
from ogpkit.api.testing import WorkspaceBuilder

pytest_plugins = ["ogpkit.api.testing"]

HERE = Path(__file__).parents[1]
PLACE = "GB/2024-2025"


@pytest.fixture
def kingdom(tmp_path, monkeypatch, capsys, ogpkit_plugins):
    """Two departments, two commitments, and the updates of the sheet, in the summer of 2024."""
    root = tmp_path / "uk"
    assert main(["init", str(root), "--name", "United Kingdom", "--country", "GB", "--languages", "en,cy"]) == 0
    monkeypatch.chdir(root)
    days = ["--start", "2024-01-01", "--end", "2025-12-31"]
    assert main(["cycle", "new", PLACE, "--edition", "united-kingdom", *days]) == 0
    (root / "countries/GB/departments.toml").write_bytes((HERE / "departments.toml").read_bytes())
    for name, lead in (("ownership", "cabinet-office"), ("spending", "treasury")):
        path = root / f"countries/GB/cycles/2024-2025/commitments/{name}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f'title.en = "{name}"\n\n[gb]\ndepartment = "{lead}"\nspecificity = 3\n', "utf-8")
    assert main(["import", "uk-updates", str(HERE / "updates.csv"), PLACE]) == 0
    capsys.readouterr()
    return WorkspaceBuilder(root, ogpkit_plugins, date(2024, 8, 1))
