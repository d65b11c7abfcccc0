"""Evidence to points and verdict, as the sources have it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ogpkit.api.text import use_language
from ogpkit_eligibility.scoring import Basis, score

COUNTRY_X = """
[fiscal_transparency]
executive_budget_proposal = true
audit_report = true
source = "Open Budget Index 2010"
[access_to_information]
status = "constitution"
source = "Right2Info.org survey 2010"
[asset_disclosure]
politicians = "public"
senior_officials = "non-public"
source = "Disclosure by Politicians, 2009"
[citizen_engagement]
civil_liberties = 6.18
source = "EIU Democracy Index 2010"
"""

COUNTRY_Y = """
[access_to_information]
status = "law"
[asset_disclosure]
politicians = "non-public"
senior_officials = "none"
[citizen_engagement]
civil_liberties = 5.0
"""


def points(found):
    return {name: one.points if one else None for name, one in found.criteria.items()}


def test_country_x_scores_13_of_16_and_is_eligible(evidence, part):
    found = score(evidence(COUNTRY_X), part())
    assert points(found) == {
        "fiscal_transparency": 4,
        "access_to_information": 3,
        "asset_disclosure": 3,
        "citizen_engagement": 3,
    }
    assert (found.points, found.possible, found.eligible) == (13, 16, True)
    assert found.headline == "Eligible, 13 of 16 (81 %)"


def test_country_y_scores_8_of_12_and_is_not(evidence, part):
    """Exactly 5.0 earns 2, and fiscal transparency, which the survey does not cover, is left out of what is possible."""
    found = score(evidence(COUNTRY_Y), part())
    assert points(found) == {
        "fiscal_transparency": None,
        "access_to_information": 4,
        "asset_disclosure": 2,
        "citizen_engagement": 2,
    }
    assert (found.points, found.possible, found.share, found.eligible) == (8, 12, Fraction(2, 3), False)
    assert found.why == "8 of 12 (67 %) points are below the 75 % that are needed (9 points)."


@pytest.mark.parametrize(
    ("proposal", "audit", "expected"),
    [("true", "true", 4), ("true", "false", 2), ("false", "true", 2), ("false", "false", 0)],
)
def test_each_budget_document_gives_two_points(evidence, part, proposal, audit, expected):
    text = f"[fiscal_transparency]\nexecutive_budget_proposal = {proposal}\naudit_report = {audit}"
    assert points(score(evidence(text), part()))["fiscal_transparency"] == expected


@pytest.mark.parametrize(("status", "expected"), [("law", 4), ("constitution", 3), ("draft", 1), ("none", 0)])
def test_access_to_information(evidence, part, status, expected):
    text = f'[access_to_information]\nstatus = "{status}"'
    assert points(score(evidence(text), part()))["access_to_information"] == expected


@pytest.mark.parametrize(
    ("politicians", "officials", "expected"),
    [
        ("public", "public", 4),
        ("public", "non-public", 3),
        ("public", "none", 3),
        ("non-public", "public", 3),
        ("none", "public", 3),
        ("non-public", "non-public", 2),
        ("non-public", "none", 2),
        ("none", "non-public", 2),
        ("none", "none", 0),
    ],
)
def test_asset_disclosure_of_2011(evidence, part, politicians, officials, expected):
    text = f'[asset_disclosure]\npoliticians = "{politicians}"\nsenior_officials = "{officials}"'
    assert points(score(evidence(text), part()))["asset_disclosure"] == expected


@pytest.mark.parametrize(
    ("law", "public_access", "expected"),
    [("true", "true", 4), ("true", "false", 2), ("false", "false", 0), ("false", "true", 0)],
)
def test_asset_disclosure_of_2014(evidence, part, law, public_access, expected):
    """Public access gives its two points only beside a law."""
    text = f"[asset_disclosure]\nlaw = {law}\npublic_access = {public_access}"
    assert points(score(evidence(text), part("criteria-2014")))["asset_disclosure"] == expected


@pytest.mark.parametrize(
    ("civil_liberties", "expected"),
    [(0, 0), (2.49, 0), (2.5, 0), (2.51, 2), (5, 2), (5.01, 3), (7.5, 3), (7.51, 4), (10, 4)],
)
def test_thresholds_of_civil_liberties_are_not_enough_themselves(evidence, part, civil_liberties, expected):
    text = f"[citizen_engagement]\ncivil_liberties = {civil_liberties}"
    assert points(score(evidence(text), part()))["citizen_engagement"] == expected


@pytest.mark.parametrize(
    ("proposal", "in_time", "expected"), [("true", "true", 4), ("true", "false", 2), ("false", "true", 2)]
)
def test_since_2018_a_budget_document_counts_when_published_in_time(evidence, part, proposal, in_time, expected):
    text = f"""[fiscal_transparency]
    executive_budget_proposal = {proposal}
    executive_budget_proposal_timely = {in_time}
    audit_report = true
    audit_report_timely = true"""
    assert points(score(evidence(text), part("criteria-2018")))["fiscal_transparency"] == expected


def test_exactly_75_percent_is_eligible(evidence, part):
    text = COUNTRY_X.replace("6.18", "5.0")
    found = score(evidence(text), part())
    assert (found.points, found.threshold, found.share, found.eligible) == (12, 12, Fraction(3, 4), True)


@pytest.mark.parametrize("edition", ["roadmap-2011", "criteria-2014", "criteria-2018", "criteria-2023"])
@pytest.mark.parametrize(
    "text",
    [
        "[access_to_information]\ncovered = false\n[asset_disclosure]\ncovered = false\n"
        "[citizen_engagement]\ncivil_liberties = 9.5",
        '[access_to_information]\nstatus = "law"\n[asset_disclosure]\ncovered = false\n'
        "[citizen_engagement]\ncivil_liberties = 9.5",
    ],
)
def test_two_criteria_or_one_are_not_enough_data(evidence, part, edition, text):
    """Only the edition of 2023 says so; the others say that it is unconfirmed for them."""
    found = score(evidence(text), part(edition))
    assert found.eligible is None
    assert found.why.startswith("Not enough data")
    assert bool(found.notes) == (edition != "criteria-2023")


def test_without_any_evidence_the_verdict_says_so(evidence, part):
    found = score(evidence(""), part())
    assert (found.points, found.possible, found.share, found.eligible, found.basis) == (0, 0, None, None, Basis.NOTHING)
    assert found.headline == "No evidence yet"


def test_evidence_that_is_not_there_leaves_the_points_open(evidence, part):
    """Nothing is guessed: the table is there, so the survey covers the country, but one document is not known."""
    found = score(evidence(COUNTRY_X.replace("audit_report = true", "")), part())
    fiscal = found.criteria["fiscal_transparency"]
    assert (fiscal.points, fiscal.points_most, fiscal.exact) == (2, 4, None)
    assert (found.points, found.points_most, found.eligible) == (11, 13, None)
    assert found.missing == ("Fiscal transparency: Audit report missing",)


def test_evidence_that_decides_nothing_may_be_left_out(evidence, part):
    """Whether a proposal that was never published came out in time need not be said."""
    text = """[fiscal_transparency]
    executive_budget_proposal = false
    audit_report = true
    audit_report_timely = true"""
    assert points(score(evidence(text), part("criteria-2018")))["fiscal_transparency"] == 2


def test_every_point_has_its_reason_and_the_evidence_behind_it(evidence, part):
    found = score(evidence(COUNTRY_X), part())
    fiscal = found.criteria["fiscal_transparency"]
    assert [(reason.text, reason.points, reason.at) for reason in fiscal.reasons] == [
        ("The Executive's Budget Proposal is published", 2, (("fiscal_transparency", "executive_budget_proposal"),)),
        ("The Audit Report is published", 2, (("fiscal_transparency", "audit_report"),)),
    ]
    for one in found.criteria.values():
        assert sum(reason.points for reason in one.reasons) == one.points


def test_no_points_have_a_reason_too(evidence, part):
    found = score(evidence("[citizen_engagement]\ncivil_liberties = 1.0"), part())
    assert found.criteria["citizen_engagement"].reasons[0].text == "The evidence earns no points"


def test_reasons_are_said_in_the_language_in_use(evidence, part):
    with use_language("es"):
        found = score(evidence(COUNTRY_X), part())
    assert found.criteria["citizen_engagement"].reasons[0].text == "Las libertades civiles superan 5"


def test_a_constitutional_provision_says_what_is_unconfirmed_about_it(evidence, part):
    assert any("unconfirmed" in note for note in score(evidence(COUNTRY_X), part()).notes)


@pytest.mark.parametrize(
    ("entry", "repression", "passed"), [(3, 0, True), (0, 3, True), (2.99, 2.99, False), (2.99, None, None)]
)
def test_the_values_check_stands_beside_the_verdict(evidence, part, entry, repression, passed):
    """Its threshold is unconfirmed, so that it may not decide anything; its text says so."""
    check = f"[values_check]\ncso_entry_exit = {entry}\n" + (
        f"cso_repression = {repression}" if repression is not None else ""
    )
    text = COUNTRY_Y.replace('politicians = "non-public"', "law = true").replace(
        'senior_officials = "none"', "public_access = true"
    )
    with_check, without = (score(evidence(one), part("criteria-2018")) for one in (text + check, text))
    assert with_check.values_check.passed is passed
    assert "unconfirmed" in with_check.values_check.text
    assert with_check.values_check.text in with_check.notes
    assert (with_check.points, with_check.eligible) == (without.points, without.eligible)
