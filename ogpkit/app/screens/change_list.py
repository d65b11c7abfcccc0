"""What was done in this session, the last first: one can undo back to any of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters, on
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from ogpkit.app.safe_text import plain_content, plain_line
from ogpkit.app.screens.dialog import Dialog
from ogpkit.text.i18n import N_, _, _n

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ogpkit.editing.documents import Edit

MOST: Final = 200
"""Changes that are listed."""


class ChangeList(Dialog["int | None"]):
    """List of changes; the answer is how many of them are to be undone."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", N_("Change nothing"), id="ogpkit.changes.close"),
    ]

    count_label = getters.query_one(".count", Static)

    def __init__(self, steps: Sequence[Edit]) -> None:
        """List changes.

        Args:
            steps: What can be undone, the oldest first; at least one.
        """
        super().__init__()
        self._steps = tuple(reversed(steps))[:MOST]

    def compose(self) -> ComposeResult:
        """Yield the list, what Enter does, and a button."""
        with Vertical(classes="dialog changes"):
            yield Static(plain_content(_("Choose a change to undo it, and all changes above it.")), classes="purpose")
            yield OptionList(*(Option(plain_line(_describe(step))) for step in self._steps), classes="first")
            yield Static("", classes="count")
            with Horizontal(classes="answers"):
                yield Button(_("Change nothing"), compact=True)

    @on(OptionList.OptionHighlighted)
    def _say_count(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        count = event.option_index + 1
        said = _n("Enter undoes {count} change.", "Enter undoes {count} changes.", count).format(count=count)
        self.count_label.update(plain_line(said))

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(event.option_index + 1)

    @on(Button.Pressed)
    def action_close(self) -> None:
        """Change nothing."""
        self.dismiss(None)


def _describe(step: Edit) -> str:
    """Return when a change was made, what it was, and in which file."""
    files = [step.path, *(one.path for one in step.beside)]
    where = files[0] if len(files) == 1 else _("{count} files").format(count=len(files))
    return f"{step.when:%H:%M:%S} · {step.title} · {where}"
