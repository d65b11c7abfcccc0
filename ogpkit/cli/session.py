"""What is known of the running command beside its own arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ogpkit.plugins import Plugins


class Session:
    """One run of `ogpkit`.

    Attributes:
        third_party: Whether plugins that do not come with ogpkit take part.
        owner: The plugin whose command runs, with its distribution; empty for the core's own.
        plugins: The plugins that were loaded, by the names that are switched off.
    """

    def __init__(self) -> None:
        """Begin with every plugin allowed and none loaded."""
        self.third_party = True
        self.owner = ""
        self.plugins: dict[frozenset[str], Plugins] = {}
