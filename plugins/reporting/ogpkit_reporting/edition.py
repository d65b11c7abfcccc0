"""What an edition of the rules says about reports: days, stages, who may do what, and the common questionnaire."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import attrs

from ogpkit.api import EditionPart, Stage, find_reached_stages
from ogpkit.api.content import Bounds, Choice, Cycle, Identifier, RuleLine, Translated, find_rules
from ogpkit.api.text import _, current_language, localized

if TYPE_CHECKING:
    from ogpkit.api.content import Workspace


class About(Choice):
    """Subject of a question."""

    COMMITMENT = "commitment", "Each commitment"
    COUNTRY = "country", "The country"


class EvidenceSort(Choice):
    """Sort of what an answer rests on."""

    INTERVIEWS = "interviews", "Interviews"
    SOURCES = "sources", "Desk research"


@attrs.frozen(kw_only=True)
class Level:
    """One answer of a scale.

    Attributes:
        id: What the file says.
        title: What a person reads.
        counts: Whether it has a place in the order of the scale; “no evidence” has none.
    """

    id: Identifier
    title: Translated
    counts: bool = True


@attrs.frozen(kw_only=True)
class Scale:
    """Answers that a question may have.

    Attributes:
        levels: The answers, lowest first.
    """

    levels: tuple[Level, ...] = ()

    def get_title(self, level: str, language: str = "") -> str:
        """Return what a person reads for an answer; the answer itself where the scale does not know it.

        Args:
            level: What the file says.
            language: The language; the one in use when left out.
        """
        known = next((one for one in self.levels if one.id == level), None)
        return localized(known.title, language or current_language(), "en") if known else level

    @property
    def order(self) -> tuple[str, ...]:
        """Return the answers that have a place in the order, lowest first."""
        return tuple(level.id for level in self.levels if level.counts)


@attrs.frozen(kw_only=True)
class Question:
    """Question of the common questionnaire (Roadmap XI).

    Attributes:
        title: The question.
        short: The same in a word or two, for the heads of tables.
        about: Whether it is asked about each commitment or once about the country.
        scale: The name of its scale.
        reason: Whether the answer needs a reason.
        evidence: Whether the answer needs an interview or a source behind it.
        beside: What the self-assessment says to the same question: `completion` or `on_time`; empty for nothing.
        product: The product that answers it first, before the report itself; empty where none does.
        section: The section of the source that it examines.
        is_asked: Whether it is asked; a rule set takes an inherited question away with false.
    """

    title: Translated
    short: Translated = attrs.field(factory=Translated)
    about: About = About.COMMITMENT
    scale: Identifier
    reason: bool = True
    evidence: bool = True
    beside: str = ""
    product: str = ""
    section: str = ""
    is_asked: bool = True


@attrs.frozen(kw_only=True)
class Act:
    """Something that is done with an independent report between two steps.

    Attributes:
        stages: The stages in which it is done.
        by: The person or institution that does it.
    """

    stages: tuple[Identifier, ...] = ()
    by: tuple[Identifier, ...] = ()


class CountsFrom(Choice):
    """Day from which the time of a product is counted."""

    STAGE = "stage", "The day on which the cycle entered a stage"
    COCREATION = "co-creation", "The day on which co-creation begins"
    START = "start", "The day on which the plan begins"


@attrs.frozen(kw_only=True)
class Product:
    """Report that the Independent Reporting Mechanism makes beside the one on results.

    Attributes:
        title: What it is called.
        months: How long after the day from which it counts it is due, in months, negative for before it; left out where nothing
            says so.
        counts_from: That day.
        after: The stage of the cycle, where that day is the one of a stage.
        over_months: It is made of plans that run longer than so many months.
        section: Where the rule stands.
        is_made: Whether there is such a product; a rule set takes an inherited one away with false.
    """

    title: Translated
    months: int | None = None
    counts_from: CountsFrom = CountsFrom.STAGE
    after: Identifier = "deposited"
    over_months: int = 0
    section: str = ""
    is_made: bool = True


@attrs.frozen(kw_only=True)
class Promising:
    """What is asked of a commitment or a cluster that is called promising.

    Attributes:
        question: The question whose answer “yes” says that it is; empty where nobody asks.
        needs: The answers that it goes with, by question.
        told_by: The questions that say, once the report is final, what became of it.
    """

    question: str = ""
    needs: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, hash=False)
    told_by: tuple[Identifier, ...] = ()


@attrs.frozen(kw_only=True)
class RecommendationRules:
    """Rules about recommendations, and about the government's answer to each.

    Attributes:
        most_key: How many of them are key recommendations at most; 0 where nothing says so.
        with_self_assessment: Whether the government answers them in the self-assessment that is due next.
        section: Where that stands.
    """

    most_key: Annotated[int, Bounds(0, 100)] = 0
    with_self_assessment: bool = False
    section: str = ""


@attrs.frozen(kw_only=True)
class ReportingPart:
    """Rules about reports: `[reporting]` of an edition file.

    Attributes:
        title: What the report is called that looks back on the whole plan; the independent report where nothing is said.
        months: How long after the end of the cycle both reports are due, in months (Roadmap X, XI).
        independent_months: The same for the independent report, where it differs.
        grace_days: How many days later still count as “approximately” then.
        section: Where the questionnaire comes from.
        sources: Where it is published.
        unconfirmed: What in it rests on a source that could not be confirmed, in sentences.
        share: How much of a commitment each status of a milestone stands for, in per cent, when a report is drafted.
        substantial_from: The share from which a drafted commitment counts as substantial, in per cent.
        stages: The stages of an independent report, in their usual order.
        sends: The stages with which the draft is sent to somebody, and kept.
        roles: What a person calls those who act, by the name that the stages give them.
        acts: Who does what between the steps.
        scales: The scales of answers, by name.
        questions: The common questionnaire, in its order.
        combines: What the answers rest on, taken together; empty where nothing says so.
        by_cluster: Whether commitments are coded together: an answer about a cluster then holds for each commitment in it.
        promising: What is asked of what is called promising.
        star: The answers that together earn a commitment a star, by question; empty where the edition gives none.
        products: Further reports, by name.
        recommendations: What holds for recommendations and their answers.
    """

    title: Translated = attrs.field(factory=Translated)
    months: Annotated[int, Bounds(0, 60, "months")] = 0
    independent_months: int | None = None
    grace_days: Annotated[int, Bounds(0, 366, "days")] = 0
    section: str = ""
    sources: tuple[str, ...] = ()
    unconfirmed: tuple[Translated, ...] = ()
    share: Mapping[str, int] = attrs.field(factory=dict, hash=False)
    substantial_from: Annotated[int, Bounds(0, 100, "per cent")] = 50
    stages: Mapping[str, Stage] = attrs.field(factory=dict, hash=False)
    sends: tuple[Identifier, ...] = ()
    roles: Mapping[str, Translated] = attrs.field(factory=dict, hash=False)
    acts: Mapping[str, Act] = attrs.field(factory=dict, hash=False)
    scales: Mapping[str, Scale] = attrs.field(factory=dict, hash=False)
    questions: Mapping[str, Question] = attrs.field(factory=dict, hash=False)
    combines: tuple[EvidenceSort, ...] = ()
    by_cluster: bool = False
    promising: Promising = attrs.field(factory=Promising)
    star: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, hash=False)
    products: Mapping[str, Product] = attrs.field(factory=dict, hash=False)
    recommendations: RecommendationRules = attrs.field(factory=RecommendationRules)

    def get_title(self) -> str:
        """Return what the report on the whole plan is called, in the language in use."""
        return self.title.best(current_language(), "en") or _("Independent report")

    def get_assessor(self) -> str:
        """Return what those are called who publish it, in the language in use."""
        published = self.stages.get("published")
        by = published.by[0] if published and published.by else ""
        return self.get_role(by) if by else _("Independent Reporting Mechanism")

    def get_role(self, name: str) -> str:
        """Return what a person calls somebody who acts, in the language in use.

        Args:
            name: What the stages call them.
        """
        return (self.roles[name].best(current_language(), "en") if name in self.roles else "") or name

    def get_scale(self, question: str) -> Scale:
        """Return the scale of a question; an empty one where the edition knows neither.

        Args:
            question: The question's name.
        """
        known = self.questions.get(question)
        return self.scales.get(known.scale, Scale()) if known else Scale()


EDITION_PART: Final = EditionPart(
    name="reporting", entity=ReportingPart, folder=Path(__file__).parent / "editions", line=RuleLine.IRM
)
"""The table `[reporting]` of every edition file."""


def get_rules(workspace: Workspace, country: str, cycle: str) -> ReportingPart:
    """Return the rules that hold for the reports of a cycle; without a cycle or a known edition nothing is asked for.

    Args:
        country: The country's identifier.
        cycle: The cycle's identifier.
    """
    found = find_rules(workspace, ReportingPart, country, cycle) if workspace.one(Cycle, country, cycle) else None
    return _leave_out(found) if found else ReportingPart()


@lru_cache(maxsize=64)
def _leave_out(part: ReportingPart) -> ReportingPart:
    """Return rules without the questions, products, stages and roles that an inherited rule set has, and this one has not.

    A stage that none leads to, and that is no first one, is left out; so is who does nothing any more.
    """
    reached = find_reached_stages(part.stages)
    stages = {name: one for name, one in part.stages.items() if name in reached}
    acting = {name for one in stages.values() for name in one.by}
    return attrs.evolve(
        part,
        stages=stages,
        roles={name: title for name, title in part.roles.items() if name in acting} if acting else part.roles,
        questions={name: one for name, one in part.questions.items() if one.is_asked},
        products={name: one for name, one in part.products.items() if one.is_made},
    )
