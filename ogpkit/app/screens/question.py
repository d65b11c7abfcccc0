"""A question with a few answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from ogpkit.app.plain import plain
from ogpkit.language import marked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType


class Question(ModalScreen[str]):
    """Asks; the answer is the name of a button, and Escape is the first one."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "first", marked("First answer"))]

    def __init__(self, text: str, answers: Mapping[str, str]) -> None:
        """Ask.

        Args:
            text: The question.
            answers: What each button says, by name; the first changes nothing.
        """
        super().__init__()
        self._text = text
        self._answers = answers

    def compose(self) -> ComposeResult:
        """The question above its answers."""
        with Vertical(classes="dialog"):
            with VerticalScroll(can_focus=False):
                yield Static(plain(self._text))
            with Horizontal(classes="answers"):
                for number, (name, label) in enumerate(self._answers.items()):
                    yield Button(plain(label), name=name, variant="default" if number else "primary")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer.

        Args:
            event: The button.
        """
        self.dismiss(event.button.name or "")

    def action_first(self) -> None:
        """Answer with what changes nothing."""
        self.dismiss(next(iter(self._answers)))
