"""Long work beside the keys: it says how far it has come, no key waits for it, and Escape or its button cancels it."""

from __future__ import annotations

from threading import Event

from textual.widgets import Button

from ogpkit.app.long_work import StartWork, WorkLine
from ogpkit.devkit.testing.screens import screen_text
from ogpkit.devkit.testing.waiting import LONGEST
from ogpkit.plugins.places import Place
from ogpkit.workspace.progress import Cancelled, follow_items


class SlowWork:
    """Work of ten parts that stands still at the fourth until it may go on."""

    def __init__(self):
        self.go_on, self.taken = Event(), []

    def do(self):
        return sum(1 for number in follow_items(range(10), 10) if number != 3 or self.go_on.wait(LONGEST))

    def ask(self, title="Build the portal"):
        return StartWork(title, self.do, self.taken.append)


async def test_it_shows_how_far_it_has_come_while_keys_are_answered(opened, settled, until, said):
    work, other = SlowWork(), SlowWork()
    async with opened((100, 30)) as pilot:
        await settled(pilot)
        pilot.app.post_message(work.ask())
        await until(pilot, lambda: "3 of 10" in screen_text(pilot.app))
        assert "Build the portal" in screen_text(pilot.app)
        await pilot.press("ctrl+n")
        await until(pilot, lambda: pilot.app.view.page == "overview")
        pilot.app.post_message(other.ask("Something else"))
        await until(pilot, lambda: said(pilot))
        assert said(pilot) == ["Wait until this is finished, or cancel it: Build the portal"]
        work.go_on.set()
        await until(pilot, lambda: work.taken)
        await settled(pilot)
        assert (work.taken, other.taken) == ([10], [])
        assert not pilot.app.query_one(WorkLine).display


async def test_escape_and_its_button_cancel_it(opened, settled, until, gone):
    async with opened((100, 30)) as pilot:
        await gone(pilot, Place(country="XX"))
        for cancel in ("escape", "button"):
            work = SlowWork()
            pilot.app.post_message(work.ask())
            await until(pilot, lambda: "3 of 10" in screen_text(pilot.app))
            if cancel == "escape":
                await pilot.press("escape")
            else:
                pilot.app.query_one(WorkLine).query_one(Button).press()
                await pilot.pause()
            work.go_on.set()
            await until(pilot, lambda work=work: work.taken)
            await settled(pilot)
            [error] = work.taken
            assert isinstance(error, Cancelled)
            assert pilot.app.place == Place(country="XX")
        await pilot.press("escape")
        await settled(pilot)
        assert pilot.app.place == Place()


async def test_the_site_is_built_with_a_bar_and_may_be_cancelled(opened, settled, until, root, said, monkeypatch):
    began, go_on = Event(), Event()

    def slow(*_args):
        yield "index.html", b"<html>"
        began.set()
        go_on.wait(LONGEST)
        yield "more.html", b"<html>"

    monkeypatch.setattr("ogpkit.app.portal_actions.list_site_files", slow)
    async with opened((100, 30)) as pilot:
        await settled(pilot)
        [owned] = [one for one in pilot.app.session.plugins.app_commands if one.value.name == "portal-build"]
        pilot.app.run_plugin_command(owned)
        await until(pilot, began.is_set)
        await until(pilot, lambda: "Build the public site" in screen_text(pilot.app))
        await pilot.press("escape")
        go_on.set()
        await settled(pilot)
        assert said(pilot) == ["Cancelled. What was written before stays."]
        assert [one.name for one in (root / "site").glob("*.html")] == ["index.html"]
        pilot.app.run_plugin_command(owned)
        await settled(pilot)
        assert "Files written: 1" in said(pilot)[-1]
    assert not pilot.app.session.plugins.faults
