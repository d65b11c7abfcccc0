"""Commands of declared tables and documents: each stands in the group that its plugin contributes, as those of actions do."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

import attrs
import click

from ogpkit.cli.actions import add_action_commands
from ogpkit.cli.commands.document import command as document_command
from ogpkit.cli.messages import print_message, print_table
from ogpkit.cli.options import day_option, document_options, find_place, format_option, workspace_option
from ogpkit.cli.workspaces import load_workspace
from ogpkit.plugins.places import Place, Scope
from ogpkit.plugins.table_rows import build_table, list_rows, list_shown, narrow_table
from ogpkit.text.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from ogpkit.plugins.contributions import DocumentTemplate
    from ogpkit.plugins.manager import Plugins
    from ogpkit.plugins.table_views import TableRow, TableView

F = TypeVar("F", bound=Callable[..., Any])

_METAVARS: Final = {Scope.CYCLE: "COUNTRY/CYCLE", Scope.COUNTRY: "COUNTRY"}

_WIDER: Final = {Scope.CYCLE: "[COUNTRY[/CYCLE]]…", Scope.COUNTRY: "[COUNTRY]…"}
"""What stands for places in the usage of a command that needs none and takes several."""


def add_declared_commands(command: click.Group, group: str, plugin: str, plugins: Plugins) -> click.Group:
    """Return a group of commands with what its plugin declares to stand in it; its own commands come first.

    Args:
        command: The plugin's own group.
        group: The word that calls it.
        plugin: Whose it is.
    """
    whole = copy(add_action_commands(command, group, plugin, plugins))
    made = {one.name or "": one for one in _make_commands(group, plugin, plugins)}
    whole.commands = {**made, **whole.commands}
    return whole


def _make_commands(group: str, plugin: str, plugins: Plugins) -> Iterator[click.Command]:
    for table in plugins.tables:
        if table.plugin == plugin and table.value.command.partition(" ")[0] == group:
            yield make_table_command(table.value)
    for paper in plugins.papers:
        if paper.plugin == plugin and paper.value.command.partition(" ")[0] == group:
            yield make_document_command(paper.value)


def make_table_command(view: TableView) -> click.Command:
    """Return the command that shows a declared table."""

    @click.command(view.command.rpartition(" ")[2], help=view.help or view.title)
    @_places_argument(view)
    @_filter_options(view)
    @day_option("--today", "The day on which it is looked at; the present one when left out.")
    @format_option("table", "json", "csv")
    @workspace_option
    def command(
        today: datetime | None, form: str, workspace: Path | None, places: tuple[str, ...] = (), **chosen: Any
    ) -> None:
        content = load_workspace(workspace, today)
        scope = view.scope if view.needs_place else None
        about = [find_place(place, scope, content) for place in places] or [_choose_place(view, chosen)]
        is_for_people = form == "table"
        columns = list_shown(view, about) if is_for_people else ()
        narrowed = narrow_table(view, partial(_keeps_row, view, chosen))
        table = build_table(narrowed, content, about, columns=columns, is_for_people=is_for_people)
        if view.record is not None:
            rows = (row for place in about for row in list_rows(narrowed, content, place))
            table = attrs.evolve(table, records=tuple(view.record(row) for row in rows))
        print_table(table, form)
        if is_for_people and not table.rows:
            print_message(_("There is nothing to list here yet."))
        for note in dict.fromkeys(note for place in about for note in view.notes(content, place)):
            print_message(note)

    return command


def make_document_command(paper: DocumentTemplate) -> click.Command:
    """Return the command that writes a declared document."""

    @click.command(paper.command.rpartition(" ")[2], help=paper.help or paper.title)
    @_place_argument(paper.scope)
    @document_options
    @workspace_option
    @click.pass_context
    def command(context: click.Context, /, place: str = "", **options: Any) -> None:
        context.invoke(document_command, name=paper.name, place=place, template=None, start_template=None, **options)

    return command


def _place_argument(scope: Scope) -> Callable[[F], F]:
    """Give a command the argument `place`; one about the whole workspace has none."""
    metavar = _METAVARS.get(scope)
    return click.argument("place", metavar=metavar) if metavar else _keep


def _places_argument(view: TableView) -> Callable[[F], F]:
    """Give the command of a table the argument `places`: one, or as many as somebody names where it needs none."""
    if view.scope not in _METAVARS:
        return _keep
    if view.needs_place:
        return click.argument("places", metavar=_METAVARS[view.scope], nargs=1, callback=_wrap)
    return click.argument("places", metavar=_WIDER[view.scope], nargs=-1)


def _keep(function: F) -> F:
    return function


def _filter_options(view: TableView) -> Callable[[F], F]:
    """Give the command of a table an option for each of its filters, in their order."""

    def decorate(function: F) -> F:
        for one in reversed(view.filters):
            values = click.Choice([choice.value for choice in one.choices]) if one.choices else None
            named = (f"--{one.name}", one.name.replace("-", "_"))
            function = click.option(*named, type=values, is_flag=one.is_flag, help=one.help)(function)
        return function

    return decorate


def _choose_place(view: TableView, chosen: Mapping[str, Any]) -> Place:
    """Return the place of which the rows are: everything, unless a filter names a country."""
    names_country = any(one.name == "country" and one.keep is None for one in view.filters)
    return Place(country=(chosen.get("country") or "") if names_country else "")


def _keeps_row(view: TableView, chosen: Mapping[str, Any], row: TableRow[Any]) -> bool:
    for one in view.filters:
        said = chosen.get(one.name.replace("-", "_"))
        if said and one.keep is not None and not one.keep(row, one.choices(said) if one.choices else said):
            return False
    return True


def _wrap(_context: click.Context, _parameter: click.Parameter, said: str) -> tuple[str, ...]:
    return (said,)
