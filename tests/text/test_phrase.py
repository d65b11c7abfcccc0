"""A phrase is a string that knows which of its parts are texts from files."""

import copy
import pickle

from hypothesis import given
from hypothesis import strategies as st

from ogpkit.model import Translated
from ogpkit.text.blocks import Said
from ogpkit.text.phrase import Phrase, joined, named_language, pieces_of, told, worded, written

PIECES = st.lists(
    st.text(max_size=5) | st.builds(Said, st.text(max_size=5), st.sampled_from(["", "ka", "ar"])), max_size=5
)


def test_a_message_keeps_the_language_of_what_is_filled_in():
    said = told(
        "{what} of {who}, {count:03d}{nothing}", what="Plan", who=Said("საქართველო", "ka"), count=7, nothing=None
    )
    assert said == "Plan of საქართველო, 007"
    assert list(pieces_of(said)) == ["Plan", " of ", Said("საქართველო", "ka"), ", ", "007"]


def test_braces_in_a_text_from_a_file_are_text():
    assert told("{{x}} {who}", who=Said("{evil} {0}")) == "{x} {evil} {0}"


def test_what_is_empty_is_left_out_of_a_list():
    assert joined(", ", [Said("a"), None, "", Said(""), "b"]) == "a, b"
    assert joined(", ", []) == ""


def test_a_text_comes_in_the_best_language_and_says_which():
    text = Translated.of({"en": "Maps", "ka": "რუკები"})
    assert list(pieces_of(worded(text, "ka", "en"))) == [Said("რუკები", "")]
    assert list(pieces_of(worded(text, "es", "en"))) == [Said("Maps", "en")]
    assert worded(None, "es", "en") == ""
    assert written("", "ka") is None
    assert written("Ana", "ka") == Said("Ana", "ka")


def test_a_language_is_called_in_the_language_of_the_page():
    assert named_language("en", "ka") == Said("ინგლისური", "ka")
    assert named_language("qqq", "ka") == Said("qqq", "")


@given(PIECES, PIECES)
def test_a_phrase_is_the_string_of_its_parts_and_survives_copies(some, others):
    whole = Phrase([Phrase(some), *others])
    assert whole == "".join(part.text if isinstance(part, Said) else part for part in [*some, *others])
    assert whole.pieces == Phrase([*some, *others]).pieces
    for again in (copy.deepcopy(whole), pickle.loads(pickle.dumps(whole))):
        assert again == whole
        assert again.pieces == whole.pieces
