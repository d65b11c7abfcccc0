"""The controls of a form, one for each sort of value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

import attrs
from textual import on
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Label, Select, SelectionList, TextArea
from textual.widgets.selection_list import Selection

from ogpkit.app.forms.drafts import NotAValue, value_of, written
from ogpkit.app.plain import plain
from ogpkit.fields import Shape, Sort
from ogpkit.language import _, _n
from ogpkit.model import Length
from ogpkit.untrusted import shown

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget


@attrs.frozen(kw_only=True)
class Surroundings:
    """What a control knows beside its own field.

    Attributes:
        languages: The languages in which texts are owed, with their names.
        references: Gives the identifiers of documents that a value may refer to.
    """

    languages: Mapping[str, str]
    references: Callable[[Shape], Sequence[str]]


class Control(Vertical):
    """A control for one value of the file."""

    class Edited(Message):
        """The person has changed the value.

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

    def __init__(self, shape: Shape, value: object, around: Surroundings) -> None:
        """Show a value.

        Args:
            shape: What the field asks for.
            value: The value in the file; None where there is none.
            around: What else is to be known.
        """
        super().__init__()
        self.shape = shape
        self.value = value
        self.around = around

    def take(self, value: object) -> None:
        """Show another value, which came from elsewhere.

        Args:
            value: The value.
        """
        self.value = value


class Line(Control):
    """A text, number or date on one line."""

    def compose(self) -> ComposeResult:
        """One input."""
        hints = {Sort.DATE: _("year-month-day, for example 2012-04-01"), Sort.NUMBER: "6.18", Sort.WHOLE: "12"}
        yield Input(shown(written(self.value)), placeholder=hints.get(self.shape.sort, ""))

    def take(self, value: object) -> None:
        """Show another value, unless somebody is typing here.

        Args:
            value: The value.
        """
        self.value = value
        field = self.query_one(Input)
        if field.value != shown(written(value)):
            with self.prevent(Input.Changed):
                field.value = shown(written(value))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._tell(event.value)

    @on(Input.Submitted)
    @on(Input.Blurred)
    def _left(self, event: Input.Submitted | Input.Blurred) -> None:
        event.stop()
        self._tell(event.value, finished=True)

    def _tell(self, text: str, *, finished: bool = False) -> None:
        if text == shown(written(self.value)):
            self.post_message(self.Edited(self.value, finished=finished))
            return
        try:
            value = value_of(text, self.shape) if text.strip() else None
        except NotAValue as error:
            self.post_message(self.Edited(text, str(error), finished=finished))
        else:
            self.post_message(self.Edited(value, finished=finished))


class Lines(Control):
    """A text of several lines, or a list with one item a line."""

    def compose(self) -> ComposeResult:
        """One text area."""
        yield TextArea(self._text(self.value), soft_wrap=True, tab_behavior="focus", show_line_numbers=False)

    def take(self, value: object) -> None:
        """Show another value.

        Args:
            value: The value.
        """
        self.value = value
        area = self.query_one(TextArea)
        if self._read(area.text)[0] != value:
            with self.prevent(TextArea.Changed):
                area.load_text(self._text(value))

    def _text(self, value: object) -> str:
        if isinstance(value, list):
            return shown("\n".join(written(item) for item in value))
        return shown(written(value))

    def _read(self, text: str) -> tuple[object, str]:
        if self.shape.sort is not Sort.LIST or self.shape.item is None:
            return (text if text.strip() else None), ""
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        try:
            return ([value_of(line, self.shape.item) for line in lines] or None), ""
        except NotAValue as error:
            return text, str(error)

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        if event.text_area.text != self._text(self.value):
            self.post_message(self.Edited(*self._read(event.text_area.text)))

    def on_descendant_blur(self) -> None:
        """The person has left the text."""
        text = self.query_one(TextArea).text
        value, reason = (self.value, "") if text == self._text(self.value) else self._read(text)
        self.post_message(self.Edited(value, reason, finished=True))


class OneOf(Control):
    """One of a few values, or none."""

    def compose(self) -> ComposeResult:
        """One selection."""
        options = self._options()
        known = any(value == self.value for _label, value in options)
        if self.value is not None and not known:
            options = [(plain(written(self.value)).plain, self.value), *options]
        choice: Select[object] = Select(options, prompt=_("not given"), allow_blank=True)
        yield choice

    def on_mount(self) -> None:
        """Show the value."""
        self.take(self.value)

    def take(self, value: object) -> None:
        """Show another value.

        Args:
            value: The value.
        """
        self.value = value
        choice = self.query_one(Select)
        with self.prevent(Select.Changed):
            if value is None:
                choice.clear()
            else:
                choice.value = value

    def _options(self) -> list[tuple[str, object]]:
        if self.shape.sort is Sort.TRUTH:
            return [(_("yes"), True), (_("no"), False)]
        if self.shape.choices:
            return [(_(one.label), one.value) for one in self.shape.choices]
        return [(shown(name), name) for name in self.around.references(self.shape)]

    @on(Select.Changed)
    def _chosen(self, event: Select.Changed) -> None:
        event.stop()
        value = None if event.select.is_blank() else event.value
        if value != self.value:
            self.post_message(self.Edited(value, finished=True))


