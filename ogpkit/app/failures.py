"""Which panel a failure comes from; the one place that asks the framework which widget is at work."""

from __future__ import annotations

from textual._context import active_message_pump
from textual.dom import DOMNode

from ogpkit.app.panel_host import PanelHost


def host_of_failure() -> PanelHost | None:
    """The host of the panel in which the widget lives that is at work now; None when it is none of a panel's."""
    pump = active_message_pump.get(None)
    if not isinstance(pump, DOMNode):
        return None
    return next((node for node in pump.ancestors_with_self if isinstance(node, PanelHost)), None)
