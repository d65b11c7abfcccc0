"""Reading TOML: the same values as the standard library's parser, and a place and words for what is wrong."""

import math
import string
import tomllib
from datetime import UTC, datetime, time, timedelta, timezone

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.workspace import toml
from ogpkit.workspace.toml import NotToml, NotUtf8, is_same, parse_toml

PARSERS = pytest.mark.parametrize("without_wheel", [False, True], ids=["tomledit", "tomllib"])


@pytest.fixture
def _parser(monkeypatch, without_wheel):
    if without_wheel:
        monkeypatch.setattr(toml, "Document", None)


KEYS = st.text(string.ascii_letters + "-_ .ქა🌍\"'\\", max_size=6)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=40) | st.text("ab\n\"'\\\r\t", max_size=12)
ZONES = st.timezones().map(lambda _: UTC) | st.integers(-1439, 1439).map(lambda m: timezone(timedelta(minutes=m)))
SCALARS = st.one_of(
    TEXTS,
    st.text("ლ", min_size=5000, max_size=5100),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.times(),
    st.datetimes(timezones=st.none() | ZONES),
)
CONTENT = st.dictionaries(
    KEYS,
    st.recursive(
        SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=10
    ),
    max_size=5,
)


@given(CONTENT, st.booleans(), st.booleans())
def test_it_reads_what_the_standard_library_reads(content, in_lines, with_mark):
    text = tomli_w.dumps(content, multiline_strings=in_lines)
    source = (b"\xef\xbb\xbf" if with_mark else b"") + text.encode()
    assert is_same(parse_toml(source), tomllib.loads(text))


PIECES = st.sampled_from(
    [
        "# a comment ქართული",
        "",
        "   \t",
        "{k} = 1 # why",
        "{k}.en = 'ლ'",
        "\"{k} x\".'y' . z = [ 1,\n  2, # two\n]",
        "{k} = {{ a.b = 1, c = [ {{ d = 2012-04-01 }} ] }}",
        "[{k}]",
        "[ {k} . b ]",
        "[[{k}]]",
        "[[{k}.b]]",
        '{k} = """\none\\\n   two\n"""',
        "{k} = '''\n# no comment\n'''",
        "{k} = 1979-05-27 07:32:00.123456Z",
        "{k} = 0x_",
        "{k} = +1_000",
        "{k} = -inf",
        "{k} = [[1, 2], ['x']]",
        "{k} = ",
    ]
)


@given(
    st.lists(st.tuples(PIECES, st.sampled_from("abc")), max_size=8),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\n"]),
)
def test_it_reads_and_refuses_files_as_the_standard_library_does(pieces, ending, last):
    text = ("\n".join(piece.format(k=key) for piece, key in pieces) + last).replace("\n", ending)
    try:
        wanted = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        with pytest.raises(NotToml):
            parse_toml(text.encode())
    else:
        assert is_same(parse_toml(text.encode()), wanted)


