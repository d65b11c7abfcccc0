"""An example shows what makes it wrong or right, and not what is the same in both."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.check.render.example import SHORT, list_example_lines
from ogpkit.plugins.examples import Example

LONG = "\n\n".join(f"[table-{number}]\na = 1\nb = 2" for number in range(5)) + "\n"


def lines(files, other=None, **more):
    return list(list_example_lines(Example(files=files, **more), None if other is None else Example(files=other)))


def test_files_that_are_the_same_in_both_are_left_out():
    assert lines({"a.toml": "x = 1\n", "b.toml": "y = 1\n"}, {"a.toml": "x = 1\n", "b.toml": "y = 2\n"}) == [
        "# b.toml",
        "y = 1",
    ]


def test_a_short_file_that_differs_is_shown_whole():
    text = "x = 1\n" + "\n[t]\n" * (SHORT // 2 - 1)
    assert lines({"a.toml": text}, {"a.toml": "x = 2\n"}) == ["# a.toml", *text.splitlines()]


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("[table-0]\na = 1", "[table-0]\na = 3", ["[table-0]", "a = 1", "b = 2", "", "…"]),
        ("[table-2]\na = 1", "[table-2]\na = 3", ["…", "", "[table-2]", "a = 1", "b = 2", "", "…"]),
        ("[table-4]\na = 1", "[table-4]\na = 3", ["…", "", "[table-4]", "a = 1", "b = 2"]),
    ],
)
def test_of_a_long_file_the_tables_are_shown_that_differ(old, new, shown):
    assert lines({"a.toml": LONG}, {"a.toml": LONG.replace(old, new)}) == ["# a.toml", *shown]


def test_where_a_table_is_missing_the_one_before_it_is_shown():
    more = LONG.replace("[table-3]", "[new]\nc = 1\n\n[table-3]")
    assert lines({"a.toml": LONG}, {"a.toml": more}) == ["# a.toml", "…", "", "[table-2]", "a = 1", "b = 2", "", "…"]
    assert lines({"a.toml": more}, {"a.toml": LONG}) == ["# a.toml", "…", "", "[new]", "c = 1", "", "…"]


def test_a_file_that_only_one_example_has_is_shown_whole_there():
    settings = {"ogpkit.toml": "[workspace]\n"}
    assert lines(settings | {"a.toml": LONG}, settings) == ["# a.toml", *LONG.splitlines()]
    assert lines(settings | {"b.toml": "y = 1\n"}, settings | {"b.toml": "y = 1\n", "a.toml": LONG}) == [
        "# b.toml",
        "y = 1",
    ]


def test_examples_that_differ_in_the_day_alone_are_shown_with_their_files():
    files = {"ogpkit.toml": "[workspace]\n", "a.toml": LONG}
    assert lines(files, files, today=date(2012, 6, 1)) == ["on 2012-06-01", "# a.toml", *LONG.splitlines()]


def test_an_example_of_the_settings_alone_shows_them():
    assert lines({"ogpkit.toml": "[workspace]\n"}) == ["# ogpkit.toml", "[workspace]"]
