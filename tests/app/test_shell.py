"""A coordinator's morning: open, look, filter, go, edit, undo, leave; nothing is lost and nothing takes the app down."""

from __future__ import annotations

import asyncio
import json
from types import SimpleNamespace

import pytest
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Button, DataTable, Input, OptionList, Select, Static, TabbedContent, TextArea, Tree

import ogpkit_commitments
import ogpkit_eligibility
from ogpkit.app.forms.field_box import FieldBox
from ogpkit.app.keys import GROUPS, SWALLOWED, bindings, spoken_key
from ogpkit.app.navigator import Navigator
from ogpkit.app.panel_host import PanelHost
from ogpkit.app.screens.conflict import ConflictScreen
from ogpkit.app.screens.key_help import KeyHelp
from ogpkit.app.screens.question import Question
from ogpkit.app.shell import OgpkitApp
from ogpkit.app.widgets.document_form import DocumentForm
from ogpkit.app.widgets.problem_list import ProblemList
from ogpkit.contributions import AppCommand, Panel, Place, Scope
from ogpkit.desk import Desk
from ogpkit.hookspecs import hookimpl
from ogpkit.plugins import Plugins
from ogpkit.storage.patch import SetValue
from ogpkit.testing.screens import screen_text

EVIDENCE = "countries/XX/eligibility/2011.toml"
COUNTRY = "countries/XX/country.toml"
FORM = Place(country="XX", path=EVIDENCE)
SCORE = Place(country="XX", path=EVIDENCE, at=("citizen_engagement", "civil_liberties"))
SIZES = [(80, 24), (160, 48)]


@pytest.fixture
def opened(desk):
    """Opens the app and gives the pilot."""

    def opened(size=(100, 40), on=None):
        return OgpkitApp(on or desk).run_test(size=size)

    return opened


async def gone(pilot, settled, place):
    pilot.app.start_going(place)
    await settled(pilot)


def score(pilot):
    return next(box for box in pilot.app.query(FieldBox) if box.at == SCORE.at)


async def typed(pilot, settled, text):
    """Types into the field of the score as a person does: go there, clear it, type."""
    await gone(pilot, settled, SCORE)
    field = score(pilot).query_one(Input)
    assert pilot.app.focused is field
    await pilot.press(
        "end",
        *["backspace"] * len(field.value),
        *(character if character != "." else "full_stop" for character in text),
    )
    await settled(pilot)


def names(pilot):
    table = pilot.app.query_one(DataTable)
    return [str(table.get_row_at(row)[1]) for row in range(table.row_count)]


def said(pilot):
    return [note.message for note in pilot.app._notifications]


@pytest.mark.parametrize("size", SIZES)
async def test_screens_look_as_they_are_pictured(opened, settled, pictured, size):
    mark = f"{size[0]}x{size[1]}"
    async with opened(size) as pilot:
        await settled(pilot)
        pictured(pilot.app, f"overview-{mark}")
        await gone(pilot, settled, Place(country="XX"))
        pictured(pilot.app, f"country-{mark}")
        await gone(pilot, settled, FORM)
        pictured(pilot.app, f"form-{mark}")
        await gone(pilot, settled, Place(country="XX"))
        await pilot.press("f1")
        await settled(pilot)
        pictured(pilot.app, f"keys-{mark}")


async def test_the_overview_is_filtered_as_one_types_without_accents(opened, settled):
    async with opened() as pilot:
        await settled(pilot)
        await pilot.press(*"cote")
        await settled(pilot)
        assert names(pilot) == ["CI"]
        await pilot.press("enter")
        await settled(pilot)
        assert pilot.app.place == Place(country="CI")


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


async def test_up_and_back(opened, settled):
    async with opened() as pilot:
        await gone(pilot, settled, Place(country="XX"))
        await gone(pilot, settled, FORM)
        await pilot.press("escape")
        await settled(pilot)
        assert pilot.app.place == Place(country="XX")
        await pilot.press("f9")
        await settled(pilot)
        assert pilot.app.place == FORM


