"""Work that goes on beside the keys: the one way to begin it, and the one to let keys come between its steps."""

from __future__ import annotations

from asyncio import sleep
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from textual.dom import DOMNode

    from ogpkit.workspace.progress import Steps

T = TypeVar("T")

_SLICE: Final = 0.015
"""Seconds for which a key waits at most, beside the one step that is under way."""

_REST: Final = 0.002
"""Seconds in which a key that was pressed meanwhile comes to its turn."""

_AFTER_INPUT: Final = 0.04
"""Seconds after a key or a click in which nothing else is done, so that its answer is not held up."""


def run_in_background(
    node: DOMNode, work: Callable[[], Coroutine[Any, Any, None]], *, name: str, group: str, exclusive: bool = False
) -> None:
    """Begin some work and go on at once; whatever fails in it ends the app.

    Args:
        node: The part of the app whose work it is; it ends with that.
        work: A function and no coroutine: one that ends before it begins leaves none behind that nobody awaits.
        name: What the work is called.
        group: What else it belongs to.
        exclusive: Whether others of the group end.
    """
    node.run_worker(cast("Any", work), name=name, group=group, exclusive=exclusive)


async def take_turns(node: DOMNode, steps: Steps[T]) -> T:
    """Do some work in turn with the keys, which come first, and return what came of it.

    Args:
        node: The part of the app whose work it is.
        steps: The work, in steps that are short.
    """
    while True:
        end = perf_counter() + _SLICE
        while perf_counter() < end:
            try:
                next(steps)
            except StopIteration as stop:
                found: T = stop.value
                return found
        await let_keys_pass(node)


async def let_keys_pass(node: DOMNode) -> None:
    """Wait until no key has been pressed for a moment.

    Args:
        node: A part of the app.
    """
    gate = cast("Any", node.app).key_gate
    seen = gate.inputs
    await sleep(_REST)
    while gate.inputs != seen or gate.has_waiting_keys:
        seen = gate.inputs
        await sleep(_AFTER_INPUT)
