"""Doing several things at the same time in copies of this process, where the system can make copies of a process."""

from __future__ import annotations

import os
import pickle
import sys
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")

_MOST: Final = 8
"""Processes at most; beyond that starting them and bringing their findings together costs what they save."""


def count_processors() -> int:
    """Return how many processes this one may make of itself that do something at the same time, itself included."""
    if sys.platform == "win32":
        return 1
    if sys.platform == "linux":
        return min(len(os.sched_getaffinity(0)), _MOST)
    return min(os.cpu_count() or 1, _MOST)


def run_parallel(tasks: Sequence[Callable[[], T]]) -> list[T]:
    """Do some tasks at the same time, the first in this process and each other one in a copy of it.

    Args:
        tasks: What to do; what they give must be fit for pickle.

    Returns:
        What they give, in their order. A task whose process fails is done here.
    """
    started = [_start_task(task) for task in tasks[1:]]
    results = [tasks[0]()]
    for task, (child, pipe) in zip(tasks[1:], started, strict=True):
        given = _wait_for_task(child, pipe)
        results.append(task() if given is None else pickle.loads(given))  # noqa: S301  from our own copy, through our own pipe
    return results


def _start_task(task: Callable[[], object]) -> tuple[int, int]:
    """Begin a task in a copy of this process; gives the process and the pipe from which its result comes."""
    if sys.platform == "win32":
        raise OSError("Windows makes no copies of a process")
    receiving, sending = os.pipe()
    child = os.fork()
    if child:
        os.close(sending)
        return child, receiving
    code = 1
    try:  # nothing of this process may be flushed, printed or cleaned up by its copy
        os.close(receiving)
        with os.fdopen(sending, "wb") as pipe:
            pickle.dump(task(), pipe, protocol=pickle.HIGHEST_PROTOCOL)
        code = 0
    finally:
        os._exit(code)


def _wait_for_task(child: int, pipe: int) -> bytes | None:
    """Return what a copy has sent; None when it has not come to its end."""
    with os.fdopen(pipe, "rb") as stream:
        given = stream.read()
    _, status = os.waitpid(child, 0)
    return given if os.waitstatus_to_exitcode(status) == 0 else None
