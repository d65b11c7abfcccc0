"""`ogpkit utopia`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ogpkit.api import Scope
from ogpkit.api.cli import cycle_argument, find_place, format_option, load_workspace, print_table, workspace_option
from ogpkit_utopia.costs import costs_table

if TYPE_CHECKING:
    from pathlib import Path


@click.group("utopia")
def group() -> None:
    """What Utopia's commitments cost."""  # noqa: D401  people read this as the help


@group.command()
@cycle_argument
@format_option("table", "json", "csv")
@workspace_option
def costs(place: str, form: str, workspace: Path | None) -> None:
    """Show what the commitments of a cycle cost."""
    content = load_workspace(workspace)
    about = find_place(place, Scope.CYCLE, content)
    table = costs_table(content, about.country, about.cycle)
    print_table(table, form)
