"""Scores of evidence that is not all at hand: between which points they lie, what is certain, and what would settle them."""

from __future__ import annotations

import json

import pytest

from ogpkit.api import Place
from ogpkit.api.text import Bullets, Grid, Paragraph, use_language
from ogpkit_eligibility.card import build_card, build_prospects
from ogpkit_eligibility.improvements import count_missing_points, list_risks, list_settlements
from ogpkit_eligibility.rules import RULES
from ogpkit_eligibility.scoring import Basis, score
from ogpkit_eligibility.views import SCORES_EXPORT, record
from ogpkit_eligibility.years import list_years

NORWAY = """
[fiscal_transparency]
executive_budget_proposal = true
audit_report = true
[access_to_information]
status = "law"
[citizen_engagement]
civil_liberties = 10.0
"""
"""The evidence of 2011 that is public; what the law asks of officials is not at hand."""

ALBANIA = """
[fiscal_transparency]
executive_budget_proposal = true
audit_report = false
[access_to_information]
status = "law"
[citizen_engagement]
civil_liberties = 7.35
"""

TANZANIA = """
[fiscal_transparency]
executive_budget_proposal = true
audit_report = true
[access_to_information]
status = "none"
[citizen_engagement]
civil_liberties = 5.29
"""

CANADA = """
[access_to_information]
status = "law"
[citizen_engagement]
civil_liberties = 10.0
"""
"""The Open Budget Survey of 2010 does not cover the country."""


@pytest.mark.parametrize(
    ("text", "expected", "headline"),
    [
        (NORWAY, (12, 16, 16, True), "Eligible whatever asset disclosure says (12 to 16 of 16)"),
        (ALBANIA, (9, 13, 16, None), "Depends on asset disclosure (9 to 13 of 16)"),
        (TANZANIA, (7, 11, 16, False), "Not eligible in any case (7 to 11 of 16)"),
        (CANADA, (8, 12, 12, None), "Depends on asset disclosure (8 to 12 of 12)"),
    ],
)
def test_a_score_says_what_is_certain(evidence, part, text, expected, headline):
    found = score(evidence(text), part())
    assert (found.points, found.points_most, found.possible, found.eligible) == expected
    assert found.headline == headline
    assert found.why.endswith(
        "Missing: Disclosures related to elected or senior public officials: Politicians, Senior officials missing."
    )


@pytest.mark.parametrize(
    "table",
    ["", "[asset_disclosure]\n", '[asset_disclosure]\nsource = "not at hand"', "[asset_disclosure]\ncovered = true"],
)
def test_a_criterion_not_at_hand_stays_possible(evidence, part, table):
    found = score(evidence(NORWAY + table), part())
    assert (found.points, found.points_most, found.possible, found.eligible) == (12, 16, 16, True)
    disclosure = found.criteria["asset_disclosure"]
    assert (disclosure.points, disclosure.points_most, disclosure.basis) == (0, 4, Basis.NOTHING)


def test_a_criterion_whose_survey_does_not_cover_the_country_falls_out(evidence, part):
    found = score(evidence(NORWAY + "[asset_disclosure]\ncovered = false"), part())
    assert (found.points, found.possible, found.eligible) == (12, 12, True)
    assert found.criteria["asset_disclosure"] is None
    assert found.headline == "Eligible, 12 of 12 (100 %)"


def test_the_budget_survey_leaves_countries_out_unless_the_file_says_more(evidence, part):
    """Roadmap I: the Open Budget Index covers only 94 countries."""
    assert score(evidence(CANADA), part()).possible == 12
    assert score(evidence("[fiscal_transparency]\ncovered = false" + CANADA), part()).possible == 12
    found = score(evidence("[fiscal_transparency]\ncovered = true" + CANADA), part())
    assert (found.points, found.points_most, found.possible) == (8, 16, 16)
    assert found.headline == "Depends on fiscal transparency, asset disclosure (8 to 16 of 16)"


@pytest.mark.parametrize(
    ("table", "least", "most"),
    [
        ('politicians = "public"', 3, 4),
        ('politicians = "non-public"', 2, 3),
        ('politicians = "none"', 0, 3),
        ('senior_officials = "non-public"', 2, 3),
    ],
)
def test_a_piece_that_is_known_narrows_the_range(evidence, part, table, least, most):
    """Never 4 where politicians need not disclose to the public, whatever is found about senior officials."""
    found = score(evidence(NORWAY + "[asset_disclosure]\n" + table), part())
    one = found.criteria["asset_disclosure"]
    assert (one.points, one.points_most, one.basis) == (least, most, Basis.EVIDENCE)


def test_several_criteria_are_spoken_of_together(evidence, part):
    with_plural = NORWAY.replace("10.0", "7.51").replace("[citizen_engagement]\ncivil_liberties = 7.51\n", "")
    found = score(evidence(with_plural), part())
    assert found.headline == "Depends on asset disclosure, citizen engagement (8 to 16 of 16)"


def test_what_is_certain_is_said_in_the_language_in_use(evidence, part):
    with use_language("fr"):
        headline = score(evidence(ALBANIA), part()).headline
    assert "la déclaration de patrimoine" in headline


