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
from ogpkit.app.screens.action_dialog import ActionDialog
from ogpkit.app.sections.listed import ActionList
from ogpkit.app.sections.panel import SectionPanel
from ogpkit.app.shell import OgpkitApp
from ogpkit.devkit.testing.waiting import until, wait_until_settled
from ogpkit_reporting.model import IndependentReport, SelfAssessment

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
    return OgpkitApp(WorkspaceSession.open(blank, plugins, date(2013, 7, 31)))


async def to_part(pilot, app, title):
    """Go to the reporting panel of the cycle and one of its parts."""
    if app.place != PLACE:
        await app.go(PLACE)
        await until(pilot, lambda: bool(app.query(TabbedContent)))
    reports = await turn_to(pilot, app.query(TabbedContent).first(), "Reports")
    await until(pilot, lambda: bool(reports.query("SectionPanel TabPane")))
    return await turn_to(pilot, reports.query_one(SectionPanel).query_one(TabbedContent), title)


async def turn_to(pilot, tabs, title):
    pane = next(one for one in tabs.query("TabPane") if str(tabs.get_tab(one.id).label) == title)
    pilot.app.set_focus(None)  # as when somebody is on the tabs: what has the focus stays in sight
    tabs.active = pane.id
    await until(pilot, lambda: pane.display and pane.size.height > 0)
    await wait_until_settled(pilot)
    return pane


def report(app):
    return app.session.workspace.one(IndependentReport, "XX", "2012-2013").entity


def own(app):
    return app.session.workspace.one(SelfAssessment, "XX", "2012-2013").entity


def find_button(pane, label):
    return next(one for one in pane.query(Button) if str(one.label) == label and one.display)


async def act(pilot, app, title, label, **said):
    """Press a button of a part and say in its dialog what is wanted; gives what stands against it, empty when it was done."""
    pane = await to_part(pilot, app, title)
    find_button(pane, label).press()
    await wait_until_settled(pilot)
    return await answer(pilot, app, **said)


async def answer(pilot, app, **said):
    """Say in the dialog what is wanted; one that asks for nothing is not there any more."""
    dialog = app.screen
    if not isinstance(dialog, ActionDialog):
        return ""
    assert said.keys() <= {box.field.key for box in dialog.query("FieldBox")}
    dialog._values.update(said)
    dialog.action_do_it()
    await wait_until_settled(pilot)
    if app.screen is not dialog:
        app.clear_notifications()
        return ""
    refused = str(dialog.query_one(".refused", Static).content)
    dialog.action_change_nothing()
    await wait_until_settled(pilot)
    return refused


async def enter(pilot, app, stage, who, day):
    """Enter a stage from the panel; gives what stands against it."""
    pane = await to_part(pilot, app, "Steps")
    choice = pane.query_one(".stage", Select)
    await until(pilot, lambda: bool(choice._options))
    choice.value = stage
    await wait_until_settled(pilot)
    pane.query_one(".who", Select).value = who
    pane.query_one(".on", Input).value = day
    pane.query_one(".enter", Button).press()
    await wait_until_settled(pilot)
    refused = pane.query_one(".refused", Static)
    return str(refused.content) if refused.display else ""


