"""Changing a file in place: only what is changed changes."""

import tomllib
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ogpkit.workspace.layout import format_literal
from ogpkit.workspace.patch import (
    CannotPatch,
    InsertItem,
    MoveItem,
    RemoveValue,
    SetValue,
    apply_changes,
    changed_value,
)
from ogpkit.workspace.patch_lines import node_ranges
from ogpkit.workspace.positions import Positions
from ogpkit.workspace.toml import is_same, parse_toml

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
    result = apply_changes(source, [change])
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
    result = apply_changes(FILE, [InsertItem(("milestones",), 1, {"id": "middle", "title": {"en": "Half"}})])
    assert b'[[milestones]]\nid = "middle"\ntitle.en = "Half"\n' in result
    assert [item["id"] for item in parse_toml(result)["milestones"]] == ["portal", "middle", "regions"]


def test_the_first_item_makes_the_list():
    result = apply_changes(b'name = "X"\n', [InsertItem(("efforts",), 0, {"challenge": "public-services"})])
    assert result == b'name = "X"\n\n[[efforts]]\nchallenge = "public-services"\n'


def test_an_item_moves_with_its_comments_and_tables():
    result = apply_changes(FILE, [MoveItem(("milestones",), 0, 1)]).decode()
    assert result.index("# The second.") < result.index('id = "regions"') < result.index("# The first.")
    assert (
        result.index("# The first.") < result.index('id = "portal"     # never changes') < result.index("amount = 10")
    )
    assert result.endswith('[contact]\nname = "Ana"\n# end\n')


def test_moving_there_and_back_gives_the_same_bytes():
    assert apply_changes(FILE, [MoveItem(("milestones",), 0, 1), MoveItem(("milestones",), 1, 0)]) == FILE
    assert apply_changes(FILE, [MoveItem(("partners",), 0, 1), MoveItem(("partners",), 1, 0)]) == FILE


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
        apply_changes(FILE, [change])


@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("closed", [True, False])
def test_line_endings_a_byte_order_mark_and_an_open_last_line_stay(ending, bom, closed):
    text = b'a = 1 # one\nb = "x"\n\n[c]\nd   = true' + (b"\n" if closed else b"")
    source = bom + text.replace(b"\n", ending)
    result = apply_changes(source, [SetValue(("b",), "y")])
    assert result == source.replace(b'"x"', b'"y"')
    grown = apply_changes(source, [SetValue(("c", "e"), 2)])
    assert grown.startswith(source.rstrip(b"\r\n"))
    assert grown.endswith(ending + b"e = 2" + (ending if closed else b""))


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20)
SCALARS = st.one_of(
    TEXTS, st.integers(-(2**60), 2**60), st.booleans(), st.dates(), st.floats(allow_nan=False, allow_infinity=False)
)
LITERALS = st.sampled_from(
    [
        "1",
        "1.5",
        "nan",
        "true",
        "2012-04-01",
        '"x # y"',
        "'lit'",
        '"ქართული 🌍"',
        '"""\n# no comment\nb"""',
        "[1, 2]",
        "[]",
        '[\n  "a", #!\n  #! above\n  "b"\n]',
        '{ a = 1, b = "x" }',
        "{}",
    ]
)
ABOVE = st.sampled_from([[], [], [""], ["", "#!"], ["#!"], ["#!", ""]])
AFTER = st.sampled_from(["", "", "  #!"])


@st.composite
def bodies(draw, keys):
    """Some keys with values, languages as dotted keys among them."""
    lines = []
    for key in draw(st.lists(st.sampled_from(keys), max_size=3, unique=True)):
        lines += draw(ABOVE)
        if draw(st.booleans()):
            lines.append(key + draw(st.sampled_from([" = ", "=", " =   "])) + draw(LITERALS) + draw(AFTER))
        else:
            languages = draw(st.lists(st.sampled_from(["en", "es", "fr"]), min_size=1, max_size=3, unique=True))
            lines += [f'{key}.{language} = "{language}"{draw(AFTER)}' for language in languages]
    return lines


