"""`ogpkit app`: open a workspace in the app."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from pathlib import Path

import click

from ogpkit.cli.messages import print_message
from ogpkit.cli.options import load_plugins, workspace_root
from ogpkit.errors import OgpkitError
from ogpkit.plugins.tracing import PLUGIN_TRACE
from ogpkit.plugins.watchdog import WATCH
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line


class NoTerminal(OgpkitError):
    """Raised when the app is asked for where there is no terminal to show it in."""


@click.command("app")
@click.argument(
    "folder", required=False, metavar="[DIR]", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option("--read-only", is_flag=True, help="Open the workspace read-only.")
def command(folder: Path | None, read_only: bool) -> int:  # noqa: FBT001  click's way
    """Open a workspace in the app. The default is the workspace of the current folder."""
    root = workspace_root(folder)
    if not _has_screen():
        raise NoTerminal(
            _("The app needs a terminal. Elsewhere, use “ogpkit check” and the other commands; see “ogpkit --help”.")
        )
    return open_app(root, read_only=read_only)


def _has_screen() -> bool:
    """Tell whether there is a terminal, or a browser that stands in for one (Textual's own way of saying so)."""
    return (sys.stdin.isatty() and sys.stdout.isatty()) or "TEXTUAL_DRIVER" in os.environ


def open_app(root: Path, *, read_only: bool = False) -> int:
    """Open a workspace in the app and stay until the person leaves.

    Args:
        read_only: Whether nothing can be changed.

    Returns:
        0, or 128 and the number of the signal that has ended the app; a terminal that is gone counts as SIGHUP.
    """
    from ogpkit.app.opening import Opening  # noqa: PLC0415  Textual is for the app alone
    from ogpkit.app.shell import OgpkitApp  # noqa: PLC0415  as above

    WATCH.last_resort = None  # the app has a terminal to restore, and work that is not saved yet
    context = click.get_current_context(silent=True)
    opening = Opening(root, lambda: load_plugins(root, context), read_only=read_only)
    # visitors in a browser share a workspace, and each begins at its start
    app = OgpkitApp(opening=opening, resumes="TEXTUAL_DRIVER" not in os.environ)
    PLUGIN_TRACE.hold()
    try:
        app.run()
    finally:
        PLUGIN_TRACE.release()
        gc.freeze()  # the process ends now, and whoever leaves would wait until the collector had taken everything apart
    if app.failure is not None:
        raise app.failure
    with suppress(OSError):  # the terminal may be what has gone
        for label, draft, reason in app.ending.drafts:
            said = _("ogpkit could not save {label}: “{draft}”. {reason}")
            print_message(said.format(label=label, draft=sanitize_line(draft), reason=reason))
    return app.ending.code
