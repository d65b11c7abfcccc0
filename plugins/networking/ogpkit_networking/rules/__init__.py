"""The rules NET001 and on, one module a subject."""

from typing import Any, Final

from ogpkit.api import Rule
from ogpkit_networking.rules.agreements import AGREEMENT_RULES
from ogpkit_networking.rules.cases import CASE_RULES
from ogpkit_networking.rules.committees import COMMITTEE_RULES
from ogpkit_networking.rules.introductions import INTRODUCTION_RULES
from ogpkit_networking.rules.providers import PROVIDER_RULES

RULES: Final[tuple[Rule[Any], ...]] = (
    *CASE_RULES,
    *INTRODUCTION_RULES,
    *AGREEMENT_RULES,
    *PROVIDER_RULES,
    *COMMITTEE_RULES,
)
"""All rules of this plugin."""
