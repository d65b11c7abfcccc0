"""What is shown can go away at any time: the app then shows the nearest place that is there, says so, and takes every key."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date

import pytest

from ogpkit.app.screens.key_help import KeyHelp
from ogpkit.app.shell import OgpkitApp
from ogpkit.devkit.testing.screens import screen_text
from ogpkit.devkit.testing.waiting import until, wait_until_settled
from ogpkit.editing.session import WorkspaceSession
from ogpkit.model import Country, Cycle, Translated
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.places import Place
from ogpkit.text.i18n import use_language

CYCLE = "countries/GE/cycles/2014/cycle.toml"
COUNTRY = "countries/GE/country.toml"


@pytest.fixture(autouse=True)
def _in_english():
    with use_language("en"):
        yield


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "workspace"
    files = {
        "ogpkit.toml": '[workspace]\nname = "One country"\nlanguages = ["en"]\n',
        COUNTRY: 'name = "Georgia"\n',
        CYCLE: 'edition = "roadmap-2011"\nstart = 2014-01-01\nend = 2014-12-31\n',
    }
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


@pytest.fixture
def session(root):
    session = WorkspaceSession.open(root, Plugins.discover(), date(2014, 5, 1))
    yield session
    session.close(give_up=True)


async def is_at(pilot, place):
    """The place is shown, with something on it, says what has gone, and the app takes a key."""
    await until(pilot, lambda: pilot.app.place == place)
    await wait_until_settled(pilot)
    assert pilot.app.focused is not None
    assert pilot.app.focused.is_attached
    assert any("no longer exists" in note.message for note in pilot.app._notifications)
    assert pilot.app.view.region.height > 3
    assert len(screen_text(pilot.app).split()) > 20
    await pilot.press("f1")
    await until(pilot, lambda: isinstance(pilot.app.screen, KeyHelp))
    await pilot.press("escape")
    await until(pilot, lambda: not isinstance(pilot.app.screen, KeyHelp))


async def test_the_form_of_a_new_file_that_is_undone(session):
    """It was seven times of seven a blank page that took no key."""
    async with OgpkitApp(session).run_test(size=(80, 24)) as pilot:
        for _again in range(3):
            session.create("countries/KE/country.toml", Country(name=Translated("Kenya")))
            pilot.app.start_going(Place(country="KE", path="countries/KE/country.toml"))
            await until(pilot, lambda: pilot.app.place.country == "KE")
            await wait_until_settled(pilot)
            await pilot.press("f6")
            await is_at(pilot, Place())


async def test_a_cycle_that_is_begun_and_undone(session):
    path = "countries/GE/cycles/2015/cycle.toml"
    async with OgpkitApp(session).run_test(size=(80, 24)) as pilot:
        for place in (Place(country="GE", cycle="2015"), Place(country="GE", cycle="2015", path=path)):
            session.create(path, Cycle(edition="roadmap-2011", start=date(2015, 1, 1), end=date(2015, 12, 31)))
            pilot.app.start_going(place)
            await until(pilot, lambda place=place: pilot.app.place == place)
            await wait_until_settled(pilot)
            await pilot.press("f6")
            await is_at(pilot, Place(country="GE"))


def _delete(root):
    (root / CYCLE).unlink()
    return Place(country="GE")


def _rename(root):
    (root / CYCLE).rename(root / "countries/GE/cycles/2014/round.toml")
    return Place(country="GE")


def _delete_country(root):
    shutil.rmtree(root / "countries/GE")
    return Place()


def _git(root, *words):
    subprocess.run(["git", "-C", root, "-c", "user.name=x", "-c", "user.email=x@example.org", *words], check=True)


def _begin_repository(root):
    _git(root, "init", "-q")
    _git(root, "add", COUNTRY)
    _git(root, "commit", "-q", "-m", "one")
    _git(root, "add", CYCLE)


def _check_out(root):
    _git(root, "stash", "-q")
    return Place(country="GE")


@pytest.mark.parametrize("take_away", [_delete, _delete_country, _rename, _check_out])
async def test_a_file_that_another_program_takes_away_while_it_is_shown(session, root, take_away):
    if take_away is _check_out:
        _begin_repository(root)
    async with OgpkitApp(session).run_test(size=(80, 24)) as pilot:
        pilot.app.start_going(Place(country="GE", cycle="2014", path=CYCLE))
        await until(pilot, lambda: pilot.app.place.path == CYCLE)
        await wait_until_settled(pilot)
        near = take_away(root)
        session.refresh()
        await is_at(pilot, near)


async def test_a_place_that_goes_away_on_the_way_to_it(session):
    async with OgpkitApp(session).run_test(size=(80, 24)) as pilot:
        await wait_until_settled(pilot)
        session.create("countries/KE/country.toml", Country(name=Translated("Kenya")))
        pilot.app.start_going(Place(country="KE", path="countries/KE/country.toml"))
        session.undo()
        pilot.app.start_going(Place(country="KE", path="countries/KE/country.toml"))
        await is_at(pilot, Place())


async def test_trips_that_overtake_one_another_leave_one_page(session):
    places = [Place(), Place(country="GE"), Place(country="GE", cycle="2014"), Place(country="GE", path=COUNTRY)]
    async with OgpkitApp(session).run_test(size=(80, 24)) as pilot:
        for number in range(12):
            pilot.app.start_going(places[number % 4])
            await pilot.pause()
        await wait_until_settled(pilot)
        assert pilot.app.place == places[3]
        assert len(pilot.app.query("PlaceView")) == 1
        await pilot.press("f10")
        await until(pilot, lambda: not pilot.app.is_running)
