"""Keys that are pressed while a form is made anew: kept, and given to the field in which the person was typing."""

from __future__ import annotations

from asyncio import Event, wait_for
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Final

from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual import events

_ROUNDS: Final = 3
"""A key becomes a new text in a control's first turn, a message about it in the next, and a value in the third."""

_LONGEST: Final = 10.0
"""Seconds after which a part that handles nothing any more is no longer waited for."""


class KeyKeeper(Widget, can_focus=True):
    """Has the focus of a form while its fields are taken away and made again.

    Attributes:
        focused: What is to have the focus afterwards.
    """

    DEFAULT_CSS = """
    KeyKeeper { width: 1; height: 0; }
    """

    def __init__(self, focused: Widget | None) -> None:
        """Begin with no key.

        Args:
            focused: What has the focus now.
        """
        super().__init__()
        self.focused = focused
        self._kept: list[events.Key | events.Paste] = []

    @classmethod
    @asynccontextmanager
    async def keeping_for(cls, form: Widget) -> AsyncIterator[KeyKeeper]:
        """Keep the keys for a form, and give them to what has the focus in the end.

        Args:
            form: The form, in which nothing is under way any more inside.
        """
        focused = form.screen.focused
        keeper = cls(focused)
        await form.mount(keeper)
        is_inside = focused is not None and form in focused.ancestors
        if is_inside and focused is not None:
            form.screen.set_focus(keeper, scroll_visible=False)
            await _come_to_rest(focused, form)
        try:
            yield keeper
        finally:
            if form.is_attached:
                keeper.hand_over()
                await keeper.remove()

    def hand_over(self) -> None:
        """Give the keys to what has the focus now, or to the next field where that is gone."""
        if self.screen.focused is self:
            self.screen.focus_next()
        focused = self.screen.focused
        kept, self._kept = self._kept, []
        for event in kept if focused is not None and focused is not self else ():
            focused.post_message(event)

    def on_key(self, event: events.Key) -> None:
        """Keep a key.

        Args:
            event: The key.
        """
        self._keep(event)

    def on_paste(self, event: events.Paste) -> None:
        """Keep what was pasted.

        Args:
            event: The text.
        """
        self._keep(event)

    def _keep(self, event: events.Key | events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._kept.append(event)


async def _come_to_rest(widget: Widget, form: Widget) -> None:
    """Wait until what was pressed in a field has reached the form."""
    above = widget.ancestors_with_self
    way = above[: above.index(form) + 1]
    for _round in range(_ROUNDS):
        for node in way:
            done = Event()
            if isinstance(node, Widget) and node.call_later(done.set):
                with suppress(TimeoutError):
                    await wait_for(done.wait(), _LONGEST)
