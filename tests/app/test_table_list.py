"""A declared table in the app, with the keyboard alone: filtered, sorted, opened, and edited one row or several at once."""

from datetime import date
from types import SimpleNamespace

import attrs
import pytest
from textual.events import Paste
from textual.widgets import DataTable, Input, Select

from ogpkit.app.design import find_colour
from ogpkit.app.shell import OgpkitApp
from ogpkit.app.widgets.table_columns import ColumnFit, fit_columns
from ogpkit.app.widgets.table_list import TableList
from ogpkit.devkit.testing.screens import screen_text
from ogpkit.devkit.testing.waiting import wait_until_settled
from ogpkit.editing.session import WorkspaceSession
from ogpkit.model import Commitment
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.places import Place, Scope, Verdict
from ogpkit.plugins.providing import hookimpl
from ogpkit.plugins.table_views import InvalidTable, TableColumn, TableView, verify_table
from ogpkit.schema.kinds import Kind
from ogpkit.text.states import State

PLACE = Place(country="GE", cycle="2012-2013")
FOLDER = "countries/GE/cycles/2012-2013/commitments"
SIZES = [(80, 24), (160, 48)]

STEPS = TableView(
    name="steps",
    title="Milestones",
    scope=Scope.CYCLE,
    entity=Commitment,
    within="milestones",
    columns=[
        "id",
        "title",
        "due",
        "status",
        TableColumn("late", derive=lambda row: "late", tone=lambda row: Verdict.BAD, label="State"),
    ],
    panel=True,
    order=5,
)


@hookimpl
def ogpkit_kinds():
    pattern = "countries/{country}/cycles/{cycle}/commitments/{id}.toml"
    yield Kind(name="plan", entity=Commitment, pattern=pattern, title="Commitment", titles="Commitments")


@hookimpl
def ogpkit_tables():
    yield STEPS


@pytest.fixture
def root(tmp_path):
    (tmp_path / FOLDER).mkdir(parents=True)
    (tmp_path / "ogpkit.toml").write_text('[workspace]\nlanguages = ["en"]\n', "utf-8")
    for name, steps in (
        ("budget", ("Publish the draft", "Ask parliament")),
        ("water", ("ماء نظيف", "[bold]Meters[/]")),
    ):
        text = 'title = "T"\n' + "".join(
            f'\n# {step}\n[[milestones]]\nid = "{name}-{number}"\ntitle = "{step}"\ndue = 2013-0{number}-01\n'
            for number, step in enumerate(steps, 1)
        )
        (tmp_path / FOLDER / f"{name}.toml").write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def app(root):
    plugins = Plugins.of({"plans": SimpleNamespace(ogpkit_kinds=ogpkit_kinds, ogpkit_tables=ogpkit_tables)})
    return OgpkitApp(WorkspaceSession.open(root, plugins, date(2013, 3, 1)))


async def to_list(pilot):
    """Go to the list with the keyboard."""
    await pilot.app.go(PLACE)
    await wait_until_settled(pilot)
    for _press in range(len(SIZES) * 20):
        if isinstance(pilot.app.focused, DataTable) and pilot.app.query(TableList):
            break
        await pilot.press("ctrl+n" if not pilot.app.query(TableList) else "tab")
        await wait_until_settled(pilot)
    return pilot.app.query_one(TableList)


def texts(found):
    return [
        [str(cell) for cell in found.query_one(DataTable).get_row_at(at)]
        for at in range(found.query_one(DataTable).row_count)
    ]


def milestones(app, name):
    return app.session.workspace.documents[f"{FOLDER}/{name}.toml"].entity.milestones


@pytest.mark.parametrize("size", SIZES)
async def test_rows_are_filtered_sorted_and_opened(app, size):
    async with app.run_test(size=size) as pilot:
        found = await to_list(pilot)
        assert "Enter open" in screen_text(app)
        await pilot.press("right", "right", "s", "s")
        await wait_until_settled(pilot)
        assert [row[0] for row in texts(found)] == ["budget-2", "water-2", "budget-1", "water-1"]
        await pilot.press("slash", *"METERS", "enter")
        await wait_until_settled(pilot)
        assert [row[1] for row in texts(found)] == ["[bold]Meters[/]"]
        await pilot.press("enter")
        await wait_until_settled(pilot)
        assert app.place.path == f"{FOLDER}/water.toml"


async def test_a_tone_is_a_sign_and_a_word_beside_the_colour(app):
    async with app.run_test(size=(80, 24)) as pilot:
        found = await to_list(pilot)
        cell = found.query_one(DataTable).get_row_at(0)[4]
        assert str(cell) == "✗ late"
        assert cell.spans[0].style == find_colour(app, State.ACTION)


