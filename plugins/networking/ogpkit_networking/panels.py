"""Where the panels of this plugin stand; what they show is loaded when somebody turns to them."""

from __future__ import annotations

from typing import Final

from ogpkit.api import Panel, Scope

PANELS: Final = (
    Panel(
        name="networking",
        title="Networking",
        scope=Scope.WORKSPACE,
        order=50,
        load="ogpkit_networking.panel:MECHANISM",
    ),
    Panel(
        name="steering-committee",
        title="Steering Committee",
        scope=Scope.WORKSPACE,
        order=60,
        load="ogpkit_networking.panel:STEERING",
    ),
    Panel(
        name="networking-country",
        title="Networking",
        scope=Scope.COUNTRY,
        order=50,
        load="ogpkit_networking.panel:COUNTRY",
    ),
    Panel(
        name="case",
        title="Case",
        scope=Scope.DOCUMENT,
        kind="case",
        order=-10,
        load="ogpkit_networking.panel:CASE",
    ),
    Panel(
        name="story",
        title="Story",
        scope=Scope.DOCUMENT,
        kind="story",
        order=-10,
        load="ogpkit_networking.panel:STORY",
    ),
)
"""From left to right."""
