"""`ogpkit document`: what people can hand in, in any owed language and in every format."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ogpkit.cli.naming import contribution_named
from ogpkit.cli.options import nearest_root, paper_options, plugins_of, root_of, workspace_option
from ogpkit.cli.place import place_named
from ogpkit.cli.saying import give, tell
from ogpkit.exchange.handing_in import hand_in, languages_for
from ogpkit.exchange.tables import Table, as_text
from ogpkit.exchange.templates import own_templates
from ogpkit.language import _
from ogpkit.storage.load import load
from ogpkit.untrusted import in_path

if TYPE_CHECKING:
    from pathlib import Path

    from ogpkit.plugins import Plugins


@click.command("document")
@click.argument("name", required=False, default="")
@click.argument("place", required=False, default="")
@paper_options
@workspace_option
def command(name: str, place: str, languages: tuple[str, ...], form: str, out: Path, workspace: Path | None) -> None:
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
    content = load(root, plugins).workspace
    about = place_named(place, paper.value.scope, content)
    for language in languages or languages_for(content, about):
        path = hand_in(paper, content, about, language, form, out, plugins, own_templates(root))
        tell(_("{file} is written.").format(file=in_path(str(path))))


def _list(plugins: Plugins) -> None:
    rows = [
        (owned.value.name, _(owned.value.title), _(owned.value.scope.label), owned.plugin) for owned in plugins.papers
    ]
    give(as_text(Table((_("document"), _("title"), _("about"), _("plugin")), rows)).rstrip("\n"))
