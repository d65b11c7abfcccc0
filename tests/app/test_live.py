"""A part of a panel follows the session while somebody sees it, waits while nobody does, and says why something is refused."""

from __future__ import annotations

import pytest
from textual.containers import Vertical
from textual.widgets import Static

from ogpkit.app.panels import LiveWidget, SubTabs
from ogpkit.app.workspace_app import StyledApp
from ogpkit.errors import OgpkitError
from ogpkit.model import Country
from ogpkit.plugins.places import Place
from ogpkit.workspace.patch import SetValue

XX = Place(country="XX")
FILE = "countries/XX/country.toml"


class Name(LiveWidget, Static):
    """The name of the country, and how often it was shown."""

    times = 0

    def show(self):
        self.times += 1
        self.update(self.session.workspace.one(Country, self.place.country).entity.name.best("en"))


class Column(LiveWidget, Vertical, can_focus=False):
    """A part with things of its own to do when it comes and goes."""

    def compose(self):
        yield Static("", classes="said")

    def on_mount(self):
        self.query_one(Static).border_title = "made"

    def show(self):
        self.query_one(Static).update("shown")


class Nothing(Static):
    """A part that does not follow."""

    def __init__(self, _session, _place):
        super().__init__("still")


@pytest.fixture
def running(session):
    """Runs an app with the parts."""

    class Host(StyledApp):
        places = ()

        def compose(self):
            yield SubTabs(session, XX, {Name: "Name", Column: "Column", Nothing: "Nothing"})

        def on_navigate(self, event):
            self.places += (event.place,)

    return Host().run_test


def said(app):
    return str(app.query_one(Name).content)


def rename(session, name):
    session.change(FILE, [SetValue(("name", "en"), name)], "Rename")


async def test_a_part_shows_every_change(running, session, until):
    async with running() as pilot:
        await until(pilot, lambda: pilot.app.query(Name) and said(pilot.app) == "Country X")
        rename(session, "Utopia")
        assert said(pilot.app) == "Utopia"


async def test_a_part_is_made_when_somebody_first_turns_to_it(running, until):
    async with running() as pilot:
        await until(pilot, lambda: pilot.app.query(Name))
        parts = pilot.app.query_one(SubTabs)
        assert not parts.query(Column)
        parts.turn_to(Column)
        await until(pilot, lambda: parts.query(Column) and str(parts.query_one(".said").content) == "shown")
        assert parts.query_one(".said").border_title == "made", "its own on_mount is called too"
        parts.turn_to(Nothing)
        await until(pilot, lambda: parts.query(Nothing))


async def test_a_part_that_nobody_sees_waits_until_somebody_does(running, session, until):
    async with running() as pilot:
        await until(pilot, lambda: pilot.app.query(Name) and said(pilot.app) == "Country X")
        parts, name = pilot.app.query_one(SubTabs), pilot.app.query_one(Name)
        before = name.times
        parts.turn_to(Column)
        await until(pilot, lambda: not name.is_seen)
        rename(session, "Utopia")
        rename(session, "Erewhon")
        assert (said(pilot.app), name.times) == ("Country X", before)
        parts.turn_to(Name)
        await until(pilot, lambda: said(pilot.app) == "Erewhon")
        assert name.times == before + 1


async def test_a_part_catches_up_wherever_it_was_hidden(running, session, until):
    async with running() as pilot:
        await until(pilot, lambda: pilot.app.query(Name) and said(pilot.app) == "Country X")
        parts = pilot.app.query_one(SubTabs)
        parts.display = False
        await until(pilot, lambda: not pilot.app.query_one(Name).is_seen)
        rename(session, "Utopia")
        assert said(pilot.app) == "Country X"
        parts.display = True
        await until(pilot, lambda: said(pilot.app) == "Utopia")


async def test_a_part_that_is_gone_follows_no_longer(running, session, until):
    async with running() as pilot:
        await until(pilot, lambda: pilot.app.query(Name) and said(pilot.app) == "Country X")
        name = pilot.app.query_one(Name)
        await name.remove()
        rename(session, "Utopia")
        assert str(name.content) == "Country X"


async def test_a_part_opens_files_at_their_place(running, until):
    async with running() as pilot:
        await until(pilot, lambda: pilot.app.query(Name))
        pilot.app.query_one(Name).open(FILE, ("name",))
        await until(pilot, lambda: pilot.app.places == (Place(country="XX", path=FILE, at=("name",)),))


async def test_what_is_refused_is_said_as_it_is_written(running, until):
    def refused():
        raise OgpkitError("Not [red]now[/red].")

    async with running() as pilot:
        await until(pilot, lambda: pilot.app.query(Name))
        name = pilot.app.query_one(Name)
        assert name.try_action(lambda: None)
        assert not name.try_action(refused)
        await until(pilot, lambda: [one.message for one in pilot.app._notifications] == ["Not [red]now[/red]."])
