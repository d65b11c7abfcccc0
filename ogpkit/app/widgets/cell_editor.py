"""The line under a list in which one cell is edited, or the same cell of several rows: the field as a form has it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import getters, on
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from ogpkit.app.forms.control import Surroundings
from ogpkit.app.forms.controls import CONTROLS
from ogpkit.app.forms.field_box import FieldBox
from ogpkit.app.forms.pending import get_pending
from ogpkit.app.forms.rows import Row, list_owed_languages, list_references, read_values
from ogpkit.app.places import path_place
from ogpkit.app.safe_text import plain_line
from ogpkit.app.widgets.document_form import list_value_changes
from ogpkit.app.widgets.line_input import select_text
from ogpkit.errors import OgpkitError
from ogpkit.text.i18n import _, _n, translate
from ogpkit.workspace.patch import value_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ogpkit.editing.session import WorkspaceSession
    from ogpkit.model.keypath import KeyPath
    from ogpkit.plugins.table_rows import BoundColumn
    from ogpkit.plugins.table_views import TableRow
    from ogpkit.workspace.patch import Change


class CellEditor(Vertical):
    """Field of one row, or of several that get the same value in one step that can be undone."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back to the list", show=False)]

    what_label = getters.query_one(".what", Static)

    class Ended(Message):
        """The person is done.

        Attributes:
            is_done: Whether a value was taken over; not when the person went back.
        """

        def __init__(self, *, is_done: bool) -> None:
            """Tell of the end."""
            super().__init__()
            self.is_done = is_done

    def __init__(self, session: WorkspaceSession) -> None:
        """Wait for a cell."""
        super().__init__(classes="editor")
        self._session = session
        self._places: tuple[tuple[str, KeyPath], ...] = ()

    def compose(self) -> ComposeResult:
        """Yield what is edited; the field comes below it."""
        yield Static("", classes="what")

    @staticmethod
    def can_edit(column: BoundColumn) -> bool:
        """Tell whether the cells of a column can be edited: it shows a field that one control can hold."""
        return column.field is not None and column.field.shape.sort in CONTROLS

    async def begin(self, column: BoundColumn, rows: Sequence[TableRow[Any]]) -> None:
        """Show the field of some rows, with the value of the first.

        Args:
            column: A column that can be edited.
            rows: Rows that lead to files, at least one.
        """
        if column.field is None:
            return
        self._places = tuple((row.document.path, column.key_path(row)) for row in rows if row.document is not None)
        path, at = self._places[0]
        place = path_place(self._session.workspace, path)
        around = Surroundings(
            languages=list_owed_languages(self._session, place),
            references=partial(list_references, self._session, place),
            today=self._session.workspace.today,
            pending=get_pending(self._session, path),
        )
        await self.query(FieldBox).remove()
        said = _n("{column}: {count} row", "{column}: {count} rows", len(rows)) + " · " + _("Enter: save · Esc: close")
        self.what_label.update(plain_line(said.format(column=column.label, count=len(rows))))
        self.add_class("open")
        box = FieldBox(Row(field=column.field, at=at, value=self._read_value(path, at)), around)
        await self.mount(box)
        inside = [widget for widget in box.query("*") if widget.focusable]
        if inside:
            inside[0].focus()
            select_text(inside[0])

    def _read_value(self, path: str, at: KeyPath) -> object:
        content, _trouble = read_values(self._session, path)
        try:
            return value_at(dict(content or {}), at)
        except (LookupError, TypeError):
            return None

    @on(FieldBox.Changed)
    def _take_over(self, event: FieldBox.Changed) -> None:
        event.stop()
        if len(self._places) > 1 and not event.finished:
            return  # several rows change together, once it is clear to what
        changes: dict[str, list[Change]] = {}
        for path, at in self._places:
            made = list_value_changes(self._read_value(path, at), event.value, at)
            if made:
                changes.setdefault(path, []).extend(made)
        try:
            self._write(
                changes, _("Change {label}").format(label=translate(event.box.field.label, event.box.field.owner))
            )
        except OgpkitError as error:
            event.box.keep_refused(event, str(error))
            return
        if event.finished:
            self._session.settle()
            self._end(is_done=True)

    def _write(self, changes: dict[str, list[Change]], title: str) -> None:
        for path, made in changes.items():
            get_pending(self._session, path).verify(made)
        if len(changes) == 1:
            ((path, made),) = changes.items()
            self._session.change(path, made, title)
        elif changes:
            self._session.change_all(changes, title)

    def action_leave(self) -> None:
        """Go back to the list; what was typed into one row and taken over is undone with F6."""
        self._end(is_done=False)

    def _end(self, *, is_done: bool) -> None:
        if self.has_class("open"):
            self.remove_class("open")
            self.query(FieldBox).remove()
            self.post_message(self.Ended(is_done=is_done))
