"""The register of recommendations: each with the government's answer, what became of it, and what is still open (Roadmap XI)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ogpkit.api import Place, Status, Verdict
from ogpkit.api.text import _, _n, join_phrases, localized
from ogpkit_reporting.due import compute_self_assessment_due
from ogpkit_reporting.process_review import get_process_rules, list_cycles
from ogpkit_reporting.recommendations import Position, RecommendationAnswers, Uptake
from ogpkit_reporting.reports import find_entry_day, find_product_day, find_reports

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ogpkit.api.content import Document, KeyPath, Workspace
    from ogpkit_reporting.model import IndependentReport
    from ogpkit_reporting.recommendations import Recommendation, RecommendationOutcome, RecommendationResponse
    from ogpkit_reporting.reports import Reports


@attrs.frozen(kw_only=True)
class Entry:
    """Recommendation with all that is known of it.

    Attributes:
        reports: The reports on its cycle.
        document: The independent report that makes it.
        at: Where it stands there.
        made: The recommendation itself.
        public_on: The day on which it became public; None while it is not.
        due: The day by which it is to be answered; None where nothing says so.
        response: The government's answer.
        outcome: The newest that is known of what became of it.
    """

    reports: Reports
    document: Document[IndependentReport]
    at: KeyPath
    made: Recommendation
    public_on: date | None
    due: date | None
    response: RecommendationResponse | None
    outcome: RecommendationOutcome | None

    @property
    def country(self) -> str:
        """Return the country's identifier."""
        return self.reports.country

    @property
    def cycle(self) -> str:
        """Return the identifier of the cycle on which the report is."""
        return self.reports.cycle

    @property
    def is_open(self) -> bool:
        """Tell whether something is left to do: it has no answer, or it was not rejected and not taken up in full."""
        if self.response is None:
            return True
        return self.response.answer is not Position.REJECTED and not (
            self.outcome and self.outcome.uptake is Uptake.FULL
        )

    def is_late(self, today: date) -> bool:
        """Tell whether it should have been answered by now."""
        return self.response is None and self.due is not None and today > self.due

    def name_product(self, language: str) -> str:
        """Return what the product that makes it is called; empty for the report itself.

        Args:
            language: The language.
        """
        found = self.reports.part.products.get(self.made.product)
        return localized(found.title, language, "en") if found else self.made.product


def list_entries(workspace: Workspace, country: str, cycle: str) -> tuple[Entry, ...]:
    """Return the recommendations on a cycle, key ones first.

    Args:
        country: The country's identifier.
        cycle: The cycle's identifier.
    """
    reports = find_reports(workspace, country, cycle)
    document = reports.independent
    if document is None or not document.entity.recommendations:
        return ()
    found = workspace.one(RecommendationAnswers, country, cycle)
    answers = found.entity if found else RecommendationAnswers()
    # the first answer counts; of what became of it, the newest
    responses = {one.recommendation: one for one in reversed(answers.responses)}
    outcomes = {one.recommendation: one for one in sorted(answers.outcomes, key=lambda one: one.on)}
    published = find_entry_day(document.entity, "published")
    days = {name: find_product_day(reports, name) or published for name in reports.part.products}
    dues = {day: find_due_day(workspace, reports, day) for day in {published, *days.values()} if day}
    entries = []
    for position, one in enumerate(document.entity.recommendations):
        public_on = days.get(one.product, published)
        entries.append(
            Entry(
                reports=reports,
                document=document,
                at=("recommendations", position),
                made=one,
                public_on=public_on,
                due=dues.get(public_on) if public_on else None,
                response=responses.get(one.id),
                outcome=outcomes.get(one.id),
            )
        )
    return tuple(sorted(entries, key=lambda one: not one.made.key))


def find_due_day(workspace: Workspace, reports: Reports, made: date) -> date | None:
    """Return the day on which the first self-assessment after a recommendation is due; None where none is to answer it.

    Args:
        reports: The reports on the cycle of the recommendation.
        made: The day on which it became public.
    """
    if not reports.part.recommendations.with_self_assessment:
        return None
    for one in list_cycles(workspace, reports.country):
        part = find_reports(workspace, one.country, one.cycle).part
        if part.months and get_process_rules(workspace, one.country, one.cycle).self_assessment:
            due = compute_self_assessment_due(one.entity, part)
            if due >= made:
                return due
    return None


def list_open_earlier(workspace: Workspace, country: str, cycle: str) -> Iterator[Entry]:
    """Yield the recommendations on earlier plans of a country that are open, the newest plan first.

    Args:
        country: The country's identifier.
        cycle: The cycle's identifier.
    """
    cycles = list_cycles(workspace, country)
    before = [one.cycle for one in cycles]
    for name in reversed(before[: before.index(cycle)] if cycle in before else ()):
        yield from (one for one in list_entries(workspace, country, name) if one.public_on and one.is_open)


def list_recommendation_statuses(workspace: Workspace, place: Place) -> Iterator[Status]:
    """Yield how many recommendations on a cycle are answered, and how many of earlier plans are open; nothing without any.

    Args:
        place: The cycle.
    """
    # what is in a draft nobody can answer yet
    made = [one for one in list_entries(workspace, place.country, place.cycle) if one.public_on]
    earlier = tuple(list_open_earlier(workspace, place.country, place.cycle))
    if not made and not earlier:
        return
    unanswered = [one for one in made if one.response is None]
    phrases = []
    if made:
        said = _n("{count} of {all} recommendation answered", "{count} of {all} recommendations answered", len(made))
        phrases.append(said.format(count=len(made) - len(unanswered), all=len(made)))
    if earlier:
        said = _n("{count} open from earlier plans", "{count} open from earlier plans", len(earlier))
        phrases.append(said.format(count=len(earlier)))
    late = any(one.is_late(workspace.today) for one in made)
    yield Status(
        # that a day holds rests on what could not be confirmed, so that lateness is no more than a matter of attention
        verdict=Verdict.ATTENTION if unanswered or late or earlier else Verdict.GOOD,
        headline=join_phrases(" · ", phrases),
        missing=tuple(_("Answer the recommendation “{id}”.").format(id=one.made.id) for one in unanswered),
        shown_by=tuple(
            Place(country=one.country, cycle=one.cycle, path=one.document.path) for one in (*made, *earlier)[:1]
        ),
    )
