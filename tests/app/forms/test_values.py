"""From what is typed to the file: each sort of value, the smallest change, and a reason where there can be none."""

from __future__ import annotations

import asyncio
from functools import partial

import pytest
from textual.widgets import Select, TextArea

NAME = 'name = "One"  # kept\n'


TYPED = [
    ("some text", ("text",), 'text = "some text"'),
    ("7", ("count",), "count = 7"),
    ("6.18", ("score",), "score = 6.18"),
    ("6,5", ("score",), "score = 6.5"),
    ("2012-04-01", ("day",), "day = 2012-04-01"),
    ("2012-04-01T09:30", ("moment",), "moment = 2012-04-01T09:30:00"),
    ("CI", ("country",), 'country = "CI"'),
    ("https://example.org/", ("page",), 'page = "https://example.org/"'),
    ('"]\n[x', ("text",), None),
]


async def test_what_is_typed_stands_in_the_file(thing):
    async with thing(NAME) as form:
        for typed, at, line in TYPED:
            await form.type(typed, *at)
            assert form.source.startswith(NAME)
            assert form.source != NAME
            if line:
                assert line in form.source
            await form.type("", *at)
            assert form.source == NAME


REFUSED = [
    ("eleven", ("score",), "from 0 to 10"),
    ("11", ("score",), "from 0 to 10"),
    ("100", ("count",), "from 0 to 99"),
    ("1.5", ("count",), "whole number"),
    ("9" * 30, ("count",), "from 0 to 99"),
    ("1,000", ("score",), "1000"),
    ("31.12.2012", ("day",), "2012-04-01"),
    ("[red]\x1b[31m", ("score",), "[red]<U+001B>[31m"),
]


async def test_what_cannot_be_is_told_under_its_field_and_not_written(thing):
    async with thing(NAME) as form:
        for draft, at, told in REFUSED:
            await form.type(draft, *at)
            assert told in form.trouble(*at)
            assert form.source == NAME
            assert len(form.form.pending) == 1
            await form.type("", *at)
            assert form.form.pending == ()
            assert form.trouble(*at) == ""


@pytest.mark.parametrize("draft", ["much", "9" * 400, "1e999"])
async def test_an_item_of_a_list_that_cannot_be_is_told(thing, draft):
    async with thing(NAME) as form:
        form.box("numbers").query_one(TextArea).text = f"1.5\n{draft}"
        await form.rest()
        form.form.flush()  # the person goes on
        assert "not a number" in form.trouble("numbers")
        assert form.source == NAME


async def test_a_choice_is_made_and_taken_back(thing):
    async with thing(NAME) as form:
        choice = form.box("colour").query_one(Select)
        choice.value = "green"
        await form.rest()
        assert 'colour = "green"' in form.source
        choice.clear()
        await form.rest()
        assert form.source == NAME


async def test_another_document_can_be_chosen_while_the_file_is_unreadable(thing, root):
    (root / "countries/XX/things").mkdir(parents=True)
    (root / "countries/XX/things/two.toml").write_text('name = "Two [/]"\n', "utf-8")
    async with thing("count = 1\n") as form:
        form.box("other").query_one(Select).value = "two"
        await form.rest()
        assert 'other = "two"' in form.source


async def test_a_country_is_shown_with_its_name(thing):
    async with thing(NAME + 'country = "CI"\n') as form:
        assert "Côte d'Ivoire" in str(form.box("country").query_one(".beside").content)
        await form.type("KE", "country")
        assert "Kenya" in str(form.box("country").query_one(".beside").content)
        await form.type("[/]", "country")
        assert str(form.box("country").query_one(".beside").content) == ""


async def test_a_reason_is_said_only_when_the_person_pauses_or_leaves_the_field(thing):
    async with thing('name = "One"\n') as form:
        field = form.input("day")
        field.focus()
        form.box("day")._keep_quiet = partial(_never_ending_quiet, form.box("day"))
        for text in ("2012", "2012-0", "2012-04-"):
            field.value = text
            await form.rest()
            assert form.trouble("day") == "", "it is half typed"
        assert form.form.pending, "and yet it is kept"
        form.input("count").focus()
        await form.rest()
        assert "not a date" in form.trouble("day")
        del form.box("day")._keep_quiet
        field.focus()
        field.value = "2012-04-01"
        await form.rest()
        assert form.trouble("day") == "", "what is mended is no trouble any more"
        field.value = "2012-04-0x"
        async with asyncio.timeout(60):
            while "not a date" not in form.trouble("day"):
                await form.pilot.pause(0.05)


def _never_ending_quiet(box):
    """On a busy machine a moment may pass between two letters."""
    box._end_quiet()
    box._quiet = box.set_timer(3600, box.speak)


async def test_slow_typing_in_one_field_is_one_step(thing):
    async with thing('name = "One"\n') as form:
        field = form.input("text")
        field.focus()
        for text in ("a", "ab", "ab c"):
            field.value = text
            await form.rest()
            form.session.save()
        assert 'text = "ab c"' in form.source
        form.session.undo()
        assert form.source == 'name = "One"\n'
