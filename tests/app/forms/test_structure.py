"""Tables and lists of tables are added, moved and removed; what no field can hold is shown and can be taken away."""

from __future__ import annotations

import pytest
from textual.widgets import Button, Input

from ogpkit.app.forms.state import shift_path
from ogpkit.app.forms.unknown_values import UnknownValue
from ogpkit.workspace.patch import InsertItem, MoveItem, RemoveValue, SetValue

NAME = 'name = "One"  # kept\n'
PARTS = NAME + '\n[[parts]]\nid = "a"  # first\n\n[[parts]]\nid = "b"\n'


async def press(form, section, button):
    section.query(button).first(Button).press()
    await form.rest()


async def test_a_table_is_not_given_added_and_removed(thing):
    async with thing(NAME) as form:
        assert "not added" in str(form.section("case").query_one(".name").content)
        await press(form, form.section("case"), ".add")
        await form.type("wood", "case", "material")
        assert 'material = "wood"' in form.source
        await press(form, form.section("case"), ".remove")
        assert "case" not in form.source
        assert form.source.startswith(NAME)


async def test_another_plugins_table_is_a_section_too(thing):
    async with thing(NAME) as form:
        await press(form, form.section("label"), ".add")
        await form.type("blue", "label", "ink")
        assert 'ink = "blue"' in form.source


async def test_an_item_is_added_moved_and_removed(thing):
    async with thing(PARTS, size=(110, 200)) as form:
        await press(form, form.section("parts"), ".add-item")
        assert 'id = "parts-' in form.source
        assert form.pilot.app.focused is form.input("parts", 2, "title")
        await press(form, form.section("parts", 2), ".up")
        assert form.source.index("parts-") < form.source.index('"b"')
        await press(form, form.section("parts", 1), ".remove-item")
        assert form.source == PARTS


async def test_an_item_in_its_file_is_named_after_its_first_title(thing):
    async with thing(PARTS, size=(110, 200)) as form:
        await press(form, form.section("parts"), ".add-item")
        await form.type("열린 데이터", "parts", 2, "title")
        await form.pilot.press("enter")
        await form.rest()
        assert 'id = "yeollin-deiteo"' in form.source
        form.form.focus_at(("parts", 0, "title"))
        await form.rest()
        await form.type("Older part", "parts", 0, "title")
        await form.pilot.press("enter")
        await form.rest()
        assert 'id = "a"' in form.source, "what was there keeps its identifier"


async def test_a_draft_goes_with_its_item(thing):
    async with thing(PARTS, size=(110, 200)) as form:
        form.form.focus_at(("parts", 0, "weight"))
        await form.rest()
        await form.type("heavy", "parts", 0, "weight")
        await press(form, form.section("parts", 0), ".down")
        assert form.input("parts", 1, "weight").value == "heavy"
        assert form.form.pending[0][1] == "heavy"


@pytest.mark.parametrize(
    ("at", "change", "after"),
    [
        (("parts", 0, "id"), MoveItem(("parts",), 0, 2), ("parts", 2, "id")),
        (("parts", 1, "id"), MoveItem(("parts",), 0, 2), ("parts", 0, "id")),
        (("parts", 3, "id"), MoveItem(("parts",), 0, 2), ("parts", 3, "id")),
        (("parts", 0, "id"), MoveItem(("parts",), 2, 0), ("parts", 1, "id")),
        (("parts", 1), InsertItem(("parts",), 1, {}), ("parts", 2)),
        (("parts", 0), InsertItem(("parts",), 1, {}), ("parts", 0)),
        (("parts", 1, "id"), RemoveValue(("parts", 1)), None),
        (("parts", 2, "id"), RemoveValue(("parts", 1)), ("parts", 1, "id")),
        (("case", "material"), RemoveValue(("case",)), None),
        (("name",), SetValue(("case",), {}), ("name",)),
        (("parts", 0), None, ("parts", 0)),
    ],
)
def test_a_place_is_followed_through_a_change(at, change, after):
    assert shift_path(at, change) == after


async def test_an_own_key_is_added_and_a_taken_one_is_refused(thing):
    async with thing(NAME + '\n[notes]\nfirst = "x"\n', size=(110, 200)) as form:
        field = form.section("notes").query_one(".new-key", Input)
        field.value = "first"
        await field.action_submit()
        await form.rest()
        assert "already" in str(form.section("notes").query_children(".trouble").first().content)
        field.value = "second one"
        await field.action_submit()
        await form.rest()
        await form.type("y", "notes", "second one")
        assert '"second one" = "y"' in form.source


async def test_an_unknown_key_is_shown_last_and_can_be_removed(thing):
    async with thing(NAME + 'colur = "red"\n') as form:
        stranger = [*form.form.query(".told")][-1]
        assert isinstance(stranger, UnknownValue)
        assert '"red"' in str(stranger.query_one(".as-it-stands").content)
        assert "colur" in str(stranger.query_one(".trouble").content)
        await press(form, stranger, ".remove")
        assert form.source == NAME


async def test_a_text_in_the_place_of_a_table_is_shown_and_makes_room_for_one(thing):
    async with thing(NAME + 'case = "box"\n') as form:
        assert '"box"' in str(form.section("case").query_one(".as-it-stands").content)
        await press(form, form.section("case"), ".remove")
        assert form.source == NAME
        await press(form, form.section("case"), ".add")
        assert form.box("case", "material")


async def test_what_cannot_be_done_is_told_where_it_was_asked_for(thing, root):
    async with thing(PARTS, size=(110, 200)) as form:
        (root / "countries/XX/things/one.toml").write_text(PARTS.replace('"a"', '"z"'), "utf-8")
        await press(form, form.section("parts"), ".add-item")
        told = " ".join(str(one.content) for one in form.form.query(".trouble").results() if one.display)
        assert "just changed" in told
