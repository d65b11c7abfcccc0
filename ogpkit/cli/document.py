"""`ogpkit document`: what people can hand in, in any owed language and in every format."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ogpkit.cli.options import plugins_of, root_of, workspace_option
from ogpkit.cli.place import place_named
from ogpkit.cli.saying import give, tell
from ogpkit.countries import owed_languages
from ogpkit.exchange.formats import FORMATS, file_name, in_format
from ogpkit.exchange.tables import Table, as_text
from ogpkit.exchange.templates import own_templates
from ogpkit.language import _
from ogpkit.papers import write_paper
from ogpkit.storage.atomic import write_atomically
from ogpkit.storage.load import load
from ogpkit.untrusted import on_one_line

if TYPE_CHECKING:
    from ogpkit.contributions import Paper, Place
    from ogpkit.plugins import Owned, Plugins
    from ogpkit.workspace import Workspace


@click.command("document")
@click.argument("name", required=False, default="")
@click.argument("place", required=False, default="")
@click.option("--language", "languages", multiple=True, help="A language; every language that is owed when left out.")
@click.option(
    "--format", "form", type=click.Choice(tuple(FORMATS)), default="md", show_default=True, help="The format."
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    show_default=True,
    help="The folder into which it is written.",
)
@workspace_option
def command(name: str, place: str, languages: tuple[str, ...], form: str, out: Path, workspace: Path | None) -> None:
    """Write the document NAME about a place: COUNTRY/CYCLE, COUNTRY, or nothing for the whole workspace.

    Without NAME, say which documents there are.
    """
    root = root_of(workspace)
    plugins = plugins_of(root)
    if not name:
        _list(plugins)
        return
    paper = _named(name, plugins)
    content = load(root, plugins).workspace
    about = place_named(place, paper.value.scope, content)
    for language in languages or _owed(content, about):
        _write(paper, content, about, language, form, out, own_templates(root), plugins)


def _list(plugins: Plugins) -> None:
    rows = [
        (owned.value.name, _(owned.value.title), _(owned.value.scope.label), owned.plugin) for owned in plugins.papers
    ]
    give(as_text(Table((_("document"), _("title"), _("about"), _("plugin")), rows)).rstrip("\n"))


def _named(name: str, plugins: Plugins) -> Owned[Paper]:
    for owned in plugins.papers:
        if owned.value.name == name:
            return owned
    known = ", ".join(on_one_line(owned.value.name) for owned in plugins.papers) or "–"
    raise click.UsageError(
        _("There is no document “{name}”; there are: {known}.").format(name=on_one_line(name), known=known)
    )


def _owed(workspace: Workspace, place: Place) -> tuple[str, ...]:
    return owed_languages(workspace, place.country) if place.country else tuple(workspace.settings.workspace.languages)


def _write(  # noqa: PLR0913, PLR0917  one step of the command, with all that it needs
    paper: Owned[Paper],
    workspace: Workspace,
    place: Place,
    language: str,
    form: str,
    out: Path,
    templates: Path | None,
    plugins: Plugins,
) -> None:
    writing = write_paper(paper, workspace, place, language, plugins)
    path = out / file_name(paper.value, place, language, form)
    write_atomically(path, in_format(writing, form, templates))
    tell(_("{file} is written.").format(file=on_one_line(str(path))))
