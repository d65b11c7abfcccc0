"""`ogpkit report drafts`."""

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
from ogpkit_reporting.drafts import Kept, list_sendings, name_of
from ogpkit_reporting.model import SentDraft
from ogpkit_reporting.reports import find_reports
from ogpkit_reporting.views import DRAFTS

if TYPE_CHECKING:
    from pathlib import Path


@click.command("drafts")
@cycle_argument
@click.argument("draft", required=False, default="")
@format_option("table", "json", "csv")
@workspace_option
@click.pass_context
def drafts(context: click.Context, place: str, draft: str, form: str, workspace: Path | None) -> None:
    """Show the drafts that were sent, and whether they are as they were; with DRAFT, that one word for word."""
    content = load_workspace(workspace)
    found = find_place(place, Scope.CYCLE, content)
    reports = find_reports(content, found.country, found.cycle)
    if not draft:
        print_table(build_table(DRAFTS, content, found), form)
        kept = (
            [one.kept for one in list_sendings(reports.independent, content, reports.part)]
            if reports.independent
            else []
        )
        if Kept.LOST in kept or Kept.CHANGED in kept:
            context.exit(ExitCode.FINDINGS)
        return
    there = content.one(SentDraft, found.country, found.cycle, draft)
    if there is None:
        raise click.UsageError(_("There is no draft {draft} here.").format(draft=sanitize_line(draft)))
    print_data(there.entity.text.rstrip("\n"))
    if name_of(there.entity.text) != draft:
        print_message(_("This draft has been changed since it was sent."))
        context.exit(ExitCode.FINDINGS)
