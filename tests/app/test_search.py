"""What the palette finds: words in any order and script, with slips, in time that grows with the text alone."""

from __future__ import annotations

import sys

import pytest
from textual.widgets import Input, OptionList

from ogpkit.app.search import Query
from ogpkit.model import Country, Translated
from ogpkit.workspace.patch import SetValue


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("cote", "Côte d'Ivoire · CI"),
        ("CÔTE ivoire", "Côte d'Ivoire · CI"),
        ("ivoire cote", "Côte d'Ivoire · CI"),
        ("mining publish", "Publish mining revenues"),
        ("particpation", "Public participation in budgets"),
        ("საქართვ", "საქართველო · GE"),
        ("대한", "대한민국 · KR"),
        ("민국", "대한민국 · KR"),
        ("المغرب", "المَغْرِب · MA"),
        ("مغرب", "الـمـغرب · MA"),
        ("straße", "STRASSE"),
        ("２０１２", "Kenya · 2012-2013"),
    ],
)
def test_what_was_meant_is_found(typed, text):
    assert Query(typed).rate(text) > 0


@pytest.mark.parametrize(
    ("typed", "text"), [("", "Kenya"), ("kenya peru", "Kenya"), ("ke", "Peru"), ("cat", "cut"), ("mexico", "Kenya")]
)
def test_what_was_not_meant_is_not_found(typed, text):
    assert Query(typed).rate(text) == 0


def test_a_beginning_ranks_before_a_word_a_part_of_one_and_a_slip():
    texts = ["Ministry of mining", "Mining revenues", "Undermining", "Publish the minimg plan"]
    found = sorted(texts, key=Query("mining").rate, reverse=True)
    assert found == ["Mining revenues", "Ministry of mining", "Undermining", "Publish the minimg plan"]


def _operations(typed, text):
    """How many steps the interpreter takes."""
    count = 0

    def step(frame, event, _arg):
        nonlocal count
        frame.f_trace_opcodes = True
        count += event == "opcode"
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        Query(typed).rate(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("typed", ["participation", "aaaaaaaaaaaab", "a p a r t", "ab"])
@pytest.mark.parametrize("part", ["participatio ", "a", "parti", "é ", "xab"])
def test_twice_the_text_takes_no_more_than_about_twice_the_steps(typed, part):
    """In a matcher that tries all ways to place each letter, a title of 332 letters took 4.5 GB."""
    few, many = (_operations(typed, (part * length)[:length]) for length in (5_000, 10_000))
    assert many < 3 * few + 1000


TITLE = "Participation of the public in the preparation and appropriation of particular participatory partitions, " * 95


async def test_the_palette_finds_a_very_long_title_and_shows_its_start(opened, settled, until, session):
    path = "countries/XX/cycles/2012-2013/commitments/portal.toml"
    session.change(path, [SetValue(("title",), {"en": TITLE})], "Title")
    session.create("countries/GE/country.toml", Country(name=Translated.of("Participationland")))
    async with opened((80, 24)) as pilot:
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(pilot.app.focused, Input))
        for letter in "participation appropriation":
            await pilot.press("space" if letter == " " else letter)
        shelf = pilot.app.screen.query_one(OptionList)
        found = await until(
            pilot, lambda: [one for one in shelf.options if str(one.id or "") or "Participation" in str(one.prompt)]
        )
        assert len(str(found[0].prompt)) < 500
        await settled(pilot)


def test_nothing_in_the_app_searches_with_a_matcher_that_tries_all_ways(request):
    """`Provider.matcher` and `textual.fuzzy` grow with every way to place the letters."""
    app = request.config.rootpath / "ogpkit" / "app"
    sources = [*app.rglob("*.py"), *(request.config.rootpath / "plugins").rglob("ogpkit_*/panel*/*.py")]
    assert not [path for path in sources if "textual.fuzzy" in (text := path.read_text("utf-8")) or ".matcher(" in text]


async def test_the_palette_finds_a_file_by_its_path_after_what_is_called_so(opened, until):
    async with opened((80, 24)) as pilot:
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(pilot.app.focused, Input))
        await pilot.press(*"XX/cycles/2012")
        shelf = pilot.app.screen.query_one(OptionList)
        [*_others, last, texts] = await until(pilot, lambda: [str(one.prompt) for one in shelf.options if one.prompt])
        assert "countries/XX/cycles/2012-2013/" in last
        assert texts == "Search all texts for “XX/cycles/2012”"
