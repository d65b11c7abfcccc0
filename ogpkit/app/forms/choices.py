"""Controls in which one chooses: one of a few values, or some of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import on
from textual.widgets import Checkbox, Select, Static

from ogpkit import serve_old_names
from ogpkit.app.forms.control import Control
from ogpkit.app.forms.parsing import format_value
from ogpkit.app.safe_text import line_text, plain_content, plain_line
from ogpkit.schema.fields import Shape, Sort
from ogpkit.text.i18n import _, translate
from ogpkit.text.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.text import Text
    from textual import events
    from textual.app import ComposeResult

    from ogpkit.app.forms.control import Surroundings

_MOMENT: Final = 1.0
"""Seconds within which letters belong together."""

if not TYPE_CHECKING:
    __getattr__ = serve_old_names(__name__, "Mark", "OneOf", "SomeOf", "options_of")


def choice_options(shape: Shape, around: Surroundings) -> Mapping[object, str]:
    """Return the values that can be chosen for a field, each with what a person reads.

    Args:
        shape: What the field asks for.
        around: What is known beside it.
    """
    if shape.sort is Sort.TRUTH:
        return {True: _("Yes"), False: _("No")}
    if shape.choices:
        return {one.value: translate(one.label, type(one)) for one in shape.choices}
    return dict(around.references(shape).items())


class TypedSelect(Select[object]):
    """Choice that letters make without opening it: the first value that begins with what was typed within a moment."""

    def __init__(self, options: Sequence[tuple[Text, object]], *, prompt: str, value: object) -> None:
        """Offer values.

        Args:
            options: What a person reads, with the value.
            prompt: What stands there while nothing is chosen.
            value: The value that is chosen.
        """
        super().__init__(options, prompt=prompt, value=value, compact=True, allow_blank=True)
        self._typed, self._typed_at = "", 0.0

    def on_key(self, event: events.Key) -> None:
        """Choose by a letter; the list of values that is open has its own way."""
        letter = event.character or ""
        if self.expanded or not letter.isalnum():
            return
        goes_on = event.time - self._typed_at < _MOMENT
        self._typed, self._typed_at = (self._typed if goes_on else "") + fold(letter), event.time
        # the same letter again goes to the next one
        wanted = letter if len(set(self._typed)) == 1 else self._typed
        found = [value for label, value in self._options if fold(str(label)).startswith(fold(wanted))]
        if found:
            event.stop()
            following = found.index(self.value) + 1 if self.value in found and len(set(self._typed)) == 1 else 0
            self.value = found[following % len(found)]


class SingleChoice(Control):
    """Control of a form with which a person chooses one of a few values, or none."""

    def compose(self) -> ComposeResult:
        """Yield one selection."""
        prompt = _("{hint} (default)").format(hint=self.hint) if self.hint else _("not chosen")
        yield TypedSelect(self._list_options(), prompt=plain_line(prompt).plain, value=self._get_choice())

    def take(self, value: object) -> None:
        """Show another value."""
        self.value = value
        choice = self.query_one(Select)
        with self.prevent(Select.Changed):
            choice.set_options(self._list_options())
            choice.value = self._get_choice()

    def put_back(self, draft: object) -> None:
        """Show a choice again that could not be written.

        Args:
            draft: The value; None where nothing was chosen.
        """
        value = self.value
        self.take(draft)
        self.value = value

    def _get_choice(self) -> object:
        if self.value is None:
            return Select.NULL
        known = any(
            type(one) is type(self.value) and one == self.value for one in choice_options(self.shape, self.around)
        )
        return format_value(self.value) if known else _STRANGE

    def _list_options(self) -> list[tuple[Text, object]]:
        options = {format_value(value): label for value, label in choice_options(self.shape, self.around).items()}
        if self._get_choice() is _STRANGE:
            options[_STRANGE] = _("{value} (not allowed here)").format(value=format_value(self.value))
        return [(line_text(label), value) for value, label in options.items()]

    @on(Select.Changed)
    def _handle_choice(self, event: Select.Changed) -> None:
        event.stop()
        if event.value == self._get_choice() and not self.has_draft:
            return
        values = {format_value(value): value for value in choice_options(self.shape, self.around)}
        value = None if event.select.is_blank() else values.get(str(event.value), self.value)
        self.post_message(self.Edited(value, finished=True))


_STRANGE: Final = "?"
"""Stands for a value in the file that cannot be chosen; no value of a choice is written like this."""


class TextCheckbox(Checkbox):
    """Box with or without a cross; the framework's own tells the two apart by colour alone."""

    BUTTON_LEFT = "["
    BUTTON_RIGHT = "]"

    def __init__(self, value: str, label: str, *, is_on: bool) -> None:
        """Offer a value.

        Args:
            value: The value in the file.
            label: What a person reads.
            is_on: Whether it is among the values.
        """
        self.BUTTON_INNER = "x" if is_on else " "
        super().__init__(plain_line(label), is_on, compact=True)
        self.choice = value

    def watch_value(self) -> None:
        """Show whether it is chosen."""
        self.BUTTON_INNER = "x" if self.value else " "
        super().watch_value()
        self.refresh(layout=True)


class MultiChoice(Control):
    """Control of a form with which a person chooses some of a few values."""

    def compose(self) -> ComposeResult:
        """Yield a box for each value, those included that cannot stand here."""
        if not self._list_options():
            yield Static(plain_content(_("There is nothing to choose from yet.")), classes="help")
        for value, label in self._list_options().items():
            yield TextCheckbox(value, label, is_on=value in self._list_values())

    def take(self, value: object) -> None:
        """Show other values."""
        self.value = value
        with self.prevent(Checkbox.Changed):
            for mark in self.query(TextCheckbox):
                mark.value = mark.choice in self._list_values()
        seen = {mark.choice for mark in self.query(TextCheckbox)}
        self.mount_all(
            TextCheckbox(one, label, is_on=True) for one, label in self._list_options().items() if one not in seen
        )

    def put_back(self, draft: object) -> None:
        """Show choices again that could not be written.

        Args:
            draft: The values; None where nothing was chosen.
        """
        value = self.value
        self.take(draft)
        self.value = value

    def _list_values(self) -> list[str]:
        return [format_value(one) for one in self.value] if isinstance(self.value, list) else []

    def _list_options(self) -> dict[str, str]:
        item = self.shape.item
        options = (
            {format_value(value): label for value, label in choice_options(item, self.around).items()} if item else {}
        )
        strange = {one: _("{value} (not allowed here)").format(value=one) for one in self._list_values()}
        return {**options, **{one: label for one, label in strange.items() if one not in options}}

    @on(Checkbox.Changed)
    def _handle_choice(self, event: Checkbox.Changed) -> None:
        event.stop()
        before = list(self.value) if isinstance(self.value, list) else []
        marked = {mark.choice for mark in self.query(TextCheckbox) if mark.value}
        offered = {mark.choice for mark in self.query(TextCheckbox)}
        kept = [one for one in before if format_value(one) in marked or format_value(one) not in offered]
        value = [
            *kept,
            *(
                mark.choice
                for mark in self.query(TextCheckbox)
                if mark.value and mark.choice not in self._list_values()
            ),
        ]
        if value != before or self.has_draft:
            self.post_message(self.Edited(value or None, finished=True))
