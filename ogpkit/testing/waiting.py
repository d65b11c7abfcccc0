"""Waiting in tests of the app for what is to happen, however slow the machine is."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

from textual.screen import ModalScreen

from ogpkit.app.forms.field_box import FieldBox

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App
    from textual.pilot import Pilot

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
            while _is_busy(pilot.app):
                await pilot.pause(_TURN)
    await pilot.pause()


async def until(pilot: Pilot[Any], condition: Callable[[], object]) -> None:
    """Wait until something is so.

    Args:
        pilot: The test's pilot.
        condition: Whether it is.

    Raises:
        TimeoutError: It never was.
    """
    async with asyncio.timeout(LONGEST):
        while not condition():
            await pilot.pause(_TURN)
    await pilot.pause()


def _is_busy(app: App[Any]) -> bool:
    if not isinstance(app.screen, ModalScreen):  # a question is asked by a worker that waits for the answer
        under_way = (worker for worker in app.workers if worker.group != "watch" and not worker.is_finished)
        if any(under_way):
            return True
    return any(box.is_waiting for box in app.screen.query(FieldBox))
