"""The example workspace: the real cohort, with nothing in it that no source gives."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from ogpkit.api.content import Country, check_values, example_workspace_folder
from ogpkit_eligibility.model import Evidence
from ogpkit_eligibility.years import list_years

FOLDER = example_workspace_folder("cohort-2011")
SOURCES = Path(__file__).parents[3] / "examples/sources"
BESIDE = {"PG", "TN", "XX", "XY"}


@pytest.fixture(scope="module")
def cohort(countries):
    return countries(*sorted(home.name for home in FOLDER.glob("countries/*") if home.name not in {"XX", "XY"}))


@pytest.fixture(scope="module")
def table():
    """Gives a table of evidence as it was found, by country."""

    def read(name):
        with (SOURCES / f"eligibility-2011/{name}.csv").open(encoding="utf-8", newline="") as file:
            return {row["country"]: row for row in csv.DictReader(file)}

    return read


def list_evidence(cohort, year="2011"):
    return {one.country: one.entity for one in cohort.all(Evidence) if one.names["year"] == year}


def test_it_is_46_countries_that_joined_on_that_day(cohort):
    joined = {one.country for one in cohort.all(Country) if one.entity.joined == date(2011, 9, 20)}
    assert len(joined) == 46
    assert {one.country for one in cohort.all(Country)} - joined == {"PG", "TN"}


def test_every_value_is_sound(cohort):
    found = {path: check_values(document.entity) for path, document in cohort.documents.items()}
    assert {path: problems for path, problems in found.items() if problems} == {}


def test_every_country_says_where_its_facts_come_from(cohort):
    assert [one.country for one in cohort.all(Country) if not one.entity.sources] == []


def test_every_country_of_the_cohort_has_evidence_of_2011_and_no_other_has(cohort):
    assert list_evidence(cohort).keys() == {one.country for one in cohort.all(Country)} - BESIDE
    assert not list(FOLDER.glob("countries/X?/eligibility/*"))


def test_evidence_is_what_the_tables_say(cohort, table):
    budgets, liberties = table("obs-2010-documents"), table("eiu-2010-civil-liberties")
    information = table("ati-2012-05")
    for country, evidence in list_evidence(cohort).items():
        assert evidence.citizen_engagement.civil_liberties == float(liberties[country]["civil_liberties_0_10"])
        assert evidence.access_to_information.status.value == information[country]["access_to_information_may_2012"]
        assert information[country]["remark"] in evidence.access_to_information.source
        assert (evidence.fiscal_transparency is not None) == (country in budgets)
        if evidence.fiscal_transparency:
            row = budgets[country]
            assert evidence.fiscal_transparency.executive_budget_proposal == (
                row["executive_budget_proposal_2010"] in {"PW", "HC"}
            )
            assert evidence.fiscal_transparency.audit_report == (row["audit_report_2010"] in {"PW", "HC"})
    assert {one for one, evidence in list_evidence(cohort).items() if evidence.asset_disclosure} == {"AL", "BR", "GH"}


def test_ten_countries_are_not_covered_by_the_budget_survey(cohort):
    uncovered = {one for one, evidence in list_evidence(cohort).items() if evidence.fiscal_transparency is None}
    assert uncovered == {"CA", "EE", "IL", "LT", "LV", "MD", "ME", "MT", "NL", "UY"}


def test_published_results_of_later_years_are_as_published(cohort):
    assert {
        (one.country, one.year): (one.score.points, one.score.possible, one.score.eligible)
        for one in list_years(cohort)
        if one.year > 2011
    } == {
        ("GE", 2014): (15, 16, True),
        ("PG", 2014): (13, 16, True),
        ("PG", 2015): (11, 16, False),
        ("TN", 2013): (13, 16, True),
        ("TN", 2015): (11, 16, False),
    }


def test_members_that_left_or_were_suspended_do_not_take_part_today(cohort):
    today = date(2026, 11, 29)
    gone = {one.country for one in cohort.all(Country) if not one.entity.is_member(today)}
    assert gone == {"GE", "TR", "TZ", "US"}


def test_norway_is_eligible_whatever_is_not_at_hand(cohort):
    [year] = [one for one in list_years(cohort, "NO") if one.year == 2011]
    assert (year.score.points, year.score.points_most, year.score.possible) == (12, 16, 16)
    assert year.score.eligible is True
