"""The person's own Ctrl+C, told apart from a plugin that raises what looks like it.

While a plugin is called, the system's signal is noted before it becomes an exception. So an exception of a plugin is a fault of
the plugin, and a plugin that keeps the signal to itself does not keep the person from ending the program.
"""

from __future__ import annotations

import signal
from contextlib import contextmanager
from threading import current_thread, main_thread
from typing import TYPE_CHECKING, Final

from ogpkit.plugins.watchdog import WATCH

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType


class Keyboard:
    """Listens for Ctrl+C in the main thread."""

    def __init__(self) -> None:
        """Listen to nothing yet."""
        self._depth = 0
        self._presses = 0

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Let Ctrl+C end whatever is done meanwhile, also where that keeps the exception to itself.

        Raises:
            KeyboardInterrupt: The person has pressed it.
        """
        if current_thread() is not main_thread():
            yield
            return
        if self._depth == 0:
            self._presses = 0
        is_first = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # others have ways of their own
        if is_first:
            signal.signal(signal.SIGINT, self._note)
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            if is_first:
                signal.signal(signal.SIGINT, signal.default_int_handler)
        if self._presses:
            raise KeyboardInterrupt

    def _note(self, _signal: int, frame: FrameType | None) -> None:
        self._presses += 1
        if self._presses > 1:
            WATCH.break_out(frame)
        raise KeyboardInterrupt


KEYBOARD: Final = Keyboard()
"""The one keyboard of this process."""
