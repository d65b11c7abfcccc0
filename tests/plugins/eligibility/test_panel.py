"""A coordinator corrects a wrong indicator and watches the verdict change."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.widgets import DataTable, Input, Static, TabbedContent

from ogpkit.api import Place, Plugins
from ogpkit.api.editing import WorkspaceSession
from ogpkit.api.testing import screen_text
from ogpkit.app.forms.field_box import FieldBox
from ogpkit.app.sections.panel import SectionPanel
from ogpkit.app.shell import OgpkitApp
from ogpkit.devkit.testing.waiting import until, wait_until_settled
from ogpkit.text.inline import Share
from ogpkit_eligibility.panel import show_points

EVIDENCE = """\
edition = "roadmap-2011"            # no [fiscal_transparency]: not covered

[access_to_information]
status = "law"
source = "Right2Info.org survey 2010"

[asset_disclosure]
politicians = "non-public"
senior_officials = "none"
source = "Disclosure by Politicians, 2009"

[citizen_engagement]
civil_liberties = 5.0               # "above 5" earns 3: exactly 5 does not
source = "EIU Democracy Index 2010"
"""
PATH = "countries/XY/eligibility/2011.toml"
PLACE = Place(country="XY")


@pytest.fixture
def root(tmp_path):
    (tmp_path / "countries/XY/eligibility").mkdir(parents=True)
    (tmp_path / "ogpkit.toml").write_text('[workspace]\nname = "Y"\nlanguages = ["en"]\n', encoding="utf-8")
    (tmp_path / "countries/XY/country.toml").write_text('name = "Country Y"\n', encoding="utf-8")
    (tmp_path / PATH).write_text(EVIDENCE, encoding="utf-8")
    return tmp_path


async def opened(pilot, app, tab="Evidence", place=PLACE):
    """The eligibility panel with one of its tabs in sight."""
    await app.go(place)
    await wait_until_settled(pilot)
    outer = app.query(TabbedContent).first()
    label = "Score card" if place.path else "Eligibility"
    outer.active = next(pane.id for pane in outer.query("TabPane") if str(outer.get_tab(pane).label) == label)
    await wait_until_settled(pilot)
    panel = app.query_one(SectionPanel)
    inner = panel.query_one(TabbedContent)
    inner.active = next(pane.id for pane in inner.query("TabPane") if str(inner.get_tab(pane.id).label) == tab)
    await wait_until_settled(pilot)
    return panel


def verdict(panel):
    return str(panel.query(Static).first().content)


def box_at(panel, *at):
    return next(box for box in panel.query(FieldBox) if box.at == at)


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_the_verdict_follows_the_evidence_and_only_its_value_is_written(root: Path, size):
    app = OgpkitApp(WorkspaceSession.open(root, Plugins.discover(), date(2012, 1, 1)))
    async with app.run_test(size=size) as pilot:
        panel = await opened(pilot, app)
        assert "Not eligible, 8 of 12 (67 %)" in verdict(panel)
        field = box_at(panel, "citizen_engagement", "civil_liberties").query_one(Input)
        field.focus()
        await wait_until_settled(pilot)
        field.value = "5.01"
        await pilot.press("enter")
        await wait_until_settled(pilot)
        assert "Eligible, 9 of 12 (75 %)" in verdict(panel)
        app.session.save()
        assert (root / PATH).read_bytes() == EVIDENCE.replace("= 5.0 ", "= 5.01 ").encode()
        await pilot.press("f6")
        await wait_until_settled(pilot)
        assert "Not eligible, 8 of 12 (67 %)" in verdict(panel)
        app.session.save()
        assert (root / PATH).read_bytes() == EVIDENCE.encode()


async def test_an_impossible_number_is_reported_under_its_field_unwritten(root):
    app = OgpkitApp(WorkspaceSession.open(root, Plugins.discover(), date(2012, 1, 1)))
    async with app.run_test(size=(80, 24)) as pilot:
        panel = await opened(pilot, app)
        box = box_at(panel, "citizen_engagement", "civil_liberties")
        field = box.query_one(Input)
        field.focus()
        await wait_until_settled(pilot)
        field.value = "eleven"
        await pilot.press("enter")
        await until(pilot, lambda: any("eleven" in str(one.content) for one in box.query(".trouble").results(Static)))
        app.session.save()
        assert (root / PATH).read_bytes() == EVIDENCE.encode()


@pytest.mark.parametrize("place", [PLACE, Place(country="XY", path=PATH)])
async def test_the_score_card_says_what_earned_the_points(root, place):
    app = OgpkitApp(WorkspaceSession.open(root, Plugins.discover(), date(2012, 1, 1)))
    async with app.run_test(size=(200, 48)) as pilot:
        panel = await opened(pilot, app, "Score card", place)
        assert "Not eligible, 8 of 12 (67 %)" in verdict(panel)
        seen = screen_text(app)
        assert "4/4" in seen
        assert "+4 An access to information law" in seen
        assert "Civil liberties: 5.01 (+1 point, then eligible)" in seen


async def test_enter_makes_a_single_change_and_the_verdict_follows(root):
    app = OgpkitApp(WorkspaceSession.open(root, Plugins.discover(), date(2012, 1, 1)))
    async with app.run_test(size=(160, 48)) as pilot:
        panel = await opened(pilot, app, "Single changes")
        grid = next(one for one in panel.query(DataTable) if one.is_on_screen)
        assert grid.row_count > 1
        grid.focus()
        await pilot.press("enter")
        await wait_until_settled(pilot)
        assert "Eligible, " in verdict(panel)
        await pilot.press("f6")
        await wait_until_settled(pilot)
        assert "Not eligible, 8 of 12 (67 %)" in verdict(panel)


async def test_the_years_lead_to_their_files(root):
    (root / PATH.replace("2011", "2012")).write_text(EVIDENCE.replace("= 5.0 ", "= 7.6 "), encoding="utf-8")
    app = OgpkitApp(WorkspaceSession.open(root, Plugins.discover(), date(2013, 1, 1)))
    async with app.run_test(size=(160, 48)) as pilot:
        panel = await opened(pilot, app, "Years")
        seen = screen_text(app)
        assert "67 %" in seen
        assert "83 %" in seen
        assert "2011 → 2012: Not eligible, 8 of 12 (67 %) → Eligible, 10 of 12 (83 %)" in seen
        grid = next(one for one in panel.query(DataTable) if one.is_on_screen)
        grid.focus()
        await pilot.press("enter")
        await wait_until_settled(pilot)
        assert app.place.path == PATH


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_points_are_drawn_against_the_threshold_and_over_the_years(root, size):
    (root / PATH.replace("2011", "2012")).write_text(EVIDENCE.replace("= 5.0 ", "= 7.6 "), encoding="utf-8")
    app = OgpkitApp(WorkspaceSession.open(root, Plugins.discover(), date(2013, 1, 1)))
    async with app.run_test(size=size) as pilot:
        panel = await opened(pilot, app, "Points")
        lines = [line.rpartition("│ ")[2].strip() for line in screen_text(app).splitlines()]
        total = next(line for line in lines if "All criteria" in line)
        assert total.endswith("10 of 12  ✓ On track")
        assert total.index("┃") < total.rindex("█")  # above the threshold
        assert any(line.startswith("Access to information") and line.endswith("4 of 4  ■ Complete") for line in lines)
        assert any("not covered by the survey" in line for line in lines)
        assert any("┃ 75 % needed to be eligible" in line for line in lines)
        drawn = str(panel.query_one("PicturePane .lines", Static).content)
        years = drawn.splitlines()[-2:]
        assert [line.split() for line in years] == [["2011", "2012"], ["67", "83"]]
        assert any("─" in line and line.endswith("75 % needed to be eligible") for line in drawn.splitlines())


def test_points_say_the_same_in_words_and_a_range_for_missing_evidence(workspace):
    missing = EVIDENCE.replace("civil_liberties = 5.0 ", "# civil_liberties")
    found = workspace({"countries/XY/country.toml": 'name = "Y"\n', PATH: missing})
    (bars,) = show_points(found, PLACE)
    assert bars.rows[0] == ("All criteria", "6 to 10 of 12", Share(75), "? Not known")
    assert ("Citizen engagement", "0 to 4 of 4", "", "? Not known") in bars.rows
    assert ("Access to information", "4 of 4", "", "■ Complete") in bars.rows
    assert bars.bars[0].open_to == pytest.approx(100 * 10 / 12)
    (said,) = show_points(workspace({}), PLACE)
    assert said.startswith("Add a year of evidence")