@st.composite
def sections(draw, name, *, is_list):
    """A table, or some items of a list of tables, each with tables of its own."""
    lines = []
    for _ in range(draw(st.integers(1, 3)) if is_list else 1):
        lines += [*draw(ABOVE), (f"[[{name}]]" if is_list else f"[{name}]") + draw(AFTER), *draw(bodies("xyz"))]
        if draw(st.booleans()):
            lines += [f"[{name}.sub]{draw(AFTER)}", *draw(bodies("k"))]
        if is_list and draw(st.booleans()):
            lines += [f"[[{name}.deep]]{draw(AFTER)}", *draw(bodies("k"))]
    return lines


@st.composite
def files(draw):
    """A file as a person might have left it, in any line ending; every comment in it is one of its kind."""
    lines = [*draw(ABOVE), *draw(bodies("abcd"))]
    for name in draw(st.lists(st.sampled_from("tumn"), max_size=3, unique=True)):
        lines += draw(sections(name, is_list=name in "mn"))
    text = "\n".join([*lines, *draw(ABOVE)]) + draw(st.sampled_from(["", "\n", "\n\n"]))
    first, *rest = text.split("#!")
    text = first + "".join(f"# {number}{part}" for number, part in enumerate(rest))
    return draw(st.sampled_from([b"", BOM])) + text.replace("\n", draw(st.sampled_from(["\n", "\r\n"]))).encode()


def places(value, path=()):
    """The key paths of everything in a file, with what is there."""
    if path:
        yield path, value
    for part, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(item, (*path, part))


def comments(source, within=None):
    positions = Positions.of(source)
    return {
        source[start:end].rstrip()
        for start, end in positions.comments
        if within is None or any(first <= start < last for first, last in within)
    }


def choose(data, choices):
    found = list(choices)
    assume(found)
    return data.draw(st.sampled_from(found))


def checked(source, change):
    """The file after a change, which says what plain Python says and has kept its style."""
    result = apply_changes(source, [change])
    assert is_same(parse_toml(result), changed_value(parse_toml(source), change))
    assert is_same(
        tomllib.loads(result.decode("utf-8-sig")), changed_value(tomllib.loads(source.decode("utf-8-sig")), change)
    )
    assert result.startswith(BOM) == source.startswith(BOM)
    if b"\r\n" in source and result.count(b"\n") > 1:
        assert result.count(b"\r\n") == result.count(b"\n")
    return result


VALUES = st.one_of(
    SCALARS,
    st.sampled_from(
        [
            "one\ntwo",
            'a"b\\c\t',
            ["p", "q"],
            [],
            {},
            {"en": "E", "es": "S"},
            {"name": "N", "more": {"en": "D"}},
            [{"id": "1", "title": {"en": "T"}}],
        ]
    ),
)


def is_plain(value):
    return not isinstance(value, dict | list)


@given(st.data())
def test_setting_one_value_touches_no_other_byte(data):
    source = data.draw(files())
    path, _ = choose(data, ((path, value) for path, value in places(parse_toml(source)) if is_plain(value)))
    start, end = Positions.of(source).bytes_of_value(path)
    result = checked(source, SetValue(path, data.draw(SCALARS)))
    assert result[:start] == source[:start]
    assert result[start:].endswith(source[end:])


@given(st.data())
def test_setting_a_value_there_and_back_gives_the_same_bytes(data):
    """Where the value was written as ogpkit writes it; another style, such as 'x', becomes the usual one."""
    source = data.draw(files())
    path, old = choose(data, ((path, value) for path, value in places(parse_toml(source)) if is_plain(value)))
    start, end = Positions.of(source).bytes_of_value(path)
    assume(source[start:end] == format_literal(old).encode())
    assert apply_changes(checked(source, SetValue(path, "meanwhile")), [SetValue(path, old)]) == source


@pytest.mark.parametrize("end", ["", "\r\n"])
def test_a_table_that_becomes_a_list_keeps_the_line_endings_of_its_file(end):
    source = f'# 0\r\na.en = "en"\r\nb = 1{end}'.encode()
    result = checked(source, SetValue(("a",), [{"id": "1", "title": {"en": "T"}}]))
    assert result == f'# 0\r\nb = 1\r\n\r\n[[a]]\r\nid = "1"\r\ntitle.en = "T"{end}'.encode()


