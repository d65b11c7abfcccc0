"""What people write by habit, and what they are told about it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.workspace.toml import NotToml, parse_toml
from ogpkit.workspace.toml_hints import explain_syntax_error


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("name = “Kenya”", (1, 8), "“ is a quotation mark from a word processor"),
        ("name = «Kenya»", (1, 8), "« is a quotation mark from a word processor"),
        ("name = ‘Kenya’", (1, 8), "‘ is a quotation mark from a word processor"),
        ("name\u00a0= 1", (1, 5), "an invisible character"),
        ("a = 14/01/2014", (1, 5), "write the date as year-month-day: 2014-01-14"),
        ("a = 01/14/2014", (1, 5), "write the date as year-month-day: 2014-01-14"),
        ("a = 03.04.2014", (1, 5), "write the date as year-month-day: 2014-04-03"),
        ("a = 2014/4/3", (1, 5), "write the date as year-month-day: 2014-04-03"),
        ("a = 2014-4-3", (1, 5), "write the date as year-month-day: 2014-04-03"),
        ("a = 03/04/2014", (1, 5), "this is not a date; write it as year-month-day"),
        ("a = 03/04/14", (1, 5), "this is not a date; write it as year-month-day"),
        ("a = 2014-02-30", (1, 5), "this date does not exist"),
        ("a = yes", (1, 5), "write true in small letters"),
        ("a = Non # pas encore", (1, 5), "write false in small letters"),
        ("a = True", (1, 5), "write true in small letters"),
        ("a = oui mais", (1, 5), "needs quotation marks around it"),
        ("a = 1 000 000", (1, 5), "without spaces: 1000000"),
        ("a = 6,18", (1, 6), "a point, not a comma: 6.18"),
        ("a = 1,000", (1, 6), "write 1000 or 1.000"),
        ("a = 'L'eau pour tous'", (1, 8), "ends at the last apostrophe before here"),
        ('a = "une "vraie" loi"', (1, 11), "ends at the last quotation mark before here"),
        ('a = "x"; # c', (1, 8), "; does not belong at the end of a line"),
        ('a = "x",', (1, 8), ", does not belong at the end of a line"),
        ('a = "x" // c', (1, 9), "a comment begins with #"),
        ("a: 1", (1, 4), "write an equals sign between a key and its value, not a colon"),
        ("a = 1 b = 2", (1, 9), "each key needs its own line"),
        ('{"a": 1}', (1, 1), "this is JSON"),
        ("PK\x03\x04\x14", (1, 6), "Word or Excel"),
        ("a = 2014–04–03", (1, 5), "write the date with hyphens, which are shorter than dashes: 2014-04-03"),
        ("lеad = 1", (1, 2), "the letter “е” is Cyrillic, not Latin; write lead with a Latin keyboard"),
        (
            "[a]\nb = 1\n[a]",
            (3, 2),
            "first in line 1; put all keys under one heading, or write [[a]] for each",
        ),
        ("[a]\nb = 1\n[[a]]", (3, 3), "[a] has other brackets in line 1; write [[a]] in both places"),
        ("[[a]]\nb = 1\n[a]", (3, 2), "[a] has other brackets in line 1; write [[a]] in both places"),
        ('a = """\n[b]\n"""\n[b]\nc = 1\nc = 2', (6, 1), "the key c appears twice, first in line 5"),
        ("a = 1\n=======", (2, 1), "git could not merge"),
        ('a = "Kenya”', (1, 12), "” is a quotation mark from a word processor"),
        ("a = 「Kenya」", (1, 5), "「 is a quotation mark from a word processor"),
        ('a ＝ "1"', (1, 3), "TOML does not know “＝”; write “=”"),
        ('a = ["b"، "c"]', (1, 9), "TOML does not know “،”; write ,"),
        ('a = ［"b"]', (1, 9), "TOML does not know “［”; write “[”"),
        ('a = ("b", "c")', (1, 9), "put a list in square brackets"),
        ('a =\u200b "1"', (1, 6), "an invisible character"),
        ("a = 20%", (1, 5), "without a unit or a sign after it: 20"),
        ("a = 84 people", (1, 5), "without a unit or a sign after it: 84"),
        ("a = 5.2/10", (1, 8), "without a unit or a sign after it: 5.2"),
        ("a = ٢٠", (1, 5), "with the digits 0 to 9: 20"),
        ("a = #N/A", (1, 5), "delete the line until you know the value"),
        ("a = TBD", (1, 5), "delete the line until you know the value"),
        ("a = n/a", (1, 5), "delete the line until you know the value"),
        ("[a b]", (1, 3), "cannot have spaces; write a_b"),
        ("[[a b]]", (1, 4), "cannot have spaces; write a_b"),
        ("a b = 1", (1, 3), "cannot have spaces; write a_b"),
        ("a = { b: 1 }", (1, 10), "write an equals sign between a key and its value, not a colon"),
        ('a = { "b": 1 }', (1, 10), "write an equals sign between a key and its value, not a colon"),
        ("<!-- b -->\na = 1", (1, 6), "a comment begins with #"),
        ("<!DOCTYPE html>", (1, 11), "this is a web page"),
        ("```", (1, 4), "this is a line of Markdown"),
        ("||||||| base", (1, 1), "git could not merge"),
        (
            "<<<<<<< HEAD\na = 1\n=======\na = 2\n>>>>>>> other",
            (1, 1),
            "keep both: move one into a new file with another name",
        ),
        ("b = 1\n<<<<<<< HEAD\na = 1\n=======\na = 2\n>>>>>>> other", (2, 1), "keep both, one after the other"),
        ('a = """\n<<<<<<< HEAD\none\n=======\ntwo\n>>>>>>> other\n"""', (2, 1), "git could not merge"),
    ],
)
def test_a_slip_is_named_with_what_to_write_instead(text, place, said):
    source = f"{text}\n".encode()
    with pytest.raises(NotToml) as caught:
        parse_toml(source)
    assert (caught.value.line, caught.value.column) == place
    assert said in caught.value.reason.replace("“;”", ";").replace("“,”", ",")


@given(st.text(max_size=40), st.integers(1, 5), st.integers(1, 45))
def test_any_text_has_an_answer_or_none(text, line, column):
    said = explain_syntax_error(text, line, column)
    assert said is None or said
