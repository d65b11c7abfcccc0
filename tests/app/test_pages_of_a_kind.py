"""A plugin's page may be about one kind of file; each kind opens on the page that was last looked at, a problem on its field."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from textual.widgets import Input, Static

import ogpkit_commitments
import ogpkit_eligibility
from ogpkit.plugins.contributions import Panel
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.places import Place, Scope
from ogpkit.plugins.providing import hookimpl

COUNTRY = Place(country="XX", path="countries/XX/country.toml")
EVIDENCE = Place(country="XX", path="countries/XX/eligibility/2011.toml")


@hookimpl
def ogpkit_panels():
    def load():
        return lambda session, place: Static("Seen", classes="seen")

    yield Panel(name="seen", title="Seen", scope=Scope.DOCUMENT, kind="country", order=-1, load=load)
    yield Panel(name="whole", title="Whole", scope=Scope.WORKSPACE, order=9, load=load)


@pytest.fixture
def plugins():
    own = SimpleNamespace(ogpkit_panels=ogpkit_panels)
    return Plugins.of({"eligibility": ogpkit_eligibility, "commitments": ogpkit_commitments, "own": own})


async def test_the_page_is_with_the_files_of_its_kind_and_no_others(opened, gone):
    async with opened() as pilot:
        await gone(pilot, COUNTRY)
        assert pilot.app.view.pages == ["Seen", "Form"]
        assert pilot.app.view.page == "seen"
        await gone(pilot, EVIDENCE)
        assert pilot.app.view.pages == ["Form", "Score card"]
        await gone(pilot, COUNTRY)
        assert pilot.app.view.page == "seen", "what was looked at of another kind says nothing about this one"


async def test_a_problem_leads_to_its_field_from_any_page(opened, gone):
    async with opened() as pilot:
        await gone(pilot, Place(country="XX", path=COUNTRY.path, at=("contact", "institution")))
        assert pilot.app.view.page == "form"
        assert isinstance(pilot.app.focused, Input)
        assert pilot.app.focused.value == "Ministry of Mines"


async def test_the_next_page_of_the_workspace_is_reached_from_within_the_table(opened, settled):
    async with opened() as pilot:
        await settled(pilot)
        await pilot.press("ctrl+n")
        await settled(pilot)
        assert pilot.app.view.page == "overview"
        await pilot.press("ctrl+n")
        await settled(pilot)
        assert pilot.app.view.page == "whole"
        await pilot.press("ctrl+n")
        await settled(pilot)
        assert pilot.app.view.page == "exchange"
        await pilot.press("ctrl+n")
        await settled(pilot)
        assert pilot.app.view.page == "today"
