"""The child process of `ogpkit.exchange.sandbox`: sets its own limits, then answers requests until there are no more.

Run as `python -m ogpkit.exchange.sandbox_child JOB SECONDS MEGABYTES`.
"""

from __future__ import annotations

import os
import signal
import sys
from functools import partial
from threading import Event, Thread
from typing import IO, Final

from ogpkit.exchange.sandbox import MEGABYTE, OUT_OF_MEMORY, Call, ChildFailure, receive, send
from ogpkit.exchange.sandbox_jobs import JOBS

_LONGEST_REQUEST: Final = 2**32
"""Bytes of a request, which comes from ogpkit itself."""

_NEARLY: Final = 0.8
"""The share of the processor time after which Python is told."""

_GLANCE: Final = 0.05
"""Seconds between two looks at the memory, where no limit of the system holds."""


def main() -> None:
    """Answer requests."""
    job, seconds, megabytes = JOBS[sys.argv[1]], int(sys.argv[2]), int(sys.argv[3])
    given, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints must not spoil the answers
    _limit_memory(megabytes)
    while True:
        try:
            request, content = receive(given, _LONGEST_REQUEST)
        except EOFError:
            return
        _allow(seconds)
        message, made = _answer(partial(job, request, content, partial(_make_call, given, answers)))
        _allow(0)
        send(answers, message, made)


def _answer(work: partial[bytes]) -> tuple[dict[str, object], bytes]:
    try:
        return {}, work()
    except ChildFailure as failure:
        return {"failed": failure.reason, "place": failure.place}, b""
    except (MemoryError, TimeoutError):
        os._exit(OUT_OF_MEMORY)


def _make_call(given: IO[bytes], answers: IO[bytes], number: int) -> Call:
    """Return what calls something of the parent's."""

    def call(*words: object) -> str:
        send(answers, {"call": number, "words": [str(word) for word in words]})
        return str(receive(given, _LONGEST_REQUEST)[0]["value"])

    return call


def _allow(seconds: int) -> None:
    """Let the system kill this process after so many seconds of processor time; 0 for as many as it wants.

    Shortly before, Python is told, so that it can say at which line of a template it is, if it is at one.
    """
    if sys.platform != "win32":
        signal.signal(signal.SIGVTALRM, _stop_late)
        signal.setitimer(signal.ITIMER_VIRTUAL, _NEARLY * seconds)
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _stop_late(*_signal: object) -> None:
    raise TimeoutError


def _limit_memory(megabytes: int) -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  not on every system

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        # of all limits the one that counts what is written, not the addresses that threads and allocators reserve
        resource.setrlimit(resource.RLIMIT_DATA, (megabytes * MEGABYTE,) * 2)
        return

    def look() -> None:
        while not Event().wait(_GLANCE):
            most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            if most > megabytes * (MEGABYTE if sys.platform == "darwin" else 1024):
                os._exit(OUT_OF_MEMORY)

    Thread(target=look, daemon=True).start()


if __name__ == "__main__":
    main()
