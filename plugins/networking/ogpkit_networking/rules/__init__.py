"""The rules NET001 and on, one module a subject."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import RuleFile
from ogpkit_networking.kinds import CASE, COMMITTEE, PROVIDER, STEERING, STORY
from ogpkit_networking.rules.cases import CASE_RULES
from ogpkit_networking.rules.committees import COMMITTEE_RULES
from ogpkit_networking.rules.conduct import CONDUCT_RULES
from ogpkit_networking.rules.introductions import INTRODUCTION_RULES
from ogpkit_networking.rules.stories import STORY_RULES

if TYPE_CHECKING:
    from ogpkit.api import Rule

RULE_FILE: Final = RuleFile.read(
    Path(__file__).with_name("rules.toml"), kinds=(CASE, COMMITTEE, PROVIDER, STEERING, STORY)
)
"""Their texts and examples."""

RULES: Final[tuple[Rule[Any], ...]] = RULE_FILE.describe(
    (*CASE_RULES, *INTRODUCTION_RULES, *COMMITTEE_RULES, *CONDUCT_RULES, *STORY_RULES)
)
"""All rules of this plugin."""
