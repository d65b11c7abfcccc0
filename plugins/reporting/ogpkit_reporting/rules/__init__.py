"""The rules REP001 and on, one module a subject."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import RuleFile
from ogpkit_reporting.kinds import ANSWERS, DRAFT, INDEPENDENT, PANEL, SELF_ASSESSMENT
from ogpkit_reporting.rules.answers import ANSWER_RULES
from ogpkit_reporting.rules.clusters import CLUSTER_RULES
from ogpkit_reporting.rules.independent import INDEPENDENT_RULES
from ogpkit_reporting.rules.process import PROCESS_RULES
from ogpkit_reporting.rules.recommendations import RECOMMENDATION_RULES
from ogpkit_reporting.rules.self_assessment import SELF_ASSESSMENT_RULES

if TYPE_CHECKING:
    from ogpkit.api import Rule

RULE_FILE: Final = RuleFile.read(
    Path(__file__).with_name("rules.toml"), kinds=(ANSWERS, DRAFT, INDEPENDENT, PANEL, SELF_ASSESSMENT)
)
"""Their texts and examples."""

RULES: Final[tuple[Rule[Any], ...]] = RULE_FILE.describe(
    (*SELF_ASSESSMENT_RULES, *INDEPENDENT_RULES, *ANSWER_RULES, *PROCESS_RULES, *CLUSTER_RULES, *RECOMMENDATION_RULES)
)
"""All rules of this plugin about the two reports."""
