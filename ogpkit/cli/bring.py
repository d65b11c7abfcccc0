"""`ogpkit import`: what plugins take out of files from elsewhere."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ogpkit.asking import answered
from ogpkit.cli.exits import Exit
from ogpkit.cli.options import plugins_of, root_of, workspace_option
from ogpkit.cli.saying import give, tell
from ogpkit.codec import written
from ogpkit.contributions import Import
from ogpkit.desk import Desk
from ogpkit.desk.bringing_in import bring_in
from ogpkit.errors import OgpkitError
from ogpkit.exchange.tables import Table, as_text
from ogpkit.language import _, _n
from ogpkit.untrusted import on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.contributions import Importer
    from ogpkit.plugins import Owned, Plugins


class NotImported(OgpkitError):
    """An importer that failed."""


@click.command("import")
@click.argument("name", required=False, default="")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--preview", is_flag=True, help="Say what would be written, and write nothing.")
@workspace_option
@click.pass_context
def command(
    context: click.Context,
    name: str,
    file: Path | None,
    preview: bool,  # noqa: FBT001  click's way
    workspace: Path | None,
) -> None:
    """Take NAME out of FILE; unless all of it is understood, nothing is written.

    Without NAME, say what can be imported.
    """
    root = root_of(workspace)
    plugins = plugins_of(root)
    if not name:
        _list(plugins)
        return
    importer = _named(name, plugins)
    if file is None:
        raise click.UsageError(_("Name the file too: ogpkit import {name} FILE.").format(name=on_one_line(name)))
    desk = Desk.open(root, plugins)
    found = _read(importer, file, desk, plugins)
    for line in _report(found):
        tell(line)
    if found.not_understood:
        tell(_("Nothing was written. Mend the file, then import it again."))
        context.exit(Exit.FINDINGS)
    if preview:
        tell(_("This was a preview; nothing was written."))
        return
    contents = {path: written(entity) for path, entity in found.files.items()}
    touched = bring_in(desk, contents, _("Import of {file}").format(file=file.name))
    desk.save()
    tell(_n("{count} file new or changed.", "{count} files new or changed.", len(touched)).format(count=len(touched)))


def _list(plugins: Plugins) -> None:
    rows = [
        (owned.value.name, _(owned.value.title), ", ".join(owned.value.suffixes), owned.plugin)
        for owned in plugins.importers
    ]
    give(as_text(Table((_("import"), _("title"), _("files"), _("plugin")), rows)).rstrip("\n"))


def _named(name: str, plugins: Plugins) -> Owned[Importer]:
    for owned in plugins.importers:
        if owned.value.name == name:
            return owned
    known = ", ".join(on_one_line(owned.value.name) for owned in plugins.importers) or "–"
    raise click.UsageError(
        _("There is no import “{name}”; there are: {known}.").format(name=on_one_line(name), known=known)
    )


def _read(importer: Owned[Importer], file: Path, desk: Desk, plugins: Plugins) -> Import:
    read = partial(importer.value.read, file.read_bytes(), desk.workspace)
    found = answered(plugins, importer.plugin, f"importer {importer.value.name}", read)
    if isinstance(found, Import):
        return found
    raise NotImported(
        _("The plugin {plugin} could not read {file}. `ogpkit check` says what is wrong with it.").format(
            plugin=on_one_line(importer.plugin), file=on_one_line(file.name)
        )
    )


def _report(found: Import) -> Iterator[str]:
    yield _n("{count} record read.", "{count} records read.", found.records).format(count=found.records)
    for one in found.not_understood:
        where = [_("row {row}").format(row=one.row)] if one.row else []
        if one.column:
            where.append(_("column “{column}”").format(column=one.column))
        yield f"{', '.join(where)}: {one.message}" if where else one.message
    for path in found.files:
        yield f"→ {path}"
