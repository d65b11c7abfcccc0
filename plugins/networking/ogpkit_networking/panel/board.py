"""The cases as a board: a column a stage, a card a case."""

from __future__ import annotations

from datetime import date
from heapq import nsmallest
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

import attrs
from textual import getters, on
from textual.binding import Binding
from textual.containers import HorizontalScroll, Vertical
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from ogpkit.api import Place
from ogpkit.api.content import Document, country_name
from ogpkit.api.text import _, _n, current_language, fold, join_list
from ogpkit.api.ui import LiveWidget, Navigate, plain_content, plain_line
from ogpkit_networking.cases import (
    count_stale_days,
    find_last_day,
    get_maturity,
    get_stage,
    list_cases,
    list_topics,
    request_of,
)
from ogpkit_networking.edition import NetworkingPart, get_topic_title, get_usual_rules
from ogpkit_networking.model import Case, Maturity

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ogpkit.api.content import Workspace
    from ogpkit.api.editing import EditSession

STYLES: Final = Path(__file__).with_name("board.tcss").read_text("utf-8")


MOST: Final = 50
"""Cards that a column shows; the filter finds the others."""

_WIDTH: Final = 23
"""Letters of a card's line."""


class Cards(OptionList):
    """Cards of a column; left and right leave it for the next one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "leave(-1)", "Column to the left", show=False),
        Binding("right", "leave(1)", "Column to the right", show=False),
    ]

    def action_leave(self, by: int) -> None:
        """Go to another column.

        Args:
            by: How many columns to the right.
        """
        self.query_ancestor(Board).go_to_column(self, by)


class Column(Vertical):
    """Stage with its cases, the longest untouched first.

    Attributes:
        stage: The stage; empty for cases without one.
    """

    stage_label = getters.query_one(".stage", Static)

    def __init__(self, stage: str) -> None:
        """Make an empty column."""
        super().__init__(classes="column")
        self.stage = stage
        self._title = ""
        self._cards: list[tuple[str, str]] = []
        self._drawn: list[tuple[str, str]] = []

    def compose(self) -> ComposeResult:
        """Yield a heading above the cards."""
        yield Static("", classes="stage")
        yield Cards(markup=False)

    def on_mount(self) -> None:
        """Draw what came before there was anything to draw on."""
        self._draw()

    def fill(self, title: str, cards: list[tuple[str, str]]) -> None:
        """Show cards; where they are the same as before, nothing is drawn again.

        Args:
            title: What stands above them.
            cards: The path and the text of each card.
        """
        self._title, self._cards = title, cards
        if self.is_mounted:
            self._draw()

    def _draw(self) -> None:
        self.stage_label.update(plain_line(self._title))
        if self._cards == self._drawn:
            return
        shelf = self.query_one(Cards)
        at = shelf.highlighted
        chosen = self._drawn[at][0] if at is not None and at < len(self._drawn) else None
        self._drawn = self._cards
        shelf.clear_options()
        shelf.add_options([Option(plain_content(text)) for _path, text in self._cards])
        paths = [path for path, _text in self._cards]
        if chosen in paths:
            shelf.highlighted = paths.index(chosen)

    @on(OptionList.OptionSelected)
    def _open_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(Navigate(Place(path=self._drawn[event.option_index][0])))


class Board(LiveWidget, Vertical):
    """All cases by stage; left and right go from column to column, Enter or a click opens a case."""

    DEFAULT_CSS = STYLES

    count_label = getters.query_one(".count", Static)
    filter_input = getters.query_one(".filter", Input)

    def __init__(self, desk: EditSession, place: Place | None = None) -> None:
        """Show a workspace's cases.

        Args:
            place: The whole workspace.
        """
        super().__init__(desk, place)
        self._columns: tuple[str, ...] = ()
        self._made: list[Column] = []
        self._filed: dict[str, _Filed] = {}

    def compose(self) -> ComposeResult:
        """Yield a filter above the columns."""
        yield Input(
            placeholder=_("Type to filter: a country, a topic, a case manager"), compact=True, classes="filter first"
        )
        yield HorizontalScroll(classes="columns", can_focus=False)
        yield Static("", classes="count")

    @on(Input.Changed, ".filter")
    def _filter(self, event: Input.Changed) -> None:
        event.stop()
        self.follow()

    def go_to_column(self, cards: Cards, by: int) -> None:
        """Go from one column to another.

        Args:
            cards: Where the person is.
            by: How many columns to the right.
        """
        shelves = [column.query_one(Cards) for column in self.query(Column)]
        shelf = shelves[(shelves.index(cards) + by) % len(shelves)]
        shelf.focus()
        if shelf.highlighted is None and shelf.option_count:
            shelf.highlighted = 0

    def show(self) -> None:
        """Put every case into the column of its stage."""
        workspace = self.desk.workspace
        part, found = get_usual_rules(workspace), list_cases(workspace)
        words = fold(self.filter_input.value).split()
        filed = [self._get_filed(one, part) for one in found]
        kept = [one for one in filed if all(word in one.said for word in words)]
        by_stage: dict[str, list[_Filed]] = {stage: [] for stage in part.stages}
        for one in kept:
            by_stage.setdefault(one.stage, []).append(one)
        if tuple(by_stage) != self._columns:
            self._columns = tuple(by_stage)
            self.query_one(".columns").remove_children()
            self._made = [Column(stage) for stage in by_stage]
            self.query_one(".columns").mount_all(self._made)
        for column in self._made:
            self._fill(column, by_stage[column.stage], part)
        count = _n("{shown} of {all} case", "{shown} of {all} cases", len(found)).format(
            shown=len(kept), all=len(found)
        )
        hint = _("left and right change the column, Enter opens")
        self.count_label.update(plain_line(f"{count} · {hint}"))

    def _get_filed(self, document: Document[Case], part: NetworkingPart) -> _Filed:
        """Return what is shown and searched of a case; worked out again only when the case has changed."""
        filed = self._filed.get(document.path)
        if filed is None or filed.document is not document or filed.language != current_language():
            filed = _file_case(document, part, self.desk.workspace)
            self._filed[document.path] = filed
        return filed

    def _fill(self, column: Column, found: list[_Filed], part: NetworkingPart) -> None:
        known = part.stages.get(column.stage)
        title = (known.title.best(current_language(), "en") if known else "") or column.stage or _("No stage yet")
        first = nsmallest(MOST, found, key=lambda one: (one.last, one.document.path))
        cards = [(one.document.path, format_card(one.document, self.desk.workspace, part)) for one in first]
        column.fill(f"{title} · {len(found)}", cards)


def format_card(document: Document[Case], workspace: Workspace, part: NetworkingPart) -> str:
    """Return a card: the country with its age in days, then what the case is about.

    Args:
        workspace: Where it lies.
        part: The rules, with the topics.
    """
    case = document.entity
    age = (workspace.today - find_last_day(case)).days
    signs = ("!" if count_stale_days(case, part, workspace.today) else "") + (
        "~" if get_maturity(case) is Maturity.VAGUE else ""
    )
    topics = join_list(get_topic_title(part, topic) for topic in list_topics(case))
    about = topics or request_of(case).best(current_language(), workspace.language, "en")
    country = country_name(workspace, case.country, current_language())
    first = f"{signs} {country} · {_('{days} d').format(days=max(age, 0))}".strip()
    return "\n".join(_cut(line) for line in (first, about, case.manager or _("no case manager yet")))


def _cut(line: str) -> str:
    one = " ".join(line.split())
    return one if len(one) <= _WIDTH else one[: _WIDTH - 1] + "…"


@attrs.frozen
class _Filed:
    """Words by which a case is sorted and searched.

    Attributes:
        document: The case.
        language: The language in which it was filed.
        stage: Its stage.
        last: The day on which something happened last.
        said: Everything by which it is found, without case and accents.
    """

    document: Document[Case]
    language: str
    stage: str
    last: date
    said: str


def _file_case(document: Document[Case], part: NetworkingPart, workspace: Workspace) -> _Filed:
    case = document.entity
    request = request_of(case)
    topics = [text for topic in list_topics(case) for text in (topic, get_topic_title(part, topic))]
    texts = (
        *(
            document.id,
            case.country,
            country_name(workspace, case.country, current_language()),
            case.manager,
            case.cycle,
        ),
        *(*topics, request.plain or "", *request.by_language.values()),
    )
    return _Filed(document, current_language(), get_stage(case), find_last_day(case), fold("\n".join(texts)))
