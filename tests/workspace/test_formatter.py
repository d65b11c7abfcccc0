"""The canonical form of files: it says the same with every comment, and bringing it about twice is bringing it about once."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ogpkit.check.suppressions import silences
from ogpkit.workspace.formatter import canonical, is_readable
from ogpkit.workspace.positions import Positions
from ogpkit.workspace.toml import is_same, parse

FUZZ = Path(__file__).parents[1] / "fuzz"
sys.path.insert(0, str(FUZZ))
import inputs  # noqa: E402  arbitrary files are made in one place

sys.path.remove(str(FUZZ))

MARK = b"\xef\xbb\xbf"
BY_HAND = {
    "lines of Windows": b'# c\r\nname="x"  # d\r\n[a]\r\nb=1\r\n',
    "a byte order mark": MARK + b'# c\nname="x"\n',
    "both": MARK + b'name="x"\r\n[a]\r\nb = """one\r\n  two"""\r\n',
    "Arabic": 'name="التزام   جديد"   # تعليق بالعربية\n'.encode(),
    "Georgian": 'title.ka="ღია   მმართველობა"   # შენიშვნა\n'.encode(),
    "a huge text": b'a="' + "ა".encode() * 300_000 + b'" # huge\nb=1\n',
    "a huge list": b"a=[" + b",".join(b'"item %d"' % number for number in range(5_000)) + b"]\n",
    "a list with comments": b"a=[1,2, # one\n # between\n3\n # last\n]\n# t\n",
    "lists of tables": b"[[a]]\nb=1\n#c\n[[a]]\n   b=2 # d\n[[a.c]]\ne=1\n[[a]]\n",
    "dotted keys": b"a.b.c=1 # c\na . \"b\" . d = 2\n[x]\ny.'z w'=3\n",
    "tables in a line": b"a={b=1,c={d=2},e=[{f=1},{f=2}]} # c\n",
    "texts over lines": b"a=\"\"\"\n\n x \\\n   y # no comment\"\"\"\nb='''\nz'''\n",
    "keys in quotes": b'\'a\' = 1\n"b" = 2\n"c # d"=3\n\'\'=4\n"\\u00e4"=5\n',
    "numbers and times": b"a=2012-01-01 10:00:00\nb=2012-01-01t10:00:00.5z\nc=1_000\nd=0xFF\ne=1e3\nf=+1\ng=-0.0\nh=nan\n",
    "both quotation marks": b"a='x\"y'\nb=\"it's\"\nc='\\d'\n",
    "silencing comments": b"# ogpkit: ignore OGP003: top\n\na=1 # ogpkit: ignore OGP004: x\n# ogpkit: ignore OGP005: y\nb=1\n",
    "words for the formatter": b"# tombi: format.disabled=true\na    =   1\n",
    "a schema": b"#:schema ../../schemas/country.json\na    =   1 # c\n",
    "only a comment": b"# x",
    "nothing": b"",
    "only an empty line": b"\r\n",
    "tables in no order": b"z=1\na=2\n[z1]\nx=1\n[a1]\ny=1\n[z1.b]\n",
}


def comments(source):
    places = Positions.of(source).comments
    return Counter(re.sub(rb"\s+", b"", source[start:end].lstrip(b"#")) for start, end in places)


def silenced(source):
    """What the comments of a file silence, and the text of the line that each is about."""
    lines = source.removeprefix(MARK).split(b"\n")
    return sorted(
        (one.code, one.reason, one.whole, re.sub(rb"\s|#.*", b"", lines[min(one.lines[0], len(lines)) - 1]))
        for one in silences("x", source)
    )


def has_several_headings(source):
    """Whether a table has several headings, which a formatter may bring into another order."""
    heads = [
        re.split(rb"[.\]]", line.removeprefix(MARK).strip().lstrip(b"[ "))[0].strip()
        for line in source.split(b"\n")
        if b"[" in line[:9]
    ]
    return len(heads) > len(set(heads))


def holds(files):
    """That forms of files keep what is in them, and that they stay when they are made again."""
    formed = canonical(files)
    readable = {path: source for path, source in files.items() if is_readable(source)}
    assert formed.keys() <= readable.keys()
    assert all(has_several_headings(readable[path]) for path in readable.keys() - formed.keys())
    for path, new in formed.items():
        before = parse(files[path])
        assert is_same(parse(new), before)
        assert list(parse(new)) == list(before), "the order of keys"
        assert comments(new) == comments(files[path])
    assert canonical(formed) == formed
    return formed


def test_files_of_every_make_keep_what_they_say():
    formed = holds(BY_HAND)
    assert all(b"  =" not in new for new in formed.values())
    for path in ("lines of Windows", "silencing comments"):
        assert silenced(formed[path]) == silenced(BY_HAND[path])


def test_a_schema_that_is_there_does_not_move_keys(tmp_path):
    schema = tmp_path / "schema.json"
    keys = '{"z": {"type": "integer"}, "a": {"type": "integer"}}'
    schema.write_text(f'{{"type": "object", "x-tombi-table-keys-order": "ascending", "properties": {keys}}}', "utf-8")
    for gap in (b"", b"\n"):
        source = b"#:schema %s\n%sz=1\na    =   1 # c\n" % (str(schema).encode(), gap)
        assert all(list(parse(new)) == ["z", "a"] for new in canonical({"a": source}).values())


@pytest.mark.parametrize(
    "files", [inputs.commented(), inputs.altered(), inputs.any_tables(), inputs.settings()], ids=str
)
def test_any_files_keep_what_they_say(files):
    @settings(max_examples=25, deadline=None)
    @given(st.lists(files, min_size=1, max_size=4))
    def check(several):
        holds({f"{number}/{path}": source for number, one in enumerate(several) for path, source in one.items()})

    check()


ENDS = st.sampled_from(["\n", "\r\n"])
SPACES = st.text(" \t", max_size=3)
KEYS = st.sampled_from(["a", "b", '"a b"', "'c.d'", "e.f", 'g . "h"', '"\\u00e9"'])
VALUES = st.sampled_from(
    [
        *(
            "1",
            "+1_0",
            "0x0F",
            "1e3",
            "-0.0",
            "inf",
            "true",
            "2012-01-01",
            "2012-01-01 10:00:00Z",
            "07:32:00",
            '""',
            "''",
        ),
        *(
            '"# no comment"',
            "'x\"y'",
            '"it\'s"',
            '"""\n a\n"""',
            "'''\nb'''",
            "[]",
            "[ 1,2 ]",
            "[1, # one\n 2,\n]",
            "{}",
        ),
        *("{a=1}", "{ a.b = [ { c=1 } ] }", '"نص عربي"', '"ქართული"', '"\\u0007"', "[[1],[2 , 3]]", '"a\\tb"'),
    ]
)
COMMENTS = st.sampled_from(
    ["", "# c", "#c", "## c", "#", "# تعليق", "# ogpkit: ignore OGP003: as agreed", "#:x", "# a # b"]
)
HEADS = st.sampled_from(["[t]", "[ t . u ]", "[[l]]", "[l.m]", '["q r"]', "[[l.n]]", "[e]"])


@st.composite
def by_hand(draw):
    """A file as somebody may have typed it."""
    end = draw(ENDS)
    lines = []
    for _line in range(draw(st.integers(0, 9))):
        pair = f"{draw(KEYS)}{draw(SPACES)}={draw(SPACES)}{draw(VALUES)}{draw(SPACES)}{draw(COMMENTS)}"
        lines.append(draw(st.sampled_from([pair, pair, pair, draw(HEADS) + draw(COMMENTS), draw(COMMENTS), ""])))
        lines[-1] = draw(SPACES) + lines[-1]
    text = end.join(lines).replace("\r\n", "\n").replace("\n", end) + draw(st.sampled_from(["", end]))
    return draw(st.sampled_from([b"", MARK])) + text.encode()


@settings(max_examples=60, deadline=None)
@given(st.lists(by_hand(), min_size=1, max_size=30))
def test_files_typed_by_hand_keep_what_they_say(several):
    holds({str(number): source for number, source in enumerate(several)})
