"""`ogpkit export`: what plugins write for elsewhere."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ogpkit.asking import answered
from ogpkit.cli.options import plugins_of, root_of, workspace_option
from ogpkit.cli.place import place_named
from ogpkit.cli.saying import give, tell
from ogpkit.errors import OgpkitError
from ogpkit.exchange.tables import Table, as_text
from ogpkit.language import _
from ogpkit.storage.atomic import write_atomically
from ogpkit.storage.load import load
from ogpkit.untrusted import on_one_line

if TYPE_CHECKING:
    from ogpkit.plugins import Plugins


class NotExported(OgpkitError):
    """An exporter that failed."""


@click.command("export")
@click.argument("name", required=False, default="")
@click.argument("place", required=False, default="")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file; standard output when left out.")
@workspace_option
def command(name: str, place: str, out: Path | None, workspace: Path | None) -> None:
    """Write NAME about a place: COUNTRY/CYCLE, COUNTRY, or nothing for the whole workspace.

    Without NAME, say what can be exported.
    """
    root = root_of(workspace)
    plugins = plugins_of(root)
    if not name:
        _list(plugins)
        return
    found = next((owned for owned in plugins.exporters if owned.value.name == name), None)
    if found is None:
        known = ", ".join(on_one_line(owned.value.name) for owned in plugins.exporters) or "–"
        raise click.UsageError(
            _("There is no export “{name}”; there are: {known}.").format(name=on_one_line(name), known=known)
        )
    content = load(root, plugins).workspace
    about = place_named(place, found.value.scope, content)
    data = answered(plugins, found.plugin, f"exporter {name}", partial(found.value.write, content, about))
    if not isinstance(data, bytes):
        raise NotExported(
            _("The plugin {plugin} could not write “{name}”. `ogpkit check` says what is wrong with it.").format(
                plugin=on_one_line(found.plugin), name=on_one_line(name)
            )
        )
    if out is None:
        sys.stdout.buffer.write(data)
        return
    write_atomically(out, data)
    tell(_("{file} is written.").format(file=on_one_line(str(out))))


def _list(plugins: Plugins) -> None:
    rows = [
        (owned.value.name, _(owned.value.title), owned.value.suffix, _(owned.value.scope.label), owned.plugin)
        for owned in plugins.exporters
    ]
    heads = (_("export"), _("title"), _("file"), _("about"), _("plugin"))
    give(as_text(Table(heads, rows)).rstrip("\n"))
