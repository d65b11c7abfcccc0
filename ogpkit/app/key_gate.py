"""Keys wait for what the key before them does, so that each lands where the person meant it, however busy the machine is.

The framework hands a key to what has the focus at once, while an earlier Tab may still be on its way: the letters after it
would go to the field before. A form that is made anew, a place to which the app goes, and a dialog that opens let keys wait
for them too.
"""

from __future__ import annotations

from asyncio import Event, wait_for
from collections import deque
from contextlib import suppress
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from ogpkit.app.background import run_in_background

if TYPE_CHECKING:
    from textual import events
    from textual.app import App
    from textual.dom import DOMNode
    from textual.message_pump import MessagePump
    from textual.screen import Screen

_ROUNDS: Final = 2
"""What a key does may be told in a message of its own, for example that a button was pressed."""

_LONGEST: Final = 20.0
"""Seconds after which keys wait no longer for something that does not come to its end; a busy machine needs some."""

_PATIENCE: Final = 2.0
"""Seconds after which a key that leaves the app overtakes what was pressed before it."""

_LEAVING: Final = frozenset({"ctrl+q", "ctrl+c", "f10"})

_TURN: Final = 0.05


class KeyGate:
    """Keeps keys while something is under way that they must wait for.

    Attributes:
        inputs: How many keys and clicks of the person have been passed on; one that has to wait counts when its turn comes.
        is_held: Whether there is nothing yet on which keys could act.
    """

    def __init__(self, app: App[Any]) -> None:
        """Begin open.

        Args:
            app: The app whose keys it keeps.
        """
        self.inputs = 0
        self._app = app
        self.is_held = False
        self._waited_for: dict[MessagePump, tuple[float, Screen[Any] | None]] = {}
        self._kept: deque[events.Key | events.Paste] = deque()
        self._next: events.Key | events.Paste | None = None

    @property
    def has_waiting_keys(self) -> bool:
        """Tell whether a key has not had its turn yet, although there is something on which it can act."""
        return not self.is_held and (bool(self._kept) or self._next is not None)

    def hold(self) -> None:
        """Keep keys until `release`, however long: there is nothing on which they could act. Those that leave pass."""
        self.is_held = True

    def release(self) -> None:
        """Let keys through that were kept since `hold`, in their order."""
        self.is_held = False
        self._go_on()

    def can_pass(self, event: events.Key | events.Paste) -> bool:
        """Tell whether a key may be handled now; otherwise it is kept and comes again.

        Args:
            event: The key, or what was pasted.
        """
        is_its_turn = event is self._next or (self._next is None and not self._kept and not self._is_closed)
        if is_its_turn or (getattr(event, "key", "") in _LEAVING and self._has_waited_long):
            self.inputs += 1
            return True
        self._kept.append(event)
        return False

    def close(self, doing: MessagePump, screen: Screen[Any] | None = None) -> None:
        """Keep keys from now on.

        Args:
            doing: What they wait for; when it has been taken away they wait no longer.
            screen: Where they wait for it, so that a question above that can be answered; everywhere when left out.
        """
        self._waited_for[doing] = monotonic() + _LONGEST, screen
        self._app.set_timer(_TURN, self._look)

    def wait_for_screen(self, screen: Screen[Any]) -> None:
        """Keep keys until a screen that is new has what they act on.

        Args:
            screen: The screen that is shown now.
        """
        if not screen.is_mounted:
            self.close(screen)
            run_in_background(self._app, partial(self._follow_screen, screen), name="screen", group="keys")

    def open(self, doing: MessagePump) -> None:
        """Let keys through, unless they wait for something else too.

        Args:
            doing: What they waited for.
        """
        self._waited_for.pop(doing, None)
        self._go_on()

    def let_next_follow(self, event: events.Key | events.Paste, target: DOMNode | None) -> None:
        """Let the next key follow; after one that is no letter, only when it has acted.

        Args:
            event: The key that was handed on.
            target: What had the focus.
        """
        if target is not None and not (_is_written(event) and _is_text(target)):
            self.close(target)
            run_in_background(self._app, partial(self._follow, target), name="key", group="keys")
        if event is self._next:
            self._next = None
        self._go_on()

    async def _follow(self, target: DOMNode) -> None:
        try:
            await wait_until_idle(target, _ROUNDS)
        finally:
            self.open(target)

    async def _follow_screen(self, screen: Screen[Any]) -> None:
        try:
            await wait_until_idle(screen, _ROUNDS)
            drawn = Event()
            if screen.is_running and screen.call_after_refresh(drawn.set):  # some choose their field then
                with suppress(TimeoutError):
                    await wait_for(drawn.wait(), _LONGEST)
            await wait_until_idle(screen, 1)
        finally:
            self.open(screen)

    @property
    def _is_closed(self) -> bool:
        now = monotonic()
        over = [one for one, (until, _screen) in self._waited_for.items() if until < now or not one.is_attached]
        for one in over:
            del self._waited_for[one]
        return self.is_held or bool(self._list_ends())

    @property
    def _has_waited_long(self) -> bool:
        return self.is_held or any(until - monotonic() < _LONGEST - _PATIENCE for until in self._list_ends())

    def _list_ends(self) -> list[float]:
        """Return when keys wait no longer for each of those for which they wait on the screen that is shown."""
        shown = self._app.screen_stack[-1:]
        return [until for until, screen in self._waited_for.values() if screen is None or screen in shown]

    def _look(self) -> None:
        """See again whether what is waited for has gone."""
        if self._is_closed:
            self._app.set_timer(_TURN, self._look)
        self._go_on()

    def _go_on(self) -> None:
        if self._next is None and self._kept and not self._is_closed:
            self._next = self._kept.popleft()
            self._app.post_message(self._next)


def _is_written(event: events.Key | events.Paste) -> bool:
    """Tell whether a text takes a key in as it comes; the framework takes any other key, End too, past the letters behind it."""
    return getattr(event, "key", None) is None or bool(getattr(event, "is_printable", False))


def _is_text(target: DOMNode) -> bool:
    from textual.widgets import Input, TextArea  # noqa: PLC0415  the first frame has none

    return isinstance(target, Input | TextArea)


async def wait_until_idle(widget: DOMNode, rounds: int) -> None:
    """Wait until what was pressed in a part of the app has been handled by everything around it.

    Args:
        widget: The part.
        rounds: How many messages may follow from one another.
    """
    for _round in range(rounds):
        for node in widget.ancestors_with_self:
            done = Event()
            if node.is_running and node.call_later(done.set):
                with suppress(TimeoutError):
                    await wait_for(done.wait(), _LONGEST)
