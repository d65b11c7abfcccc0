"""How long a plugin is waited for: a call that does not come back is stopped, and a slow one is told.

A thread looks at the calls that are under way, four times a second, and adds up how long each has kept everybody waiting: the
time for which it slept, or the processor's time that it took. Neither a machine that sleeps nor one that is busy with other
things makes a plugin look slow. In the main thread, where checks and the app run, a call that takes too long is interrupted, even
while it sleeps; elsewhere, and on systems without signals, it is told afterwards.

A call that lets no other thread work, such as a regular expression that goes astray, is seen by a timer of the system. One that
keeps the interruption to itself is interrupted while it does so. What resists all that is left to the last resort.
"""

from __future__ import annotations

import atexit
import os
import signal
import sys
from threading import Event, Thread, get_ident, main_thread
from typing import TYPE_CHECKING, Final

from ogpkit.plugins import thread_signals
from ogpkit.plugins.thread_signals import SIGNAL, get_processor_time, interrupt, send_signal_every

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from _typeshed import TraceFunction

PATIENCE: Final = 5.0
"""Seconds after which a call is too slow; ogpkit's own number. The variable `OGPKIT_PATIENCE` sets another, 0 none."""

NEVER: Final = 1 << 60
"""How many times as long as others a call may take that is never interrupted."""

_GLANCE: Final = 0.25
"""Seconds between two looks."""

_RESISTANCE: Final = 5
"""How many times as long as others a call may resist its interruptions."""

_ASLEEP: Final = 0.001
"""Seconds of the processor's time between two looks below which a thread sleeps; one that is held up by others gets more."""

_OURS: Final = frozenset(
    {__file__, thread_signals.__file__, os.path.join(os.path.dirname(__file__), "guard.py")}  # noqa: PTH118, PTH120
)
"""The modules in which nothing is interrupted again."""

_DEBUGGERS: Final = ("bdb", "pdb", "pydevd", "debugpy")


class PluginTimeout(BaseException):
    """Interrupts a call of a plugin; no `except Exception` of the plugin keeps it from that."""


class Call:
    """Call of a plugin that is under way.

    Attributes:
        times: How many times as long as others it may take before it is interrupted.
        late: Whether it has taken too long.
        seconds: For how long it has kept everybody waiting.
        interruptions: How often it has been interrupted.
        about: Whose it is, and what it does.
        beside: The calls that are under way in the same thread, the innermost last.
    """

    __slots__ = ("about", "beside", "interruptions", "late", "seconds", "times")

    def __init__(self, times: int, beside: list[Call], about: tuple[str, str]) -> None:
        """Begin a call.

        Args:
            times: How many times as long as others it may take before it is interrupted.
            beside: The calls that are under way in the same thread, the innermost last.
            about: Whose it is, and what it does.
        """
        self.about = about
        self.times = times
        self.beside = beside
        self.late = False
        self.seconds = 0.0
        self.interruptions = 0


def get_timeout() -> float:
    """Return how many seconds a plugin is waited for; 0 for as long as it takes."""
    try:
        return max(float(os.environ.get("OGPKIT_PATIENCE", PATIENCE)), 0.0)
    except ValueError:
        return PATIENCE


