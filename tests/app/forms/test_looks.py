"""What one sees: languages side by side or stacked, the place that one goes to, and hostile text that does nothing."""

from __future__ import annotations

import pytest
from textual.widgets import Input, Label, TextArea

from ogpkit.app.forms.field_box import FieldBox
from ogpkit.devkit.testing.screens import screen_text
from ogpkit.text.sanitize import sanitize

PATH = "countries/XX/things/one.toml"
NAME = 'name.en = "One"\nname.es = "Uno"\n'
HOSTILE = ["[red]", "[/]", "[bold", "[@click=app.quit]x[/]", "\x1b[2J\x1b]0;t\x07", "\u202eabc", "]]" * 9, "$[link=x]"]


async def test_languages_stand_side_by_side_where_there_is_room(thing):
    async with thing(NAME, size=(160, 40)) as form:
        one, other = form.input("name"), form.input("name", which=1)
        assert one.region.y == other.region.y
        assert one.region.right < other.region.x


async def test_languages_stand_below_each_other_in_80_columns(thing):
    async with thing(NAME, size=(80, 24)) as form:
        one, other = form.input("name"), form.input("name", which=1)
        assert one.region.x == other.region.x
        assert one.region.y < other.region.y
        assert one.region.right <= 80


async def test_languages_make_room_when_the_window_becomes_narrow(thing):
    async with thing(NAME, size=(160, 40)) as form:
        await form.pilot.resize_terminal(80, 24)
        await form.rest()
        assert form.input("name").region.y < form.input("name", which=1).region.y


async def test_every_language_that_is_owed_has_its_name_and_a_count_of_words(thing):
    async with thing('name.en = "One two"\nname.fr = "Un"\n') as form:
        headings = [str(label.content) for label in form.box("name").query(".heading").results(Label)]
        assert headings == ["English · 2 words", "Spanish · 0 words", "French · 1 word"]


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_is_shown_as_it_is_and_does_nothing(thing, text):
    said = text.encode("unicode_escape").decode().replace("\\x", "\\u00")
    source = (
        f'name = "{said}"\ntext = "{said}"\nlong_text = "{said}"\nwords = ["{said}"]\ncolour = "{said}"\n'
        f'colours = ["{said}"]\nother = "{said}"\ncountry = "{said}"\nday = "{said}"\n"{said}" = "{said}"\n'
        f'notes = {{ "{said}" = "{said}" }}\nparts = [{{ id = "a", title = "{said}" }}]\n'
    )
    async with thing(source, size=(120, 250)) as form:
        await form.rest()
        seen = screen_text(form.pilot.app)
        assert not {"\x1b", "\x07", "\u202e"} & set(seen)
        assert seen.count(sanitize(text)) >= 12
        assert form.source == source


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_in_a_finding_is_shown_as_it_is(thing, text):
    said = text.encode("unicode_escape").decode().replace("\\x", "\\u00")
    async with thing(f'name = "x"\ntext = "{said}"\n') as form:
        # of control characters the field tells itself, and no rule concludes anything from such a text
        told = (
            f'"{sanitize(text)}" contains a line break'
            if "\x1b" in text
            else f"Bad: {sanitize(text)} Write [/] or [bold"
        )
        assert told in form.trouble("text")
        assert told in screen_text(form.pilot.app)


async def test_markup_in_helps_labels_and_findings_is_only_text(thing):
    async with thing(NAME + 'text = "x"\n', size=(120, 120)) as form:
        assert "Its name, [/] as it is called [red]." in screen_text(form.pilot.app)
        assert "A label [bold]that another plugin" in screen_text(form.pilot.app)
        assert "Bad: x Write [/] or [bold" in form.trouble("text")
        assert "Red [light]" in screen_text(form.pilot.app)


async def test_one_goes_to_the_field_nearest_to_a_key_path(thing):
    parts = "".join(f'\n[[parts]]\nid = "p{number}"\n' for number in range(9))
    async with thing(NAME + parts, size=(80, 24)) as form:
        form.form.focus_at(("parts", 8, "title", "es"))
        await form.rest()
        field = form.input("parts", 8, "title", which=1)
        assert form.pilot.app.focused is field
        assert form.form.region.contains_region(field.region)
        form.form.focus_at(("name", "es"))
        await form.rest()
        assert form.pilot.app.focused is form.input("name", which=1)
        form.form.focus_at(("nowhere", 3))
        await form.rest()
        assert form.pilot.app.focused is form.input("name", which=1)


async def test_whoever_turns_elsewhere_meanwhile_keeps_the_cursor_there(thing):
    async with thing(NAME + '\n[[parts]]\nid = "p"\n', size=(80, 24)) as form:
        form.form.focus_at(("parts", 0, "id"))
        form.input("count").focus()
        await form.rest()
        assert form.pilot.app.focused is form.input("count")


async def test_a_file_that_is_no_toml_is_shown_with_line_and_column(thing):
    async with thing('name = "One"\ntext = [red]\n') as form:
        assert "line 2, column 9" in " ".join(str(one.content) for one in form.form.query(".whole").results())
        area = form.form.query_one(TextArea)
        assert area.read_only
        assert "[red]" in area.text
        assert not form.form.query(Input)


async def test_every_field_is_reached_with_tab_and_left_with_shift_tab(thing):
    async with thing(NAME, size=(80, 24)) as form:
        form.input("name").focus()
        await form.rest()
        met = []
        for _step in form.pilot.app.screen.focus_chain:
            met.append(form.pilot.app.focused)
            await form.pilot.press("tab")
        reached = {box for box in form.form.query(FieldBox) for widget in met if box in widget.ancestors}
        assert reached == set(form.form.query(FieldBox))
        assert form.pilot.app.focused is met[0]
        await form.pilot.press("tab", "shift+tab")
        assert form.pilot.app.focused is met[0]
