"""Texts that are read from right to left, in terminals of both sorts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from ogpkit.app.safe_text import align_lines, has_bidi_support, order_letters, text_excerpt

ARABIC = "يجب نشر المدفوعات لكل مشروع"


@pytest.mark.parametrize(
    ("environment", "by_itself"),
    [
        ({}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"VTE_VERSION": "7006"}, True),
        ({"VTE_VERSION": "5202"}, False),
        ({"KONSOLE_VERSION": "230804"}, True),
        ({"TERM_PROGRAM": "Apple_Terminal"}, True),
        ({"TERM_PROGRAM": "vscode"}, False),
        ({"VTE_VERSION": "7006", "OGPKIT_BIDI": "app"}, False),
        ({"OGPKIT_BIDI": "terminal"}, True),
        ({"OGPKIT_BIDI": "?"}, False),
    ],
)
def test_the_environment_tells_whether_the_terminal_orders_letters(environment, by_itself):
    assert has_bidi_support(environment) is by_itself


def test_arabic_is_put_in_order_for_a_terminal_that_does_not():
    assert order_letters(ARABIC, by_itself=False) == ARABIC[::-1]
    assert order_letters(ARABIC, by_itself=True) == ARABIC


def test_numbers_and_latin_words_within_keep_their_own_order():
    assert order_letters("القانون 2012 OGP", by_itself=False) == "OGP 2012 نوناقلا"


def test_a_text_is_broken_before_ordering_and_aligned_where_reading_begins():
    lines = align_lines(ARABIC, 16, right_to_left=True, by_itself=False).split("\n")
    assert [cell_len(line) for line in lines] == [16, 16, 16]
    assert [line.strip()[::-1] for line in lines] == ["يجب نشر", "المدفوعات لكل", "مشروع"]
    assert "".join(line.strip()[::-1] + " " for line in lines).split() == ARABIC.split()
    assert align_lines("Los pagos", 16, right_to_left=False, by_itself=False) == "Los pagos"


def test_an_excerpt_is_cut_at_its_end_not_at_its_left():
    assert text_excerpt(ARABIC, 8, right_to_left=True, by_itself=False) == "…" + ARABIC[:7][::-1]
    assert text_excerpt("Los pagos\ndeben", 30) == "Los pagos deben"


def test_nothing_in_a_text_acts_in_the_terminal():
    assert "\x1b" not in align_lines(f"{ARABIC}\x1b[31m\u202e", 20, right_to_left=True, by_itself=False)


@given(st.text(alphabet="ab مرحبا 12\n", max_size=80), st.integers(min_value=4, max_value=40), st.booleans())
def test_no_word_is_lost_and_no_line_is_too_wide(text, width, right_to_left):
    lines = align_lines(text, width, right_to_left=right_to_left, by_itself=False).split("\n")
    assert all(cell_len(line) <= width for line in lines)
    assert sorted("".join(lines).replace(" ", "")) == sorted("".join(text.split()))
