"""Where the documents of this plugin lie."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ogpkit.api import Kind
from ogpkit.api.content import find_eligibility_set
from ogpkit_eligibility.model import Evidence, Review
from ogpkit_eligibility.reviews import redact_review

_EXAMPLES: Final = Path(__file__).with_name("examples")

EVIDENCE: Final = Kind(
    name="eligibility",
    entity=Evidence,
    new=lambda workspace, _place: Evidence(edition=find_eligibility_set(workspace, workspace.today.year)),
    pattern="countries/{country}/eligibility/{year}.toml",
    title="Eligibility evidence",
    titles="Eligibility evidence",
    published=True,
    example=_EXAMPLES / "eligibility.toml",
)

REVIEW: Final = Kind(
    name="eligibility-review",
    entity=Review,
    new=lambda workspace, _place: Review(
        edition=find_eligibility_set(workspace, workspace.today.year), opened=workspace.today
    ),
    pattern="countries/{country}/eligibility/reviews/{id}.toml",
    title="Eligibility review",
    titles="Eligibility reviews",
    published=True,
    public_part=redact_review,
    example=_EXAMPLES / "eligibility-review.toml",
)
