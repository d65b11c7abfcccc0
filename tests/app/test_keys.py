"""Every key is bound once, passed on by terminals, and does something."""

from __future__ import annotations

from datetime import date

import pytest
from textual.binding import Binding
from textual.events import Key
from textual.keys import _character_to_key
from textual.widgets import DataTable, Input, OptionList, Select, TextArea, Tree

from ogpkit.app.keys import GROUPS, SWALLOWED, format_key, list_bindings
from ogpkit.app.screens.conflict import ConflictScreen
from ogpkit.app.screens.dialog import Question
from ogpkit.app.screens.key_help import KeyHelp
from ogpkit.app.shell import OgpkitApp
from ogpkit.editing.session import WorkspaceSession


def test_no_key_is_bound_twice_or_swallowed_by_terminals(capsys):
    """Prints the table of keys of every screen; the shell's own keys win over those of the widgets below them."""
    shell = {binding.key: binding for binding in list_bindings()}
    assert len(shell) == len(list_bindings())
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
        print(f"{format_key(key):<16} {binding.tooltip}")
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


BURSTS = {
    "a dialog that opens": (("enter",), "https://e.org/"),
    "a search that opens": (("ctrl+p",), "export"),
    "a file that opens": (("o",), "New", "map"),
    "a file, and a search above": (("o", "ctrl+p"), "undo"),
}


@pytest.mark.parametrize("name", BURSTS)
async def test_keys_pressed_before_a_page_is_there_reach_it(name, opened, settled, until, root, plugins):
    keys, typed, *kept = BURSTS[name]
    session = WorkspaceSession.open(root, plugins, date(2013, 1, 10))
    async with opened((80, 24), session) as pilot:
        await settled(pilot)
        agenda = pilot.app.query_one("Today .agenda", OptionList)
        lines = [str(option.prompt) for option in agenda.options]
        agenda.highlighted = next(number for number, line in enumerate(lines) if "Milestone: Map" in line)
        for key in (*keys, *typed):
            is_letter = len(key) == 1
            pilot.app.post_message(Key(_character_to_key(key) if is_letter else key, key if is_letter else None))
        await until(pilot, lambda: isinstance(pilot.app.focused, Input | TextArea))
        await settled(pilot)
        field = pilot.app.focused
        assert (field.value if isinstance(field, Input) else field.text) == "".join([*kept, typed])


async def test_enter_in_the_palette_takes_an_answer_to_what_was_typed(opened, settled, until):
    async with opened() as pilot:
        await settled(pilot)
        for key in ("ctrl+p", *"tree", "enter"):
            pilot.app.post_message(Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: not pilot.app.navigator.display)


async def test_a_key_that_had_to_wait_counts_once_and_when_it_acts(opened, settled):
    async with opened() as pilot:
        await settled(pilot)
        gate = pilot.app.key_gate
        before = gate.inputs
        gate.close(pilot.app.view)
        await pilot.press("x")
        assert gate.inputs == before
        gate.open(pilot.app.view)
        await settled(pilot)
        assert gate.inputs == before + 1
