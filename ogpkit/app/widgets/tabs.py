"""The parts of a panel on tabs; a part is made when somebody first turns to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from textual import on
from textual.widgets import DataTable, OptionList, TabbedContent, TabPane, Tabs
from textual.widgets._tabs import Underline  # exported nowhere else

from ogpkit.app.forms.state import find_focused
from ogpkit.app.live import LiveWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual import events
    from textual.screen import Screen
    from textual.widget import Widget

    from ogpkit.plugins.editing_protocol import EditSession
    from ogpkit.plugins.places import Place

STYLES: Final = Path(__file__).with_name("tabs.tcss").read_text("utf-8")


class SubTabs(TabbedContent):
    """Widget with a tab for each part of a panel; a part that is a `LiveWidget` is up to date when it is turned to."""

    DEFAULT_CSS = STYLES

    def __init__(
        self, session: EditSession, place: Place, parts: Mapping[Callable[[EditSession, Place], Widget], str]
    ) -> None:
        """Name the parts.

        Args:
            place: What the panel shows.
            parts: What makes each part, usually its class, with what stands on its tab; the first one is shown first.
        """
        super().__init__()
        self._session = session
        self._place = place
        self._makers = {f"part-{number}": make for number, make in enumerate(parts)}
        for name, title in zip(self._makers, parts.values(), strict=True):
            self.compose_add_child(TabPane(title, id=name))

    def on_mount(self) -> None:
        """Let the keyboard begin with the tabs, where the arrows lead from part to part."""
        self.query_one(Tabs).add_class("first")
        self.screen.screen_layout_refresh_signal.subscribe(self, self._mark_shown_tab)

    def _mark_shown_tab(self, _screen: Screen[Any]) -> None:
        """Draw the line under the shown tab where Textual measured it before it had a place, and was told of none later."""
        tabs = self.query_one(Tabs)
        if tabs.size.width and tabs.query_one(Underline).highlight_end <= 1:
            tabs._highlight_active(animate=False)  # noqa: SLF001  nothing public does it

    def validate_active(self, active: str) -> str:
        """Let go of the keyboard in a part that is left: hidden, it would hand it on within the part and bring that back."""
        focused = find_focused(self)
        pane = next((one for one in focused.ancestors if isinstance(one, TabPane)), None) if focused else None
        if pane is not None and self in pane.ancestors and pane.id != active:
            self.screen.set_focus(None)
        return active

    @property
    def part_titles(self) -> Sequence[str]:
        """Return what stands on the tabs, from left to right."""
        return [self.get_tab(pane).label_text for pane in self._makers]

    def turn_to_title(self, title: str) -> None:
        """Show the part on whose tab something stands, if there is one.

        Args:
            title: What stands on it.
        """
        for pane in self._makers:
            if self.get_tab(pane).label_text == title:
                self.active = pane

    def on_key(self, event: events.Key) -> None:
        """Let Enter and the arrow down lead from the tabs into the part that is shown, first to its list."""
        pane, focused = self.active_pane, self.screen.focused
        if event.key in ("down", "enter") and isinstance(focused, Tabs) and focused.parent is self and pane is not None:
            inside = [widget for widget in self.screen.focus_chain if pane in widget.ancestors]
            listed = [widget for widget in inside if isinstance(widget, DataTable | OptionList)]
            if found := listed or inside:
                event.stop()
                event.prevent_default()
                found[0].focus()

    def turn_to(self, part: Callable[[EditSession, Place], Widget]) -> None:
        """Show a part.

        Args:
            part: What makes it, as it was named.
        """
        self.active = next(name for name, make in self._makers.items() if make is part)

    @on(TabbedContent.TabActivated)
    async def _handle_turn(self, event: TabbedContent.TabActivated) -> None:
        if event.tabbed_content is not self:
            return
        if not event.pane.children:
            await event.pane.mount(self._makers[str(event.pane.id)](self._session, self._place))
        for part in event.pane.children:
            if isinstance(part, LiveWidget):
                self.call_after_refresh(part.catch_up)
