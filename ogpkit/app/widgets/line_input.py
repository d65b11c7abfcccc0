"""Input for one line that keeps everything that is pasted into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget


def join_pasted_lines(text: str) -> str:
    """Return what several pasted lines are in one: their texts with a space between."""
    return " ".join(stripped for line in text.splitlines() if (stripped := line.strip()))


def select_text(entered: Widget | None) -> None:
    """Select the text of a line that the person has gone to, so that what they type replaces it.

    A focus that the app moves by itself never comes here: a form that is made anew while somebody types would lose letters.

    Args:
        entered: What they have gone to.
    """
    if isinstance(entered, LineInput):
        entered.select_all()


class LineInput(Input):
    """Input for one line; Textual's own keeps the first of several pasted lines, and drops the rest without a word.

    It is as wide as its place, whatever is in it. So a letter draws it again, but does not lay the whole screen out, which in the
    form of a commitment takes ten times as long as all else that a letter costs.
    """

    virtual_size = Reactive(Size(0, 0), layout=False)

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        compact: bool = False,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """Show a text; it is selected by whoever goes to it, see `select_text`.

        Args:
            value: The text.
            placeholder: What stands there while there is none.
            compact: Whether it has no frame.
            name: The name of the widget.
            id: Its identifier.
            classes: Its style classes.
        """
        super().__init__(value, placeholder, compact=compact, select_on_focus=False, name=name, id=id, classes=classes)

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
