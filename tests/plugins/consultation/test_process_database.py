"""The IRM's process database comes in as records of consultations."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from ogpkit.api import Place
from ogpkit.model import Cycle
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.content import Document, Workspace
from ogpkit_consultation.process_database import read_process_database

FOLDER = Path(__file__).parents[3] / "examples/irm-database"

HEADINGS = "Country name,Action Plan Number,Year AP Submitted,Advance notice,Days in advance\n"


@pytest.fixture(scope="module")
def workspace():
    plugins = Plugins.discover()
    return Workspace(kinds=plugins.kinds, editions=plugins.editions, today=date(2026, 6, 1))


def read(text, workspace, **place):
    return read_process_database(text.encode(), workspace, Place(**place))


def test_what_was_found_is_kept_by_its_heading(workspace):
    found = read(HEADINGS + "Albania,2,2014,Yes,17\n", workspace)
    assert found.files["countries/AL/cycles/2014-2016/consultation/process.toml"] == {
        "findings": [
            {"question": "Advance notice", "answer": "Yes"},
            {"question": "Days in advance", "answer": "17"},
        ]
    }


def test_what_was_not_reviewed_is_no_finding(workspace):
    found = read(HEADINGS + "Albania,2,2014,NR,NA\n", workspace)
    assert not any(path.endswith("process.toml") for path in found.files)


def test_no_step_is_counted_of_a_plan_that_was_not_reviewed(workspace):
    headings = HEADINGS.replace("Advance notice", "Step 2: Advance notice,_Number of steps followed (out of 6)")
    found = read(f"{headings}Brazil,1,2012,NR,0,NR\nDenmark,1,2012,Yes,1,26\n", workspace)
    assert [path for path in found.files if path.endswith("process.toml")] == [
        "countries/DK/cycles/2012-2013/consultation/process.toml"
    ]


def test_headings_that_come_again_and_lines_of_titles_are_no_plans(workspace):
    text = f"{HEADINGS},,,Step 1,\n{HEADINGS}Albania,2,2014,No,\nCountry,,,,\n"
    assert read(text, workspace).records == 1


def test_a_plan_of_the_workspace_is_found_by_year_or_by_number_a_year_off(workspace):
    path = "countries/US/cycles/2011-2013/cycle.toml"
    cycle = Cycle(start=date(2011, 9, 20), end=date(2013, 9, 19))
    there = workspace.with_documents(
        [Document(kind="cycle", path=path, names={"country": "US", "cycle": "2011-2013"}, entity=cycle, digest="")]
    )
    for year in (2011, 2012):
        found = read(f"{HEADINGS}United States,1,{year},Yes,3\n", there)
        assert "countries/US/cycles/2011-2013/consultation/process.toml" in found.files
    assert "countries/US/cycles/2013-2015/cycle.toml" in read(f"{HEADINGS}USA,2,2013,Yes,3\n", there).files


def test_both_editions_come_in_whole(workspace):
    assert read_process_database((FOLDER / "process-2016.csv").read_bytes(), workspace, Place()).records == 116
    old = read_process_database((FOLDER / "process-2015.csv").read_bytes(), workspace, Place())
    assert old.records == 65
    assert "65 rows name no plan" in "\n".join(old.notes)
    assert old.not_understood == ()


@pytest.mark.parametrize("edition", ["process-2015.csv", "process-2016.csv"])
def test_every_cell_of_both_editions_is_accounted_for(workspace, edition):
    data = (FOLDER / edition).read_bytes()
    found = read_process_database(data, workspace, Place())
    rows = list(csv.reader(data.decode("utf-8-sig").splitlines()))
    first = next(number for number, row in enumerate(rows) if row[0] == "Country name")
    full = sum(bool(cell.strip()) for row in rows[first + 1 :] for cell in row)
    assert found.cells.imported + found.cells.left_out == full
    assert found.cells.reported == 0


def test_a_cell_under_no_heading_and_a_row_without_a_country_are_named(workspace):
    found = read(HEADINGS + "Albania,2,2014,Yes,17,stray\n,2,2014,No,3\nAtlantis,1,2014,No,\n", workspace)
    assert [(one.row, one.column) for one in found.not_understood] == [
        (2, "F"),
        (3, "Country name"),
        (4, "Country name"),
    ]
    assert (found.cells.imported, found.cells.left_out, found.cells.reported) == (5, 0, 9)


def test_a_sheet_without_countries_is_refused(workspace):
    assert [one.column for one in read("State,Year\nKenya,2014\n", workspace).not_understood] == ["Country name"]
