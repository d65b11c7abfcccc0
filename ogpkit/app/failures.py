"""Panels that fail: whose it was, and how what is left of it goes; the one place that reaches into the framework for it."""

from __future__ import annotations

from traceback import walk_tb
from typing import TYPE_CHECKING, TypeVar

from textual._context import active_message_pump
from textual.css.errors import StylesheetError
from textual.css.stylesheet import StylesheetParseError
from textual.dom import DOMNode
from textual.worker import Worker, WorkerFailed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from textual.app import App
    from textual.widget import Widget

N = TypeVar("N", bound=DOMNode)


def cause_of(error: Exception) -> Exception:
    """What a panel raised; the framework wraps what happens in a worker.

    Args:
        error: What reached the app.
    """
    return error.error if isinstance(error, WorkerFailed) and isinstance(error.error, Exception) else error


def at_work(kind: type[N], error: Exception) -> N | None:
    """The widget of a kind in which the one lives whose code raised; None when there is none.

    A widget that handles a message is known to the framework. One that is being drawn, measured or worked for in the
    background is not: there, the calls that led to the error tell.

    Args:
        kind: The class of the widget, for example the one that holds a panel.
        error: What was raised.
    """
    for node in (active_message_pump.get(None), *_nodes_in(error)):
        if isinstance(node, DOMNode):
            host = next((one for one in node.ancestors_with_self if isinstance(one, kind)), None)
            if host is not None:
                return host
    return None


def _nodes_in(error: Exception) -> Iterator[object]:
    """The widgets whose methods led to an error, the innermost first."""
    frames: list[FrameType] = [frame for frame, _line in walk_tb(error.__traceback__)]
    for frame in reversed(frames):
        owner = frame.f_locals.get("self")
        yield owner.node if isinstance(owner, Worker) else owner


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


def forget_styles(app: App[object], widget: Widget, error: Exception) -> None:
    """Take the styles of a widget out of the app when they are what is wrong: every later use of styles would fail.

    Args:
        app: The app.
        widget: The widget that could not be shown.
        error: What was raised.
    """
    if isinstance(error, StylesheetError | StylesheetParseError):
        for read_from, _css, _order, _scope in widget._get_default_css():  # noqa: SLF001  there is no public way
            app.stylesheet.source.pop(read_from, None)
        app.stylesheet._require_parse = True  # noqa: SLF001  as above
