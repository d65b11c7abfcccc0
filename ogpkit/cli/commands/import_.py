"""`ogpkit import`: what plugins take out of files from elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ogpkit.cli.exits import Exit
from ogpkit.cli.messages import give, tell
from ogpkit.cli.options import contribution_named, nearest_root, place_named, plugins_of, root_of, workspace_option
from ogpkit.cli.workspaces import desk_of, save_on
from ogpkit.editing.imports import make_files, read_import, remembered, report
from ogpkit.exchange.incoming import read_incoming
from ogpkit.text.i18n import _, _n
from ogpkit.text.sanitize import on_one_line
from ogpkit.text.tables import Table, as_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from ogpkit.plugins.contributions import Import
    from ogpkit.plugins.editing_protocol import EditSession
    from ogpkit.plugins.manager import Plugins


@click.command("import")
@click.argument("name", required=False, default="")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("place", required=False, default="")
@click.option("--preview", is_flag=True, help="Say what would be written, and write nothing.")
@workspace_option
def command(
    name: str,
    file: Path | None,
    place: str,
    preview: bool,  # noqa: FBT001  click's way
    workspace: Path | None,
) -> None:
    """Take NAME out of FILE into a place: COUNTRY/CYCLE, COUNTRY, or nothing for the whole workspace.

    Unless all of it is understood, nothing is written.

    Without NAME, say what can be imported.
    """
    if not name:
        _list(plugins_of(workspace or nearest_root()))
        return
    root = root_of(workspace)
    plugins = plugins_of(root)
    importer = contribution_named(name, plugins.importers, _("There is no import “{name}”; there are: {known}."))
    if file is None:
        raise click.UsageError(_("Name the file too: ogpkit import {name} FILE.").format(name=on_one_line(name)))
    data = read_incoming(file)

    def read(desk: EditSession) -> Import:
        return read_import(importer, data, desk, place_named(place, importer.value.scope, desk.workspace))

    bring_in(workspace, read, file, _("Nothing was written. Mend the file, then import it again."), preview=preview)


def bring_in(
    workspace: Path | None, read: Callable[[EditSession], Import], file: Path, remedy: str, *, preview: bool
) -> None:
    """Say what was found in a file, and take it in; the command ends with findings where not all of it is understood.

    Args:
        workspace: Where it is to go, as `--workspace` says.
        read: Finds what is in the file. It is called again when another program has changed the workspace meanwhile.
        file: The file.
        remedy: What to say when not all of it is understood, in the person's language.
        preview: Whether nothing is to be written.
    """
    desk = desk_of(workspace)
    read = remembered(read)
    found = read(desk)
    if found.not_understood or preview:
        for line in report(found):
            tell(line)
        if found.not_understood:
            tell(remedy)
            click.get_current_context().exit(Exit.FINDINGS)
        tell(_("This was a preview; nothing was written."))
        return
    title = _("Import of {file}").format(file=file.name)

    def edit(desk: EditSession) -> tuple[str, ...]:
        found = read(desk)
        count = len(make_files(desk, found, title))
        changed = _n("{count} file new or changed.", "{count} files new or changed.", count).format(count=count)
        return *report(found), changed

    for line in save_on(desk, edit):
        tell(line)


def _list(plugins: Plugins) -> None:
    rows = [
        (
            owned.value.name,
            _(owned.value.title),
            ", ".join(owned.value.suffixes),
            _(owned.value.scope.label),
            owned.plugin,
        )
        for owned in plugins.importers
    ]
    give(as_text(Table((_("import"), _("title"), _("files"), _("about"), _("plugin")), rows)).rstrip("\n"))
