"""The first frame: the app is on the screen before the workspace is open, and what is pressed meanwhile is not lost."""

from __future__ import annotations

import pytest
from textual.events import Key

from ogpkit.app.opening import Opening
from ogpkit.app.shell import OgpkitApp
from ogpkit.devkit.testing.screens import screen_text
from ogpkit.errors import OgpkitError


@pytest.fixture
def loads():
    """How often plugins were loaded."""
    return []


@pytest.fixture
def held(root, plugins, loads, monkeypatch):
    """The app whose workspace is opened only after the test has seen the first frame and calls this."""
    start = OgpkitApp.post_display_hook
    let = []
    monkeypatch.setattr(OgpkitApp, "post_display_hook", lambda app: start(app) if let else None)

    def load_plugins():
        loads.append(plugins)
        return plugins

    app = OgpkitApp(opening=Opening(root, load_plugins), greets=False)

    def go_on():
        let.append(True)
        app.refresh()

    return app, go_on


async def test_the_first_frame_names_workspace_and_countries(held, loads, until, settled):
    app, go_on = held
    async with app.run_test(size=(100, 40)) as pilot:
        said = screen_text(app)
        assert "Two countries" in said
        assert " CI" in said
        assert " XX" in said
        assert "Opening the workspace…" in said
        assert loads == []
        go_on()
        await until(pilot, lambda: app.is_opened and not app.key_gate.is_held)
        await settled(pilot)
        said = screen_text(app)
        assert "Country X · XX" in said
        assert "Opening" not in said
        assert len(loads) == 1


async def test_keys_pressed_while_it_opens_act_when_it_is_open(held, until, settled):
    app, go_on = held
    async with app.run_test(size=(100, 40)) as pilot:
        for key in ("ctrl+n", "f2"):
            app.post_message(Key(key, None))
        await pilot.pause()
        assert "Opening the workspace…" in screen_text(app)
        go_on()
        await until(pilot, lambda: app.is_opened and not app.key_gate.is_held)
        await settled(pilot)
        assert app.view.page == "overview"
        assert not app.navigator.display


async def test_whoever_quits_does_not_wait_until_it_is_open(held, loads):
    app, _go_on = held
    async with app.run_test() as pilot:
        app.post_message(Key("ctrl+q", None))
        await pilot.pause()
    assert not app.is_running
    assert app.failure is None
    assert loads == []


async def test_what_keeps_it_from_opening_ends_the_app(root):
    def load_plugins():
        raise OgpkitError("This cannot be loaded.")

    app = OgpkitApp(opening=Opening(root, load_plugins))
    await app.run_async(headless=True, size=(80, 24))
    assert str(app.failure) == "This cannot be loaded."


async def test_brackets_and_escape_sequences_in_the_name_do_nothing(held, root):
    (root / "ogpkit.toml").write_text('[workspace]\nname = "A [b]\\u001b[31m"\n', "utf-8")
    app, _go_on = held
    async with app.run_test(size=(80, 24)):
        assert "A [b]" in screen_text(app)
        assert "\x1b" not in screen_text(app)
