"""Rules about languages: plans are owed in the local languages and in English (Roadmap X, XI)."""

from __future__ import annotations

from typing import Any, Final

from ogpkit.api import Rule, in_owed_languages
from ogpkit.api.content import Commitment, Cycle
from ogpkit_commitments.plan import find_entry_day

LANGUAGE_RULES: Final[tuple[Rule[Any], ...]] = (
    # before the deposit there is nothing to publish, and drafts may be in one language
    in_owed_languages(
        Cycle,
        "plan.url",
        when=lambda cycle: find_entry_day(cycle, "deposited") is not None,
        even_if_missing=True,
        code="COM017",
    ),
    in_owed_languages(Cycle, code="COM027"),
    in_owed_languages(Commitment, code="COM028"),
)
"""The rules about languages."""
