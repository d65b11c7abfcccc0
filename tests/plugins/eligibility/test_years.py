"""A scored year as plain data: exactly what programs may rely on."""

from __future__ import annotations

import pytest

from ogpkit.api import NoParameters, Place
from ogpkit.api.content import find_eligibility_set
from ogpkit.api.text import Bullets, Grid, Paragraph
from ogpkit_eligibility.actions import NothingToBegin, begin_year, open_review
from ogpkit_eligibility.card import build_card, build_prospects, format_comparisons, format_oversight, render
from ogpkit_eligibility.oversight import compare_years, list_cases
from ogpkit_eligibility.views import record
from ogpkit_eligibility.years import list_years


def test_the_two_example_countries_as_data(countries):
    assert [record(year) for year in list_years(countries("XX", "XY"))] == [
        {
            "country": "XX",
            "year": 2011,
            "edition": "roadmap-2011",
            "criteria": {
                "fiscal_transparency": {"points": 4, "possible": 4},
                "access_to_information": {"points": 3, "possible": 4},
                "asset_disclosure": {"points": 3, "possible": 4},
                "citizen_engagement": {"points": 3, "possible": 4},
            },
            "points": 13,
            "possible": 16,
            "share": 0.8125,
            "eligible": True,
        },
        {
            "country": "XY",
            "year": 2011,
            "edition": "roadmap-2011",
            "criteria": {
                "fiscal_transparency": None,
                "access_to_information": {"points": 4, "possible": 4},
                "asset_disclosure": {"points": 2, "possible": 4},
                "citizen_engagement": {"points": 2, "possible": 4},
            },
            "points": 8,
            "possible": 12,
            "share": 0.6667,
            "eligible": False,
        },
    ]


def test_years_are_chosen_by_country_and_year(countries):
    place = countries("PG", "TN")
    assert [(one.country, one.year) for one in list_years(place)] == [
        ("PG", 2014),
        ("PG", 2015),
        ("TN", 2013),
        ("TN", 2015),
    ]
    assert [(one.country, one.year) for one in list_years(place, year=2015)] == [("PG", 2015), ("TN", 2015)]
    assert list_years(place, "ZZ") == ()


def test_the_card_of_country_y_names_its_way_out(countries):
    place = countries("XY")
    (year,) = list_years(place)
    [grid] = [block for block in build_card(year, place) if isinstance(block, Grid)]
    assert ("Fiscal transparency", "–/4", "not covered by the survey", "") in grid.rows
    assert grid.rows[1][1:3] == ("4/4", "+4 An access to information law is in place")
    missing, *_rest = prospects = list(build_prospects(year))
    assert missing == Paragraph("1 point is missing.")
    raising = next(block.items for block in prospects if isinstance(block, Bullets))
    assert ("Civil liberties: 5.01 (+1 point, then eligible)",) in raising


def test_a_comparison_in_lines(countries):
    found = compare_years(countries("PG"), "PG")
    assert list(format_comparisons(found)) == [
        "2014 → 2015: Eligible, 13 of 16 (81 %), as published → Not eligible, 11 of 16 (69 %), as published",
        "  Fiscal transparency: 4 → 2 (Audit report: yes → no)",
    ]


def test_oversight_in_lines(countries):
    found = countries("PG")
    (case,) = list_cases(found)
    lines = list(format_oversight(case, found))
    assert lines[0] == "Papua New Guinea (PG): below the minimum in 2015"
    assert lines[-3:] == [
        "  Inform: the Steering Committee",
        "  Recover by December 31, 2016",
        "  No review is open.",
    ]


def test_a_page_is_in_the_language_asked_for(countries):
    (page,) = render(countries("XX"), "fr")
    assert page.address == "XX/eligibility"
    [grid] = [block for block in page.blocks if isinstance(block, Grid)]
    assert "Les libertés civiles dépassent 5" in str(grid.rows)
    assert "EIU Democracy Index 2010" in str(grid.rows)


class Desk:
    """As much of a session as a command needs."""

    def __init__(self, workspace):
        self.workspace = workspace
        self.created = {}

    def create(self, path, entity):
        self.created[path] = entity


def test_a_review_is_opened_with_its_years_and_criteria(countries):
    session = Desk(countries("PG"))
    open_review(session, Place(country="PG"), NoParameters())
    (review,) = session.created.values()
    assert (review.years, review.criteria) == ((2014, 2015), ("fiscal_transparency",))
    assert list(session.created) == ["countries/PG/eligibility/reviews/2016-03-01.toml"]


def test_no_review_is_opened_without_need(countries):
    session = Desk(countries("XX"))
    with pytest.raises(NothingToBegin, match="nothing to review"):
        open_review(session, Place(country="XX"), NoParameters())
    assert session.created == {}


def test_a_new_year_follows_the_edition_that_holds_in_it(countries):
    session = Desk(countries("PG"))
    begin_year(session, Place(country="PG"), NoParameters())
    assert session.created["countries/PG/eligibility/2016.toml"].edition == "criteria-2014"
    assert [find_eligibility_set(session.workspace, year) for year in (2010, 2012, 2018, 2030)] == [
        "roadmap-2011",
        "roadmap-2011",
        "criteria-2018",
        "criteria-2023",
    ]
