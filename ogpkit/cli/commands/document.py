"""`ogpkit document`: what people can hand in, in any owed language and in every format."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ogpkit.cli.messages import give
from ogpkit.cli.options import (
    contribution_named,
    nearest_root,
    paper_options,
    place_named,
    plugins_of,
    root_of,
    workspace_option,
)
from ogpkit.cli.output import write_output
from ogpkit.exchange.documents import document_file, languages_for
from ogpkit.exchange.templates import own_templates
from ogpkit.text.i18n import _
from ogpkit.text.tables import Table, as_text
from ogpkit.workspace.load import load

if TYPE_CHECKING:
    from pathlib import Path

    from ogpkit.plugins.manager import Plugins


@click.command("document")
@click.argument("name", required=False, default="")
@click.argument("place", required=False, default="")
@paper_options
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

    Without NAME, say which documents there are.
    """
    if not name:
        _list(plugins_of(workspace or nearest_root()))
        return
    root = root_of(workspace)
    plugins = plugins_of(root)
    unknown = _("There is no document “{name}”; there are: {known}.")
    paper = contribution_named(name, plugins.papers, unknown)
    content = load(root, plugins.kinds, plugins.editions).workspace
    about = place_named(place, paper.value.scope, content)
    own = own_templates(root)
    wanted = languages or languages_for(content, about)
    files = (document_file(paper, content, about, language, form, out, plugins, own) for language in wanted)
    write_output(dict(files), overwrite=overwrite, is_named=False)


def _list(plugins: Plugins) -> None:
    rows = [
        (owned.value.name, _(owned.value.title), _(owned.value.scope.label), owned.plugin) for owned in plugins.papers
    ]
    give(as_text(Table((_("document"), _("title"), _("about"), _("plugin")), rows)).rstrip("\n"))
