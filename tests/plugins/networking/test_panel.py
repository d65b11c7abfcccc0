"""The mechanism in the app: from the board to a case and its introductions, by keyboard and by mouse, at 80x24 and at 160x48."""

from __future__ import annotations

from datetime import date

import pytest
from textual.widget import Widget
from textual.widgets import Button, DataTable, Input, OptionList, Select, Static, Tabs, TextArea

from ogpkit.api import Place
from ogpkit.api.editing import WorkspaceSession
from ogpkit.api.testing import screen_text
from ogpkit.app.forms.field_box import FieldBox
from ogpkit.app.screens.action_dialog import ActionDialog
from ogpkit.app.sections.board import MOST, BoardPane, Column
from ogpkit.app.sections.document_panes import FormPane
from ogpkit.app.sections.listed import ActionList, DetailPane
from ogpkit.app.sections.panel import SectionPanel
from ogpkit.app.shell import OgpkitApp
from ogpkit.app.widgets.table_list import RecordGrid
from ogpkit.devkit.testing.waiting import until, wait_until_settled
from ogpkit_networking.model import Case, Maturity, Message, ProviderKind, Purpose
from ogpkit_networking.panel import show_open_cases

SIZES = pytest.mark.parametrize("size", [(80, 24), (160, 48)], ids=["80x24", "160x48"])
MINES = "networking/cases/xx-extractives.toml"
DATA = "networking/cases/xy-open-data.toml"


def arrived(app, place):
    """Whether a place is shown and nobody is on the way any more."""
    going = [one for one in app.workers if one.group == "go" and not one.is_finished]
    return app.place == place and app.view.place == place and not going


@pytest.fixture
def session(root, plugins, act, begin):
    session = WorkspaceSession.open(root, plugins, date(2012, 3, 1))
    begin(
        session,
        "Mines by region.",
        on=date(2012, 1, 2),
        topics=("extractives",),
        maturity=Maturity.MATURE,
        id="xx-extractives",
    )
    begin(session, "Open [bold]data[/].", "XY", on=date(2012, 1, 9), topics=("open-data",), id="xy-open-data")
    act(session, "assign", MINES, manager="Ana Case", on=date(2012, 1, 3))
    yield session
    session.close(give_up=True)


@pytest.fixture
def app(session):
    return OgpkitApp(session)


async def at_page(pilot, app, place, page, part):
    """Go to a page of a place and wait until a part of it is there."""
    if app.place != place:
        await app.go(place)
    number = list(app.view.pages).index(page)

    def shown():
        if app.view._shown_number != number:
            app.view.show_page(number)
        return app.view._shown_number == number and list(app.query(part))

    await wait_until_settled(pilot)
    await until(pilot, shown)
    return await until(pilot, lambda: next(filter(is_in_sight, app.query(part)), None))


def is_in_sight(part):
    return all(one.display for one in part.ancestors_with_self if isinstance(one, Widget))


async def turn_to(pilot, app, title):
    """Turn to a part of a page as a person does: to its tab with the keys."""
    inner = next(filter(is_in_sight, app.query("SectionPanel SubTabs")))
    await until(pilot, lambda: inner.query("Tab"))
    pane = next(pane for pane in inner.query("TabPane") if str(inner.get_tab(pane.id).label) == title)
    tabs = inner.query_one(Tabs)
    tabs.focus()
    await until(pilot, lambda: app.focused is tabs)
    for _tab in range(4):
        if inner.active != pane.id:
            await pilot.press("right")
    await until(pilot, lambda: inner.active == pane.id and pane.display)
    await wait_until_settled(pilot)
    return pane


def said_in(part):
    """What the texts of a part of a page say, without how it is spaced."""
    return " ".join(" ".join(str(one.content) for one in part.query(".lines").results(Static)).split())


def cards(app):
    return {column.stage: column.query_one(OptionList).option_count for column in app.query(Column)}


@SIZES
async def test_the_board_shows_every_case_at_its_stage_and_opens_it_by_keyboard(app, size):
    async with app.run_test(size=size) as pilot:
        await at_page(pilot, app, Place(), "Networking", BoardPane)
        await until(pilot, lambda: cards(app).get("received") == 1 and cards(app)["assigned"] == 1)
        assert "Country Y" in screen_text(app)
        board = app.query_one(BoardPane)
        shelves = [column.query_one(OptionList) for column in board.query(Column)]
        shelves[0].focus()
        await pilot.press("right")
        await until(pilot, lambda: shelves[1].has_focus and shelves[1].highlighted == 0)
        await pilot.press("enter")
        await until(pilot, lambda: arrived(app, Place(path=MINES)) and app.view.page == "case")
        await until(pilot, lambda: "Mines by region." in screen_text(app))


