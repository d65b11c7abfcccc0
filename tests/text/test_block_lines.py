"""What a page or a document says, as lines for a terminal."""

from __future__ import annotations

from datetime import date

from ogpkit.api.text import (
    Bullets,
    Grid,
    Heading,
    KeyValues,
    LangText,
    Link,
    Paragraph,
    Quote,
    Share,
    list_block_lines,
)


def test_blocks_stand_apart_and_strings_together():
    said = [Heading("Chapter"), Paragraph("One\ntwo."), "a", "b", KeyValues([("Lead", "Mines"), ("End", None)])]
    assert list(list_block_lines(said)) == ["Chapter", "One", "two.", "", "a", "b", "", "Lead: Mines"]


def test_every_block_has_its_lines():
    grid = Grid(heads=("Day", "Count"), rows=[(date(2012, 1, 2), 3), (None, 12)], caption="Days")
    lines = list(
        list_block_lines(
            [
                Bullets(["one", ["two ", Link("here", "https://example.org/a")]]),
                Bullets(["first"], numbered=True),
                grid,
                Heading("Days"),
                grid,
                Quote("As\nsaid", by="Ana", language="en"),
                KeyValues([("Done", Share(50)), ("Page", Link("plan", "XX/plan")), ("Text", LangText("Hola", "es"))]),
            ]
        )
    )
    table = ["Day         Count", "2012-01-02      3", "               12"]
    assert lines == [
        *("  - one", "  - two here (https://example.org/a)", "", "  1. first", "", "Days", *table, "", "Days", *table),
        *("", "| As", "| said", "| — Ana", "", "Done: 50 %", "Page: plan", "Text: Hola"),
    ]