@pytest.mark.parametrize(
    ("source", "line", "column"),
    [
        (b"\xff", 1, 1),
        ("ab\r\nქა".encode() + b"\xff", 2, 3),
        (b"\xef\xbb\xbfab\xff", 1, 3),
        (b"a = 1\n\xc3", 2, 1),
        ("a = 'x'".encode("utf-16"), 1, 1),
    ],
)
def test_a_file_that_is_not_utf_8_is_told_where(source, line, column):
    with pytest.raises(NotUtf8, match="UTF-8") as caught:
        parse_toml(source)
    assert (caught.value.line, caught.value.column) == (line, column)


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("a = 1\na = 2", (2, 1), "the key a appears twice, first in line 1"),
        ('t = "Ana', (1, 9), "this text is not closed"),
        ("t = 'Ana", (1, 9), "this text is not closed"),
        ('t = """Ana', (1, 5), "three quotation marks are missing at its end"),
        ("a = 1\nt = '''Ana\nb = 2\n", (2, 5), "three quotation marks are missing at its end"),
        ('t = """Ana\nb = """Bea"""\nc = 1\n', (1, 5), "three quotation marks are missing at its end"),
        ("a" + ".b" * 300 + " = 1", (1, 1), "too many dots in a key"),
        ("a = " + "[" * 300 + "]" * 300, (1, 85), "too many nested brackets"),
        ("title = Budget", (1, 9), "quotation marks"),
        ("ქ = = 3", (1, 5), "one equals sign too many"),
        ('a = "ქართული" 3', (1, 15), "does not belong on this line"),
        ("due = 2012-13-01", (1, 7), "year-month-day"),
        ("list = [1", (1, 10), "a ] is missing"),
        ("title", (1, 6), "a key needs an equals sign and a value after it"),
        ("done = True", (1, 8), "small letters"),
        ("título = 1", (1, 2), "a-z, digits, - and _"),
        ('file = "C:\\Users"', (1, 13), "write two of them"),
        ("a = 1\n[a]", (2, 2), "the same key"),
        ("a = 1\x00", (1, 5), "missing here"),
        ('a = "\x00"', (1, 6), "cannot contain"),
        ('note = "one\ntwo"\nb = 3', (1, 12), "a quotation mark is missing"),
        ('list = ["a" "b"]', (1, 13), "a comma is missing"),
        ('list = ["a"\nb = 1', (2, 1), "a comma is missing before this, or the bracket"),
        ("due = 20.09.2011", (1, 12), "not a number; write a date as year-month-day"),
        ("[]", (1, 2), "a key is missing"),
        ("a = 1\n<<<<<<< HEAD\nb = 1", (2, 1), "git could not merge"),
    ],
)
def test_what_is_wrong_is_said_in_plain_words_at_its_place(text, place, reason):
    with pytest.raises(NotToml, match=reason) as caught:
        parse_toml(text.encode())
    assert (caught.value.line, caught.value.column) == place


def test_the_words_of_the_file_are_not_taken_for_those_of_the_parser():
    with pytest.raises(NotToml) as caught:
        parse_toml(b"note = 1 # duplicate key, line 7, column 9\nunicode = = 2")
    assert (caught.value.line, caught.value.reason) == (2, "there is one equals sign too many")


@PARSERS
@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 100_000,
        "a = " + "[" * 100_000 + "]" * 100_000,
        "a = " + "{a = " * 100_000,
        "a = " + '["]", ' * 50_000,
        "a = " + "[ # ]\n" * 50_000,
        "\x00",
        "a = 1\x00",
        'a = "\x00"',
        "\x00" * 100_000,
    ],
    ids=str.__len__,
)
def test_hostile_files_are_refused_like_any_other(text):
    with pytest.raises(NotToml):
        parse_toml(text.encode())


@pytest.mark.parametrize("text", [".".join("a" * 100_000) + " = 1", "[" + ".".join("a" * 100_000) + "]"], ids=len)
def test_endless_keys_are_refused(text):
    with pytest.raises(NotToml, match="too many"):
        parse_toml(text.encode())


def test_brackets_in_texts_and_comments_are_only_letters():
    text = "# see [1\n" * 200 + f'a = "{"[{" * 200}"\n'
    assert parse_toml(text.encode()) == {"a": "[{" * 200}


@PARSERS
@pytest.mark.usefixtures("_parser")
def test_what_is_wrong_has_a_place_with_either_parser():
    with pytest.raises(NotToml) as caught:
        parse_toml(b'a = "x"\nb = [1,, 2]\n')
    assert (caught.value.line, caught.value.column) == (2, 8)


def test_sameness_is_stricter_than_equality():
    noon = datetime(2012, 4, 1, 12, tzinfo=UTC)
    assert not is_same(1, True)
    assert not is_same([1], [1.0])
    assert not is_same({"a": 0.0}, {"a": -0.0})
    assert not is_same(noon, noon.astimezone(timezone(timedelta(hours=1))))
    assert not is_same({"a": 1}, {"b": 1})
    assert is_same([math.nan, time(9)], [math.nan, time(9)])