async def test_the_page_stays_the_same_from_country_to_country(opened, settled):
    async with opened() as pilot:
        await gone(pilot, settled, Place(country="XX"))
        await pilot.press("ctrl+n")
        await settled(pilot)
        assert pilot.app.view.page == "eligibility"
        await gone(pilot, settled, Place(country="CI"))
        assert pilot.app.view.page == "eligibility"


async def test_typing_a_value_changes_its_bytes_the_verdict_and_nothing_else(opened, settled, desk, root, files):
    async with opened() as pilot:
        await typed(pilot, settled, "4.9")
        await pilot.press("enter")
        await settled(pilot)
        await gone(pilot, settled, Place(country="XX"))
        assert (root / EVIDENCE).read_text("utf-8") == files[EVIDENCE].replace("6.18", "4.9")
        await pilot.press("f6")
        await settled(pilot)
        assert desk.source(EVIDENCE).decode() == files[EVIDENCE]
        assert any("Civil liberties: 4.9" in note for note in said(pilot))
        await pilot.press("f7")
        await settled(pilot)
        assert b"4.9" in desk.source(EVIDENCE)


async def test_a_change_saves_itself_a_moment_later(opened, settled, root):
    async with opened() as pilot:
        await typed(pilot, settled, "7.5")
        await pilot.pause(1.6)
        assert b"civil_liberties = 7.5 " in (root / EVIDENCE).read_bytes()


async def test_a_problem_leads_to_its_field(opened, settled):
    async with opened() as pilot:
        await settled(pilot)
        problems = pilot.app.query_one(ProblemList)
        if not problems.display:
            await pilot.press("f4")
        await settled(pilot)
        problems.focus_list()
        shelf = problems.query_one(OptionList)
        wanted = next(
            number
            for number in range(shelf.option_count)
            if "does not reflect" in str(shelf.get_option_at_index(number).prompt)
        )
        shelf.highlighted = wanted
        await pilot.press("enter")
        await settled(pilot)
        await settled(pilot)
        boxes = [node for node in pilot.app.focused.ancestors if isinstance(node, FieldBox)]
        assert boxes[0].at == ("principles",)


async def test_leaving_with_a_draft_names_it_and_can_be_taken_back(opened, settled, files, root):
    async with opened() as pilot:
        await typed(pilot, settled, "eleven")
        await pilot.press("f10")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Question)
        assert "“eleven”" in screen_text(pilot.app)
        await pilot.press("enter")
        await settled(pilot)
        assert pilot.app.focused is score(pilot).query_one(Input)
        await pilot.press("f10")
        await pilot.pause()
        pilot.app.screen.query(Button)[1].press()
        await settled(pilot)
    assert not pilot.app.is_running
    assert (root / EVIDENCE).read_text("utf-8") == files[EVIDENCE]


async def test_leaving_takes_over_and_saves_what_was_typed_a_moment_ago(opened, settled, root):
    async with opened() as pilot:
        await typed(pilot, settled, "8")
        await pilot.press("f10")
        await pilot.pause()
    assert b"civil_liberties = 8.0 " in (root / EVIDENCE).read_bytes()


async def test_a_file_changed_here_and_elsewhere_is_shown_in_both_versions(opened, settled, desk, root, files):
    theirs = files[EVIDENCE].replace("6.18", "9.9")
    async with opened() as pilot:
        await typed(pilot, settled, "3.3")
        pilot.app.query_one(DocumentForm).flush()
        (root / EVIDENCE).write_text(theirs, "utf-8")
        desk.refresh()
        await pilot.press("f8")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ConflictScreen)
        text = screen_text(pilot.app)
        assert "▌ civil_liberties = 3.3" in text
        assert "▌ civil_liberties = 9.9" in text
        assert (root / EVIDENCE).read_text("utf-8") == theirs
        await pilot.press("escape")
        await settled(pilot)
        assert (root / EVIDENCE).read_text("utf-8") == theirs
        await pilot.press("f8")
        await pilot.pause()
        next(button for button in pilot.app.screen.query(Button) if button.name == "mine").press()
        await settled(pilot)
        assert (root / EVIDENCE).read_text("utf-8") == files[EVIDENCE].replace("6.18", "3.3")


