"""A coordinator corrects a wrong indicator and watches the verdict change."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input, Static, TabbedContent

from ogpkit.api import Place, Plugins
from ogpkit.api.editing import WorkspaceSession
from ogpkit.api.testing import screen_text
from ogpkit.app.forms.field_box import FieldBox
from ogpkit.app.shell import OgpkitApp
from ogpkit.devkit.testing.waiting import until, wait_until_settled
from ogpkit_eligibility.panel import EligibilityPanel

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


@pytest.fixture
def root(tmp_path):
    (tmp_path / "countries/XY/eligibility").mkdir(parents=True)
    (tmp_path / "ogpkit.toml").write_text('[workspace]\nname = "Y"\nlanguages = ["en"]\n', encoding="utf-8")
    (tmp_path / "countries/XY/country.toml").write_text('name = "Country Y"\n', encoding="utf-8")
    (tmp_path / PATH).write_text(EVIDENCE, encoding="utf-8")
    return tmp_path


async def opened(pilot, app):
    """The eligibility panel of Country Y with its evidence in sight."""
    await app.go(Place(country="XY"))
    await wait_until_settled(pilot)
    outer = app.query(TabbedContent).first()
    outer.active = next(pane.id for pane in outer.query("TabPane") if str(outer.get_tab(pane).label) == "Eligibility")
    await wait_until_settled(pilot)
    panel = app.query_one(EligibilityPanel)
    panel.query_one(TabbedContent).active = "evidence"
    await wait_until_settled(pilot)
    return panel


def verdict(panel):
    return str(panel.query_one(".verdict", Static).content)


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
        app.desk.save()
        assert (root / PATH).read_bytes() == EVIDENCE.replace("= 5.0 ", "= 5.01 ").encode()
        await pilot.press("f6")
        await wait_until_settled(pilot)
        assert "Not eligible, 8 of 12 (67 %)" in verdict(panel)
        app.desk.save()
        assert (root / PATH).read_bytes() == EVIDENCE.encode()


async def test_an_impossible_number_is_reported_under_its_field_unwritten(root):
    app = OgpkitApp(WorkspaceSession.open(root, Plugins.discover(), date(2012, 1, 1)))
    async with app.run_test(size=(80, 24)) as pilot:
        panel = await opened(pilot, app)
        box = box_at(panel, "citizen_engagement", "civil_liberties")
        box.query_one(Input).value = "eleven"
        await pilot.press("enter")
        await until(pilot, lambda: "eleven" in str(box.query_one(".trouble", Static).content))
        app.desk.save()
        assert (root / PATH).read_bytes() == EVIDENCE.encode()


async def test_the_score_card_says_what_earned_the_points(root):
    app = OgpkitApp(WorkspaceSession.open(root, Plugins.discover(), date(2012, 1, 1)))
    async with app.run_test(size=(160, 48)) as pilot:
        panel = await opened(pilot, app)
        panel.query_one(TabbedContent).active = "card"
        await wait_until_settled(pilot)
        seen = screen_text(app)
        assert "4/4  Access to information" in seen
        assert "+4  An access to information law is in place" in seen
        assert "Civil liberties: 5.01 (+1 point, then eligible)" in seen
