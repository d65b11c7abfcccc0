"""What departments report goes in by a sheet, is seen in colour, changed in place, owed by a day and published."""

from __future__ import annotations

import json

import pytest

from ogpkit.api import Place
from ogpkit.api.cli import main
from ogpkit.api.testing import screen_at

PLACE = "GB/2024-2025"
FIRST = "countries/GB/cycles/2024-2025/updates/2024-q1.toml"
SECOND = "countries/GB/cycles/2024-2025/updates/2024-q2.toml"


def codes(workspace, path):
    return [one.code for one in workspace.findings() if one.path == path and one.code.startswith(("GBR", "OGP"))]


def test_the_sheet_comes_in_as_two_updates_without_a_finding_of_this_plugin(kingdom):
    assert codes(kingdom, FIRST) == codes(kingdom, SECOND) == []


def test_the_same_sheet_a_second_time_changes_nothing(kingdom):
    before = (kingdom.root / FIRST).read_bytes()
    assert main(["export", "uk-updates-csv", PLACE, "--out", "again.csv"]) == 0
    assert main(["import", "uk-updates", "again.csv", PLACE]) == 0
    assert (kingdom.root / FIRST).read_bytes() == before


@pytest.mark.usefixtures("kingdom")
def test_programs_read_the_table_with_its_codes(capsys):
    assert main(["show", "uk-updates", PLACE, "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["quarter"], row["department"], row["status"]) for row in rows] == [
        ("2024-q1", "cabinet-office", "red"),
        ("2024-q1", "treasury", "green"),
        ("2024-q2", "cabinet-office", "amber"),
    ]


@pytest.mark.usefixtures("kingdom")
def test_people_read_a_status_in_words(capsys):
    assert main(["show", "uk-updates", PLACE]) == 0
    assert "Red: off track" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('recovery.en = "A new supplier starts in May."\nrecovery.cy', "# recovery.cy", "GBR002"),
        ('department = "treasury"', 'department = "cabinet-office"', "GBR004"),
        ('narrative.cy = "Nid yw\'r gofrestr o berchnogion llesiannol ar agor eto."\n', "", "GBR005"),
        ('department = "treasury"', 'department = "tresury"', "OGP014"),
    ],
)
def test_what_an_update_lacks_is_found(kingdom, old, new, code):
    file = kingdom.root / FIRST
    assert old in file.read_text("utf-8")
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    assert code in codes(kingdom, FIRST)


def test_a_published_update_has_a_report_of_every_department_that_leads(kingdom):
    file = kingdom.root / SECOND
    file.write_text("published = 2024-07-20\n" + file.read_text("utf-8"), "utf-8")
    assert codes(kingdom, SECOND) == ["GBR006"]


@pytest.mark.parametrize("name", ["2024q3", "2024-q5", "Q3-2024"])
def test_a_file_that_names_no_quarter_is_told_how_quarters_are_named(kingdom, name):
    path = f"countries/GB/cycles/2024-2025/updates/{name}.toml"
    kingdom.file(path, "reports = []\n")
    assert codes(kingdom, path) == ["OGP011"]


@pytest.mark.usefixtures("kingdom")
def test_updates_are_due_twenty_days_after_each_quarter(capsys):
    assert main(["calendar", "--country", "GB", "--format", "json"]) == 0
    due = [one["due"] for one in json.loads(capsys.readouterr().out) if "2024-q" in one["what"]]
    assert due == ["2024-04-20", "2024-07-20", "2024-10-20", "2025-01-20"]


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_every_status_has_a_sign_and_a_word(kingdom, size):
    session = kingdom.session()
    shown = await screen_at(session, Place(country="GB", cycle="2024-2025"), page="table-uk-updates", size=size)
    session.close(give_up=True)
    assert all(one in shown for one in ("✗ Red: off track", "✓ Green: on track", "! Amber: at risk"))


@pytest.mark.usefixtures("kingdom")
def test_the_portal_has_a_page_in_welsh_and_open_data(tmp_path):
    assert main(["portal", "build", str(tmp_path / "site")]) == 0
    page = (tmp_path / "site/cy/GB/2024-2025/updates.html").read_text("utf-8")
    assert "Swyddfa&#39;r Cabinet" in page or "Swyddfa'r Cabinet" in page
    assert "Coch: oddi ar y trywydd" in page
    assert "Dim adroddiad" in page
    assert "cabinet-office" in (tmp_path / "site/data/table-uk-updates.csv").read_text("utf-8")
