"""`ogpkit calendar`: what is due, from all plugins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ogpkit.cli.messages import print_faults
from ogpkit.cli.options import format_option, load_plugins, workspace_option, workspace_root
from ogpkit.exchange.ics import calendar_bytes
from ogpkit.plugins.queries import collect_due_dates
from ogpkit.text.i18n import _
from ogpkit.text.tables import Table, table_json, table_text
from ogpkit.workspace.load import read_workspace
from ogpkit.workspace.placeholders import leave_out_placeholders

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from ogpkit.plugins.contributions import DueDate


@click.command("calendar")
@click.option("--country", default="", help="Show only what this country has to do.")
@click.option("--open", "only_open", is_flag=True, help="Show only what is not done yet.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The default is today.")
@format_option("table", "json", "ics")
@workspace_option
def command(
    country: str,
    only_open: bool,  # noqa: FBT001  click's way
    today: datetime | None,
    form: str,
    workspace: Path | None,
) -> None:
    """List what is due, and when. Use `--format ics` for a calendar file."""
    root = workspace_root(workspace)
    plugins = load_plugins(root)
    content = read_workspace(root, plugins.kinds, plugins.editions, today.date() if today else None).workspace
    if form == "ics":
        content = leave_out_placeholders(content)
    found = [
        owned.value
        for owned in collect_due_dates(content, plugins)
        if country in ("", owned.value.place.country) and not (only_open and owned.value.is_done)
    ]
    print_faults(plugins)
    if form == "ics":
        name = content.settings.workspace.name or _("Open Government Partnership")
        click.echo(calendar_bytes(found, name, content.today), nl=False)
        return
    columns = ("due", "country", "cycle", "what", "section", "done", "path")
    table = Table(columns, [_list_cells(obligation) for obligation in found])
    click.echo((table_json(table) if form == "json" else table_text(table)).rstrip("\n"))


def _list_cells(obligation: DueDate) -> tuple[object, ...]:
    place = obligation.place
    return (
        obligation.due,
        place.country,
        place.cycle,
        obligation.title,
        obligation.section,
        obligation.done or obligation.is_done or None,
        place.path,
    )
