"""Writing files for elsewhere from the command line: before something is lost, the person is asked."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ogpkit.cli.messages import tell
from ogpkit.exchange.outputs import WouldReplace, write_files
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import in_path

if TYPE_CHECKING:
    from pathlib import Path

F = TypeVar("F", bound=Callable[..., Any])


def overwrite_option(function: F) -> F:
    """Give a command that writes files the option `--overwrite`.

    Args:
        function: The command's function, with the argument `overwrite`.
    """
    return click.option(
        "--overwrite", is_flag=True, help="Replace files that are there already, whoever wrote what is in them."
    )(function)


def write_output(files: Mapping[Path, bytes], *, overwrite: bool, is_named: bool = True) -> None:
    """Write files and say so; where others have written what is in them, ask first, or refuse where nobody can be asked.

    Args:
        files: The content of each file.
        overwrite: Whether files are replaced without a question.
        is_named: Whether the person chose the names; for a name that ogpkit chose no link is followed.

    Raises:
        WouldReplace: The person does not want it, or cannot be asked; nothing was written.
        CannotWrite: The disk does not take one.
    """
    try:
        write_files(files, overwrite=overwrite, is_named=is_named)
    except WouldReplace as error:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise
        tell(_("These files are there already, and ogpkit has not written what is in them:"))
        for path in error.paths:
            tell(f"  {in_path(str(path))}")
        if not click.confirm(_("Replace them?"), err=True):
            raise
        write_files(files, overwrite=True, is_named=is_named)
    for path in files:
        tell(_("{file} is written.").format(file=in_path(str(path))))