class Watchdog:
    """Looks after the calls of all threads.

    Attributes:
        last_resort: Ends the process when a call resists every interruption; None where the process is not to be ended.
    """

    def __init__(self) -> None:
        """Watch nothing yet; the thread begins with the first call."""
        self._calls: dict[int, list[Call]] = {}
        self._thread: Thread | None = None
        self._most = 0.0
        self._listens = False
        self._seen: dict[int, float] = {}
        self._breaks_out = False
        self.last_resort: Callable[[Call], None] | None = None

    def begin(self, times: int = 1, about: tuple[str, str] = ("", "")) -> Call:
        """Watch a call from now on.

        Args:
            times: How many times as long as others it may take before it is interrupted.
            about: Whose it is, and what it does.
        """
        calls = self._calls.get(get_ident())
        if calls is None:
            calls = self._calls.setdefault(get_ident(), [])
            if self._thread is None:
                self._start()
        call = Call(times, calls, about)
        calls.append(call)
        return call

    def has_interrupted(self) -> bool:
        """Tell whether the innermost call of this thread has been interrupted."""
        calls = self._calls.get(get_ident())
        return bool(calls and calls[-1].interruptions)

    def end(self, call: Call) -> None:
        """Watch a call no longer, nor what was begun in it.

        Args:
            call: The call; one that has ended already is no trouble.
        """
        calls = call.beside
        if calls and calls[-1] is call:
            calls.pop()
        elif call in calls:
            del calls[calls.index(call) :]
        if self._breaks_out:
            self._stop_breaking_out()

    def begin_anew(self) -> None:
        """Watch nothing any more; a copy of a process has the calls of the process, but not the thread that looks at them."""
        self._calls.clear()
        self._seen.clear()
        self._thread = None

    def _start(self) -> None:
        self._most = get_timeout()
        self._thread = Thread(target=self._look, name="ogpkit-patience", daemon=True)
        if self._most:
            self._listen()
            self._thread.start()

    def _listen(self) -> None:
        """Be ready to interrupt the main thread, if that can be done."""
        is_main = get_ident() == main_thread().ident
        if SIGNAL is None or not is_main:
            return
        if signal.getsignal(SIGNAL) == signal.SIG_DFL:
            signal.signal(SIGNAL, self._interrupt)
            self._listens = True
        if signal.getsignal(SIGNAL) == self._interrupt:
            send_signal_every(_GLANCE)
            atexit.register(send_signal_every, 0)  # afterwards nobody answers the signal

    def _look(self) -> None:
        rest = Event()
        while not rest.wait(_GLANCE):
            for thread, calls in list(self._calls.items()):
                worked = self._measure_work(thread)
                call = calls[-1] if calls else None
                if call is not None:
                    self._see(call, _GLANCE if worked < _ASLEEP else min(worked, _GLANCE))
                    self._act(thread, call)

    def _act(self, thread: int, call: Call) -> None:
        """Interrupt a call that takes too long; where nothing helps, leave it to the last resort."""
        if not self._is_overdue(call):
            return
        if self._listens and thread == main_thread().ident:
            interrupt(thread)
        if self.last_resort and call.seconds > (call.times + _RESISTANCE) * self._most:
            self.last_resort(call)

    def _measure_work(self, thread: int) -> float:
        """Return seconds of the processor's time that a thread has had since somebody looked at it."""
        now = get_processor_time(thread)
        worked = now - self._seen.get(thread, now)
        self._seen[thread] = now
        return worked

    def _see(self, call: Call, waited: float) -> None:
        call.seconds += waited
        call.late = call.late or call.seconds > self._most > 0

    def _is_overdue(self, call: Call) -> bool:
        return call.late and call.seconds > call.times * self._most

    def _interrupt(self, _signal: int, frame: FrameType | None) -> None:
        """Run in the main thread, between two steps of what is called."""
        calls = self._calls.get(get_ident(), [])
        call = calls[-1] if calls else None
        if call is None:
            return
        self._see(call, self._measure_work(get_ident()))
        if not self._is_overdue(call) or _is_debugged(frame):
            return
        call.interruptions += 1
        if call.interruptions > 1:
            self.break_out(frame)
        raise PluginTimeout

    def break_out(self, frame: FrameType | None) -> None:
        """Interrupt what is called in the main thread at its next line, since it has kept an interruption to itself.

        Together with the interruption that the caller raises, this leaves a loop that catches everything: the next line is in
        the handler, outside of what it catches.

        Args:
            frame: Where it is.
        """
        if not self._calls.get(get_ident()):
            return

        def insist(here: FrameType, event: str, _arg: object) -> TraceFunction:
            if event == "line" and here.f_code.co_filename not in _OURS:
                raise PluginTimeout
            return insist

        self._breaks_out = True
        while frame is not None and frame.f_code.co_filename not in _OURS:
            frame.f_trace = insist
            frame = frame.f_back
        sys.settrace(insist)

    def _stop_breaking_out(self) -> None:
        sys.settrace(None)
        self._breaks_out = False


def _is_debugged(frame: FrameType | None) -> bool:
    """Tell whether somebody looks at the plugin step by step."""
    while frame is not None:
        if frame.f_globals.get("__name__", "").partition(".")[0] in _DEBUGGERS:
            return True
        frame = frame.f_back
    return False


WATCH: Final = Watchdog()
"""The one watch of this process."""

if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=WATCH.begin_anew)
