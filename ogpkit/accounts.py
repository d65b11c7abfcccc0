"""What mechanisms tell of their efforts in a cycle, from all plugins."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ogpkit.contributions import Account
from ogpkit.derived import derived

if TYPE_CHECKING:
    from ogpkit.contributions import Place
    from ogpkit.plugins import Owned, Plugins
    from ogpkit.workspace import Workspace


def accounts(workspace: Workspace, place: Place, language: str, plugins: Plugins) -> tuple[Owned[Account], ...]:
    """What the mechanisms tell of a cycle, in the order of the plugins.

    A source that fails gives what it gave before it failed, and the fault is noted with the plugins.

    Args:
        workspace: What the files say.
        place: The cycle.
        language: The language in which it is told.
        plugins: The installed plugins.
    """
    return tuple(
        account
        for source in plugins.accounts
        for account in derived(
            plugins,
            source.plugin,
            f"accounts {source.value.name}",
            partial(source.value.tell, workspace, place, language),
            Account,
        )
    )
