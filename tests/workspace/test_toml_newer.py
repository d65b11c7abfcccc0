"""TOML 1.1, which ogpkit reads and most other programs refuse."""

from __future__ import annotations

import sys
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.workspace.positions import Positions
from ogpkit.workspace.toml import NotToml, parse_toml
from ogpkit.workspace.toml_newer import NewerSyntax, blank_newer_syntax, find_newer_syntax

SEVERAL = "a = {\n  b = 1, # why\n  c = 2\n}\nd = 3\n"


@pytest.mark.parametrize(
    ("text", "syntax", "place"),
    [
        (SEVERAL, NewerSyntax.SEVERAL_LINES, 5),
        ("a = { b = 1, }\n", NewerSyntax.LAST_COMMA, 11),
        ('a = "\\x41"\n', NewerSyntax.ESCAPE, 5),
        ('a = "one \\\\ \\e"\n', NewerSyntax.ESCAPE, 12),
        ("a = 10:30\n", NewerSyntax.NO_SECONDS, 4),
        ("a = 2012-04-01 10:30\n", NewerSyntax.NO_SECONDS, 4),
        ("a = [ { b = 1,\n c = 2 } ]\n", NewerSyntax.SEVERAL_LINES, 14),
    ],
)
def test_it_is_found_at_its_place(text, syntax, place):
    first = next(find_newer_syntax(text))
    assert (first.syntax, first.start) == (syntax, place)
    parse_toml(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "a = [\n  1,\n  2,\n]\n",
        "a = [\n  { b = 1 },\n]\n",
        'a = "{\n}"\n'.replace("\n}", " }"),
        'a = """\n{ b = 1,\n}\n10:30\n"""\n',
        "a = 'C:\\x41 { ,} 10:30'\n",
        'a = "\\\\x41"\n',
        "a = 10:30:00\n# 10:30 { , }\n",
        "a = 2012-04-01T10:30:00+05:30\n",
        "a = 2012-04-01 10:30:00Z\n",
    ],
)
def test_what_was_always_allowed_is_none(text):
    assert list(find_newer_syntax(text)) == []


def test_every_key_and_value_is_found_behind_it():
    places = Positions.of(SEVERAL.encode())
    assert (places.place(("a", "c")).line, places.place(("a", "c")).column) == (3, 7)
    assert (places.place(("d",)).line, places.place(("d",)).column) == (5, 5)
    moment = Positions.of(b"name = 'x'\njoined = 2011-08-01 10:00\n")
    assert (moment.place(("joined",)).line, moment.place(("joined",)).column) == (2, 10)


@pytest.mark.skipif(sys.version_info >= (3, 15), reason="the standard library reads TOML 1.1 too")
@given(
    st.lists(
        st.sampled_from(["{", "}", "a = ", "b = ", "1", ", ", "\n", "[", "]", "10:30", '"\\e"', "'x'", "# c\n"]),
        max_size=14,
    )
)
def test_it_is_what_the_standard_library_refuses(pieces):
    text = "".join(pieces)
    try:
        parse_toml(text.encode())
    except NotToml:
        return
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assert list(find_newer_syntax(text))
        tomllib.loads(blank_newer_syntax(text.encode()).decode())
    else:
        assert not list(find_newer_syntax(text))
