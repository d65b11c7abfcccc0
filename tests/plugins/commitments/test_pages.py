"""The pages of the portal about plans: stable addresses, progress, and texts in their own language."""

from datetime import date
from pathlib import Path

import pytest

from ogpkit.api import Plugins
from ogpkit.api.content import read_workspace
from ogpkit.api.text import Course, Grid, Heading, KeyValues, LangText, Link, Share, use_language
from ogpkit_commitments.pages import render, render_declarations

EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.fixture(scope="module")
def pages():
    plugins = Plugins.discover(third_party=False)
    content = read_workspace(EXAMPLES / "networking-paper", plugins.kinds, plugins.editions, date(2014, 6, 1)).workspace
    made = {}
    for language in ("en", "es"):
        with use_language(language):
            found = (*render_declarations(content, language), *render(content, language))
            made[language] = {page.address: page for page in found}
    return made


def blocks(page, kind):
    return [block for block in page.blocks if isinstance(block, kind)]


def test_their_addresses_are_the_same_in_every_language(pages):
    assert list(pages["en"]) == list(pages["es"]) == [
        *("declarations", "XX/2012-2013/plan", "XX/2012-2013/progress", "XX/2012-2013/commitments/subnational-extractives"),
    ]  # fmt: skip


def test_a_plan_lists_its_commitments_with_how_far_they_are(pages):
    (grid,) = blocks(pages["es"]["XX/2012-2013/plan"], Grid)
    (row,) = grid.rows
    title = "Publicar ingresos y concesiones mineras por región"
    assert row[0] == Link(title, "XX/2012-2013/commitments/subnational-extractives")
    assert row[-5:] == (2, 1, Share(62.5), 1, 0)
    assert grid.ids == ("subnational-extractives",)


def test_each_milestone_has_a_name_that_stays(pages):
    page = pages["en"]["XX/2012-2013/commitments/subnational-extractives"]
    assert [block.id for block in blocks(page, Heading) if block.id] == [
        "milestones", "milestones-portal", "milestones-all-regions", "history",
    ]  # fmt: skip
    late = dict(blocks(page, KeyValues)[3].rows)
    assert late["Late"] == "A due day has passed, and it is not complete."
    assert late["Due"] == date(2014, 3, 31)


def test_a_text_that_is_missing_says_in_which_language_it_is_given(pages):
    page = pages["es"]["XX/2012-2013/commitments/subnational-extractives"]
    titles = [block.text.pieces for block in blocks(page, Heading) if block.level == 2]
    assert titles == [
        (LangText("Concession map of two regions online, as GeoJSON", "en"),),
        (LangText("All nine regions online", "en"),),
    ]


def test_progress_tells_what_is_late_with_its_address(pages):
    page = pages["en"]["XX/2012-2013/progress"]
    late = next(grid for grid in blocks(page, Grid) if grid.caption == "Late milestones")
    assert late.rows == (
        (
            Link("All nine regions online", "XX/2012-2013/commitments/subnational-extractives#milestones-all-regions"),
            date(2014, 3, 31),
        ),
    )


@pytest.mark.parametrize(
    ("today", "complete"), [(date(2014, 3, 30), None), (date(2014, 3, 31), 1), (date(2014, 4, 1), 1)]
)
def test_how_far_a_plan_has_come_is_told_of_days_that_have_come(plugins, today, complete):
    content = read_workspace(EXAMPLES / "networking-paper", plugins.kinds, plugins.editions, today).workspace
    page = next(page for page in render(content, "en") if page.address == "XX/2012-2013/progress")
    history = next(iter(blocks(page, Course)))
    assert history.rows[-1] == (date(2014, 3, 31), 2, complete)


def test_declarations_tell_who_endorsed_and_when(pages):
    (grid,) = blocks(pages["en"]["declarations"], Grid)
    assert grid.rows[0][:4] == (
        Link("Country X", "XX"),
        Link("2012-2013", "XX/2012-2013"),
        date(2012, 4, 17),
        LangText("Minister of Finance", "en"),
    )


def test_a_workspace_without_plans_has_no_pages(tmp_path):
    (tmp_path / "ogpkit.toml").write_text("[workspace]\n")
    plugins = Plugins.discover(third_party=False)
    assert list(render(read_workspace(tmp_path, plugins.kinds, plugins.editions).workspace, "en")) == []
