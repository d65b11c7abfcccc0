"""Input for one line that keeps everything that is pasted into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

if TYPE_CHECKING:
    from textual import events


def join_pasted_lines(text: str) -> str:
    """Return what several pasted lines are in one: their texts with a space between."""
    return " ".join(stripped for line in text.splitlines() if (stripped := line.strip()))


class LineInput(Input):
    """Input for one line; Textual's own keeps the first of several pasted lines, and drops the rest without a word."""

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self._put_pasted(event.text)

    def action_paste(self) -> None:
        """Paste what was copied or cut in the app."""
        self._put_pasted(self.app.clipboard)

    def _put_pasted(self, text: str) -> None:
        if text:
            # a piece of a line is put in as it is, with the spaces around it
            self.replace(
                join_pasted_lines(text) if len(text.splitlines()) > 1 else text.rstrip("\r\n"), *self.selection
            )
