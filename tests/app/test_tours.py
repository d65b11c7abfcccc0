"""Tours: each walked to its end by its keys on the example; left, gone on with, and read without writing."""

from __future__ import annotations

import os
from types import SimpleNamespace

import pytest
from textual.widgets import OptionList

import ogpkit_commitments
import ogpkit_consultation
import ogpkit_eligibility
import ogpkit_reporting
from ogpkit.api import GO_TO_COUNTRY, AppPart, Place, Tour, TourStep, provide
from ogpkit.app.screens.key_help import KeyHelp
from ogpkit.app.screens.tour_page import TourPage
from ogpkit.app.status import TourBar
from ogpkit.devkit.testing.screens import screen_at, screen_text
from ogpkit.editing.session import WorkspaceSession
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.tour_progress import (
    TourProgress,
    note_new_workspace,
    read_tour_progress,
    write_tour_progress,
)

FIRST_PARTY = {
    "eligibility": ogpkit_eligibility,
    "commitments": ogpkit_commitments,
    "consultation": ogpkit_consultation,
    "reporting": ogpkit_reporting,
}
COMMENT = """\
received = 2012-03-01
author = "Ana"
group = "civil-society"
language = "en"
text = "Publish payments by project."
"""
CONSULTATION = """\
opens = 2012-02-01
closes = 2012-03-31
"""
SIZES = [(80, 24), (160, 48)]
TO_XX = ["f3", "ctrl+n", *"XX", "enter"]
TO_CYCLE = [*TO_XX, "enter"]
WALKS = {
    "morning": ["f4", "down", "enter", "f4", "f4", *TO_XX, "ctrl+p", "escape", "f1", "escape", "ctrl+g"],
    "eligibility": [*TO_XX, "ctrl+n", "right", "right", "right", "enter", "enter", "ctrl+g"],
    "promise": [
        *(*TO_CYCLE, "ctrl+n", "right", "enter", "enter", "escape", "ctrl+n", "ctrl+n"),
        *(*["right"] * 6, "ctrl+g"),
    ],
    "comment": [
        *(*TO_CYCLE, "ctrl+n", "ctrl+n", "right", "right", "enter", "a", "enter"),
        *("enter", "down", "enter", "tab", *"Yes", "ctrl+j", "f6", "ctrl+g"),
    ],
    "report": [*TO_CYCLE, "ctrl+n", "ctrl+n", "ctrl+n", "enter", "a", "enter", "enter", "escape", "ctrl+n", "ctrl+g"],
}
"""The keys that each tour asks for."""


@pytest.fixture
def plugins():
    return Plugins.of(FIRST_PARTY)


@pytest.fixture
def root(root):
    cycle = root / "countries/XX/cycles/2012-2013"
    (cycle / "consultation/comments").mkdir(parents=True)
    (cycle / "consultation/process.toml").write_text(CONSULTATION)
    (cycle / "consultation/comments/0001.toml").write_text(COMMENT)
    return root


def bar(pilot):
    """What the line of the tour says on the screen that is in front."""
    return next((str(one.render()) for one in pilot.app.screen.query(TourBar) if one.display), "")


@pytest.mark.parametrize(
    "size", SIZES if os.environ.get("OGPKIT_LONG_WALKS") else SIZES[:1], ids="{0[0]}x{0[1]}".format
)
@pytest.mark.parametrize("name", WALKS)
async def test_each_tour_is_walked_to_its_end_by_its_keys(opened, settled, root, name, size):
    async with opened(size) as pilot:
        await settled(pilot)
        pilot.app.guide.begin(name)
        await settled(pilot)
        steps = next(owned.value.steps for owned in pilot.app.session.plugins.tours if owned.value.name == name)
        reached = []
        for key in WALKS[name]:
            await pilot.press(key)
            await settled(pilot)
            reached.append(read_tour_progress(root).steps.get(name, len(steps)))
            if reached[-1] < len(steps):
                assert "Ctrl+G" in bar(pilot), f"no next key in sight after {key}"
        assert sorted(set(reached) | {0}) == list(range(len(steps) + 1))
        assert read_tour_progress(root).finished == {name}


