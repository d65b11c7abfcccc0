"""Every published result whose evidence is documented, and what a published result may decide."""

from __future__ import annotations

import pytest

from ogpkit_eligibility.scoring import Basis, score

GEORGIA_2014 = """
edition = "criteria-2014"
[published]
verdict = "eligible"
points = 15
possible = 16
criteria = { fiscal_transparency = 4, access_to_information = 4, asset_disclosure = 4, citizen_engagement = 3 }
"""

PAPUA_NEW_GUINEA_2014 = """
edition = "criteria-2014"
[fiscal_transparency]
executive_budget_proposal = true
audit_report = true
[published]
verdict = "eligible"
points = 13
possible = 16
"""

PAPUA_NEW_GUINEA_2015 = """
edition = "criteria-2014"
[fiscal_transparency]
executive_budget_proposal = true
audit_report = false
[published]
verdict = "not-eligible"
points = 11
possible = 16
"""

TUNISIA_2015 = """
edition = "criteria-2014"
[fiscal_transparency]
audit_report = false
[published]
verdict = "not-eligible"
points = 11
possible = 16
"""


@pytest.mark.parametrize(
    ("text", "expected", "headline"),
    [
        (GEORGIA_2014, (15, 16, True, 4), "Eligible, 15 of 16 (94 %), as published"),
        (PAPUA_NEW_GUINEA_2014, (13, 16, True, 4), "Eligible, 13 of 16 (81 %), as published"),
        (PAPUA_NEW_GUINEA_2015, (11, 16, False, 2), "Not eligible, 11 of 16 (69 %), as published"),
        (TUNISIA_2015, (11, 16, False, None), "Not eligible, 11 of 16 (69 %), as published"),
    ],
    ids=["Georgia 2014", "Papua New Guinea 2014", "Papua New Guinea 2015", "Tunisia 2015"],
)
def test_published_results_are_reproduced(evidence, part, text, expected, headline):
    found = score(evidence(text), part("criteria-2014"))
    card = found.criteria["fiscal_transparency"]
    assert (found.points, found.possible, found.eligible, card.points if card else None) == expected
    assert found.basis is Basis.PUBLISHED
    assert found.headline == headline
    assert found.why.endswith("published result, evidence missing.")


def test_the_published_share_is_reached_by_the_criteria_s_points(evidence, part):
    """Georgia: 4 + 4 + 4 + 3, and the threshold of 12 of 16 gives the published verdict."""
    found = score(evidence(GEORGIA_2014), part("criteria-2014"))
    assert sum(one.points for one in found.criteria.values()) == found.points
    assert found.points >= found.threshold


@pytest.mark.parametrize("text", [PAPUA_NEW_GUINEA_2014, PAPUA_NEW_GUINEA_2015, TUNISIA_2015])
def test_the_published_verdict_is_what_the_threshold_gives(evidence, part, text):
    found = score(evidence(text), part("criteria-2014"))
    assert (found.points >= found.threshold) == found.eligible


def test_papua_new_guinea_lost_exactly_the_points_of_the_audit_report(evidence, part):
    before, after = (
        score(evidence(one), part("criteria-2014")) for one in (PAPUA_NEW_GUINEA_2014, PAPUA_NEW_GUINEA_2015)
    )
    lost = before.criteria["fiscal_transparency"].points - after.criteria["fiscal_transparency"].points
    assert lost == before.points - after.points == 2


WHOLE = """
[fiscal_transparency]
executive_budget_proposal = true
audit_report = true
[access_to_information]
status = "law"
[asset_disclosure]
politicians = "public"
senior_officials = "public"
[citizen_engagement]
civil_liberties = 9.0
"""


def test_whole_evidence_decides_whatever_was_published(evidence, part):
    text = WHOLE + '[published]\nverdict = "not-eligible"\npoints = 11\npossible = 16'
    found = score(evidence(text), part())
    assert (found.points, found.eligible, found.basis) == (16, True, Basis.EVIDENCE)


def test_three_criteria_suffice_when_the_total_was_out_of_twelve(evidence, part):
    text = WHOLE.replace("[fiscal_transparency]\nexecutive_budget_proposal = true\naudit_report = true\n", "")
    found = score(evidence(text + '[published]\nverdict = "eligible"\npoints = 12\npossible = 12'), part())
    assert (found.points, found.possible, found.basis) == (12, 12, Basis.EVIDENCE)


def test_a_verdict_alone_gives_no_points(evidence, part):
    """Angola was eligible for the first time in 2014; how many points it had is not documented."""
    found = score(evidence('edition = "criteria-2014"\n[published]\nverdict = "eligible"'), part("criteria-2014"))
    assert (found.points, found.possible, found.share, found.eligible) == (None, None, None, True)
    assert found.headline == "Eligible, as published"
