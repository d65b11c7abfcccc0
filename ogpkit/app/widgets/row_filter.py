"""Choices above a list: the values that a column has, and the conditions that a table declares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import on
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Select

from ogpkit.app.safe_text import plain_line
from ogpkit.plugins.table_rows import bind_columns, value_text
from ogpkit.text.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from textual.app import ComposeResult

    from ogpkit.plugins.table_rows import BoundColumn
    from ogpkit.plugins.table_views import TableFilter, TableRow, TableView
    from ogpkit.workspace.content import Workspace


class RowFilter(Horizontal):
    """A choice for each column that a table names in `facets`, and for each of its filters that the app offers.

    A list counts as each of its items.
    """

    class Changed(Message):
        """Somebody has chosen something else."""

    def __init__(self, view: TableView, workspace: Workspace) -> None:
        """Offer choices.

        Args:
            view: The table.
            workspace: What the files say.
        """
        super().__init__(classes="choices")
        columns = bind_columns(view, workspace.kinds, view.facets) if view.facets else ()
        self._workspace = workspace
        self._columns = {column.name: column for column in columns}
        self._filters = {one.name: one for one in _list_filters(view)}
        self._offered: dict[str, list[str]] = {}

    @staticmethod
    def has_choices(view: TableView) -> bool:
        """Tell whether a table has anything to choose by.

        Args:
            view: The table.
        """
        return bool(view.facets or _list_filters(view))

    def compose(self) -> ComposeResult:
        """Yield a choice for each column."""
        for name, column in self._columns.items():
            yield Select([], prompt=plain_line(column.label).plain, compact=True, name=name, classes="facet")
        for one in self._filters.values():
            options = [(value_text(choice, self._workspace), choice) for choice in one.choices or ()]
            prompt = plain_line(_(one.prompt)).plain
            yield Select(options, prompt=prompt, compact=True, name=one.name, classes="condition")

    def offer(self, rows: Iterable[TableRow[Any]]) -> None:
        """Offer the values that rows have; what is chosen stays as long as a row has it.

        Args:
            rows: All rows of the table.
        """
        found = tuple(rows)
        for choice in self.query(".facet").results(Select):
            column = self._columns[str(choice.name)]
            texts = {text for row in found for text in _list_texts(column, row)}
            values = sorted(texts, key=lambda text: (not text, text))
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
        choices = ((str(one.name), self._get_chosen(one)) for one in self.query(".facet").results(Select))
        wanted = [(self._columns[name], text) for name, text in choices if text is not None]
        conditions = [one for one in self.query(".condition").results(Select) if not one.is_blank()]
        tests = [(test, one.value) for one in conditions if (test := self._filters[str(one.name)].keep) is not None]
        return [
            key
            for key, row in rows.items()
            if all(text in _list_texts(column, row) for column, text in wanted)
            and all(test(row, value) for test, value in tests)
        ]

    @staticmethod
    def _get_chosen(choice: Select[Any]) -> str | None:
        return None if choice.is_blank() else str(choice.value)

    @on(Select.Changed)
    def _tell(self, event: Select.Changed) -> None:
        event.stop()
        self.post_message(self.Changed())


def _list_filters(view: TableView) -> tuple[TableFilter, ...]:
    return tuple(one for one in view.filters if one.choices is not None and one.prompt)


def _list_texts(column: BoundColumn, row: TableRow[Any]) -> tuple[str, ...]:
    value = column.value(row)
    items = value if isinstance(value, tuple | list) else (value,)
    return tuple(value_text(item, row.workspace) for item in items) or ("",)
