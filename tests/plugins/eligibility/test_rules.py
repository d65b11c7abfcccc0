"""Every rule: its wrong example breaks it, its right one keeps it, and its finding says what is true."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.api import Severity
from ogpkit_eligibility.rules import RULES


def problems(rule, example, workspace):
    place = workspace(example.files, example.today or date(2016, 3, 1))
    return [problem for document in place.all(rule.entity) for problem in rule.check(document, place)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_wrong_example_breaks_the_rule_and_the_right_one_keeps_it(rule, workspace):
    assert problems(rule, rule.wrong, workspace)
    assert problems(rule, rule.right, workspace) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_right_example_keeps_every_other_rule_too(rule, workspace):
    """Advice on what is not there apart: an example shows only what it is about."""
    for other in RULES:
        if other.severity is not Severity.ADVICE:
            found = problems(other, rule.right, workspace)
            assert not found or (rule.code, other.code) == ("ELI012", "ELI011"), (other.code, found)


def test_codes_are_unique_and_in_order():
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))


def check(code, files, workspace, today=date(2016, 3, 1)):
    rule = next(rule for rule in RULES if rule.code == code)
    place = workspace(files, today)
    return [problem for document in place.all(rule.entity) for problem in rule.check(document, place)]


NOT_ELIGIBLE = """edition = "roadmap-2011"
[access_to_information]
status = "law"
source = "a"
[asset_disclosure]
politicians = "non-public"
senior_officials = "none"
source = "b"
[citizen_engagement]
civil_liberties = 5.0
source = "c"
"""


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_not_to_be_eligible_is_no_mistake_of_a_file(rule, workspace):
    """A country that has not joined may be below the minimum without anybody having to do anything."""
    files = {"countries/XY/country.toml": 'name = "Y"', "countries/XY/eligibility/2011.toml": NOT_ELIGIBLE}
    assert check(rule.code, files, workspace) == []


def test_a_country_below_the_minimum_is_for_the_steering_committee(workspace):
    files = {
        "countries/XY/country.toml": 'name = "Country Y"\njoined = 2011-09-20',
        "countries/XY/eligibility/2011.toml": NOT_ELIGIBLE,
    }
    (problem,) = check("ELI010", files, workspace)
    assert problem.message == ("Country Y takes part and is below the minimum in 2011: Not eligible, 8 of 12 (67 %).")
    assert "the Steering Committee" in problem.remedy


def published(points, verdict, audit):
    return f"""edition = "criteria-2014"
[fiscal_transparency]
executive_budget_proposal = true
audit_report = {audit}
source = "Open Budget Survey"
[published]
verdict = "{verdict}"
points = {points}
possible = 16
source = "freedominfo.org"
"""


PAPUA_NEW_GUINEA = {
    "countries/PG/country.toml": 'name = "Papua New Guinea"\njoined = 2015-10-28',
    "countries/PG/eligibility/2014.toml": published(13, "eligible", "true"),
    "countries/PG/eligibility/2015.toml": published(11, "not-eligible", "false"),
}


def test_a_fall_names_the_years_and_the_criterion(workspace):
    (problem,) = check("ELI011", PAPUA_NEW_GUINEA, workspace)
    assert problem.message == (
        "Papua New Guinea has fallen below the minimum: 2014 Eligible, 13 of 16 (81 %), as published; "
        "2015 Not eligible, 11 of 16 (69 %), as published; Fiscal transparency from 4 to 2."
    )
    assert problem.at == ("fiscal_transparency",)
    assert problem.also[0].path == "countries/PG/eligibility/2014.toml"


def test_a_fall_is_flagged_once(workspace):
    assert check("ELI010", PAPUA_NEW_GUINEA, workspace) == []
    assert check("ELI012", PAPUA_NEW_GUINEA, workspace) == []


def test_evidence_may_be_partly_known_beside_a_published_result(workspace):
    """Tunisia 2015: only the audit report and the total are documented."""
    text = published(11, "not-eligible", "false").replace("executive_budget_proposal = true\n", "")
    assert check("ELI002", {"countries/TN/eligibility/2015.toml": text}, workspace) == []
    (problem,) = check("ELI002", {"countries/TN/eligibility/2015.toml": text[: text.index("[published]")]}, workspace)
    assert problem.at == ("fiscal_transparency", "executive_budget_proposal")


def test_a_published_criterion_that_differs_from_its_evidence_is_reported(workspace):
    text = published(13, "eligible", "false") + "criteria.fiscal_transparency = 4\n"
    (problem,) = check("ELI008", {"countries/PG/eligibility/2014.toml": text}, workspace)
    assert problem.message == "Fiscal transparency was published as 4, but the evidence gives 2."
    assert problem.at == ("published", "criteria", "fiscal_transparency")


@pytest.mark.parametrize(
    ("total", "criteria", "wrong"),
    [
        (15, "{ fiscal_transparency = 4, access_to_information = 4, asset_disclosure = 4, citizen_engagement = 3 }", 0),
        (14, "{ fiscal_transparency = 4, access_to_information = 4, asset_disclosure = 4, citizen_engagement = 3 }", 1),
        (12, "{ citizen_engagement = 0 }", 0),
        (13, "{ citizen_engagement = 0 }", 1),
    ],
)
def test_published_points_must_be_able_to_add_up(workspace, total, criteria, wrong):
    text = (
        f'edition = "criteria-2014"\n[published]\nverdict = "eligible"\npoints = {total}\npossible = 16\n'
        f'criteria = {criteria}\nsource = "x"'
    )
    assert len(check("ELI009", {"countries/GE/eligibility/2014.toml": text}, workspace)) == wrong


def test_the_values_check_belongs_to_editions_that_have_one(workspace):
    text = NOT_ELIGIBLE + '[values_check]\ncso_entry_exit = 3.0\nsource = "V-Dem"\n'
    (problem,) = check("ELI003", {"countries/XY/eligibility/2011.toml": text}, workspace)
    assert problem.at == ("values_check",)
    assert "roadmap-2011" in problem.message


def test_an_unknown_edition_is_not_this_plugin_s_business(workspace):
    files = {"countries/XY/eligibility/2011.toml": NOT_ELIGIBLE.replace("roadmap-2011", "nowhere")}
    assert [check(rule.code, files, workspace) for rule in RULES if rule.code != "ELI013"] == [[]] * (len(RULES) - 1)
