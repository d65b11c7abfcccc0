"""Work that goes on beside the keys: the one way to begin it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from textual.dom import DOMNode


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
