"""What the reports on a cycle add to the history of its commitments (Roadmap X, XI)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from ogpkit.api import Event, Events, Place
from ogpkit.api.content import Commitment
from ogpkit.api.text import _, current_language, format_phrase, localized
from ogpkit_reporting.promising import list_promising
from ogpkit_reporting.questionnaire import list_questions
from ogpkit_reporting.recommendations import RecommendationAnswers
from ogpkit_reporting.register import list_entries
from ogpkit_reporting.reports import find_product_day, list_reports
from ogpkit_reporting.standing import find_independent_publication, find_own_publication

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from ogpkit.api.content import Choice, Document, Translated, Workspace
    from ogpkit_reporting.recommendations import RecommendationOutcome
    from ogpkit_reporting.reports import Reports


def list_events(workspace: Workspace) -> Iterator[Event]:
    """Yield when each commitment was assessed and examined, what the IRM recommended about it, and what became of that.

    Args:
        workspace: What is public.
    """
    for reports in list_reports(workspace):
        yield from _list_cycle_events(reports, workspace)
        yield from _list_recommendation_events(reports, workspace)


def _list_cycle_events(reports: Reports, workspace: Workspace) -> Iterator[Event]:
    country, cycle = reports.country, reports.cycle
    assessed, published = find_own_publication(reports), find_independent_publication(reports)
    examination = format_phrase(_("Examined in: {report}"), report=reports.part.get_title())
    examined = {one.commitment for one in list_questions(reports) if one.answer is not None}
    promising = {one.commitment: one for one in list_promising(reports)}
    for document in reports.commitments:
        place = Place(country=country, cycle=cycle, path=document.path)
        make_event = partial(Event, place=place, address=f"{country}/{cycle}/reports")
        assessment = reports.find_assessment(document.id)
        if assessed and assessment:
            outcome = _(assessment.completion.label) if assessment.completion else ""
            yield make_event(day=assessed, title=_("The government assessed the commitment"), outcome=outcome)
        if published and document.id in examined:
            yield make_event(day=published, title=examination)
        found = promising.get(document.id)
        reviewed = find_product_day(reports, found.asked.question.product) or published if found else None
        if found and reviewed:
            yield make_event(
                day=reviewed,
                title=_("The Independent Reporting Mechanism found the commitment promising"),
                outcome=_write(found.reason, workspace),
            )


def _list_recommendation_events(reports: Reports, workspace: Workspace) -> Iterator[Event]:
    found = workspace.one(RecommendationAnswers, reports.country, reports.cycle)
    outcomes = found.entity.outcomes if found else ()
    by_id = {document.id: document for document in reports.commitments}
    for entry in list_entries(workspace, reports.country, reports.cycle):
        said = _write(entry.made.text, workspace)
        about = [by_id[name] for name in entry.made.commitments if name in by_id]
        tell = partial(_tell, reports, about)
        if entry.public_on:
            by = reports.part.get_assessor()
            yield from tell(entry.public_on, format_phrase(_("Recommendation made by: {assessor}"), assessor=by), said)
        if response := entry.response:
            title = format_phrase(_("The government answered the recommendation: {text}"), text=said)
            yield from tell(response.on, title, _say_with(response.answer, response.reason, workspace))
        for outcome in outcomes:
            if outcome.recommendation == entry.made.id:
                title = format_phrase(_("Outcome of the recommendation: {text}"), text=said)
                yield from tell(outcome.on, title, _say_with(outcome.uptake, outcome.account, workspace))
                taking = [one for one in _find_taking_up(outcome, reports, workspace) if one not in about]
                yield from _tell(reports, taking, outcome.on, _("The commitment takes up a recommendation"), said)


def _find_taking_up(
    outcome: RecommendationOutcome, reports: Reports, workspace: Workspace
) -> Iterator[Document[Commitment]]:
    """Yield the commitments that take up a recommendation; they are in its own plan or in the later one that is named."""
    for cycle in dict.fromkeys((outcome.plan or reports.cycle, reports.cycle)):
        yield from (one for one in workspace.all(Commitment, reports.country, cycle) if one.id in outcome.commitments)


def _tell(
    reports: Reports, commitments: Iterable[Document[Commitment]], day: date, title: str, outcome: str
) -> Iterator[Event]:
    for one in commitments:
        yield Event(
            day=day,
            title=title,
            place=Place(country=one.country, cycle=one.cycle, path=one.path),
            address=f"{reports.country}/{reports.cycle}/reports",
            outcome=outcome,
        )


def _say_with(choice: Choice, words: Translated | None, workspace: Workspace) -> str:
    """Return an answer with the words that go with it, where there are some."""
    label = _(choice.label)
    return format_phrase(_("{answer}: {text}"), answer=label, text=_write(words, workspace)) if words else label


def _write(words: Translated | None, workspace: Workspace) -> str:
    return localized(words, current_language(), workspace.language)


EVENTS: Final = Events(name="reports", derive=list_events, by_country=True)
"""When governments assessed their commitments, when the IRM examined them, and what became of what it recommended."""
