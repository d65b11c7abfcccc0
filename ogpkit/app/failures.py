"""Panels that fail: whose it was, and how what is left of it goes; the one place that reaches into the framework for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from textual._context import active_message_pump
from textual.dom import DOMNode

if TYPE_CHECKING:
    from textual.widget import Widget

N = TypeVar("N", bound=DOMNode)


def at_work(kind: type[N]) -> N | None:
    """The widget of a kind in which the one lives that is at work now; None when there is none.

    Args:
        kind: The class of the widget, for example the one that holds a panel.
    """
    pump = active_message_pump.get(None)
    if not isinstance(pump, DOMNode):
        return None
    return next((node for node in pump.ancestors_with_self if isinstance(node, kind)), None)


async def cleared(host: Widget) -> None:
    """Take everything out of a widget, those children included that died while they were mounted.

    The framework asks a widget to remove itself, which a dead one never does.

    Args:
        host: The widget.
    """
    await host.remove_children()
    for child in list(host.children):
        try:
            await child._message_loop_exit()  # noqa: SLF001  there is no public way to bury a widget
        except Exception:  # noqa: BLE001  its own code runs once more, and has failed before
            host._nodes._remove(child)  # noqa: SLF001  as above
