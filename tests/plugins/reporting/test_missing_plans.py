"""A plan that is missing or late is told and due, even where there is no file of it."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.api import Place, Verdict
from ogpkit.api.content import collect_due_dates, read_workspace
from ogpkit_reporting.process_review import list_process_statuses
from ogpkit_reporting.rules import RULES

COUNTRY = 'name = "Country X"\nlanguages = []\njoined = 2019-01-01\n'
CYCLE = 'start = {start}\nend = {end}\n[[history]]\nstage = "deposited"\non = {start}\n'
PLACE = Place(country="XX", cycle="one")


@pytest.fixture
def at(tmp_path, plugins):
    """Reads a country with these cycles on a day."""

    def at(day, *cycles, country=COUNTRY):
        home = tmp_path / "countries/XX"
        home.mkdir(parents=True, exist_ok=True)
        (tmp_path / "ogpkit.toml").touch()
        (home / "country.toml").write_text(country, encoding="utf-8")
        for name, text in cycles:
            (home / f"cycles/{name}").mkdir(parents=True, exist_ok=True)
            (home / f"cycles/{name}/cycle.toml").write_text(text, encoding="utf-8")
        return read_workspace(tmp_path, plugins.kinds, plugins.editions, day).workspace

    return at


def plan(start, end):
    return ("one", CYCLE.format(start=start, end=end))


def due(workspace, plugins):
    found = (one.value for one in collect_due_dates(workspace, plugins) if one.plugin == "reporting")
    return [(str(one.due), one.title, one.place.path) for one in found if one.title.startswith("Submit")]


def told(workspace, code):
    [rule] = [one for one in RULES if one.code == code]
    return [one.message for one in rule.check(workspace.documents["countries/XX/country.toml"], workspace)]


FIRST = [("2020-01-01", "Submit the first action plan (advice: not confirmed)", "countries/XX/country.toml")]


def test_a_country_without_any_cycle_owes_its_first_plan(at, plugins):
    on_the_day, after = at(date(2020, 1, 1)), at(date(2020, 1, 2))
    assert due(on_the_day, plugins) == due(after, plugins) == FIRST
    assert told(on_the_day, "REP060") == []
    assert told(after, "REP060") == [
        "The country joined on 2019-01-01, but the workspace has no action plan. We advise 2020-01-01 at the latest."
    ]


@pytest.mark.parametrize(
    "country",
    [
        COUNTRY.replace("joined = 2019-01-01\n", ""),
        COUNTRY + 'level = "local"\n',
        COUNTRY + '[[membership]]\nstatus = "withdrawn"\non = 2019-06-01\n',
    ],
    ids=["has not joined", "local", "left"],
)
def test_who_is_no_national_member_owes_no_first_plan(at, plugins, country):
    found = at(date(2021, 1, 1), country=country)
    assert due(found, plugins) == []
    assert told(found, "REP060") == []


def test_a_cycle_that_is_begun_has_its_own_days(at, plugins):
    found = at(date(2020, 1, 2), ("one", "start = 2020-06-01\nend = 2022-05-31\n"))
    assert due(found, plugins) == []
    assert told(found, "REP060") == []


def test_the_next_plan_is_due_after_the_last_one_without_a_cycle_of_it(at, plugins):
    found = at(date(2023, 9, 1), plan("2021-09-01", "2023-08-31"))
    assert due(found, plugins) == [("2024-08-31", "Submit the next action plan", "countries/XX/cycles/one/cycle.toml")]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2023, 8, 31), []),
        (date(2023, 9, 1), [(Verdict.ATTENTION, "A new plan is due by August 31, 2024")]),
        (date(2024, 8, 31), [(Verdict.ATTENTION, "A new plan is due by August 31, 2024")]),
        (date(2024, 9, 1), [(Verdict.BAD, "No new plan; it was due by August 31, 2024")]),
    ],
)
def test_the_last_cycle_says_that_the_next_plan_is_due_and_late(at, day, said):
    found = at(day, plan("2021-09-01", "2023-08-31"))
    assert [(one.verdict, one.headline) for one in list_process_statuses(found, PLACE)] == said
    assert bool(told(found, "REP034")) is (day > date(2024, 8, 31))
    assert told(found, "REP060") == [], "one slip is one finding"


@pytest.mark.parametrize(("day", "is_told"), [(date(2013, 12, 31), False), (date(2014, 1, 1), True)])
def test_no_plan_after_one_by_rules_without_a_number_is_advice(at, day, is_told):
    joined = COUNTRY.replace("2019-01-01", "2011-09-20")
    found = at(day, plan("2013-01-01", "2013-12-31"), country=joined)
    said = ["The workspace has no action plan after 2013-12-31, the last day of the last plan."]
    assert told(found, "REP060") == (said if is_told else [])


def test_a_plan_that_runs_is_not_missing(at, plugins):
    joined = COUNTRY.replace("2019-01-01", "2011-09-20")
    later = ("two", CYCLE.format(start="2026-01-01", end="2027-12-31"))
    found = at(date(2026, 6, 1), plan("2013-01-01", "2013-12-31"), later, country=joined)
    assert told(found, "REP060") == told(found, "REP034") == []
