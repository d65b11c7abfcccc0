"""`ogpkit app`: open a workspace in the app."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ogpkit.cli.options import plugins_of, root_of
from ogpkit.errors import OgpkitError
from ogpkit.language import _


class NoTerminal(OgpkitError):
    """The app was asked for where there is no terminal to show it in."""


@click.command("app")
@click.argument(
    "folder", required=False, metavar="[DIR]", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
def command(folder: Path | None) -> None:
    """Open a workspace in the app; the one that you stand in when DIR is left out."""
    root = root_of(folder)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NoTerminal(
            _(
                "The app needs a terminal. Elsewhere, “ogpkit check” and the other commands print the same; see “ogpkit --help”."
            )
        )
    open_app(root)


def open_app(root: Path) -> None:
    """Open a workspace in the app and stay until the person leaves.

    Args:
        root: The workspace.
    """
    from ogpkit.app.shell import OgpkitApp  # noqa: PLC0415  Textual is for the app alone
    from ogpkit.desk import Desk  # noqa: PLC0415

    app = OgpkitApp(Desk.open(root, plugins_of(root)))
    app.run()
    if app.failure is not None:
        raise app.failure
