"""What the reports on a cycle add to the history of its commitments (Roadmap X, XI)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from ogpkit.api import Event, Events, Place
from ogpkit.api.text import _, current_language, lang_text
from ogpkit_reporting.promising import list_promising
from ogpkit_reporting.questionnaire import list_questions
from ogpkit_reporting.reports import find_product_day, list_reports
from ogpkit_reporting.standing import find_independent_publication, find_own_publication

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Workspace
    from ogpkit_reporting.reports import Reports


def list_events(workspace: Workspace) -> Iterator[Event]:
    """Yield when each commitment was assessed by its government and examined by the IRM.

    Args:
        workspace: What is public.
    """
    for reports in list_reports(workspace):
        yield from _list_cycle_events(reports, workspace)


def _list_cycle_events(reports: Reports, workspace: Workspace) -> Iterator[Event]:
    country, cycle = reports.country, reports.cycle
    assessed, published = find_own_publication(reports), find_independent_publication(reports)
    examined = {one.commitment for one in list_questions(reports) if one.answer is not None}
    promising = {one.commitment: one for one in list_promising(reports)}
    for document in reports.commitments:
        place = Place(country=country, cycle=cycle, path=document.path)
        make_event = partial(Event, place=place, address=f"{country}/{cycle}/reports")
        assessment = reports.find_assessment(document.id)
        if assessed and assessment:
            outcome = _(assessment.completion.label) if assessment.completion else ""
            yield make_event(day=assessed, title=_("The government assessed it"), outcome=outcome)
        if published and document.id in examined:
            yield make_event(day=published, title=_("The independent report examined it"))
        found = promising.get(document.id)
        reviewed = find_product_day(reports, found.asked.question.product) or published if found else None
        if found and reviewed:
            reason = lang_text(found.reason, current_language(), workspace.language)
            yield make_event(
                day=reviewed,
                title=_("The Independent Reporting Mechanism found it promising"),
                outcome=reason.text if reason else "",
            )


EVENTS: Final = Events(name="reports", derive=list_events)
"""When governments assessed their commitments, and when the IRM examined them."""
