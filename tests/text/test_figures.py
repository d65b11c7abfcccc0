"""Figures of every script."""

import pytest

from ogpkit.text.figures import write_plain_figures


@pytest.mark.parametrize("text", ["2013", "٢٠١٣", "۲۰۱۳", "२०१३", "২০১৩", "２０１３", "\u200e2013\u200f"])
def test_figures_of_every_script_are_plain_ones(text):
    assert write_plain_figures(text) == "2013"


@pytest.mark.parametrize("text", ["ოქტომბერი", "½", "Ⅻ", "x²"])
def test_what_is_no_figure_stays(text):
    assert write_plain_figures(text) == text
