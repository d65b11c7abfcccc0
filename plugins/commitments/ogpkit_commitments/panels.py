"""Where the panels of this plugin stand; what they show is loaded when somebody turns to them."""

from __future__ import annotations

from typing import Final

from ogpkit.api import Panel, Scope

PANELS: Final = Panel(
    name="plan", title="Action plan", scope=Scope.CYCLE, order=10, load="ogpkit_commitments.panel:SECTIONS"
)
"""From left to right."""