class SomeOf(Control):
    """Some of a few values."""

    def compose(self) -> ComposeResult:
        """One list with marks."""
        item = self.shape.item
        chosen = self.value if isinstance(self.value, list) else []
        options = [Selection(_(one.label), one.value, one.value in chosen) for one in (item.choices if item else ())]
        yield SelectionList[str](*options)

    def take(self, value: object) -> None:
        """Show other values.

        Args:
            value: The values.
        """
        self.value = value
        marks = self.query_one(SelectionList)
        with self.prevent(SelectionList.SelectedChanged):
            marks.deselect_all()
            for one in value if isinstance(value, list) else ():
                if self.shape.item and one in [choice.value for choice in self.shape.item.choices]:
                    marks.select(one)

    @on(SelectionList.SelectedChanged)
    def _chosen(self, event: SelectionList.SelectedChanged[str]) -> None:
        event.stop()
        before = self.value if isinstance(self.value, list) else []
        marked = event.selection_list.selected
        known = [one.value for one in (self.shape.item.choices if self.shape.item else ())]
        kept = [one for one in before if one in marked or one not in known]
        value = [*kept, *(one for one in marked if one not in kept)]
        if value != before:
            self.post_message(self.Edited(value or None, finished=True))


class InLanguages(Control):
    """A text in every language that is owed, side by side where there is room."""

    def compose(self) -> ComposeResult:
        """An input for each language, with its name and a count of words."""
        is_long = self.shape.meaning(Length) is Length.LONG
        with Horizontal(classes="languages"):
            for language in self._languages():
                with Vertical(classes="language"):
                    yield Label(self._heading(language), classes="heading", name=language)
                    text = self._texts().get(language, "")
                    if is_long:
                        yield TextArea(shown(text), name=language, soft_wrap=True, tab_behavior="focus")
                    else:
                        yield Input(shown(text), name=language)

    def take(self, value: object) -> None:
        """Show other texts.

        Args:
            value: The texts.
        """
        self.value = value
        texts = self._texts()
        with self.prevent(Input.Changed, TextArea.Changed):
            for field in self.query(Input):
                if not field.has_focus and field.value != shown(texts.get(field.name or "", "")):
                    field.value = shown(texts.get(field.name or "", ""))
            for area in self.query(TextArea):
                if not area.has_focus and area.text != shown(texts.get(area.name or "", "")):
                    area.load_text(shown(texts.get(area.name or "", "")))
        self._count()

    def _languages(self) -> list[str]:
        return list(dict.fromkeys((*self.around.languages, *self._texts())))

    def _texts(self) -> dict[str, str]:
        if isinstance(self.value, str):
            return {next(iter(self.around.languages), "en"): self.value}
        return {key: str(text) for key, text in self.value.items()} if isinstance(self.value, dict) else {}

    def _heading(self, language: str) -> str:
        words = len(self._texts().get(language, "").split())
        count = _n("{words} word", "{words} words", words).format(words=words)
        return f"{self.around.languages.get(language, shown(language))} · {count}"

    def _count(self) -> None:
        for label in self.query(Label):
            if label.name:
                label.update(plain(self._heading(label.name)))

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self, event: Input.Changed | TextArea.Changed) -> None:
        event.stop()
        self._tell()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self._tell(finished=True)

    def on_descendant_blur(self) -> None:
        """The person has left one of the texts."""
        self._tell(finished=True)

    def _tell(self, *, finished: bool = False) -> None:
        shown_now = {field.name or "": field.value for field in self.query(Input)}
        shown_now |= {area.name or "": area.text for area in self.query(TextArea)}
        before = self._texts()
        texts = {
            key: before[key] if key in before and shown(before[key]) == text else text
            for key, text in shown_now.items()
            if text.strip() or key in before
        }
        texts = {key: text for key, text in texts.items() if text.strip()}
        value: object = texts or None
        if isinstance(self.value, str) and list(texts) == [next(iter(self.around.languages), "en")]:
            value = next(iter(texts.values()))
        if value != self.value or finished:
            self.post_message(self.Edited(value, finished=finished))


def _text_control(shape: Shape) -> type[Control]:
    from ogpkit.model import Refers  # noqa: PLC0415  beside its only use

    if shape.meaning(Refers):
        return OneOf
    return Lines if shape.meaning(Length) is Length.LONG else Line


def _list_control(shape: Shape) -> type[Control]:
    return SomeOf if shape.item and shape.item.choices else Lines


CONTROLS: Final[Mapping[Sort, Callable[[Shape], type[Control]]]] = {
    Sort.TEXT: _text_control,
    Sort.TRANSLATED: lambda _shape: InLanguages,
    Sort.WHOLE: lambda _shape: Line,
    Sort.NUMBER: lambda _shape: Line,
    Sort.TRUTH: lambda _shape: OneOf,
    Sort.DATE: lambda _shape: Line,
    Sort.MOMENT: lambda _shape: Line,
    Sort.CHOICE: lambda _shape: OneOf,
    Sort.LIST: _list_control,
}
"""Which control edits which sort of value; tables and lists of tables are sections of the form."""


def control_for(shape: Shape, value: object, around: Surroundings) -> Widget:
    """Make the control for a value.

    Args:
        shape: What the field asks for.
        value: The value in the file; None where there is none.
        around: What else is to be known.
    """
    return CONTROLS[shape.sort](shape)(shape, value, around)
