"""Panels that are declared, as widgets: sections below one another, and those with a title on tabs of their own."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual.containers import Container, Vertical
from textual.widgets import Static

from ogpkit.app.safe_text import plain_line
from ogpkit.app.sections.action_bar import ActionBar
from ogpkit.app.sections.board import BoardPane
from ogpkit.app.sections.document_panes import FormPane, StagePane
from ogpkit.app.sections.listed import TablePane
from ogpkit.app.sections.picture_pane import PicturePane
from ogpkit.app.sections.written import DrawingPane, TextPane
from ogpkit.app.widgets.tabs import SubTabs
from ogpkit.plugins.panel_sections import (
    ActionSection,
    BoardSection,
    DrawingSection,
    FormSection,
    PictureSection,
    SectionGroup,
    SessionSection,
    StageSection,
    TableSection,
    TextSection,
    WidgetSection,
)
from ogpkit.text.i18n import translate

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

    from ogpkit.plugins.editing_protocol import EditSession
    from ogpkit.plugins.panel_sections import Section
    from ogpkit.plugins.places import Place

STYLES: Final = Path(__file__).with_name("panel.tcss").read_text("utf-8")


class SectionPanel(Vertical):
    """Panel made of sections."""

    DEFAULT_CSS = STYLES

    def __init__(self, session: EditSession, place: Place, sections: tuple[Section, ...], plugin: str) -> None:
        """Show sections.

        Args:
            sections: What is shown, from top to bottom.
            plugin: Whose it is.
        """
        super().__init__()
        self._session = session
        self._place = place
        self._sections = sections
        self._plugin = plugin

    def compose(self) -> ComposeResult:
        """Yield the sections without a title, then a tab for each of the others."""
        on_tabs = [section for section in self._sections if section.title]
        for section in self._sections:
            if not section.title:
                pane = make_section(section, self._session, self._place, self._plugin)
                # above tabs, a text is a summary: as high as it is, and nothing that the keyboard has to pass
                if on_tabs and isinstance(pane, TextPane):
                    pane.can_focus = False
                    pane.add_class("summary")
                pane.set_class(len(self._sections) > 1, "among")
                yield pane
        if on_tabs:
            yield SubTabs(
                self._session,
                self._place,
                {
                    partial(_make_on_tab, section, self._plugin): translate(section.title, self._plugin)
                    for section in on_tabs
                },
            )


class GroupPane(Container):
    """Sections below one another, or beside one another in a wide terminal, each with its title above it."""

    def __init__(self, session: EditSession, place: Place, group: SectionGroup, plugin: str) -> None:
        """Show sections.

        Args:
            group: The sections.
            plugin: Whose they are.
        """
        super().__init__(classes="beside" if group.beside else "")
        self._session = session
        self._place = place
        self._group = group
        self._plugin = plugin

    def compose(self) -> ComposeResult:
        """Yield the sections."""
        for section in self._group.sections:
            pane = make_section(section, self._session, self._place, self._plugin)
            if not section.title:
                pane.set_class(len(self._group.sections) > 1 and not self._group.beside, "among")
                yield pane
                continue
            heading = Static(plain_line(translate(section.title, self._plugin)), classes="heading")
            yield Vertical(heading, pane, classes="titled")


def _make_on_tab(section: Section, plugin: str, session: EditSession, place: Place) -> Widget:
    return make_section(section, session, place, plugin)


def make_section(section: Section, session: EditSession, place: Place, plugin: str) -> Widget:
    """Return the widget of a section.

    Args:
        section: What is declared.
        place: What the panel shows.
        plugin: Whose it is.
    """
    if isinstance(section, TextSection | SessionSection):
        return TextPane(session, place, section)
    if isinstance(section, DrawingSection):
        return DrawingPane(session, place, section, plugin)
    if isinstance(section, SectionGroup):
        return GroupPane(session, place, section, plugin)
    if isinstance(section, WidgetSection):
        return section.load()(session, place)
    if isinstance(section, BoardSection):
        return BoardPane(session, place, section, plugin)
    return _make_acting_section(section, session, place)


def _make_acting_section(
    section: PictureSection | TableSection | StageSection | FormSection | ActionSection,
    session: EditSession,
    place: Place,
) -> Widget:
    if isinstance(section, PictureSection):
        return PicturePane(session, place, section)
    if isinstance(section, TableSection):
        return TablePane(session, place, section)
    if isinstance(section, StageSection):
        return StagePane(session, place, section)
    if isinstance(section, ActionSection):
        return ActionBar(session, place, section.actions)
    return FormPane(session, place, section)
