"""One field of a form: its name, its control, what it means, and under it what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Label, Static

from ogpkit.app.forms.controls import Control, Surroundings, control_for
from ogpkit.app.plain import plain
from ogpkit.language import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.timer import Timer

    from ogpkit.check.finding import Finding
    from ogpkit.fields import Field
    from ogpkit.keypath import KeyPath

WAIT = 0.25
"""Seconds after the last key before what was typed is taken over."""


class FieldBox(Vertical):
    """A field with its control.

    Attributes:
        at: Its key path.
        field: Its declaration.
        refused: What was typed and cannot stand in the file; empty when nothing is.
        reason: Why.
    """

    class Changed(Message):
        """A value was changed and can stand in the file.

        Attributes:
            box: The field.
            value: The new value; None takes the key away.
            finished: Whether the person is done with it.
        """

        def __init__(self, box: FieldBox, value: object, *, finished: bool) -> None:
            """Tell of a change.

            Args:
                box: The field.
                value: The new value.
                finished: Whether the person is done with it.
            """
            super().__init__()
            self.box = box
            self.value = value
            self.finished = finished

    def __init__(self, field: Field, at: KeyPath, value: object, around: Surroundings) -> None:
        """Show a field.

        Args:
            field: Its declaration.
            at: Its key path.
            value: Its value in the file; None where there is none.
            around: What the control knows beside it.
        """
        super().__init__()
        self.at = at
        self.field = field
        self.refused = ""
        self.reason = ""
        self._value = value
        self._around = around
        self._pending: tuple[object] | None = None
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Name, control, meaning, trouble."""
        needed = " *" if self.field.required else ""
        yield Label(plain(_(self.field.label) + needed), classes="name")
        yield control_for(self.field.shape, self._value, self._around)
        yield Static(plain(_(self.field.help)), classes="help")
        yield Static("", classes="trouble")

    def take(self, value: object) -> None:
        """Show a value that came from elsewhere; what is being typed stays.

        Args:
            value: The value.
        """
        if self._pending is None and not self.refused and value != self._value:
            self._value = value
            self.query_one(Control).take(value)
        self._value = value

    def tell(self, findings: Sequence[Finding]) -> None:
        """Show what is wrong with the field.

        Args:
            findings: The findings about it.
        """
        lines = [f"✗ {self.reason}"] if self.reason else []
        lines.extend(f"{_SIGNS[finding.severity]} {finding.message} {finding.remedy}" for finding in findings)
        trouble = self.query_one(".trouble", Static)
        trouble.update(plain("\n".join(lines)))
        trouble.display = bool(lines)
        self.set_class(bool(lines), "wrong")

    def refuse(self, draft: str, reason: str) -> None:
        """Keep what was typed and say why it cannot stand in the file.

        Args:
            draft: What was typed.
            reason: Why not.
        """
        self.refused, self.reason = draft, reason

    @on(Control.Edited)
    def _edited(self, event: Control.Edited) -> None:
        event.stop()
        if event.reason:
            self._forget()
            self.refuse(str(event.value), event.reason)
            self.post_message(self.Changed(self, self._value, finished=False))
            return
        self.refuse("", "")
        self._pending = (event.value,)
        if event.finished:
            self.flush(finished=True)
        else:
            self._forget_timer()
            self._timer = self.set_timer(WAIT, self.flush)

    def flush(self, *, finished: bool = False) -> None:
        """Take over what was typed, without waiting any longer.

        Args:
            finished: Whether the person is done with it.
        """
        self._forget_timer()
        if self._pending is None:
            return
        (value,), self._pending = self._pending, None
        self._value = value
        control = self.query_one(Control)
        control.value = value
        self.post_message(self.Changed(self, value, finished=finished))

    def _forget(self) -> None:
        self._forget_timer()
        self._pending = None

    def _forget_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None


_SIGNS = {"error": "✗", "warning": "!", "advice": "·"}