async def move_to(pilot, pane, row):
    """Put the cursor into a row of the list of a part."""
    table = pane.query_one(DataTable)
    table.move_cursor(row=row)
    await until(pilot, lambda: table.cursor_row == row)
    await wait_until_settled(pilot)


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
        await act(pilot, app, "Self-assessment", "Draft the self-assessment")
        await until(pilot, lambda: app.session.workspace.one(SelfAssessment, "XX", "2012-2013") is not None)
        app.clear_notifications()
        pane = await to_part(pilot, app, "Self-assessment")
        walk.see("The self-assessment is drafted")
        assert own(app).assessments[0].completion == "substantial"
        pane.query_one(DataTable).move_cursor(column=1)
        pane.query_one(DataTable).focus()
        await pilot.press("e")
        await wait_until_settled(pilot)
        pane.query_one("CellEditor Select", Select).value = "limited"
        await wait_until_settled(pilot)
        await pilot.press("escape")
        assert own(app).assessments[0].completion == "limited"
        await act(pilot, app, "Self-assessment", "Draft the self-assessment")
        assert own(app).assessments[0].completion == "limited"
        await act(pilot, app, "Self-assessment", "Draft again")
        assert own(app).assessments[0].completion == "substantial"
        deposit, publish = ("Self-assessment", "Deposit a report"), ("Self-assessment", "Publish a report")
        assert "Publish the self-assessment first." in await act(pilot, app, *deposit, on=date(2013, 6, 25))
        said = await act(pilot, app, *publish, on=date(2013, 6, 25), url={"en": "https://example.org/self-en"})
        assert "Enter the web address of the published report in: es." in said
        app.session.change(OWN, [SetValue(("consultation",), {"en": "Two hearings.", "es": "Dos audiencias."})], "Tell")
        app.session.settle()
        urls = {"en": "https://example.org/self-en", "es": "https://example.org/self-es"}
        assert await act(pilot, app, *publish, on=date(2013, 6, 25), url=urls) == ""
        assert await act(pilot, app, *deposit, on=date(2013, 6, 26)) == ""
        assert (own(app).published, own(app).deposited) == (date(2013, 6, 25), date(2013, 6, 26))

        begin = ("Steps", "Create the independent report")
        assert await act(pilot, app, *begin, researchers=["Local governance expert"], on=date(2013, 3, 15)) == ""
        assert report(app).researchers == ("Local governance expert",)
        assert await enter(pilot, app, "research", "government", "2013-04-01") == (
            "✗ Only these can take this step: Researcher (researcher), International expert committee (expert-committee)."
        )
        assert await enter(pilot, app, "research", "researcher", "2013-04-01") == ""
        said = await enter(pilot, app, "peer-review", "researcher", "2013-05-10")
        assert said.startswith("✗ 8 questions are not answered")
        walk.see("The draft is not sent: nothing is answered yet")

        who = {"with": "Regional NGO coalition", "id": "coalition", "on": date(2013, 4, 12)}
        assert await act(pilot, app, "Questionnaire", "Add an interview", **who) == ""
        pane = await to_part(pilot, app, "Questionnaire")
        for row in range(pane.query_one(DataTable).row_count):
            await move_to(pilot, pane, row)
            pane.query_one(DataTable).focus()
            await pilot.press("enter")  # a question leads to no file, so that it is answered
            await wait_until_settled(pilot)
            offered = app.screen._choices["answer"]
            level = "partly" if "partly" in offered else list(offered)[1]
            why = {"reason": {"en": "As we saw.", "es": "Como vimos."}, "evidence": ["coalition"]}
            if row == 1:
                walk.see("A question is answered")
            assert await answer(pilot, app, answer=level, **why) == ""
        assert len(report(app).answers) == 8
        assert {one.evidence for one in report(app).answers} == {("coalition",)}
        assert {one.commitment for one in report(app).answers} == {"subnational-extractives", None}

        assert await enter(pilot, app, "peer-review", "researcher", "2013-05-10") == ""
        said = {"on": date(2013, 5, 20), "text": {"en": "Name the interviews."}}
        refused = await act(pilot, app, "Remarks", "Add a government comment", **said)
        assert "You can do this in the stages “Government comment”" in refused
        assert await act(pilot, app, "Remarks", "Add a review", reviewer="Expert", **said) == ""
        assert [one.reviewer for one in report(app).reviews] == ["Expert"]
        assert "✗ Resolve or answer the review" in await enter(
            pilot, app, "government-comment", "expert-committee", "2013-05-25"
        )
        walk.see("An open review blocks the way")
        reply = {"answer": {"en": "They are named now."}}
        assert await act(pilot, app, "Remarks", "Answer or resolve a remark", **reply) == ""
        walk.see("The review is answered")
        assert await enter(pilot, app, "government-comment", "expert-committee", "2013-05-25") == ""
        said = {"on": date(2013, 6, 1), "text": {"en": "They were added in May."}}
        assert await act(pilot, app, "Remarks", "Add a government comment", **said) == ""
        assert "Resolve or answer the government's comment" in await enter(
            pilot, app, "final", "researcher", "2013-06-15"
        )
        pane = await to_part(pilot, app, "Remarks")
        await move_to(pilot, pane, 1)
        assert await act(pilot, app, "Remarks", "Answer or resolve a remark", resolved=True) == ""
        assert report(app).government_comments[0].resolved
        assert await enter(pilot, app, "final", "researcher", "2013-06-15") == ""
        assert "Enter the web address" in await enter(pilot, app, "published", "irm", "2013-06-30")
        urls = {"en": "https://example.org/irm-en", "es": "https://example.org/irm-es"}
        published = {"report": "independent-report", "on": date(2013, 6, 30), "url": urls}
        assert await act(pilot, app, "Steps", "Publish a report", **published) == ""
        assert await enter(pilot, app, "published", "irm", "2013-06-30") == ""
        assert "Add the government's response" in await enter(
            pilot, app, "government-response", "government", "2013-07-10"
        )
        response = {"on": date(2013, 7, 10), "url": {"en": "https://example.org/response"}}
        assert await act(pilot, app, "Steps", "Respond to the report", **response) == ""
        assert await enter(pilot, app, "government-response", "government", "2013-07-10") == ""
        walk.see("Published, and responded to; each draft that was sent is kept")

        pane = await to_part(pilot, app, "Comparison")
        await until(pilot, lambda: pane.query_one(DataTable).row_count == 2)
        # what has to be in sight, whatever the widths were when the columns were first drawn
        said = screen_text(app)
        assert "Completion: 0 of 1 the same (0 %), weighted kappa 0.00." in said
        assert "Government" in said

        session = app.session
        session.save()
        written = {path: path.read_bytes() for path in sorted(blank.rglob("*.toml"))}
        steps = 0
        while session.undo() is not None:
            steps += 1
        assert session.workspace.one(SelfAssessment) is None
        assert session.workspace.one(IndependentReport) is None
        for _step in range(steps):
            session.redo()
        session.save()
        assert {path: path.read_bytes() for path in sorted(blank.rglob("*.toml"))} == written
        assert session.plugins.faults == ()
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
        pane.query_one(DataTable).focus()
        await pilot.press("enter")
        await until(pilot, lambda: (app.place.path, app.place.at) == (OWN, ("assessments", 0)))


