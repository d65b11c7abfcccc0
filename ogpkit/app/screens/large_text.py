"""A text of a form in a window of its own, as large as the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static, TextArea

from ogpkit.app.safe_text import plain_line
from ogpkit.app.screens.dialog import Dialog
from ogpkit.text.i18n import N_, _, _n

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class LargeText(Dialog[str]):
    """Window in which a long text is written; the answer is the text as it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", N_("Go back to the form"), id="ogpkit.large.close"),
        Binding("ctrl+l", "close", N_("Go back to the form"), show=False, priority=True, id="ogpkit.large.close.also"),
    ]

    text_area = getters.query_one(TextArea)
    count_label = getters.query_one(".count", Static)

    def __init__(self, title: str, text: str, cursor: tuple[int, int]) -> None:
        """Show a text.

        Args:
            title: What a person calls it.
            text: The text.
            cursor: Where the cursor is in it.
        """
        super().__init__()
        self._title = title
        self._text = text
        self._cursor = cursor

    def compose(self) -> ComposeResult:
        """Yield a title with a count, the text, and a button."""
        with Vertical(classes="dialog wide large-text"):
            with Horizontal(classes="head"):
                yield Static(plain_line(self._title), classes="heading")
                yield Static("", classes="count")
            yield TextArea(self._text, tab_behavior="focus", highlight_cursor_line=False)
            yield Button(_("Go back to the form (Esc)"), variant="primary", compact=True)

    def on_mount(self) -> None:
        """Go on where the person was."""
        self.text_area.move_cursor(self._cursor)
        self._count()

    @on(TextArea.Changed)
    def _count(self) -> None:
        words = len(self.text_area.text.split())
        self.count_label.update(plain_line(_n("{words} word", "{words} words", words).format(words=words)))

    @on(Button.Pressed)
    def action_close(self) -> None:
        """Go back to the form with the text."""
        self.dismiss(self.text_area.text)
