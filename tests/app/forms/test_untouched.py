"""Whoever only looks at a file changes nothing in it, whatever stands there."""

from __future__ import annotations

import pytest
from textual.widgets import Input

FITTING = """\
name = "One"
text = "a"
count = 3
score = 6.18
day = 2012-04-01
moment = 2012-04-01T09:30:00
colours = ["red"]
words = ["one", "two"]
numbers = [1.0, 2.5]
country = "CI"

[notes]
first = "x"
"""

STRANGE = r"""
name = 5
text = ["a", { b = 2012-01-01 }]
long_text = "one\r\ntwo\u001b[31m"
about = { en = "", fr = 7, xx = " spaced ", es = "\u202Etext" }
count = "3"
score = true
done = "yes"
day = "2012-04-01"
moment = 2012-04-01
colour = "blue"
colours = ["red", "blue", 4, "red"]
words = ["one\ntwo", 3, "", " padded "]
numbers = ["6.18", 1]
case = "box"
parts = ["not a table", { id = "a" }]
notes = { "a b" = 5 }
shares = { a = "much" }
other = "nobody"
country = "Utopia"
page = "javascript:alert(1)"
unheard = { of = 1 }
"""

EMPTY = """\
name.en = ""
text = ""
words = []
about.es = "   "
case = {}
"""


@pytest.mark.parametrize("text", [FITTING, STRANGE, EMPTY], ids=["fitting", "strange", "empty"])
async def test_going_through_every_field_changes_nothing(thing, text):
    async with thing(text, size=(110, 300)) as form:
        for widget in [one for one in form.form.query("*").results() if one.focusable]:
            widget.focus()
            await form.pilot.pause()
            if isinstance(widget, Input) and not widget.has_class("new-key"):
                await form.pilot.press("enter")
        form.pilot.app.set_focus(None)
        await form.rest()
        form.form.flush()
        assert form.source == text
        assert form.form.pending == ()


async def test_invisible_marks_stay_when_the_words_around_them_change(thing):
    async with thing('name = "One"\ntext = "\\u2067שלום\\u2069 two"\n') as form:
        await form.type(form.input("text").value.replace("two", "three"), "text")
        assert form.session.workspace.documents["countries/XX/things/one.toml"].entity.text == "\u2067שלום\u2069 three"


async def test_an_item_with_several_lines_stays_one_item(thing):
    async with thing('name = "One"\nwords = ["one\\ntwo", "three"]\n') as form:
        area = form.box("words").query_one("TextArea")
        area.text = area.text.replace("three", "four")
        await form.rest()
        form.form.flush()
        assert 'words = ["one\\ntwo", "four"]' in form.source
