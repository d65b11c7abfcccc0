"""Waiting in tests for what is to happen, however slow the machine is and whatever else it does.

Nothing waits for a fixed time: each looks again and again whether something is so, up to a limit that only a hang reaches.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message_pump import MessagePump
    from textual.pilot import Pilot

T = TypeVar("T")

LONGEST: Final = 300.0
"""Seconds after which a test gives up; nothing is slow because of it. Processes are waited for as long."""

_TURN: Final = 0.02
_MOMENT: Final = 0.001


async def wait_until_settled(pilot: Pilot[Any]) -> None:
    """Wait until nothing is under way: workers, what was typed and is not taken over yet, layout.

    Args:
        pilot: The test's pilot.

    Raises:
        TimeoutError: It did not come to rest.
    """
    from ogpkit.app.idle import is_busy  # noqa: PLC0415  who waits for a process needs no app

    async with asyncio.timeout(LONGEST):
        for _turn in range(3):  # what ends may begin something
            await _pause(pilot)
            while is_busy(pilot.app):
                await _pause(pilot)
        await _pause(pilot)


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
            await _pause(pilot)
        await _pause(pilot)
    return found


async def _pause(pilot: Pilot[Any]) -> None:
    """Let a moment pass, and what it brings, up to the next frame."""
    await asyncio.sleep(_TURN)
    await wait_for_messages(pilot)
    pilot.app.screen._on_timer_update()  # noqa: SLF001  as Pilot.pause does


async def wait_for_messages(pilot: Pilot[Any]) -> None:
    """Wait until each widget has taken what was sent to it.

    `Pilot.pause` sends each a message of its own for that, which was a seventh of the work of a test in the app.

    Args:
        pilot: The test's pilot.
    """
    app = pilot.app
    under_way = [app, *app.screen.walk_children(with_self=True)]
    while app._exception is None and (under_way := [one for one in under_way if not _is_at_rest(one)]):  # noqa: ASYNC110, SLF001
        await asyncio.sleep(_MOMENT)


def _is_at_rest(pump: MessagePump) -> bool:
    """Tell whether it waits for a message, or takes none any more."""
    queue: Any = pump._message_queue  # noqa: SLF001
    return pump._closing or pump._closed or (queue.empty() and bool(queue.ready_event._waiters))  # noqa: SLF001


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
