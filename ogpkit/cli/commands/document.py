"""`ogpkit document`: what people can hand in, in any owed language and in every format."""

from __future__ import annotations

from pathlib import Path
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
from ogpkit.text.i18n import _, current_language, translate, use_language
from ogpkit.text.tables import Table, table_text
from ogpkit.workspace.load import read_workspace

if TYPE_CHECKING:
    from ogpkit.plugins.manager import Plugins


@click.command("document")
@click.argument("name", required=False, default="")
@click.argument("place", required=False, default="")
@document_options
@click.option("--template", type=click.Path(dir_okay=False, path_type=Path), help="A Word file with names to fill in.")
@click.option("--start-template", type=click.Path(dir_okay=False, path_type=Path), help="Write a Word file to change.")
@workspace_option
def command(  # noqa: PLR0913, PLR0917  one for each option
    name: str,
    place: str,
    languages: tuple[str, ...],
    form: str,
    out: Path,
    overwrite: bool,  # noqa: FBT001  click's way
    template: Path | None,
    start_template: Path | None,
    workspace: Path | None,
) -> None:
    """Write the document NAME about a place: COUNTRY/CYCLE, COUNTRY, or nothing for the whole workspace.

    Without NAME, list the documents. With --start-template, write a Word file
    with all names that --template fills in.
    """
    if not name:
        _list(load_plugins(workspace or nearest_workspace_root()))
        return
    root = workspace_root(workspace)
    plugins = load_plugins(root)
    unknown = _("There is no document “{name}”. Choose one of: {known}.")
    paper = find_contribution(name, plugins.papers, unknown)
    if start_template:
        from ogpkit.exchange.word_start import make_word_template  # noqa: PLC0415  only this option needs it

        with use_language(languages[0] if languages else current_language()):
            started = make_word_template(paper.value, plugins.kinds)
        write_output({start_template: started}, overwrite=overwrite)
        return
    content = read_workspace(root, plugins.kinds, plugins.editions).workspace
    about = find_place(place, paper.value.scope, content)
    own = custom_templates(root)
    wanted = languages or document_languages(content, about)
    form = "docx" if template else form
    files = (document_file(paper, content, about, language, form, out, plugins, own, template) for language in wanted)
    write_output(dict(files), overwrite=overwrite, is_named=False)


def _list(plugins: Plugins) -> None:
    rows = [
        (owned.value.name, translate(owned.value.title, owned.plugin), _(owned.value.scope.label), owned.plugin)
        for owned in plugins.papers
    ]
    print_data(table_text(Table((_("document"), _("title"), _("about"), _("plugin")), rows)).rstrip("\n"))
