"""Panels that are declared: texts, drawings, tables with actions, stages, forms and buttons, without a widget by hand."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Annotated

import attrs
import pytest
from textual.widgets import Button, Static, TabbedContent

import ogpkit_commitments
import ogpkit_eligibility
from ogpkit.api import (
    Action,
    ActionSection,
    Argument,
    DrawingSection,
    FormSection,
    OgpkitError,
    Panel,
    Place,
    Scope,
    SectionGroup,
    SessionSection,
    StageSection,
    TableColumn,
    TableSection,
    TableView,
    TextSection,
    WidgetSection,
    hookimpl,
)
from ogpkit.api.content import Commitment, Cycle, MilestoneStatus
from ogpkit.api.editing import SetValue
from ogpkit.api.text import Bullets, Grid, Heading, KeyValues, Link, Paragraph, Quote
from ogpkit.app.screens.action_dialog import ActionDialog
from ogpkit.app.sections.drawn import draw_blocks
from ogpkit.app.sections.listed import ActionList
from ogpkit.app.widgets.document_form import DocumentForm
from ogpkit.app.widgets.table_list import RecordGrid
from ogpkit.devkit.testing.screens import screen_text
from ogpkit.plugins.manager import Plugins

CYCLE = Place(country="XX", cycle="2012-2013")
PORTAL = "countries/XX/cycles/2012-2013/commitments/portal.toml"

STEPS = TableView(
    name="own-steps",
    title="Steps",
    scope=Scope.CYCLE,
    entity=Commitment,
    within="milestones",
    columns=["id", "title", "status"],
)
WORDS = TableView(
    name="own-words",
    title="Words",
    scope=Scope.CYCLE,
    rows=lambda workspace, place: ["alpha", "beta"],
    columns=[TableColumn("word", derive=lambda row: row.item)],
)


@attrs.frozen
class NewStatus:
    """How a milestone stands.

    Attributes:
        id: The milestone.
        status: Current status.
    """

    id: Annotated[str, Argument()]
    status: Annotated[MilestoneStatus, Argument()]


class NotNow(OgpkitError):
    """It is not the time."""


def set_status(session, place, parameters):
    document = session.workspace.documents[place.path]
    at = next(at for at, one in enumerate(document.entity.milestones) if one.id == parameters.id)
    session.change(place.path, [SetValue(("milestones", at, "status"), parameters.status.value)], "Set the status")
    return f"{parameters.id} is {parameters.status.value}."


@attrs.frozen
class Word:
    """A word.

    Attributes:
        word: The word.
    """

    word: Annotated[str, Argument()]


@hookimpl
def ogpkit_tables():
    yield WORDS


@hookimpl
def ogpkit_actions():
    yield Action(
        name="own-status",
        title="Set the status",
        help="Say how a milestone stands.",
        scope=Scope.DOCUMENT,
        kind="commitment",
        parameters=NewStatus,
        run=set_status,
        of_row=("id",),
        from_row=("status",),
        on_several=True,
    )
    yield Action(
        name="own-say",
        title="Say the word",
        help="Say it.",
        scope=Scope.CYCLE,
        parameters=Word,
        of_row=("word",),
        run=lambda session, place, parameters: f"Said {parameters.word} of {place.cycle}.",
    )
    yield Action(
        name="own-rhyme",
        title="Say a word that rhymes, and say it so that the button needs a line of its own",
        help="Rhyme.",
        scope=Scope.CYCLE,
        parameters=Word,
        choices=lambda workspace, place: {"word": {"any": "Any"}},
        row_choices=lambda row: {"word": {f"{row.item}-rhyme": "Rhyme"}},
        run=lambda session, place, parameters: f"Said {parameters.word}.",
    )
    yield Action(
        name="own-never",
        title="Never",
        help="Never.",
        scope=Scope.CYCLE,
        is_offered=lambda workspace, place: False,
        run=lambda session, place, parameters: "Never.",
    )


def summarize(workspace, place):
    count = len(workspace.all(Commitment, place.country, place.cycle))
    yield f"{count} commitments of [red]{place.cycle}[/red]"


def write_text(workspace, place):
    yield Heading("Chapter")
    yield Paragraph("A long paragraph. " * 12)
    yield KeyValues([("Lead", "Ministry"), ("Nothing", None)])
    yield Bullets(["one", "two"], numbered=True)
    yield Grid(["A", "B"], [["x", 1], ["y", 2]], caption="Two rows")
    yield Quote("Their words", by="Ana")


SECTIONS = (
    TextSection(write=summarize),
    TextSection(title="Text", write=write_text),
    DrawingSection(title="Drawing", draw=lambda workspace, place, width: ["█" * width], legend="█ full"),
    TableSection(
        title="Steps",
        table=STEPS,
        actions=("own-status", "own-never"),
        detail=lambda row: (f"Detail of {row.item.id}",),
    ),
    TableSection(title="Words", table="own-words", actions=("own-never", "own-say", "own-rhyme")),
    StageSection(title="Stages", kind="cycle"),
    FormSection(title="Form", kind="cycle"),
    SectionGroup(
        title="Group",
        beside=True,
        sections=(
            SessionSection(title="Findings", write=lambda session, place: [f"{len(session.findings_at(place))} found"]),
            ActionSection(actions=("own-never",)),
            WidgetSection(load=lambda: lambda session, place: Static("By hand")),
        ),
    ),
)


@hookimpl
def ogpkit_panels():
    yield Panel(name="own", title="Own", scope=Scope.CYCLE, order=-5, load=lambda: SECTIONS)
    yield Panel(
        name="own-file",
        title="Own file",
        scope=Scope.DOCUMENT,
        kind="commitment",
        order=-5,
        sections=(TableSection(table=STEPS),),
    )
    yield Panel(
        name="own-broken",
        title="Own broken",
        scope=Scope.DOCUMENT,
        kind="country",
        order=-5,
        sections=(TextSection(write=lambda workspace, place: 1 / 0),),
    )
    yield Panel(
        name="own-wrong",
        title="Own wrong",
        scope=Scope.COUNTRY,
        order=-5,
        sections=(TableSection(table="no-such-table"),),
    )


@pytest.fixture
def plugins():
    own = SimpleNamespace(
        ogpkit_panels=ogpkit_panels, ogpkit_actions=ogpkit_actions, ogpkit_tables=ogpkit_tables, __name__="own"
    )
    return Plugins.of({"eligibility": ogpkit_eligibility, "commitments": ogpkit_commitments, "own": own})


@pytest.fixture
def shown(opened, gone, settled):
    """Opens the panel at a tab of it."""

    async def shown(pilot, title):
        await gone(pilot, CYCLE)
        tabs = pilot.app.view.query_one("SubTabs", TabbedContent)
        tabs.active = f"part-{[section.title for section in SECTIONS if section.title].index(title)}"
        await settled(pilot)
        return screen_text(pilot.app)

    return shown


def notes(app):
    return [note.message for note in app._notifications]


async def test_texts_follow_every_change_and_nothing_in_them_acts(opened, shown, settled):
    async with opened() as pilot:
        said = await shown(pilot, "Text")
        assert "1 commitments of [red]2012-2013[/red]" in said
        assert "Chapter" in said
        assert "Lead: Ministry" in said
        assert "Nothing" not in said
        assert "1. one" in said
        assert "│ Their words" in said
        pilot.app.session.delete(PORTAL)
        await settled(pilot)
        assert "0 commitments" in screen_text(pilot.app)


async def test_a_drawing_is_as_wide_as_there_is_room(opened, shown, settled):
    async with opened(size=(100, 30)) as pilot:
        said = await shown(pilot, "Drawing")
        assert "█ full" in said
        before = max(line.count("█") for line in said.splitlines())
        await pilot.resize_terminal(140, 30)
        await settled(pilot)
        assert max(line.count("█") for line in screen_text(pilot.app).splitlines()) > before


async def test_a_row_gives_its_values_to_an_action(opened, shown, settled):
    async with opened(size=(140, 40)) as pilot:
        said = await shown(pilot, "Steps")
        assert "Detail of map" in said
        assert "Never" not in said
        pilot.app.view.query_one(RecordGrid).focus()
        await pilot.press("down")
        await settled(pilot)
        assert "Detail of all" in screen_text(pilot.app)
        await pilot.press("a", "enter")
        await settled(pilot)
        dialog = pilot.app.screen
        assert isinstance(dialog, ActionDialog)
        assert "all" in str(dialog.query_one(".subject", Static).render())
        assert [box.field.key for box in dialog.query("FieldBox")] == ["status"]
        dialog._values["status"] = "complete"
        dialog.action_do_it()
        await settled(pilot)
        assert notes(pilot.app) == ["all is complete."]
        assert pilot.app.session.workspace.documents[PORTAL].entity.milestones[1].status is MilestoneStatus.COMPLETE


async def test_an_action_is_done_with_every_row_that_is_marked(opened, shown, settled):
    async with opened(size=(140, 40)) as pilot:
        await shown(pilot, "Steps")
        pilot.app.view.query_one(RecordGrid).focus()
        await pilot.press("space", "down", "space", "a", "enter")
        await settled(pilot)
        dialog = pilot.app.screen
        assert "2 rows are selected." in str(dialog.query_one(".subject", Static).render())
        dialog._values["status"] = "complete"
        dialog.action_do_it()
        await settled(pilot)
        found = pilot.app.session.workspace.documents[PORTAL].entity.milestones
        assert [one.status for one in found] == [MilestoneStatus.COMPLETE] * 2


async def test_enter_does_the_first_action_where_a_row_leads_to_no_file(opened, shown, settled):
    async with opened() as pilot:
        await shown(pilot, "Words")
        pilot.app.view.query_one(RecordGrid).focus()
        await pilot.press("down", "enter")
        await settled(pilot)
        assert notes(pilot.app) == ["Said beta of 2012-2013."]


async def test_what_can_be_chosen_may_depend_on_the_row(opened, shown, settled):
    async with opened() as pilot:
        await shown(pilot, "Words")
        pilot.app.view.query_one(RecordGrid).focus()
        await pilot.press("down", "a", "tab", "enter")
        await settled(pilot)
        dialog = pilot.app.screen
        assert isinstance(dialog, ActionDialog)
        assert dialog._choices == {"word": {"beta-rhyme": "Rhyme"}}


async def test_buttons_without_room_stand_in_the_next_line(opened, shown):
    async with opened(size=(80, 30)) as pilot:
        await shown(pilot, "Words")
        shown_now = [one for one in pilot.app.view.query(".deeds Button") if one.display]
        first, second = (one.region for one in shown_now)
        assert (second.x, second.y) == (first.x, first.y + 1)
        assert second.right <= 80


async def test_a_stage_is_entered_or_what_it_lacks_is_said(opened, shown, settled):
    async with opened(size=(120, 40)) as pilot:
        said = await shown(pilot, "Stages")
        assert "No stage has started yet." in said
        assert "Possible next stages" in said
        button = next(one for one in pilot.app.view.query(Button) if one.has_class("enter"))
        button.press()
        await settled(pilot)
        assert len(pilot.app.session.workspace.one(Cycle, "XX", "2012-2013").entity.history) == 1
        assert "✓ May 1, 2012" in screen_text(pilot.app)


async def test_a_form_is_that_of_the_document_at_the_place(opened, shown):
    async with opened() as pilot:
        await shown(pilot, "Form")
        form = pilot.app.view.query_one("FormPane DocumentForm", DocumentForm)
        assert form.path.endswith("cycle.toml")


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_a_group_stands_beside_where_there_is_room(opened, shown, until, size):
    def is_beside(said):
        return any("Findings" in line and "By hand" in line for line in said.splitlines())

    async with opened(size=size) as pilot:
        await shown(pilot, "Group")
        await until(pilot, lambda: "By hand" in screen_text(pilot.app))
        await until(pilot, lambda: is_beside(screen_text(pilot.app)) == (size[0] == 160))


async def test_a_table_at_a_file_has_the_rows_of_that_file(opened, gone):
    async with opened() as pilot:
        await gone(pilot, Place(country="XX", cycle="2012-2013", path=PORTAL))
        assert [row.item.id for row in pilot.app.view.query_one(ActionList).marked_rows] == ["map"]


async def test_a_table_that_there_is_not_is_a_fault_of_its_plugin(opened, gone):
    async with opened() as pilot:
        await gone(pilot, Place(country="XX"))
        assert "no-such-table" in screen_text(pilot.app)


async def test_a_text_that_cannot_be_written_costs_its_own_page(opened, gone, settled):
    async with opened() as pilot:
        await gone(pilot, Place(country="XX", path="countries/XX/country.toml"))
        assert "This page of the plugin “own” does not work" in screen_text(pilot.app)
        assert "division by zero" in pilot.app.session.plugins.faults[-1].message
        await gone(pilot, CYCLE)
        assert "1 commitments" in screen_text(pilot.app)


def test_a_link_tells_where_it_leads():
    said = draw_blocks([Paragraph([Link("Report", "https://example.org/r"), Link("Page", "XX/plan")])], 60).plain
    assert said == "Report (https://example.org/r)Page"


@pytest.mark.parametrize("title", ["Text", "Stages"])
@pytest.mark.parametrize("size", [(80, 24), (160, 48)], ids=["80x24", "160x48"])
async def test_sections_look_as_in_their_pictures(opened, shown, pictured, settled, title, size):
    async with opened(size=size) as pilot:
        await shown(pilot, title)
        await settled(pilot)
        pictured(pilot.app, f"section-{title.lower()}-{size[0]}x{size[1]}")
