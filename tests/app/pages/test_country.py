"""The page of a country or a cycle: its files, of which a long list is cut off."""

from __future__ import annotations

from ogpkit.app.pages import country
from ogpkit.devkit.testing.screens import screen_text
from ogpkit.plugins.places import Place


async def test_a_long_list_of_files_is_cut_off_and_says_how_to_find_the_others(opened, gone, monkeypatch):
    monkeypatch.setattr(country, "MOST", 1)
    async with opened((160, 48)) as pilot:
        await gone(pilot, Place(country="XX"))
        page = pilot.app.query_one(country.CountryPage)
        count = len([path for path in page.session.workspace.documents if path.startswith("countries/XX/")])
        assert count > 1
        assert f"These are the first 1 of {count} files. Press Ctrl+P to find the others." in screen_text(pilot.app)


async def test_of_few_files_all_are_listed(opened, gone):
    async with opened((160, 48)) as pilot:
        await gone(pilot, Place(country="XX"))
        assert "are listed" not in screen_text(pilot.app)


async def test_what_is_late_leaves_room_for_what_is_due_next(opened, gone, monkeypatch):
    monkeypatch.setattr(country, "_NEXT", 1)
    async with opened((160, 48)) as pilot:
        await gone(pilot, Place(country="XX"))
        screen = screen_text(pilot.app)
        assert "April 1, 2012  Deposit the action plan  (overdue)" in screen
        assert "December 31, 2012  Milestone: Map of two regions" in screen
        assert "1 more: press F3 to see what is overdue or due soon" in screen