def test_a_single_piece_that_would_settle_the_verdict_is_named(evidence, part):
    assert [(one.at, one.text) for one in list_settlements(evidence(ALBANIA), part())] == [
        (
            ("asset_disclosure", key),
            f"Asset disclosure, {label}: eligible if “A law requires disclosure to the public”",
        )
        for key, label in (("politicians", "Politicians"), ("senior_officials", "Senior officials"))
    ]


def test_a_piece_that_settles_it_either_way_says_both(evidence, part):
    text = (
        NORWAY.replace("audit_report = true\n", "")
        + '[asset_disclosure]\npoliticians = "none"\nsenior_officials = "none"'
    )
    (one,) = list_settlements(evidence(text), part())
    assert one.text == "Fiscal transparency, Audit report: eligible if yes; not eligible if no"


def test_numbers_settle_from_a_threshold_on(evidence, part):
    text = NORWAY.replace("[citizen_engagement]\ncivil_liberties = 10.0\n", "") + (
        '[asset_disclosure]\npoliticians = "none"\nsenior_officials = "none"'
    )
    (one,) = list_settlements(evidence(text), part())
    assert one.text == "Citizen engagement, Civil liberties: eligible if 7.51 or more; not eligible if 7.5 or less"


def test_nothing_is_to_be_settled_where_the_verdict_is_certain(evidence, part):
    assert list_settlements(evidence(NORWAY), part()) == ()
    assert list_settlements(evidence(TANZANIA), part()) == ()
    assert count_missing_points(score(evidence(TANZANIA), part())) is None


def test_where_no_single_piece_settles_it_that_is_said(workspace):
    text = 'edition = "roadmap-2011"\n' + CANADA
    place = workspace({"countries/KE/eligibility/2011.toml": text + "[fiscal_transparency]\ncovered = true"})
    (year,) = list_years(place)
    assert Paragraph("No single piece of evidence would decide the result.") in list(build_prospects(year))


def test_a_certain_verdict_has_its_risks(evidence, part):
    lost = {(change.at, change.eligible) for change in list_risks(evidence(NORWAY), part())}
    assert (("fiscal_transparency", "audit_report"), None) in lost
    assert list_risks(evidence(ALBANIA), part()) == ()


def test_the_card_shows_the_range_and_what_is_not_at_hand(workspace):
    place = workspace({"countries/NO/eligibility/2011.toml": 'edition = "roadmap-2011"\n' + NORWAY})
    (year,) = list_years(place)
    grid = next(block for block in build_card(year, place) if isinstance(block, Grid))
    assert [(str(row[1]), str(row[2])) for row in grid.rows][2] == (
        "0 to 4/4",
        "missing: Politicians, Senior officials",
    )
    assert not any(isinstance(block, Bullets) and "would decide" in str(block) for block in build_prospects(year))


def test_the_record_of_a_range_has_its_most_and_whether_it_is_certain(workspace):
    place = workspace({"countries/NO/eligibility/2011.toml": 'edition = "roadmap-2011"\n' + NORWAY})
    (year,) = list_years(place)
    assert record(year) == {
        "country": "NO",
        "year": 2011,
        "edition": "roadmap-2011",
        "criteria": {
            "fiscal_transparency": {"points": 4, "possible": 4},
            "access_to_information": {"points": 4, "possible": 4},
            "asset_disclosure": {"points": 0, "possible": 4, "points_most": 4},
            "citizen_engagement": {"points": 4, "possible": 4},
        },
        "points": 12,
        "possible": 16,
        "share": 0.75,
        "eligible": True,
        "points_most": 16,
        "certain": True,
    }
    assert json.loads(SCORES_EXPORT.write(place, Place())) == [record(year)]


def check(code, text, workspace):
    rule = next(rule for rule in RULES if rule.code == code)
    files = {
        "countries/AL/country.toml": 'name = "Albania"\njoined = 2011-09-20',
        "countries/AL/eligibility/2011.toml": 'edition = "roadmap-2011"\n' + text,
    }
    place = workspace(files)
    return [problem for document in place.all(rule.entity) for problem in rule.check(document, place)]


def test_a_suspicion_takes_certainty(workspace):
    """The experts inform the Steering Committee of a country only when no missing evidence could lift it."""
    assert check("ELI010", ALBANIA, workspace) == []
    assert len(check("ELI010", TANZANIA, workspace)) == 1


def test_a_verdict_that_turns_on_a_table_that_is_not_there_is_told(workspace):
    (problem,) = check("ELI007", ALBANIA, workspace)
    assert problem.message.startswith("There is no result for 2011: 9 to 13 of 16 points")
    assert "covered = false" in problem.remedy
    assert check("ELI007", NORWAY, workspace) == []


@pytest.mark.parametrize(
    ("points", "verdict", "told"), [(13, "eligible", 0), (8, "not-eligible", 1), (14, "eligible", 1)]
)
def test_a_published_total_lies_within_the_range(workspace, points, verdict, told):
    text = ALBANIA + f'[published]\nverdict = "{verdict}"\npoints = {points}\npossible = 16\nsource = "x"'
    assert len(check("ELI008", text, workspace)) == told
