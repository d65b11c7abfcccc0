"""What is due, on pages: the most urgent first, all of it in a table that unfolds; the first page of one country."""

from __future__ import annotations

import shutil
from datetime import date, timedelta

from ogpkit.api import DueDate, Place
from ogpkit.api.output import HtmlWriter
from ogpkit.exchange.portal.due_tables import list_all_due, list_first_due
from ogpkit.text.blocks import Grid, Heading

TODAY = date(2013, 7, 15)


def make_due(title, days, *at, is_done=False):
    place = Place(country="XX", cycle="2012-2013", path="x.toml", at=at)
    return DueDate(title=title, due=TODAY + timedelta(days), place=place, section="[plugins.x]", is_done=is_done)


def list_titles(blocks):
    return {block.caption: [row[0].text for row in block.rows] for block in blocks if isinstance(block, Grid)}


def test_a_part_is_not_listed_beside_its_whole_and_what_is_done_not_at_all():
    due = [
        make_due("Map", -3, "milestones", 0),
        make_due("First sheet", -5, "milestones", 0, "indicators", 0),
        make_due("Law", -9, "milestones", 1, is_done=True),
        make_due("Draft", -9, "milestones", 1, "indicators", 0),
        make_due("Report", 0),
    ]
    assert list_titles(list_first_due(due, TODAY, "XX#due")) == {
        "Due next": ["Report"],
        "The due day has passed": ["Map", "Draft"],
    }


def test_a_long_table_unfolds_and_names_no_settings_as_a_source():
    blocks = [*list_all_due([make_due(str(number), number) for number in range(12)])]
    assert isinstance(blocks[0], Heading)
    html = HtmlWriter("en").blocks(blocks)
    assert "<details><summary>Show all 12</summary>" in html
    assert html.count("</details>") == 1
    assert "plugins.x" not in html
    assert "<details>" not in HtmlWriter("en").blocks(list_all_due([make_due("one", 1)]))


def test_the_site_of_one_country_opens_on_its_plan(workspace, made):
    shutil.rmtree(workspace / "countries/XY")
    files = made(workspace, "en")
    html = files["en/index.html"].decode()
    places = [html.index(f'id="{name}"') for name in ("plan", "standing", "next", "news", "take-part")]
    assert places == sorted(places)
    for page in ("plan", "progress", "consultation", "reports"):
        assert f'href="XX/2012-2013/{page}.html"' in html
    assert "Countries" not in html
    assert "ogp@example.org" in html
    cycle = files["en/XX/2012-2013.html"].decode()
    assert cycle.index("plan.html") < cycle.index('id="standing"') < cycle.index('id="due"')
    assert "English, Spanish" in files["en/XX.html"].decode()
