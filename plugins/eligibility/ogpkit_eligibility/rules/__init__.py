"""The check rules of this plugin, ELI001 and on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit_eligibility.rules.evidence import EVIDENCE_RULES
from ogpkit_eligibility.rules.oversight import OVERSIGHT_RULES
from ogpkit_eligibility.rules.published import PUBLISHED_RULES
from ogpkit_eligibility.rules.review import REVIEW_RULES

if TYPE_CHECKING:
    from ogpkit.api import Rule

RULES: Final[tuple[Rule[Any], ...]] = (*EVIDENCE_RULES, *PUBLISHED_RULES, *OVERSIGHT_RULES, *REVIEW_RULES)
"""All of them, by subject."""
