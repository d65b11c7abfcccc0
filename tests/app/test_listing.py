"""A table of texts keeps its cursor while it is filled anew, and shows texts as they are."""

from __future__ import annotations

import pytest

from ogpkit.app.panels import RecordTable
from ogpkit.app.workspace_app import StyledApp


class Host(StyledApp):
    def compose(self):
        yield RecordTable(["Name", "[b]Age[/b]"])


@pytest.fixture
async def table():
    async with Host().run_test() as pilot:
        yield pilot.app.query_one(RecordTable)


ROWS = {"a": ("Ana", "1"), "b": ("[red]Ben[/red]", "2"), "c": ("Chi", "3")}


def names(table):
    return [str(table.get_row_at(row)[0]) for row in range(table.row_count)]


async def test_texts_are_no_markup_and_cut_off(table):
    assert [str(column.label) for column in table.ordered_columns] == ["Name", "[b]Age[/b]"]
    table.fill(ROWS.values(), 8)
    assert names(table) == ["Ana", "[red]Be…", "Chi"]


async def test_the_cursor_stays_in_its_row(table):
    table.fill(ROWS.values(), 20)
    table.move_cursor(row=2)
    table.fill([("Other", "9"), *ROWS.values()], 20)
    assert table.cursor_row == 2
    table.fill([("Only", "1")], 20)
    assert table.cursor_row == 0


async def test_the_cursor_follows_its_key(table):
    table.fill_by_key(ROWS, 20)
    assert table.chosen_key == "a"
    table.move_cursor(row=1)
    table.fill_by_key({"z": ("Zoe", "0"), **ROWS}, 20)
    assert (table.cursor_row, table.chosen_key) == (2, "b")
    table.fill_by_key({"z": ("Zoe", "0"), "a": ("Ana", "1")}, 20)
    assert table.chosen_key == "a", "what is gone leaves the cursor as near as can be"


async def test_nothing_is_chosen_in_an_empty_table(table):
    assert (table.chosen_key, table.chosen([])) == ("", None)
    table.fill_by_key({}, 20)
    assert table.chosen_key == ""


async def test_the_chosen_row_stands_for_something(table):
    table.fill(ROWS.values(), 20)
    table.move_cursor(row=1)
    assert table.chosen([10, 20, 30]) == 20