async def test_the_steps_lead_to_the_file(root, plugins):
    app = OgpkitApp(WorkspaceSession.open(root, plugins, date(2013, 7, 1)))
    async with app.run_test(size=(80, 24)) as pilot:
        await act(pilot, app, "Steps", "Open the file")
        await until(pilot, lambda: app.place.path.endswith("reports/independent.toml"))


async def test_only_the_answers_to_a_question_are_offered_with_what_was_said(root, plugins):
    app = OgpkitApp(WorkspaceSession.open(root, plugins, date(2013, 7, 1)))
    async with app.run_test(size=(80, 24)) as pilot:
        pane = await to_part(pilot, app, "Questionnaire")
        await move_to(pilot, pane, 0)
        pane.query_one(DataTable).focus()
        await pilot.press("enter")
        await wait_until_settled(pilot)
        dialog = app.screen
        assert "limited" in dialog._choices["answer"]
        assert "yes" not in dialog._choices["answer"]
        assert dialog._values["answer"] == "limited"
        assert dialog._values["reason"] == {"en": "The map omits suspended concessions."}


async def test_the_comparison_of_all_countries(root, plugins):
    app = OgpkitApp(WorkspaceSession.open(root, plugins, date(2013, 7, 1)))
    async with app.run_test(size=(160, 48)) as pilot:
        await app.go(Place())
        await until(pilot, lambda: bool(app.query(TabbedContent)))
        outer = app.query(TabbedContent).first()
        await until(pilot, lambda: app.focused is not None)  # going somewhere ends with the focus in its first page
        pane = next(one for one in outer.query("TabPane") if str(outer.get_tab(one.id).label) == "Comparison")
        while not pane.display:  # Today and the countries come first
            app.action_next_page()
            await wait_until_settled(pilot)
        await until(pilot, lambda: bool(pane.query(ActionList)))
        table = pane.query_one(ActionList).query_one(DataTable)
        await until(pilot, lambda: table.row_count == 2)
        await wait_until_settled(pilot)
        said = screen_text(app)
        assert "XX" in said
        assert "2012-2013" in said
        assert "Completion: 0 of 1 the same (0 %), weighted kappa 0.00." in said
        assert "The map omits suspended" in said


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_the_agreement_of_a_cycle_is_seen_and_told(root, plugins, size):
    app = OgpkitApp(WorkspaceSession.open(root, plugins, date(2013, 7, 1)))
    async with app.run_test(size=size) as pilot:
        pane = await to_part(pilot, app, "Agreement")
        await until(pilot, lambda: "┃ the government's view" in screen_text(app))
        said = screen_text(app)
        assert "Limited, government: Substantial  ! Needs attention" in said
        row = next(line for line in said.splitlines() if line.count("·") == 3 and "Substantial" in line)
        assert "▓▓ 1" in row
        pane.query_one(".first").focus()
        await pilot.press("w")
        await until(pilot, lambda: "▓▓" not in screen_text(app) and "Government" in screen_text(app))


async def test_a_cycle_whose_edition_is_unknown_shows_why(root, plugins):
    file = root / "countries/XX/cycles/2012-2013/cycle.toml"
    file.write_text(file.read_text("utf-8").replace("roadmap-2011", "roadmap-1911"), "utf-8")
    app = OgpkitApp(WorkspaceSession.open(root, plugins, date(2013, 7, 1)))
    async with app.run_test(size=(80, 24)) as pilot:
        await to_part(pilot, app, "Questionnaire")
        await until(pilot, lambda: "The edition of this cycle has no rules about reports." in screen_text(app))
        assert app.session.plugins.faults == ()
