"""The table of rule sets is what the editions of the plugins say."""

from __future__ import annotations

from pathlib import Path

from ogpkit.devkit.reference.rule_sets import index
from ogpkit.plugins.manager import Plugins

FILE = Path(__file__).parents[3] / "docs" / "rule-set-table.md"


def test_the_table_is_up_to_date():
    """After a change of an edition: `python -P -m ogpkit.devkit.reference.rule_sets > docs/rule-set-table.md`."""
    assert FILE.read_text("utf-8") == index()


def test_every_rule_set_has_a_chapter_with_its_mark():
    chapters = dict(one.split("\n", 1) for one in FILE.read_text("utf-8").split("\n### ")[1:])
    names = Plugins.discover(third_party=False).editions.names
    assert set(names) == set(chapters)
    assert all("[C]" in text or "[D]" in text or "[U]" in text for text in chapters.values())


def test_a_rule_set_says_what_it_asks_and_what_is_not_sure():
    text = FILE.read_text("utf-8")
    row = next(line for line in text.splitlines() if line.startswith("| [`standards-2022`]"))
    assert "since 2022-01-01" in row
    assert "Timeline days: 14" in row
    assert "[U] 3.2: The wording of this requirement could not be confirmed." in row
