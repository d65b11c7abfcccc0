"""A coordinator's morning: open, look, go from place to place, at every size, by keyboard and by mouse."""

from __future__ import annotations

from datetime import date

import pytest
from textual.command import CommandPalette
from textual.widgets import DataTable, TabbedContent

from ogpkit.app.navigator import Navigator
from ogpkit.app.panel_host import PanelHost
from ogpkit.app.shell import OgpkitApp
from ogpkit.app.widgets.document_form import DocumentForm
from ogpkit.devkit.testing.screens import screen_text
from ogpkit.editing.session import WorkspaceSession
from ogpkit.plugins.places import Place
from ogpkit.text.i18n import use_language

FORM = Place(country="XX", path="countries/XX/eligibility/2011.toml")
SIZES = [(80, 24), (160, 48)]


@pytest.mark.parametrize("size", SIZES)
async def test_screens_look_as_they_are_pictured(opened, settled, pictured, size, gone):
    mark = f"{size[0]}x{size[1]}"
    async with opened(size) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+n")
        await settled(pilot)
        pictured(pilot.app, f"overview-{mark}")
        await gone(pilot, Place(country="XX"))
        pictured(pilot.app, f"country-{mark}")
        await gone(pilot, FORM)
        pictured(pilot.app, f"form-{mark}")
        await gone(pilot, Place(country="XX"))
        await pilot.press("f1")
        await settled(pilot)
        pictured(pilot.app, f"keys-{mark}")


async def test_the_tree_leads_to_a_file_with_the_keyboard_alone(opened, settled):
    async with opened((120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("f2", "f2", "home", "down", "down", "enter")
        await settled(pilot)
        assert pilot.app.place == Place(country="XX")
        await pilot.press("down", "down", "down", "enter")
        await settled(pilot)
        assert pilot.app.place.path
        assert pilot.app.query_one(DocumentForm).path == pilot.app.place.path


async def test_up_and_back(opened, settled, gone):
    async with opened() as pilot:
        await gone(pilot, Place(country="XX"))
        await gone(pilot, FORM)
        await pilot.press("escape")
        await settled(pilot)
        assert pilot.app.place == Place(country="XX")
        await pilot.press("f9")
        await settled(pilot)
        assert pilot.app.place == FORM


async def test_f3_leads_to_today_from_any_page(opened, settled, gone):
    async with opened() as pilot:
        await settled(pilot)
        await pilot.press("ctrl+n")
        await settled(pilot)
        assert pilot.app.view.page != "today"
        await pilot.press("f3")
        await settled(pilot)
        assert pilot.app.view.page == "today"
        await pilot.press("ctrl+n")
        await gone(pilot, Place(country="XX"))
        await pilot.press("f3")
        await settled(pilot)
        assert pilot.app.view.page == "today"


async def test_the_page_stays_the_same_from_country_to_country(opened, settled, gone):
    async with opened() as pilot:
        await gone(pilot, Place(country="XX"))
        await pilot.press("ctrl+n")
        await settled(pilot)
        assert pilot.app.view.page == "eligibility"
        await gone(pilot, Place(country="CI"))
        assert pilot.app.view.page == "eligibility"


async def test_the_palette_finds_a_country_without_its_accent(opened, settled, until):
    async with opened() as pilot:
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(pilot.app.screen, CommandPalette))
        await pilot.press(*"ivoire")
        await until(pilot, lambda: "Côte d'Ivoire" in screen_text(pilot.app) and "Keys" not in screen_text(pilot.app))
        await pilot.press("enter")
        await settled(pilot)
        await settled(pilot)
        assert pilot.app.place.country == "CI"


async def test_a_narrow_screen_has_no_tree_until_it_is_asked_for(opened, settled):
    async with opened((80, 24)) as pilot:
        await settled(pilot)
        assert not pilot.app.query_one(Navigator).display
        await pilot.press("f2")
        await settled(pilot)
        assert pilot.app.focused is pilot.app.query_one(Navigator)


async def test_everything_can_be_reached_with_the_mouse_alone(opened, settled):
    async with opened((120, 40)) as pilot:
        await settled(pilot)
        await pilot.click("#--content-tab-page-1")
        await settled(pilot)
        await pilot.click(DataTable, offset=(2, 2), times=2)
        await settled(pilot)
        assert pilot.app.place == Place(country="XX")
        await pilot.click("#--content-tab-page-1")
        await settled(pilot)
        assert pilot.app.query_one(TabbedContent).active == "page-1"
        assert any(host.children for host in pilot.app.query(PanelHost))


@pytest.mark.parametrize("size", SIZES)
async def test_the_app_speaks_arabic_where_it_is_asked_to(opened, settled, gone, size):
    with use_language("ar"):
        async with opened(size) as pilot:
            await settled(pilot)
            for place, said in (
                (Place(), "البلدان"),
                (Place(country="XX"), "عضو منذ"),
                (Place(country="XX", cycle="2012-2013"), "خطة العمل"),
                (FORM, "الشفافية المالية"),
            ):
                await gone(pilot, place)
                assert said in screen_text(pilot.app)
            await pilot.press("f4", "f1")
            await settled(pilot)
            assert "التنقل" in screen_text(pilot.app)


async def test_a_workspace_is_seen_before_everything_is_checked(root, plugins, until, settled, monkeypatch):
    session = WorkspaceSession.open(root, plugins, date(2012, 5, 1), check_later=True)
    assert (session.is_checked, session.findings) == (False, ())
    app, seen, list_in_steps = OgpkitApp(session), [], session.list_due_dates_in_steps

    def look_first():
        seen.append(screen_text(app))
        yield from list_in_steps()

    monkeypatch.setattr(session, "list_due_dates_in_steps", look_first)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: session.is_checked)
        await settled(pilot)
        assert "Country X" in seen[0]
        assert "checking …" in seen[0]
        later = screen_text(app)
        assert "checking …" not in later
        for said in (" overdue │", "Country X · XX · "):  # what plugins work out is not waited for
            assert (said in seen[0], said in later) == (False, True), said
        assert session.findings
    session.close(give_up=True)
