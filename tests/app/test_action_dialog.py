"""The dialog of an action: made of its parameters, used with the keyboard alone, and honest about what stands against it."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Annotated

import attrs
import pytest
from textual.widgets import Button, Input, Select

import ogpkit_commitments
import ogpkit_eligibility
from ogpkit.api import Action, ActionResult, NoParameters, OgpkitError, Place, Scope, hookimpl
from ogpkit.api.content import Bounds, Choice, Reference
from ogpkit.api.editing import SetValue
from ogpkit.app.screens.action_dialog import ActionDialog, start_action
from ogpkit.plugins.manager import Plugins

COUNTRY = Place(country="XX", path="countries/XX/country.toml")


class Manner(Choice):
    """How somebody is greeted."""

    WARM = "warm", "Warmly"
    COOL = "cool", "Coolly"


@attrs.frozen
class Greeting:
    """A greeting.

    Attributes:
        institution: Who greets.
        years: For how many years.
        on: The date. The default is today.
        manner: How they greet.
        guest: Who is greeted.
    """

    institution: str
    years: Annotated[int, Bounds(1, 9)] = 1
    on: date | None = None
    manner: Manner = Manner.WARM
    guest: str = ""


@attrs.frozen
class Visit:
    """A visit to somebody.

    Attributes:
        commitment: What it is about.
    """

    commitment: Annotated[str, Reference("commitment", within="cycle")] = ""


class TooCool(OgpkitError):
    """Nobody is greeted like that."""


def greet(session, place, parameters):
    if parameters.manner is Manner.COOL:
        raise TooCool("Greet warmly: [red]the guest[/red] has come far.")
    value = f"{parameters.institution}, {parameters.years}, {parameters.guest}"
    session.change(place.path, [SetValue(("contact", "institution"), value)], "Greet")
    return ActionResult(message=f"Greeted on {parameters.on or session.workspace.today}.")


@hookimpl
def ogpkit_actions():
    common = {"help": "Say hello.", "scope": Scope.DOCUMENT, "kind": "country"}
    yield Action(
        name="greet",
        title="Greet",
        parameters=Greeting,
        run=greet,
        choices=lambda workspace, place: {"guest": {"ana": "Ana", "li": "Li"}},
        initial=lambda workspace, place: {"institution": "Ministry"},
        **common,
    )
    yield Action(
        name="visit",
        title="Visit",
        help="Visit them.",
        scope=Scope.CYCLE,
        parameters=Visit,
        run=lambda session, place, parameters: parameters.commitment,
    )
    yield Action(name="break", title="Break", run=lambda session, place, parameters: 1 / 0, **common)
    yield Action(name="wave", title="Wave", run=lambda session, place, parameters: "Waved.", **common)


@pytest.fixture
def plugins():
    own = SimpleNamespace(ogpkit_actions=ogpkit_actions)
    return Plugins.of({"eligibility": ogpkit_eligibility, "commitments": ogpkit_commitments, "own": own})


def notes(app):
    return [note.message for note in app._notifications]


def box_of(app, key):
    return next(box for box in app.screen.query("FieldBox") if box.field.key == key)


async def begin(pilot, gone, settled, **initial):
    await gone(pilot, COUNTRY)
    start_action(pilot.app, pilot.app.session, "greet", COUNTRY, initial)
    await settled(pilot)


async def test_it_is_filled_in_and_done_with_the_keyboard_alone(opened, gone, settled):
    async with opened() as pilot:
        await begin(pilot, gone, settled)
        assert isinstance(pilot.app.focused, Input)
        assert pilot.app.focused.value == "Ministry"
        await pilot.press("end", *" of Mines", "tab", "end", "backspace", "3")
        for _field in range(4):
            await pilot.press("tab")
        assert isinstance(pilot.app.focused, Button)
        await pilot.press("enter")
        await settled(pilot)
        assert 'institution = "Ministry of Mines, 3, "' in pilot.app.session.source(COUNTRY.path).decode()
        assert notes(pilot.app) == ["Greeted on 2012-05-01."]
        assert pilot.app.session.undo_title == "Greet"


async def test_escape_closes_a_dialog_into_which_nothing_was_typed(opened, gone, settled):
    async with opened() as pilot:
        await begin(pilot, gone, settled)
        await pilot.press("escape")
        await settled(pilot)
        assert not isinstance(pilot.app.screen, ActionDialog)


async def test_escape_says_first_that_what_was_typed_is_not_kept(opened, gone, settled):
    async with opened() as pilot:
        before = pilot.app.session.source(COUNTRY.path)
        await begin(pilot, gone, settled)
        await pilot.press("end", "x", "escape")
        await settled(pilot)
        assert "Press Esc again" in str(pilot.app.screen.trouble_label.render())
        assert pilot.app.focused.value == "Ministryx"
        await pilot.press("escape")
        await settled(pilot)
        assert not isinstance(pilot.app.screen, ActionDialog)
        assert pilot.app.session.source(COUNTRY.path) == before


async def test_it_says_under_a_field_what_it_lacks(opened, gone, settled):
    async with opened() as pilot:
        await begin(pilot, gone, settled, institution="")
        pilot.app.screen.action_do_it()
        await settled(pilot)
        assert isinstance(pilot.app.screen, ActionDialog)
        assert "Fill this in." in str(box_of(pilot.app, "institution").query_one(".trouble").render())
        await pilot.press(*"Me")
        pilot.app.screen.action_do_it()
        await settled(pilot)
        assert not isinstance(pilot.app.screen, ActionDialog)


async def test_a_number_out_of_bounds_is_refused_where_it_stands(opened, gone, settled):
    async with opened() as pilot:
        await begin(pilot, gone, settled)
        await pilot.press("tab", "end", "9")
        pilot.app.screen.action_do_it()
        await settled(pilot)
        assert isinstance(pilot.app.screen, ActionDialog)
        assert "from 1 to 9" in str(box_of(pilot.app, "years").query_one(".trouble").render())


async def test_what_stands_against_it_is_said_as_it_is(opened, gone, settled):
    async with opened() as pilot:
        await begin(pilot, gone, settled, manner=Manner.COOL)
        pilot.app.screen.action_do_it()
        await settled(pilot)
        said = str(pilot.app.screen.query_one(".refused").render())
        assert said == "Greet warmly: [red]the guest[/red] has come far."
        assert pilot.app.screen.query_one(".refused").display


async def test_what_depends_on_the_workspace_can_be_chosen(opened, gone, settled):
    async with opened() as pilot:
        await begin(pilot, gone, settled)
        box_of(pilot.app, "guest").query_one(Select).value = "li"
        await settled(pilot)
        pilot.app.screen.action_do_it()
        await settled(pilot)
        assert 'institution = "Ministry, 1, li"' in pilot.app.session.source(COUNTRY.path).decode()


async def test_what_asks_for_nothing_is_done_at_once(opened, gone, settled):
    async with opened() as pilot:
        await gone(pilot, COUNTRY)
        pilot.app.start_action("wave")
        await settled(pilot)
        assert notes(pilot.app) == ["Waved."]


async def test_an_action_of_a_cycle_offers_what_lies_in_it(opened, gone, settled):
    async with opened() as pilot:
        cycle = Place(country="XX", cycle="2012-2013")
        await gone(pilot, cycle)
        start_action(pilot.app, pilot.app.session, "visit", cycle)
        await settled(pilot)
        chosen = box_of(pilot.app, "commitment").query_one(Select)
        assert [value for _label, value in chosen._options if isinstance(value, str)] == ["portal"]


async def test_an_action_that_fails_costs_a_note(opened, gone, settled):
    async with opened() as pilot:
        await gone(pilot, COUNTRY)
        pilot.app.start_action("break")
        await settled(pilot)
        [said] = notes(pilot.app)
        assert "division by zero" in said


async def test_the_palette_offers_what_is_about_the_file_that_is_shown(opened, gone, settled):
    async with opened() as pilot:
        await gone(pilot, COUNTRY)
        await pilot.press("ctrl+p", *"greet")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ActionDialog)


async def test_it_fits_a_small_terminal(opened, gone, settled, pictured):
    async with opened(size=(80, 24)) as pilot:
        await begin(pilot, gone, settled)
        pictured(pilot.app, "action-80x24")


def test_no_parameters_are_a_class_without_fields():
    assert NoParameters() == NoParameters()
