"""Rules about languages: plans are owed in the local languages and in English (Roadmap X, XI)."""

from __future__ import annotations

from typing import Any, Final

from ogpkit.api import Rule, Severity, in_owed_languages
from ogpkit.api.content import Commitment, Cycle
from ogpkit_commitments.plan import find_entry_day
from ogpkit_commitments.rules.examples import RIGHT

LANGUAGE_RULES: Final[tuple[Rule[Any], ...]] = (
    # before the deposit there is nothing to publish, and drafts may be in one language
    in_owed_languages(
        Cycle,
        "plan.url",
        when=lambda cycle: find_entry_day(cycle, "deposited") is not None,
        even_if_missing=True,
        code="COM017",
        title="A deposited plan is published in every owed language",
        section="Roadmap V",
        explanation="Plans are for the country's own citizens and for the other countries: they are public in the local "
        "languages and in English.",
        message="The plan is deposited, but not published in: {languages}.",
        remedy="Add its address in each of these languages under [plan]: {keys}.",
        wrong=RIGHT.remove('[plan]\nurl = "https://example.org/plan.pdf"\n'),
        example=RIGHT,
    ),
    in_owed_languages(
        Cycle,
        code="COM027",
        title="The texts of a plan are there in every owed language",
        severity=Severity.WARNING,
        section="Roadmap V",
        explanation="A text of the plan that is missing in a local language or in English leaves somebody out.",
        example=RIGHT,
    ),
    in_owed_languages(
        Commitment,
        code="COM028",
        title="The texts of a commitment are there in every owed language",
        severity=Severity.WARNING,
        section="Roadmap V",
        explanation="A text of a commitment that is missing in a local language or in English leaves somebody out.",
        example=RIGHT,
    ),
)
"""The rules about languages."""