@given(st.data())
def test_any_value_may_become_any_other(data):
    source = data.draw(files())
    path, old = choose(data, places(parse_toml(source)))
    value = data.draw(VALUES)
    assume(not (isinstance(path[-1], int) and isinstance(old, dict) and not isinstance(value, dict)))
    result = checked(source, SetValue(path, value))
    lost = comments(source) - comments(result)
    assert lost <= comments(source, node_ranges(source, Positions.of(source), path))


@given(st.data())
def test_taking_a_value_away_takes_only_its_own_comments(data):
    source = data.draw(files())
    path, _ = choose(data, places(parse_toml(source)))
    result = checked(source, RemoveValue(path))
    lost = comments(source) - comments(result)
    assert lost <= comments(source, node_ranges(source, Positions.of(source), path))


@given(st.data())
def test_a_new_key_leaves_every_line_that_was_there(data):
    source = data.draw(files())
    content = parse_toml(source)
    in_braces = {path for path in dict(places(content)) if Positions.of(source).bytes_of_value(path)}
    tables = [path for path, value in [((), content), *places(content)] if isinstance(value, dict)]
    table = choose(data, (path for path in tables if not any(path[:n] in in_braces for n in range(len(path) + 1))))
    result = checked(source, SetValue((*table, "new"), data.draw(VALUES)))
    assert_all_lines_stay(source, result)


@given(st.data())
def test_a_new_table_in_a_list_of_tables_leaves_every_line_that_was_there(data):
    source = data.draw(files())
    path, items = choose(data, (one for one in places(parse_toml(source)) if one[0][-1] in ("m", "n", "deep")))
    change = InsertItem(path, data.draw(st.integers(0, len(items))), {"id": "new", "title": {"en": "T"}})
    result = checked(source, change)
    assert_all_lines_stay(source, result)
    assert b']]\ntitle.en = "T"' in result.replace(b'id = "new"\n', b"").replace(b'id = "new"\r\n', b"").replace(
        b"\r\n", b"\n"
    )


@given(st.data())
def test_a_new_item_in_any_list_keeps_every_comment(data):
    source = data.draw(files())
    path, items = choose(data, (one for one in places(parse_toml(source)) if isinstance(one[1], list)))
    item = {"id": "new"} if items and isinstance(items[0], dict) else "new"
    result = checked(source, InsertItem(path, data.draw(st.integers(0, len(items))), item))
    assert comments(source) == comments(result)


@given(st.data())
def test_a_moved_item_keeps_every_comment_and_moves_back(data):
    source = data.draw(files())
    path, items = choose(data, (one for one in places(parse_toml(source)) if isinstance(one[1], list) and one[1]))
    there, back = (data.draw(st.integers(0, len(items) - 1)) for _ in range(2))
    result = checked(source, MoveItem(path, back, there))
    assert comments(source) == comments(result)
    if not comments(source):  # whose neighbours change, so that one may come to belong to another
        assert apply_changes(result, [MoveItem(path, there, back)]) == source


def assert_all_lines_stay(source, result):
    rest = iter(result.removeprefix(BOM).splitlines())
    assert all(line in rest for line in source.removeprefix(BOM).splitlines() if line.strip())


@given(files(), files())
def test_a_file_may_come_to_say_what_another_says(source, other):
    """Every way from one content to another, as an import or an undo takes it."""
    wanted = parse_toml(other)
    changes = [
        *(SetValue((key,), value) for key, value in wanted.items()),
        *(RemoveValue((key,)) for key in parse_toml(source) if key not in wanted),
    ]
    assert is_same(parse_toml(apply_changes(source, changes)), wanted)


def test_a_change_that_says_nothing_new_changes_nothing():
    assert apply_changes(FILE, [SetValue(("lead",), "Ministry")]) == FILE
    assert apply_changes(b"a = [1]\n", [SetValue(("a",), [True])]) == b"a = [true]\n"


@pytest.mark.parametrize("value", [2**70, "\ud800", None, {1}, b"bytes"], ids=ascii)
def test_what_no_file_can_say_is_refused(value):
    with pytest.raises(CannotPatch, match="text editor"):
        apply_changes(b"a = 1\n", [SetValue(("a",), value)])
