"""A declared table as a list in the app: filtered, sorted, opened, and edited in place, one row or several at once."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import getters, on
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import DataTable, Input, Static

from ogpkit.app.background import run_in_background
from ogpkit.app.live import LiveWidget
from ogpkit.app.safe_text import line_text, plain_line
from ogpkit.app.session import app_session
from ogpkit.app.widgets.button_row import ButtonRow
from ogpkit.app.widgets.cell_editor import CellEditor
from ogpkit.app.widgets.line_input import LineInput, select_text
from ogpkit.app.widgets.row_filter import RowFilter
from ogpkit.app.widgets.table_columns import LEAST_ROOM, ColumnsNote, EmptyNote, fit_columns, list_cells
from ogpkit.plugins.table_rows import bind_columns, list_rows, list_shown
from ogpkit.text.i18n import _
from ogpkit.text.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from rich.style import Style
    from rich.text import Text
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.coordinate import Coordinate
    from textual.widget import Widget

    from ogpkit.app.widgets.table_clipboard import TableClipboard
    from ogpkit.app.widgets.table_columns import CellText
    from ogpkit.plugins.editing_protocol import EditSession
    from ogpkit.plugins.places import Place
    from ogpkit.plugins.table_rows import BoundColumn
    from ogpkit.plugins.table_views import TableRow, TableView

STYLES: Final = Path(__file__).with_name("table_list.tcss").read_text("utf-8")

MOST: Final = 200
"""Rows that are listed at once; the filter finds the others."""

_FOR_CLIPBOARD: Final = frozenset({"copy", "cut", "paste", "copy_cell"})
"""What is done with the clipboard."""


class RecordGrid(DataTable[object]):
    """Rows of a declared table; the cursor is in one cell, and its row is plain to see."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"recordgrid--row"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "ask('edit')", "Change", show=False),
        Binding("space", "ask('mark')", "Mark", show=False),
        Binding("s", "ask('sort')", "Sort", show=False),
        Binding("slash", "ask('filter')", "Filter", show=False),
        Binding("ctrl+a", "ask('mark_all')", "Mark all", show=False),
        Binding("c", "ask('copy')", "Copy", show=False),
        Binding("x", "ask('cut')", "Cut", show=False),
        Binding("v", "ask('paste')", "Paste", show=False),
        Binding("y", "ask('copy_cell')", "Copy the cell", show=False),
        Binding("m", "ask('widen')", "All columns", show=False),
    ]

    seen: tuple[int, ...] = ()
    """The numbers of the columns that are shown, from left to right."""

    def action_ask(self, what: str) -> None:
        """Hand a key on to the list.

        Args:
            what: What it asks for.
        """
        self.query_ancestor(TableList).follow_key(what)

    def action_select_cursor(self) -> None:
        """Act on the row, or in an empty list take the first step."""
        if self.row_count:
            super().action_select_cursor()
        else:
            self.action_ask("begin")

    def draw(
        self,
        columns: Sequence[BoundColumn],
        heads: Sequence[Text],
        rows: Mapping[str, Sequence[CellText]],
        width: int,
        *,
        always: Sequence[str],
        is_whole: bool,
    ) -> None:
        """Show rows, with the columns that there is room for.

        Args:
            heads: What stands above the columns.
            rows: The cells of each row by its key.
            width: The columns of the list; 0 while nobody knows.
            always: The names of the columns that are never left out.
            is_whole: Whether all columns are shown, however many there are.
        """
        most = max((width - 8) // 2, LEAST_ROOM)
        drawn = {key: [cell.draw(self.app, most) for cell in cells] for key, cells in rows.items()}
        widths = [max((row[number].cell_len for row in drawn.values()), default=0) for number in range(len(heads))]
        stays = [column.name in always for column in columns]
        room = width - self.styles.scrollbar_size_vertical if width and not is_whole else 0
        fit = fit_columns(widths, [head.cell_len for head in heads], stays, room, most)
        self.seen = fit.numbers
        self.clear(columns=True)
        for number in fit.numbers:
            # the grid itself measures later, and may draw what it holds before that
            self.add_column(heads[number], width=max(heads[number].cell_len, min(widths[number], fit.room)))
        for key, row in drawn.items():
            cut = (
                rows[key][number].draw(self.app, fit.room) if row[number].cell_len > fit.room else row[number]
                for number in fit.numbers
            )
            self.add_row(*cut, key=key)

    def find_number(self, place: int) -> int:
        """Return which of all columns is shown at a place from the left."""
        return self.seen[place] if 0 <= place < len(self.seen) else 0

    @property
    def chosen_number(self) -> int:
        """Return which of all columns the cursor is in."""
        return self.find_number(self.cursor_column)

    def find_place(self, number: int) -> int:
        """Return where a column is shown; where it is left out, the nearest place."""
        return self.seen.index(number) if number in self.seen else min(number, max(len(self.seen) - 1, 0))

    def watch_cursor_coordinate(self, old_coordinate: Coordinate, new_coordinate: Coordinate) -> None:
        """Draw both rows anew, and not their cells alone."""
        super().watch_cursor_coordinate(old_coordinate, new_coordinate)
        self.refresh_row(old_coordinate.row)
        self.refresh_row(new_coordinate.row)

    def _get_row_style(self, row_index: int, base_style: Style) -> Style:
        style = super()._get_row_style(row_index, base_style)
        is_here = row_index >= 0 and row_index == self.cursor_row
        return style + self.get_component_styles("recordgrid--row").rich_style if is_here else style

    def on_paste(self, event: events.Paste) -> None:
        """Take rows or cells from another program."""
        event.stop()
        shelf = self.query_ancestor(TableList)
        shelf.open_clipboard().take(event.text, shelf.chosen_column)


class TableList(LiveWidget, Vertical):
    """List of a declared table.

    Enter opens the row, E changes the cell, the space bar marks rows that are then changed together, S sorts by the column, and
    what somebody types into the line above narrows the rows down. A subclass names its table in `VIEW` and may add tools.
    """

    DEFAULT_CSS = STYLES
    VIEW: ClassVar[TableView | None] = None
    """The table, for a subclass."""

    count_label = getters.query_one(".count", Static)
    columns_note = getters.query_one(ColumnsNote)
    empty_note = getters.query_one(EmptyNote)
    filter_input = getters.query_one(".filter", Input)

    class RowHighlighted(Message):
        """The cursor has come to another row.

        Attributes:
            row: The row; None where there is none.
        """

        def __init__(self, row: TableRow[Any] | None) -> None:
            """Tell of a row."""
            super().__init__()
            self.row = row

    def __init__(self, session: EditSession, place: Place | None = None, *, view: TableView | None = None) -> None:
        """Follow a place.

        Args:
            place: What is shown of the workspace; all of it when left out.
            view: The table, where the class does not name it.

        Raises:
            TypeError: Neither names a table.
        """
        super().__init__(session, place)
        chosen = view or self.VIEW
        if chosen is None:
            raise TypeError(f"{type(self).__name__} names no table.")
        self.view = chosen
        self._columns: tuple[BoundColumn, ...] = ()
        self._rows: dict[str, TableRow[Any]] = {}
        self._shown: tuple[str, ...] = ()
        self._words: dict[str, str] = {}
        self._marked: set[str] = set()
        self._sorted_by: int | None = None
        self._reverse = False
        self._told: str | None = None
        self._shows_all, self._width = False, 0

    def compose(self) -> ComposeResult:
        """Yield filter, tools, list, count, and the line in which a cell is edited."""
        yield LineInput(placeholder=_("Type to filter"), compact=True, classes="filter")
        if RowFilter.has_choices(self.view):
            yield RowFilter(self.view, self.session.workspace)
        with ButtonRow(classes="deeds"):
            yield from self.compose_tools()
        yield RecordGrid(cursor_type="cell", zebra_stripes=True, cursor_foreground_priority="css")
        yield EmptyNote()
        yield ColumnsNote()
        yield Static("", classes="count")
        yield CellEditor(app_session(self.session))

    def compose_tools(self) -> Iterable[Widget]:
        """Yield what stands above the list; a subclass says what."""
        return ()

    def list_rows(self) -> Sequence[TableRow[Any]]:
        """Return the rows; a subclass may leave some out."""
        return list_rows(self.view, self.session.workspace, self.place)

    # What is listed.

    def show(self) -> None:
        """Work the rows out anew; the cursor, the filter, the order and the marks stay."""
        self._columns = bind_columns(self.view, self.session.workspace.kinds, list_shown(self.view, (self.place,)))
        self._rows = {_make_key(row, number): row for number, row in enumerate(self.list_rows())}
        self._marked &= self._rows.keys()
        self._words = {}
        for choices in self.query(RowFilter):
            choices.offer(self._rows.values())
        self._fill()

    def _get_words(self, key: str) -> str:
        """Return what the filter looks for words in, worked out once somebody types one: a large plan opens without."""
        if key not in self._words:
            row = self._rows[key]
            more = self.view.search(row) if self.view.search else ""
            names = (str(column.data(row)) for column in self._columns if column.refers is not None)
            self._words[key] = fold("\n".join((*(column.text(row) for column in self._columns), *names, more)))
        return self._words[key]

    def _fill(self) -> None:
        """Put the rows that are wanted into the grid, in the order that is wanted."""
        wanted = fold(self.filter_input.value).split()
        kept = list(self._rows)
        for choices in self.query(RowFilter):
            kept = choices.choose(self._rows)
        if wanted:
            kept = [key for key in kept if all(word in self._get_words(key) for word in wanted)]
        if self._sorted_by is not None:
            column = self._columns[self._sorted_by]
            kept.sort(key=lambda key: _order_by(column.data(self._rows[key])), reverse=self._reverse)
        grid, at = self.query_one(RecordGrid), self.chosen_column
        before, row = self._find_cursor_key(), grid.cursor_row
        self._shown, self._width = tuple(kept[:MOST]), self.size.width
        with self.prevent(DataTable.CellHighlighted):
            signs = {self._sorted_by: " ▼" if self._reverse else " ▲"}
            heads = [line_text(column.label + signs.get(number, "")) for number, column in enumerate(self._columns)]
            rows = {
                key: list_cells(self._columns, self._rows[key], is_marked=key in self._marked) for key in self._shown
            }
            grid.draw(self._columns, heads, rows, self._width, always=self.view.stays, is_whole=self._shows_all)
            grid.move_cursor(row=self._find_row(before, row), column=grid.find_place(at))
        self.columns_note.tell(self._columns, grid.seen, is_whole=self._shows_all)
        self.set_class(not self._shown, "empty")
        self.set_class(not self._rows, "bare")
        self.empty_note.tell(self.view, self.name_first_step(), has_rows=bool(self._rows))
        self._say_count(len(kept))
        self._tell_row()

    def on_resize(self) -> None:
        """Choose the columns that the new width has room for."""
        if self._columns and self.size.width != self._width:
            self._fill()

    def _find_row(self, before: str, at: int) -> int:
        """Return where the cursor is to be: at the same row, and at first where the table says that it begins."""
        if before in self._shown:
            return self._shown.index(before)
        starts_at = self.view.starts_at
        if self._told is None and starts_at is not None:
            return next((row for row, key in enumerate(self._shown) if starts_at(self._rows[key])), 0)
        return min(at, max(len(self._shown) - 1, 0))

    def name_first_step(self) -> str:
        """Return the button that adds a first row; a subclass with actions says which."""
        return ""

    def _say_count(self, kept: int) -> None:
        said = [_("{shown} of {all}").format(shown=kept, all=len(self._rows))]
        if kept > MOST:
            said.append(_("only the first {most} are listed: type to filter").format(most=MOST))
        if self._marked:
            said.append(_("{count} selected").format(count=len(self._marked)))
        self.count_label.update(plain_line(" · ".join((*said, *self.list_hints()))))

    def list_hints(self) -> Iterable[str]:
        """Yield what keys do, for the line below the list; a subclass may add to it."""
        if any(row.document is not None for row in self._rows.values()):
            yield _("Enter open")
            if any(column.field is not None for column in self._columns):
                yield _("E edit · Space select")
        yield _("S sort · / filter")

    # Where the cursor is.

    def _find_cursor_key(self) -> str:
        row = self.query_one(RecordGrid).cursor_row
        return self._shown[row] if 0 <= row < len(self._shown) else ""

    @property
    def chosen_column(self) -> int:
        """Return the number of the column in which the cursor is, those that are left out counted."""
        return self.query_one(RecordGrid).chosen_number

    @property
    def chosen_row(self) -> TableRow[Any] | None:
        """Return the row in which the cursor is, if there is one."""
        return self._rows.get(self._find_cursor_key())

    @property
    def marked_rows(self) -> tuple[TableRow[Any], ...]:
        """Return the rows that are marked, or the one in which the cursor is."""
        marked = tuple(row for key, row in self._rows.items() if key in self._marked)
        return marked or tuple(row for row in (self.chosen_row,) if row is not None)

    @property
    def chosen_path(self) -> str:
        """Return the file of the row in which the cursor is; empty where it leads to none."""
        row = self.chosen_row
        return row.document.path if row is not None and row.document is not None else ""

    @on(DataTable.CellHighlighted)
    def _handle_highlight(self, event: DataTable.CellHighlighted) -> None:
        event.stop()
        self._tell_row()

    def _tell_row(self) -> None:
        key = self._find_cursor_key()
        if key != self._told or key:
            self._told = key
            self.post_message(self.RowHighlighted(self.chosen_row))

    def read_state(self) -> dict[str, Any]:
        """Return what is chosen: filter, order and row."""
        order = {"sort": self._sorted_by, "reverse": self._reverse}
        return {"filter": self.filter_input.value, "row": self._find_cursor_key(), **order}

    def restore_state(self, state: Mapping[str, Any]) -> None:
        """Choose the same again.

        Args:
            state: What was chosen; what does not fit is left out.
        """
        self._sorted_by = at if (at := state.get("sort")) in range(len(self._columns)) else None
        self._reverse = state.get("reverse") is True
        with self.prevent(Input.Changed):
            self.filter_input.value = str(state.get("filter", ""))
        self._fill()
        self.query_one(RecordGrid).move_cursor(row=self._find_row(str(state.get("row", "")), 0))

    # What can be done.

    @on(Input.Changed, ".filter")
    @on(RowFilter.Changed)
    def _filter(self, event: Input.Changed | RowFilter.Changed) -> None:
        event.stop()
        self._fill()

    @on(Input.Submitted, ".filter")
    def _go_to_list(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one(RecordGrid).focus()

    @on(DataTable.HeaderSelected)
    def _sort_by_heading(self, event: DataTable.HeaderSelected) -> None:
        event.stop()
        self._sort(self.query_one(RecordGrid).find_number(event.column_index))

    @on(DataTable.CellSelected)
    def _open_selected(self, event: DataTable.CellSelected) -> None:
        event.stop()
        row = self.chosen_row
        if row is not None and row.document is not None:
            self.open(row.document.path, row.at)

    def follow_key(self, what: str) -> None:
        """Do what a key in the list asks for.

        Args:
            what: `edit`, `mark`, `mark_all`, `sort`, `filter`, `widen`, or what is done with the clipboard.
        """
        column = self.chosen_column
        if what == "widen":
            self._shows_all = not self._shows_all
            self._fill()
        elif what == "filter":
            self.filter_input.focus()
            select_text(self.filter_input)
        elif what == "sort" and self._columns:
            self._sort(column)
        elif what == "mark" and (key := self._find_cursor_key()):
            self._marked ^= {key}
            self._fill()
        elif what == "mark_all":
            self._marked = set() if self._marked.issuperset(self._shown) else {*self._marked, *self._shown}
            self._fill()
        elif what == "edit" and self._columns:
            self._edit(self._columns[column])
        elif what in _FOR_CLIPBOARD and self.open_clipboard().follow_key(what, column):
            self._marked.clear()
            self._fill()

    def open_clipboard(self) -> TableClipboard:
        """Return what copies and pastes from the cursor on."""
        from ogpkit.app.widgets.table_clipboard import TableClipboard  # noqa: PLC0415  only who copies needs it

        below = [self._rows[key] for key in self._shown[max(self.query_one(RecordGrid).cursor_row, 0) :]]
        session, columns, marked = app_session(self.session), self._columns, self.marked_rows
        return TableClipboard(self.app, session, self.view, self.place, columns, below, marked)

    def _sort(self, column: int) -> None:
        self._reverse = not self._reverse if column == self._sorted_by else False
        self._sorted_by = column
        self._fill()

    def _edit(self, column: BoundColumn) -> None:
        rows = [row for row in self.marked_rows if row.document is not None]
        if not rows:
            return
        if not CellEditor.can_edit(column):
            self.app.notify(column.explain_calculated())
            return
        begin = partial(self.query_one(CellEditor).begin, column, rows)
        run_in_background(self, begin, name="edit", group="edit", exclusive=True)

    @on(CellEditor.Ended)
    def _handle_end(self, event: CellEditor.Ended) -> None:
        event.stop()
        if event.is_done:
            self._marked.clear()
            self._fill()
        self.query_one(RecordGrid).focus()


def make_table_list(view: TableView) -> Callable[[EditSession, Place], Widget]:
    """Return what makes the list of a declared table, for a panel or for a part of one.

    Args:
        view: The table.
    """
    return partial(TableList, view=view)


def _make_key(row: TableRow[Any], number: int) -> str:
    """Return what a row is known by while the workspace changes: its place in a file, else its number."""
    return f"{row.document.path}#{row.at}" if row.document is not None else str(number)


def _order_by(value: object) -> tuple[int, float, str]:
    """Return what a value is sorted by: numbers by size, everything else as texts, what is not there last."""
    if value is None or value == "":
        return 2, 0.0, ""
    if isinstance(value, int | float):
        return 0, float(value), ""
    return 1, 0.0, fold(str(value))
