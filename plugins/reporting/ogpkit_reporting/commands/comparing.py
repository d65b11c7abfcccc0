"""`ogpkit report compare|stars`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ogpkit.api.cli import format_option, load_workspace, print_message, print_table, workspace_option
from ogpkit.api.output import build_table
from ogpkit_reporting.agreement import Weights
from ogpkit_reporting.commands.asking import parse_places
from ogpkit_reporting.comparison import compare_reports, measure_agreements
from ogpkit_reporting.reports import list_reports
from ogpkit_reporting.stars import list_stars
from ogpkit_reporting.views import AGREEMENT, COMPARISON, STARS

if TYPE_CHECKING:
    from pathlib import Path

_PLACES = click.argument("places", nargs=-1, metavar="[COUNTRY[/CYCLE]]…")


@click.command("compare")
@_PLACES
@click.option("--agreement", "only_agreement", is_flag=True, help="How far both agree, one row a question.")
@click.option("--differences", is_flag=True, help="Only where both say something else.")
@click.option(
    "--weights",
    type=click.Choice([one.value for one in Weights]),
    default=Weights.LINEAR.value,
    show_default=True,
    help="How much several steps of difference count for kappa.",
)
@format_option("table", "json", "csv")
@workspace_option
def compare(
    places: tuple[str, ...],
    only_agreement: bool,  # noqa: FBT001  click's way
    differences: bool,  # noqa: FBT001  click's way
    weights: str,
    form: str,
    workspace: Path | None,
) -> None:
    """Show the government's and the expert's view of each commitment, differences first; all cycles when none is named."""
    content = load_workspace(workspace)
    rows = compare_reports(list_reports(content, parse_places(places, content)))
    if only_agreement:
        print_table(build_table(AGREEMENT, content, rows=measure_agreements(rows, Weights(weights))), form)
        return
    shown = [row for row in rows if row.agrees is False] if differences else rows
    print_table(build_table(COMPARISON, content, rows=shown), form)
    for one in measure_agreements(rows, Weights(weights)):
        print_message(one.describe(one.name))


@click.command("stars")
@_PLACES
@format_option("table", "json", "csv")
@workspace_option
def stars(places: tuple[str, ...], form: str, workspace: Path | None) -> None:
    """Show which commitments have earned a star, where the edition gives stars."""
    content = load_workspace(workspace)
    found = tuple(list_reports(content, parse_places(places, content)))
    print_table(build_table(STARS, content, rows=(star for reports in found for star in list_stars(reports))), form)
    for note in dict.fromkeys(
        note.best("en") for reports in found for note in reports.part.unconfirmed if reports.part.star
    ):
        print_message(note)
