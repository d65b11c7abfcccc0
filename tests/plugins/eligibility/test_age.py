"""Old evidence is no fact of today, and evidence says by whom it was validated."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.api import Place, Verdict
from ogpkit_eligibility.age import describe_age, find_year_due, is_old
from ogpkit_eligibility.card import build_card, format_oversight
from ogpkit_eligibility.oversight import find_case
from ogpkit_eligibility.standing import list_due_dates, list_statuses
from ogpkit_eligibility.views import SCORES, record
from ogpkit_eligibility.years import find_latest

COUNTRY = 'name = "Country X"\njoined = 2014-01-14\n'
PLACE = Place(country="XX")
AGE = "This is the evidence for {year}. It does not show how the country stands today."


def evidence(year, civil_liberties, more="", edition="criteria-2014"):
    return {
        f"countries/XX/eligibility/{year}.toml": f"""
edition = "{edition}"
[fiscal_transparency]
executive_budget_proposal = true
audit_report = true
executive_budget_proposal_timely = true
audit_report_timely = true
[access_to_information]
status = "constitution"
[asset_disclosure]
law = true
public_access = false
[citizen_engagement]
civil_liberties = {civil_liberties}
{more}
"""
    }


FALLEN = evidence(2014, 5.1) | evidence(2015, 2.5) | {"countries/XX/country.toml": COUNTRY}


def said(workspace):
    return [(one.verdict, one.headline) for one in list_statuses(workspace, PLACE)]


@pytest.mark.parametrize(
    ("day", "due"),
    [(date(2022, 12, 31), None), (date(2024, 6, 30), 2023), (date(2024, 7, 1), 2024), (date(2026, 11, 29), 2026)],
)
def test_scores_of_a_year_are_there_by_the_end_of_june(workspace, day, due):
    assert find_year_due(workspace({}, day)) == due


def test_a_country_that_was_below_is_not_said_to_be_so_today(workspace):
    then, today = workspace(FALLEN, date(2016, 3, 1)), workspace(FALLEN, date(2026, 11, 29))
    assert said(then) == [
        (Verdict.BAD, "Not eligible, 9 of 16 (56 %)"),
        (Verdict.ATTENTION, "Below the minimum since 2015"),
    ]
    assert said(today) == [
        (Verdict.ATTENTION, "Not eligible, 9 of 16 (56 %), evidence for 2015"),
        (Verdict.ATTENTION, "Below the minimum in 2015"),
    ]
    assert next(list_statuses(today, PLACE)).missing == ("Evidence for 2026",)
    assert f"  {AGE.format(year=2015)}" in [*format_oversight(find_case(today, "XX"), today)]
    assert AGE.format(year=2015) not in " ".join(format_oversight(find_case(then, "XX"), then))


def test_being_back_is_not_owed_for_ever_where_nothing_newer_is_known(workspace):
    then, today = workspace(FALLEN, date(2017, 3, 1)), workspace(FALLEN, date(2026, 11, 29))
    assert [str(one.due) for one in list_due_dates(then)] == ["2016-12-31"]
    assert [*list_due_dates(today)] == []


def test_only_the_newest_year_is_old(workspace):
    found = workspace(FALLEN, date(2026, 11, 29))
    newest = find_latest(found, "XX")
    assert is_old(newest, found)
    assert describe_age(newest, found) == AGE.format(year=2015)
    newer = workspace(FALLEN | evidence(2026, 8.1, edition="criteria-2023"), date(2026, 11, 29))
    assert not is_old(newest, newer)
    assert said(newer) == [(Verdict.GOOD, "Eligible, 13 of 16 (81 %)")]


def test_the_score_card_and_the_table_say_how_old_evidence_is(workspace):
    today = workspace(FALLEN, date(2026, 11, 29))
    texts = [str(getattr(block, "content", block)) for block in build_card(find_latest(today, "XX"), today)]
    assert any("This is the evidence for 2015" in text for text in texts)
    assert [*SCORES.notes(today, Place())] == [
        "The newest evidence of 1 country is older than 2026. It does not show how that country stands today."
    ]
    assert [*SCORES.notes(workspace(FALLEN, date(2016, 3, 1)), Place())] == []


def test_data_of_whole_evidence_stay_as_they_were(workspace):
    data = record(find_latest(workspace(FALLEN, date(2026, 11, 29)), "XX"))
    assert [*data] == ["country", "year", "edition", "criteria", "points", "possible", "share", "eligible"]


VALIDATED = """
[[validations]]
on = 2015-08-15
expert = "A. Example"
organisation = "Institute of Public Finance"
criteria = ["citizen_engagement"]

[[validations]]
on = 2015-09-01
"""


def test_the_score_card_says_who_validated_the_evidence(workspace):
    found = workspace(FALLEN | evidence(2015, 2.5, VALIDATED), date(2016, 3, 1))
    texts = " ".join(str(block) for block in build_card(find_latest(found, "XX"), found))
    assert "Validated by independent experts on August 15, 2015: Citizen engagement. " in texts
    assert "Validated by independent experts on September 1, 2015: all evidence." in texts
    assert "A. Example" not in texts
