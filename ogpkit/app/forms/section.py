"""A part of a form with a title of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from ogpkit.app.forms.messages import count_mark, show_lines
from ogpkit.app.safe_text import plain_line
from ogpkit.app.widgets.fold import LazyCollapsible
from ogpkit.text.i18n import _, translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ogpkit.app.forms.control import Surroundings
    from ogpkit.app.forms.rows import Row
    from ogpkit.model.keypath import KeyPath
    from ogpkit.workspace.patch import Change


class Restructure(Message):
    """Message that a table is to be added, removed or moved.

    Attributes:
        section: Who asks.
        change: The change to the file.
        title: What it does, in the user's language.
        then: The key path to go to afterwards.
    """

    def __init__(self, section: Section, change: Change, title: str, then: KeyPath) -> None:
        """Ask for a change.

        Args:
            section: Who asks.
            change: The change to the file.
            title: What it does.
            then: The key path to go to afterwards.
        """
        super().__init__()
        self.section = section
        self.change = change
        self.title = title
        self.then = then


class Section(Vertical):
    """Part of a form with a title, which tells what is wrong in it.

    Attributes:
        row: The field with its place and value.
        around: What the controls know beside their fields.
    """

    def __init__(self, row: Row, around: Surroundings) -> None:
        """Show a section.

        Args:
            row: The field with its place and value.
            around: What the controls know beside their fields.
        """
        super().__init__(classes="told")
        self.row = row
        self.around = around
        self._said = ""
        self._need = ""
        self._messages: Sequence[str] = ()
        self._below = 0
        self._told: tuple[list[str], str] | None = None

    @property
    def at(self) -> KeyPath:
        """Return its key path."""
        return self.row.at

    @property
    def label(self) -> str:
        """Return what a person calls it."""
        return translate(self.row.field.label, self.row.field.owner)

    def heading(self) -> str:
        """Return the title that it folds under."""
        return self.label

    def tell(self, messages: Sequence[str], below: int = 0, need: str | None = None) -> None:
        """Show what is wrong with it as a whole, and how much is wrong inside.

        Args:
            messages: The findings about no field of it, in the words of a form.
            below: How many findings there are inside, these included.
            need: What it needs before it can be saved, in a sentence; empty when it is saved, None when that is as before.
        """
        self._messages, self._below = messages, below
        self._need = self._need if need is None else need
        said = [f"✗ {one}" for one in (self._need, self._said) if one]
        lines = [*said, *messages]
        state = f" · {_('not saved yet')}" if self._need else ""
        title = self.heading() + state + count_mark(below)
        if self._told == (lines, title):  # nearly all sections after a change
            return
        self._told = (lines, title) if self.is_mounted else None
        for trouble in self.query_children(".trouble").results(Static):
            show_lines(trouble, lines)
        for fold in self.query_children(LazyCollapsible):
            fold.name_it(plain_line(title))

    def take(self, value: object) -> None:
        """Know another value, which came from elsewhere; what is still folded in will be made from it."""
        self.row = attrs.evolve(self.row, value=value)

    def say(self, reason: str) -> None:
        """Show why what was asked for could not be done.

        Args:
            reason: Why not; empty when all is well again.
        """
        self._said = reason
        self.tell(self._messages, self._below)

    def ask(self, change: Change, title: str, then: KeyPath) -> None:
        """Ask the form for a change.

        Args:
            title: What it does, with `{label}` for the section's name.
            then: Where to go afterwards.
        """
        self.say("")
        self.post_message(Restructure(self, change, title.format(label=self.label), then))
