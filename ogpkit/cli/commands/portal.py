"""`ogpkit portal`."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import attrs
import click

from ogpkit.cli.messages import give as print_data
from ogpkit.cli.messages import tell as print_message
from ogpkit.cli.messages import tell_faults as print_faults
from ogpkit.cli.options import plugins_of as load_plugins
from ogpkit.cli.options import root_of as workspace_root
from ogpkit.cli.options import workspace_option
from ogpkit.exchange.documents import FORMATS
from ogpkit.exchange.html import web as safe_web_address
from ogpkit.exchange.portal.building import build
from ogpkit.exchange.portal.site import Options
from ogpkit.exchange.templates import own_templates as custom_templates
from ogpkit.model.identifiers import is_language
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import on_one_line as sanitize_line

if TYPE_CHECKING:
    from datetime import datetime

    from ogpkit.errors import OgpkitError
    from ogpkit.exchange.portal.output import Outcome
    from ogpkit.plugins.manager import Plugins

_LANGUAGES = click.option(
    "--language", "languages", multiple=True, help="A language; every language of the workspace when left out."
)
_TODAY = click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day of the figures; the present one when left out.",
)


@click.group()
def portal() -> None:
    """Publish the workspace as a site of plain files."""


@portal.command("build")
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@_LANGUAGES
@click.option(
    "--documents",
    multiple=True,
    type=click.Choice(tuple(FORMATS)),
    help="A format in which the documents that people hand in are offered; none when left out.",
)
@click.option("--base", default="", metavar="ADDRESS", help="The site's address on the web, for its feeds.")
@_TODAY
@workspace_option
def build_command(
    out: Path,
    languages: tuple[str, ...],
    documents: tuple[str, ...],
    base: str,
    today: datetime | None,
    workspace: Path | None,
) -> None:
    """Build the site in the folder OUT; only what changed is written."""
    root = workspace_root(workspace)
    plugins = load_plugins(root)
    day = today.date() if today else None
    options = attrs.evolve(_options(root, languages), base=_on_the_web(base), documents=documents)
    outcome = build(root, out, plugins, options, day)
    print_faults(plugins)
    _tell(outcome, out)


@portal.command("serve")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8011, show_default=True, help="0 takes one that is free."
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of the site; a passing one when left out.",
)
@_LANGUAGES
@workspace_option
def serve_command(port: int, out: Path | None, languages: tuple[str, ...], workspace: Path | None) -> None:
    """Show the site on this machine, and build it again whenever a file changes."""
    from ogpkit.exchange.portal.serving import serve  # noqa: PLC0415  the other command needs no server

    root = workspace_root(workspace)
    plugins = load_plugins(root)
    options = _options(root, languages)
    with TemporaryDirectory(prefix="ogpkit-portal-") as passing:
        folder = out or Path(passing)
        serve(lambda: build(root, folder, plugins, options), root, folder, port=port, tell=_Teller(plugins))


class _Teller:
    """Says at the terminal what happens while the site is served."""

    def __init__(self, plugins: Plugins) -> None:
        self._plugins = plugins

    def ready(self, address: str) -> None:
        print_data(address)
        print_message(_("Press Ctrl+C to end."))

    def built(self, outcome: Outcome) -> None:
        print_faults(self._plugins)
        print_message(_counted(outcome))

    def failed(self, error: OgpkitError) -> None:
        print_message(str(error))

    def noticed(self, text: str) -> None:
        print_message(text)


def _options(root: Path, languages: tuple[str, ...]) -> Options:
    for language in languages:
        if not is_language(language):
            raise click.UsageError(_("“{said}” is no language code.").format(said=sanitize_line(language)))
    return Options(languages=tuple(dict.fromkeys(languages)), templates=custom_templates(root))


def _on_the_web(base: str) -> str:
    if base and safe_web_address(base) is None:
        raise click.UsageError(_("“{said}” is no address on the web.").format(said=sanitize_line(base)))
    return base


def _tell(outcome: Outcome, out: Path) -> None:
    print_data(str(out))
    print_message(_counted(outcome))
    for path in outcome.left:
        print_message(_("{file} is stale, but somebody changed it; it was left.").format(file=sanitize_line(path)))


def _counted(outcome: Outcome) -> str:
    return _("Files written: {written}, as they were: {kept}, taken away: {removed}.").format(
        written=outcome.written, kept=outcome.kept, removed=outcome.removed
    )
