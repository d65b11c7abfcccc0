"""`ogpkit serve`, the app in a browser of this machine, and `ogpkit lsp`, findings in an editor."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ogpkit.cli.messages import print_data, print_message
from ogpkit.cli.options import load_plugins, workspace_root
from ogpkit.errors import OgpkitError
from ogpkit.text.i18n import _

if TYPE_CHECKING:
    from ogpkit.plugins.manager import Plugins

_INSTALL: Final = "pip install textual-serve"
_INSTALL_LSP: Final = "pip install pygls"


class NoServer(OgpkitError):
    """Raised when what a server is made of is not installed."""


@click.command("serve")
@click.argument(
    "folder", required=False, metavar="[DIR]", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option("--port", type=click.IntRange(1, 65535), default=8010, show_default=True, help="The port.")
@click.option("--read-only", is_flag=True, help="Open the workspace read-only.")
def command(folder: Path | None, port: int, read_only: bool) -> None:  # noqa: FBT001  click's way
    """Open the app in a browser on this machine. Anyone on it who knows the printed address can see the app."""
    root = workspace_root(folder)
    if find_spec("textual_serve") is None:
        raise NoServer(
            _("The app in a browser needs a part that is not installed. Install it with: {command}").format(
                command=_INSTALL
            )
        )
    from ogpkit.app.web.server import AppServer  # noqa: PLC0415  not everybody has what it needs

    AppServer(root, port, read_only=read_only, ready=_say).serve()


def _say(address: str) -> None:
    print_data(address)
    print_message(_("Press Ctrl+C to stop."))


@click.command("lsp")
@click.pass_context
def language_server(context: click.Context, /) -> None:
    """Answer an editor that speaks the Language Server Protocol, over standard input and output.

    Your editor starts this command. It shows findings while you type, explains keys, completes what you write and offers fixes.
    """
    if find_spec("pygls") is None:
        raise NoServer(
            _("Findings in an editor need a part that is not installed. Install it with: {command}").format(
                command=_INSTALL_LSP
            )
        )
    from ogpkit.cli.lsp.server import serve  # noqa: PLC0415  not everybody has what it needs

    def load(root: Path, source: bytes | None) -> Plugins:
        return load_plugins(root, context, source)

    serve(load)


COMMANDS: Final = {"lsp": language_server, "serve": command}
