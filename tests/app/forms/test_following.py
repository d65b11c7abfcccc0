"""A form follows what is done elsewhere, and nothing that somebody is typing gets lost on the way."""

from __future__ import annotations

from ogpkit.editing.errors import EditRefused
from ogpkit.workspace.patch import InsertItem, SetValue

TEXT = 'name.en = "One"\nname.es = "Uno"\nscore = 6.18\ncolours = ["red"]\n\n[[parts]]\nid = "a"\n'
PATH = "countries/XX/things/one.toml"


async def test_undo_is_seen_in_the_field(thing):
    async with thing(TEXT) as form:
        await form.type("5", "score")
        form.session.undo()
        await form.rest()
        assert form.input("score").value == "6.18"


async def test_an_invalid_draft_stays_when_another_field_reshapes_the_form(thing):
    async with thing(TEXT) as form:
        await form.type("many", "score")
        form.session.change(PATH, [InsertItem(("parts",), 1, {"id": "b"})], "Add")
        await form.rest()
        assert form.input("score").value == "many"
        assert "not a number" in form.trouble("score")
        assert [draft for _label, draft, _why in form.form.pending] == ["many"]


async def test_a_draft_that_cannot_be_stays_when_the_value_in_the_file_changes(thing):
    async with thing(TEXT) as form:
        await form.type("many", "score")
        form.session.change(PATH, [SetValue(("score",), 3.0)], "Score")
        await form.rest()
        assert form.input("score").value == "many"
        assert len(form.form.pending) == 1


async def test_what_is_just_being_typed_stays_when_the_form_is_made_anew(thing):
    async with thing(TEXT) as form:
        form.input("text").focus()
        await form.pilot.press("h", "i")
        form.session.change(PATH, [InsertItem(("parts",), 1, {"id": "b"})], "Add")
        await form.rest()
        form.form.flush()
        assert 'text = "hi"' in form.source


async def test_the_focus_stays_in_its_field_when_the_form_is_made_anew(thing):
    async with thing(TEXT) as form:
        form.input("name", which=1).focus()
        form.session.change(PATH, [InsertItem(("parts",), 1, {"id": "b"})], "Add")
        await form.rest()
        assert form.pilot.app.focused is form.input("name", which=1)


async def test_a_language_that_comes_from_elsewhere_is_shown_and_kept(thing):
    async with thing(TEXT) as form:
        form.session.change(PATH, [SetValue(("name", "fr"), "Un")], "French")
        await form.rest()
        assert [field.value for field in form.box("name").query("Input").results()] == ["One", "Uno", "Un"]
        await form.type("Eins", "name")
        assert form.source.startswith('name.en = "Eins"\nname.es = "Uno"\nname.fr = "Un"\n')


async def test_a_value_that_cannot_be_chosen_and_comes_from_elsewhere_is_kept(thing):
    async with thing(TEXT) as form:
        form.session.change(PATH, [SetValue(("colours",), ["red", "blue"])], "Blue")
        await form.rest()
        form.box("colours").query("TextCheckbox")[1].toggle()
        await form.rest()
        assert 'colours = ["red", "blue", "green"]' in form.source


async def test_a_draft_being_typed_is_not_overwritten(thing):
    async with thing(TEXT) as form:
        form.input("text").focus()
        await form.pilot.press("h")
        form.session.change(PATH, [SetValue(("text",), "elsewhere")], "Text")
        await form.pilot.press("i")
        assert form.input("text").value == "hi"


async def test_what_is_folded_in_is_up_to_date_when_it_is_opened(thing):
    async with thing(TEXT) as form:
        form.session.change(PATH, [SetValue(("parts", 0, "id"), "new")], "Id")
        await form.rest()
        assert "new" in str(form.section("parts", 0).query_one("CollapsibleTitle").label)
        form.form.focus_at(("parts", 0, "id"))
        await form.rest()
        assert form.input("parts", 0, "id").value == "new"
        form.pilot.app.set_focus(None)
        await form.rest()
        assert 'id = "new"' in form.source


async def test_what_is_typed_into_an_item_never_lands_in_its_successor(thing):
    async with thing(TEXT) as form:
        form.form.focus_at(("parts", 0, "id"))
        await form.rest()
        await form.pilot.press("x")
        form.session.change(PATH, [InsertItem(("parts",), 0, {"id": "b"})], "Add")
        await form.rest()
        form.form.flush()
        assert form.source.index('"b"') < form.source.index('"a"')
        assert "ax" not in form.source
        assert [draft for _label, draft, _why in form.form.pending] == ["ax"]


async def test_what_cannot_be_written_now_can_be_tried_again(thing, monkeypatch):
    async with thing(TEXT) as form:
        change = form.session.change

        def never(path, changes, title):
            raise EditRefused("Not now.")

        monkeypatch.setattr(form.session, "change", never)
        await form.type("hello", "text")
        assert "Not now." in form.trouble("text")
        monkeypatch.setattr(form.session, "change", change)
        form.input("text").focus()
        await form.pilot.press("enter")
        await form.rest()
        assert 'text = "hello"' in form.source
        assert form.form.pending == ()
