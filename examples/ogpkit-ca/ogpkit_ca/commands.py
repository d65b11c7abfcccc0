"""`ogpkit canada`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ogpkit.cli.opening import content_of, edit_workspace
from ogpkit.cli.options import cycle_argument, day_option, format_option, workspace_option
from ogpkit.cli.place import place_named
from ogpkit.cli.saying import give_table, tell
from ogpkit.contributions import Scope
from ogpkit.language import _
from ogpkit_ca.beginning import begin_all
from ogpkit_ca.tables import quarter_table
from ogpkit_ca.tracker import Tracker, no_tracker, tracker

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from ogpkit.contributions import Place
    from ogpkit.desk import Desk
    from ogpkit.workspace import Workspace

_TODAY = day_option("--today", "The day on which one looks; the present one when left out.")


@click.group("canada")
def group() -> None:
    """Canada's quarterly reports."""


@group.command()
@cycle_argument
@click.option("--period", default="", help="The quarter, for example 2022-12; the last that has ended when left out.")
@_TODAY
@format_option("table", "json", "csv")
@workspace_option
def missing(place: str, period: str, today: datetime | None, form: str, workspace: Path | None) -> None:
    """Show by department which reports of a quarter are missing."""
    _here, found = _tracker(content_of(workspace, today), place)
    if period and period not in found.part.periods:
        periods = ", ".join(found.part.periods)
        raise click.UsageError(
            _("The tracker has no quarter “{period}”; it has: {periods}.").format(period=period, periods=periods)
        )
    table = quarter_table(found, period or found.last_period)
    give_table(table, form)


@group.command()
@cycle_argument
@_TODAY
@workspace_option
def begin(place: str, today: datetime | None, workspace: Path | None) -> None:
    """Begin the reports of all departments on the last quarter that has ended."""

    def edit(desk: Desk) -> str:
        here, _found = _tracker(desk.workspace, place)
        return begin_all(desk, here)

    tell(edit_workspace(workspace, edit, today))


def _tracker(content: Workspace, place: str) -> tuple[Place, Tracker]:
    here = place_named(place, Scope.CYCLE, content)
    found = tracker(content, here.country, here.cycle)
    if found is None:
        raise click.UsageError(no_tracker())
    return here, found
