"""The board of a section: the documents of any stage graph by stage, with the keyboard."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from textual.widgets import Input, OptionList

import ogpkit_commitments
import ogpkit_eligibility
from ogpkit.api import BoardSection, Panel, Place, Scope, provide
from ogpkit.app.sections.board import MOST, Column
from ogpkit.devkit.testing.screens import screen_text
from ogpkit.devkit.testing.waiting import until
from ogpkit.editing.session import WorkspaceSession
from ogpkit.plugins.manager import Plugins

XX = Place(country="XX")
CYCLE = 'edition = "roadmap-2011"\nstart = {year}-01-01\nend = {year}-12-31\n'


def write_card(document, workspace):
    yield f"[bold]{document.cycle}[/bold]"
    yield "A line that has no room in a column of a board."


SECTIONS = (
    BoardSection(
        kind="cycle",
        card=write_card,
        search=lambda document, workspace: (document.entity.edition, *write_card(document, workspace)),
        prompt="Type a cycle",
    ),
)


@pytest.fixture
def root(root):
    with (root / "countries/XX/cycles/2012-2013/cycle.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[history]]\nstage = "intent"\non = 2012-04-01\n')
    return root


@pytest.fixture
def plugins():
    panel = Panel(name="own", title="Own", scope=Scope.COUNTRY, order=-5, sections=SECTIONS)
    own = SimpleNamespace(ogpkit_panels=provide(panel), __name__="own")
    return Plugins.of({"eligibility": ogpkit_eligibility, "commitments": ogpkit_commitments, "own": own})


def cards(app):
    return {column.stage: column.query_one(OptionList).option_count for column in app.query(Column)}


def titles(app):
    return [str(column.stage_label.content) for column in app.query(Column)]


async def test_each_stage_has_a_column_and_each_document_a_card(opened, gone, settled):
    async with opened(size=(160, 40)) as pilot:
        await gone(pilot, XX)
        await until(pilot, lambda: cards(pilot.app))
        assert sum(cards(pilot.app).values()) == 1
        said = screen_text(pilot.app)
        assert "[bold]2012-2013[/bold]" in said, "nothing in a card acts as markup"
        assert "A line that has no roo…" in said
        assert "1 of 1" in said
        assert pilot.app.query_one(Input).placeholder == "Type a cycle"


async def test_a_card_is_found_by_what_it_says_and_by_more(opened, gone, settled):
    async with opened(size=(160, 40)) as pilot:
        await gone(pilot, XX)
        await until(pilot, lambda: sum(cards(pilot.app).values()) == 1)
        for words, count in (("nothing", 0), ("ROADMAP", 1), ("no room 2012", 1)):
            pilot.app.query_one(".filter", Input).value = words
            await until(pilot, lambda count=count: sum(cards(pilot.app).values()) == count)
            assert ("No card matches. Change the filter." in screen_text(pilot.app)) is (count == 0)


async def test_the_arrows_change_the_column_and_enter_opens(opened, gone, settled):
    async with opened(size=(160, 40)) as pilot:
        await gone(pilot, XX)
        await until(pilot, lambda: sum(cards(pilot.app).values()) == 1)
        shelves = [column.query_one(OptionList) for column in pilot.app.query(Column)]
        full = next(number for number, shelf in enumerate(shelves) if shelf.option_count)
        shelves[full - 1].focus()
        await pilot.press("right")
        await until(pilot, lambda: shelves[full].has_focus and shelves[full].highlighted == 0)
        await pilot.press("left", "right", "enter")
        await until(pilot, lambda: pilot.app.place.path == "countries/XX/cycles/2012-2013/cycle.toml")


async def test_a_column_says_how_many_there_are_where_it_cannot_show_all(opened, gone, root, plugins):
    for year in range(2100, 2100 + MOST + 3):
        folder = root / f"countries/XX/cycles/{year}"
        folder.mkdir(parents=True)
        (folder / "cycle.toml").write_text(CYCLE.format(year=year), "utf-8")
    many = WorkspaceSession.open(root, plugins, date(2012, 5, 1))
    async with opened(size=(160, 40), on=many) as pilot:
        await gone(pilot, XX)
        await until(pilot, lambda: max(cards(pilot.app).values(), default=0) == MOST)
        assert any(title.startswith(f"{MOST + 3} ·") for title in titles(pilot.app))
        assert f"of {MOST + 4}" in screen_text(pilot.app)
