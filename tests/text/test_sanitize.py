"""Texts from outside do nothing to a terminal."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.text.sanitize import in_json, on_one_line, shown


@pytest.mark.parametrize(
    ("text", "harmless"),
    [
        ("\x1b[31mred", "<U+001B>[31mred"),
        ("a\x07b\x9bc", "a<U+0007>b<U+009B>c"),
        ("file\u202etxt.exe", "file<U+202E>txt.exe"),
        ("carriage\rreturn", "carriage<U+000D>return"),
    ],
)
def test_what_would_act_is_shown_as_its_code_point(text, harmless):
    assert shown(text) == harmless


@pytest.mark.parametrize("text", ["ღია მმართველობა", "الحكومة المنفتحة", "Données", "👩‍⚖️ law\tand\norder", "नीति"])
def test_letters_of_every_script_stay(text):
    assert shown(text) == text


@given(st.text())
def test_no_control_character_is_left(text):
    assert all(unicodedata.category(letter) not in ("Cc", "Cs") or letter in "\t\n" for letter in shown(text))
    assert "\n" not in on_one_line(text)


def test_json_stays_the_same_json_and_cannot_act():
    said = {"a": "\x9b\u202e\u2028\U000e0041 ñ 日本", "b": ["\x1b"]}
    text = in_json(json.dumps(said, ensure_ascii=False, indent=2))
    assert json.loads(text) == said
    assert shown(text) == text
    assert "ñ 日本" in text
