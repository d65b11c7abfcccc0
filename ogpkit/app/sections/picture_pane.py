"""Pictures of declared panels: scrolled and zoomed with the keyboard, and told in words where somebody asks for them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ogpkit.app.live import LiveWidget
from ogpkit.app.safe_text import plain_line
from ogpkit.app.sections.action_bar import ActionBar
from ogpkit.app.sections.drawn import draw_blocks
from ogpkit.app.sections.pictured import Window, draw_picture, find_window
from ogpkit.text.blocks import as_grid
from ogpkit.text.i18n import _
from ogpkit.text.pictures import Picture, Timeline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ogpkit.plugins.editing_protocol import EditSession
    from ogpkit.plugins.panel_sections import PictureSection
    from ogpkit.plugins.places import Place
    from ogpkit.text.blocks import Block

_MARGIN: Final = 4
"""Columns beside a picture: one on each side, and the two of what scrolls it."""

_STEP: Final = 0.25
"""By which part of what is shown an arrow leads on."""

_ZOOM: Final = 1.5
_DAY: Final = timedelta(days=1)


class PictureScroll(VerticalScroll):
    """Pictures below one another; up and down scroll, and the other keys are those of the pane."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "ask('left')", "Earlier", show=False),
        Binding("right", "ask('right')", "Later", show=False),
        Binding("plus,equals_sign", "ask('in')", "Zoom in", show=False),
        Binding("minus", "ask('out')", "Zoom out", show=False),
        Binding("t", "ask('today')", "Today", show=False),
        Binding("0", "ask('all')", "Everything", show=False),
        Binding("w", "ask('words')", "In words", show=False),
    ]

    def action_ask(self, what: str) -> None:
        """Hand a key on to the pane.

        Args:
            what: What it asks for.
        """
        self.query_ancestor(PicturePane).follow_key(what)


class PicturePane(LiveWidget, Vertical):
    """Pictures of a section, or the same in words."""

    lines_label = getters.query_one(".lines", Static)
    hint_label = getters.query_one(".legend", Static)

    def __init__(self, session: EditSession, place: Place, section: PictureSection) -> None:
        """Show pictures.

        Args:
            section: What they show.
        """
        super().__init__(session, place)
        self._section = section
        self._window: Window | None = None
        self._is_in_words = False
        self._said: Sequence[Block | str] = ()

    def compose(self) -> ComposeResult:
        """Yield the pictures, and what the keys do."""
        with PictureScroll(classes="first"):
            yield Static("", classes="lines")
            if self._section.actions:
                yield ActionBar(self.session, self.place, self._section.actions)
        yield Static("", classes="legend")

    def show(self) -> None:
        """Ask for the pictures anew, and draw them for the width that there is."""
        self._said = tuple(self._section.write(self.session.workspace, self.place))
        self._draw()

    def on_resize(self) -> None:
        """Draw them for the new width."""
        self.follow()

    @property
    def _timeline(self) -> Timeline | None:
        return next((one for one in self._said if isinstance(one, Timeline)), None)

    def _draw(self) -> None:
        width = max((self.size.width or self.app.size.width) - _MARGIN, 1)
        if self._is_in_words:
            told = [as_grid(one) if isinstance(one, Picture) else one for one in self._said]
            self.lines_label.update(draw_blocks(told, width))
        else:
            self.lines_label.update(Content("\n\n").join(self._draw_parts(width)))
        self.hint_label.update(plain_line(" · ".join(self._list_hints())))

    def _draw_parts(self, width: int) -> Iterator[Content]:
        """Yield each picture, and what is said between them."""
        between: list[Block | str] = []
        for one in self._said:
            if not isinstance(one, Picture):
                between.append(one)
                continue
            if between:
                yield draw_blocks(between, width)
                between = []
            yield Content("\n").join(draw_picture(one, width, self._window if one is self._timeline else None))
        if between:
            yield draw_blocks(between, width)

    def _list_hints(self) -> Iterator[str]:
        if self._is_in_words:
            yield _("W shows the pictures")
            return
        if self._timeline is not None:
            yield _("Left and right scroll, + and - zoom, T shows today, 0 shows everything")
        if any(isinstance(one, Picture) for one in self._said):
            yield _("W shows the same in words")

    def follow_key(self, what: str) -> None:
        """Do what a key asks for.

        Args:
            what: `words`, or for a timeline `left`, `right`, `in`, `out`, `today` or `all`.
        """
        timeline = self._timeline
        if what == "words":
            self._is_in_words = not self._is_in_words
        elif timeline is not None and not self._is_in_words:
            window = self._window or find_window(timeline)
            is_today_shown = window.start <= timeline.today <= window.end
            middle = window.start + (window.end - window.start) / 2
            around = timeline.today if is_today_shown else middle
            self._window = {
                "left": window.shift(-_STEP),
                "right": window.shift(_STEP),
                "in": window.zoom(1 / _ZOOM, around),
                "out": window.zoom(_ZOOM, around),
                "today": window.shift((timeline.today - middle) / max(window.end - window.start, _DAY)),
            }.get(what)
        self._draw()
