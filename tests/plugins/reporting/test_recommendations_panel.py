"""The tab of recommendations at 80x24: each is in sight, answered from its row, and open in the next plan."""

from __future__ import annotations

from datetime import date

import pytest
from textual.widgets import DataTable, TabbedContent

import ogpkit_commitments
import ogpkit_reporting
from ogpkit.api import Place, Plugins
from ogpkit.api.editing import WorkspaceSession
from ogpkit.api.testing import WorkspaceBuilder, screen_text
from ogpkit.app.sections.panel import SectionPanel
from ogpkit.app.shell import OgpkitApp
from ogpkit.devkit.testing.waiting import until, wait_until_settled
from ogpkit_reporting.recommendations import Position, RecommendationAnswers
from ogpkit_reporting.rules import RULE_FILE

PLACE = Place(country="XX", cycle="2014-2015")
NEXT = Place(country="XX", cycle="2016-2018")
EXAMPLE = RULE_FILE.example("recommendations")
ANSWERS = "countries/XX/cycles/2014-2015/reports/recommendations.toml"
LATER_PLAN = {
    "countries/XX/cycles/2016-2018/cycle.toml": "cocreation = 2016-02-01\nstart = 2016-07-01\nend = 2018-06-30\n",
}


@pytest.fixture
def app(tmp_path):
    plugins = Plugins.of({"commitments": ogpkit_commitments, "reporting": ogpkit_reporting})
    files = {path: text for path, text in EXAMPLE.files.items() if path != ANSWERS}
    WorkspaceBuilder(tmp_path, plugins, date(2016, 3, 1)).files({**files, **LATER_PLAN}).load()
    return OgpkitApp(WorkspaceSession.open(tmp_path, plugins, date(2016, 3, 1)))


async def turn_to(pilot, tabs, title):
    pane = next(one for one in tabs.query("TabPane") if str(tabs.get_tab(one.id).label) == title)
    pilot.app.set_focus(None)
    tabs.active = pane.id
    await until(pilot, lambda: pane.display and pane.size.height > 0)
    await wait_until_settled(pilot)
    return pane


async def to_part(pilot, app, place, title):
    """Go to a part of the panel about reports."""
    await app.go(place)
    await until(pilot, lambda: bool(app.query(TabbedContent)))
    reports = await turn_to(pilot, app.query(TabbedContent).first(), "Reports")
    await until(pilot, lambda: bool(reports.query("SectionPanel TabPane")))
    return await turn_to(pilot, reports.query_one(SectionPanel).query_one(TabbedContent), title)


async def test_recommendations_are_answered_and_stay_open_for_the_next_plan(app):
    async with app.run_test(size=(80, 24)) as pilot:
        pane = await to_part(pilot, app, PLACE, "Recommendations")
        table = pane.query_one(DataTable)
        table.focus()
        for row, words in enumerate(
            ("Give the forum a budget.", "Publish owners of foreign firms too.", "Promise less, and finish it.")
        ):
            table.move_cursor(row=row)
            await wait_until_settled(pilot)
            assert words in screen_text(app)  # in full below the table, where a narrow one shortens it
        table.move_cursor(row=1)
        await wait_until_settled(pilot)
        await pilot.press("a", "enter")
        await wait_until_settled(pilot)
        dialog = app.screen
        dialog._values.update(answer="accepted")
        dialog.action_do_it()
        await wait_until_settled(pilot)
        (answered,) = app.session.workspace.one(RecommendationAnswers, "XX", "2014-2015").entity.responses
        assert (answered.recommendation, answered.answer, answered.on) == (
            "owners",
            Position.ACCEPTED,
            date(2016, 3, 1),
        )

        pane = await to_part(pilot, app, NEXT, "From earlier plans")
        for row, words in enumerate(("Give the forum a budget.", "Publish owners of foreign firms too.")):
            pane.query_one(DataTable).move_cursor(row=row)
            await wait_until_settled(pilot)
            assert words in screen_text(app)
