"""`ogpkit export`: what plugins write for elsewhere."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ogpkit.cli.messages import print_data
from ogpkit.cli.options import (
    find_contribution,
    find_place,
    load_plugins,
    nearest_workspace_root,
    workspace_option,
    workspace_root,
)
from ogpkit.cli.output import overwrite_option, write_output
from ogpkit.exchange.documents import run_exporter
from ogpkit.exchange.table_files import list_exporters
from ogpkit.text.i18n import _, translate
from ogpkit.text.tables import Table, table_text
from ogpkit.workspace.load import read_workspace

if TYPE_CHECKING:
    from ogpkit.plugins.manager import Plugins


@click.command("export")
@click.argument("name", required=False, default="")
@click.argument("place", required=False, default="")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="The file. The default is standard output."
)
@overwrite_option
@workspace_option
def command(
    name: str,
    place: str,
    out: Path | None,
    overwrite: bool,  # noqa: FBT001  click's way
    workspace: Path | None,
) -> None:
    """Export NAME about a place: COUNTRY/CYCLE, COUNTRY, or nothing for the whole workspace.

    Without NAME, list what you can export.
    """
    if not name:
        _list(load_plugins(workspace or nearest_workspace_root()))
        return
    root = workspace_root(workspace)
    plugins = load_plugins(root)
    found = find_contribution(name, list_exporters(plugins), _("There is no export “{name}”. Choose one of: {known}."))
    content = read_workspace(root, plugins.kinds, plugins.editions).workspace
    data = run_exporter(found, content, find_place(place, found.value.scope, content), plugins)
    if out is None:
        sys.stdout.buffer.write(data)
        return
    write_output({out: data}, overwrite=overwrite)


def _list(plugins: Plugins) -> None:
    rows = [
        (
            owned.value.name,
            translate(owned.value.title, owned.plugin),
            owned.value.suffix,
            _(owned.value.scope.label),
            owned.plugin,
        )
        for owned in list_exporters(plugins)
    ]
    heads = (_("export"), _("title"), _("file"), _("about"), _("plugin"))
    print_data(table_text(Table(heads, rows)).rstrip("\n"))
