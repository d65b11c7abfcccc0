"""`ogpkit document`: what people can hand in, in any owed language and in every format."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ogpkit.cli.messages import print_data
from ogpkit.cli.options import (
    document_options,
    find_contribution,
    find_place,
    load_plugins,
    nearest_workspace_root,
    workspace_option,
    workspace_root,
)
from ogpkit.cli.output import write_output
from ogpkit.exchange.documents import document_file, document_languages
from ogpkit.exchange.templates import custom_templates
from ogpkit.text.i18n import _, translate
from ogpkit.text.tables import Table, table_text
from ogpkit.workspace.load import read_workspace

if TYPE_CHECKING:
    from pathlib import Path

    from ogpkit.plugins.manager import Plugins


@click.command("document")
@click.argument("name", required=False, default="")
@click.argument("place", required=False, default="")
@document_options
@workspace_option
def command(  # noqa: PLR0913, PLR0917  one for each option
    name: str,
    place: str,
    languages: tuple[str, ...],
    form: str,
    out: Path,
    overwrite: bool,  # noqa: FBT001  click's way
    workspace: Path | None,
) -> None:
    """Write the document NAME about a place: COUNTRY/CYCLE, COUNTRY, or nothing for the whole workspace.

    Without NAME, list the documents.
    """
    if not name:
        _list(load_plugins(workspace or nearest_workspace_root()))
        return
    root = workspace_root(workspace)
    plugins = load_plugins(root)
    unknown = _("There is no document “{name}”. Choose one of: {known}.")
    paper = find_contribution(name, plugins.papers, unknown)
    content = read_workspace(root, plugins.kinds, plugins.editions).workspace
    about = find_place(place, paper.value.scope, content)
    own = custom_templates(root)
    wanted = languages or document_languages(content, about)
    files = (document_file(paper, content, about, language, form, out, plugins, own) for language in wanted)
    write_output(dict(files), overwrite=overwrite, is_named=False)


def _list(plugins: Plugins) -> None:
    rows = [
        (owned.value.name, translate(owned.value.title, owned.plugin), _(owned.value.scope.label), owned.plugin)
        for owned in plugins.papers
    ]
    print_data(table_text(Table((_("document"), _("title"), _("about"), _("plugin")), rows)).rstrip("\n"))
