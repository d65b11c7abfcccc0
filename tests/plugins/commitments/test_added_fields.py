"""Fields that another plugin adds to a plan are shown wherever the plan's own are."""

from __future__ import annotations

import json
from datetime import date
from types import SimpleNamespace
from typing import Annotated

import attrs
import pytest

import ogpkit_commitments
from ogpkit.api import Extension, Place, Plugins, hookimpl
from ogpkit.api.content import Audience, Length, Translated
from ogpkit.api.output import build_document, render_markdown
from ogpkit.api.testing import WorkspaceBuilder
from ogpkit.exchange.portal.frame import Options
from ogpkit.exchange.portal.site import list_site_files

CYCLE = """\
edition = "roadmap-2011"
start = 2012-04-01
end = 2013-03-31

[[history]]
stage = "deposited"
on = 2012-04-10
"""
COMMITMENT = """\
title = "A portal"

[utopia]
department = "수자원부"
score = 4
remark = "For colleagues alone"
story.ar = "ماء للجميع"

[[milestones]]
id = "one"
title = "One"

[milestones.utopia]
score = 3

[[milestones.indicators]]
id = "first"
title = "First"

[milestones.indicators.utopia]
score = 2

[[milestones.indicators]]
id = "second"
title = "Second"
"""


@attrs.frozen(kw_only=True)
class Score:
    """What Utopia says of a commitment, a milestone or an indicator.

    Attributes:
        department: Which department leads.
        score: How specific it is.
        remark: What colleagues should know.
        story: What it changes.
    """

    department: str = ""
    score: int | None = attrs.field(default=None, metadata={"label": "Utopian score"})
    remark: Annotated[str, Audience.INTERNAL] = ""
    story: Annotated[Translated, Length.LONG] | None = None


def make_plugins(**given):
    places = ("", "milestones", "milestones.indicators")
    tables = [
        Extension(table="utopia", kind="commitment", within=within, entity=Score, title="In Utopia", **given)
        for within in places
    ]
    utopia = SimpleNamespace(ogpkit_extensions=hookimpl(lambda: tables))
    return Plugins.of({"commitments": ogpkit_commitments, "utopia": utopia})


def build(tmp_path, plugins):
    built = WorkspaceBuilder(tmp_path, plugins)
    built.file("countries/XX/country.toml", 'name = "Country X"\n')
    built.file("countries/XX/cycles/2012-2013/cycle.toml", CYCLE)
    built.file("countries/XX/cycles/2012-2013/commitments/portal.toml", COMMITMENT)
    return built.workspace.on(date(2013, 1, 1))


@pytest.fixture
def plugins():
    found = make_plugins()
    assert found.call_all()
    assert found.faults == ()
    return found


@pytest.fixture
def workspace(tmp_path, plugins):
    return build(tmp_path, plugins)


def make_site(workspace, plugins):
    files = list_site_files(workspace, plugins, Options(languages=("en",)))
    return {path: content.decode("utf-8", "replace") for path, content in files}


def test_the_action_plan_has_them_at_each_level(workspace, plugins):
    [paper] = [one for one in plugins.papers if one.value.name == "action-plan"]
    place = Place(country="XX", cycle="2012-2013")
    text = render_markdown(build_document(paper, workspace, place, "en", plugins))
    assert "### In Utopia" in text
    assert "수자원부" in text
    assert "ماء للجميع" in text
    rows = [
        [cell.strip() for cell in line.strip("| ").split("|")] for line in text.splitlines() if line.startswith("|")
    ]
    last = {row[0]: row[-1] for row in rows}
    assert last["Milestone"] == "Utopian score"
    assert last["One"] == "3"
    assert last["– First"] == "2"
    assert last["– Second"] != "2"
    assert "For colleagues alone" not in text


def test_the_portal_has_them_on_the_page_of_the_commitment_and_as_data(workspace, plugins):
    site = make_site(workspace, plugins)
    page = site["en/XX/2012-2013/commitments/portal.html"]
    assert page.count("In Utopia") >= 2  # of the commitment and of the milestone
    assert page.count("Utopian score") >= 3
    assert "ماء للجميع" in page
    [record] = json.loads(site["data/commitment.json"])
    assert record["content"]["utopia"]["score"] == 4
    assert not any("For colleagues alone" in content for content in site.values())


def test_a_table_that_is_not_public_is_on_no_page_and_in_no_document(tmp_path):
    plugins = make_plugins(published=False)
    workspace = build(tmp_path, plugins)
    site = make_site(workspace, plugins)
    assert "In Utopia" not in site["en/XX/2012-2013/commitments/portal.html"]
    assert not any("수자원부" in content for content in site.values())
    [paper] = [one for one in plugins.papers if one.value.name == "action-plan"]
    place = Place(country="XX", cycle="2012-2013")
    assert "Utopia" not in render_markdown(build_document(paper, workspace, place, "en", plugins))
