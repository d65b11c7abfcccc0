"""With which code a command ends."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from ogpkit import serve_old_names

if not TYPE_CHECKING:
    __getattr__ = serve_old_names(__name__, "Exit")


class ExitCode(IntEnum):
    """Exit codes of every command."""

    CLEAN = 0
    """Done; a check found nothing to be mended."""

    FINDINGS = 1
    """A check found something to be mended; or what was asked for could not be saved, or must not be done unasked."""

    COULD_NOT_RUN = 2
    """The call was wrong, or there is something in the way that the message names."""

    BUG = 70
    """ogpkit or a plugin made a mistake of its own."""

    INTERRUPTED = 130
    """The person stopped it."""

    PIPE_CLOSED = 141
    """Nobody read the rest of the output, as any Unix tool ends then."""
