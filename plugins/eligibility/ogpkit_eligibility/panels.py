"""Where the panels of this plugin stand; what they show is loaded when somebody turns to them."""

from __future__ import annotations

from typing import Final

from ogpkit.api import Panel, Scope

PANELS: Final = (
    Panel(
        name="eligibility", title="Eligibility", scope=Scope.COUNTRY, order=20, load="ogpkit_eligibility.panel:SECTIONS"
    ),
    Panel(
        name="score-card",
        title="Score card",
        scope=Scope.DOCUMENT,
        kind="eligibility",
        load="ogpkit_eligibility.panel:YEAR_SECTIONS",
    ),
)
"""From left to right."""