async def test_an_outside_change_of_an_untouched_file_appears_by_itself(opened, settled, root, files):
    async with opened() as pilot:
        await gone(pilot, settled, FORM)
        await pilot.pause(0.5)
        (root / EVIDENCE).write_text(files[EVIDENCE].replace("6.18", "9.9"), "utf-8")
        for _turn in range(40):
            await pilot.pause(0.1)
            if score(pilot).query_one(Input).value == "9.9":
                break
        assert score(pilot).query_one(Input).value == "9.9"


async def test_a_file_that_is_deleted_elsewhere_leads_to_its_country(opened, settled, desk, root):
    async with opened() as pilot:
        await gone(pilot, settled, FORM)
        (root / EVIDENCE).unlink()
        desk.refresh()
        await settled(pilot)
        assert pilot.app.place == Place(country="XX")


class Breaks(Widget):
    """Raises where it is told to."""

    def __init__(self, where):
        super().__init__()
        self.where = where

    def compose(self):
        if self.where == "compose":
            raise RuntimeError("no compose")
        yield Static("fine")

    def on_mount(self):
        if self.where == "mount":
            raise RuntimeError("no mount")

    def on_key(self):
        if self.where == "key":
            raise RuntimeError("no key")


def breaking(where):
    def load():
        if where == "load":
            raise SystemExit(3)
        if where == "make":
            return lambda desk, place: 1 / 0
        if where == "type":
            return lambda desk, place: "no widget"
        return lambda desk, place: Breaks(where)

    @hookimpl
    def ogpkit_panels():
        yield Panel(name="broken", title="Broken [red]", scope=Scope.COUNTRY, order=1, load=load)

    @hookimpl
    def ogpkit_app_commands():
        yield AppCommand(name="burst", title="Burst", help="Fails", run=lambda desk, place: 1 / 0)

    return SimpleNamespace(ogpkit_panels=ogpkit_panels, ogpkit_app_commands=ogpkit_app_commands)


@pytest.mark.parametrize("where", ["load", "make", "type", "compose", "mount"])
async def test_a_panel_that_fails_costs_its_own_tab_and_is_a_finding(root, opened, settled, where):
    plugins = Plugins.of(
        {"eligibility": ogpkit_eligibility, "commitments": ogpkit_commitments, "broken": breaking(where)}
    )
    desk = Desk.open(root, plugins)
    async with opened(on=desk) as pilot:
        await gone(pilot, settled, Place(country="XX"))
        pilot.app.view.show_next_page()
        async with asyncio.timeout(10):  # the pilot would wait for the widget that has died
            while not pilot.app.query("PanelHost > .trouble"):  # noqa: ASYNC110  nothing tells of it
                await asyncio.sleep(0.01)
        await settled(pilot)
        assert "does not work" in screen_text(pilot.app)
        assert any(fault.plugin == "broken" for fault in plugins.faults)
        await pilot.press("ctrl+n")
        await settled(pilot)
        assert pilot.app.view.page == "eligibility"
        assert "Eligible" in screen_text(pilot.app)


async def test_a_command_of_a_plugin_that_fails_says_so(root, opened, settled):
    desk = Desk.open(root, Plugins.of({"broken": breaking("make")}))
    async with opened(on=desk) as pilot:
        await settled(pilot)
        pilot.app.run_plugin_command(desk.plugins.app_commands[0])
        await settled(pilot)
        assert any("division" in note for note in said(pilot))


