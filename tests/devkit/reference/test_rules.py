"""The index of rules is what the rules themselves declare."""

from __future__ import annotations

from pathlib import Path

from ogpkit.check.core_codes import FAULT_CODES
from ogpkit.devkit.reference.rules import index
from ogpkit.plugins.manager import Plugins

FILE = Path(__file__).parents[3] / "docs" / "rules.md"


def test_the_index_is_up_to_date():
    """After a change of a rule: `python -P -m ogpkit.devkit.reference.rules > docs/rules.md`."""
    assert FILE.read_text("utf-8") == index()


def test_every_code_has_a_row_and_a_chapter_that_it_leads_to():
    text = FILE.read_text("utf-8")
    codes = {code.code for code in FAULT_CODES} | {owned.value.code for owned in Plugins.discover().rules}
    for code in codes:
        assert f"| [{code}](#{code.lower()}) |" in text
        assert f"### {code}\n" in text