async def test_the_pages_of_the_workspace_are_reached_with_the_keys(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.focused, OptionList))
        seen = []
        for _page in app.view.pages:
            before = app.view.page
            await pilot.press("ctrl+n")
            await until(pilot, lambda before=before: app.view.page != before)
            seen.append(app.view.page)
            if seen[-1] == "networking":
                await until(pilot, lambda: list(app.query(BoardPane)))
            if seen[-1] == "steering-committee":
                await until(pilot, lambda: "There is no partnership" in screen_text(app))
        assert {"networking", "steering-committee"} <= set(seen)
        assert seen[-1] == "today"


async def test_the_board_is_filtered_by_country_topic_and_manager(app):
    async with app.run_test(size=(160, 48)) as pilot:
        board = await at_page(pilot, app, Place(), "Networking", BoardPane)
        await until(pilot, lambda: cards(app).get("received") == 1)
        for text, received, assigned in (("ana", 0, 1), ("xy", 1, 0), ("extractive", 0, 1), ("nobody", 0, 0)):
            board.query_one(".filter", Input).value = text
            await until(
                pilot, lambda r=received, a=assigned: (cards(app)["received"], cards(app)["assigned"]) == (r, a)
            )


async def test_a_column_shows_so_many_cards_and_says_how_many_there_are(root, plugins):
    text = 'country = "XX"\nopened = 2012-01-02\nrequest = "Mine."\n[[history]]\nstage = "received"\non = 2012-01-02\n'
    for number in range(MOST + 20):
        file = root / f"networking/cases/many-{number:03}.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    app = OgpkitApp(WorkspaceSession.open(root, plugins, date(2012, 3, 1)))
    async with app.run_test(size=(80, 24)) as pilot:
        await at_page(pilot, app, Place(), "Networking", BoardPane)
        await until(pilot, lambda: cards(app).get("received") == MOST)
        await until(pilot, lambda: f"{MOST + 20} · Request received" in screen_text(app))


@SIZES
async def test_an_introduction_is_made_from_the_matching_and_undone(app, session, size):
    async with app.run_test(size=size) as pilot:
        panel = await at_page(pilot, app, Place(path=MINES), "Case", SectionPanel)
        matches = await until(pilot, lambda: next(iter(panel.query(ActionList)), None))
        table = matches.query_one(DataTable)
        await until(pilot, lambda: table.row_count >= 3)
        await until(pilot, lambda: "knows about Extractive industries" in said_in(panel.query_one(DetailPane)))
        table.focus()
        await pilot.press("down")
        await until(pilot, lambda: table.cursor_row == 1)
        party = matches.chosen_row.item.party
        matches.query(Button).filter(".-style-default").first().press()
        await until(pilot, lambda: isinstance(app.screen, ActionDialog))
        app.screen.action_do_it()
        await until(pilot, lambda: session.workspace.documents[MINES].entity.introductions)
        case = session.workspace.documents[MINES].entity
        assert case.introductions[0].parties == (party,)
        assert case.history[-1].stage == "introductions", "the case moves on by itself"
        await until(pilot, lambda: "Introduced to" in said_in(panel))
        await until(pilot, lambda: any(str(table.get_row_at(row)[0]).startswith("+ ") for row in range(3)))
        while session.workspace.documents[MINES].entity.introductions:
            await pilot.press("f6")
            await wait_until_settled(pilot)
        await until(pilot, lambda: "Introduced to" not in said_in(panel))


