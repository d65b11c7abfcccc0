"""What single changes would do: exactly those that flip the verdict are named, over the whole space of evidence."""

from __future__ import annotations

from functools import cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit_eligibility.improvements import (
    apply_change,
    count_missing_points,
    describe_improvement,
    list_changes,
    list_improvements,
    list_risks,
)
from ogpkit_eligibility.model import (
    AccessToInformation,
    AssetDisclosure,
    CitizenEngagement,
    Disclosure,
    Evidence,
    FiscalTransparency,
    InformationRight,
)
from ogpkit_eligibility.scoring import Basis, get_evidence, score

LIBERTIES = (0.0, 2.5, 2.51, 5.0, 5.01, 7.5, 7.51, 10.0)
"""Both sides of every threshold, and both ends."""

VALUES = {
    ("fiscal_transparency", "executive_budget_proposal"): (True, False),
    ("fiscal_transparency", "audit_report"): (True, False),
    ("access_to_information", "status"): tuple(InformationRight),
    ("asset_disclosure", "politicians"): tuple(Disclosure),
    ("asset_disclosure", "senior_officials"): tuple(Disclosure),
    ("citizen_engagement", "civil_liberties"): LIBERTIES,
}

VALUES_2014 = {
    **{at: values for at, values in VALUES.items() if at[0] != "asset_disclosure"},
    ("asset_disclosure", "law"): (True, False),
    ("asset_disclosure", "public_access"): (True, False),
}

CLASSES = {
    "fiscal_transparency": FiscalTransparency,
    "access_to_information": AccessToInformation,
    "asset_disclosure": AssetDisclosure,
    "citizen_engagement": CitizenEngagement,
}


def made(values, covered=frozenset(CLASSES)):
    tables = {}
    for (name, key), value in values.items():
        if name in covered:
            tables.setdefault(name, {})[key] = value
    return Evidence(edition="roadmap-2011", **{name: CLASSES[name](**table) for name, table in tables.items()})


def all_evidence(space):
    for values in product(*space.values()):
        yield made(dict(zip(space, values, strict=True)))


def band(value):
    """Numbers between the same thresholds are the same evidence."""
    return sum(value > limit for limit in (2.5, 5, 7.5)) if isinstance(value, float) else value


@pytest.mark.parametrize(("edition", "space"), [("roadmap-2011", VALUES), ("criteria-2014", VALUES_2014)])
def test_exactly_the_single_changes_that_flip_the_verdict_are_named(part, edition, space):
    """Exhaustive: every evidence on the grid, every other value of every field."""
    criteria = part(edition)
    eligible = cache(
        lambda evidence: score(evidence, criteria).eligible
    )  # a change leads to other evidence of the grid
    for evidence in all_evidence(space):
        now = eligible(evidence)
        flipping = {
            (at, band(value))
            for at, values in space.items()
            for value in values
            if eligible(apply_change(evidence, at, value)) != now
        }
        named = {(change.at, band(change.value)) for change in list_changes(evidence, criteria) if change.enough}
        assert named == flipping


def test_what_is_said_of_a_change_comes_true(part):
    criteria = part()
    for evidence in list(all_evidence(VALUES))[::7]:
        now = score(evidence, criteria)
        for change in list_changes(evidence, criteria):
            after = score(apply_change(evidence, change.at, change.value), criteria)
            assert (after.points, after.eligible) == (change.points, change.eligible)
            assert after.points - now.points == change.gain
            assert change.enough == (after.eligible != now.eligible)


def evidence_strategy():
    values = st.fixed_dictionaries(
        {
            at: st.floats(0, 10) if at[0] == "citizen_engagement" else st.sampled_from(options)
            for at, options in VALUES.items()
        }
    )
    return st.builds(made, values, st.sets(st.sampled_from(sorted(CLASSES))))


@given(evidence=evidence_strategy())
def test_points_are_never_more_than_possible_nor_less_than_nothing(part, evidence):
    found = score(evidence, part())
    for one in found.criteria.values():
        assert one is None or 0 <= one.points <= one.points_most <= one.possible
    assert 0 <= found.points <= found.points_most <= found.possible
    assert found.possible == 4 * sum(one is not None for one in found.criteria.values())


