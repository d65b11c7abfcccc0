"""Where the documents of this plugin lie, and what of them is public from which day on (Roadmap X, XI)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.api import Extension, Kind
from ogpkit.api.text import N_
from ogpkit_reporting.edition import get_rules
from ogpkit_reporting.experts import ExpertPanel
from ogpkit_reporting.model import DatabaseEntry, IndependentReport, SelfAssessment, SentDraft
from ogpkit_reporting.recommendations import RecommendationAnswers

if TYPE_CHECKING:
    from ogpkit.api.content import Document, Workspace
    from ogpkit_reporting.model import ProductReport

_EXAMPLES: Final = Path(__file__).with_name("examples")

_HOME: Final = "countries/{country}/cycles/{cycle}/reports"


def redact_self_assessment(document: Document[SelfAssessment], workspace: Workspace) -> SelfAssessment | None:
    """Return a self-assessment from the day of its publication on.

    Args:
        document: The self-assessment.
        workspace: Where it lies.
    """
    published = document.entity.published
    return document.entity if published is not None and published <= workspace.today else None


def redact_independent(document: Document[IndependentReport], workspace: Workspace) -> IndependentReport | None:
    """Return an independent report from the day of its publication on, and before that what published products say.

    Whom the researchers spoke with stays with them: answers do not name interviews as their evidence, and the history does
    not say who moved the report or which drafts were sent.

    Args:
        workspace: Where it lies.
    """
    report, today = document.entity, workspace.today
    products = tuple(one for one in report.products if one.published <= today)
    # a draft goes to the experts and to the government only (Roadmap XI), whatever products came before it
    if not any(step.stage == "published" and step.on <= today for step in report.history):
        return _take_products(document, workspace, products) if products else None
    private = {one.id for one in report.interviews}
    to_come = {one.product for one in report.products if one.published > today}
    response = report.government_response
    return attrs.evolve(
        report,
        answers=tuple(
            attrs.evolve(one, evidence=tuple(name for name in one.evidence if name not in private))
            for one in report.answers
        ),
        recommendations=tuple(one for one in report.recommendations if one.product not in to_come),
        government_response=response if response and response.on <= today else None,
        products=products,
        history=tuple(attrs.evolve(one, by="", draft=None) for one in report.history if one.on <= today),
    )


def _take_products(
    document: Document[IndependentReport], workspace: Workspace, products: tuple[ProductReport, ...]
) -> IndependentReport:
    """Return what is public of a report of which only some products are published: the codes that they give first."""
    report, names = document.entity, {one.product for one in products}
    part = get_rules(workspace, document.country, document.cycle)
    coded = {name for name, question in part.questions.items() if question.product and question.product in names}
    return IndependentReport(
        clusters=report.clusters if coded else (),
        answers=tuple(attrs.evolve(one, evidence=()) for one in report.answers if one.question in coded),
        recommendations=tuple(one for one in report.recommendations if one.product in names),
        products=products,
    )


def redact_answers(document: Document[RecommendationAnswers], workspace: Workspace) -> RecommendationAnswers | None:
    """Return the answers to the recommendations that are public, each from its own day on.

    Args:
        document: The answers.
        workspace: Where they lie.
    """
    found = workspace.one(IndependentReport, document.country, document.cycle)
    report = redact_independent(found, workspace) if found else None
    known = {one.id for one in report.recommendations} if report else set()
    answers, today = document.entity, workspace.today
    responses = tuple(one for one in answers.responses if one.on <= today and one.recommendation in known)
    outcomes = tuple(one for one in answers.outcomes if one.on <= today and one.recommendation in known)
    return RecommendationAnswers(responses=responses, outcomes=outcomes) if responses or outcomes else None


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
    example=_EXAMPLES / "self-assessment.toml",
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
    example=_EXAMPLES / "independent-report.toml",
)

ANSWERS: Final = Kind(
    name="recommendation-answers",
    entity=RecommendationAnswers,
    new=lambda _workspace, _place: RecommendationAnswers(),
    pattern=f"{_HOME}/recommendations.toml",
    title="Answers to recommendations",
    titles="Answers to recommendations",
    published=True,
    public_part=redact_answers,
    example=_EXAMPLES / "recommendation-answers.toml",
)

DRAFT: Final = Kind(
    name="sent-draft",
    entity=SentDraft,
    pattern=f"{_HOME}/drafts/{{draft}}.toml",
    title="Draft that was sent",
    titles="Drafts that were sent",
    example='text = "researchers = [\\"Local governance expert\\"]\\n"\n',
)

PANEL: Final = Kind(
    name="irm-panel",
    entity=ExpertPanel,
    new=lambda _workspace, _place: ExpertPanel(),
    pattern="partnership/irm-panel.toml",
    title="International experts",
    titles="International experts",
    published=True,
    example=_EXAMPLES / "irm-panel.toml",
)

DATABASE_TABLE: Final = Extension(
    table="irm", kind="commitment", entity=DatabaseEntry, title=N_("In the IRM's database"), published=False
)
"""What the IRM's database says of a commitment beside its codes."""