async def test_the_dialogue_is_recorded_and_what_comes_back_is_set_in(app, session, act):
    act(session, "introduce", MINES, party="geo-tech", purpose=Purpose.TECHNOLOGY, on=date(2012, 1, 9))
    async with app.run_test(size=(160, 48)) as pilot:
        panel = await at_page(pilot, app, Place(path=MINES), "Case", SectionPanel)
        app.start_action("networking-record")
        await until(pilot, lambda: isinstance(app.screen, ActionDialog))
        offered = app.screen._choices
        assert offered["from_"] == {"XX": "Country X", "geo-tech": "Geo Tech", "Ana Case": "Ana Case"}
        app.screen.dismiss(None)
        said = "Which [red]layers[/] are there?"
        act(session, "record", MINES, from_="geo-tech", to="XX", summary=said, on=date(2012, 1, 20))
        wanted = Message(on=date(2012, 1, 20), from_="geo-tech", to="XX", summary=said)
        assert session.workspace.documents[MINES].entity.dialogue == (wanted,)
        await until(pilot, lambda: "◂ Geo Tech → Country X: Which [red]layers[/]" in said_in(panel))


async def test_a_stage_that_is_not_possible_yet_says_why(app, session):
    async with app.run_test(size=(160, 48)) as pilot:
        panel = await at_page(pilot, app, Place(path=DATA), "Case", SectionPanel)
        assert "Open [bold]data[/]." in said_in(panel)
        await turn_to(pilot, app, "Stages")
        await until(pilot, lambda: "Assign a case manager" in screen_text(app))
        assert [step.stage for step in session.workspace.documents[DATA].entity.history] == ["received"]


async def test_a_technology_provider_is_warned_of_on_the_page_of_a_vague_request(app):
    async with app.run_test(size=(160, 48)) as pilot:
        panel = await at_page(pilot, app, Place(path=DATA), "Case", SectionPanel)
        matches = await until(pilot, lambda: next(iter(panel.query(ActionList)), None))
        table = matches.query_one(DataTable)
        await until(pilot, lambda: table.row_count)
        warned = next(number for number, row in enumerate(matches._rows.values()) if row.item.caution)
        assert "▲" in str(table.get_row_at(warned)[0]) or "!" in str(table.get_row_at(warned)[0])
        table.move_cursor(row=warned)
        await until(pilot, lambda: "⚠ The request is vague" in said_in(panel.query_one(DetailPane)))
        assert "Why would it have a material impact" in said_in(panel)


async def test_who_can_help_is_opened_with_enter_a_peer_as_its_country(app):
    async with app.run_test(size=(160, 48)) as pilot:
        for is_peer in (False, True):
            await app.go(Place(path=MINES))
            panel = await at_page(pilot, app, Place(path=MINES), "Case", SectionPanel)
            matches = await until(pilot, lambda panel=panel: next(iter(panel.query(ActionList)), None))
            table = matches.query_one(DataTable)
            await until(pilot, lambda table=table: table.row_count)
            number, match = next(
                (number, row.item) for number, row in enumerate(matches._rows.values()) if row.item.is_peer is is_peer
            )
            table.focus()
            table.move_cursor(row=number)
            await pilot.press("enter")
            path = f"countries/{match.party}/country.toml" if is_peer else f"networking/providers/{match.party}.toml"
            await until(pilot, lambda path=path: app.place.path == path)


@SIZES
async def test_the_directory_is_searched_and_opens_a_provider(app, size):
    async with app.run_test(size=size) as pilot:
        await at_page(pilot, app, Place(), "Networking", BoardPane)
        await turn_to(pilot, app, "Providers")
        part = app.view.query_one("ActionList")
        table = part.query_one(DataTable)
        await until(pilot, lambda: table.row_count == 8)
        kinds = next(one for one in part.query(Select) if one.name == "kind")
        kinds.value = ProviderKind.PRIVATE
        await until(pilot, lambda: table.row_count == 3)
        kinds.clear()
        await until(pilot, lambda: table.row_count == 8)
        part.query_one(".filter", Input).value = "MINERÍA"
        await until(pilot, lambda: table.row_count == 3)
        part.query_one(".filter", Input).value = "البيانات المفتوحة"
        await until(pilot, lambda: table.row_count == 1)
        table.focus()
        await pilot.press("enter")
        await until(pilot, lambda: arrived(app, Place(path="networking/providers/civic-commons.toml")))
        assert "Case" not in app.view.pages, "a provider has no page of a case"


