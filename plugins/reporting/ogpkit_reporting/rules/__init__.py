"""The rules REP001 and on, one module a subject."""

from typing import Any, Final

from ogpkit.api import Rule
from ogpkit_reporting.rules.answers import ANSWER_RULES
from ogpkit_reporting.rules.independent import INDEPENDENT_RULES
from ogpkit_reporting.rules.remarks import REMARK_RULES
from ogpkit_reporting.rules.self_assessment import SELF_ASSESSMENT_RULES

RULES: Final[tuple[Rule[Any], ...]] = (*SELF_ASSESSMENT_RULES, *INDEPENDENT_RULES, *ANSWER_RULES, *REMARK_RULES)
"""All rules of this plugin about the two reports."""
