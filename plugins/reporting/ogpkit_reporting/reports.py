"""The two reports on a cycle with all that belongs to them, as the workspace has them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from ogpkit.api.content import Commitment, Cycle, Document, list_commitments
from ogpkit_reporting.edition import ReportingPart, get_rules
from ogpkit_reporting.model import (
    Assessment,
    IndependentReport,
    Interview,
    SelfAssessment,
    Source,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from ogpkit.api import Place
    from ogpkit.api.content import Workspace


@attrs.frozen(kw_only=True)
class Reports:
    """Cycle with its commitments and what is reported on it.

    Attributes:
        country: The country's identifier.
        cycle: The cycle's identifier.
        plan: The cycle's document; None where it has no file that can be read.
        part: The rules of its edition.
        commitments: Its commitments, in the order of their numbers, then of their identifiers.
        own: The self-assessment, if there is one.
        independent: The independent report, if there is one.
    """

    country: str
    cycle: str
    plan: Document[Cycle] | None
    part: ReportingPart
    commitments: tuple[Document[Commitment], ...]
    own: Document[SelfAssessment] | None
    independent: Document[IndependentReport] | None

    @cached_property
    def assessed(self) -> Mapping[str, int]:
        """Return where in the self-assessment each commitment is assessed; of two assessments the first counts."""
        said = self.own.entity.assessments if self.own else ()
        return {one.commitment: position for position, one in reversed(tuple(enumerate(said)))}

    @cached_property
    def by_id(self) -> Mapping[str, Commitment]:
        """Return the commitments by their identifiers."""
        return {one.id: one.entity for one in self.commitments}

    def find_assessment(self, commitment: str) -> Assessment | None:
        """Return what the government says of a commitment.

        Args:
            commitment: The commitment's identifier.
        """
        position = self.assessed.get(commitment)
        return self.own.entity.assessments[position] if self.own and position is not None else None

    @property
    def assessments(self) -> tuple[Assessment, ...]:
        """Return what the government says of each commitment, in their order; an empty assessment where it says nothing."""
        return tuple(self.find_assessment(one.id) or Assessment(commitment=one.id) for one in self.commitments)


def find_reports(workspace: Workspace, country: str, cycle: str) -> Reports:
    """Return the reports on a cycle.

    Args:
        country: The country's identifier.
        cycle: The cycle's identifier.
    """
    return Reports(
        country=country,
        cycle=cycle,
        plan=workspace.one(Cycle, country, cycle),
        part=get_rules(workspace, country, cycle),
        commitments=list_commitments(workspace, country, cycle),
        own=workspace.one(SelfAssessment, country, cycle),
        independent=workspace.one(IndependentReport, country, cycle),
    )


def list_reports(workspace: Workspace, places: tuple[Place, ...] = ()) -> Iterator[Reports]:
    """Yield the reports on every cycle at some places, in the order of countries and cycles.

    Args:
        places: Countries or cycles, or a place that names neither; the whole workspace when left out.
    """
    for country in workspace.countries:
        for cycle in workspace.cycles(country):
            if not places or any(one.country in ("", country) and one.cycle in ("", cycle) for one in places):
                yield find_reports(workspace, country, cycle)


def find_entry_day(report: IndependentReport, stage: str) -> date | None:
    """Return the day on which an independent report last entered a stage, or None.

    Args:
        stage: The stage's name.
    """
    # a report may go back to research; the last time is the one that the present draft is of
    return next((step.on for step in reversed(report.history) if step.stage == stage), None)


def find_product_day(reports: Reports, product: str) -> date | None:
    """Return the day on which a product on the cycle was published, or None.

    Args:
        reports: The reports on the cycle.
        product: The product's name.
    """
    made = reports.independent.entity.products if reports.independent else ()
    return next((one.published for one in made if one.product == product), None)


def list_evidence(report: IndependentReport) -> tuple[Interview | Source, ...]:
    """Return the interviews, then the sources."""
    return (*report.interviews, *report.sources)


def is_incomplete(assessment: Assessment | None) -> bool:
    """Tell whether a commitment is not assessed by substance and timelines (Roadmap X).

    Args:
        assessment: What is said of it, if anything.
    """
    # substance is what was done, and how far (Roadmap X); timelines are told apart, because a draft may not know them
    return assessment is None or assessment.completion is None or not assessment.summary
