"""Sections of a form: tables that can be added and removed, lists of tables that can be put in another order."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import on
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Button, Collapsible, Static

from ogpkit.app.forms.content import Row, is_list_of_tables, is_section, rows
from ogpkit.app.forms.field_box import FieldBox
from ogpkit.app.plain import plain, plain_line
from ogpkit.fields import Sort
from ogpkit.language import _
from ogpkit.storage.patch import Change, InsertItem, MoveItem, RemoveValue, SetValue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textual.app import ComposeResult
    from textual.widget import Widget

    from ogpkit.app.forms.controls import Surroundings
    from ogpkit.keypath import KeyPath


class Restructure(Message):
    """A table is to be added, removed or moved.

    Attributes:
        change: The change to the file.
        title: What it does, in the user's language.
        then: The key path to go to afterwards.
    """

    def __init__(self, change: Change, title: str, then: KeyPath) -> None:
        """Ask for a change.

        Args:
            change: The change to the file.
            title: What it does.
            then: The key path to go to afterwards.
        """
        super().__init__()
        self.change = change
        self.title = title
        self.then = then


def boxes(entity: type, content: Mapping[str, object], at: KeyPath, around: Surroundings) -> Iterator[Widget]:
    """The fields and sections of a table, in the order of its declaration.

    Args:
        entity: The class of the table.
        content: Its values.
        at: Its key path.
        around: What the controls know beside their fields.
    """
    for row in rows(entity, content, at):
        shape = row.field.shape
        if is_list_of_tables(shape):
            yield ListSection(row, around)
        elif shape.sort is Sort.TABLE:
            yield TableSection(row, around)
        elif is_section(shape):
            yield Static(
                plain(_("{label}: to be edited in the file itself").format(label=_(row.field.label))), classes="help"
            )
        else:
            yield FieldBox(row.field, row.at, row.value, around)


class TableSection(Vertical):
    """A table within the file."""

    def __init__(self, row: Row, around: Surroundings) -> None:
        """Show a table.

        Args:
            row: The field and its value.
            around: What the controls know beside their fields.
        """
        super().__init__()
        self.row = row
        self.around = around

    def compose(self) -> ComposeResult:
        """The fields of the table, or an offer to add it."""
        label, value = _(self.row.field.label), self.row.value
        if not isinstance(value, dict):
            with Horizontal(classes="absent"):
                yield Static(plain(_("{label}: not given").format(label=label)), classes="name")
                yield Button(_("Add"), classes="add", compact=True)
            yield Static(plain(_(self.row.field.help)), classes="help")
            return
        with Collapsible(title=label, collapsed=False):
            yield Static(plain(_(self.row.field.help)), classes="help")
            yield from boxes(cast("type", self.row.field.shape.table), value, self.row.at, self.around)
            if self.row.field.optional:
                yield Button(_("Remove {label}").format(label=label), classes="remove", compact=True)

    @on(Button.Pressed, ".add")
    def _add(self, event: Button.Pressed) -> None:
        event.stop()
        title = _("Add {label}").format(label=_(self.row.field.label))
        self.post_message(Restructure(SetValue(self.row.at, {}), title, self.row.at))

    @on(Button.Pressed, ".remove")
    def _remove(self, event: Button.Pressed) -> None:
        event.stop()
        title = _("Remove {label}").format(label=_(self.row.field.label))
        self.post_message(Restructure(RemoveValue(self.row.at), title, self.row.at))


class ListSection(Vertical):
    """A list of tables within the file."""

    def __init__(self, row: Row, around: Surroundings) -> None:
        """Show a list of tables.

        Args:
            row: The field and its value.
            around: What the controls know beside their fields.
        """
        super().__init__()
        self.row = row
        self.around = around
        self.items = row.value if isinstance(row.value, list) else []

    def compose(self) -> ComposeResult:
        """A section for each item, and an offer to add one."""
        label = _(self.row.field.label)
        with Collapsible(title=f"{label} ({len(self.items)})", collapsed=False):
            yield Static(plain(_(self.row.field.help)), classes="help")
            for position, item in enumerate(self.items):
                yield ItemSection(self.row, position, item, self.around, last=position == len(self.items) - 1)
            yield Button(_("Add to {label}").format(label=label), classes="add-item", compact=True)

    @on(Button.Pressed, ".add-item")
    def _add(self, event: Button.Pressed) -> None:
        event.stop()
        at, count = self.row.at, len(self.items)
        title = _("Add to {label}").format(label=_(self.row.field.label))
        self.post_message(Restructure(InsertItem(at, count, {}), title, (*at, count)))


class ItemSection(Vertical):
    """One item of a list of tables."""

    def __init__(self, row: Row, position: int, item: object, around: Surroundings, *, last: bool) -> None:
        """Show an item.

        Args:
            row: The list.
            position: The item's position in it.
            item: Its values.
            around: What the controls know beside their fields.
            last: Whether it is the last one.
        """
        super().__init__()
        self.row = row
        self.position = position
        self.item = item if isinstance(item, dict) else {}
        self.around = around
        self.last = last

    def compose(self) -> ComposeResult:
        """The fields of the item, and what can be done with it as a whole."""
        shape = self.row.field.shape
        with Collapsible(title=plain_line(f"{self.position + 1}. {_title(self.item)}", 60).plain, collapsed=True):
            if shape.item and shape.item.table:
                yield from boxes(shape.item.table, self.item, (*self.row.at, self.position), self.around)
            with Horizontal(classes="tools"):
                yield Button(_("Up"), classes="up", compact=True, disabled=self.position == 0)
                yield Button(_("Down"), classes="down", compact=True, disabled=self.last)
                yield Button(_("Remove"), classes="remove", compact=True)

    @on(Button.Pressed, ".up")
    def _up(self, event: Button.Pressed) -> None:
        event.stop()
        self._move(self.position - 1, _("Move up"))

    @on(Button.Pressed, ".down")
    def _down(self, event: Button.Pressed) -> None:
        event.stop()
        self._move(self.position + 1, _("Move down"))

    @on(Button.Pressed, ".remove")
    def _remove(self, event: Button.Pressed) -> None:
        event.stop()
        at = (*self.row.at, self.position)
        title = _("Remove “{title}”").format(title=_title(self.item))
        self.post_message(Restructure(RemoveValue(at), title, self.row.at))

    def _move(self, to: int, title: str) -> None:
        self.post_message(Restructure(MoveItem(self.row.at, self.position, to), title, (*self.row.at, to)))


def _title(item: Mapping[str, object]) -> str:
    """What an item is called: its title, or its first text."""
    for value in (item.get("title"), *item.values()):
        if isinstance(value, str) and value.strip():
            return value
        if isinstance(value, dict):
            texts = [text for text in value.values() if isinstance(text, str) and text.strip()]
            if texts:
                return texts[0]
    return "…"
