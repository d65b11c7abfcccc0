"""`ogpkit demo`: the embedded example, to try things out on."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import mkdtemp

import click

from ogpkit.cli.messages import print_data, print_message
from ogpkit.cli.options import load_plugins
from ogpkit.errors import OgpkitError
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.create import copy_example_workspace
from ogpkit.workspace.tour_progress import note_new_workspace

_EXAMPLE = "cohort-2011"


class NoDemoFolder(OgpkitError):
    """Raised when the folder for the demo holds something else."""


@click.command("demo")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path("ogpkit-demo"))
def command(folder: Path) -> object:
    """Copy the example to FOLDER and open it. The default is ogpkit-demo.

    The first page explains what you see and offers five tours. A demo folder that already exists is opened unchanged. Without a
    terminal, ogpkit prints the overview instead.
    """
    if not (folder / "ogpkit.toml").is_file():
        copy_example(_EXAMPLE, folder)
        note_new_workspace(folder)
    if sys.stdin.isatty() and sys.stdout.isatty():
        return _open(folder)
    _print(folder)
    return None


def copy_example(name: str, folder: Path) -> None:
    """Copy an example as a whole or not at all.

    Args:
        name: The name of the example.
        folder: Where the copy is to lie.

    Raises:
        NoDemoFolder: Something else is there.
    """
    if folder.exists() and any(folder.iterdir()):
        raise NoDemoFolder(
            _("{folder} contains other files. Name another folder: ogpkit demo FOLDER").format(
                folder=sanitize_line(str(folder))
            )
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        copy = beside / folder.name
        copy_example_workspace(name, copy)
        if folder.exists():
            folder.rmdir()
        copy.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _open(folder: Path) -> object:
    from ogpkit.cli.commands.app import command as app  # noqa: PLC0415  Textual is imported only where there is a terminal

    with app.make_context("app", [str(folder)], parent=click.get_current_context()) as context:
        return app.invoke(context)


def _print(folder: Path) -> None:
    from ogpkit.cli.overview import overview_lines  # noqa: PLC0415  not needed by the app
    from ogpkit.workspace.load import read_workspace  # noqa: PLC0415

    plugins = load_plugins(folder)
    for line in overview_lines(read_workspace(folder, plugins.kinds, plugins.editions).workspace, plugins):
        print_data(line)
    print_message(
        _("This is the example in {folder}. Open it in a terminal with: ogpkit app {folder}").format(folder=folder)
    )
