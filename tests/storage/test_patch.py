"""Changing a file in place: only what is changed changes."""

import string
from datetime import date

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.storage.patch import CannotPatch, InsertItem, MoveItem, RemoveValue, SetValue, applied, patched
from ogpkit.storage.positions import Positions
from ogpkit.storage.toml import parse

BOM = b"\xef\xbb\xbf"
FILE = b"""\
# A commitment.
title.en   =  "Budget portal" # short
title.es="Portal"

lead = 'Ministry'
partners = [
  "Citizens",  # since 2012
  "Chamber",
]
limits = { low = 1, high = 2 } # inline

# The first.
[[milestones]]
id = "portal"     # never changes
due = 2012-12-31

[milestones.cost]
amount = 10

# The second.
[[milestones]]
id = "regions"

[contact]
name = "Ana"
# end
"""


def changed(change, source=FILE):
    """The lines that differ, as (before, after)."""
    result = patched(source, [change])
    old, new = source.splitlines(keepends=True), result.splitlines(keepends=True)
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_one_value_changes_its_own_bytes_only():
    assert changed(SetValue(("title", "en"), "Open budget")) == (
        [b'title.en   =  "Budget portal" # short\n'],
        [b'title.en   =  "Open budget" # short\n'],
    )
    assert changed(SetValue(("limits", "low"), 3)) == (
        [b"limits = { low = 1, high = 2 } # inline\n"],
        [b"limits = { low = 3, high = 2 } # inline\n"],
    )
    assert changed(SetValue(("milestones", 0, "due"), date(2013, 1, 1))) == (
        [b"due = 2012-12-31\n"],
        [b"due = 2013-01-01\n"],
    )


def test_a_new_language_stands_beside_the_others():
    assert changed(SetValue(("title", "fr"), "Portail")) == ([], [b'title.fr = "Portail"\n'])


def test_a_new_text_in_several_languages_is_written_as_people_write_it():
    _, new = changed(SetValue(("milestones", 1, "title"), {"en": "All regions", "es": "Todas"}))
    assert new == [b'title.en = "All regions"\n', b'title.es = "Todas"\n']


def test_a_text_of_several_lines_is_written_on_several_lines():
    _, new = changed(SetValue(("description",), "One.\nTwo."))
    assert new == [b'description = """\n', b"One.\n", b'Two."""\n']


def test_a_list_keeps_the_comments_at_items_that_stay():
    gone, new = changed(SetValue(("partners",), ["Citizens", "Universities", "Chamber"]))
    assert gone == []
    assert new == [b'  "Universities",\n']


def test_a_table_is_changed_key_by_key():
    assert changed(SetValue(("contact",), {"name": "Ana", "email": "ana@example.org"})) == (
        [],
        [b'email = "ana@example.org"\n'],
    )


def test_a_key_is_taken_away_with_its_line():
    assert changed(RemoveValue(("lead",))) == ([b"lead = 'Ministry'\n"], [])


def test_an_item_is_put_into_a_list_of_tables():
    result = patched(FILE, [InsertItem(("milestones",), 1, {"id": "middle", "title": {"en": "Half"}})])
    assert b'[[milestones]]\nid = "middle"\ntitle.en = "Half"\n' in result
    assert [item["id"] for item in parse(result)["milestones"]] == ["portal", "middle", "regions"]


def test_the_first_item_makes_the_list():
    result = patched(b'name = "X"\n', [InsertItem(("efforts",), 0, {"challenge": "public-services"})])
    assert result == b'name = "X"\n\n[[efforts]]\nchallenge = "public-services"\n'


def test_an_item_moves_with_its_comments_and_tables():
    result = patched(FILE, [MoveItem(("milestones",), 0, 1)]).decode()
    assert result.index("# The second.") < result.index('id = "regions"') < result.index("# The first.")
    assert (
        result.index("# The first.") < result.index('id = "portal"     # never changes') < result.index("amount = 10")
    )
    assert result.endswith('[contact]\nname = "Ana"\n# end\n')


def test_moving_there_and_back_gives_the_same_bytes():
    assert patched(FILE, [MoveItem(("milestones",), 0, 1), MoveItem(("milestones",), 1, 0)]) == FILE
    assert patched(FILE, [MoveItem(("partners",), 0, 1), MoveItem(("partners",), 1, 0)]) == FILE


