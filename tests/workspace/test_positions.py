"""Where things stand in a file, in lines and characters as an editor shows them."""

import string
import subprocess
import sys
import tomllib

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.workspace.positions import START, Positions, Span
from ogpkit.workspace.toml import is_same

FILE = """\
# გეგმა 🌍
title.en = "Plan" # مرحبا
title."ქა rt" = 'x'
limits = { low = 1, high = { of = [10, 20] } }
partners = [
  "ა", "🌍", # both
  "Chamber",
]
text = \"\"\"
# no comment
end\"\"\"

[a.b.c]
x = 1

[[m]]
id = "0"
[[m.n]]
deep = true
[[m.n]]
deep = false
[m.sub]
k = 1

[[m]]
"" = 1
"a\\u0062\\"c" = 2

[a]
y = 2
"""


def text_at(source: bytes, span: Span | None) -> str | None:
    """What stands at a span, counted in an independent way."""
    if span is None:
        return None
    lines = source.decode("utf-8-sig").split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


@pytest.fixture(params=["plain", "CRLF", "BOM", "CRLF and BOM"])
def source(request):
    text = FILE.replace("\n", "\r\n") if "CRLF" in request.param else FILE
    return (b"\xef\xbb\xbf" if "BOM" in request.param else b"") + text.encode()


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        (("title", "en"), "en", '"Plan"'),
        (("title", "ქა rt"), '"ქა rt"', "'x'"),
        (("limits", "low"), "low", "1"),
        (("limits", "high", "of", 1), None, "20"),
        (("partners", 1), None, '"🌍"'),
        (("partners", 2), None, '"Chamber"'),
        (("a", "b", "c", "x"), "x", "1"),
        (("m", 0, "id"), "id", '"0"'),
        (("m", 0, "n", 1, "deep"), "deep", "false"),
        (("m", 0, "sub", "k"), "k", "1"),
        (("m", 1, ""), '""', "1"),
        (("m", 1, 'ab"c'), '"a\\u0062\\"c"', "2"),
        (("a", "y"), "y", "2"),
    ],
)
def test_each_key_and_value_is_found(source, path, key, value):
    positions = Positions.of(source)
    assert text_at(source, positions.key(path)) == key
    assert text_at(source, positions.value(path)) == value
    assert positions.place(path) == positions.value(path)


@pytest.mark.parametrize(
    ("path", "header"),
    [
        (("a", "b", "c"), "[a.b.c]"),
        (("a",), "[a]"),
        (("m", 0), "[[m]]"),
        (("m", 0, "n", 1), "[[m.n]]"),
        (("m", 0, "sub"), "[m.sub]"),
        (("a", "b"), None),
        (("title",), None),
    ],
)
def test_each_table_is_found_by_its_header(source, path, header):
    assert text_at(source, Positions.of(source).table(path)) == header


def test_the_file_itself_begins_at_its_first_character(source):
    positions = Positions.of(source)
    assert positions.table(()) == positions.place(()) == START == Span(1, 1, 1, 1)


@pytest.mark.parametrize(
    ("path", "line", "why"),
    [
        (("title",), 2, "the first key of a table that has no header"),
        (("title", "fr"), 2, "a language that is missing: where the others begin"),
        (("limits", "low", "x"), 4, "a key in what is no table: that value"),
        (("m",), 16, "a list of tables: its first item"),
        (("m", 1, "id"), 25, "a key that an item lacks: the item"),
        (("m", 1, "title", "en"), 25, "a table that an item lacks"),
        (("a", "b"), 13, "a table named only within a header"),
        (("m", 0, "n", 1, "x"), 20, "the second item within the first"),
        (("m", 0), 16, "an item, not a table within it"),
        (("a",), 29, "a table with a header of its own, not a table within it"),
        (("m", 7, "x"), 16, "an item that is not there: the list"),
        (("nothing",), 1, "nothing near: the file"),
    ],
)
def test_what_is_missing_is_placed_where_it_would_be(source, path, line, why):
    assert Positions.of(source).place(path).line == line, why


def test_a_finding_about_a_key_is_placed_at_the_key(source):
    positions = Positions.of(source)
    assert text_at(source, positions.place_of_key(("title", "en"))) == "en"
    assert text_at(source, positions.place_of_key(("m", 0))) == "[[m]]"


def test_only_comments_are_comments(source):
    texts = [source[start:end].rstrip().decode() for start, end in Positions.of(source).comments]
    assert texts == ["# გეგმა 🌍", "# مرحبا", "# both"]


def test_what_the_grammar_does_not_know_does_not_hide_the_rest():
    """Newlines in inline tables are TOML 1.1, which the parser reads and the grammar may not."""
    source = b"before = 1\nt = {\n  a = 1,\n  b = 2,\n}\nafter = 2\n\n[x]\ny = 3\n"
    positions = Positions.of(source)
    assert text_at(source, positions.value(("before",))) == "1"
    assert text_at(source, positions.value(("x", "y"))) == "3"
    assert positions.place(("t", "b")).line in range(1, 6)


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"= = =\n[",
        b"[]\n[[]]\nx",
        b"a = " + b"[" * 20_000,
        b"a = " + b"[" * 20_000 + b"]" * 20_000,
        b".".join([b"a"] * 5_000) + b" = 1",
        b"\x00" * 1000,
    ],
    ids=len,
)
def test_a_file_that_cannot_be_read_has_places_all_the_same(source):
    assert Positions.of(source).place(("a", 0, "b")).line == 1


def test_the_grammar_is_not_loaded_before_it_is_needed():
    code = (
        "import sys, ogpkit.workspace.positions; sys.exit(any(name.startswith('tree_sitter') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-P", "-c", code], check=False).returncode == 0


KEYS = st.text(string.ascii_letters + "-_ .ქ🌍\"'\\\n", max_size=5)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=12) | st.text("a\n\"'\\#", max_size=8)
SCALARS = st.one_of(
    TEXTS,
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.booleans(),
    st.dates(),
    st.times(),
    st.datetimes(),
)
CONTENT = st.dictionaries(
    KEYS,
    st.recursive(
        SCALARS,
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(KEYS, inner, max_size=3)
            | st.lists(st.dictionaries(KEYS, inner, max_size=3), min_size=1, max_size=3)
        ),
        max_leaves=15,
    ),
    max_size=5,
)


def leaves(value, path=()):
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from leaves(item, (*path, position))
    else:
        yield path, value


@given(CONTENT, st.booleans(), st.booleans(), st.booleans())
def test_what_stands_at_the_place_of_a_value_is_that_value(content, in_lines, with_mark, with_cr):
    """The standard library reads the stretch of text alone as it read it within the file."""
    text = tomli_w.dumps(content, multiline_strings=in_lines and not with_cr)
    source = (b"\xef\xbb\xbf" if with_mark else b"") + (text.replace("\n", "\r\n") if with_cr else text).encode()
    positions = Positions.of(source)
    for path, value in leaves(tomllib.loads(text)):
        alone = text_at(source, positions.value(path))
        assert alone is not None, path
        assert is_same(tomllib.loads(f"x = {alone}")["x"], value)
        assert isinstance(path[-1], int) or positions.key(path) is not None


@given(st.binary(max_size=60) | st.text("a.[]{}=\"'\n,#1 ", max_size=60).map(str.encode))
def test_no_file_is_too_broken_to_be_looked_at(source):
    positions = Positions.of(source)
    assert positions.place(("a", 0)).line >= 1
    for start, end in [*positions.comments, *positions.headers]:
        assert 0 <= start <= end <= len(source)