async def test_ctrl_t_offers_all_tours_in_their_order(opened, settled):
    async with opened((80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+t")
        await settled(pilot)
        seen = screen_text(pilot.app)
        titles = [owned.value.title for owned in pilot.app.session.plugins.tours]
        assert len(titles) == 5
        assert sorted(titles, key=seen.index) == titles
        assert "Esc: close this page" in seen


@pytest.mark.parametrize("key", ["escape", "f9"])
async def test_the_page_is_left_with_escape_and_f9(opened, settled, key):
    async with opened() as pilot:
        await settled(pilot)
        await pilot.press("ctrl+t", key)
        await settled(pilot)
        assert not isinstance(pilot.app.screen, TourPage)
        assert bar(pilot) == ""


async def test_a_tour_goes_on_where_it_was_when_the_app_opens_again(opened, settled, root, plugins):
    async with opened() as pilot:
        await settled(pilot)
        pilot.app.guide.begin("eligibility")
        await settled(pilot)
        await pilot.press(*TO_XX, "ctrl+n")
        await settled(pilot)
        assert "step 3 of 6" in bar(pilot)
        await pilot.press("f10")
    again = WorkspaceSession.open(root, plugins)
    async with opened(on=again) as pilot:
        await settled(pilot)
        assert "left the page of the tour" in bar(pilot)
        await pilot.press("ctrl+g")
        await settled(pilot)
        assert pilot.app.place == Place(country="XX")
        assert pilot.app.view.page == "eligibility"
        assert "step 3 of 6" in bar(pilot)
    again.close(give_up=True)


async def test_a_tour_is_left_from_the_page_and_gone_on_with_there(opened, settled, root):
    async with opened() as pilot:
        await settled(pilot)
        pilot.app.guide.begin("eligibility")
        await settled(pilot)
        await pilot.press(*TO_XX)
        await settled(pilot)
        await pilot.press("ctrl+t", "end", "enter")
        await settled(pilot)
        assert bar(pilot) == ""
        assert read_tour_progress(root) == TourProgress(steps={"eligibility": 1})
        await pilot.press("f3", "ctrl+t")
        await settled(pilot)
        assert "(at step 2 of 6)" in screen_text(pilot.app)
        await pilot.press("home", "down", "enter")
        await settled(pilot)
        assert "step 2 of 6" in bar(pilot)
        assert pilot.app.place == Place(country="XX")


async def test_ctrl_g_passes_a_step_over_and_leads_to_the_next(opened, settled):
    async with opened() as pilot:
        await settled(pilot)
        pilot.app.guide.begin("promise")
        await settled(pilot)
        for _step in range(3):
            await pilot.press("ctrl+g")
            await settled(pilot)
        assert pilot.app.place == Place(country="XX", cycle="2012-2013")
        assert pilot.app.view.page == "plan"
        assert "step 4 of 9" in bar(pilot)


async def test_who_goes_elsewhere_is_told_how_to_come_back(opened, settled, gone):
    async with opened() as pilot:
        await settled(pilot)
        pilot.app.guide.begin("eligibility")
        await settled(pilot)
        await pilot.press(*TO_XX)
        await settled(pilot)
        await gone(pilot, Place(country="CI"))
        assert "Press Ctrl+G to go back" in bar(pilot)
        await pilot.press("ctrl+g")
        await settled(pilot)
        assert pilot.app.place == Place(country="XX")


async def test_a_new_workspace_is_welcomed_once(opened, settled, root, plugins):
    note_new_workspace(root)
    async with opened() as pilot:
        await settled(pilot)
        assert isinstance(pilot.app.screen, TourPage)
        await pilot.press("escape")
        await settled(pilot)
    again = WorkspaceSession.open(root, plugins)
    async with opened(on=again) as pilot:
        await settled(pilot)
        assert not isinstance(pilot.app.screen, TourPage)
    again.close(give_up=True)


async def test_the_test_kit_shows_a_screen_that_no_welcome_covers(root, plugins):
    note_new_workspace(root)
    session = WorkspaceSession.open(root, plugins)
    assert "Ctrl+T" not in await screen_at(session, Place(country="XX"))
    session.close(give_up=True)


async def test_for_reading_only_nothing_is_kept(opened, settled, root, plugins):
    note_new_workspace(root)
    before = read_tour_progress(root)
    session = WorkspaceSession.open(root, plugins, read_only=True)
    async with opened(on=session) as pilot:
        await settled(pilot)
        assert not isinstance(pilot.app.screen, TourPage)
        pilot.app.guide.begin("eligibility")
        await settled(pilot)
        await pilot.press(*TO_XX)
        await settled(pilot)
        assert "step 2 of 6" in bar(pilot)
    session.close(give_up=True)
    assert read_tour_progress(root) == before


async def test_the_page_begins_with_what_the_workspace_says_of_itself(opened, settled, root, plugins):
    settings = root / "ogpkit.toml"
    settings.write_text(settings.read_text() + 'about.en = "Two countries that never were."\n')
    session = WorkspaceSession.open(root, plugins)
    async with opened(on=session) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+t")
        await settled(pilot)
        assert "Two countries that never were." in screen_text(pilot.app)
    session.close(give_up=True)


async def test_where_there_is_no_place_for_a_tour_it_says_what_to_make(opened, settled, root, plugins, said):
    (root / "countries/XX/cycles/2012-2013/consultation/comments/0001.toml").unlink()
    session = WorkspaceSession.open(root, plugins)
    async with opened(on=session) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+t", "home", "down", "down", "down")
        await settled(pilot)
        seen = screen_text(pilot.app)
        assert "Answer a comment (not possible yet)" in seen
        assert "First add a comment" in seen
        await pilot.press("enter")
        await settled(pilot)
        assert any("First add a comment" in one for one in said(pilot))
        assert bar(pilot) == ""
    session.close(give_up=True)


async def test_steps_of_a_plugin_that_is_off_are_passed_over(opened, settled, root):
    session = WorkspaceSession.open(root, Plugins.of({"commitments": ogpkit_commitments}))
    async with opened(on=session) as pilot:
        await settled(pilot)
        pilot.app.guide.begin("promise")
        await settled(pilot)
        for _step in range(5):
            await pilot.press("ctrl+g")
            await settled(pilot)
        assert bar(pilot) == "", "what is shown on the page of another plugin is no step now"
        assert isinstance(pilot.app.screen, TourPage)
    session.close(give_up=True)


async def test_a_dialog_keeps_the_next_step_in_sight(opened, settled):
    async with opened((80, 24)) as pilot:
        await settled(pilot)
        pilot.app.guide.begin("morning")
        await settled(pilot)
        await pilot.press("f1")
        await settled(pilot)
        assert isinstance(pilot.app.screen, KeyHelp)
        assert "Press F4" in bar(pilot)
        assert "Press F4" in screen_text(pilot.app)


def tour(**changes):
    steps = (TourStep(text="Press F1.", looks_at=AppPart.KEYS),)
    return Tour(**{"name": "utopia", "title": "Utopia", "summary": "See Utopia.", "steps": steps} | changes)


@pytest.mark.parametrize(
    "given",
    [
        "a tour",
        tour(steps=("Press F1.",)),
        tour(steps=()),
        tour(name="A Tour"),
        tour(find_place=None),
        tour(steps=(TourStep(text="Go.", goes_to="country"),)),
    ],
    ids=["no tour", "no step", "no steps", "no name", "no function", "no scope"],
)
def test_what_is_no_tour_is_a_finding_and_left_out(given):
    plugins = Plugins.of({"utopia": SimpleNamespace(ogpkit_tours=provide(given))})
    assert [owned.plugin for owned in plugins.tours] == ["ogpkit"]
    (fault,) = plugins.faults
    assert fault.plugin == "utopia"
    assert fault.message


def test_a_second_tour_of_one_name_is_left_out_and_named():
    plugins = Plugins.of({name: SimpleNamespace(ogpkit_tours=provide(tour())) for name in ("one", "two")})
    assert [owned.plugin for owned in plugins.tours] == ["ogpkit", "one"]
    (fault,) = plugins.faults
    assert "utopia" in fault.message


async def test_a_tour_that_cannot_find_its_place_costs_only_itself(opened, settled, root):
    def fail(_workspace):
        raise RuntimeError

    broken = SimpleNamespace(ogpkit_tours=provide(tour(find_place=fail, order=1)))
    session = WorkspaceSession.open(root, Plugins.of({"broken": broken}))
    async with opened(on=session) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+t")
        await settled(pilot)
        assert "Utopia (not possible yet)" in screen_text(pilot.app)
        assert pilot.app.screen.query_one(OptionList).highlighted == 1
        assert [fault.plugin for fault in session.plugins.faults] == ["broken"]
    session.close(give_up=True)


async def test_a_tour_of_a_plugin_says_the_name_of_its_country(opened, settled, root):
    own = tour(steps=(GO_TO_COUNTRY,), find_place=lambda _workspace: Place(country="XX"))
    session = WorkspaceSession.open(root, Plugins.of({"utopia": SimpleNamespace(ogpkit_tours=provide(own))}))
    async with opened(on=session) as pilot:
        await settled(pilot)
        pilot.app.guide.begin("utopia")
        await settled(pilot)
        assert "Type Country X and press Enter" in bar(pilot)
        await pilot.press(*TO_XX)
        await settled(pilot)
        assert isinstance(pilot.app.screen, TourPage)
    session.close(give_up=True)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"steps": {"a": "b"}, "finished": 3, "current": 4}'])
def test_a_file_of_progress_that_says_nothing_is_a_new_beginning(root, content):
    write_tour_progress(root, TourProgress(current="morning"))
    (root / ".ogpkit/tours/progress.json").write_text(content)
    assert read_tour_progress(root) == TourProgress()


def test_progress_is_read_as_it_was_kept(root):
    kept = TourProgress(is_new=True, current="a", steps={"a": 3}, finished=frozenset({"b"}))
    write_tour_progress(root, kept)
    assert read_tour_progress(root) == kept
