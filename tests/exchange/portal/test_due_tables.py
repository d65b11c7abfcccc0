"""What is due, on pages: the most urgent first, all of it in a table that unfolds; the first page of one country."""

from __future__ import annotations

import shutil
from datetime import date, timedelta

import attrs

from ogpkit.api import DueDate, Place
from ogpkit.api.content import Workspace
from ogpkit.api.output import HtmlWriter
from ogpkit.exchange.portal.due_tables import list_all_due, list_first_due
from ogpkit.text.blocks import Grid, Heading

TODAY = date(2013, 7, 15)
PUBLIC = Workspace(today=TODAY)


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
    assert list_titles(list_first_due(due, PUBLIC, "XX#due")) == {
        "Due next": ["Report"],
        "The due day has passed": ["Map", "Draft"],
    }


def test_a_long_table_unfolds_and_names_no_settings_as_a_source():
    blocks = [*list_all_due([make_due(str(number), number) for number in range(12)], PUBLIC)]
    assert isinstance(blocks[0], Heading)
    html = HtmlWriter("en").blocks(blocks)
    assert "<details><summary>Show all 12</summary>" in html
    assert html.count("</details>") == 1
    assert "plugins.x" not in html
    assert "<details>" not in HtmlWriter("en").blocks(list_all_due([make_due("one", 1)], PUBLIC))


def test_a_deadline_leads_to_its_milestone_on_the_page_and_in_the_calendar(workspace, made):
    files = made(workspace, "en", base="https://ogp.example.org/")
    where = "XX/2012-2013/commitments/subnational-extractives.html#milestones-all-regions"
    assert f'href="{where}"' in files["en/XX.html"].decode()
    assert b'id="milestones-all-regions"' in files["en/XX/2012-2013/commitments/subnational-extractives.html"]
    calendar = files["en/calendar.ics"].decode().replace("\r\n ", "")
    assert f"URL:https://ogp.example.org/en/{where}" in calendar


def test_a_deadline_of_what_has_no_page_leads_to_no_place_on_another(workspace, made):
    cycle = workspace / "countries/XX/cycles/2012-2013/cycle.toml"
    cycle.write_text(cycle.read_text().split("[[history]]")[0])
    assert b"#milestones-" not in made(workspace, "en")["en/XX.html"]


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


def test_each_names_its_cycle_and_the_first_page_has_the_newest_alone():
    old = attrs.evolve(make_due("Report", -9), place=Place(country="XX", cycle="2010-2011"))
    due = [old, make_due("Report", -3)]
    (grid,) = (block for block in list_first_due(due, PUBLIC, "XX#due") if isinstance(block, Grid))
    assert [row[1] for row in grid.rows] == ["2010-2011", "2012-2013"]
    newest = [*list_first_due(due, PUBLIC, "XX#due", "2012-2013")]
    assert list_titles(newest) == {"The due day has passed": ["Report"]}
    assert newest[-1].pieces[0].text == "1 more in the list of all that is due"