@given(evidence=evidence_strategy())
def test_the_verdict_is_the_share_and_nothing_else(part, evidence):
    found = score(evidence, part())
    least, most = (4 * points >= 3 * found.possible for points in (found.points, found.points_most))
    assert found.eligible == (least if least == most and found.possible else None)
    assert found.eligible is None or found.is_range or found.eligible == (count_missing_points(found) == 0)


@given(evidence=evidence_strategy(), told=st.sets(st.sampled_from(sorted(VALUES))), data=st.data())
def test_what_is_found_out_never_leaves_the_range(part, evidence, told, data):
    """Whatever is not at hand may turn out to be anything, and the range holds all of it."""
    before = score(evidence, part())
    if before.basis is Basis.NOTHING:
        return
    after = evidence
    for at in told:
        counted = before.criteria[at[0]]
        if counted is not None and at[1] in counted.missing:
            value = data.draw(st.floats(0, 10) if at[1] == "civil_liberties" else st.sampled_from(VALUES[at]))
            after = apply_change(after, at, value)
    now = score(after, part())
    assert before.points <= now.points <= now.points_most <= before.points_most
    assert before.eligible is None or now.eligible == before.eligible


@given(evidence=evidence_strategy())
def test_both_ends_of_a_range_can_come_true(part, evidence):
    found = score(evidence, part())
    open_at = [(name, key) for name, one in found.criteria.items() if one for key in one.missing]
    totals = set()
    for values in product(*(VALUES[at] for at in open_at)):
        after = evidence
        for at, value in zip(open_at, values, strict=True):
            after = apply_change(after, at, value)
        totals.add(score(after, part()).points)
    assert (min(totals), max(totals)) == (found.points, found.points_most)


BETTER = {
    "executive_budget_proposal": (False, True),
    "audit_report": (False, True),
    "status": ("none", "draft", "constitution", "law"),
    "politicians": ("none", "non-public", "public"),
    "senior_officials": ("none", "non-public", "public"),
}


@given(evidence=evidence_strategy(), at=st.sampled_from(sorted(VALUES)), data=st.data())
def test_better_evidence_never_costs_points(part, evidence, at, data):
    """Monotonic: more openness never lowers a score."""
    table = get_evidence(evidence, at[0])
    if table is None:  # what is not known cannot get better
        return
    now = getattr(table, at[1])
    if at[1] == "civil_liberties":
        better = data.draw(st.floats(now, 10))
    else:
        ladder = BETTER[at[1]]
        better = data.draw(st.sampled_from(ladder[ladder.index(now) :]))
    after = apply_change(evidence, at, better)
    assert score(after, part()).points >= score(evidence, part()).points


COUNTRY_Y = """
[access_to_information]
status = "law"
[asset_disclosure]
politicians = "non-public"
senior_officials = "none"
[citizen_engagement]
civil_liberties = 5.0
"""


def test_country_y_needs_one_point_and_is_told_how_to_get_it(evidence, part):
    found = list_improvements(evidence(COUNTRY_Y), part())
    assert count_missing_points(score(evidence(COUNTRY_Y), part())) == 1
    assert [(change.at[1], change.value, change.gain, change.enough) for change in found] == [
        ("civil_liberties", 7.51, 2, True),
        ("politicians", "public", 1, True),
        ("senior_officials", "public", 1, True),
        ("civil_liberties", 5.01, 1, True),
    ]
    assert describe_improvement(found[-1]) == "Civil liberties: 5.01 (+1 point, then eligible)"


def test_a_change_that_is_not_enough_says_so(evidence, part):
    text = COUNTRY_Y.replace('"law"', '"none"')
    found = list_improvements(evidence(text), part())
    assert not found[-1].enough
    assert describe_improvement(found[-1]).endswith("not enough by itself)")


def test_risks_are_the_changes_that_would_lose_the_verdict(evidence, part):
    text = COUNTRY_Y.replace("5.0", "5.01")
    assert all(change.eligible is False for change in list_risks(evidence(text), part()))
    assert ("civil_liberties", 5) in {(change.at[1], change.value) for change in list_risks(evidence(text), part())}


def test_nothing_is_promised_where_the_evidence_is_not_at_hand(evidence, part):
    text = 'edition = "criteria-2014"\n[published]\nverdict = "eligible"\npoints = 15\npossible = 16'
    assert list(list_changes(evidence(text), part("criteria-2014"))) == []
