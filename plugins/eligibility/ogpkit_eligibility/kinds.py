"""Where the documents of this plugin lie."""

from __future__ import annotations

from typing import Final

from ogpkit.api import Kind
from ogpkit_eligibility.model import Evidence, Review
from ogpkit_eligibility.publication import redact_review
from ogpkit_eligibility.years import find_edition

EVIDENCE: Final = Kind(
    name="eligibility",
    entity=Evidence,
    new=lambda workspace, _place: Evidence(edition=find_edition(workspace, workspace.today.year)),
    pattern="countries/{country}/eligibility/{year}.toml",
    title="Eligibility evidence",
    titles="Eligibility evidence",
    published=True,
    example="""\
# Evidence only; points, totals and the verdict are derived. A table left out: that survey does not cover the country.
edition = "roadmap-2011"

[fiscal_transparency]
executive_budget_proposal = true
audit_report = true
source = "Open Budget Index 2010"

[access_to_information]
status = "constitution"             # "law", "constitution", "draft", "none"
source = "Right2Info.org survey 2010"

[asset_disclosure]
politicians = "public"              # "public", "non-public", "none"
senior_officials = "non-public"
source = "Disclosure by Politicians, 2009"

[citizen_engagement]
civil_liberties = 6.18              # 0 to 10
source = "EIU Democracy Index 2010"
""",
)

REVIEW: Final = Kind(
    name="eligibility-review",
    entity=Review,
    new=lambda workspace, _place: Review(edition=find_edition(workspace, workspace.today.year), opened=workspace.today),
    pattern="countries/{country}/eligibility/reviews/{id}.toml",
    title="Eligibility review",
    titles="Eligibility reviews",
    published=True,
    public_part=redact_review,
    example="""\
# The review of the independent group of experts; its stages come from the edition.
edition = "criteria-2014"
opened = 2016-02-09
years = [2014, 2015]
criteria = ["fiscal_transparency"]
experts = ["Chair of the group of experts"]
findings.en = "The Audit Report has not been published for a year."
informed_steering_committee = 2016-02-20
outcome = "below-minimum"           # "in-good-standing" once it is at the minimum again

[[history]]
stage = "opened"
on = 2016-02-09

[[history]]
stage = "findings"
on = 2016-02-15
""",
)
