"""Cells of a list as they are drawn, which of its columns there is room for, and what is said below them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs
from rich.text import Text
from textual.widgets import Static

from ogpkit.app.design import find_colour
from ogpkit.app.safe_text import line_text, plain_content, plain_line, text_excerpt
from ogpkit.plugins.places import VERDICT_SIGNS, VERDICT_STATES
from ogpkit.text.i18n import _, join_list
from ogpkit.text.inline import Share
from ogpkit.text.scripts import contains_rtl
from ogpkit.text.tables import text_bar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import App

    from ogpkit.plugins.places import Verdict
    from ogpkit.plugins.table_rows import BoundColumn
    from ogpkit.plugins.table_views import TableRow, TableView

LEAST_ROOM: Final = 24
"""Letters of a text that are shown however narrow the list is."""

AROUND: Final = 2
"""Columns that a cell takes beside its text."""

MARK: Final = "●"
"""What stands before a row that is marked."""

_BAR: Final = 10
"""Letters of a bar."""


@attrs.frozen
class CellText:
    """Text of a cell before it is cut.

    Attributes:
        said: What it says.
        share: The share of which it has a bar.
        tone: How it stands.
        is_marked: Whether the row is marked, which its first cell shows.
    """

    said: str
    share: float | None = None
    tone: Verdict | None = None
    is_marked: bool = False

    def draw(self, app: App[Any], room: int) -> Text:
        """Return it as it is shown.

        Args:
            app: Where its colour comes from.
            room: The letters after which its text is cut off.
        """
        text = text_excerpt(self.said, room, right_to_left=contains_rtl(self.said))
        if self.share is not None:
            text = f"{text_bar(self.share, 100, _BAR)} {self.said}"
        drawn = line_text(text if self.tone is None else f"{VERDICT_SIGNS[self.tone]} {text}".strip())
        if self.tone is not None:
            drawn.stylize(find_colour(app, VERDICT_STATES[self.tone]))
        return Text(f"{MARK} ").append_text(drawn) if self.is_marked else drawn


def list_cells(columns: Sequence[BoundColumn], row: TableRow[Any], *, is_marked: bool) -> tuple[CellText, ...]:
    """Return the texts of a row.

    Args:
        is_marked: Whether the row is marked.
    """
    return tuple(
        CellText(
            column.text(row),
            shown.percent if isinstance(shown := column.shown(row), Share) else None,
            column.column.tone(row) if column.column.tone is not None else None,
            is_marked and number == 0,
        )
        for number, column in enumerate(columns)
    )


@attrs.frozen
class ColumnFit:
    """Columns that there is room for.

    Attributes:
        numbers: Which ones, from left to right.
        room: The letters after which their texts are cut off.
    """

    numbers: tuple[int, ...]
    room: int


def fit_columns(
    widths: Sequence[int],
    heads: Sequence[int],
    stays: Sequence[bool],
    width: int,
    most: int,
    least: int = LEAST_ROOM,
) -> ColumnFit:
    """Return which columns there is room for without cutting words at the edge.

    Long texts become shorter first, down to `least`. Then columns are left out from the right, but never the first one and
    none that stays.

    Args:
        widths: The letters of the longest text of each.
        heads: The letters of the heading of each, which is never cut.
        stays: Whether each one stays.
        width: The columns that there are; all are shown where it is 0.
        most: The letters after which a text is cut off at any rate.
        least: The letters of a text that are shown at any rate.
    """
    kept = list(range(len(widths)))
    if not width:
        return ColumnFit(tuple(kept), most)

    def measure(room: int) -> int:
        return sum(max(heads[number], min(widths[number], room)) + AROUND for number in kept)

    while measure(least) > width:
        optional = [number for number in kept[1:] if not stays[number]]
        if not optional:
            break
        kept.remove(optional[-1])
    room = most
    while room > least and measure(room) > width:
        room -= 1
    return ColumnFit(tuple(kept), room)


class ColumnsNote(Static):
    """Line that says which columns are left out, and what shows them."""

    def tell(self, columns: Sequence[BoundColumn], seen: Sequence[int], *, is_whole: bool) -> None:
        """Say what there is to say of columns.

        Args:
            seen: The numbers of those that are shown.
            is_whole: Whether all were asked for.
        """
        left_out = [column.label for number, column in enumerate(columns) if number not in seen]
        said = _("M shows only the columns that fit") if is_whole else ""
        if left_out:
            said = _("M shows all columns · not shown: {names}").format(names=join_list(left_out))
        self.update(plain_line(said))
        self.display = bool(said)


class EmptyNote(Static):
    """What an empty list says: what belongs there and how to begin, or that the filter leaves nothing."""

    def tell(self, view: TableView, first_step: str, *, has_rows: bool) -> None:
        """Say why the list is empty.

        Args:
            view: The table.
            first_step: The button that adds a first row; empty where there is none.
            has_rows: Whether there are rows that the filter leaves out.
        """
        if has_rows:
            self.update(plain_line(_("No row matches. Press / to change the filter.")))
            return
        belongs = _("There is nothing in “{table}” yet.").format(table=_(view.title))
        belongs = _(view.when_empty) if view.when_empty else belongs
        how = _("Press Enter to start: {action}").format(action=first_step) if first_step else ""
        self.update(plain_content("\n".join(filter(None, (belongs, how)))))

    def tell_of(self, belongs: str, *, has_rows: bool) -> None:
        """Say why a board is empty.

        Args:
            belongs: What belongs on it, in a sentence.
            has_rows: Whether there are cards that the filter leaves out.
        """
        self.update(plain_content(_("No card matches. Change the filter.") if has_rows else belongs))
