"""What is due, from all plugins."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ogpkit.contributions import Obligation
from ogpkit.derived import derived

if TYPE_CHECKING:
    from ogpkit.plugins import Owned, Plugins
    from ogpkit.workspace import Workspace


def obligations(workspace: Workspace, plugins: Plugins) -> tuple[Owned[Obligation], ...]:
    """Every obligation that follows from a workspace, in the order of due dates, then of countries.

    A source that fails gives what it gave before it failed, and the fault is noted with the plugins.

    Args:
        workspace: What the files say.
        plugins: The installed plugins.
    """
    found = [
        obligation
        for source in plugins.obligations
        for obligation in derived(
            plugins,
            source.plugin,
            f"obligations {source.value.name}",
            partial(source.value.derive, workspace),
            Obligation,
        )
    ]
    return tuple(sorted(found, key=_order))


def _order(owned: Owned[Obligation]) -> tuple[str, str, str, str]:
    due = owned.value
    return str(due.due), due.place.country, due.place.cycle, due.title
