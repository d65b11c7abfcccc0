"""Words that changed are marked in their place, and a long text is cut beside them without losing a gap."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.check.review.word_marks import find_changed_number, mark_words, read_number, shorten_pieces

LONG = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"


def write(pieces):
    return "".join(text if mark == "=" else f"[{mark}{text}]" for mark, text in pieces)


def test_what_stays_is_cut_and_keeps_the_gap_beside_a_change():
    marked = shorten_pieces(mark_words(f"{LONG} old {LONG}", f"{LONG} new {LONG}"))
    assert write(marked) == ("… fourteen fifteen sixteen seventeen [-old][+new] one two three four five six seven …")


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_pieces_hold_both_texts(before, after):
    pieces = mark_words(before, after)
    assert "".join(text for mark, text in pieces if mark != "+") == before
    assert "".join(text for mark, text in pieces if mark != "-") == after


@pytest.mark.parametrize(
    ("before", "after", "pair"),
    [
        ("100 % of firms", "50 % of firms", ("100 %", "50 %")),
        ("9 of 10", "8 of 10", ("9", "8")),
        ("9 of 10", "8 of 9", None),
        ("9 firms", "8 banks", None),
    ],
)
def test_one_number_that_changed_is_found(before, after, pair):
    assert find_changed_number(before, after) == pair


@pytest.mark.parametrize(
    ("text", "number"), [("100 %", 100), ("2,5", 2.5), ("1.234.567", 1_234_567), ("1.234", None), ("1.2.3", None)]
)
def test_a_number_is_read_where_its_signs_say_one_thing(text, number):
    assert read_number(text) == number
