"""All countries at a glance: sorted, filtered as one types, quick with many."""

from __future__ import annotations

from contextlib import asynccontextmanager
from types import SimpleNamespace

import pytest
from textual.widgets import DataTable

from ogpkit.app.pages.overview import Overview
from ogpkit.devkit.testing.screens import screen_text
from ogpkit.editing.session import WorkspaceSession
from ogpkit.plugins.contributions import StatusSource
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.places import Place, Scope, Status, Verdict
from ogpkit.plugins.providing import hookimpl
from ogpkit.workspace.patch import SetValue


@pytest.fixture
def opened(opened, settled):
    """Opens the app and goes from Today to the table of countries beside it."""

    @asynccontextmanager
    async def on_countries(*given):
        async with opened(*given) as pilot:
            await settled(pilot)
            await pilot.press("ctrl+n")
            await settled(pilot)
            yield pilot

    return on_countries


def names(pilot):
    table = pilot.app.query_one(DataTable)
    return [str(table.get_row_at(row)[1]) for row in range(table.row_count)]


async def test_the_overview_is_filtered_as_one_types_without_accents(opened, settled):
    async with opened() as pilot:
        await settled(pilot)
        await pilot.press(*"cote")
        await settled(pilot)
        assert names(pilot) == ["CI"]
        await pilot.press("enter")
        await settled(pilot)
        assert pilot.app.place == Place(country="CI")


async def test_what_the_filter_leaves_is_shown_in_its_whole_width(opened, settled):
    async with opened() as pilot:
        await settled(pilot)
        await pilot.press(*"coun")
        await settled(pilot)
        assert names(pilot) == ["XX"]
        assert "✓ Eligible, 13 of 16 (81 %)" in screen_text(pilot.app)


async def test_the_overview_is_sorted_by_key_and_by_a_click_on_a_heading(opened, settled):
    async with opened() as pilot:
        await settled(pilot)
        assert names(pilot) == ["CI", "XX"]
        await pilot.press("f5")
        await settled(pilot)
        assert names(pilot) == ["XX", "CI"]
        await pilot.click(DataTable, offset=(14, 0))
        await settled(pilot)
        assert names(pilot) == ["CI", "XX"]


async def test_after_a_change_only_its_country_is_asked_about_again(root, settled, opened):
    """However many countries there are: 300 here."""
    asked = []

    def derive(workspace, place):
        asked.append(place.country)
        yield Status(verdict=Verdict.GOOD, headline="Fine")

    @hookimpl
    def ogpkit_standings():
        yield StatusSource(name="fine", title="Fine", scope=Scope.COUNTRY, derive=derive)

    for number in range(298):
        path = root / f"countries/XX-c{number:03}/country.toml"
        path.parent.mkdir()
        path.write_text(f'name = "Country {number:03}"\n', "utf-8")
    session = WorkspaceSession.open(root, Plugins.of({"fine": SimpleNamespace(ogpkit_standings=ogpkit_standings)}))
    async with opened((160, 48), session) as pilot:
        await settled(pilot)
        assert sorted(asked) == sorted(session.workspace.countries)
        asked.clear()
        await pilot.press(*"297")
        await settled(pilot)
        assert names(pilot) == ["XX-c297"]
        assert asked == []
        session.change("countries/CI/country.toml", [SetValue(("notes",), "A note")], "Notes")
        await settled(pilot)
        assert asked == ["CI"]


async def test_countries_are_tiles_in_a_wide_terminal_and_open_with_the_keyboard(opened, settled):
    async with opened((160, 48)) as pilot:
        await settled(pilot)
        seen = screen_text(pilot.app)
        assert "? CI Côte d'Ivoire" in seen
        assert "✓ XX Country X" in seen
        assert "█████┃░░ ✓ Eligible, 13 of 16 (81 %)" in seen
        assert "Right shows" not in seen
        pilot.app.query_one(Overview).tiles.focus()
        await pilot.press("right", "enter")
        await settled(pilot)
        assert pilot.app.place == Place(country="XX")


async def test_what_a_narrow_terminal_leaves_out_is_shown_with_right(opened, settled):
    async with opened((80, 24)) as pilot:
        await settled(pilot)
        seen = screen_text(pilot.app)
        assert "Right shows: Membership" in seen
        assert not pilot.app.query_one(Overview).tiles.display
        await pilot.press("right")
        await settled(pilot)
        assert "Right shows" not in screen_text(pilot.app)
        assert len(pilot.app.query_one(DataTable).columns) == 6
        await pilot.press("left", "left", "left", "left")
        await settled(pilot)
        assert "Right shows: Membership" in screen_text(pilot.app)
