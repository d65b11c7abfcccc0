"""`ogpkit portal`."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import attrs
import click

from ogpkit.cli.messages import print_data, print_faults, print_message
from ogpkit.cli.options import load_plugins, workspace_option, workspace_root
from ogpkit.exchange.documents import FORMATS
from ogpkit.exchange.html import safe_web_address
from ogpkit.exchange.portal.building import build, keep_memory
from ogpkit.exchange.portal.frame import Options
from ogpkit.exchange.templates import custom_templates
from ogpkit.model.identifiers import is_language
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from datetime import datetime

    from ogpkit.errors import OgpkitError
    from ogpkit.exchange.portal.output import Outcome
    from ogpkit.plugins.manager import Plugins

_LANGUAGES = click.option(
    "--language", "languages", multiple=True, help="A language. The default is every language of the workspace."
)
_TODAY = click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The date of the figures. The default is today.",
)


@click.group()
def portal() -> None:
    """Publish the workspace as a website of plain files."""


@portal.command("build")
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@_LANGUAGES
@click.option(
    "--documents",
    multiple=True,
    type=click.Choice(tuple(FORMATS)),
    help="A format for the submitted documents on the website. The default is none.",
)
@click.option(
    "--base", default="", metavar="ADDRESS", help="The web address of the website. The default is in ogpkit.toml."
)
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
    """Build the website in the folder OUT. ogpkit writes only what has changed."""
    root = workspace_root(workspace)
    plugins = load_plugins(root)
    day = today.date() if today else None
    options = attrs.evolve(_make_options(root, languages), base=_on_the_web(base), documents=documents)
    with keep_memory(root, out) as memory:
        outcome = build(root, out, plugins, options, day, memory)
    print_faults(plugins)
    _tell(outcome, out)


@portal.command("serve")
@click.option("--port", type=click.IntRange(0, 65535), default=8011, show_default=True, help="Use 0 for any free port.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of the website. The default is a temporary folder.",
)
@_LANGUAGES
@workspace_option
def serve_command(port: int, out: Path | None, languages: tuple[str, ...], workspace: Path | None) -> None:
    """Show the website on this machine, and build it again whenever a file changes."""
    from ogpkit.exchange.portal.memory import Memory  # noqa: PLC0415  as below
    from ogpkit.exchange.portal.serving import serve  # noqa: PLC0415  the other command needs no server

    root = workspace_root(workspace)
    plugins = load_plugins(root)
    options, memory = _make_options(root, languages), Memory()
    with TemporaryDirectory(prefix="ogpkit-portal-") as passing:
        folder = out or Path(passing)
        serve(
            lambda: build(root, folder, plugins, options, memory=memory), root, folder, port=port, tell=_Teller(plugins)
        )


class _Teller:
    """Says at the terminal what happens while the site is served."""

    def __init__(self, plugins: Plugins) -> None:
        self._plugins = plugins

    def report_ready(self, address: str) -> None:
        print_data(address)
        print_message(_("Press Ctrl+C to stop."))

    def report_built(self, outcome: Outcome) -> None:
        print_faults(self._plugins)
        print_message(_format_counts(outcome))

    def report_failure(self, error: OgpkitError) -> None:
        print_message(str(error))

    def report_notice(self, text: str) -> None:
        print_message(text)


def _make_options(root: Path, languages: tuple[str, ...]) -> Options:
    for language in languages:
        if not is_language(language):
            raise click.UsageError(_("“{said}” is not a language code.").format(said=sanitize_line(language)))
    return Options(languages=tuple(dict.fromkeys(languages)), templates=custom_templates(root))


def _on_the_web(base: str) -> str:
    if base and safe_web_address(base) is None:
        raise click.UsageError(_("“{said}” is not a web address.").format(said=sanitize_line(base)))
    return base


def _tell(outcome: Outcome, out: Path) -> None:
    print_data(str(out))
    print_message(_format_counts(outcome))
    for path in outcome.left:
        print_message(
            _("{file} is out of date, but someone has changed it, so ogpkit did not replace it.").format(
                file=sanitize_line(path)
            )
        )


def _format_counts(outcome: Outcome) -> str:
    return _("Files written: {written}, unchanged: {kept}, removed: {removed}.").format(
        written=outcome.written, kept=outcome.kept, removed=outcome.removed
    )
