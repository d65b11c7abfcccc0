"""Board of the documents of a stage graph: a column a stage, a card a document."""

from __future__ import annotations

from heapq import nsmallest
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

import attrs
from textual import getters, on
from textual.binding import Binding
from textual.containers import HorizontalScroll, Vertical
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from ogpkit.app.live import LiveWidget
from ogpkit.app.places import Navigate, document_place
from ogpkit.app.safe_text import plain_content, plain_line
from ogpkit.app.sections.action_bar import ActionBar
from ogpkit.app.session import app_session
from ogpkit.app.widgets.line_input import LineInput
from ogpkit.app.widgets.table import ChoiceList
from ogpkit.app.widgets.table_columns import EmptyNote
from ogpkit.plugins.stages import current_stage, stage_title
from ogpkit.text.i18n import _, current_language, translate
from ogpkit.text.normalize import fold
from ogpkit.workspace.content import Document

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ogpkit.plugins.editing_protocol import EditSession
    from ogpkit.plugins.panel_sections import BoardSection
    from ogpkit.plugins.places import Place
    from ogpkit.plugins.stages import StageGraph
    from ogpkit.schema.kinds import Kind

STYLES: Final = Path(__file__).with_name("board.tcss").read_text("utf-8")

MOST: Final = 50
"""Cards that a column shows; the filter finds the others."""

_WIDTH: Final = 23
"""Letters of a card's line."""


class Cards(ChoiceList):
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
        self.query_ancestor(BoardPane).go_to_column(self, by)


class Column(Vertical):
    """Stage with its documents.

    Attributes:
        stage: The stage; empty for documents without one.
    """

    stage_label = getters.query_one(".stage", Static)

    def __init__(self, stage: str) -> None:
        """Make an empty column."""
        super().__init__(classes="column")
        self.stage = stage
        self._title = ""
        self._cards: list[tuple[Place, str]] = []
        self._drawn: list[tuple[Place, str]] = []

    def compose(self) -> ComposeResult:
        """Yield a heading above the cards."""
        yield Static("", classes="stage")
        yield Cards(markup=False)

    def on_mount(self) -> None:
        """Draw what came before there was anything to draw on."""
        self._draw()

    def fill(self, title: str, cards: list[tuple[Place, str]]) -> None:
        """Show cards; where they are the same as before, nothing is drawn again.

        Args:
            title: What stands above them.
            cards: The place and the text of each card.
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
        shelf.refill([Option(plain_content(text)) for _place, text in self._cards])
        places = [place for place, _text in self._cards]
        if chosen in places:
            shelf.highlighted = places.index(chosen)

    @on(OptionList.OptionSelected)
    def _open_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(Navigate(self._drawn[event.option_index][0]))


@attrs.frozen
class FiledCard:
    """Card with the words by which it is sorted and searched, as long as its document is the same.

    Attributes:
        document: The document.
        language: The language in which it was filed.
        stage: Its stage.
        order: What stands first in a column has the least of it.
        words: Everything by which it is found, without case and accents.
    """

    document: Document[Any]
    language: str
    stage: str
    order: Any
    words: str


class BoardPane(LiveWidget, Vertical):
    """Documents by stage; left and right go from column to column, Enter or a click opens one."""

    DEFAULT_CSS = STYLES

    empty_note = getters.query_one(EmptyNote)
    count_label = getters.query_one(".count", Static)
    filter_input = getters.query_one(".filter", Input)

    def __init__(self, session: EditSession, place: Place, section: BoardSection, plugin: str = "") -> None:
        """Show the documents of a place.

        Args:
            section: Whose documents they are, and what a card says.
            plugin: Whose section it is.
        """
        super().__init__(session, place)
        self._section = section
        self._plugin = plugin
        self._columns: list[Column] = []
        self._filed: dict[str, FiledCard] = {}

    def compose(self) -> ComposeResult:
        """Yield a filter above the columns."""
        prompt = self._section.prompt
        words = translate(prompt, self._plugin) if prompt else _("Type to filter")
        yield LineInput(placeholder=words, compact=True, classes="filter first")
        yield EmptyNote("", classes="nothing")
        yield ActionBar(self.session, self.place, self._section.actions)
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

    def show(self) -> None:
        """Put every document into the column of its stage."""
        workspace = self.session.workspace
        kind = workspace.kinds.by_name(self._section.kind)
        graph = app_session(self.session).plugins.find_graph(kind.entity) if kind else None
        if kind is None or graph is None:
            return
        found = workspace.all(kind.entity, self.place.country, self.place.cycle)
        filed = [self._file_card(graph, document) for document in found]
        words = fold(self.filter_input.value).split()
        kept = [card for card in filed if all(word in card.words for word in words)]
        titles = self._list_titles(graph, kind, found)
        by_stage: dict[str, list[FiledCard]] = {stage: [] for stage in titles}
        for card in kept:
            by_stage.setdefault(card.stage, []).append(card)
        self.empty_note.display = not kept
        self.empty_note.tell_of(translate(self._section.when_empty, self._plugin), has_rows=bool(found))
        self._make_columns(by_stage)
        for column in self._columns:
            title = titles.get(column.stage) or column.stage or _("No stage yet")
            self._fill(column, title, by_stage[column.stage])
        count = _("{shown} of {all}").format(shown=len(kept), all=len(found))
        self.count_label.update(plain_line(f"{count} · " + _("Left, Right: change column · Enter: open")))

    def _list_titles(
        self, graph: StageGraph[Any], kind: Kind[Any], found: Sequence[Document[Any]]
    ) -> Mapping[str, str]:
        """Return the stages of the documents with their titles; without documents those of a new one."""
        workspace = self.session.workspace
        begun = kind.new(workspace, self.place) if kind.new is not None and not found else None
        documents = found if begun is None else (Document(path="", kind=kind.name, names={}, entity=begun),)
        titles: dict[str, str] = {}
        for document in documents:
            for stage in graph.stages(document, workspace):
                if stage not in titles:
                    titles[stage] = stage_title(graph, document, workspace, stage)
        return titles

    def _file_card(self, graph: StageGraph[Any], document: Document[Any]) -> FiledCard:
        """Return what is shown and searched of a document; worked out again only when it has changed."""
        card = self._filed.get(document.path)
        if card is None or card.document is not document or card.language != current_language():
            section, workspace = self._section, self.session.workspace
            history = graph.history(document.entity)
            order = (
                section.order(document, workspace) if section.order else history[-1].on.isoformat() if history else ""
            )
            said = section.search or section.card
            words = fold("\n".join((document.id, *said(document, workspace))))
            card = FiledCard(document, current_language(), current_stage(graph, document), order, words)
            self._filed[document.path] = card
        return card

    def _make_columns(self, stages: Mapping[str, object]) -> None:
        if [column.stage for column in self._columns] != list(stages):
            self._columns = [Column(stage) for stage in stages]
            self.query_one(".columns").remove_children()
            self.query_one(".columns").mount_all(self._columns)

    def _fill(self, column: Column, title: str, found: Sequence[FiledCard]) -> None:
        first = nsmallest(MOST, found, key=lambda card: (card.order, card.document.path))
        cards = [(document_place(card.document), self._write_card(card.document)) for card in first]
        column.fill(f"{len(found)} · {title}", cards)

    def _write_card(self, document: Document[Any]) -> str:
        lines = (" ".join(line.split()) for line in self._section.card(document, self.session.workspace))
        return "\n".join(line if len(line) <= _WIDTH else line[: _WIDTH - 1] + "…" for line in lines)
