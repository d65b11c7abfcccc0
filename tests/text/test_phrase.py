"""A phrase is a string that knows which of its parts are texts from files."""

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.model import Translated
from ogpkit.text.inline import LangText
from ogpkit.text.phrase import (
    Phrase,
    format_phrase,
    join_number,
    join_phrases,
    language_phrase,
    localized,
    phrase_parts,
    plain_text,
)

PIECES = st.lists(
    st.text(max_size=5) | st.builds(LangText, st.text(max_size=5), st.sampled_from(["", "ka", "ar"])), max_size=5
)


def test_a_message_keeps_the_language_of_what_is_filled_in():
    said = format_phrase(
        "{what} of {who}, {count:03d}{nothing}", what="Plan", who=LangText("საქართველო", "ka"), count=7, nothing=None
    )
    assert said == "Plan of საქართველო, 007"
    assert list(phrase_parts(said)) == ["Plan", " of ", LangText("საქართველო", "ka"), ", ", "007"]


def test_braces_in_a_text_from_a_file_are_text():
    assert format_phrase("{{x}} {who}", who=LangText("{evil} {0}")) == "{x} {evil} {0}"


def test_what_is_empty_is_left_out_of_a_list():
    assert join_phrases(", ", [LangText("a"), None, "", LangText(""), "b"]) == "a, b"
    assert join_phrases(", ", []) == ""


def test_a_text_comes_in_the_best_language_and_says_which():
    text = Translated.of({"en": "Maps", "ka": "რუკები"})
    assert list(phrase_parts(localized(text, "ka", "en"))) == [LangText("რუკები", "")]
    assert list(phrase_parts(localized(text, "es", "en"))) == [LangText("Maps", "en")]
    assert localized(None, "es", "en") == ""
    assert plain_text("", "ka") is None
    assert plain_text("Ana", "ka") == LangText("Ana", "ka")


def test_a_language_is_called_in_the_language_of_the_page():
    assert language_phrase("en", "ka") == LangText("ინგლისური", "ka")
    assert language_phrase("qqq", "ka") == LangText("qqq", "")


@given(PIECES, PIECES)
def test_a_phrase_is_the_string_of_its_parts_and_survives_copies(some, others):
    whole = Phrase([Phrase(some), *others])
    assert whole == "".join(part.text if isinstance(part, LangText) else part for part in [*some, *others])
    assert whole.pieces == Phrase([*some, *others]).pieces
    for again in (copy.deepcopy(whole), pickle.loads(pickle.dumps(whole))):
        assert again == whole
        assert again.pieces == whole.pieces


@pytest.mark.parametrize(
    ("number", "title", "said"),
    [
        ("3", "Open data portal", "3 Open data portal"),
        ("", "Open data portal", "Open data portal"),
        ("3", "3. Open data portal", "3. Open data portal"),
        ("A.1.C", "A.1.c) Making an inventory", "A.1.c) Making an inventory"),
        ("11", "ACTION 11: Change attitudes", "ACTION 11: Change attitudes"),
        ("A", "A portal for all", "A A portal for all"),
        ("3", "3.2 Portal", "3 3.2 Portal"),
        ("15", "The 15 ministries", "15 The 15 ministries"),
    ],
)
def test_a_number_stands_before_a_title_that_does_not_begin_with_it(number, title, said):
    assert join_number(number, title) == said
    assert join_number(number, LangText(title, "es")) == said
