"""`ogpkit report`: what both reports on a cycle say; what is done with them are the actions of this plugin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ogpkit.api import Scope
from ogpkit.api.cli import (
    ExitCode,
    cycle_argument,
    find_place,
    format_option,
    load_workspace,
    print_data,
    print_message,
    print_table,
    workspace_option,
)
from ogpkit.api.output import build_table
from ogpkit.api.text import _, sanitize_line
from ogpkit_reporting.agreement import Weights
from ogpkit_reporting.comparison import compare_reports, measure_agreements
from ogpkit_reporting.drafts import SentDraftState, list_sendings, name_of
from ogpkit_reporting.model import SentDraft
from ogpkit_reporting.questionnaire import list_unanswered
from ogpkit_reporting.reports import find_reports, list_reports
from ogpkit_reporting.views import AGREEMENT, COMPARISON, DRAFTS, QUESTIONS

if TYPE_CHECKING:
    from pathlib import Path

    from ogpkit.api import Place
    from ogpkit.api.content import Workspace

_FORM = format_option("table", "json", "csv")


@click.group()
def report() -> None:
    """Assess a cycle: the self-assessment, the independent report, and both side by side."""


@report.command("questions")
@cycle_argument
@click.option("--open", "only_open", is_flag=True, help="Only questions without an answer.")
@_FORM
@workspace_option
def show_questions(place: str, only_open: bool, form: str, workspace: Path | None) -> None:  # noqa: FBT001  click's way
    """Show the common questionnaire with its answers."""
    content = load_workspace(workspace)
    found = find_place(place, Scope.CYCLE, content)
    rows = list_unanswered(find_reports(content, found.country, found.cycle)) if only_open else None
    print_table(build_table(QUESTIONS, content, found, rows=rows), form)


@report.command("drafts")
@cycle_argument
@click.argument("draft", required=False, default="")
@_FORM
@workspace_option
@click.pass_context
def show_drafts(context: click.Context, place: str, draft: str, form: str, workspace: Path | None) -> None:
    """Show the drafts that were sent, and whether they are unchanged. With DRAFT, show the full text of that draft."""
    content = load_workspace(workspace)
    found = find_place(place, Scope.CYCLE, content)
    if draft:
        is_as_sent = _print_draft(content, found, draft)
    else:
        reports = find_reports(content, found.country, found.cycle)
        document = reports.independent
        kept = {one.kept for one in list_sendings(document, content, reports.part)} if document else set()
        print_table(build_table(DRAFTS, content, found), form)
        is_as_sent = not kept & {SentDraftState.LOST, SentDraftState.CHANGED}
    if not is_as_sent:
        context.exit(ExitCode.FINDINGS)


def _print_draft(workspace: Workspace, place: Place, name: str) -> bool:
    """Print a draft that begins with a name, and tell whether it is as it was sent."""
    drafts = workspace.all(SentDraft, place.country, place.cycle)
    draft = next((one for one in drafts if one.id.startswith(name)), None)
    if draft is None:
        raise click.UsageError(_("There is no draft {draft}.").format(draft=sanitize_line(name)))
    print_data(draft.entity.text.rstrip("\n"))
    is_as_sent = name_of(draft.entity.text) == draft.id
    if not is_as_sent:
        print_message(_("This draft has been changed since it was sent."))
    return is_as_sent


@report.command("compare")
@click.argument("places", nargs=-1, metavar="[COUNTRY[/CYCLE]]…")
@click.option("--agreement", "only_agreement", is_flag=True, help="How far both agree, one row for each question.")
@click.option("--differences", is_flag=True, help="Only where the two views differ.")
@click.option(
    "--weights",
    type=click.Choice([one.value for one in Weights]),
    default=Weights.LINEAR.value,
    show_default=True,
    help="How much a difference of several steps counts for kappa.",
)
@_FORM
@workspace_option
def compare(
    places: tuple[str, ...],
    only_agreement: bool,  # noqa: FBT001  click's way
    differences: bool,  # noqa: FBT001  click's way
    weights: str,
    form: str,
    workspace: Path | None,
) -> None:
    """Show the government's and the expert's view of each commitment, differences first. Without a cycle, show all cycles."""
    content = load_workspace(workspace)
    rows = compare_reports(list_reports(content, tuple(find_place(one, None, content) for one in places)))
    agreements = measure_agreements(rows, Weights(weights))
    if only_agreement:
        print_table(build_table(AGREEMENT, content, rows=agreements), form)
        return
    shown = [row for row in rows if row.agrees is False] if differences else rows
    print_table(build_table(COMPARISON, content, rows=shown), form)
    for one in agreements:
        print_message(one.describe(one.name))
