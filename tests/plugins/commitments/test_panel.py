"""A coordinator's path in the app at 80x24: from a blank cycle to a declared plan, undone and done again.

`OGPKIT_RECORD=docs/walks/plan.txt pytest tests/plugins/commitments/test_panel.py` writes down the screens on the way.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Button, DataTable, Input, Select, Static, TabbedContent, TextArea

from ogpkit.api import Place, Plugins
from ogpkit.api.content import Commitment, Cycle
from ogpkit.api.editing import InsertItem, SetValue, WorkspaceSession, create_document
from ogpkit.api.testing import screen_text
from ogpkit.api.ui import TableList
from ogpkit.app.forms.field_box import FieldBox
from ogpkit.app.sections.document_panes import StagePane
from ogpkit.app.shell import OgpkitApp
from ogpkit.devkit.testing.waiting import wait_until_settled

CYCLE = "countries/XX/cycles/2012-2013/cycle.toml"
PLACE = Place(country="XX", cycle="2012-2013")


@pytest.fixture
def root(tmp_path):
    (tmp_path / "countries/XX").mkdir(parents=True)
    (tmp_path / "ogpkit.toml").write_text('[workspace]\nname = "Paper"\nlanguages = ["en"]\n', encoding="utf-8")
    (tmp_path / "countries/XX/country.toml").write_text('name = "Country X"\n', encoding="utf-8")
    return tmp_path


@pytest.fixture
def app(root):
    return OgpkitApp(WorkspaceSession.open(root, Plugins.discover(), date(2012, 4, 17)))


async def to_part(pilot, app, title):
    """Go to the plan panel and one of its parts."""
    await app.go(PLACE)
    await wait_until_settled(pilot)
    outer = app.query(TabbedContent).first()
    outer.active = next(pane.id for pane in outer.query("TabPane") if str(outer.get_tab(pane).label) == "Action plan")
    await wait_until_settled(pilot)
    inner = [content for content in app.query(TabbedContent) if content is not outer and content.display][-1]
    pane = next(pane for pane in inner.query("TabPane") if str(inner.get_tab(pane.id).label) == title)
    inner.active = pane.id
    await wait_until_settled(pilot)
    return pane


async def edit_cell(pilot, app, title, value):
    """Change a cell of the first row of the list that is shown."""
    table = next(one for one in app.query(TableList) if one.is_seen)
    grid = table.query_one(DataTable)
    grid.focus()
    if title not in [str(one.label) for one in grid.ordered_columns]:  # a narrow list leaves it out
        await pilot.press("m")
        await wait_until_settled(pilot)
    grid.move_cursor(row=0, column=[str(one.label) for one in grid.ordered_columns].index(title))
    await pilot.press("e")
    await wait_until_settled(pilot)
    control = app.focused
    if isinstance(control, Select):
        control.value = value
    else:
        await pilot.press(*value, "ctrl+enter" if isinstance(control, TextArea) else "enter")
    await wait_until_settled(pilot)


def create(app, kind, place):
    """Create a document, as the palette does."""
    create_document(app.session, app.session.workspace.kinds.by_name(kind), place)
    app.session.settle()


def press(pane, action):
    """Press the button of an action above the list."""
    next(button for button in pane.query(Button) if button.name == action).press()


async def enter(pilot, app, stage, day):
    """Enter a stage from the panel; what it says is missing."""
    pane = await to_part(pilot, app, "Stages")
    part = pane.query_one(StagePane)
    part.query_one(".stage", Select).value = stage
    part.query_one(".on", Input).value = day
    part.query_one(".by", Input).value = "Office of the President"
    part.query_one(".enter", Button).press()
    await wait_until_settled(pilot)
    return str(part.query_one(".refused", Static).content)


class Walk:
    """The screens on the way, written down on request."""

    def __init__(self, app):
        self.app = app
        self.seen = []

    def see(self, title):
        self.seen.append(f"{title}\n{'=' * len(title)}\n{screen_text(self.app)}")

    def write_down(self):
        if path := os.environ.get("OGPKIT_RECORD"):
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            Path(path).write_text("\n".join(self.seen), encoding="utf-8")


def cycle(app):
    return app.session.workspace.one(Cycle, "XX", "2012-2013").entity


async def fill_in(pilot, app, path, values):
    """Type values into the form of a file."""
    await app.go(Place(country="XX", cycle="2012-2013", path=path))
    await wait_until_settled(pilot)
    for at, text in values.items():
        box = next(box for box in app.query(FieldBox) if box.at == at)
        field = box.query(Input).first()
        field.focus()
        field.value = text
        await pilot.press("enter")
        await wait_until_settled(pilot)


async def test_from_a_blank_cycle_to_a_declared_plan(app, root):
    walk = Walk(app)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.go(Place(country="XX"))
        await wait_until_settled(pilot)
        create(app, "cycle", Place(country="XX"))
        await wait_until_settled(pilot)
        walk.see("A cycle is begun")
        session = app.session
        session.change(CYCLE, [SetValue(("edition",), "roadmap-2011")], "Choose the edition")
        session.change(
            CYCLE, [SetValue(("challenges",), ["public-resources", "public-services"])], "Choose the challenges"
        )
        for challenge, said in (("public-resources", "EITI member since 2008."), ("public-services", "School census.")):
            effort = {"challenge": challenge, "summary": {"en": said}}
            session.change(CYCLE, [InsertItem(("efforts",), len(cycle(app).efforts), effort)], "Add an effort")
            session.settle()
        assert [effort.challenge for effort in cycle(app).efforts] == ["public-resources", "public-services"]

        await to_part(pilot, app, "Commitments")
        for _time in range(3):
            create(app, "commitment", PLACE)
            await wait_until_settled(pilot)
        begun = sorted(session.workspace.all(Commitment, "XX", "2012-2013"), key=lambda one: one.entity.number)
        names = [found.path for found in begun]
        assert len(names) == 3
        for path, title, challenge in zip(
            names,
            ("Mines", "Schools", "Courts"),
            ("public-resources", "public-services", "public-services"),
            strict=True,
        ):
            await fill_in(pilot, app, path, {("title",): title, ("lead",): "Ministry"})
            session.change(path, [SetValue(("challenge",), challenge)], "Choose the challenge")
            session.settle()
        assert {found.entity.title.best("en") for found in session.workspace.all(Commitment)} == {
            "Mines",
            "Schools",
            "Courts",
        }

        await to_part(pilot, app, "Commitments")
        walk.see("Three commitments")
        assert await enter(pilot, app, "drafting", "2012-01-10") == ""
        assert "The next stage can be: " in "".join(await refused(pilot, app, "declared", "2012-04-17"))
        assert "Give the address of the published plan in: en." in await enter(pilot, app, "deposited", "2012-04-10")
        walk.see("The deposit is refused: the plan is not published")
        session.change(CYCLE, [SetValue(("plan", "url"), {"en": "https://example.org/plan.pdf"})], "Publish the plan")
        session.settle()
        assert await enter(pilot, app, "deposited", "2012-04-10") == ""
        assert "Record the day on which the declaration was endorsed" in await enter(
            pilot, app, "declared", "2012-04-17"
        )
        session.change(
            CYCLE, [SetValue(("declaration",), {"endorsed": date(2012, 4, 17), "signatory": "Minister"})], "Sign"
        )
        session.settle()
        assert await enter(pilot, app, "declared", "2012-04-17") == ""
        walk.see("Deposited, then declared")
        await to_part(pilot, app, "Expectations")
        walk.see("The common expectations")
        assert [step.stage for step in cycle(app).history] == ["drafting", "deposited", "declared"]

        await to_part(pilot, app, "Milestones")
        await edit_cell(pilot, app, "Status", "complete")
        await edit_cell(pilot, app, "Completed", "2012-12-15")
        await edit_cell(pilot, app, "Evidence", "https://example.org/map")
        first = session.workspace.one(Commitment, "XX", "2012-2013", begun[0].id).entity.milestones[0]
        assert (first.status, first.completed, first.evidence) == (
            "complete",
            date(2012, 12, 15),
            ("https://example.org/map",),
        )
        assert "2012-12-15" in screen_text(app)
        walk.see("A milestone is complete")
        await to_part(pilot, app, "Timeline")
        walk.see("The plan over time")
        await to_part(pilot, app, "Milestones")

        session.save()
        written = {path: path.read_bytes() for path in sorted(root.rglob("*.toml"))}
        steps = 0
        while session.undo_title is not None:
            await pilot.press("f6")
            await wait_until_settled(pilot)
            steps += 1
        assert not session.workspace.all(Cycle)
        for _step in range(steps):
            await pilot.press("f7")
            await wait_until_settled(pilot)
        session.save()
        assert {path: path.read_bytes() for path in sorted(root.rglob("*.toml"))} == written
        walk.see("Everything undone and done again")
    walk.write_down()


async def refused(pilot, app, stage, day):
    """What stands against a stage that the panel does not even offer."""
    from ogpkit.api.editing import StageBlocked, advance_stage

    with pytest.raises(StageBlocked) as found:
        advance_stage(app.session, CYCLE, stage, date.fromisoformat(day))
    return found.value.missing


async def test_copy_order_and_delete_with_undo(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await app.go(Place(country="XX"))
        create(app, "cycle", Place(country="XX"))
        await app.go(PLACE)
        await wait_until_settled(pilot)
        for _time in range(2):
            create(app, "commitment", PLACE)
        first, second = (
            one.id for one in sorted(app.session.workspace.all(Commitment), key=lambda one: one.entity.number)
        )
        pane = await to_part(pilot, app, "Commitments")
        table = pane.query_one(DataTable)
        assert table.row_count == 2
        press(pane, "commitments-move-down")
        await wait_until_settled(pilot)
        plan = [found.id for found in sorted(app.session.workspace.all(Commitment), key=lambda one: one.entity.number)]
        assert plan == [second, first]
        press(pane, "commitments-delete")
        await wait_until_settled(pilot)
        assert len(app.session.workspace.all(Commitment)) == 1
        await pilot.press("f6")
        await wait_until_settled(pilot)
        assert len(app.session.workspace.all(Commitment)) == 2
        done = {"status": "complete", "completed": date(2013, 5, 1), "evidence": ["https://example.org/map"]}
        changes = [SetValue(("milestones", 0, key), value) for key, value in done.items()]
        for one in app.session.workspace.all(Commitment):
            app.session.change(one.path, changes, "Done")
        press(pane, "commitments-copy")
        await wait_until_settled(pilot)
        numbers = [one.entity.number for one in app.session.workspace.all(Commitment)]
        assert sorted(numbers) == ["1", "2", "3"]
        assert Path(app.place.path).stem not in {first, second}
        (milestone,) = app.session.workspace.documents[app.place.path].entity.milestones
        assert (milestone.status, milestone.completed, milestone.evidence) == (None, None, ())
