"""The tour of this plugin: a self-assessment from its draft to the document that is handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import GO_TO_COUNTRY, GO_TO_CYCLE, Place, Scope, Tour, TourStep
from ogpkit.api.text import N_
from ogpkit_reporting.due import compute_self_assessment_due
from ogpkit_reporting.process_review import get_process_rules
from ogpkit_reporting.reports import list_reports

if TYPE_CHECKING:
    from datetime import date

    from ogpkit.api.content import Workspace
    from ogpkit_reporting.reports import Reports


def find_cycle_to_report(workspace: Workspace) -> Place | None:
    """Return the cycle whose self-assessment is not begun and was due last, or else any with commitments; None without one."""
    found = [reports for reports in list_reports(workspace) if reports.plan is not None and reports.commitments]
    if not found:
        return None
    open_ones = [one for one in found if one.own is None and _get_due(one, workspace) is not None]
    chosen = max(open_ones, key=lambda one: str(_get_due(one, workspace)), default=found[0])
    return Place(country=chosen.country, cycle=chosen.cycle)


def _get_due(reports: Reports, workspace: Workspace) -> date | None:
    is_owed = get_process_rules(workspace, reports.country, reports.cycle).self_assessment
    if reports.plan is None or not reports.part.months or not is_owed:
        return None
    return compute_self_assessment_due(reports.plan.entity, reports.part)


HANDING_IN: Final = Tour(
    name="report",
    title=N_("Submit a report"),
    summary=N_("Draft the self-assessment from the workspace, complete it, and create the document to submit."),
    missing=N_("First add a commitment: open a cycle, press Ctrl+N for “Action plan”, and choose “Add a commitment”."),
    order=50,
    find_place=find_cycle_to_report,
    steps=(
        GO_TO_COUNTRY,
        GO_TO_CYCLE,
        TourStep(text=N_("Press Ctrl+N until you see the page “Reports”."), page="reports"),
        TourStep(
            text=N_(
                "At the top you see what is due and when. Press Enter to go to the list, A for the actions, and Enter on “Draft "
                "the self-assessment”."
            ),
            changes="self-assessment",
        ),
        TourStep(
            text=N_("ogpkit drafts it from the workspace. You are in the list again. Press Enter to open a row."),
            kind="self-assessment",
        ),
        TourStep(
            text=N_("Here you say how far each commitment has come. Press Esc until you see the cycle {cycle} again."),
            goes_to=Scope.CYCLE,
        ),
        TourStep(
            text=N_("Press Ctrl+N for the page “Import and export”. You create documents to submit there."),
            page="exchange",
        ),
        TourStep(
            text=N_(
                "Choose “Self-assessment”, a language and a format, and press Enter on “Create”. What you "
                "submit is in the folder “documents”."
            )
        ),
    ),
)
"""How to submit a report."""
