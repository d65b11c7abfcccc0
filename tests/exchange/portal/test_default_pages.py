"""A published kind for which nobody has made a page gets one from its fields."""

from __future__ import annotations

import re
from datetime import date
from types import SimpleNamespace
from typing import Annotated

import attrs
import pytest

import ogpkit_eligibility
from ogpkit.api import Extension, Kind, Page, Pages, Plugins, Scope, TableColumn, TableView, hookimpl
from ogpkit.api.content import Audience, Length, Translated
from ogpkit.api.testing import WorkspaceBuilder
from ogpkit.exchange.portal.frame import Options
from ogpkit.exchange.portal.site import list_site_files

UPDATE = """\
title.en = "<b>Wells</b> & pipes"
title.ar = "آبار وأنابيب"
status = "limited"
cost = 12.5
remark = "For colleagues alone"
story.ar = "ماء للجميع"
photos = ["https://example.org/1"]

[utopia]
score = 3

[[steps]]
what = "첫 번째 우물"
due = 2024-03-31
"""
REVIEW = """\
edition = "criteria-2014"
opened = 2016-02-09
years = [2014, 2015]
criteria = ["citizen_engagement"]
findings.en = "The score fell."
informed_steering_committee = 2016-02-20

[[history]]
stage = "opened"
on = 2016-02-09
"""


@attrs.frozen(kw_only=True)
class Step:
    """A step.

    Attributes:
        what: What is done.
        due: By when.
    """

    what: str
    due: date | None = None


@attrs.frozen(kw_only=True)
class Update:
    """What a department says of a quarter.

    Attributes:
        title: What it is about.
        status: How far it is.
        cost: What it cost.
        remark: What colleagues should know.
        story: What it changes.
        photos: What shows it.
        steps: What was done.
    """

    title: Translated
    status: str = ""
    cost: float | None = None
    remark: Annotated[str, Audience.INTERNAL] = ""
    story: Annotated[Translated, Length.LONG] | None = None
    photos: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()


@attrs.frozen(kw_only=True)
class Score:
    """A score.

    Attributes:
        score: How specific it is.
    """

    score: int | None = None


def make_plugins(pages=(), *, published=True, kinds=("update",), tables=()):
    made = [
        Kind(
            name=name,
            entity=Update,
            pattern="countries/{country}/cycles/{cycle}/updates/{quarter}/{id}.toml",
            title="Departmental update",
            titles="Departmental updates",
            published=published,
        )
        for name in kinds
    ]
    table = Extension(table="utopia", kind="update", entity=Score, title="In Utopia")
    plugin = SimpleNamespace(
        ogpkit_kinds=hookimpl(lambda: made),
        ogpkit_extensions=hookimpl(lambda: [table]),
        ogpkit_pages=hookimpl(lambda: pages),
        ogpkit_tables=hookimpl(lambda: tables),
    )
    plugins = Plugins.of({"departments": plugin, "eligibility": ogpkit_eligibility})
    assert plugins.call_all()
    assert plugins.faults == ()
    return plugins


@pytest.fixture
def make_site(tmp_path):
    def make(plugins):
        built = WorkspaceBuilder(tmp_path, plugins)
        built.file("countries/XX/country.toml", 'name = "Country X"\n')
        for name in ("health", "water"):
            built.file(f"countries/XX/cycles/2023-2024/updates/2024-q1/{name}.toml", UPDATE)
        built.file("countries/XX/eligibility/reviews/2016.toml", REVIEW)
        files = list_site_files(built.workspace.on(date(2024, 6, 1)), plugins, Options(languages=("en", "ar")))
        site = {path: content.decode("utf-8", "replace") for path, content in files}
        assert plugins.faults == ()
        return site

    return make


def read(page):
    content = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", content))


def test_a_document_without_a_page_gets_one_in_each_language(make_site):
    site = make_site(make_plugins())
    page = site["en/XX/2023-2024/updates/2024-q1/water.html"]
    text = read(page)
    assert "&lt;b&gt;Wells&lt;/b&gt; &amp; pipes" in text
    assert "<b>Wells" not in page
    for said in ("Country X", "limited", "12.5", "Story", "ماء للجميع", "첫 번째 우물", "In Utopia", "Score 3"):
        assert said in text, said
    assert "آبار وأنابيب" in site["ar/XX/2023-2024/updates/2024-q1/water.html"]
    assert not any("For colleagues alone" in content for content in site.values())


def test_documents_that_lie_together_are_listed_on_a_page(make_site):
    site = make_site(make_plugins())
    listed = site["en/XX/2023-2024/updates/2024-q1.html"]
    assert "Country X: Departmental updates" in read(listed)
    assert 'href="2024-q1/water.html"' in listed
    assert "2024-q1" in site["en/XX/2023-2024.html"]  # and the cycle's page leads to the list


def test_a_review_of_eligibility_has_its_stages_by_name(make_site):
    text = read(make_site(make_plugins())["en/XX/eligibility/reviews/2016.html"])
    assert "The score fell." in text
    assert "2014, 2015" in text
    assert "Citizen engagement" in text
    assert "History" in text


def test_a_kind_that_is_not_published_gets_no_page(make_site):
    assert not [path for path in make_site(make_plugins(published=False)) if "updates" in path]


def render(_workspace, _language):
    yield Page(address="XX/2023-2024/updates/2024-q1/water", title="By hand", blocks=[])


@pytest.mark.parametrize("kinds", [(), ("update",)])
def test_a_plugin_that_makes_pages_of_a_kind_itself_gets_no_others(make_site, kinds):
    plugins = make_plugins([Pages(name="updates", title="Updates", render=render, kinds=kinds)])
    pages = [path for path in make_site(plugins) if path.startswith("en/") and "updates" in path]
    assert pages == ["en/XX/2023-2024/updates/2024-q1/water.html"]


def test_pages_about_other_kinds_leave_the_rest_to_the_fields(make_site):
    plugins = make_plugins([Pages(name="updates", title="Updates", render=render, kinds=("visit",))])
    site = make_site(plugins)
    assert "By hand" in site["en/XX/2023-2024/updates/2024-q1/water.html"]  # an address that is taken stays taken
    assert "Wells" in site["en/XX/2023-2024/updates/2024-q1/health.html"]


COSTS = TableView(
    name="costs",
    title="What updates cost",
    scope=Scope.CYCLE,
    entity=Update,
    columns=["title", "cost", "remark", TableColumn("steps", derive=lambda row: len(row.item.steps), label="Steps")],
    open_data=True,
    page=True,
)


def test_a_table_has_a_page_at_each_place_where_it_has_rows(make_site):
    site = make_site(make_plugins(tables=[COSTS]))
    page = read(site["en/XX/2023-2024/costs.html"])
    assert "Country X: What updates cost" in page
    assert "12.5" in page
    assert "Steps" in page
    assert 'href="costs.html"' in site["en/XX/2023-2024.html"] or "2023-2024/costs.html" in site["en/XX/2023-2024.html"]
    assert "data/table-costs.csv" in site["en/XX/2023-2024/costs.html"]


def test_what_is_not_public_is_not_on_the_page_of_a_table(make_site):
    site = make_site(make_plugins(tables=[COSTS]))
    assert "For colleagues alone" not in "".join(site.values())


def test_a_table_without_rows_has_no_page(make_site):
    site = make_site(make_plugins(tables=[attrs.evolve(COSTS, rows=lambda workspace, place: ())]))
    assert "en/XX/2023-2024/costs.html" not in site
