"""What the keys of a list do with the clipboard: rows are copied, cut and pasted, a cell is copied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import attrs

from ogpkit.app.copied_rows import (
    CannotPaste,
    copy_rows,
    get_copied,
    keep_copied,
    list_cell_changes,
    paste_rows,
    read_rows,
    remove_rows,
)
from ogpkit.editing.errors import verify_writable
from ogpkit.errors import OgpkitError
from ogpkit.text.i18n import _, _n

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import App

    from ogpkit.editing.session import WorkspaceSession
    from ogpkit.plugins.places import Place
    from ogpkit.plugins.table_rows import BoundColumn
    from ogpkit.plugins.table_views import TableRow, TableView


@attrs.frozen
class TableClipboard:
    """Clipboard as one list uses it; the rows themselves are kept from list to list.

    Attributes:
        app: The app, which leads to the clipboard of the terminal.
        session: The workspace.
        view: The table.
        place: What is shown of it.
        columns: Its columns.
        below: The rows from the cursor on.
        marked: The rows that are marked, or the one in which the cursor is.
    """

    app: App[Any]
    session: WorkspaceSession
    view: TableView
    place: Place
    columns: Sequence[BoundColumn]
    below: Sequence[TableRow[Any]]
    marked: Sequence[TableRow[Any]]

    def follow_key(self, what: str, column: int) -> bool:
        """Do what a key asks for.

        Args:
            what: `copy`, `cut`, `paste` or `copy_cell`.
            column: The column in which the cursor is.

        Returns:
            Whether rows have gone.
        """
        try:
            if what == "copy_cell":
                self._copy_cell(column)
            elif what == "paste":
                copied = get_copied(self.session)
                self._paste(copied.text if copied is not None else "", column)
            else:
                self._copy()
                if what == "cut":
                    self._cut()
                    return True
        except OgpkitError as error:
            self._say(str(error), is_error=True)
        return False

    def take(self, text: str, column: int) -> None:
        """Paste what the terminal gives.

        Args:
            text: Cells with tabs between them.
            column: The column in which the cursor is.
        """
        try:
            self._paste(text.replace("\r\n", "\n").replace("\r", "\n"), column)
        except OgpkitError as error:
            self._say(str(error), is_error=True)

    def _copy_cell(self, column: int) -> None:
        if self.below:
            self.app.copy_to_clipboard(self.columns[column].text(self.below[0]))
            self._say(_("Cell copied."))

    def _copy(self) -> None:
        rows = self.marked
        copied = copy_rows(self.session, self.view, self.columns, rows)
        keep_copied(self.session, copied)
        self.app.copy_to_clipboard(copied.text)
        said = _n("{count} row copied. V pastes it.", "{count} rows copied. V pastes them.", len(rows))
        self._say(said.format(count=len(rows)))

    def _cut(self) -> None:
        rows = self.marked
        if any(row.document is None for row in rows):
            raise CannotPaste(_("These rows are calculated and cannot be cut. They are copied."))
        verify_writable(read_only=self.session.read_only)
        remove_rows(self.session, rows)
        said = _n(
            "{count} row cut. V pastes it, F6 undoes this.",
            "{count} rows cut. V pastes them, F6 undoes this.",
            len(rows),
        )
        self._say(said.format(count=len(rows)))

    def _paste(self, text: str, column: int) -> None:
        verify_writable(read_only=self.session.read_only)
        copied, view = get_copied(self.session), self.view
        if not text:
            raise CannotPaste(
                _("Copy rows first with C. To paste from another program, use the paste key of your terminal.")
            )
        if copied is None or text.strip() != copied.text.strip():
            first = text.split("\n", 1)[0].split("\t")
            known = {name for column in self.columns for name in (column.label, column.name)}
            if not known.intersection(cell.strip() for cell in first):
                self._put_over(text, column)
                return
            copied = read_rows(text, view, self.columns)
        near = self.below[0] if self.below else None
        count = paste_rows(self.session, view, self.place, near, copied)
        self._say(_n("{count} row pasted.", "{count} rows pasted.", count).format(count=count))

    def _put_over(self, text: str, column: int) -> None:
        changes = list_cell_changes(self.columns[column:], self.below, text)
        if changes:
            self.session.change_all(changes, _("Paste cells"))
        count = sum(map(len, changes.values()))
        self._say(_n("{count} cell changed.", "{count} cells changed.", count).format(count=count))

    def _say(self, text: str, *, is_error: bool = False) -> None:
        severity = "error" if is_error else "information"
        self.app.notify(text, severity=cast("Any", severity))
