"""What the reports on a cycle add to the history of its commitments (Roadmap X, XI)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import Event, Events, Place
from ogpkit.api.text import _
from ogpkit_reporting.reports import list_reports
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
        yield from _list_assessments(reports)
        yield from _list_examinations(reports)


def _list_assessments(reports: Reports) -> Iterator[Event]:
    day = find_own_publication(reports)
    for document in reports.commitments if day else ():
        assessment = reports.find_assessment(document.id)
        if day and assessment:
            yield Event(
                day=day,
                title=_("The government assessed it"),
                place=_place_of(reports, document.path),
                address=_page_of(reports),
                outcome=_(assessment.completion.label) if assessment.completion else "",
            )


def _list_examinations(reports: Reports) -> Iterator[Event]:
    day = find_independent_publication(reports)
    if day is None or reports.independent is None:
        return
    examined = {answer.commitment for answer in reports.independent.entity.answers}
    for document in reports.commitments:
        if document.id in examined:
            yield Event(
                day=day,
                title=_("The independent report examined it"),
                place=_place_of(reports, document.path),
                address=_page_of(reports),
            )


def _place_of(reports: Reports, path: str) -> Place:
    return Place(country=reports.country, cycle=reports.cycle, path=path)


def _page_of(reports: Reports) -> str:
    return f"{reports.country}/{reports.cycle}/reports"


EVENTS: Final = Events(name="reports", derive=list_events)
