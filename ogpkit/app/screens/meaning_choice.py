"""The dialog in which a person chooses what one column of a sheet becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters, on
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Checkbox, Input, OptionList, Static
from textual.widgets.option_list import Option

from ogpkit.app.forms.choices import TextCheckbox
from ogpkit.app.safe_text import plain_line
from ogpkit.app.screens.dialog import Dialog
from ogpkit.app.widgets.line_input import LineInput
from ogpkit.text.i18n import N_, _
from ogpkit.text.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ogpkit.plugins.sheet_reading import ColumnMeaning, SheetColumn

LEFT_OUT: Final = "left-out"
"""Stands for a column that is knowingly left out."""

OPEN: Final = "open"
"""Stands for a column of which nothing is said."""


class MeaningChoice(Dialog["tuple[str, bool] | None"]):
    """Offers the fields of an import, level by level; what one types narrows them down.

    The answer is the name of what was chosen, and whether the column becomes that besides what it is; None to change nothing.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", N_("Cancel"), id="ogpkit.meaning.change_nothing"),
        Binding("down", "go_down", N_("Down"), show=False, id="ogpkit.meaning.down"),
    ]

    filter_input = getters.query_one(".filter", Input)
    meanings_list = getters.query_one(OptionList)

    def __init__(self, column: SheetColumn, meanings: Sequence[ColumnMeaning], chosen: Sequence[str]) -> None:
        """Offer what a column can become.

        Args:
            meanings: The fields.
            chosen: The names of what it is.
        """
        super().__init__()
        self._column = column
        self._meanings = meanings if column.is_headed else ()
        self._chosen = frozenset(chosen)

    def compose(self) -> ComposeResult:
        """Yield the column, a line to narrow the fields down, and the fields."""
        with Vertical(classes="dialog meaning"):
            title = _("What “{column}” becomes").format(column=self._column.heading)
            yield Static(plain_line(title), classes="heading")
            yield Static(plain_line(" · ".join(self._column.samples)), classes="samples")
            yield LineInput(placeholder=_("Type part of the name"), compact=True, classes="filter")
            yield OptionList(*self._list_options(""))
            if self._chosen:
                yield TextCheckbox("also", _("Also keep what the column is now"), is_on=False)

    def on_mount(self) -> None:
        """Begin where one types, at what the column is now."""
        self._highlight()
        self.filter_input.focus()

    def _list_options(self, typed: str) -> Iterator[Option]:
        wanted = fold(typed)
        for name, label in ((LEFT_OUT, _("Leave out")), (OPEN, _("Not matched"))):
            if wanted in fold(label) and (name != OPEN or self._chosen):
                yield Option(plain_line(label), id=name)
        group = ""
        for one in self._meanings:
            if wanted not in fold(one.label):
                continue
            if one.group != group:
                group = one.group
                yield Option(plain_line(group), disabled=True)
            mark = Content("● " if one.name in self._chosen else "  ")
            yield Option(mark + plain_line(one.title), id=one.name)

    def _highlight(self) -> None:
        options = self.meanings_list.options
        usable = [number for number, one in enumerate(options) if not one.disabled]
        fields = [number for number in usable if options[number].id not in (LEFT_OUT, OPEN)]
        is_typed = bool(self.filter_input.value)
        current = [number for number in usable if options[number].id in self._chosen]
        self.meanings_list.highlighted = next(iter(current or (fields if is_typed else usable) or usable), None)

    @on(Input.Changed, ".filter")
    def _narrow_down(self, event: Input.Changed) -> None:
        event.stop()
        self.meanings_list.clear_options()
        self.meanings_list.add_options(list(self._list_options(event.value)))
        self._highlight()

    @on(Input.Submitted, ".filter")
    def _choose_highlighted(self, event: Input.Submitted) -> None:
        event.stop()
        number = self.meanings_list.highlighted
        if number is not None:
            self._choose(self.meanings_list.options[number].id)

    @on(OptionList.OptionSelected)
    def _choose_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._choose(event.option_id)

    def _choose(self, name: str | None) -> None:
        if name is not None:
            is_added = any(box.value for box in self.query(Checkbox))
            self.dismiss((name, is_added))

    def action_go_down(self) -> None:
        """Go from the line to the fields."""
        self.meanings_list.focus()
        self.meanings_list.action_cursor_down()

    def action_close(self) -> None:
        """Cancel."""
        self.dismiss(None)
