"""What a driver asks of the app."""

from __future__ import annotations

from typing import Protocol


class Host(Protocol):
    """App as its driver knows it."""

    def end_from_outside(self, number: int) -> None:
        """Keep everything and end; called from any thread.

        Args:
            number: The signal that says why, for the exit code.
        """

    def keep_everything(self) -> None:
        """Take over and save what was typed, because the process may not go on for a while."""

    def repaint(self) -> None:
        """Draw the whole screen once more; called from any thread."""
