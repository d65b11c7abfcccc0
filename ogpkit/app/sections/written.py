"""Texts and drawings of declared panels, which follow every change and the width that there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ogpkit.app.live import LiveWidget
from ogpkit.app.safe_text import order_letters, plain_line
from ogpkit.app.sections.action_bar import ActionBar
from ogpkit.app.sections.drawn import draw_blocks
from ogpkit.plugins.panel_sections import DrawingSection, SessionSection, TextSection
from ogpkit.text.i18n import translate
from ogpkit.text.scripts import contains_rtl

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult

    from ogpkit.plugins.editing_protocol import EditSession
    from ogpkit.plugins.places import Place

MARGIN = 4
"""Columns beside a text: one on each side, and the two of what scrolls it."""


class TextPane(LiveWidget, VerticalScroll):
    """Text of a section."""

    def __init__(self, session: EditSession, place: Place, section: TextSection | SessionSection) -> None:
        """Show a text.

        Args:
            section: What it says.
        """
        super().__init__(session, place)
        self._section = section

    def compose(self) -> ComposeResult:
        """Yield one text, and its buttons."""
        yield Static("", classes="lines")
        if self._section.actions:
            yield ActionBar(self.session, self.place, self._section.actions)

    def show(self) -> None:
        """Write what there is to say now; before it is known how wide that may be, as wide as the app is."""
        section = self._section
        if isinstance(section, SessionSection):
            said = section.write(self.session, self.place)
        else:
            said = section.write(self.session.workspace, self.place)
        self.query_exactly_one(".lines", Static).update(
            draw_blocks(said, (self.size.width or self.app.size.width) - MARGIN)
        )

    def on_resize(self) -> None:
        """Write it for the new width."""
        self.follow()


class DrawingPane(LiveWidget, Vertical):
    """Drawing of a section, with what its signs mean below it."""

    lines_label = getters.query_one(".lines", Static)

    def __init__(self, session: EditSession, place: Place, section: DrawingSection, plugin: str) -> None:
        """Show a drawing.

        Args:
            section: What is drawn.
            plugin: Whose it is.
        """
        super().__init__(session, place)
        self._section = section
        self._plugin = plugin

    def compose(self) -> ComposeResult:
        """Yield the drawing, and the legend."""
        with VerticalScroll(classes="first"):
            yield Static("", classes="lines")
        if self._section.legend:
            yield Static(plain_line(translate(self._section.legend, self._plugin)), classes="legend")

    def show(self) -> None:
        """Draw it for the width that there is."""
        width = max(self.size.width - MARGIN, 1)
        drawn = self._section.draw(self.session.workspace, self.place, width)
        self.lines_label.update(Content("\n").join(map(Content, _order_lines(drawn))))

    def on_resize(self) -> None:
        """Draw it for the new width."""
        self.follow()


def _order_lines(lines: Iterable[str]) -> Iterable[str]:
    return (order_letters(line, right_to_left=contains_rtl(line)) for text in lines for line in text.split("\n"))
