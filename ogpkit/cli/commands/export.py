"""`ogpkit export`: what plugins write for elsewhere."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ogpkit.cli.messages import give
from ogpkit.cli.options import contribution_named, nearest_root, place_named, plugins_of, root_of, workspace_option
from ogpkit.cli.output import overwrite_option, write_output
from ogpkit.exchange.documents import export
from ogpkit.text.i18n import _
from ogpkit.text.tables import Table, as_text
from ogpkit.workspace.load import load

if TYPE_CHECKING:
    from ogpkit.plugins.manager import Plugins


@click.command("export")
@click.argument("name", required=False, default="")
@click.argument("place", required=False, default="")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file; standard output when left out.")
@overwrite_option
@workspace_option
def command(
    name: str,
    place: str,
    out: Path | None,
    overwrite: bool,  # noqa: FBT001  click's way
    workspace: Path | None,
) -> None:
    """Write NAME about a place: COUNTRY/CYCLE, COUNTRY, or nothing for the whole workspace.

    Without NAME, say what can be exported.
    """
    if not name:
        _list(plugins_of(workspace or nearest_root()))
        return
    root = root_of(workspace)
    plugins = plugins_of(root)
    found = contribution_named(name, plugins.exporters, _("There is no export “{name}”; there are: {known}."))
    content = load(root, plugins.kinds, plugins.editions).workspace
    data = export(found, content, place_named(place, found.value.scope, content), plugins)
    if out is None:
        sys.stdout.buffer.write(data)
        return
    write_output({out: data}, overwrite=overwrite)


def _list(plugins: Plugins) -> None:
    rows = [
        (owned.value.name, _(owned.value.title), owned.value.suffix, _(owned.value.scope.label), owned.plugin)
        for owned in plugins.exporters
    ]
    heads = (_("export"), _("title"), _("file"), _("about"), _("plugin"))
    give(as_text(Table(heads, rows)).rstrip("\n"))
