"""The days of a consultation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.widgets import DataTable, Static

from ogpkit.api.text import _
from ogpkit.api.ui import RecordTable, plain_content
from ogpkit_consultation.panel.part import ConsultationPart
from ogpkit_consultation.schedule import Entry, When, list_days

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from ogpkit.api import TableRow

_SIGNS = {When.PAST: " ", When.NOW: "▶", When.TO_COME: "·"}


class Calendar(ConsultationPart):
    """Calendar of what was, what is open now and what is to come; Enter opens it."""

    _entries: tuple[TableRow[Entry], ...] = ()

    def compose(self) -> ComposeResult:
        """Yield a table, and what its signs mean."""
        yield RecordTable(("", _("From"), _("To"), _("Type"), _("What")))
        yield Static(plain_content(_("▶ now  · to come  Enter opens")), classes="legend")

    def show(self) -> None:
        """Fill the table; the cursor begins at what is on now or comes next."""
        table, was_empty = self.query_one(RecordTable), not self._entries
        self._entries = list_days(self.desk.workspace, self.place)
        table.fill((_format_row(one.item) for one in self._entries), 60)
        if was_empty and self._entries:
            upcoming = (row for row, entry in enumerate(self._entries) if entry.item.when is not When.PAST)
            table.move_cursor(row=next(upcoming, len(self._entries) - 1))

    @on(DataTable.RowSelected)
    def _open_selected(self, event: DataTable.RowSelected) -> None:
        event.stop()
        if (entry := self.query_one(RecordTable).chosen(self._entries)) and entry.document:
            self.open(entry.document.path, entry.at)


def _format_row(entry: Entry) -> tuple[str, ...]:
    until = entry.until.isoformat() if entry.until else ""
    return (_SIGNS[entry.when], entry.on.isoformat(), until, entry.sort, entry.what)
