"""`ogpkit canada`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ogpkit.api import Scope
from ogpkit.api.cli import (
    cycle_argument,
    day_option,
    edit_workspace,
    find_place,
    format_option,
    load_workspace,
    print_message,
    print_table,
    workspace_option,
)
from ogpkit.api.text import _
from ogpkit_ca.beginning import begin_all
from ogpkit_ca.tables import quarter_table
from ogpkit_ca.tracker import Tracker, no_tracker, tracker

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from ogpkit.api import Place
    from ogpkit.api.content import Workspace
    from ogpkit.api.editing import EditSession

_TODAY = day_option("--today", "The date of the figures. The default is today.")


@click.group("canada")
def group() -> None:
    """Canada's quarterly reports."""


@group.command()
@cycle_argument
@click.option(
    "--period", default="", help="The quarter, for example 2022-12. The default is the last quarter that has ended."
)
@_TODAY
@format_option("table", "json", "csv")
@workspace_option
def missing(place: str, period: str, today: datetime | None, form: str, workspace: Path | None) -> None:
    """Show the missing reports of a quarter by department."""
    _here, found = _tracker(load_workspace(workspace, today), place)
    if period and period not in found.part.periods:
        periods = ", ".join(found.part.periods)
        raise click.UsageError(
            _("The tracker has no quarter “{period}”. Choose one of: {periods}.").format(period=period, periods=periods)
        )
    table = quarter_table(found, period or found.last_period)
    print_table(table, form)


@group.command()
@cycle_argument
@_TODAY
@workspace_option
def begin(place: str, today: datetime | None, workspace: Path | None) -> None:
    """Start the reports of all departments on the last quarter that has ended."""

    def edit(session: EditSession) -> str:
        here, _found = _tracker(session.workspace, place)
        return begin_all(session, here)

    print_message(edit_workspace(workspace, edit, today))


def _tracker(content: Workspace, place: str) -> tuple[Place, Tracker]:
    here = find_place(place, Scope.CYCLE, content)
    found = tracker(content, here.country, here.cycle)
    if found is None:
        raise click.UsageError(no_tracker())
    return here, found
