"""Places as people name them on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ogpkit.contributions import Place, Scope
from ogpkit.language import _
from ogpkit.untrusted import on_one_line

if TYPE_CHECKING:
    from ogpkit.workspace import Workspace


def place_named(said: str, scope: Scope, workspace: Workspace) -> Place:
    """The place that somebody named, of which the workspace has files.

    Args:
        said: `COUNTRY/CYCLE`, `COUNTRY`, or nothing for the whole workspace.
        scope: What it has to be.
        workspace: The workspace.

    Raises:
        click.UsageError: It is no place of that sort, or there are no files of it.
    """
    if scope is Scope.WORKSPACE:
        if said:
            raise click.UsageError(_("This is about the whole workspace: name no place."))
        return Place()
    country, _slash, cycle = said.partition("/")
    if country not in workspace.countries:
        known = ", ".join(workspace.countries) or "–"
        raise click.UsageError(
            _("There is no country “{said}” in this workspace; there are: {known}.").format(
                said=on_one_line(country), known=known
            )
        )
    if scope is Scope.COUNTRY:
        if cycle:
            raise click.UsageError(_("This is about a country: name it without a cycle."))
        return Place(country=country)
    if cycle not in workspace.cycles(country):
        known = ", ".join(f"{country}/{one}" for one in workspace.cycles(country)) or "–"
        raise click.UsageError(
            _("There is no cycle “{said}” in this workspace; there are: {known}.").format(
                said=on_one_line(said), known=known
            )
        )
    return Place(country=country, cycle=cycle)
