"""The Declaration of Principles: what it says, that it binds nobody, and who endorsed it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ogpkit.api import Place
from ogpkit.api.content import read_workspace
from ogpkit.api.text import KeyValues, use_language
from ogpkit_commitments.declaration import build_text, write_declaration
from ogpkit_commitments.pages import render
from ogpkit_commitments.paper import write_plan

PAPER = Path(__file__).parents[3] / "examples/networking-paper"
X, Y = Place(country="XX", cycle="2012-2013"), Place(country="XY")


@pytest.fixture
def workspace(plugins):
    return read_workspace(PAPER, plugins.kinds, plugins.editions, date(2013, 7, 1)).workspace


def said(blocks):
    return " ".join(str(getattr(block, "content", block)) for block in blocks)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "voluntary and not binding"),
        ("es", "voluntaria y no vinculante"),
        ("fr", "volontaire et non contraignante"),
        ("ar", "طوعي وغير ملزم"),
    ],
)
def test_it_is_said_to_be_voluntary_in_each_language(workspace, language, words):
    with use_language(language):
        assert words in said(build_text(workspace))


def test_the_app_says_who_endorsed_it_and_what_it_says(workspace):
    blocks = [*write_declaration(workspace, X)]
    assert isinstance(blocks[0], KeyValues)
    assert "2012, 4, 17" in str(blocks[0])
    assert "section IX" in said(blocks)


def test_where_nobody_endorsed_it_only_its_text_is_said(workspace):
    assert not any(isinstance(block, KeyValues) for block in write_declaration(workspace, Y))


def test_the_page_and_the_action_plan_say_the_same(workspace):
    pages = {page.address: page for page in render(workspace, "en")}
    document = write_plan(workspace, X, "en")
    for blocks in (pages["declarations"].blocks, document.blocks):
        assert "It is voluntary and not binding." in said(blocks)
        assert "section IX" in said(blocks)
