"""Where the panels of this plugin stand; what they show is loaded when somebody turns to them."""

from __future__ import annotations

from typing import Final

from ogpkit.api import Panel, Scope

PANELS: Final = Panel(
    name="consultation",
    title="Consultation",
    scope=Scope.CYCLE,
    order=20,
    load="ogpkit_consultation.panel:SECTIONS",
)
"""From left to right."""
