"""Year over year: what moved, who fell, by when a country must be back, and what is due."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.api import Place, Verdict
from ogpkit_eligibility.oversight import compare_years, find_case, list_cases
from ogpkit_eligibility.standing import list_due_dates, list_statuses


def year(edition, audit, civil_liberties=5.1):
    return f"""edition = "{edition}"
[fiscal_transparency]
executive_budget_proposal = true
executive_budget_proposal_timely = true
audit_report = {audit}
audit_report_timely = true
source = "Open Budget Survey"
[access_to_information]
status = "constitution"
source = "a"
[asset_disclosure]
law = true
public_access = false
source = "b"
[citizen_engagement]
civil_liberties = {civil_liberties}
source = "c"
"""


def country(joined="joined = 2013-01-10", **years):
    return {
        "countries/XX/country.toml": f'name = "Country X"\n{joined}',
        **{f"countries/XX/eligibility/{name[1:]}.toml": text for name, text in years.items()},
    }


FELL = country(y2014=year("criteria-2014", "true"), y2015=year("criteria-2014", "false"))


def test_a_comparison_says_which_criterion_moved_and_by_which_evidence(workspace):
    (found,) = compare_years(workspace(FELL), "XX")
    (move,) = found.moves
    assert (move.criterion, move.before, move.after, move.by) == ("fiscal_transparency", 4, 2, -2)
    assert move.evidence == ("Audit report: yes → no",)
    assert found.fell


def test_evidence_that_moved_without_moving_points_is_shown_too(workspace):
    files = country(y2014=year("criteria-2014", "true", 5.1), y2015=year("criteria-2014", "true", 6.2))
    (found,) = compare_years(workspace(files), "XX")
    assert [(move.criterion, move.by, move.evidence) for move in found.moves] == [
        ("citizen_engagement", 0, ("Civil liberties: 5.1 → 6.2",))
    ]
    assert not found.fell


def test_a_country_that_fell_has_until_the_end_of_the_following_year(workspace):
    case = find_case(workspace(FELL), "XX")
    assert case.recover_by == date(2016, 12, 31)
    assert [one.year for one in case.below] == [2015]
    assert case.fall.fallen_criteria == ("fiscal_transparency",)


def test_the_roadmap_gives_no_day_to_recover_by(workspace):
    text = year("roadmap-2011", "false").replace("law = true", 'politicians = "none"')
    text = text.replace("public_access = false", 'senior_officials = "none"')
    assert find_case(workspace(country(y2013=text)), "XX").recover_by is None


@pytest.mark.parametrize("joined", ["", "joined = 2016-01-01"])
def test_who_does_not_take_part_yet_is_no_case(workspace, joined):
    assert list_cases(workspace({**FELL, **country(joined)})) == ()


@pytest.mark.parametrize(
    ("edition", "years", "due"),
    [
        ("criteria-2023", (2023, 2024), True),
        ("criteria-2023", (2024,), False),
        ("criteria-2023", (2022, 2024), False),
        ("criteria-2018", (2018, 2019), False),
    ],
)
def test_two_consecutive_years_below_lead_to_a_review_since_2023(workspace, edition, years, due):
    files = country(**{f"y{one}": year(edition, "false") for one in years})
    assert find_case(workspace(files, date(2025, 1, 1)), "XX").review_due == due


def test_a_recovered_country_is_no_case(workspace):
    files = {**FELL, "countries/XX/eligibility/2016.toml": year("criteria-2014", "true")}
    assert list_cases(workspace(files)) == ()


def test_what_is_due_is_met_by_later_evidence(workspace):
    (open_,) = list_due_dates(workspace(FELL))
    assert (open_.due, open_.done, open_.place.country) == (date(2016, 12, 31), None, "XX")
    assert open_.title == (
        "Country X: return to 75 % or above, or the Criteria and Standards Subcommittee reviews its participation"
    )
    files = {**FELL, "countries/XX/eligibility/2016.toml": year("criteria-2014", "true")}
    (met,) = list_due_dates(workspace(files, date(2017, 2, 1)))
    assert met.done == date(2016, 12, 31)


def test_the_standing_is_the_newest_year_s_and_names_the_fall(workspace):
    first, second = list_statuses(workspace(FELL), Place(country="XX"))
    assert (first.verdict, first.headline) == (Verdict.BAD, "Not eligible, 10 of 16 (63 %)")
    assert first.shown_by[0].path == "countries/XX/eligibility/2015.toml"
    assert (second.verdict, second.headline) == (Verdict.ATTENTION, "Below the minimum since 2015")
    assert second.missing == ("Inform the Steering Committee",)


def test_a_country_without_evidence_says_so(workspace):
    (only,) = list_statuses(workspace(country()), Place(country="XX"))
    assert (only.verdict, only.headline) == (Verdict.UNKNOWN, "No evidence yet")
