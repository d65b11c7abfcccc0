"""What some systems offer to a watch: a signal that interrupts a thread, a timer, and the processor's time of a thread.

Windows has no such signal and no such timer; there nothing is interrupted, and the time is that of the whole process.
"""

from __future__ import annotations

import signal
import sys
import time
from threading import main_thread
from typing import Final

SIGNAL: Final[int | None] = getattr(signal, "SIGVTALRM", None)
"""A signal that nothing else uses; None where the system has none."""


def interrupt(thread: int) -> None:
    """Send the signal to a thread.

    Args:
        thread: Its identity.
    """
    if sys.platform != "win32":
        signal.pthread_kill(thread, signal.SIGVTALRM)


def send_signal_every(seconds: float) -> None:
    """Have the system send the signal whenever this process has worked for some time.

    Args:
        seconds: Of the processor's time; 0 for no more signals.
    """
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds, seconds)


def processor_time(thread: int) -> float:
    """Return how many seconds of the processor's time a thread has had.

    Only the main thread is sure to be there still when it is asked about; for others, the whole process has to do.

    Args:
        thread: Its identity.
    """
    if sys.platform == "linux" and thread == main_thread().ident:
        return time.clock_gettime(time.pthread_getcpuclockid(thread))
    return time.process_time()
