"""The plugin keeps its contracts, its rule finds what it is for, and a sheet comes in."""

from __future__ import annotations

import pytest

from ogpkit.api.cli import main
from ogpkit.api.testing import CONTRACTS

pytest_plugins = ["ogpkit.api.testing"]

PATH = "atlantis/departments/sea.toml"


@pytest.mark.parametrize("contract", CONTRACTS, ids=str)
def test_the_plugin_keeps_its_contracts(contract):
    assert contract.find_complaints("atlantis") == ()


def test_a_department_without_a_head_is_found(ogpkit_examples):
    ogpkit_examples.file(PATH, 'title = "Ministry of the Sea"\n')
    [finding] = [one for one in ogpkit_examples.findings() if one.code == "ATL001"]
    assert finding.path == PATH


def test_a_department_with_a_head_is_right(ogpkit_examples):
    ogpkit_examples.file(PATH, 'title = "Ministry of the Sea"\nhead = "Ana Pereira"\n')
    assert "ATL001" not in ogpkit_examples.codes()


def test_departments_come_in_from_a_sheet(ogpkit_examples, tmp_path):
    sheet = tmp_path / "departments.csv"
    sheet.write_text("title,head\nHarbours,Rui Costa\n", "utf-8")
    assert main(["import", "atlantis-departments", str(sheet), "--workspace", str(ogpkit_examples.root)]) == 0
    assert (ogpkit_examples.root / "atlantis/departments/harbours.toml").exists()
