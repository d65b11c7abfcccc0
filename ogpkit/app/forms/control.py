"""What every control of a form has in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

import attrs
from textual.containers import Vertical
from textual.message import Message

from ogpkit.schema.fields import Shape
from ogpkit.schema.kinds import Extension

if TYPE_CHECKING:
    from ogpkit.editing.drafts import FieldDraft
    from ogpkit.model.keypath import KeyPath


class FieldDrafts(Protocol):
    """What was typed into fields and is no value of theirs: of a file, or of a dialog."""

    @property
    def fields(self) -> Mapping[KeyPath, FieldDraft]:
        """Return what was typed into fields, by key path."""

    def note(self, at: KeyPath, draft: FieldDraft | None) -> None:
        """Keep what was typed into a field, or forget it where all is well."""


@attrs.frozen(kw_only=True)
class Surroundings:
    """Everything that a control knows beside its own field.

    Attributes:
        languages: The languages in which texts are owed, with their names.
        references: Gives the identifiers of documents that a value may refer to, with their titles.
        today: The day on which the workspace is looked at.
        pending: What is pending in this file or dialog.
        extensions: The tables of other plugins in this file.
    """

    languages: Mapping[str, str]
    references: Callable[[Shape], Mapping[str, str]]
    today: date
    pending: FieldDrafts
    extensions: Sequence[Extension[object]] = ()


class Control(Vertical):
    """Control for one value of the file.

    Attributes:
        shape: What the field asks for.
        value: The value in the file; None where there is none.
        around: What it knows beside.
        hint: What holds while nothing is given.
        has_draft: Whether it shows something that cannot stand in the file.
    """

    has_draft = False

    class Edited(Message):
        """Message that the person has changed the value, or is done with it.

        Attributes:
            value: The new value; None takes the key away.
            reason: Why what was typed cannot be a value; empty when it can.
            finished: Whether the person has left the control or pressed Enter.
        """

        def __init__(self, value: object, reason: str = "", *, finished: bool = False) -> None:
            """Tell of an edit.

            Args:
                value: The new value.
                reason: Why it cannot be one.
                finished: Whether the person is done with it.
            """
            super().__init__()
            self.value = value
            self.reason = reason
            self.finished = finished

    def __init__(self, shape: Shape, value: object, around: Surroundings, hint: str = "") -> None:
        """Show a value.

        Args:
            shape: What the field asks for.
            value: The value in the file; None where there is none.
            around: What else is to be known.
            hint: What holds while nothing is given, in words.
        """
        super().__init__()
        self.shape = shape
        self.value = value
        self.around = around
        self.hint = hint

    def take(self, value: object) -> None:
        """Show another value, which came from elsewhere."""
        self.value = value

    @property
    def is_ahead(self) -> bool:
        """Tell whether it shows something else than its value: a key was pressed of which nobody has been told yet."""
        return False

    def put_back(self, draft: object) -> None:
        """Show something again that was typed, or a value that could not be written.

        Args:
            draft: What was typed, or the value.
        """
