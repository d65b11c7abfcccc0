"""Controls in which one types: a line, a day, several lines."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, Final, cast

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Input, TextArea

from ogpkit.app.forms.control import Control
from ogpkit.app.forms.parsing import InvalidInput, format_value, parse_value, restore_marks
from ogpkit.app.widgets.line_input import LineInput
from ogpkit.schema.fields import Sort
from ogpkit.text.i18n import N_, _
from ogpkit.text.sanitize import sanitize, sanitize_line

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from ogpkit.schema.fields import Shape

_EXAMPLES: Final = {
    Sort.DATE: N_("for example 2012-04-01; T: today; Up, Down: one day"),
    Sort.MOMENT: N_("for example 2012-04-01T09:30"),
    Sort.NUMBER: N_("for example 6.18"),
    Sort.WHOLE: N_("for example 12"),
}


class DayInput(LineInput):
    """Input for a day: T gives today, Up and Down go a day on and back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move_day(1)", N_("A day later"), show=False, id="ogpkit.form.day_later"),
        Binding("down", "move_day(-1)", N_("A day earlier"), show=False, id="ogpkit.form.day_earlier"),
    ]

    def __init__(self, value: str, today: date) -> None:
        """Show a day.

        Args:
            value: The day as it is written.
            today: The day that T gives.
        """
        super().__init__(value, placeholder=_(_EXAMPLES[Sort.DATE]))
        self._today = today

    def on_key(self, event: events.Key) -> None:
        """Let T, which is in no date, stand for today."""
        if event.character in ("t", "T"):
            event.prevent_default()
            event.stop()
            self._put(self._today)

    def action_move_day(self, days: int) -> None:
        """Go some days on.

        Args:
            days: How many; negative to go back.
        """
        try:
            self._put(date.fromisoformat(self.value.strip()) + timedelta(days=days))
        except (ValueError, OverflowError):
            self._put(self._today)

    def _put(self, day: date) -> None:
        self.value = day.isoformat()
        self.cursor_position = len(self.value)


class TextField(Control):
    """Text, number or date on one line."""

    _told = ""

    def compose(self) -> ComposeResult:
        """Yield one input."""
        text = self._told = sanitize(format_value(self.value))
        if self.shape.sort is Sort.DATE:
            yield DayInput(text, self.around.today)
        else:
            hint = self.hint or _(_EXAMPLES.get(self.shape.sort, ""))
            yield LineInput(text, placeholder=hint)

    def take(self, value: object) -> None:
        """Show another value."""
        self.value = value
        field = self.query_one(Input)
        self._told = sanitize(format_value(value))
        if field.value != sanitize(format_value(value)):
            with self.prevent(Input.Changed):
                field.value = sanitize(format_value(value))

    @property
    def is_ahead(self) -> bool:
        """Tell whether a key was pressed of which nobody has been told yet."""
        field = self.query_one(Input)
        return field.value != self._told or (field.has_focus and field.message_queue_size > 0)

    def put_back(self, draft: object) -> None:
        """Show something again that was typed, or a value that could not be written.

        Args:
            draft: What was typed, or the value.
        """
        field = self.query_one(Input)
        self._told = sanitize(format_value(draft))
        if field.value != sanitize(format_value(draft)):
            with self.prevent(Input.Changed):
                field.value = sanitize(format_value(draft))

    @on(Input.Changed)
    def _handle_typing(self, event: Input.Changed) -> None:
        event.stop()
        if event.input.value != self._told:  # a new input tells of the text that it begins with
            self._tell(event.input.value)

    @on(Input.Submitted)
    @on(Input.Blurred)
    def _handle_leaving(self, event: Input.Submitted | Input.Blurred) -> None:
        event.stop()
        if isinstance(event, Input.Blurred) and self.has_draft:
            return  # what cannot stand in the file is kept as it is; Enter tries it again
        self._tell(event.value, finished=True)

    def _tell(self, text: str, *, finished: bool = False) -> None:
        self._told = text
        if text == sanitize(format_value(self.value)):
            self.post_message(self.Edited(self.value, finished=finished))
            return
        try:
            value = parse_value(restore_marks(text, self.value), self.shape) if text.strip() else None
        except InvalidInput as error:
            self.post_message(self.Edited(text, str(error), finished=finished))
        else:
            self.post_message(self.Edited(value, finished=finished))


class TextAreaField(Control):
    """Text of several lines, or a list with one item a line."""

    _told = ""

    def compose(self) -> ComposeResult:
        """Yield one text area."""
        is_list = self.shape.sort is Sort.LIST
        self._told = self._format_lines(self.value)
        yield TextArea(
            self._format_lines(self.value),
            soft_wrap=not is_list,
            tab_behavior="focus",
            highlight_cursor_line=False,
            placeholder=_("one per line") if is_list else "",
        )

    def take(self, value: object) -> None:
        """Show another value."""
        self.value = value
        area = self.query_one(TextArea)
        self._told = area.text
        if area.text != self._format_lines(value) and self._read(area.text)[0] != value:
            with self.prevent(TextArea.Changed):
                area.load_text(self._format_lines(value))
            self._told = area.text

    @property
    def is_ahead(self) -> bool:
        """Tell whether a key was pressed of which nobody has been told yet."""
        area = self.query_one(TextArea)
        return area.text != self._told or (area.has_focus and area.message_queue_size > 0)

    def put_back(self, draft: object) -> None:
        """Show something again that was typed, or a value that could not be written.

        Args:
            draft: What was typed, or the value.
        """
        area = self.query_one(TextArea)
        if area.text != self._format_lines(draft):
            with self.prevent(TextArea.Changed):
                area.load_text(self._format_lines(draft))
        self._told = area.text

    def _format_lines(self, value: object) -> str:
        if self.shape.sort is Sort.LIST and isinstance(value, list):
            return "\n".join(sanitize_line(format_value(item)) for item in value)
        return sanitize(format_value(value))

    def _read(self, text: str) -> tuple[object, str]:
        if self.shape.sort is not Sort.LIST:
            return (restore_marks(text, self.value) if text.strip() else None), ""
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        try:
            return ([self._parse_item(line) for line in lines] or None), ""
        except InvalidInput as error:
            return text, str(error)

    def _parse_item(self, line: str) -> object:
        """Return the item that a line stands for: the one in the file, as it is there, while its line has not been changed."""
        before = self.value if isinstance(self.value, list) else []
        for item in before:
            if sanitize_line(format_value(item)) == line:
                return item
        return parse_value(line, cast("Shape", self.shape.item))

    @on(TextArea.Changed)
    def _handle_typing(self, event: TextArea.Changed) -> None:
        event.stop()
        before, self._told = self._told, event.text_area.text
        if event.text_area.text == before:
            return
        if event.text_area.text != self._format_lines(self.value):
            self.post_message(self.Edited(*self._read(event.text_area.text)))

    def on_descendant_blur(self) -> None:
        """Take the text over when the person has left it."""
        text = self.query_one(TextArea).text
        value, reason = (self.value, "") if text == self._format_lines(self.value) else self._read(text)
        self.post_message(self.Edited(value, reason, finished=True))
