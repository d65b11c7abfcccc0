"""One field of a form: its name, its control, what it means, and under it what is wrong."""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Label, Static, TextArea

from ogpkit.app.forms.control import Control
from ogpkit.app.forms.controls import make_control
from ogpkit.app.forms.messages import show_lines
from ogpkit.app.safe_text import plain_content
from ogpkit.app.screens.large_text import LargeText
from ogpkit.editing.drafts import FieldDraft
from ogpkit.model import Choice
from ogpkit.schema.naming import say_help
from ogpkit.text.i18n import N_, translate
from ogpkit.workspace.toml import is_same

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.timer import Timer

    from ogpkit.app.forms.control import Surroundings
    from ogpkit.app.forms.rows import Row

WAIT: Final = 0.25
"""Seconds after the last key before what was typed is taken over."""

QUIET: Final = 1.0
"""Seconds after the last key before it is said what is wrong with a value that may be half typed."""

LONGEST_WAIT: Final = 0.5
"""Seconds after the first key at which it is taken over, even though the person goes on typing."""


class FieldBox(Vertical):
    """Field with its control.

    Attributes:
        at: Its key path.
        field: Its declaration.
        reason: Why what was typed cannot stand in the file; empty when all is well.
        is_in_hand: Whether the person is typing in it: it has not been left since the last key.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+l", "enlarge", N_("Large editor"), show=False, id="ogpkit.form.enlarge"),
    ]

    class Changed(Message):
        """Something was typed or chosen, or the person has left the field.

        Attributes:
            box: The field.
            before: The value that the person has seen.
            value: The value that the file is to have; None takes the key away.
            finished: Whether the person is done with it.
        """

        def __init__(self, box: FieldBox, before: object, value: object, *, finished: bool) -> None:
            """Tell of a change.

            Args:
                before: The value that the person has seen.
                value: The new value.
                finished: Whether the person is done with it.
            """
            super().__init__()
            self.box = box
            self.before = before
            self.value = value
            self.finished = finished

    def __init__(self, row: Row, around: Surroundings) -> None:
        """Show a field.

        Args:
            row: Its declaration, place and value.
            around: What the control knows beside it.
        """
        super().__init__(classes="told")
        self.at = row.at
        self.field = row.field
        self.reason = ""
        self.is_in_hand = False
        self._value = row.value
        self._around = around
        self._pending: tuple[object] | None = None
        self._timer: Timer | None = None
        self._first_key: float | None = None
        self._quiet: Timer | None = None
        self._lines: list[str] = []
        self._is_told = False
        self._messages: Sequence[str] = ()
        self._need = ""

    def compose(self) -> ComposeResult:
        """Name and control; below, what it means and what is wrong."""
        needed = " *" if self.field.required else ""
        with Horizontal(classes="row"):
            yield Label(plain_content(translate(self.field.label, self.field.owner) + needed), classes="name")
            yield make_control(self.field.shape, self._value, self._around, self._write_hint())
        yield Static(plain_content(say_help(self.field)), classes="help")
        yield Static("", classes="trouble")

    def on_mount(self) -> None:
        """Show what was told while the field was being made, and what was typed before the form was."""
        draft = self._around.pending.fields.get(self.at)
        if draft is not None:
            self.put_back(draft)
        self.tell(self._messages)

    def action_enlarge(self) -> None:
        """Open the text in which the cursor is in a window as large as the screen."""
        area = self.screen.focused
        if isinstance(area, TextArea):
            label = translate(self.field.label, self.field.owner)
            title = f"{label}: {self._around.languages.get(area.name, area.name)}" if area.name else label
            back = partial(self._take_large, area)
            self.app.push_screen(LargeText(title, area.text, area.cursor_location), back)

    def _take_large(self, area: TextArea, text: str | None) -> None:
        """Go on in the form with the text from the large window."""
        if text is not None and text != area.text and area.is_attached:
            area.replace(text, (0, 0), area.document.end)

    def _write_hint(self) -> str:
        default = self.field.default
        return translate(default.label, type(default)) if isinstance(default, Choice) else ""

    def take(self, value: object, *, is_own: bool = True) -> bool:
        """Show a value that came from elsewhere; what is being typed stays.

        Args:
            is_own: Whether the person has asked for it, by undoing something; what others do waits until the field is left.

        Returns:
            Whether that is done; not while keys that were pressed are still on their way.
        """
        draft = self._around.pending.fields.get(self.at)
        # nearly all fields after a change: nothing is looked up for them
        if draft is None and is_same(value, self._value):
            return True
        controls = self.query(Control)
        if controls and draft is not None and not self.reason and not self.is_in_hand:  # of an app that was ended
            self.put_back(draft)
            return True
        if is_same(value, self._value) or not controls or (self.is_in_hand and not is_own):
            return True
        if self._pending is not None:
            return True
        if controls.first().is_ahead and not self.reason:
            return False
        self._value = value
        if self.reason:
            controls.first().value = value
        else:
            controls.first().take(value)
        return True

    def tell(self, messages: Sequence[str], _below: int = 0, need: str | None = None) -> None:
        """Show what is wrong with the field.

        Args:
            messages: The findings about it, in the words of a form.
            need: What it needs before it can be saved, in a sentence; empty when it is saved, None when that is as before.
        """
        self._messages = messages
        self._need = self._need if need is None else need
        lines = [f"✗ {one}" for one in (self.reason or self._need,) if one]
        lines.extend(messages)
        if self._quiet is not None:
            lines = [line for line in lines if line in self._lines]
        if lines == self._lines and self._is_told:
            return
        self._lines = lines
        self._is_told = self.is_mounted
        for trouble in self.query(".trouble").results(Static):  # none before it is composed: on_mount tells again
            show_lines(trouble, lines)
        self.set_class(bool(lines), "wrong")

    def _keep_quiet(self) -> None:
        """Say nothing new about what is being typed, until it is left or no key comes for a moment."""
        self._end_quiet()
        self._quiet = self.set_timer(QUIET, self.speak)

    def _end_quiet(self) -> None:
        if self._quiet is not None:
            self._quiet.stop()
            self._quiet = None

    def speak(self) -> None:
        """Say what is wrong now."""
        if self._quiet is not None:
            self._end_quiet()
            self.tell(self._messages)

    def on_descendant_blur(self) -> None:
        """Say what is wrong with what was typed, now that it is left."""
        self.speak()

    def refuse(self, draft: FieldDraft | None) -> None:
        """Keep what was typed and say why it cannot stand in the file.

        Args:
            draft: What was typed; None when all is well.
        """
        self._around.pending.note(self.at, draft)
        reason = draft.reason if draft is not None else ""
        for control in self.query(Control):
            control.has_draft = bool(reason)
        if reason != self.reason:
            self.reason = reason
            self.tell(self._messages)

    def put_back(self, draft: FieldDraft) -> None:
        """Show something again that was typed and cannot stand in the file.

        Args:
            draft: What was typed.
        """
        self.query_one(Control).put_back(draft.value)
        self.refuse(draft)

    def keep_refused(self, change: Changed, reason: str) -> None:
        """Keep what could not be written, so that it can be tried again.

        Args:
            change: What could not be written.
            reason: Why not.
        """
        self.query_one(Control).value = self._value = change.before
        self.refuse(FieldDraft(value=change.value, reason=reason))

    @property
    def is_waiting(self) -> bool:
        """Tell whether something was typed that will be taken over by itself in a moment."""
        return self._timer is not None

    def flush(self, *, finished: bool = False) -> None:
        """Take over what was typed, without waiting any longer.

        Args:
            finished: Whether the person is done with it.
        """
        change = self.take_typed(finished=finished)
        if change is not None:
            self.post_message(change)

    def take_typed(self, *, finished: bool = False) -> Changed | None:
        """Return what was typed and nobody has been told of yet.

        Args:
            finished: Whether the person is done with it.
        """
        self._forget_timer()
        self._first_key = None
        if self._pending is None:
            return None
        (value,), self._pending = self._pending, None
        control = self.query_one(Control)
        before, control.value = control.value, value
        self._value = value
        return self.Changed(self, before, value, finished=finished)

    @on(Control.Edited)
    def _handle_edit(self, event: Control.Edited) -> None:
        event.stop()
        draft = self._around.pending.fields.get(self.at)
        if draft is not None and not self.reason and event.value == self._value:
            return  # the control is new and tells of the file; the draft is put back into it next
        self._forget_timer()
        self.is_in_hand = not event.finished
        if event.finished:
            self.speak()
        elif event.value != self._value or event.reason:
            self._keep_quiet()
        if event.reason:
            self._pending = None
            self.refuse(FieldDraft(value=event.value, reason=event.reason))
            return
        self.refuse(None)
        self._pending = (event.value,)
        if event.finished:
            self.flush(finished=True)
        elif event.value is None:
            self._first_key = None  # something else is about to be typed into an empty field, until it is left
        else:
            self._flush_soon()

    def _flush_soon(self) -> None:
        now = monotonic()
        if self._first_key is None:
            self._first_key = now
        left = min(WAIT, self._first_key + LONGEST_WAIT - now)
        if left <= 0:
            self.flush()
        else:
            self._timer = self.set_timer(left, self.flush)

    def _forget_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
