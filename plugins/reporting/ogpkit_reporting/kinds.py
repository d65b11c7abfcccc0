"""Where the documents of this plugin lie: the two reports of a cycle, and the drafts that were sent."""

from __future__ import annotations

from typing import Final

from ogpkit.api import Kind
from ogpkit_reporting.model import IndependentReport, SelfAssessment, SentDraft
from ogpkit_reporting.publication import redact_independent, redact_self_assessment

_HOME: Final = "countries/{country}/cycles/{cycle}/reports"

SELF_ASSESSMENT: Final = Kind(
    name="self-assessment",
    entity=SelfAssessment,
    new=lambda _workspace, _place: SelfAssessment(),
    pattern=f"{_HOME}/self-assessment.toml",
    title="Self-assessment",
    titles="Self-assessments",
    published=True,
    public_when=lambda own: own.published is not None,
    public_part=redact_self_assessment,
    example="""\
published = 2013-06-25              # about three months after the cycle's end
deposited = 2013-06-26
url.en = "https://example.org/self-en"
consultation.en = "Comments on the draft were invited for two weeks."

[[assessments]]
commitment = "mining-revenues"
completion = "substantial"          # "not-started", "limited", "substantial", "complete", "withdrawn"
on_time = true
summary.en = "Two regions online on time, three more in test."
evidence = ["https://example.org/map"]
""",
)

INDEPENDENT: Final = Kind(
    name="independent-report",
    entity=IndependentReport,
    new=lambda _workspace, _place: IndependentReport(),
    pattern=f"{_HOME}/independent.toml",
    title="Independent report",
    titles="Independent reports",
    published=True,
    public_when=lambda report: any(step.stage == "published" for step in report.history),
    public_part=redact_independent,
    example="""\
researchers = ["Local governance expert"]

[[interviews]]
id = "coalition"                    # answers name it as evidence
on = 2013-04-12
with = "Regional NGO coalition"
group = "civil-society"

[[answers]]                         # the common questionnaire comes from the edition
question = "commitment-completion"
commitment = "mining-revenues"
answer = "limited"
reason.en = "The map omits suspended concessions."
evidence = ["coalition"]

[[history]]
stage = "assigned"
on = 2013-03-15
""",
)

DRAFT: Final = Kind(
    name="sent-draft",
    entity=SentDraft,
    pattern=f"{_HOME}/drafts/{{draft}}.toml",
    title="Draft that was sent",
    titles="Drafts that were sent",
    example='text = "researchers = [\\"Local governance expert\\"]\\n"\n',
)