async def test_a_provider_and_a_request_are_begun_with_a_dialog(app, session):
    async with app.run_test(size=(80, 24)) as pilot:
        await at_page(pilot, app, Place(), "Networking", BoardPane)
        await turn_to(pilot, app, "Providers")
        app.view.query_one("ActionList Button", Button).press()
        await until(pilot, lambda: isinstance(app.screen, ActionDialog) and list(app.screen.query(Input)))
        app.screen.query_one(Input).value = "შავი ზღვის ლაბორატორია"
        await wait_until_settled(pilot)
        app.screen.action_do_it()
        made = Place(path="networking/providers/shavi-zghvis-laboratoria.toml")
        await until(pilot, lambda: app.place.path == made.path and arrived(app, app.place))
        page = await at_page(pilot, app, Place(country="XY"), "Networking", SectionPanel)
        await until(pilot, lambda: page.query(DataTable) and page.query_one(DataTable).row_count == 1)
        assert "1 request for expertise open" in said_in(page)
        page.query_one("ActionList Button", Button).press()
        await until(pilot, lambda: isinstance(app.screen, ActionDialog))
        dialog = app.screen
        (request,) = [box for box in dialog.query(FieldBox) if box.field.key == "request"]
        await until(pilot, lambda: list(request.query(TextArea)))
        request.query_one(TextArea).text = "Budgets."
        await until(pilot, lambda: "1 word" in " ".join(str(one.content) for one in request.query(Static)))
        dialog.action_do_it()
        await until(
            pilot, lambda: app.place.path.startswith("networking/cases/xy-budgets-") and arrived(app, app.place)
        )
        assert session.workspace.documents[app.place.path].entity.country == "XY"


async def test_a_commitment_is_referred_from_where_it_is_shown(app, session):
    commitment = "countries/XA/cycles/2011-2012/commitments/royalties.toml"
    async with app.run_test(size=(80, 24)) as pilot:
        await app.go(Place(country="XA", cycle="2011-2012", path=commitment))
        app.start_action("networking-refer")
        await until(pilot, lambda: isinstance(app.screen, ActionDialog))
        app.screen.action_do_it()
        await until(pilot, lambda: len(session.workspace.all(Case)) == 3)
        found = [one for one in session.workspace.all(Case) if one.entity.country == "XA"]
        assert [one.entity.commitments for one in found] == [("royalties",)]
        await wait_until_settled(pilot)


@SIZES
async def test_figures_and_committees_are_shown(app, size):
    async with app.run_test(size=size) as pilot:
        await at_page(pilot, app, Place(), "Networking", BoardPane)
        pane = await turn_to(pilot, app, "Figures")
        table = pane.query_one("ActionList DataTable", DataTable)
        await until(pilot, lambda: table.row_count)
        rows = [[str(cell) for cell in table.get_row_at(number)] for number in range(2)]
        assert rows == [["Cases", "", "2"], ["Open cases", "", "2"]]
        pane = await turn_to(pilot, app, "Committee")
        await until(pilot, lambda: "Global Integrity yes" in said_in(pane))
        part = await at_page(pilot, app, Place(), "Steering Committee", SectionPanel)
        await until(pilot, lambda: "There is no partnership/steering-committee.toml yet." in said_in(part))
        pane = await turn_to(pilot, app, "Form")
        form = await until(pilot, lambda: next(iter(pane.query(FormPane)), None))
        await until(pilot, lambda: form.query(Button))
        form.query_one(Button).press()
        await until(pilot, lambda: "partnership/steering-committee.toml" in app.session.workspace.documents)


async def test_a_case_that_cannot_be_read_keeps_its_page(app, session, root):
    async with app.run_test(size=(80, 24)) as pilot:
        page = await at_page(pilot, app, Place(path=MINES), "Case", SectionPanel)
        await until(pilot, lambda: "Mines by region" in said_in(page))
        session.save()
        (root / MINES).write_text("country = ", "utf-8")
        session.refresh()
        await wait_until_settled(pilot)
        assert "Mines by region" in said_in(page), "what it said before stays"
        assert [fault for fault in session.plugins.faults if fault.plugin == "networking"] == []


async def test_a_problem_of_a_case_leads_to_its_field_whatever_page_is_shown(app, session):
    async with app.run_test(size=(80, 24)) as pilot:
        await at_page(pilot, app, Place(path=MINES), "Case", SectionPanel)
        await app.go(Place(path=MINES, at=("manager",)))
        await until(pilot, lambda: app.view.page == "form")
        await until(pilot, lambda: isinstance(app.focused, Input) and app.focused.value == "Ana Case")
        await app.go(Place(path="networking/providers/geo-tech.toml"))
        await app.go(Place(path=DATA, at=("request",)))
        await until(pilot, lambda: app.view.page == "form")


