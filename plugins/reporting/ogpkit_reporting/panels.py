"""Where the panels of this plugin stand; what they show is loaded when somebody turns to them."""

from __future__ import annotations

from typing import Final

from ogpkit.api import Panel, Scope

PANELS: Final = (
    Panel(name="reports", title="Reports", scope=Scope.CYCLE, order=40, load="ogpkit_reporting.panel:CYCLE_SECTIONS"),
    *(
        Panel(
            name=f"comparison-{scope}",
            title="Comparison",
            scope=scope,
            order=45,
            load="ogpkit_reporting.panel:COMPARISON_SECTIONS",
        )
        for scope in (Scope.COUNTRY, Scope.WORKSPACE)
    ),
)
"""From left to right."""
