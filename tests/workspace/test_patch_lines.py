"""What belongs to a key, a table or an item, and so goes with it; every other comment stays."""

import pytest

from ogpkit.workspace.patch import InsertItem, RemoveValue, SetValue, patched
from ogpkit.workspace.patch_lines import extents
from ogpkit.workspace.positions import Positions

FILE = """\
# The file.
a = 1 # at a
# above b
b = [ # opens b
  "x", # at x
  # above y
  "y", # at y
  # closes b
]

# the file's own

c.en = "one"  # at en
c.es = "uno"
note = \"\"\"
# no comment\"\"\"
d = 1

# above t
[t]
k = 1 # at k
# below t

# above m0
[[m]]
id = "0" # at id0
[m.sub]
v = 1 # at v0

# above m1
[[m]]
id = "1"

# the end of the file
"""


def gone(path, text=FILE):
    """The comments that go with a value."""
    source = text.encode()
    positions = Positions.of(source)
    places = extents(source, positions, path)
    return [
        source[start:end].decode().removeprefix("# ")
        for start, end in positions.comments
        if any(first <= start < last for first, last in places)
    ]


@pytest.mark.parametrize(
    ("path", "comments"),
    [
        (("a",), ["at a"]),
        (("b",), ["above b", "opens b", "at x", "above y", "at y", "closes b"]),
        (("b", 0), ["at x"]),
        (("b", 1), ["above y", "at y"]),
        (("c", "en"), ["at en"]),
        (("c",), ["at en"]),
        (("d",), []),
        (("t",), ["above t", "at k", "below t"]),
        (("t", "k"), ["at k"]),
        (("m", 0), ["above m0", "at id0", "at v0"]),
        (("m", 0, "sub"), ["at v0"]),
        (("m", 1), ["above m1"]),
        (("m",), ["above m0", "at id0", "at v0", "above m1"]),
    ],
)
def test_a_value_takes_along_the_comments_that_belong_to_it_and_no_other(path, comments):
    assert gone(path) == comments
    result = patched(FILE.encode(), [RemoveValue(path)]).decode()
    for start, end in Positions.of(FILE.encode()).comments:
        text = FILE.encode()[start:end].decode().removeprefix("# ")
        assert (text in result) == (text not in comments)


def test_a_comment_at_the_very_beginning_is_the_file_s():
    assert gone(("a",), "# The file.\na = 1\n") == []
    assert gone(("a",), "\ufeff# The file.\na = 1\n") == []


def test_items_on_one_line_share_its_comment():
    assert patched(b"l = [1, 2, 3] # c\n", [RemoveValue(("l", 2))]) == b"l = [1, 2] # c\n"
    assert patched(b"t = { a = 1, b = 2 } # c\n", [RemoveValue(("t", "a"))]) == b"t = { b = 2 } # c\n"


def removed(text, path):
    return patched(text.encode(), [RemoveValue(path)]).decode()


def test_one_blank_line_stays_between_what_stays():
    assert removed("a = 1\n\n[t]\nk = 1\n\n[u]\nk = 1\n", ("t",)) == "a = 1\n\n[u]\nk = 1\n"
    assert removed("a = 1\n\n[t]\nk = 1\n", ("t",)) == "a = 1\n"
    assert removed("a = 1\n\nb = 1\n\nc = 1\n", ("b",)) == "a = 1\n\nc = 1\n"


def test_the_last_line_stays_open_when_it_was():
    assert removed("a = 1\nb = 2", ("b",)) == "a = 1"
    assert removed("a = 1\r\nb = 2\r\n", ("b",)) == "a = 1\r\n"


@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        ('title.en = "x"\n', ("title", "en"), "title = {}\n"),
        ('[[m]]\nid = "0"\n', ("m", 0), "m = []\n"),
        ("[t]\nk = 1\n", ("t", "k"), "[t]\n"),
        ('l = ["x"]\n', ("l", 0), "l = []\n"),
    ],
)
def test_the_last_of_something_leaves_it_empty(before, path, after):
    assert removed(before, path) == after


def test_an_emptied_list_of_tables_becomes_one_with_headers_again():
    source = b'a = 1\n[[m]]\nid = "0"\n'
    empty = patched(source, [RemoveValue(("m", 0))])
    assert patched(empty, [InsertItem(("m",), 0, {"id": "1"})]) == b'a = 1\n\n[[m]]\nid = "1"\n'


def test_a_comment_in_the_middle_of_a_text_is_none():
    """A line that begins with # within a text of several lines is neither lost nor torn off."""
    source = b'a = """\n# text"""\nb = 1\n'
    assert patched(source, [RemoveValue(("b",))]) == b'a = """\n# text"""\n'
    assert patched(source, [SetValue(("b",), 2)]) == b'a = """\n# text"""\nb = 2\n'
