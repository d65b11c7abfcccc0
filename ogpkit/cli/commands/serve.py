"""`ogpkit serve`: the app in a browser of this machine."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import click

from ogpkit.cli.messages import print_data, print_message
from ogpkit.cli.options import workspace_root
from ogpkit.errors import OgpkitError
from ogpkit.text.i18n import _

_INSTALL = "pip install textual-serve"


class NoServer(OgpkitError):
    """Raised when the app is asked for in a browser, and what serves it is not installed."""


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
