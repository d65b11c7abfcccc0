"""Writing files for elsewhere from the command line: before something is lost, the person is asked."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ogpkit.cli.messages import print_message
from ogpkit.exchange.outputs import WouldReplace, write_files
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_path

if TYPE_CHECKING:
    from pathlib import Path

F = TypeVar("F", bound=Callable[..., Any])


def overwrite_option(function: F) -> F:
    """Give a command that writes files the option `--overwrite`.

    Args:
        function: The command's function, with the argument `overwrite`.
    """
    return click.option("--overwrite", is_flag=True, help="Replace existing files, even if ogpkit did not write them.")(
        function
    )


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
        print_message(_("These files already exist, and ogpkit did not write them:"))
        for path in error.paths:
            print_message(f"  {sanitize_path(str(path))}")
        if not click.confirm(_("Replace them?"), err=True):
            raise
        write_files(files, overwrite=True, is_named=is_named)
    for path in files:
        print_message(_("{file} is saved.").format(file=sanitize_path(str(path))))
