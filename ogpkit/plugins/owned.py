"""A contribution and the plugin whose it is."""

from __future__ import annotations

from typing import Generic, TypeVar

import attrs

T = TypeVar("T")


@attrs.frozen
class OwnedContribution(Generic[T]):
    """Contribution of a plugin, with the name of the plugin.

    Attributes:
        plugin: The name of the plugin.
        value: The contribution.
        turn: Below zero where it comes before what the others give, above zero where it comes after it.
        where: The file and line of the plugin that gave it, as far as they are known.
    """

    plugin: str
    value: T
    turn: int = attrs.field(default=0, eq=False, repr=False)
    where: str = attrs.field(default="", eq=False, repr=False)
