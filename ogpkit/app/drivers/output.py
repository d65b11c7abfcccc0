"""Writing to a terminal or a pipe that may read slowly, or not at all, without ever waiting for it.

The framework hands its output to a thread by a queue that fills up, and then stands still until the terminal reads on.
"""

from __future__ import annotations

import errno
import os
from collections import deque
from contextlib import suppress
from threading import Condition, Thread
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable


class Host(Protocol):
    """App as its driver knows it."""

    def end_from_outside(self, number: int) -> None:
        """Keep everything and end; called from any thread.

        Args:
            number: The signal that says why, for the exit code.
        """

    def keep_everything(self) -> None:
        """Take over and save what was typed, because the process may not go on for a while."""

    def repaint(self) -> None:
        """Draw the whole screen once more; called from any thread."""


_MOST: Final = 1 << 20
"""Bytes that wait at most; a screen is a few thousand, and old screens are of no use to anybody."""

_PIECE: Final = 4096


class Output:
    """Output file of which nobody waits for the end of a write; what is too much is left out, as whole writes."""

    def __init__(self, handle: int, lost: Callable[[], None], behind: Callable[[], None]) -> None:
        """Begin to write when there is something.

        Args:
            handle: The open file.
            lost: Called in another thread when nobody can read any more.
            behind: Called in another thread when something was left out, and all that was left has been read.
        """
        self._handle = handle
        self._lost = lost
        self._behind = behind
        self._waiting: deque[bytes] = deque()
        self._size = 0
        self._is_writing = False
        self._is_behind = False
        self._is_lost = False
        self._changed = Condition()
        self._thread: Thread | None = None

    def fileno(self) -> int:
        """Return the number of the open file."""
        return self._handle

    def isatty(self) -> bool:
        """Tell whether it is a terminal."""
        return os.isatty(self._handle)

    def flush(self) -> None:
        """Do nothing: writing goes on by itself."""

    def write(self, data: str | bytes) -> int:
        """Have something written as soon as there is room.

        Args:
            data: What; text is written as UTF-8.
        """
        content = data.encode("utf-8", "replace") if isinstance(data, str) else data
        with self._changed:
            if self._is_lost:
                return len(content)
            if self._size + len(content) > _MOST:
                self._forget()
                self._is_behind = True
            self._waiting.append(content)
            self._size += len(content)
            if self._thread is None:
                self._thread = Thread(target=self._run, name="output", daemon=True)
                self._thread.start()
            self._changed.notify_all()
        return len(content)

    def forget(self) -> None:
        """Leave out what waits to be written."""
        with self._changed:
            self._forget()

    def drain(self, seconds: float) -> bool:
        """Wait until everything is written.

        Args:
            seconds: How long at most.

        Returns:
            Whether it is.
        """
        with self._changed:
            return self._changed.wait_for(
                lambda: self._is_lost or not (self._waiting or self._is_writing), timeout=seconds
            )

    def _forget(self) -> None:
        self._waiting.clear()
        self._size = 0

    def _run(self) -> None:
        while True:
            with self._changed:
                self._is_writing = False
                self._changed.notify_all()
                was_behind = self._is_behind and not self._waiting
                if was_behind:
                    self._is_behind = False
                else:
                    self._changed.wait_for(lambda: self._waiting)
                    content = self._waiting.popleft()
                    self._size -= len(content)
                    self._is_writing = True
            if was_behind:
                self._behind()
            elif not self._put(content):
                return

    def _put(self, content: bytes) -> bool:
        try:
            for start in range(0, len(content), _PIECE):
                _write_all(self._handle, content[start : start + _PIECE])
        except OSError:
            with self._changed:
                self._is_lost, self._is_writing = True, False
                self._forget()
                self._changed.notify_all()
            self._lost()
            return False
        return True


def _write_all(handle: int, piece: bytes) -> None:
    import select  # noqa: PLC0415  Windows has it for sockets alone

    while piece:
        try:
            piece = piece[os.write(handle, piece) :]
        except OSError as error:
            if error.errno != errno.EAGAIN:  # somebody who shares the file does not want to wait
                raise
            with suppress(OSError):
                select.select([], [handle], [], 1.0)
