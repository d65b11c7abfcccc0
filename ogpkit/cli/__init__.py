"""The command line: `ogpkit`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ogpkit import __version__
from ogpkit.cli.process import outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ogpkit.cli.process import Session


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Args:
        arguments: The words after `ogpkit`; those of the process when left out.

    Returns:
        The exit code, one of `ogpkit.cli.exits.Exit`.
    """
    words = tuple(sys.argv[1:] if arguments is None else arguments)
    if words in (("--version",), ("-V",)):
        return outcome(_version)
    if arguments is not None:
        return outcome(lambda session: _run(words, session))
    return _run_process(words)


def _run_process(words: Sequence[str]) -> int:
    """Run a command as the whole of this process, which ends whatever a plugin does."""
    from ogpkit.cli.process_end import end_in_time, end_stuck  # noqa: PLC0415
    from ogpkit.plugins.watchdog import WATCH  # noqa: PLC0415

    WATCH.last_resort = end_stuck
    code = outcome(lambda session: _run(words, session))
    end_in_time(code)
    return code


def _version(_session: Session) -> None:
    print(f"ogpkit {__version__}")  # noqa: T201  this word is answered before anything is imported


def _run(words: Sequence[str], session: Session) -> object:
    from ogpkit.cli.group import run  # noqa: PLC0415

    return run(words, session)
