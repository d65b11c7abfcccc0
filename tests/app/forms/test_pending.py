"""Nothing that a form writes makes its own file unreadable: what lacks something is a draft of the form, and says so."""

from __future__ import annotations

from contextlib import suppress

import pytest
from textual.widgets import Button, Input, Select

from ogpkit.app.forms.field_box import FieldBox
from ogpkit.app.forms.pending import Incomplete, get_pending
from ogpkit.app.forms.section import Section
from ogpkit.app.widgets.document_form import DocumentForm
from ogpkit.app.workspace_app import StyledApp
from ogpkit.devkit.testing.workspaces import EXAMPLE_TODAY, example_path, example_workspace
from ogpkit.editing.session import WorkspaceSession
from ogpkit.plugins.manager import Plugins
from ogpkit.schema.fields import Sort, fields_of
from ogpkit.workspace.patch import InsertItem, RemoveValue, SetValue, has_value
from ogpkit.workspace.reading import read_document
from ogpkit.workspace.toml import parse_toml


class OneForm(StyledApp):
    """Nothing but a form."""

    def __init__(self, session, path):
        super().__init__()
        self.session = session
        self.path = path

    def compose(self):
        yield DocumentForm(self.session, self.path)


NAME = 'name = "One"  # kept\n'


async def press(form, section, button):
    section.query(button).first(Button).press()
    await form.rest()


async def test_a_required_text_that_is_emptied_stays_in_the_file_and_is_told(thing):
    async with thing(NAME) as form:
        await form.type("", "name")
        assert form.source == NAME
        assert "is required" in form.trouble("name")
        assert len(form.form.pending) == 1
        await form.type("Two", "name")
        assert form.source == NAME.replace("One", "Two")
        assert form.form.pending == ()
        assert form.trouble("name") == ""


async def test_an_entry_that_needs_a_number_is_a_draft_until_it_has_one(thing):
    async with thing(NAME, size=(110, 200)) as form:
        field = form.section("shares").query_one(".new-key", Input)
        field.value = "mine"
        await field.action_submit()
        await form.rest()
        assert "mine" not in form.source
        assert len(form.form.pending) == 1
        await form.type("2.5", "shares", "mine")
        assert "mine = 2.5" in form.source
        assert form.form.pending == ()


async def test_what_is_pending_is_there_in_another_form_over_the_file(thing):
    async with thing(NAME) as form:
        await form.type("many", "score")
        await form.type("", "name")
        await form.form.recompose()
        await form.rest()
        assert form.input("score").value == "many"
        assert form.input("name").value == ""
        assert {draft for _label, draft, _why in form.form.pending} == {"many", ""}


@pytest.fixture(scope="module")
def every_kind(tmp_path_factory):
    """A workspace with the example of every kind of every plugin."""
    plugins = Plugins.discover()
    root = tmp_path_factory.mktemp("examples")
    example_workspace(root, plugins)
    return root, plugins


def _operations(entity, content, at=()):
    """Everything that a form can do to a table: give and take each key, add to each list, empty each text."""
    for field in fields_of(entity):
        here, shape = (*at, field.key), field.shape
        value = content.get(field.key)
        if value is not None:
            yield RemoveValue(here)
        if shape.sort is Sort.TABLE:
            yield SetValue(here, {}) if value is None else RemoveValue(here)
            if isinstance(value, dict):
                yield from _operations(shape.table, value, here)
        elif shape.sort is Sort.MAPPING:
            yield SetValue((*here, "new"), {Sort.LIST: [], Sort.TABLE: {}}.get(shape.item.sort, ""))
        elif shape.sort is Sort.LIST and shape.item.sort is Sort.TABLE:
            items = value if isinstance(value, list) else []
            yield InsertItem(here, len(items), {})
            for position, item in enumerate(items):
                yield RemoveValue((*here, position))
                yield from _operations(shape.item.table, item, (*here, position))
        elif shape.sort is Sort.CHOICE:
            yield from (SetValue(here, choice.value) for choice in shape.choices)


def test_whatever_a_form_does_the_file_stays_readable(every_kind):
    root, plugins = every_kind
    tried = 0
    for kind in plugins.kinds:
        path = example_path(kind)
        if not (root / path).is_file():
            continue
        session = WorkspaceSession.open(root, plugins, EXAMPLE_TODAY)
        if path not in session.workspace.documents or path in session.outdated:
            session.close(give_up=True)
            continue
        pending = get_pending(session, path)
        for change in _operations(kind.entity, parse_toml(session.source(path))):
            before = session.source(path)
            if isinstance(change, RemoveValue) and not has_value(parse_toml(before), change.path):
                continue
            with suppress(Incomplete):
                pending.change([change], "Try")
            tried += 1
            document, faults = read_document(path, session.source(path), plugins.kinds)
            assert document is not None, (path, change)
            assert not [fault for fault in faults if fault.is_obstacle], (path, change)
            if session.source(path) == before and pending.tables:
                assert all(pending.needs(parse_toml(before)).values())
                assert not pending.tables[-1].at or pending.take_back() == "Try"
            while session.source(path) != before:
                assert session.undo() is not None
        session.close(give_up=True)
    assert tried > 200


async def test_a_required_choice_that_is_emptied_can_be_chosen_again(every_kind, settled):
    root, plugins = every_kind
    session = WorkspaceSession.open(root, plugins, EXAMPLE_TODAY)
    path = next(path for path in session.workspace.documents if path.startswith("networking/providers/"))
    before = session.source(path)
    async with OneForm(session, path).run_test(size=(110, 80)) as pilot:
        await settled(pilot)
        box = next(box for box in pilot.app.query(FieldBox) if box.at == ("kind",))
        chosen = box.query_one(Select).value
        box.query_one(Select).clear()
        await settled(pilot)
        assert session.source(path) == before
        assert "is required" in box.reason
        box.query_one(Select).value = chosen
        await settled(pilot)
        assert not box.reason
        assert session.source(path) == before
    session.close(give_up=True)


async def test_a_field_emptied_while_typing_stays_in_the_file(thing):
    async with thing('name = "One"\nscore = 6.18\n') as form:
        form.input("score").focus()
        await form.pilot.press("end", "ctrl+u")  # at once: a pause on the way would save what is half there
        await form.rest()
        assert "score = 6.18" in form.source
        await form.pilot.press("x")
        await form.rest()
        assert "score = 6.18" in form.source
        await form.pilot.press("backspace", "enter")
        await form.rest()
        assert "score" not in form.source


async def test_typing_goes_on_in_an_item_that_overtakes_an_incomplete_one(every_kind, settled):
    root, plugins = every_kind
    session = WorkspaceSession.open(root, plugins, EXAMPLE_TODAY)
    path = next(path for path in session.workspace.documents if "/peer-sessions/" in path)
    async with OneForm(session, path).run_test(size=(110, 200)) as pilot:
        await settled(pilot)

        def field(number):
            box = next(box for box in pilot.app.query(FieldBox) if box.at == ("feedback", number, "from"))
            return box.query_one(Input)

        for _item in range(2):
            next(one for one in pilot.app.query(Section) if one.at == ("feedback",)).query(".add-item").first().press()
            await settled(pilot)
        count = len(parse_toml(session.source(path))["feedback"])
        field(count + 1).focus()
        for letter in "BRA":
            await pilot.press(letter)
            await settled(pilot)
        assert [one["from"] for one in parse_toml(session.source(path))["feedback"][count:]] == ["BRA"]
        assert pilot.app.focused is field(count)
        assert field(count + 1).value == ""
    session.close(give_up=True)
