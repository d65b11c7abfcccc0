"""Waiting in tests for what is to happen, however slow the machine is and whatever else it does.

Nothing waits for a fixed time: each looks again and again whether something is so, up to a limit that only a hang reaches.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

T = TypeVar("T")

LONGEST: Final = 300.0
"""Seconds after which a test gives up; nothing is slow because of it. Processes are waited for as long."""

_TURN: Final = 0.02


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until nothing is under way: workers, what was typed and is not taken over yet, layout.

    Args:
        pilot: The test's pilot.

    Raises:
        TimeoutError: It did not come to rest.
    """
    from ogpkit.app.idle import is_busy  # noqa: PLC0415  who waits for a process needs no app

    async with asyncio.timeout(LONGEST):
        for _turn in range(3):  # what ends may begin something
            await pilot.pause()
            while is_busy(pilot.app):
                await pilot.pause(_TURN)
    await pilot.pause()


async def until(pilot: Pilot[Any], condition: Callable[[], T]) -> T:
    """Wait until something is so.

    Args:
        pilot: The test's pilot.
        condition: Whether it is, or what is waited for once it is there.

    Returns:
        What the condition gave in the end.

    Raises:
        TimeoutError: It never was.
    """
    async with asyncio.timeout(LONGEST):
        while not (found := condition()):
            await pilot.pause(_TURN)
    await pilot.pause()
    return found


def wait_until(condition: Callable[[], T]) -> T:
    """Wait until something is so, outside the app: what a process, a thread or the disk is to do.

    Args:
        condition: Whether it is, or what is waited for once it is there.

    Returns:
        What the condition gave in the end.

    Raises:
        TimeoutError: It never was.
    """
    end = time.monotonic() + LONGEST
    while not (found := condition()):
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(_TURN)
    return found
