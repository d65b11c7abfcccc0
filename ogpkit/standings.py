"""How countries and cycles stand, from all plugins."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ogpkit.contributions import Place, Scope, Standing
from ogpkit.derived import derived

if TYPE_CHECKING:
    from ogpkit.plugins import Owned, Plugins
    from ogpkit.workspace import Workspace


def standings(workspace: Workspace, place: Place, plugins: Plugins) -> tuple[Owned[Standing], ...]:
    """What the mechanisms say of a place, in the order of the plugins.

    A source that fails gives what it gave before it failed, and the fault is noted with the plugins.

    Args:
        workspace: What the files say.
        place: A country, a cycle or the whole workspace.
        plugins: The installed plugins.
    """
    scope = Scope.CYCLE if place.cycle else Scope.COUNTRY if place.country else Scope.WORKSPACE
    return tuple(
        standing
        for source in plugins.standings
        if source.value.scope == scope
        for standing in derived(
            plugins,
            source.plugin,
            f"standings {source.value.name}",
            partial(source.value.derive, workspace, place),
            Standing,
        )
    )
