"""The end that comes from outside: a signal, or a terminal or browser that is gone. Everything is kept, then the app ends."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import suppress
from contextvars import copy_context
from threading import Event, Lock, Thread, current_thread, main_thread
from typing import TYPE_CHECKING, Final

from ogpkit.errors import OgpkitError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from contextvars import Context
    from types import FrameType

    from textual.message_pump import MessagePump

    from ogpkit.app.actions import KeyedApp

SIGNALS: Final = tuple(
    getattr(signal, name) for name in ("SIGHUP", "SIGINT", "SIGQUIT", "SIGTERM", "SIGBREAK") if hasattr(signal, name)
)
"""What ends the app; each would otherwise end it without a word."""

_TO_KEEP: Final = 10.0
"""Seconds after which the app ends even though what was typed last could not be kept: the journal has the rest."""

_TO_LEAVE: Final = 1.0
"""Seconds that the framework has to take its screens down when everything is kept."""

_TYPING: Final = 8.0
"""Seconds for which what was typed is followed on its way to the forms; only a machine that is busy takes any of them."""

_OTHERS: Final = 0.5
"""Seconds for which another program that is saving is waited for."""

_LOOK: Final = 0.02
"""Seconds between two looks at whether it has arrived."""


class Shutdown:
    """Ends the app from outside.

    Attributes:
        code: The exit code, 128 and the number of the signal; 0 while nobody has ended it.
        drafts: What was typed and can stand in no file: label, draft and reason of each.
    """

    def __init__(self, shell: KeyedApp) -> None:
        """Serve a shell."""
        self._shell = shell
        self.code = 0
        self.drafts: tuple[tuple[str, str, str], ...] = ()
        self._is_kept = Event()
        self._begun = Lock()  # a signal may come while the thread that it interrupts holds any other one
        self._begun.acquire()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._context: Context | None = None
        self._task: asyncio.Task[None] | None = None
        self._before: dict[int, Callable[[int, FrameType | None], object] | int | None] = {}

    def listen(self) -> None:
        """Take over from here on what ends a process; only where the process is the app's own."""
        self._loop, self._context = asyncio.get_running_loop(), copy_context()
        if self._shell.is_headless:
            return
        Thread(target=self._enforce, name="end", daemon=True).start()
        if current_thread() is not main_thread():
            return
        for number in SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:  # nohup means it
                self._before[number] = signal.signal(number, self._handle_signal)

    def forget(self) -> None:
        """Leave signals to others again, unless one of them is what ends the app: another one changes nothing then."""
        if not self.code:
            for number, before in self._before.items():
                signal.signal(number, before)
        self._before.clear()

    def _handle_signal(self, number: int, _frame: FrameType | None) -> None:
        self.begin(number)

    def begin(self, number: int) -> None:
        """Keep everything and end; from any thread, and once.

        Args:
            number: The signal that says why, for the exit code.
        """
        if self.code or self._loop is None:
            return
        self.code = 128 + number
        with suppress(RuntimeError):  # a terminal that goes and a signal may come at the same moment
            self._begun.release()
        self.call(self._start)

    def call(self, act: Callable[[], object]) -> None:
        """Have something done by the app; from any thread.

        Args:
            act: What.
        """
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop has ended, and with it the app
                self._loop.call_soon_threadsafe(act, context=self._context)

    def _enforce(self) -> None:
        """End the process where the framework does not: a panel may hold the loop, and a thread may not end."""
        self._begun.acquire()
        self._is_kept.wait(_TO_KEEP)
        Event().wait(_TO_LEAVE)
        give_back = getattr(self._shell._driver, "give_back", None)  # noqa: SLF001  there is no public way
        if give_back is not None:
            give_back()
        os._exit(self.code)

    def _start(self) -> None:
        self._task = asyncio.create_task(self._end())

    async def _end(self) -> None:
        try:
            await self._wait_for_typed()
            await self._keep()
        finally:
            self._is_kept.set()
            self._shell.exit(return_code=self.code)

    async def _wait_for_typed(self) -> None:
        """Wait until what was typed has arrived where it was typed to."""
        end = asyncio.get_running_loop().time() + _TYPING
        quiet = 0
        while quiet < 2 and asyncio.get_running_loop().time() < end:  # noqa: PLR2004  it may be between two queues once
            await asyncio.sleep(_LOOK)
            quiet = 0 if self._is_under_way else quiet + 1

    @property
    def _is_under_way(self) -> bool:
        has_input = getattr(self._shell._driver, "has_input", False)  # noqa: SLF001  there is no public way
        return has_input or any(pump.message_queue_size for pump in self._on_the_way())

    def _on_the_way(self) -> Iterable[MessagePump]:
        yield self._shell
        for screen in self._shell.screen_stack:
            yield screen
            if screen.focused is not None:
                yield from screen.focused.ancestors_with_self

    async def _keep(self) -> None:
        if not self._shell.is_opened:
            return
        from ogpkit.app.forms.pending import list_pending  # noqa: PLC0415  the first frame has no forms

        keeping = self._shell.keeping
        with suppress(OgpkitError):
            keeping.take_over()
        self.drafts = tuple(draft for one in list_pending(self._shell.session).values() for draft in one.describe())
        await keeping.save_patiently(_OTHERS)
        with suppress(OgpkitError):
            self._shell.session.close()
