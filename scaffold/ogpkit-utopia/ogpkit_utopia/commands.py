"""`ogpkit utopia`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ogpkit.cli.opening import content_of
from ogpkit.cli.options import cycle_argument, format_option, workspace_option
from ogpkit.cli.place import place_named
from ogpkit.cli.saying import give_table
from ogpkit.contributions import Scope
from ogpkit_utopia.costs import costs_table

if TYPE_CHECKING:
    from pathlib import Path


@click.group("utopia")
def group() -> None:
    """What Utopia's commitments cost."""


@group.command()
@cycle_argument
@format_option("table", "json", "csv")
@workspace_option
def costs(place: str, form: str, workspace: Path | None) -> None:
    """Show what the commitments of a cycle cost."""
    content = content_of(workspace)
    about = place_named(place, Scope.CYCLE, content)
    table = costs_table(content, about.country, about.cycle)
    give_table(table, form)
