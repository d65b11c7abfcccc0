"""The days of a consultation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.widgets import DataTable, Static

from ogpkit.app.plain import line_text, plain
from ogpkit.language import _
from ogpkit_consultation.panel.part import ConsultationPart
from ogpkit_consultation.schedule import Entry, When, schedule

if TYPE_CHECKING:
    from textual.app import ComposeResult

_SIGNS = {When.PAST: " ", When.NOW: "▶", When.TO_COME: "·"}


class Calendar(ConsultationPart):
    """What was, what is open now, what is to come; Enter opens it."""

    def compose(self) -> ComposeResult:
        """A table, and what its signs mean."""
        table: DataTable[object] = DataTable(cursor_type="row", zebra_stripes=True)
        yield table
        yield Static(plain(_("▶ now  · to come  Enter opens")), classes="legend")

    def on_mount(self) -> None:
        """Make the columns."""
        for title in ("", _("From"), _("To"), _("Type"), _("What")):
            self.query_one(DataTable).add_column(line_text(title))
        self._entries: tuple[Entry, ...] = ()

    def show(self) -> None:
        """Fill the table; the cursor begins at what is on now or comes next."""
        dossier, table = self.dossier, self.query_one(DataTable)
        before = table.cursor_row if self._entries else -1
        self._entries = schedule(dossier) if dossier else ()
        table.clear()
        for entry in self._entries:
            until = entry.until.isoformat() if entry.until else ""
            cells = (_SIGNS[entry.when], entry.on.isoformat(), until, entry.sort, entry.what)
            table.add_row(*(line_text(cell, 60) for cell in cells))
        upcoming = (row for row, entry in enumerate(self._entries) if entry.when is not When.PAST)
        row = before if before >= 0 else next(upcoming, len(self._entries) - 1)
        table.move_cursor(row=min(max(row, 0), max(len(self._entries) - 1, 0)))

    @on(DataTable.RowSelected)
    def _opened(self, event: DataTable.RowSelected) -> None:
        event.stop()
        if 0 <= event.cursor_row < len(self._entries):
            entry = self._entries[event.cursor_row]
            self.open(entry.path, entry.at)
