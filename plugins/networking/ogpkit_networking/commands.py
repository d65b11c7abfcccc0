"""`ogpkit networking`: looking at a case, who fits it, and the committees; tables and actions add their commands themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ogpkit.api.cli import (
    day_option,
    find_document,
    format_option,
    load_workspace,
    print_blocks,
    print_table,
    workspace_option,
)
from ogpkit.api.output import build_table
from ogpkit.api.text import Heading, _, write_day
from ogpkit_networking.card import write_case, write_mechanism
from ogpkit_networking.kinds import CASE
from ogpkit_networking.matching import MATCHES, match_all, match_peers, match_providers
from ogpkit_networking.steering import write_steering

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


@click.group()
def networking() -> None:
    """Manage requests for expertise, and find who can help."""


@networking.command("show")
@click.argument("case")
@day_option("--today", "The date of the figures. The default is today.")
@workspace_option
def show_case(case: str, today: datetime | None, workspace: Path | None) -> None:
    """Show the status of a case, what its next stage needs, and its timeline."""
    content = load_workspace(workspace, today)
    print_blocks(write_case(find_document(content, CASE, case), content))


@networking.command("match")
@click.argument("case")
@click.option("--providers", "who", flag_value="providers", help="Show only providers.")
@click.option("--peers", "who", flag_value="peers", help="Show only peer countries.")
@click.option("--most", type=click.IntRange(1), default=10, show_default=True, help="How many to show.")
@format_option("table", "json", "csv")
@workspace_option
def match(case: str, who: str | None, most: int, form: str, workspace: Path | None) -> None:
    """List the providers and peer countries that fit a case, best first, with reasons."""
    content = load_workspace(workspace)
    ways = {"providers": match_providers, "peers": match_peers}
    matched = ways.get(who or "", match_all)(find_document(content, CASE, case), content)[:most]
    is_for_people = form == "table"
    columns = MATCHES.shown if is_for_people else ()
    print_table(build_table(MATCHES, content, rows=matched, columns=columns, is_for_people=is_for_people), form)


@networking.command("committee")
@click.option("--year", type=click.IntRange(1, 9999), help="Show everyone who is a member in this year.")
@day_option("--on", "Show who is a member on this day. The default is today.")
@workspace_option
def committee(year: int | None, on: datetime | None, workspace: Path | None) -> None:
    """Show who governs the mechanism, and who is in the OGP Steering Committee on a day or in a year."""
    content = load_workspace(workspace)
    day = on.date() if on else content.today
    print_blocks((Heading(_("Networking Mechanism")), *write_mechanism(content)))
    title = (
        _("OGP Steering Committee in {year}").format(year=year)
        if year
        else _("OGP Steering Committee on {day}").format(day=write_day(day))
    )
    print_blocks(("", Heading(title), *write_steering(content, year=year, on=day)))
