"""Sections of a form: tables that can be added and removed, lists of tables that can be put in another order, mappings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from textual import on
from textual.containers import Horizontal
from textual.widgets import Button, Input, Static

from ogpkit.app.forms.field_box import FieldBox
from ogpkit.app.forms.rows import (
    Row,
    default_item,
    is_list_of_tables,
    is_misfit,
    list_entries,
    list_rows,
)
from ogpkit.app.forms.section import Section
from ogpkit.app.forms.unknown_values import UnknownValue
from ogpkit.app.safe_text import plain_content, plain_line
from ogpkit.app.widgets.fold import LazyCollapsible
from ogpkit.app.widgets.line_input import LineInput
from ogpkit.schema.fields import Shape, Sort, find_title_field, is_named_by_title
from ogpkit.schema.naming import find_extensions_within, say_help
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.patch import InsertItem, MoveItem, RemoveValue, SetValue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.app import ComposeResult
    from textual.widget import Widget

    from ogpkit.app.forms.control import Surroundings

_TITLE: Final = 60
"""Letters of an item's title that are shown."""


class TableSection(Section):
    """Table within the file, or the offer to add it."""

    def compose(self) -> ComposeResult:
        """Yield the fields of the table, or an offer to add it."""
        yield Static("", classes="trouble")
        if isinstance(self.row.value, dict):
            yield LazyCollapsible(plain_line(self.heading()), self._compose_inside, is_open=True)
            return
        with Horizontal(classes="absent"):
            yield Static(plain_content(_("{label}: not added").format(label=self.label)), classes="name")
            yield Button(_("Add"), classes="add", compact=True)
        yield Static(plain_content(say_help(self.row.field)), classes="help")

    def _compose_inside(self) -> Iterator[Widget]:
        yield Static(plain_content(say_help(self.row.field)), classes="help")
        table, value = cast("type", self.row.field.shape.table), cast("dict[str, object]", self.row.value)
        yield from make_widgets(
            list_rows(table, value, self.at, find_extensions_within(self.around.extensions, self.at)), self.around
        )
        if not self.row.field.required:
            yield Button(plain_line(_("Remove {label}").format(label=self.label)), classes="remove tool", compact=True)

    @on(Button.Pressed, ".add")
    def _add(self, event: Button.Pressed) -> None:
        event.stop()
        self.ask(SetValue(self.at, {}), _("Add {label}"), self.at)

    @on(Button.Pressed, ".remove")
    def _remove(self, event: Button.Pressed) -> None:
        event.stop()
        self.ask(RemoveValue(self.at), _("Remove {label}"), self.at)


class ListSection(Section):
    """List of tables within the file."""

    def compose(self) -> ComposeResult:
        """Yield a section for each item, and an offer to add one."""
        yield Static("", classes="trouble")
        yield LazyCollapsible(plain_line(self.heading()), self._compose_inside, is_open=True)

    def heading(self) -> str:
        """Return the name with the number of items."""
        return f"{self.label} ({len(self._items)})"

    @property
    def _items(self) -> list[object]:
        return self.row.value if isinstance(self.row.value, list) else []

    def _compose_inside(self) -> Iterator[Widget]:
        yield Static(plain_content(say_help(self.row.field)), classes="help")
        for position, item in enumerate(self._items):
            is_last = position == len(self._items) - 1
            row = Row(field=self.row.field, at=(*self.at, position), value=item)
            yield ItemSection(row, self.around, position, is_last=is_last)
        yield Button(plain_line(_("Add to {label}").format(label=self.label)), classes="add-item tool", compact=True)

    @on(Button.Pressed, ".add-item")
    def _add(self, event: Button.Pressed) -> None:
        event.stop()
        count = len(self._items)
        entity = cast("type", cast("Shape", self.row.field.shape.item).table)
        new = default_item(entity, self.row.field.key, self._items)
        titled = find_title_field(entity) if is_named_by_title(entity) else None
        then = (*self.at, count, titled.key) if titled else (*self.at, count)
        self.ask(InsertItem(self.at, count, new), _("Add to {label}"), then)


