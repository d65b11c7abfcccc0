"""A question with a few answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from ogpkit.app.safe_text import plain_content
from ogpkit.text.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType


class Question(ModalScreen[str]):
    """Asks; the answer is the name of a button, and Escape is the one that changes nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "change_nothing", N_("Change nothing"), id="ogpkit.question.change_nothing"),
        Binding("right", "app.focus_next", N_("Next answer"), show=False, id="ogpkit.question.next"),
        Binding("up", "scroll(-1)", N_("Up"), show=False, id="ogpkit.question.up"),
        Binding("down", "scroll(1)", N_("Down"), show=False, id="ogpkit.question.down"),
        Binding("pageup", "scroll(-8)", N_("Page up"), show=False, id="ogpkit.question.page_up"),
        Binding("pagedown", "scroll(8)", N_("Page down"), show=False, id="ogpkit.question.page_down"),
        Binding("left", "app.focus_previous", N_("Previous answer"), show=False, id="ogpkit.question.previous"),
    ]

    def __init__(self, text: str, answers: Mapping[str, str], escape: str) -> None:
        """Ask.

        Args:
            text: The question.
            answers: What each button says, by name.
            escape: The answer that changes nothing.
        """
        super().__init__()
        self._escape = escape
        self._text = text
        self._answers = answers

    def compose(self) -> ComposeResult:
        """Yield the question above its answers."""
        with Vertical(classes="dialog"):
            with VerticalScroll(can_focus=False):
                yield Static(plain_content(self._text))
            with Horizontal(classes="answers"):
                for number, (name, label) in enumerate(self._answers.items()):
                    yield Button(plain_content(label), name=name, variant="default" if number else "primary")

    def action_scroll(self, lines: int) -> None:
        """Show another part of a long question.

        Args:
            lines: How far down.
        """
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer."""
        self.dismiss(event.button.name or "")

    def action_change_nothing(self) -> None:
        """Answer with what changes nothing."""
        self.dismiss(self._escape)
