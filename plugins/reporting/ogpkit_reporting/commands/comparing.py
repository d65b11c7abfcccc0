"""`ogpkit report compare`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ogpkit.api.cli import find_place, format_option, load_workspace, print_message, print_table, workspace_option
from ogpkit.api.output import build_table
from ogpkit_reporting.agreement import Weights
from ogpkit_reporting.comparison import compare_reports, measure_agreements
from ogpkit_reporting.reports import list_reports
from ogpkit_reporting.views import AGREEMENT, COMPARISON

if TYPE_CHECKING:
    from pathlib import Path


@click.command("compare")
@click.argument("places", nargs=-1, metavar="[COUNTRY[/CYCLE]]…")
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
    rows = compare_reports(list_reports(content, tuple(find_place(one, None, content) for one in places)))
    if only_agreement:
        print_table(build_table(AGREEMENT, content, rows=measure_agreements(rows, Weights(weights))), form)
        return
    shown = [row for row in rows if row.agrees is False] if differences else rows
    print_table(build_table(COMPARISON, content, rows=shown), form)
    for one in measure_agreements(rows, Weights(weights)):
        print_message(one.describe(one.name))
