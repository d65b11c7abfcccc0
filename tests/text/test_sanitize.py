"""Texts from outside do nothing to a terminal."""

import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ogpkit.text.sanitize import escape_comment, for_json, sanitize, sanitize_line


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
    assert sanitize(text) == harmless


@pytest.mark.parametrize("text", ["ღია მმართველობა", "الحكومة المنفتحة", "Données", "👩‍⚖️ law\tand\norder", "नीति"])
def test_letters_of_every_script_stay(text):
    assert sanitize(text) == text


@given(st.text())
def test_no_control_character_is_left(text):
    assert all(unicodedata.category(letter) not in ("Cc", "Cs") or letter in "\t\n" for letter in sanitize(text))
    assert "\n" not in sanitize_line(text)


def test_json_stays_the_same_json_and_cannot_act():
    said = {"a": "\x9b\u202e\u2028\U000e0041 ñ 日本", "b": ["\x1b"]}
    text = for_json(json.dumps(said, ensure_ascii=False, indent=2))
    assert json.loads(text) == said
    assert sanitize(text) == text
    assert "ñ 日本" in text


def show(source):
    """Return the runs of letters that a server's look for names goes through, and the kinds of mark around them."""
    reader = MarkdownIt("gfm-like", {"linkify": False, "html": True})
    tokens = [inner for token in reader.parse(source) for inner in (token, *(token.children or ()))]
    runs, after_text = [], False
    for token in tokens:
        is_text = token.type in ("text", "text_special")
        if is_text and after_text:
            runs[-1] += token.content
        elif is_text:
            runs.append(token.content)
        after_text = is_text
    return runs, {token.type for token in tokens}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("@minister", ["@", "minister"]),
        ("mail a.b@example.org", ["mail a.b@", "example.org"]),
        ("see #12 and a/b#1", ["see #", "12 and a/b#", "1"]),
        ('!3 &4 $5 %6 ~"to do"', ["!", "3 &", "4 $", "5 %", "6 ~", '"to do"']),
        ("GH-12", ["GH-", "12"]),
        ("https://example.org/a/b/issues/1", ["https:", "//example.org/a/b/issues/1"]),
        ("www.example.org", ["www", ".example.org"]),
        ("[x](javascript:alert)", ["[x](javascript:alert)"]),
        ("<b>5 < 6</b>", ["<b>5 < 6</b>"]),
        ("as of 9ba12248b0a1c2", ["as of 9ba122", "48b0a1", "c2"]),
        ("/close", ["/close"]),
        ("- [x] done :tada:", ["- [x] done :", "tada:"]),
        ("{+ 5 +}", ["{", "+ 5 +}"]),
        ("100 % of 1000000 by 10:30:45, “الشفافية”", ["100 % of 1000000 by 10:30:45, “الشفافية”"]),
    ],
)
def test_a_text_in_a_comment_is_read_whole_and_does_nothing(text, read):
    source = escape_comment(text)
    runs, kinds = show(source)
    assert runs == read
    assert kinds <= {"paragraph_open", "inline", "text", "text_special", "html_inline", "paragraph_close"}
    assert not source.startswith("/")


@given(st.text(st.sampled_from(list("ab1 @#!~$%&^/:.-_[](){}<>|\\`*+\"'\n=\0")), max_size=30))
def test_no_text_of_a_comment_calls_anybody(text):
    source = escape_comment(text)
    runs, _kinds = show(source)
    assert not any(re.search(r"[@#!~$%&^][\w\"'.]|://|www\.|[a-z]-\d", run) for run in runs)
    assert set(re.findall(r"(?<!\\)<[^>]*>", source.replace("\\\\", ""))) <= {"<span>", "</span>"}
