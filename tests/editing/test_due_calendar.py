"""What is due is the same whether everything is asked at once or, after a change, only one country."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import attrs
import pytest

from ogpkit.editing.due_calendar import DueCalendar
from ogpkit.model import Commitment, Country, Cycle
from ogpkit.plugins.contributions import DueDate, DueDates
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.places import Place
from ogpkit.plugins.providing import hookimpl
from ogpkit.plugins.queries import collect_due_dates, list_due_sources
from ogpkit.text.i18n import use_language
from ogpkit.workspace.content import Document, Workspace
from ogpkit.workspace.load import read_workspace

EXAMPLE = Path(__file__).parents[2] / "examples/cohort-2011"


@pytest.fixture(scope="module")
def plugins():
    return Plugins.discover(third_party=False)


@pytest.fixture(scope="module")
def example(plugins):
    return read_workspace(EXAMPLE, plugins.kinds, plugins.editions, date(2013, 5, 1)).workspace


def postpone(workspace):
    """A milestone is due 40 days later."""
    found = next(one for one in workspace.all(Commitment) if any(step.due for step in one.entity.milestones))
    steps = [attrs.evolve(one, due=one.due and one.due + timedelta(days=40)) for one in found.entity.milestones]
    return workspace.with_documents([attrs.evolve(found, entity=attrs.evolve(found.entity, milestones=tuple(steps)))])


def delete_commitment(workspace):
    return workspace.with_documents((), [workspace.all(Commitment)[-1].path])


def leave(workspace):
    """All files of a country go."""
    country = workspace.all(Cycle)[0].country
    return workspace.with_documents((), [one.path for one in workspace.of_country(country)])


def rename_countries(workspace):
    """Something changes in more countries than are asked about alone."""
    return workspace.with_documents([attrs.evolve(one, digest="other") for one in workspace.all(Country)])


def let_time_pass(workspace):
    return attrs.evolve(workspace, today=workspace.today + timedelta(days=200))


def test_what_is_due_after_changes_is_what_a_new_look_at_everything_gives(plugins, example):
    calendar, workspace = DueCalendar(plugins), example
    for change in (lambda same: same, postpone, delete_commitment, leave, rename_countries, let_time_pass):
        before, workspace = workspace, change(workspace)
        assert calendar.collect(workspace) == collect_due_dates(workspace, plugins), change
        assert calendar.collect(before) == collect_due_dates(before, plugins), change
    with use_language("fr"):
        assert calendar.collect(workspace) == collect_due_dates(workspace, plugins)


def test_sources_that_say_so_need_only_the_files_of_one_country(plugins, example):
    sources = [one for one in list_due_sources(plugins) if one.by_country]
    assert {one.plugin for one in sources} >= {"commitments", "consultation", "eligibility", "reporting"}
    for source in sources:
        whole = [one.value for one in source.ask(example, plugins)]
        for country in example.countries:
            wanted = {"", country}
            part = {path: one for path, one in example.documents.items() if one.country in wanted}
            found = [one.value for one in source.ask(attrs.evolve(example, documents=part), plugins)]
            there = [[due for due in dues if due.place.country == country] for dues in (whole, found)]
            assert there[0] == there[1], (source.doing, country)


def own(country, name="there"):
    path = f"countries/{country}/country.toml"
    return Document(path=path, kind="country", names={"country": country}, entity=Country(name=name))


def test_only_countries_with_changed_files_are_asked_about_again():
    asked = []

    def derive(workspace):
        asked.append(workspace.countries)
        for one in workspace.all(Country):
            if one.entity.name == "wrong":
                raise ValueError
            day = date(2012, 1, 1 + len(one.country))
            yield DueDate(title=str(one.entity.name), due=day, place=Place(country=one.country), section="I")

    @hookimpl
    def ogpkit_obligations():
        yield DueDates(name="dues", derive=derive, by_country=True)

    plugins = Plugins.of({"dues": SimpleNamespace(ogpkit_obligations=ogpkit_obligations)}, core=False)
    calendar, first = DueCalendar(plugins), Workspace().with_documents(map(own, ("BR", "KE", "ZA")))
    calendar.collect(first)
    second = first.with_documents([own("KE", "here")])
    assert [one.value.title for one in calendar.collect(second)] == ["there", "here", "there"]
    assert asked == [("BR", "KE", "ZA"), ("KE",)]
    calendar.collect(second.with_documents([own("KE", "wrong")]))
    assert [one.value.title for one in calendar.collect(second)] == ["there", "here", "there"]
    assert asked[2:] == [("KE",), ("BR", "KE", "ZA")], "what a failure left out is found again"
