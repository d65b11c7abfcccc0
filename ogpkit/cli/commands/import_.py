"""`ogpkit import`: what plugins take out of files from elsewhere."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ogpkit.cli.exits import ExitCode
from ogpkit.cli.messages import print_data, print_message
from ogpkit.cli.options import (
    days_option,
    find_contribution,
    find_place,
    load_plugins,
    nearest_workspace_root,
    workspace_option,
    workspace_root,
)
from ogpkit.cli.output import overwrite_option, write_output
from ogpkit.cli.workspaces import open_session, save_change
from ogpkit.editing.imports import (
    ImportRefused,
    describe_import,
    make_import_files,
    memoize_for_session,
    order_days,
    read_import,
)
from ogpkit.editing.sheet_mappings import read_columns
from ogpkit.exchange.encodings import encode_anew
from ogpkit.exchange.incoming import read_incoming
from ogpkit.exchange.sheet_mapping_files import draft_mapping
from ogpkit.schema.cell_format import DayOrder
from ogpkit.text.i18n import _, _n, translate
from ogpkit.text.sanitize import sanitize_line
from ogpkit.text.tables import Table, table_text
from ogpkit.workspace.toml import parse_toml

if TYPE_CHECKING:
    from collections.abc import Callable

    from ogpkit.plugins.contributions import Import
    from ogpkit.plugins.editing_protocol import EditSession
    from ogpkit.plugins.manager import Plugins
    from ogpkit.plugins.sheet_reading import SheetReading


@click.command("import")
@click.argument("name", required=False, default="")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("place", required=False, default="")
@click.option(
    "--mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file that says what the columns of a sheet mean. You do not need it if the headings are those of ogpkit.",
)
@click.option(
    "--encoding", default="", help="The encoding of a text or CSV file that is not in UTF-8, for example windows-1251."
)
@days_option
@click.option("--preview", is_flag=True, help="Show what would be imported, without importing it.")
@click.option(
    "--suggest-mapping",
    is_flag=True,
    help="Write a mapping file with every column of the sheet, for you to complete. Import nothing.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file for --suggest-mapping. The default is standard output.",
)
@overwrite_option
@workspace_option
def command(  # noqa: PLR0913, PLR0917  one for each option
    name: str,
    file: Path | None,
    place: str,
    mapping: Path | None,
    encoding: str,
    days: str | None,
    preview: bool,  # noqa: FBT001  click's way
    suggest_mapping: bool,  # noqa: FBT001
    out: Path | None,
    overwrite: bool,  # noqa: FBT001
    workspace: Path | None,
) -> None:
    """Import NAME from FILE into a place: COUNTRY/CYCLE, COUNTRY, or nothing for the whole workspace.

    If ogpkit does not understand all of the file, it imports nothing.

    Without NAME, list what you can import.
    """
    if not name:
        _list(load_plugins(workspace or nearest_workspace_root()))
        return
    root = workspace_root(workspace)
    plugins = load_plugins(root)
    importer = find_contribution(name, plugins.importers, _("There is no import “{name}”. Choose one of: {known}."))
    if file is None:
        raise click.UsageError(_("Name the file as well: ogpkit import {name} FILE.").format(name=sanitize_line(name)))
    importer = order_days(importer, DayOrder(days)) if days else importer
    data = read_incoming(file)
    content = encode_anew(data, encoding) if encoding else data
    explained = read_incoming(mapping) if mapping is not None else None
    if suggest_mapping:
        said = parse_toml(explained) if explained is not None else None
        if encoding:
            said = {**(said or {}), "encoding": encoding}
        session = open_session(workspace)
        here = find_place(place, importer.value.scope, session.workspace)
        reading = read_columns(importer, data, session, here, said)
        _write_draft(reading, out, overwrite=overwrite)
        return

    def read(session: EditSession) -> Import:
        here = find_place(place, importer.value.scope, session.workspace)
        return read_import(importer, content, session, here, explained)

    remedy = _("Nothing was imported. Correct the file, then import it again.")
    if mapping is not None:
        remedy = _("Nothing was imported. Correct the sheet or the mapping, then import again.")
    run_import(workspace, read, file, remedy, preview=preview)


def _write_draft(reading: SheetReading, out: Path | None, *, overwrite: bool) -> None:
    """Write a mapping file for somebody to go on with, or say why the sheet cannot be read."""
    if reading.trouble:
        raise ImportRefused(reading.trouble)
    draft = draft_mapping(reading, reading.suggested).encode()
    if out is None:
        sys.stdout.buffer.write(draft)
    else:
        write_output({out: draft}, overwrite=overwrite)


def run_import(
    workspace: Path | None, read: Callable[[EditSession], Import], file: Path, remedy: str, *, preview: bool
) -> None:
    """Say what was found in a file, and take it in; the command ends with findings where not all of it is understood.

    Args:
        workspace: Where it is to go, as `--workspace` says.
        read: Finds what is in the file. It is called again when another program has changed the workspace meanwhile.
        remedy: What to say when not all of it is understood, in the person's language.
        preview: Whether nothing is to be written.
    """
    session = open_session(workspace)
    read = memoize_for_session(read)
    found = read(session)
    if found.not_understood or preview:
        for line in describe_import(found):
            print_message(line)
        if found.not_understood:
            print_message(remedy)
            click.get_current_context().exit(ExitCode.FINDINGS)
        print_message(_("This was a preview. Nothing was imported."))
        return
    title = _("Import {file}").format(file=file.name)

    def edit(session: EditSession) -> tuple[str, ...]:
        found = read(session)
        count = len(make_import_files(session, found, title))
        changed = _n("{count} new or changed file.", "{count} new or changed files.", count).format(count=count)
        return *describe_import(found), changed

    for line in save_change(session, edit):
        print_message(line)


def _list(plugins: Plugins) -> None:
    rows = [
        (
            owned.value.name,
            translate(owned.value.title, owned.plugin),
            ", ".join(owned.value.suffixes),
            _(owned.value.scope.label),
            owned.plugin,
        )
        for owned in plugins.importers
    ]
    print_data(table_text(Table((_("import"), _("title"), _("files"), _("about"), _("plugin")), rows)).rstrip("\n"))