@pytest.mark.parametrize(
    "change",
    [
        SetValue(("lead", "name"), "x"),
        RemoveValue(("nothing",)),
        MoveItem(("milestones",), 7, 0),
        SetValue(("a", 0), 1),
    ],
)
def test_a_change_at_a_place_that_is_not_there_is_refused(change):
    with pytest.raises(CannotPatch):
        patched(FILE, [change])


@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("closed", [True, False])
def test_line_endings_a_byte_order_mark_and_an_open_last_line_stay(ending, bom, closed):
    text = b'a = 1 # one\nb = "x"\n\n[c]\nd   = true' + (b"\n" if closed else b"")
    source = bom + text.replace(b"\n", ending)
    result = patched(source, [SetValue(("b",), "y")])
    assert result == source.replace(b'"x"', b'"y"')
    grown = patched(source, [SetValue(("c", "e"), 2)])
    assert grown.startswith(source.rstrip(b"\r\n"))
    assert grown.endswith(ending + b"e = 2" + (ending if closed else b""))


NAMES = st.text(string.ascii_lowercase, min_size=1, max_size=6)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20)
SCALARS = st.one_of(
    TEXTS, st.integers(-(2**60), 2**60), st.booleans(), st.dates(), st.floats(allow_nan=False, allow_infinity=False)
)
CONTENT = st.dictionaries(
    NAMES,
    st.recursive(
        st.one_of(SCALARS, st.lists(SCALARS, max_size=3)),
        lambda inner: (
            st.dictionaries(NAMES, inner, min_size=1, max_size=3)
            | st.lists(st.dictionaries(NAMES, inner, min_size=1, max_size=3), min_size=1, max_size=3)
        ),
        max_leaves=12,
    ),
    min_size=1,
    max_size=5,
)


def leaves(value, path=()):
    """The key paths of all plain values."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from leaves(item, (*path, position))
    else:
        yield path


@st.composite
def files(draw):
    """A file as a person might have left it: comments, odd spacing, blank lines, any line ending."""
    lines = tomli_w.dumps(draw(CONTENT)).splitlines()
    whole = []
    for line in lines:
        if draw(st.booleans()):
            whole.append(draw(st.sampled_from(["", "# a comment", "  # რა არის ეს"])))
        spaced = line.replace(" = ", draw(st.sampled_from([" = ", "=", "   =  "])), 1) if line[:1].isalpha() else line
        opens = line.rstrip().endswith(("[", "("))
        whole.append(spaced + ("" if opens else draw(st.sampled_from(["", "  # why", " "]))))
    ending = draw(st.sampled_from(["\n", "\r\n"]))
    text = ending.join(whole) + draw(st.sampled_from(["", ending, ending * 3]))
    return (b"\xef\xbb\xbf" if draw(st.booleans()) else b"") + text.encode()


@given(st.data())
def test_setting_one_value_touches_no_other_byte(data):
    source = data.draw(files())
    path = data.draw(st.sampled_from(sorted(leaves(parse(source)), key=str)))
    value = data.draw(SCALARS)
    change = SetValue(path, value)
    start, end = Positions.of(source).bytes_of_value(path)
    result = patched(source, [change])
    assert result[:start] == source[:start]
    assert result.endswith(source[end:])
    assert parse(result) == applied(parse(source), change)


@given(st.data())
def test_setting_a_value_back_gives_what_the_file_said(data):
    source = data.draw(files())
    content = parse(source)
    path = data.draw(st.sampled_from(sorted(leaves(content), key=str)))
    once = patched(source, [SetValue(path, "meanwhile")])
    old = content
    for part in path:
        old = old[part]
    assert parse(patched(once, [SetValue(path, old)])) == content


@given(st.data())
def test_removing_a_key_leaves_every_other_value(data):
    source = data.draw(files())
    content = parse(source)
    path = data.draw(st.sampled_from(sorted(leaves(content), key=str)))
    change = RemoveValue(path)
    try:
        result = patched(source, [change])
    except CannotPatch:
        pytest.fail("a plain value can always be taken away")
    assert parse(result) == applied(content, change)


@given(files(), NAMES, SCALARS)
def test_adding_a_key_leaves_every_line_that_was_there(source, name, value):
    if name in parse(source):
        return
    result = patched(source, [SetValue((name,), value)])
    kept = [line.rstrip() for line in source.removeprefix(BOM).splitlines()]
    there = [line.rstrip() for line in result.removeprefix(BOM).splitlines()]
    rest = iter(there)
    assert all(line in rest for line in kept)
