"""`ogpkit report drafts`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ogpkit.cli.exits import Exit
from ogpkit.cli.opening import content_of
from ogpkit.cli.options import cycle_argument, format_option, workspace_option
from ogpkit.cli.place import place_named
from ogpkit.cli.saying import give, give_table, tell
from ogpkit.contributions import Scope
from ogpkit.language import _
from ogpkit.untrusted import on_one_line
from ogpkit_reporting.drafts import Kept, name_of, sendings
from ogpkit_reporting.model import SentDraft
from ogpkit_reporting.reports import reports_on
from ogpkit_reporting.tables import drafts_table

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
    content = content_of(workspace)
    found = place_named(place, Scope.CYCLE, content)
    reports = reports_on(content, found.country, found.cycle)
    if not draft:
        give_table(drafts_table(reports, content), form)
        kept = [one.kept for one in sendings(reports.independent, content, reports.part)] if reports.independent else []
        if Kept.LOST in kept or Kept.CHANGED in kept:
            context.exit(Exit.FINDINGS)
        return
    there = content.one(SentDraft, found.country, found.cycle, draft)
    if there is None:
        raise click.UsageError(_("There is no draft {draft} here.").format(draft=on_one_line(draft)))
    give(there.entity.text.rstrip("\n"))
    if name_of(there.entity.text) != draft:
        tell(_("This draft has been changed since it was sent."))
        context.exit(Exit.FINDINGS)