STORY = 'title = "One [bold]map[/]"\ntext = "We met once a week."\non = 2012-02-10\nauthor = "Mapa Común"\nstate = "sent-in"\n'
STORY += '[[replies]]\non = 2012-02-11\ntext = "Which map?"\n'


@SIZES
async def test_stories_are_listed_and_read_before_somebody_decides(app, session, root, size):
    path = "networking/stories/map.toml"
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(STORY, encoding="utf-8")
    session.refresh()
    async with app.run_test(size=size) as pilot:
        await at_page(pilot, app, Place(), "Networking", BoardPane)
        pane = await turn_to(pilot, app, "Stories")
        table = pane.query_one("ActionList DataTable", DataTable)
        await until(pilot, lambda: table.row_count == 1)
        assert "One [bold]map[/]" in [str(cell) for cell in table.get_row_at(0)]
        page = await at_page(pilot, app, Place(path=path), "Story", SectionPanel)
        await until(pilot, lambda: "Sent in: not decided yet" in said_in(page))
        assert "We met once a week." in said_in(page)
        buttons = await until(pilot, lambda: [str(one.label) for one in page.query(Button)])
        assert buttons == ["Accept the story", "Refuse the story", "Reply to the story"]
        print(screen_text(app))
        page.query(Button).first().press()
        dialog = await until(pilot, lambda: app.screen if isinstance(app.screen, ActionDialog) else None)
        await wait_until_settled(pilot)
        next(one for one in dialog.query(Button) if str(one.label) == "Accept the story").press()
        await until(pilot, lambda: "Accepted: everyone can read it" in said_in(page))
        replies = page.query_one("ActionList DataTable", DataTable)
        assert replies.row_count == 1


@SIZES
async def test_open_cases_are_drawn_by_stage_and_by_age(app, session, act, size):
    async with app.run_test(size=size) as pilot:
        await at_page(pilot, app, Place(), "Networking", BoardPane)
        pane = await turn_to(pilot, app, "Open cases")
        drawn = str((await until(pilot, lambda: pane.query_one(".lines", Static))).content).splitlines()
        assert drawn[0] == "Open cases by stage"
        stages = ["Request received", "Case manager assigned"]
        assert [line.split("  ")[0] for line in drawn[1:3]] == stages
        assert all("█" in line and line.endswith("  1") for line in drawn[1:3])
        matrix = drawn[drawn.index("Open cases by stage and by age in days") + 1 :]
        assert matrix[0].split() == ["Stage", "0–30", "31–90", "91–180", "181+"]
        assert [line.split() for line in matrix[1:]] == [[*stage.split(), "·", "▓▓", "1", "·", "·"] for stage in stages]


def test_open_cases_of_a_country_are_counted_and_closed_ones_are_not(session, act):
    bars, matrix = show_open_cases(session.workspace, Place(country="XX"))
    assert bars.rows == (("Case manager assigned", "1"),)
    assert matrix.counts == ((0, 1, 0, 0),)
    (said,) = show_open_cases(session.workspace, Place(country="XA"))
    assert said.startswith("No case is open.")


async def test_an_empty_board_and_list_say_what_belongs_there_and_begin_it(root, plugins):
    session = WorkspaceSession.open(root, plugins, date(2012, 3, 1))
    for path in [path for path in session.workspace.documents if path.startswith("networking/")]:
        (root / path).unlink()
    session.refresh()
    app = OgpkitApp(session)
    async with app.run_test(size=(160, 48)) as pilot:
        board = await at_page(pilot, app, Place(), "Networking", BoardPane)
        await until(pilot, lambda: "A case starts when a government asks for expertise." in screen_text(app))
        [button] = [one for one in board.query(Button) if one.display]
        button.focus()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ActionDialog))
        assert "Start a case: a government asks for expertise." in screen_text(app)
        await pilot.press("escape")
        pane = await turn_to(pilot, app, "Providers")
        found = pane.query_one(ActionList)
        assert "Press Enter to start: Add a provider of expertise" in screen_text(app)
        found.query_one(RecordGrid).focus()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ActionDialog))
        assert "Add a provider to the directory." in screen_text(app)
        await pilot.press("escape")
    session.close(give_up=True)