class ItemSection(Section):
    """One item of a list of tables."""

    def __init__(self, row: Row, around: Surroundings, position: int, *, is_last: bool) -> None:
        """Show an item.

        Args:
            row: The list, with the place and value of the item.
            around: What the controls know beside their fields.
            position: The item's position.
            is_last: Whether it is the last one.
        """
        super().__init__(row, around)
        self._position = position
        self._is_last = is_last

    def compose(self) -> ComposeResult:
        """Yield the fields of the item, and what can be done with it as a whole."""
        yield Static("", classes="trouble")
        yield LazyCollapsible(plain_line(self.heading()), self._compose_inside, is_open=False)

    def heading(self) -> str:
        """Return the number of the item and what it is called."""
        return f"{self._position + 1}. {plain_line(find_item_title(self.row.value), _TITLE).plain}"

    def _compose_inside(self) -> Iterator[Widget]:
        shape = cast("Shape", self.row.field.shape.item)
        value = self.row.value if isinstance(self.row.value, dict) else {}
        found = list_rows(
            cast("type", shape.table), value, self.at, find_extensions_within(self.around.extensions, self.at)
        )
        yield from make_widgets(found, self.around)
        yield Horizontal(
            Button(_("Up"), classes="up", compact=True, disabled=self._position == 0),
            Button(_("Down"), classes="down", compact=True, disabled=self._is_last),
            Button(_("Remove"), classes="remove-item", compact=True),
            classes="tools",
        )

    @on(Button.Pressed, ".up")
    def _move_up(self, event: Button.Pressed) -> None:
        event.stop()
        self._move(self._position - 1, _("Move up in {label}"))

    @on(Button.Pressed, ".down")
    def _move_down(self, event: Button.Pressed) -> None:
        event.stop()
        self._move(self._position + 1, _("Move down in {label}"))

    @on(Button.Pressed, ".remove-item")
    def _remove(self, event: Button.Pressed) -> None:
        event.stop()
        self.ask(RemoveValue(self.at), _("Remove from {label}"), self.at[:-1])

    def _move(self, to: int, title: str) -> None:
        in_list = self.at[:-1]
        self.ask(MoveItem(in_list, self._position, to), title, (*in_list, to))


class MappingSection(Section):
    """Table whose keys are the person's own."""

    def compose(self) -> ComposeResult:
        """Yield an entry for each key, and a line to add one."""
        yield Static("", classes="trouble")
        yield LazyCollapsible(plain_line(self.heading()), self._compose_inside, is_open=True)

    def _compose_inside(self) -> Iterator[Widget]:
        yield Static(plain_content(say_help(self.row.field)), classes="help")
        for row, widget in ((row, make_widget(row, self.around)) for row in list_entries(self.row)):
            yield widget
            if not isinstance(widget, TableSection):
                name = plain_line(_("Remove {label}").format(label=row.field.key), _TITLE)
                yield Button(name, classes="remove-entry tool", compact=True, name=row.field.key)
        yield LineInput(placeholder=_("Type a new key and press Enter"), classes="new-key")

    @on(Input.Submitted, ".new-key")
    def _add(self, event: Input.Submitted) -> None:
        event.stop()
        key = event.value.strip()
        if isinstance(self.row.value, dict) and key in self.row.value:
            self.say(_("“{key}” already exists. Choose another key.").format(key=sanitize_line(key)))
        elif key:
            shape = cast("Shape", self.row.field.shape.item)
            self.ask(SetValue((*self.at, key), _EMPTY.get(shape.sort, "")), _("Add to {label}"), (*self.at, key))

    @on(Button.Pressed, ".remove-entry")
    def _remove(self, event: Button.Pressed) -> None:
        event.stop()
        self.ask(RemoveValue((*self.at, event.button.name or "")), _("Remove from {label}"), self.at)


_EMPTY: Final[dict[Sort, object]] = {Sort.LIST: [], Sort.TABLE: {}, Sort.MAPPING: {}}
"""What a new entry of a mapping begins with; a text where nothing else is said."""

_SECTIONS: Final[dict[Sort, Callable[[Row, Surroundings], Widget]]] = {
    Sort.TABLE: TableSection,
    Sort.MAPPING: MappingSection,
}


def make_widget(row: Row, around: Surroundings) -> Widget:
    """Return the section or the field for a value.

    Args:
        row: The field with its place and value.
        around: What the controls know beside their fields.
    """
    shape = row.field.shape
    if is_misfit(row):
        return UnknownValue(row, around)
    if is_list_of_tables(shape):
        return ListSection(row, around)
    return _SECTIONS.get(shape.sort, FieldBox)(row, around)


def make_widgets(found: Iterator[Row], around: Surroundings) -> Iterator[Widget]:
    """Return the sections and fields of a table, in the order of its declaration.

    Args:
        found: The fields with their places and values.
        around: What the controls know beside their fields.
    """
    return (make_widget(row, around) for row in found)


def find_item_title(item: object) -> str:
    """Return what an item is called: its title, or else its first text.

    Args:
        item: The values of the item.
    """
    values = (item.get("title"), item.get("name"), *item.values()) if isinstance(item, dict) else (item,)
    for value in values:
        texts = value.values() if isinstance(value, dict) else (value,)
        for text in texts:
            if isinstance(text, str) and text.strip():
                return text
    return "…"
