"""A panel or command that fails costs itself, is told in words, and is a finding."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from textual.widget import Widget
from textual.widgets import Static

import ogpkit_eligibility
from ogpkit.devkit.testing.screens import screen_text, wait_until
from ogpkit.editing.session import WorkspaceSession
from ogpkit.plugins.contributions import AppCommand, Panel
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.places import Place, Scope
from ogpkit.plugins.providing import hookimpl

COUNTRY = "countries/XX/country.toml"


class Inner(Static, can_focus=True):
    """Raises where it is told to, below a widget that does not."""

    def __init__(self, where):
        super().__init__("fine")
        self.where = where

    def render(self):
        if self.where == "draw":
            raise RuntimeError("no draw")
        return super().render()

    def get_content_height(self, *_room):
        if self.where == "measure":
            raise RuntimeError("no measure")
        return 1

    def on_key(self):
        if self.where == "key":
            raise RuntimeError("no key")


class Breaks(Widget):
    """Raises where it is told to."""

    def __init__(self, where):
        super().__init__()
        self.where = where

    def compose(self):
        if self.where == "compose":
            raise RuntimeError("no compose")
        yield Inner(self.where)

    def on_mount(self):
        if self.where == "mount":
            raise RuntimeError("no mount")
        if self.where == "worker":
            self.run_worker(self._work())
        if self.where == "thread":
            self.run_worker(self._fail, thread=True)
        if self.where == "timer":
            self.set_timer(0.01, self._fail)

    async def _work(self):
        raise RuntimeError("no worker")

    def _fail(self):
        raise RuntimeError("no " + self.where)


class BadStyles(Widget):
    """Its styles are none."""

    DEFAULT_CSS = "this is { no style"


class Unmade(Widget):
    """Forgets to be a widget first."""

    def __init__(self):
        pass


MAKERS = {
    "make": lambda session, place: 1 / 0,
    "type": lambda session, place: "no widget",
    "styles": lambda session, place: BadStyles(),
    "unmade": lambda session, place: Unmade(),
}


def breaking(where):
    def load():
        if where == "load":
            raise SystemExit(3)
        return MAKERS.get(where, lambda session, place: Breaks(where))

    @hookimpl
    def ogpkit_panels():
        yield Panel(name="broken", title="Broken [red]", scope=Scope.COUNTRY, order=1, load=load)

    @hookimpl
    def ogpkit_app_commands():
        yield AppCommand(name="burst", title="Burst", help="Fails", run=lambda session, place: 1 / 0)

    return SimpleNamespace(ogpkit_panels=ogpkit_panels, ogpkit_app_commands=ogpkit_app_commands)


WAYS = [
    "load",
    "make",
    "type",
    "compose",
    "mount",
    "styles",
    "unmade",
    "draw",
    "measure",
    "key",
    "worker",
    "thread",
    "timer",
]


@pytest.mark.parametrize("where", WAYS)
async def test_a_panel_that_fails_costs_its_own_tab_and_is_a_finding(root, opened, settled, gone, where):
    plugins = Plugins.of({"eligibility": ogpkit_eligibility, "broken": breaking(where)})
    session = WorkspaceSession.open(root, plugins)
    async with opened(on=session) as pilot:
        await gone(pilot, Place(country="XX"))
        pilot.app.view.show_next_page()
        if where == "key":
            await settled(pilot)
            pilot.app.query_one(Inner).focus()
            pilot.app.simulate_key("x")
        await wait_until(lambda: pilot.app.query("PanelHost > .trouble"))
        await settled(pilot)
        assert "does not work" in screen_text(pilot.app)
        assert any(finding.plugin == "broken" for finding in session.findings)
        await pilot.press("ctrl+n")
        await settled(pilot)
        assert pilot.app.view.page == "eligibility"
        assert "Eligible" in screen_text(pilot.app)
        await pilot.press("f3")
        await settled(pilot)
        assert pilot.app.place == Place()


async def test_what_stands_in_the_place_of_a_broken_panel(root, opened, settled, gone, pictured):
    session = WorkspaceSession.open(root, Plugins.of({"broken": breaking("compose")}))
    async with opened((80, 24), session) as pilot:
        await gone(pilot, Place(country="XX"))
        pilot.app.view.show_next_page()
        await wait_until(lambda: pilot.app.query("PanelHost > .trouble"))
        await pilot.press("f4")
        await settled(pilot)
        pictured(pilot.app, "broken-panel-80x24")


async def test_a_command_of_a_plugin_that_fails_says_so(root, opened, settled, said):
    session = WorkspaceSession.open(root, Plugins.of({"broken": breaking("make")}))
    async with opened(on=session) as pilot:
        await settled(pilot)
        (command,) = [one for one in session.plugins.app_commands if one.plugin == "broken"]
        pilot.app.run_plugin_command(command)
        await settled(pilot)
        assert any("division" in note for note in said(pilot))
