"""How long a plugin is waited for: a call that does not come back is stopped, and a slow one is told.

A thread looks at the calls that are under way, four times a second, and adds up how long each has kept everybody waiting: the
time for which it slept, or the processor's time that it took. Neither a machine that sleeps nor one that is busy with other
things makes a plugin look slow. In the main thread, where checks and the app run, a call that takes too long is interrupted, even
while it sleeps; elsewhere, and on systems without signals, it is told afterwards.
"""

from __future__ import annotations

import os
import signal
import time
from threading import Event, Thread, get_ident, main_thread
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from types import FrameType

PATIENCE: Final = 5.0
"""Seconds after which a call is too slow; ogpkit's own number. The variable `OGPKIT_PATIENCE` sets another, 0 none."""

_GLANCE: Final = 0.25
"""Seconds between two looks."""

_ASLEEP: Final = 0.001
"""Seconds of the processor's time between two looks below which a thread sleeps; one that is held up by others gets more."""

_SIGNAL: Final[int | None] = getattr(signal, "SIGVTALRM", None)
"""A signal that nothing else uses; None where the system has none."""

_DEBUGGERS: Final = ("bdb", "pdb", "pydevd", "debugpy")


class Overdue(BaseException):
    """Interrupts a call of a plugin; no `except Exception` of the plugin keeps it from that."""


class Call:
    """A call of a plugin that is under way.

    Attributes:
        stops: Whether it may be interrupted.
        late: Whether it has taken too long.
        seconds: For how long it has kept everybody waiting.
        interrupted: Whether it has been interrupted.
        beside: The calls that are under way in the same thread, the innermost last.
    """

    __slots__ = ("beside", "interrupted", "late", "seconds", "stops")

    def __init__(self, stops: bool, beside: list[Call]) -> None:  # noqa: FBT001  this is called for every rule and file
        """Begin a call.

        Args:
            stops: Whether it may be interrupted.
            beside: The calls that are under way in the same thread, the innermost last.
        """
        self.stops = stops
        self.beside = beside
        self.late = False
        self.seconds = 0.0
        self.interrupted = False


def patience() -> float:
    """How many seconds a plugin is waited for; 0 for as long as it takes."""
    try:
        return max(float(os.environ.get("OGPKIT_PATIENCE", PATIENCE)), 0.0)
    except ValueError:
        return PATIENCE


class Watch:
    """Looks after the calls of all threads."""

    def __init__(self) -> None:
        """Watch nothing yet; the thread begins with the first call."""
        self._calls: dict[int, list[Call]] = {}
        self._thread: Thread | None = None
        self._most = 0.0
        self._listens = False

    def begin(self, *, stops: bool) -> Call:
        """Watch a call from now on.

        Args:
            stops: Whether it may be interrupted.
        """
        calls = self._calls.get(get_ident())
        if calls is None:
            calls = self._calls.setdefault(get_ident(), [])
            if self._thread is None:
                self._start()
        call = Call(stops, calls)
        calls.append(call)
        return call

    @staticmethod
    def end(call: Call) -> None:
        """Watch a call no longer, nor what was begun in it.

        Args:
            call: The call; one that has ended already is no trouble.
        """
        calls = call.beside
        if calls and calls[-1] is call:
            calls.pop()
        elif call in calls:
            del calls[calls.index(call) :]

    def begin_anew(self) -> None:
        """Watch nothing any more; a copy of a process has the calls of the process, but not the thread that looks at them."""
        self._calls.clear()
        self._thread = None

    def _start(self) -> None:
        self._most = patience()
        self._thread = Thread(target=self._look, name="ogpkit-patience", daemon=True)
        if self._most:
            self._listen()
            self._thread.start()

    def _listen(self) -> None:
        """Be ready to interrupt the main thread, if that can be done."""
        is_main = get_ident() == main_thread().ident
        if _SIGNAL is not None and is_main and signal.getsignal(_SIGNAL) == signal.SIG_DFL:
            signal.signal(_SIGNAL, self._interrupt)
            self._listens = True

    def _look(self) -> None:
        rest = Event()
        before: dict[int, float] = {}
        while not rest.wait(_GLANCE):
            for thread, calls in list(self._calls.items()):
                now = _processor_time(thread)
                worked = now - before.get(thread, now)
                before[thread] = now
                call = calls[-1] if calls else None
                if call is not None:
                    self._see(thread, call, _GLANCE if worked < _ASLEEP else min(worked, _GLANCE))

    def _see(self, thread: int, call: Call, waited: float) -> None:
        call.seconds += waited
        if call.seconds <= self._most:
            return
        call.late = True
        if self._listens and call.stops and not call.interrupted and thread == main_thread().ident and _SIGNAL:
            signal.pthread_kill(thread, _SIGNAL)

    def _interrupt(self, _signal: int, frame: FrameType | None) -> None:
        """Runs in the main thread, between two steps of what is called."""
        calls = self._calls.get(get_ident(), [])
        call = calls[-1] if calls else None
        if call is None or not call.late or not call.stops or call.interrupted or _is_debugged(frame):
            return
        call.interrupted = True
        raise Overdue


def _processor_time(thread: int) -> float:
    """How many seconds of the processor's time a thread has had.

    Only the main thread is sure to be there still when it is asked about; for others, the whole process has to do.
    """
    if thread == main_thread().ident and hasattr(time, "pthread_getcpuclockid"):
        return time.clock_gettime(time.pthread_getcpuclockid(thread))
    return time.process_time()


def _is_debugged(frame: FrameType | None) -> bool:
    """Whether somebody looks at the plugin step by step."""
    while frame is not None:
        if frame.f_globals.get("__name__", "").partition(".")[0] in _DEBUGGERS:
            return True
        frame = frame.f_back
    return False


WATCH: Final = Watch()
"""The one watch of this process."""

if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=WATCH.begin_anew)
