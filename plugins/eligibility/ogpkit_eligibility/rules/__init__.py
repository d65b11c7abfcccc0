"""The check rules of this plugin, ELI001 and on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import RuleFile
from ogpkit_eligibility.kinds import EVIDENCE, REVIEW
from ogpkit_eligibility.rules.age import AGE_RULES
from ogpkit_eligibility.rules.evidence import COVERAGE_RULES, EVIDENCE_RULES
from ogpkit_eligibility.rules.oversight import OVERSIGHT_RULES
from ogpkit_eligibility.rules.review import REVIEW_RULES

if TYPE_CHECKING:
    from ogpkit.api import Rule

RULE_FILE: Final = RuleFile.read(Path(__file__).with_name("rules.toml"), kinds=(EVIDENCE, REVIEW))
"""Their texts and examples."""

RULES: Final[tuple[Rule[Any], ...]] = RULE_FILE.describe(
    (*EVIDENCE_RULES, *OVERSIGHT_RULES, *REVIEW_RULES, *AGE_RULES, *COVERAGE_RULES)
)
"""All of them, by subject."""
