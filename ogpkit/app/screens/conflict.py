"""A file that was changed here and elsewhere: both versions side by side, and a choice."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Static

from ogpkit.app.safe_text import plain_content
from ogpkit.app.screens.dialog import Dialog
from ogpkit.text.i18n import N_, _

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ogpkit.editing.conflicts import Conflict


class ConflictScreen(Dialog[str]):
    """Shows both versions; the answer is `mine`, `theirs` or `later`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "later", N_("Decide later"), id="ogpkit.conflict.later"),
    ]

    def __init__(self, conflict: Conflict) -> None:
        """Show a conflict.

        Args:
            conflict: The file with both versions.
        """
        super().__init__()
        self._conflict = conflict

    def compose(self) -> ComposeResult:
        """Yield both versions above the choice."""
        mine, theirs = mark_differences(_decode_text(self._conflict.mine), _decode_text(self._conflict.theirs))
        with Vertical(classes="dialog wide"):
            yield Static(
                plain_content(
                    _(
                        "You and another program both changed {path}. Nothing is saved until you decide. Lines that differ are "
                        "marked with ▌. “Keep my version” also keeps the other changes if they are to different values. You can "
                        "undo your decision."
                    ).format(path=self._conflict.path)
                )
            )
            with Horizontal(classes="versions"):
                for heading, text in ((_("Your version"), mine), (_("The other version"), theirs)):
                    with VerticalScroll() as version:
                        version.border_title = plain_content(heading)
                        yield Static(plain_content(text))
            with Horizontal(classes="answers"):
                yield Button(_("Decide later"), name="later", variant="primary", compact=True)
                yield Button(_("Keep my version"), name="mine", compact=True)
                yield Button(_("Use the other version"), name="theirs", compact=True)

    def on_mount(self) -> None:
        """Begin where the two differ."""
        mine, theirs = mark_differences(_decode_text(self._conflict.mine), _decode_text(self._conflict.theirs))
        lines = zip(mine.splitlines(), theirs.splitlines(), strict=False)
        first = next((number for number, pair in enumerate(lines) if any(line.startswith("▌") for line in pair)), 0)
        for version in self.query(".versions > VerticalScroll"):
            self.call_after_refresh(version.scroll_to, y=first, animate=False)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer."""
        self.dismiss(event.button.name or "later")

    def action_later(self) -> None:
        """Decide later."""
        self.dismiss("later")


def mark_differences(mine: str, theirs: str) -> tuple[str, str]:
    """Return two texts with the lines marked in which they differ.

    Args:
        mine: One text.
        theirs: The other.
    """
    one, other = mine.splitlines(), theirs.splitlines()
    left: list[str] = []
    right: list[str] = []
    for tag, start, end, first, last in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        sign = "  " if tag == "equal" else "▌ "
        left.extend(sign + line for line in one[start:end])
        right.extend(sign + line for line in other[first:last])
        longest = max(end - start, last - first)
        left.extend([""] * (longest - (end - start)))
        right.extend([""] * (longest - (last - first)))
    return "\n".join(left), "\n".join(right)


def _decode_text(content: bytes | None) -> str:
    return _("(deleted)") if content is None else content.decode("utf-8", "replace")