@pytest.mark.parametrize("size", SIZES)
async def test_a_cell_is_edited_in_place_and_undone(app, root, size):
    path = root / FOLDER / "budget.toml"
    before = path.read_bytes()
    async with app.run_test(size=size) as pilot:
        await to_list(pilot)
        await pilot.press("right", "right", "e")
        await wait_until_settled(pilot)
        await pilot.press("end", *["backspace"] * 10, *"2013-09-30", "enter")
        await wait_until_settled(pilot)
        assert milestones(app, "budget")[0].due == date(2013, 9, 30)
        assert isinstance(app.focused, DataTable)
        app.session.save()
        assert path.read_bytes() == before.replace(b"2013-01-01", b"2013-09-30")
        await pilot.press("f6")
        await wait_until_settled(pilot)
        assert milestones(app, "budget")[0].due == date(2013, 1, 1)


async def test_what_cannot_be_a_day_is_refused_and_stays_to_be_mended(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await to_list(pilot)
        await pilot.press("right", "right", "e")
        await wait_until_settled(pilot)
        await pilot.press("end", *["backspace"] * 10, *"1 May", "enter")
        await wait_until_settled(pilot)
        assert "“1 May” is not a date" in screen_text(app)
        assert isinstance(app.focused, Input)
        await pilot.press("escape")
        await wait_until_settled(pilot)
        assert isinstance(app.focused, DataTable)
        assert milestones(app, "budget")[0].due == date(2013, 1, 1)


async def test_several_rows_get_one_value_in_one_step(app):
    async with app.run_test(size=(80, 24)) as pilot:
        found = await to_list(pilot)
        await pilot.press("space", "down", "down", "space", "right", "right")
        await wait_until_settled(pilot)
        assert [row[0] for row in texts(found)] == ["● budget-1", "budget-2", "● water-1", "water-2"]
        await pilot.press("e")
        await wait_until_settled(pilot)
        await pilot.press("end", *["backspace"] * 10, *"2014-01-31", "enter")
        await wait_until_settled(pilot)
        days = [one.due for name in ("budget", "water") for one in milestones(app, name)]
        assert days == [date(2014, 1, 31), date(2013, 2, 1), date(2014, 1, 31), date(2013, 2, 1)]
        await pilot.press("f6")
        await wait_until_settled(pilot)
        assert [milestones(app, name)[0].due for name in ("budget", "water")] == [date(2013, 1, 1)] * 2


async def press(pilot, *keys):
    for key in keys:
        await pilot.press(key)
        await wait_until_settled(pilot)


async def test_rows_are_copied_cut_and_pasted_within_and_beyond_ogpkit(app):
    def titles(name):
        return [one.title.best("en") for one in milestones(app, name)]

    async def paste(text):
        app.post_message(Paste(text))
        await wait_until_settled(pilot)

    async with app.run_test(size=(160, 48)) as pilot:
        await to_list(pilot)
        before = titles("budget"), titles("water")
        await press(pilot, "space", "c")
        heads = app.clipboard.splitlines()[0]
        assert app.clipboard.splitlines()[1].startswith("budget-1\tPublish the draft\t2013-01-01\t")
        await press(pilot, "space", "down", "down", "v")
        assert titles("water") == ["ماء نظيف", "Publish the draft", "[bold]Meters[/]"]
        await press(pilot, "v")
        assert [one.id for one in milestones(app, "water")] == ["water-1", "budget", "budget-1", "water-2"]
        await press(pilot, "f6", "f6")
        assert titles("water") == before[1]

        await press(pilot, "ctrl+a", "x")
        assert (titles("budget"), titles("water")) == ([], [])
        await press(pilot, "f6")
        assert (titles("budget"), titles("water")) == before

        await press(pilot, "home", "y")
        assert app.clipboard == "budget-1"
        await paste(f"{heads}\nnew\tFrom a sheet\t31.12.2014\tComplete\t\n")
        assert titles("budget") == ["Publish the draft", "From a sheet", "Ask parliament"]
        new = milestones(app, "budget")[1]
        assert (new.id, new.due, str(new.status)) == ("new", date(2014, 12, 31), "complete")
        await press(pilot, "right")
        await paste("One\t2015-01-01\nTwo\t2015-01-02")
        assert titles("budget") == ["One", "Two", "Ask parliament"]
        assert [one.due for one in milestones(app, "budget")[:2]] == [date(2015, 1, 1), date(2015, 1, 2)]
        await press(pilot, "right")
        await paste("soon")
        await press(pilot, "end")
        await paste("x")
        said = [one.message for one in app._notifications]
        assert any("soon" in one for one in said)
        assert any("“State” is calculated" in one for one in said)
        await press(pilot, "f6")
        assert titles("budget") == ["Publish the draft", "From a sheet", "Ask parliament"]


async def test_what_is_worked_out_cannot_be_edited_and_the_app_says_so(app):
    async with app.run_test(size=(160, 48)) as pilot:
        await to_list(pilot)
        await pilot.press("end", "e")
        await wait_until_settled(pilot)
        assert any("“State” is calculated." in one.message for one in app._notifications)


async def test_a_list_begins_where_its_table_says_and_a_choice_narrows_it_down(root):
    view = attrs.evolve(STEPS, facets=("title", "status"), starts_at=lambda row: row.item.id == "water-1")
    plans = SimpleNamespace(ogpkit_kinds=ogpkit_kinds, ogpkit_tables=hookimpl(lambda: [view]))
    app = OgpkitApp(WorkspaceSession.open(root, Plugins.of({"plans": plans}), date(2013, 3, 1)))
    async with app.run_test(size=(100, 30)) as pilot:
        found = await to_list(pilot)
        assert found.chosen_row.item.id == "water-1"
        title, status = found.query("RowFilter Select").results(Select)
        assert [value for _label, value in title._options[1:]] == [
            "Ask parliament",
            "Publish the draft",
            "[bold]Meters[/]",
            "ماء نظيف",
        ]
        title.value = "[bold]Meters[/]"
        await wait_until_settled(pilot)
        assert found.chosen_row.item.id == "water-2"
        assert "1 of 4" in screen_text(app)
        status.value = status._options[-1][1]
        title.clear()
        await wait_until_settled(pilot)
        assert "4 of 4" in screen_text(app)


def test_a_choice_is_of_a_column_that_there_is():
    with pytest.raises(InvalidTable, match="a column “colour” that it does not have"):
        verify_table(attrs.evolve(STEPS, facets=("colour",)))


def test_long_texts_get_shorter_before_columns_are_left_out_from_the_right():
    heads, stays = [5, 5, 5, 5], [False, False, True, False]
    assert fit_columns([10, 10, 10, 10], heads, stays, 80, 40) == ColumnFit((0, 1, 2, 3), 40)
    assert fit_columns([10, 60, 10, 10], heads, stays, 80, 40) == ColumnFit((0, 1, 2, 3), 40)
    assert fit_columns([10, 60, 10, 10], heads, stays, 70, 40) == ColumnFit((0, 1, 2, 3), 32)
    assert fit_columns([10, 60, 10, 10], heads, stays, 55, 40) == ColumnFit((0, 1, 2), 29)
    assert fit_columns([10, 60, 10, 10], heads, stays, 40, 40) == ColumnFit((0, 2), 40)
    assert fit_columns([30, 60, 30, 10], heads, stays, 20, 40) == ColumnFit((0, 2), 24)  # more than there is room for


async def test_columns_without_room_are_named_and_shown_with_a_key(root):
    wide = "Clean water for everybody in the seven northern regions of the country"
    file = root / FOLDER / "budget.toml"
    file.write_text(file.read_text("utf-8").replace("Ask parliament", wide), "utf-8")
    view = attrs.evolve(STEPS, columns=("title", "id", "status", "due", "completed"), stays=("due",))
    plugins = Plugins.of(
        {
            "plans": SimpleNamespace(
                ogpkit_kinds=ogpkit_kinds, ogpkit_tables=hookimpl(lambda: [view], specname="ogpkit_tables")
            )
        }
    )
    app = OgpkitApp(WorkspaceSession.open(root, plugins, date(2013, 3, 1)))
    async with app.run_test(size=(44, 24)) as pilot:
        found = await to_list(pilot)
        await wait_until_settled(pilot)
        seen = screen_text(app)
        assert "2013-02-01" in seen
        assert "M shows all columns · not shown: " in seen
        assert "budget-2" not in seen
        await pilot.press("right", "s", "s")  # by the day, which is the second column that is shown
        await wait_until_settled(pilot)
        assert [row[1] for row in texts(found)] == ["2013-02-01", "2013-02-01", "2013-01-01", "2013-01-01"]
        await pilot.press("m")
        await wait_until_settled(pilot)
        assert len(texts(found)[0]) == 5
        assert found.chosen_column == 3
        assert "M shows only the columns that fit" in screen_text(app)


async def test_an_empty_list_says_what_belongs_there_and_a_filter_why(app, root):
    (root / FOLDER / "budget.toml").unlink()
    (root / FOLDER / "water.toml").write_text('title = "T"\n', "utf-8")
    async with app.run_test(size=(80, 24)) as pilot:
        app.session.refresh()
        found = await to_list(pilot)
        assert "There is nothing in “Milestones” yet." in screen_text(app)
        (root / FOLDER / "water.toml").write_text('title = "T"\n[[milestones]]\nid = "a"\ntitle = "A"\n', "utf-8")
        app.session.refresh()
        await wait_until_settled(pilot)
        assert len(texts(found)) == 1
        assert "There is nothing in" not in screen_text(app)
        await pilot.press("slash", *"xyz")
        await wait_until_settled(pilot)
        assert "No row matches. Press / to change the filter." in screen_text(app)