async def test_the_palette_finds_a_country_without_its_accent(opened, settled):
    async with opened() as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        await pilot.press(*"ivoire")
        await pilot.pause(0.6)
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
        await pilot.click(DataTable, offset=(2, 2), times=2)
        await settled(pilot)
        assert pilot.app.place == Place(country="XX")
        await pilot.click("#--content-tab-page-1")
        await settled(pilot)
        assert pilot.app.query_one(TabbedContent).active == "page-1"
        assert any(host.children for host in pilot.app.query(PanelHost))


HOSTILE = [
    "[red]",
    "[/]",
    "]",
    "[",
    "[/red]",
    "\x1b[2Jboo",
    "\u202egnirts",
    "e\u0301\u0301\u0301",
    "[@click=app.quit]x[/]",
    "שלום",
]


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_is_shown_as_text_everywhere(root, plugins, opened, settled, text):
    """In a name, a title, a choice, a key, a finding, the tree, the palette, a toast."""
    quoted = json.dumps(text, ensure_ascii=True)
    (root / COUNTRY).write_text(f"name = {quoted}\nlevel = {quoted}\n{quoted} = 1\n", "utf-8")
    portal = root / "countries/XX/cycles/2012-2013/commitments/portal.toml"
    portal.write_text(
        f"title = {quoted}\nlevel = {quoted}\nprinciples = [{quoted}]\n[[milestones]]\nid = {quoted}\n", "utf-8"
    )
    (root / "countries/CI/country.toml").write_text(f"name = {quoted}\n", "utf-8")
    desk = Desk.open(root, plugins)
    async with opened((120, 50), on=desk) as pilot:
        await settled(pilot)
        shown = [screen_text(pilot.app)]
        for path in (COUNTRY, str(portal.relative_to(root)), "countries/CI/country.toml"):
            await gone(pilot, settled, Place(country="XX", path=path))
            shown.append(screen_text(pilot.app))
        await gone(pilot, settled, Place(country="CI"))
        desk.change("countries/CI/country.toml", [SetValue(("notes",), text)], text)
        await pilot.press("f6", "f7", "ctrl+p")
        await pilot.press(*"go")
        await pilot.pause(0.3)
        shown.append(screen_text(pilot.app))
    assert not any(letter in picture for picture in shown for letter in "\x1b\u202e")
    if text.startswith("[") and text.isascii():
        assert any(text in picture for picture in shown)


def test_no_key_is_bound_twice_or_swallowed_by_terminals(capsys):
    """Prints the table of keys of every screen; the shell's own keys win over those of the widgets below them."""
    shell = {binding.key: binding for binding in bindings()}
    assert len(shell) == len(bindings())
    assert not shell.keys() & SWALLOWED
    assert len({binding.id for binding in shell.values()}) == len(shell)
    for screen in (KeyHelp, Question, ConflictScreen):
        own = [key.strip() for binding in screen.BINDINGS for key in binding.key.split(",")]
        assert len(own) == len(set(own))
        assert all(binding.id for binding in screen.BINDINGS)
        print(f"{screen.__name__:<16} {', '.join(own)}")
    for widget in (Input, TextArea, DataTable, OptionList, Select, Tree):
        taken = {key for binding in widget.BINDINGS for key in _keys_of(binding)}
        hidden = {key for key in taken & shell.keys() if not shell[key].priority}
        assert hidden <= WHERE_THE_WIDGET_KNOWS_BETTER, (widget, hidden)
    for key, binding in shell.items():
        print(f"{spoken_key(key):<16} {binding.tooltip}")
    assert "Ctrl+P" in capsys.readouterr().out


WHERE_THE_WIDGET_KNOWS_BETTER = {"ctrl+z", "ctrl+y", "escape"}
"""A text area undoes its own typing first; an open list of choices is closed by Escape."""


def _keys_of(binding):
    keys = binding.key if isinstance(binding, Binding) else binding[0]
    return {key.strip() for key in keys.split(",")}


def test_every_action_of_the_keys_exists():
    for keys in GROUPS.values():
        for key in keys:
            assert hasattr(OgpkitApp, f"action_{key.action}")
