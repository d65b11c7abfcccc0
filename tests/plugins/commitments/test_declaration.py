"""The Declaration of Principles: what it says, that it binds nobody, and who endorsed it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from ogpkit.api import Place
from ogpkit.api.content import read_workspace
from ogpkit.api.text import Bullets, KeyValues, Link, use_language
from ogpkit_commitments.commands import cycle
from ogpkit_commitments.declaration import build_text, write_declaration
from ogpkit_commitments.pages import render_declarations
from ogpkit_commitments.paper import write_plan

PAPER = Path(__file__).parents[3] / "examples/networking-paper"
X, Y = Place(country="XX", cycle="2012-2013"), Place(country="XY")


@pytest.fixture
def workspace(plugins):
    return read_workspace(PAPER, plugins.kinds, plugins.editions, date(2013, 7, 1)).workspace


def said(blocks):
    return " ".join(str(getattr(block, "content", block)) for block in blocks)


@pytest.mark.parametrize(
    ("language", "nature", "point"),
    [
        ("en", "voluntary and not binding", "protect those who report wrongdoing"),
        ("es", "voluntaria y no vinculante", "proteger a quienes denuncian irregularidades"),
        ("fr", "volontaire et non contraignante", "protéger ceux qui signalent des abus"),
        ("ar", "طوعي وغير ملزم", "وحماية من يبلّغون عن المخالفات"),
    ],
)
def test_its_points_and_nature_are_said_in_each_language(workspace, language, nature, point):
    with use_language(language):
        blocks = [*build_text(workspace)]
    assert nature in said(blocks)
    points = next(block for block in blocks if isinstance(block, Bullets))
    assert len(points.items) == 5
    assert any(point in str(item) for item in points.items)


def test_it_is_called_a_retelling_and_leads_to_the_wording(workspace):
    blocks = [*build_text(workspace)]
    assert "in ogpkit's words and not the declaration's" in said(blocks)
    links = [piece for block in blocks for piece in getattr(block, "pieces", ()) if isinstance(piece, Link)]
    assert [link.address.rpartition("/open-government-declaration")[2] for link in links] == ["/"]


def test_a_command_shows_who_endorsed_it_and_what_it_says():
    done = CliRunner().invoke(cycle, ["declaration", "XX/2012-2013", "--workspace", str(PAPER)])
    assert done.exit_code == 0, done.output
    for words in ("2012", "voluntary and not binding", "section IX"):
        assert words in done.output


def test_the_app_says_who_endorsed_it_and_what_it_says(workspace):
    blocks = [*write_declaration(workspace, X)]
    assert isinstance(blocks[0], KeyValues)
    assert "2012, 4, 17" in str(blocks[0])
    assert "section IX" in said(blocks)


def test_where_nobody_endorsed_it_only_its_text_is_said(workspace):
    assert not any(isinstance(block, KeyValues) for block in write_declaration(workspace, Y))


def test_the_page_and_the_action_plan_say_the_same(workspace):
    pages = {page.address: page for page in render_declarations(workspace, "en")}
    document = write_plan(workspace, X, "en")
    for blocks in (pages["declarations"].blocks, document.blocks):
        assert "It is voluntary and not binding." in said(blocks)
        assert "section IX" in said(blocks)
