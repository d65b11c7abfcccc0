"""A workspace that is open for reading only: whatever one presses, no file is written anywhere."""

from __future__ import annotations

import pytest
from textual.widgets import Button

import ogpkit_commitments
import ogpkit_consultation
import ogpkit_eligibility
import ogpkit_networking
import ogpkit_reporting
from ogpkit.app.pages.exchange import ExchangePage
from ogpkit.app.palette import EverythingProvider
from ogpkit.editing.errors import EditRefused, verify_writable
from ogpkit.editing.session import WorkspaceSession
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.places import Place

CYCLE = Place(country="XX", cycle="2012-2013")
PLACES = [Place(), Place(country="XX"), CYCLE]


@pytest.fixture
def plugins():
    return Plugins.of(
        {
            "eligibility": ogpkit_eligibility,
            "commitments": ogpkit_commitments,
            "consultation": ogpkit_consultation,
            "reporting": ogpkit_reporting,
            "networking": ogpkit_networking,
        }
    )


@pytest.fixture
def for_reading(root, plugins):
    return WorkspaceSession.open(root, plugins, read_only=True)


async def test_every_button_for_exchange_leaves_every_file_alone(
    opened, gone, settled, for_reading, tmp_path, monkeypatch
):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    before = everything_in(tmp_path)
    async with opened((120, 50), for_reading) as pilot:
        for place in PLACES:
            await gone(pilot, place)
            pilot.app.view.show_page(len(pilot.app.view.pages) - 1)
            await settled(pilot)
            for button in pilot.app.query_one(ExchangePage).query(Button):
                button.post_message(Button.Pressed(button))  # disabled or not
            await settled(pilot)
        pilot.app.action_screenshot()
        pilot.app.action_save_now()
        await settled(pilot)
    assert everything_in(tmp_path) == before


async def test_commands_that_write_are_neither_offered_nor_run(
    opened, gone, settled, for_reading, plugins, tmp_path, said
):
    before = everything_in(tmp_path)
    async with opened((120, 50), for_reading) as pilot:
        await gone(pilot, CYCLE)
        titles = {entry.title for entry in EverythingProvider(pilot.app.screen)._list_actions()}
        writing = [owned for owned in plugins.app_commands if owned.value.writes]
        assert {"portal-build", "portal-documents"} <= {owned.value.name for owned in writing}
        assert not titles & {owned.value.title for owned in writing}
        for owned in writing:
            pilot.app.run_plugin_command(owned)
        await settled(pilot)
        assert any("read-only" in note for note in said(pilot))
    assert everything_in(tmp_path) == before


async def test_the_page_of_what_goes_out_says_why_nothing_is_written(opened, gone, settled, for_reading):
    async with opened((120, 50), for_reading) as pilot:
        await gone(pilot, CYCLE)
        pilot.app.view.show_page(len(pilot.app.view.pages) - 1)
        await settled(pilot)
        page = pilot.app.query_one(ExchangePage)
        assert all(button.disabled for button in page.query(".write-paper, .write-export").results(Button))
        assert "read-only" in str(page.query_one(".said").visual)


def test_a_desk_for_reading_says_so_to_whoever_wants_to_write(for_reading, session):
    verify_writable(read_only=session.read_only)
    with pytest.raises(EditRefused, match="read-only"):
        verify_writable(read_only=for_reading.read_only)


def everything_in(folder):
    """The content of every file below a folder."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
