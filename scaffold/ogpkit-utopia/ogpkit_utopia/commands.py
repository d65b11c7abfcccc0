"""`ogpkit utopia`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ogpkit.cli.options import format_option, plugins_of, root_of, workspace_option
from ogpkit.cli.place import place_named
from ogpkit.cli.saying import give
from ogpkit.contributions import Scope
from ogpkit.exchange.tables import as_csv, as_json, as_text
from ogpkit.storage.load import load
from ogpkit_utopia.costs import costs_table

if TYPE_CHECKING:
    from pathlib import Path


@click.group("utopia")
def group() -> None:
    """What Utopia's commitments cost."""


@group.command()
@click.argument("place", metavar="COUNTRY/CYCLE")
@format_option("table", "json", "csv")
@workspace_option
def costs(place: str, form: str, workspace: Path | None) -> None:
    """Show what the commitments of a cycle cost."""
    root = root_of(workspace)
    content = load(root, plugins_of(root)).workspace
    about = place_named(place, Scope.CYCLE, content)
    table = costs_table(content, about.country, about.cycle)
    give({"table": as_text, "json": as_json, "csv": as_csv}[form](table).rstrip("\n"))
