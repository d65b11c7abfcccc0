"""The example workspace: the real cohort, with nothing in it that no source gives."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from ogpkit.api.content import Country, check_values, example_workspace_folder
from ogpkit_eligibility.model import Evidence, InformationRight
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
        status = evidence.access_to_information.status
        said = information[country]["access_to_information_may_2012"]
        assert status is (InformationRight.LAW if said == "law" else None)  # a constitution may say more than a draft
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


BY_HAND = {
    # budget (published proposal 2, published audit 2), information (law 4), disclosure (0 to 4 unknown), civil liberties
    "NO": (4 + 4 + 0 + 4, 4 + 4 + 4 + 4, 16, True),  # 10.00 is above 7.5; 12 is 75 % of 16
    "US": (4 + 4 + 0 + 4, 4 + 4 + 4 + 4, 16, True),  # 8.53 is above 7.5
    "AL": (4 + 4 + 3 + 3, 4 + 4 + 4 + 3, 16, True),  # a law, public, for one or both: 3 or 4; 7.35
    "BR": (4 + 4 + 2 + 4, 4 + 4 + 2 + 4, 16, True),  # law without access of the public: 2
    "BG": (2 + 4 + 0 + 4, 2 + 4 + 4 + 4, 16, None),  # audit for internal use (IU) is not published: 2
    "SK": (2 + 4 + 0 + 4, 2 + 4 + 4 + 4, 16, None),  # audit not produced (NP): 2
    "GE": (4 + 4 + 0 + 3, 4 + 4 + 4 + 3, 16, None),  # on paper (HC) is published; 6.18 is above 5
    "AZ": (4 + 4 + 0 + 2, 4 + 4 + 4 + 2, 16, None),  # 4.71 is above 2.5
    "GH": (4 + 0 + 2 + 3, 4 + 4 + 2 + 3, 16, None),  # draft law, of the constitution nothing is said: 0 to 4
    "KE": (4 + 0 + 0 + 3, 4 + 4 + 4 + 3, 16, None),
    "TZ": (4 + 0 + 0 + 3, 4 + 4 + 4 + 3, 16, None),
    "HN": (0 + 0 + 0 + 3, 0 + 4 + 4 + 3, 16, False),  # both documents for internal use: 11 at most, and 12 are needed
    "CA": (4 + 0 + 4, 4 + 4 + 4, 12, None),  # not in the budget survey: three criteria; 8 of 12 is below 9
    "IL": (4 + 0 + 3, 4 + 4 + 3, 12, None),  # 5.29 is above 5
}
"""Least and most points, possible ones and the verdict, worked out by hand from the tables in `examples/sources`."""


@pytest.mark.parametrize("country", BY_HAND)
def test_what_is_certain_is_what_a_person_works_out_by_hand(cohort, country):
    [year] = [one for one in list_years(cohort, country) if one.year == 2011]
    score = year.score
    assert (score.points, score.points_most, score.possible, score.eligible) == BY_HAND[country]


def test_countries_measured_on_12_points_fit_the_published_16_of_58(cohort):
    """In December 2012 42 of the 58 members were measured on 16 points and 16 on 12 (freedominfo.org, 2012-12)."""
    possible = [year.score.possible for year in list_years(cohort) if year.year == 2011]
    on_16, on_12 = possible.count(16), possible.count(12)
    assert (on_16, on_12, len(possible)) == (36, 10, 46)
    # those who joined in 2012 are the difference, and no number of them is below zero
    assert (42 - on_16, 16 - on_12, 58 - len(possible)) == (6, 6, 12)


def test_only_honduras_is_certainly_below_the_threshold(cohort):
    """Whoever joined was eligible; who is not by this evidence rests on the survey of 2010 alone."""
    verdicts = {year.country: year.score.eligible for year in list_years(cohort) if year.year == 2011}
    assert {one for one, eligible in verdicts.items() if eligible is False} == {"HN"}
    assert sorted(one for one, eligible in verdicts.items() if eligible) == [
        *("AL", "BR", "CL", "CZ", "GB", "HR", "IT", "KR", "MK"),
        *("MN", "MX", "NO", "PE", "RO", "SE", "UA", "US", "ZA"),
    ]


def test_norway_is_eligible_whatever_is_not_at_hand(cohort):
    [year] = [one for one in list_years(cohort, "NO") if one.year == 2011]
    assert (year.score.points, year.score.points_most, year.score.possible) == (12, 16, 16)
    assert year.score.eligible is True
