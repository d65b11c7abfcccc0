"""Figures of every script."""

import pytest

from ogpkit.text.figures import format_number, write_plain_figures


@pytest.mark.parametrize("text", ["2013", "٢٠١٣", "۲۰۱۳", "२०१३", "২০১৩", "２０１３", "\u200e2013\u200f"])
def test_figures_of_every_script_are_plain_ones(text):
    assert write_plain_figures(text) == "2013"


@pytest.mark.parametrize(
    ("number", "text"),
    [(1.234, "1.2340"), (-12.345, "-12.3450"), (0.234, "0.234"), (1234.567, "1234.567"), (1.5, "1.5")],
)
def test_a_number_goes_out_as_a_text_that_is_no_other(number, text):
    assert format_number(number) == text


@pytest.mark.parametrize("text", ["ოქტომბერი", "½", "Ⅻ", "x²"])
def test_what_is_no_figure_stays(text):
    assert write_plain_figures(text) == text
