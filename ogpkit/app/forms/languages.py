"""The control for a text in several languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import on
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Label, TextArea

from ogpkit.app.forms.control import Control
from ogpkit.app.forms.parsing import restore_marks
from ogpkit.app.forms.rows import name_language
from ogpkit.app.safe_text import plain_line
from ogpkit.app.widgets.line_input import LineInput
from ogpkit.model import Length
from ogpkit.text.i18n import _n
from ogpkit.text.sanitize import sanitize

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.content import Content


class InLanguages(Control):
    """Text in every language that is owed, side by side where there is room."""

    _told: Mapping[str, str]

    def compose(self) -> ComposeResult:
        """Yield an input for each language, with its name and a count of words."""
        self._told = {one: sanitize(self._read_texts().get(one, "")) for one in self._list_languages()}
        with Horizontal(classes="languages"):
            for language in self._list_languages():
                yield self._make_column(language)

    def _make_column(self, language: str) -> Vertical:
        """Return one language: its name and its text."""
        text = sanitize(self._read_texts().get(language, ""))
        is_long = self.shape.meaning(Length) is Length.LONG or "\n" in text
        return Vertical(
            Label(self._make_heading(language), classes="heading", name=language),
            TextArea(text, name=language, tab_behavior="focus", highlight_cursor_line=False)
            if is_long
            else LineInput(text, name=language),
            classes="language",
        )

    def take(self, value: object) -> None:
        """Show other texts.

        Args:
            value: The texts.
        """
        self.value = value
        texts = self._read_texts()
        with self.prevent(Input.Changed, TextArea.Changed):
            for field in self.query(Input):
                if field.value != sanitize(texts.get(field.name or "", "")):
                    field.value = sanitize(texts.get(field.name or "", ""))
            for area in self.query(TextArea):
                if area.text != sanitize(texts.get(area.name or "", "")):
                    area.load_text(sanitize(texts.get(area.name or "", "")))
        seen = {label.name for label in self.query(Label)}
        self.query_one(".languages").mount_all(
            self._make_column(one) for one in self._list_languages() if one not in seen
        )
        self._told = {one: sanitize(texts.get(one, "")) for one in self._list_languages()}
        self._count(texts)

    @property
    def is_ahead(self) -> bool:
        """Tell whether a key was pressed of which nobody has been told yet."""
        fields: list[Input | TextArea] = [*self.query(Input), *self.query(TextArea)]
        return self._read_typed() != self._told or any(one.has_focus and one.message_queue_size for one in fields)

    def _read_typed(self) -> dict[str, str]:
        typed = {field.name or "": field.value for field in self.query(Input)}
        return typed | {area.name or "": area.text for area in self.query(TextArea)}

    def put_back(self, draft: object) -> None:
        """Show texts again that could not be written.

        Args:
            draft: The texts; None where all are empty.
        """
        value, self.value = self.value, draft
        self.take(draft)
        self.value = value

    def _list_languages(self) -> list[str]:
        return list(dict.fromkeys((*self.around.languages, *self._read_texts())))

    @property
    def _first(self) -> str:
        return next(iter(self.around.languages), "en")

    def _read_texts(self) -> dict[str, str]:
        if isinstance(self.value, dict):
            return {key: str(text) for key, text in self.value.items()}
        return {} if self.value is None else {self._first: str(self.value)}

    def _make_heading(self, language: str, text: str | None = None) -> Content:
        words = len((self._read_texts().get(language, "") if text is None else text).split())
        count = _n("{words} word", "{words} words", words).format(words=words)
        name = self.around.languages.get(language) or name_language(language)
        return plain_line(f"{name} · {count}")

    def _count(self, texts: dict[str, str]) -> None:
        for label in self.query(Label):
            if not label.name:
                continue
            heading, before = self._make_heading(label.name, texts.get(label.name, "")), str(label.content)
            # a letter within a word changes none; where the width stays, so does the layout
            if heading.plain != before:
                label.update(heading, layout=heading.cell_length != cell_len(before))

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _handle_typing(self, event: Input.Changed | TextArea.Changed) -> None:
        event.stop()
        if self._read_typed() != self._told:  # a new input tells of the text that it begins with
            self._tell()

    @on(Input.Submitted)
    def _handle_enter(self, event: Input.Submitted) -> None:
        event.stop()
        self._tell(finished=True)

    def on_descendant_blur(self) -> None:
        """Take the texts over when the person has left one of them."""
        self._tell(finished=True)

    def _tell(self, *, finished: bool = False) -> None:
        typed = self._told = self._read_typed()
        self._count(typed)
        before = self._read_texts()
        changed = {key: text for key, text in typed.items() if text != sanitize(before.get(key, ""))}
        value = self._change_texts(changed, before) if changed else self.value
        if changed or finished:
            self.post_message(self.Edited(value, finished=finished))

    def _change_texts(self, changed: dict[str, str], before: dict[str, str]) -> object:
        """Return the value with other texts in some languages; what nobody has touched is as the file has it."""
        texts: dict[str, object] = dict(self.value) if isinstance(self.value, dict) else dict(before)
        texts |= {key: restore_marks(text, before.get(key)) for key, text in changed.items()}
        return self._join_texts(
            {key: text for key, text in texts.items() if key not in changed or changed[key].strip()}
        )

    def _join_texts(self, texts: dict[str, object]) -> object:
        """Return one plain text where the file has one, or where one language is all that is owed."""
        is_plain = not isinstance(self.value, dict) and (self.value is not None or len(self.around.languages) == 1)
        if is_plain and list(texts) == [self._first]:
            return texts[self._first]
        return texts or None
