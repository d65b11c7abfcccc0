"""The rules COM001 and on, one module a subject."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import RuleFile
from ogpkit_commitments.kinds import COMMITMENT, CYCLE, SHEET_MAPPING
from ogpkit_commitments.rules.commitments import COMMITMENT_RULES
from ogpkit_commitments.rules.cycles import CYCLE_RULES
from ogpkit_commitments.rules.milestones import MILESTONE_RULES
from ogpkit_commitments.rules.plans import PLAN_RULES

if TYPE_CHECKING:
    from ogpkit.api import Rule

RULE_FILE: Final = RuleFile.read(Path(__file__).with_name("rules.toml"), kinds=(CYCLE, COMMITMENT, SHEET_MAPPING))
"""Their texts and examples."""

RULES: Final[tuple[Rule[Any], ...]] = RULE_FILE.describe(
    (*PLAN_RULES, *COMMITMENT_RULES, *MILESTONE_RULES, *CYCLE_RULES)
)
"""All rules of this plugin."""
