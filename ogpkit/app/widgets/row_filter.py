"""Choices above a list, each of the values that a column has; a list shows the rows that have what is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import on
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Select

from ogpkit.app.safe_text import plain_line
from ogpkit.plugins.table_rows import bind_columns, value_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from textual.app import ComposeResult

    from ogpkit.plugins.table_rows import BoundColumn
    from ogpkit.plugins.table_views import TableRow, TableView
    from ogpkit.workspace.content import Workspace


class RowFilter(Horizontal):
    """A choice for each column that a table names in `facets`; a list counts as each of its items."""

    class Changed(Message):
        """Somebody has chosen something else."""

    def __init__(self, view: TableView, workspace: Workspace) -> None:
        """Offer choices.

        Args:
            view: The table.
            workspace: What the files say.
        """
        super().__init__(classes="choices")
        self._columns = {column.name: column for column in bind_columns(view, workspace.kinds, view.facets)}
        self._offered: dict[str, list[str]] = {}

    def compose(self) -> ComposeResult:
        """Yield a choice for each column."""
        for name, column in self._columns.items():
            yield Select([], prompt=plain_line(column.label).plain, compact=True, name=name)

    def offer(self, rows: Iterable[TableRow[Any]]) -> None:
        """Offer the values that rows have; what is chosen stays as long as a row has it.

        Args:
            rows: All rows of the table.
        """
        found = tuple(rows)
        for choice in self.query(Select).results(Select):
            column = self._columns[str(choice.name)]
            values = sorted({text for row in found for text in _list_texts(column, row)})
            if values == self._offered.get(column.name):
                continue
            self._offered[column.name] = values
            chosen = self._get_chosen(choice)
            with self.prevent(Select.Changed):
                choice.set_options([(plain_line(text or "–"), text) for text in values])
                if chosen in values:
                    choice.value = chosen

    def choose(self, rows: Mapping[str, TableRow[Any]]) -> list[str]:
        """Return the keys of the rows that have everything that is chosen.

        Args:
            rows: The rows of the table, by any key.
        """
        choices = ((str(one.name), self._get_chosen(one)) for one in self.query(Select).results(Select))
        wanted = [(self._columns[name], text) for name, text in choices if text is not None]
        return [key for key, row in rows.items() if all(text in _list_texts(column, row) for column, text in wanted)]

    @staticmethod
    def _get_chosen(choice: Select[Any]) -> str | None:
        return None if choice.is_blank() else str(choice.value)

    @on(Select.Changed)
    def _tell(self, event: Select.Changed) -> None:
        event.stop()
        self.post_message(self.Changed())


def _list_texts(column: BoundColumn, row: TableRow[Any]) -> tuple[str, ...]:
    value = column.value(row)
    items = value if isinstance(value, tuple | list) else (value,)
    return tuple(value_text(item, row.workspace) for item in items) or ("",)
