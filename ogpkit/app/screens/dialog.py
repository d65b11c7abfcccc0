"""Dialogs: screens that lie over the shell and let it shine through."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.command import CommandList, CommandPalette
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen, ScreenResultType
from textual.widgets import Button, Input, Static
from textual.worker import WorkerError

from ogpkit.app.background import run_in_background
from ogpkit.app.safe_text import plain_content
from ogpkit.text.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rich.console import RenderableType
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.command import Provider
    from textual.screen import Screen
    from textual.worker import Worker


class Dialog(ModalScreen[ScreenResultType]):
    """A screen that asks or tells one thing."""

    def render(self) -> RenderableType:
        """Draw the screen beneath, or a plain background while that screen still has to be laid out.

        Textual draws what the last layout of the screen beneath has placed. A widget that was removed since has lost its
        styles, so that drawing it would end the app. The next layout, at most one frame later, asks for a new drawing.
        """
        stack = self.app.screen_stack
        if any(_holds_removed_widgets(screen) for screen in stack[: stack.index(self)]):
            return ""
        return super().render()


class Question(Dialog[str]):
    """Asks; the answer is the name of a button, and Escape is the one that changes nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "change_nothing", N_("Cancel"), id="ogpkit.question.change_nothing"),
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


class TextPage(Dialog[None]):
    """Page of text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", N_("Close"), id="ogpkit.text.close"),
    ]

    def __init__(self, lines: Iterable[str]) -> None:
        """Show some lines.

        Args:
            lines: The lines, untrusted text among them.
        """
        super().__init__()
        self._text = "\n".join(lines)

    def compose(self) -> ComposeResult:
        """Yield the text and a button."""
        with Vertical(classes="dialog text"):
            with VerticalScroll():
                yield Static(plain_content(self._text))
            yield Button(_("Close (Esc)"), variant="primary", compact=True)

    @on(Button.Pressed)
    def action_close(self) -> None:
        """Close."""
        self.dismiss()


class Palette(CommandPalette, Dialog[None]):
    """Textual's command palette."""

    def __init__(self, providers: Iterable[type[Provider]] | None = None, *, placeholder: str, typed: str = "") -> None:
        """Ask what to look for.

        Args:
            providers: What answers; the app's own when left out.
            placeholder: What stands in the line while nothing is typed.
            typed: With what it begins.
        """
        super().__init__(providers, placeholder=placeholder, id="--command-palette")
        self._typed = typed

    def on_mount(self) -> None:
        """Begin with what was typed elsewhere."""
        if self._typed:
            self.query_one(Input).insert_text_at_cursor(self._typed)

    @on(Input.Submitted)
    def _wait_for_answers(self, event: Input.Submitted) -> None:
        """Let Enter take the first answer to what was typed, and not one from before, however fast somebody types."""
        if self._list_searches():
            event.prevent_default()
            event.stop()
            run_in_background(self, self._take_first, name="answer", group="answer", exclusive=True)

    def _list_searches(self) -> list[Worker[object]]:
        group = self._GATHER_COMMANDS_GROUP
        return [one for one in self.workers if one.group == group and one.node is self and not one.is_finished]

    async def _take_first(self) -> None:
        while searches := self._list_searches():
            with suppress(WorkerError):  # another letter ends the search
                await self.workers.wait_for_complete(searches)
        shelf = self.query_one(CommandList)
        if shelf.option_count:
            shelf.highlighted = 0
            shelf.action_select()


def _holds_removed_widgets(screen: Screen[object]) -> bool:
    placed = screen._compositor.visible_widgets  # noqa: SLF001  there is no public way to what the last layout has placed
    return any(not widget.is_attached for widget in placed)
