"""The rules COM001 and on, one module a subject."""

from typing import Any, Final

from ogpkit.api import Rule
from ogpkit_commitments.rules.commitments import COMMITMENT_RULES
from ogpkit_commitments.rules.languages import LANGUAGE_RULES
from ogpkit_commitments.rules.milestones import MILESTONE_RULES
from ogpkit_commitments.rules.plans import PLAN_RULES
from ogpkit_commitments.rules.spelling import SPELLING_RULES

RULES: Final[tuple[Rule[Any], ...]] = (
    *PLAN_RULES,
    *COMMITMENT_RULES,
    *MILESTONE_RULES,
    *LANGUAGE_RULES,
    *SPELLING_RULES,
)
"""All rules of this plugin."""
