"""A coordinator's way in the app at 80x24: from the draft of the self-assessment to the government's published response.

`OGPKIT_RECORD=docs/walks/reports.txt pytest tests/plugins/reporting/test_panel.py` writes down the screens on the way; without
it the test compares them with what is written there.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Button, DataTable, Input, Select, Static, TabbedContent

import ogpkit_commitments
import ogpkit_eligibility
import ogpkit_reporting
from ogpkit.api import Place, Plugins
from ogpkit.api.editing import SetValue, WorkspaceSession
from ogpkit.api.testing import screen_text
from ogpkit.api.ui import TextCheckbox
from ogpkit.app.shell import OgpkitApp
from ogpkit.devkit.testing.waiting import until, wait_until_settled
from ogpkit_reporting.model import IndependentReport, SelfAssessment
from ogpkit_reporting.panel import ReportsPanel
from ogpkit_reporting.panel.comparison import ComparisonTable

PLACE = Place(country="XX", cycle="2012-2013")
OWN = "countries/XX/cycles/2012-2013/reports/self-assessment.toml"
WALK = Path(__file__).parents[3] / "docs/walks/reports.txt"


@pytest.fixture
def plugins():
    """The plugins that the walk is about; what others say on the way is theirs."""
    return Plugins.of(
        {"eligibility": ogpkit_eligibility, "commitments": ogpkit_commitments, "reporting": ogpkit_reporting}
    )


@pytest.fixture
def app(blank, plugins):
    return OgpkitApp(WorkspaceSession.open(blank, plugins, date(2013, 4, 1)))


async def to_part(pilot, app, title):
    """Go to the reporting panel of the cycle and one of its parts."""
    if not app.query(ReportsPanel):
        await app.go(PLACE)
        await until(pilot, lambda: bool(app.query(TabbedContent)))
        outer = app.query(TabbedContent).first()
        pane = next(one for one in outer.query("TabPane") if str(outer.get_tab(one.id).label) == "Reports")
        outer.active = pane.id
        await until(pilot, lambda: bool(app.query("ReportsPanel TabPane")))
    inner = app.query_one(ReportsPanel).query_one(TabbedContent)
    pane = next(one for one in inner.query("TabPane") if str(inner.get_tab(one.id).label) == title)
    inner.active = pane.id
    await until(pilot, lambda: pane.display and pane.size.height > 0)
    await wait_until_settled(pilot)
    return pane


def report(app):
    return app.desk.workspace.one(IndependentReport, "XX", "2012-2013").entity


def own(app):
    return app.desk.workspace.one(SelfAssessment, "XX", "2012-2013").entity


async def press(pilot, pane, name):
    pane.query_one(f".{name}", Button).press()
    await wait_until_settled(pilot)


def refused(pane):
    """What stands against the last thing that was tried; empty when it was done."""
    missing = pane.query_one(".missing", Static)
    return str(missing.content) if missing.display else ""


async def enter(pilot, app, stage, who, day):
    """Enter a stage from the panel; gives what stands against it."""
    pane = await to_part(pilot, app, "Steps")
    choice = pane.query_one(".stage", Select)
    await until(pilot, lambda: bool(choice._options))
    choice.value = stage
    await wait_until_settled(pilot)
    pane.query_one(".who", Select).value = who
    pane.query_one(".next", Input).value = day
    await press(pilot, pane, "enter")
    return refused(pane)


class Walk:
    """The screens on the way, written down on request, and otherwise compared with what was written down."""

    def __init__(self, app):
        self.app = app
        self.seen = []

    def see(self, title):
        """Look at the screen, but not at the line of state at its foot, which depends on when a file is saved."""
        lines = screen_text(self.app).rstrip("\n").split("\n")[:-2]
        self.seen.append("\n".join([title, "=" * len(title), *lines, ""]))

    def end(self):
        seen = "\n".join(self.seen)
        if path := os.environ.get("OGPKIT_RECORD"):
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            Path(path).write_text(seen, encoding="utf-8")
        return seen


async def test_from_the_draft_to_the_published_response(app, blank):
    walk = Walk(app)
    async with app.run_test(size=(80, 24)) as pilot:
        pane = await to_part(pilot, app, "Self-assessment")
        await press(pilot, pane, "draft")
        await until(pilot, lambda: app.desk.workspace.one(SelfAssessment, "XX", "2012-2013") is not None)
        app.clear_notifications()
        await until(pilot, lambda: pane.query_one(".choice").display)
        walk.see("The self-assessment is drafted")
        assert own(app).assessments[0].completion == "substantial"
        pane.query_one(".completion", Select).value = "limited"
        await press(pilot, pane, "apply")
        assert own(app).assessments[0].completion == "limited"
        await press(pilot, pane, "draft")
        assert own(app).assessments[0].completion == "limited"
        app.clear_notifications()
        await press(pilot, pane, "again")
        assert own(app).assessments[0].completion == "substantial"
        pane.query_one(".on", Input).value = "2013-06-25"
        await press(pilot, pane, "deposit")
        assert refused(pane) == "✗ Publish the self-assessment first."
        pane.query_one(".url", Input).value = "https://example.org/self-en"
        await press(pilot, pane, "publish")
        walk.see("Publishing is refused: what is missing stands above the fields")
        assert "Give the address of the published report in: es." in refused(pane)
        app.desk.change(OWN, [SetValue(("consultation",), {"en": "Two hearings.", "es": "Dos audiencias."})], "Tell")
        app.desk.settle()
        pane.query_one(".url", Input).value = "en=https://example.org/self-en es=https://example.org/self-es"
        await press(pilot, pane, "publish")
        assert refused(pane) == ""
        pane.query_one(".on", Input).value = "2013-06-26"
        await press(pilot, pane, "deposit")
        assert (own(app).published, own(app).deposited) == (date(2013, 6, 25), date(2013, 6, 26))

        pane = await to_part(pilot, app, "Steps")
        pane.query_one(".names", Input).value = "Local governance expert"
        pane.query_one(".first", Input).value = "2013-03-15"
        await press(pilot, pane, "begin")
        assert report(app).researchers == ("Local governance expert",)
        assert await enter(pilot, app, "research", "government", "2013-04-01") == (
            "✗ This step belongs to Researcher (researcher), International expert committee (expert-committee)."
        )
        assert await enter(pilot, app, "research", "researcher", "2013-04-01") == ""
        said = await enter(pilot, app, "peer-review", "researcher", "2013-05-10")
        assert said.startswith("✗ 8 questions are not answered")
        walk.see("The draft is not sent: nothing is answered yet")

        pane = await to_part(pilot, app, "Questionnaire")
        pane.query_one(".new", Input).value = "Regional NGO coalition"
        await press(pilot, pane, "interview")
        await until(pilot, lambda: bool(pane.query(TextCheckbox)))
        table = pane.query_one(DataTable)
        for row in range(table.row_count):
            table.move_cursor(row=row)
            await until(pilot, lambda row=row: table.cursor_row == row)
            await wait_until_settled(pilot)
            choice = pane.query_one(".choices", Select)
            choice.value = (
                "partly" if "partly" in {value for _label, value in choice._options} else choice._options[2][1]
            )
            for field in pane.query(".reason").results(Input):
                field.value = {"en": "As we saw.", "es": "Como vimos."}[field.name]
            pane.query_one(TextCheckbox).value = True
            await wait_until_settled(pilot)
            if row == 1:
                walk.see("A question with its evidence beside it")
            await press(pilot, pane, "answer")
            assert refused(pane) == ""
        assert len(report(app).answers) == 8
        assert {one.evidence for one in report(app).answers} == {("regional-ngo-coalition",)}

        assert await enter(pilot, app, "peer-review", "researcher", "2013-05-10") == ""
        pane = await to_part(pilot, app, "Remarks")
        for field, value in (("on", "2013-05-20"), ("by", "Expert"), ("text", "Name the interviews.")):
            pane.query_one(f".{field}", Input).value = value
        pane.query_one(".sort", Select).value = "comment"
        await press(pilot, pane, "add")
        assert "This is done in the stages “Government comment”" in refused(pane)
        pane.query_one(".sort", Select).value = "review"
        await press(pilot, pane, "add")
        assert [one.reviewer for one in report(app).reviews] == ["Expert"]
        assert "✗ Resolve or answer the review" in await enter(
            pilot, app, "government-comment", "expert-committee", "2013-05-25"
        )
        walk.see("An open review blocks the way")
        pane = await to_part(pilot, app, "Remarks")
        pane.query_one(".reply", Input).value = "They are named now."
        await press(pilot, pane, "answer")
        walk.see("The review is answered")
        assert await enter(pilot, app, "government-comment", "expert-committee", "2013-05-25") == ""
        pane = await to_part(pilot, app, "Remarks")
        pane.query_one(".sort", Select).value = "comment"
        pane.query_one(".on", Input).value = "2013-06-01"
        pane.query_one(".text", Input).value = "They were added in May."
        await press(pilot, pane, "add")
        assert "Resolve or answer the government's comment" in await enter(
            pilot, app, "final", "researcher", "2013-06-15"
        )
        pane = await to_part(pilot, app, "Remarks")
        pane.query_one(DataTable).move_cursor(row=1)
        await until(pilot, lambda: pane.query_one(DataTable).cursor_row == 1)
        await press(pilot, pane, "resolve")
        assert report(app).government_comments[0].resolved
        assert await enter(pilot, app, "final", "researcher", "2013-06-15") == ""
        assert "Give the address" in await enter(pilot, app, "published", "irm", "2013-06-30")
        pane = await to_part(pilot, app, "Steps")
        pane.query_one(".url", Input).value = "en=https://example.org/irm-en es=https://example.org/irm-es"
        await press(pilot, pane, "publish")
        assert await enter(pilot, app, "published", "irm", "2013-06-30") == ""
        assert "[government_response]" in await enter(pilot, app, "government-response", "government", "2013-07-10")
        pane.query_one(".url", Input).value = "https://example.org/response"
        await press(pilot, pane, "respond")
        assert await enter(pilot, app, "government-response", "government", "2013-07-10") == ""
        walk.see("Published, and responded to; each draft that was sent is kept")

        pane = await to_part(pilot, app, "Comparison")
        await until(pilot, lambda: pane.query_one(DataTable).row_count == 2)
        walk.see("Both views side by side, the difference first")
        assert "completion: 1 of 1 the same" in screen_text(app) or "≠" in screen_text(app)

        desk = app.desk
        desk.save()
        written = {path: path.read_bytes() for path in sorted(blank.rglob("*.toml"))}
        steps = 0
        while desk.undo() is not None:
            steps += 1
        assert desk.workspace.one(SelfAssessment) is None
        assert desk.workspace.one(IndependentReport) is None
        for _step in range(steps):
            desk.redo()
        desk.save()
        assert {path: path.read_bytes() for path in sorted(blank.rglob("*.toml"))} == written
        assert desk.plugins.faults == ()
    seen = walk.end()
    assert seen == WALK.read_text("utf-8"), "the walk looks different; record it anew if that is meant"


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_each_part_fits_and_can_be_reached_by_keyboard(root, plugins, size):
    app = OgpkitApp(WorkspaceSession.open(root, plugins, date(2013, 7, 1)))
    async with app.run_test(size=size) as pilot:
        for title in ("Self-assessment", "Steps", "Questionnaire", "Remarks", "Comparison"):
            pane = await to_part(pilot, app, title)
            for control in pane.query("Button, Input, Select, DataTable"):
                if control.display and all(one.display for one in control.ancestors if one is not app):
                    assert control.region.width > 0, (title, control)
                    assert control.region.right <= size[0], (title, control)
                    assert control.region.bottom <= size[1] - 2, (title, control)
                    assert control.focusable, (title, control)


async def test_a_row_opens_its_file_at_the_right_place(root, plugins):
    app = OgpkitApp(WorkspaceSession.open(root, plugins, date(2013, 7, 1)))
    async with app.run_test(size=(80, 24)) as pilot:
        pane = await to_part(pilot, app, "Self-assessment")
        await until(pilot, lambda: pane.query_one(DataTable).row_count == 1)
        pane.query_one(".open", Button).press()
        await until(pilot, lambda: app.place.path == OWN)


async def test_what_is_being_typed_stays_when_a_file_changes_elsewhere(root, plugins):
    app = OgpkitApp(WorkspaceSession.open(root, plugins, date(2013, 7, 1)))
    async with app.run_test(size=(80, 24)) as pilot:
        pane = await to_part(pilot, app, "Questionnaire")
        field = pane.query_one(".reason", Input)
        field.value = "Half a sentence"
        app.desk.change(OWN, [SetValue(("assessments", 0, "on_time"), value=False)], "Something else")
        await wait_until_settled(pilot)
        assert field.value == "Half a sentence"


async def test_the_comparison_of_all_countries(root, plugins):
    app = OgpkitApp(WorkspaceSession.open(root, plugins, date(2013, 7, 1)))
    async with app.run_test(size=(160, 48)) as pilot:
        await app.go(Place())
        await until(pilot, lambda: bool(app.query(TabbedContent)))
        outer = app.query(TabbedContent).first()
        await until(pilot, lambda: app.focused is not None)  # going somewhere ends with the focus in its first page
        pane = next(one for one in outer.query("TabPane") if str(outer.get_tab(one.id).label) == "Comparison")
        app.action_next_page()
        await until(pilot, lambda: pane.display and bool(app.query(ComparisonTable)))
        table = app.query_one(ComparisonTable).query_one(DataTable)
        await until(pilot, lambda: table.row_count == 2)
        assert "XX/2012-2013" in screen_text(app)
        assert "≠ +1" in screen_text(app)


async def test_a_cycle_whose_edition_is_unknown_shows_why(root, plugins):
    file = root / "countries/XX/cycles/2012-2013/cycle.toml"
    file.write_text(file.read_text("utf-8").replace("roadmap-2011", "roadmap-1911"), "utf-8")
    app = OgpkitApp(WorkspaceSession.open(root, plugins, date(2013, 7, 1)))
    async with app.run_test(size=(80, 24)) as pilot:
        await to_part(pilot, app, "Questionnaire")
        assert "The edition of this cycle says nothing about reports." in screen_text(app)
        assert app.desk.plugins.faults == ()
