"""How long something in a running app takes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


async def timed(work: Callable[[], Awaitable[None]]) -> float:
    """How long something takes, in milliseconds.

    Args:
        work: Does it.
    """
    started = time.perf_counter()
    await work()
    return 1000 * (time.perf_counter() - started)
