"""`ogpkit show`: the tables that plugins declare, for people and for programs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from ogpkit.cli.messages import print_data, print_faults, print_message, print_table
from ogpkit.cli.options import (
    find_contribution,
    find_place,
    format_option,
    load_plugins,
    nearest_workspace_root,
    workspace_option,
    workspace_root,
)
from ogpkit.errors import OgpkitError
from ogpkit.plugins.queries import call_for_user
from ogpkit.plugins.table_rows import build_table, list_more_columns
from ogpkit.text.i18n import _, translate
from ogpkit.text.sanitize import sanitize_line
from ogpkit.text.tables import Table, table_text
from ogpkit.workspace.load import read_workspace

if TYPE_CHECKING:
    from pathlib import Path

    from ogpkit.plugins.manager import Plugins
    from ogpkit.plugins.table_views import TableView
    from ogpkit.workspace.content import Workspace


class CannotShow(OgpkitError):
    """Raised when a plugin's table cannot be worked out."""


@click.command("show")
@click.argument("name", required=False, default="")
@click.argument("place", required=False, default="")
@click.option(
    "--columns",
    metavar="NAMES",
    default="",
    help="Show only these columns, with commas between them. Use +NAME to add a column.",
)
@format_option("table", "json", "csv")
@workspace_option
def command(name: str, place: str, columns: str, form: str, workspace: Path | None) -> None:
    """Show the table NAME of a place: COUNTRY/CYCLE, COUNTRY, or nothing for the whole workspace.

    Without NAME, list the tables.
    """
    if not name:
        _list(load_plugins(workspace or nearest_workspace_root()))
        return
    root = workspace_root(workspace)
    plugins = load_plugins(root)
    owned = find_contribution(name, plugins.tables, _("There is no table “{name}”. Choose one of: {known}."))
    content = read_workspace(root, plugins.kinds, plugins.editions).workspace
    about = find_place(place, None, content)
    wanted = _find_columns(columns, owned.value, content)
    build = partial(build_table, owned.value, content, about, columns=wanted, is_for_people=form == "table")
    table = call_for_user(plugins, owned.plugin, f"table {name}", build)
    if table is None:
        print_faults(plugins)
        raise CannotShow(
            _("The plugin {plugin} could not work out the table “{name}”. Tell the people who maintain it.").format(
                plugin=sanitize_line(owned.plugin), name=sanitize_line(name)
            )
        )
    print_table(table, form)
    for note in owned.value.notes(content, about):
        print_message(note)


def _find_columns(said: str, view: TableView, content: Workspace) -> tuple[str, ...]:
    names = [name.strip() for name in said.split(",") if name.strip()]
    own = [column.name for column in view.columns]
    more = [column.name for column in list_more_columns(view, content.kinds)]
    for name in names:
        if name.removeprefix("+") not in (*own, *more):
            raise click.UsageError(
                _("The table has no column “{name}”. Its columns are: {known}. You can also ask for: {more}.").format(
                    name=sanitize_line(name), known=", ".join(own), more=", ".join(more) or "–"
                )
            )
    added = [name.removeprefix("+") for name in names if name.startswith("+")]
    chosen = [name for name in names if not name.startswith("+")]
    return tuple(dict.fromkeys((*(chosen or own), *added))) if names else ()


def _list(plugins: Plugins) -> None:
    rows = [
        (owned.value.name, translate(owned.value.title, owned.plugin), _(owned.value.scope.label), owned.plugin)
        for owned in plugins.tables
    ]
    print_data(table_text(Table((_("table"), _("title"), _("about"), _("plugin")), rows)).rstrip("\n"))
