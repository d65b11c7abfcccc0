"""Agreement as one calculates it by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit_reporting.agreement import Weights, measure_agreement

SCALE = ("not-started", "limited", "substantial", "complete")

# Government and expert of the same six commitments.
PAIRS = (
    ("complete", "complete"),
    ("complete", "substantial"),
    ("substantial", "substantial"),
    ("substantial", "limited"),
    ("limited", "limited"),
    ("limited", "not-started"),
)


def test_share_and_linear_kappa_by_hand():
    """Three of six differ by one step of three: observed 3·(1/3)/6 = 1/6.

    By chance, the government says each of complete, substantial, limited 2 times of 6, the expert complete 1, substantial 2,
    limited 2, not started 1. Steps between them, weighted: complete 2·(0·1+1·2+2·2+3·1) = 18, substantial
    2·(1·1+0·2+1·2+2·1) = 10, limited 2·(2·1+1·2+0·2+1·1) = 10: 38 steps in 36 pairs, of three each: 38/108.
    Kappa is 1 - (1/6)/(38/108) = 1 - 18/38 = 20/38.
    """
    found = measure_agreement(PAIRS, SCALE)
    assert (found.pairs, found.same, found.share) == (6, 3, 50.0)
    assert found.kappa == pytest.approx(20 / 38)


def test_quadratic_kappa_by_hand():
    """Observed 3·(1/9)/6 = 1/18. By chance 2·(0+1·2+4·2+9·1) + 2·(1+0+1·2+4·1) + 2·(4+1·2+0+1·1) = 38 + 14 + 14 = 66 squared
    steps in 36 pairs, of nine each: 66/324. Kappa is 1 - (1/18)/(66/324) = 1 - 18/66 = 48/66.
    """
    assert measure_agreement(PAIRS, SCALE, Weights.QUADRATIC).kappa == pytest.approx(48 / 66)


def test_opposite_ends_are_worse_than_chance():
    """Government always one end, expert the other, each half of the time: 1 - 1/(1/2) = -1."""
    pairs = (("not-started", "complete"), ("complete", "not-started"))
    assert measure_agreement(pairs, SCALE).kappa == pytest.approx(-1)


def test_nothing_to_compare_has_neither_share_nor_kappa():
    found = measure_agreement((), SCALE)
    assert (found.pairs, found.share, found.kappa) == (0, None, None)


def test_kappa_is_not_defined_where_everybody_always_says_the_same():
    found = measure_agreement([("limited", "limited")] * 5, SCALE)
    assert (found.share, found.kappa) == (100.0, None)


N, L, S, C = SCALE

# The linear and the quadratic kappa that NLTK 3.10 and scikit-learn 1.9 give of the same answers; where both judge without
# regard to each other, or one always says the same, it is nothing.
KNOWN = {
    "the six above": (PAIRS, 0.5263157894736843, 0.7272727272727273),
    "perfect": ([(N, N), (L, L), (C, C)], 1.0, 1.0),
    "opposite ends": ([(N, C), (C, N)], -1.0, -1.0),
    "each always something else": ([(L, C)] * 4, 0.0, 0.0),
    "one always says the same": ([(L, N), (L, L), (L, S), (L, C)], 0.0, 0.0),
    "without regard to each other": ([(N, N), (N, C), (C, N), (C, C)], 0.0, 0.0),
    "a little worse than chance": (
        [(N, N)] * 9 + [(N, C)] * 11 + [(C, N)] * 10 + [(C, C)] * 11,
        -0.026221692491060766,
        -0.026221692491060766,
    ),
    "neighbours": ([(N, L)] * 3 + [(L, S)] * 2 + [(S, C)] * 4 + [(C, C)] * 5, 0.4521739130434783, 0.7319148936170212),
    "some far apart": (
        [(N, C)] * 2 + [(N, N)] * 6 + [(L, S)] * 3 + [(C, L)] + [(S, S)] * 7,
        0.4914841849148418,
        0.4069912609238453,
    ),
}


@pytest.mark.parametrize(("pairs", "linear", "quadratic"), KNOWN.values(), ids=KNOWN)
def test_kappa_is_what_statistical_libraries_give(pairs, linear, quadratic):
    assert measure_agreement(pairs, SCALE, Weights.LINEAR).kappa == pytest.approx(linear, abs=1e-12)
    assert measure_agreement(pairs, SCALE, Weights.QUADRATIC).kappa == pytest.approx(quadratic, abs=1e-12)


def test_on_a_scale_of_one_level_kappa_is_not_defined():
    found = measure_agreement([("done", "done")] * 3, ("done",))
    assert (found.share, found.kappa, found.round_kappa(2)) == (100.0, None, None)


def test_a_kappa_of_nearly_nothing_is_not_minus_nothing():
    pairs = [(N, N)] * 500 + [(N, C)] * 501 + [(C, N)] * 500 + [(C, C)] * 500
    found = measure_agreement(pairs, SCALE)
    assert -0.005 < found.kappa < 0
    assert [str(found.round_kappa(digits)) for digits in (1, 2, 3)] == ["0.0", "0.0", "0.0"]
    assert found.round_kappa(6) == pytest.approx(found.kappa, abs=1e-6)


LEVELS = st.sampled_from(SCALE)


@given(st.lists(st.tuples(LEVELS, LEVELS), max_size=30), st.sampled_from(Weights))
def test_kappa_does_not_care_who_is_asked_first_and_never_passes_one(pairs, weights):
    there = measure_agreement(pairs, SCALE, weights)
    back = measure_agreement([(expert, government) for government, expert in pairs], SCALE, weights)
    assert there.share == back.share
    if there.kappa is None:
        assert back.kappa is None
    else:
        assert there.kappa == pytest.approx(back.kappa)
        assert -1.0 - 1e-9 <= there.kappa <= 1 + 1e-9


@given(st.lists(LEVELS, min_size=2, max_size=30).filter(lambda said: len(set(said)) > 1))
def test_full_agreement_is_one(said):
    found = measure_agreement([(one, one) for one in said], SCALE)
    assert (found.share, found.kappa) == (100.0, pytest.approx(1))
