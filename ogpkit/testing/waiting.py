"""Waiting in tests of the app for what is to happen, however slow the machine is."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final, TypeVar

from ogpkit.app.rest import is_busy

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

T = TypeVar("T")

LONGEST: Final = 120.0
"""Seconds after which a test gives up; nothing is slow because of it."""

_TURN: Final = 0.02


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until nothing is under way: workers, what was typed and is not taken over yet, layout.

    Args:
        pilot: The test's pilot.

    Raises:
        TimeoutError: It did not come to rest.
    """
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
